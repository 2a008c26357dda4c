-- table: who a candidate id is in a cycle: name, party and contest by the FEC's file of that cycle, else of the nearest
-- grain: one row for each candidate id and span of cycles, first_cycle to last_cycle (inclusive), for which it is the nearest
-- units: none
-- caveats: masters and summaries are timeless: they hold the latest state, not that of a past day; of one cycle the master
--   counts before the summaries; of two cycles equally near the master's before the later one's
-- source: candidate master, else all-candidates summary or candidate summary
with named as (
  select candidate_id_fec, cycle, name, party, state, district, 1 as rank, null::date as known_on from candidate
  where name is not null and quarantine is null and cycle is not null
  union all
  select candidate_id_fec, cycle, name, party, state, district, 2 as rank, coverage_end as known_on from candidate_total
  where name is not null and quarantine is null and cycle is not null
),
in_order as (
  select *, lag(candidate_id_fec) over best_first as previous_id, lag(cycle) over best_first as previous_cycle from named
  window best_first as (order by candidate_id_fec, cycle, rank, known_on desc nulls last, name, party, state, district)
),
beside as (
  select *, case when lag(candidate_id_fec) over by_cycle = candidate_id_fec then lag(cycle) over by_cycle end as before,
         case when lead(candidate_id_fec) over by_cycle = candidate_id_fec then lead(cycle) over by_cycle end as after,
         lag(rank) over by_cycle as rank_before, lead(rank) over by_cycle as rank_after
  from in_order where (previous_id, previous_cycle) is distinct from (candidate_id_fec, cycle)
  window by_cycle as (order by candidate_id_fec, cycle)
)
select candidate_id_fec, name, party, substr(candidate_id_fec, 1, 1) as office, state, district, cycle as known_in,
       case when before is null then 0 else (before + cycle) // 2 + case when rank <= rank_before then 0 else 1 end end
       as first_cycle,
       case when after is null then 9999 else (cycle + after) // 2 - case when rank_after <= rank then 1 else 0 end end
       as last_cycle
from beside
