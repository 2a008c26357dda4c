-- view: who a candidate id is, by cycle: name, party and contest as the FEC's files give them
-- grain: one row for each candidate id, cycle and source; rank 1 is the master, 2 the summaries (the latest first)
-- units: none
-- caveats: masters and summaries are timeless: they hold the latest state, not that of a past day
-- source: candidate master, else all-candidates summary or candidate summary
select candidate_id_fec, cycle, name, party, substr(candidate_id_fec, 1, 1) as office, state, district, 1 as rank,
       null::date as known_on
from candidate
where name is not null and quarantine is null
union all
select candidate_id_fec, cycle, name, party, substr(candidate_id_fec, 1, 1) as office, state, district, 2 as rank,
       coverage_end as known_on
from candidate_total
where name is not null and quarantine is null
