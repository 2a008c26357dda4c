-- measure: candidates whose first given name and last name are among those asked
-- grain: one row for each candidate id and cycle, or for each contest where only results name the candidate
-- units: none
-- caveats: a name is not a person: several people can have it, and one person several ids; the contest decides;
--   a result's name is compared whole ($whole), or by its first and last word (John W. Smith for smith, john)
-- source: candidate master, summaries and results
select distinct candidate_id_fec, name, party, office, state, district, cycle as year, source_file, source_line
from (select candidate_id_fec, name, party, substr(candidate_id_fec, 1, 1) as office, state, district, cycle,
             source_file, source_line from candidate
      union all
      select candidate_id_fec, name, party, substr(candidate_id_fec, 1, 1) as office, state, district, cycle,
             source_file, source_line from candidate_total)
where list_contains($keys, lower(regexp_replace(regexp_extract(name, '^[^,]+, *[^ ,]+'), ', *', ', ')))
union all
select candidate_id_fec, candidate_name as name, party, office, state, district, year, source_file, source_line
from (select *, regexp_replace(replace(strip_accents(lower(candidate_name)), '-', ' '),
                               ',? +(jr|sr|ii|iii|iv)[.]?(,|$)', '\2') as bare
      from result where county is null and office in ('H', 'S', 'P') and quarantine is null)
where list_contains($whole, lower(candidate_name))
   or list_contains($keys, case when contains(bare, ',')
                                then regexp_replace(regexp_extract(bare, '^[^,]+, *[^ ,]+'), ', *', ', ')
                                else regexp_extract(bare, '[^ ]+$') || ', ' || regexp_extract(bare, '^[^ ]+') end)
order by office, state, district, year, name
