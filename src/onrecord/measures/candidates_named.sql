-- measure: candidates whose first given name and last name are among those asked
-- grain: one row for each candidate id and cycle, or for each contest where only results name the candidate
-- units: none
-- caveats: a name is not a person: several people can have it, and one person several ids; the contest decides;
--   a result's name is compared whole ($whole), or by its first and last word ($ends: John W. Smith for john smith)
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
from result
where (list_contains($whole, lower(candidate_name))
       or (len($ends) > 0 and list_contains($ends, lower(regexp_replace(regexp_replace(
             candidate_name, ',? (jr|sr|ii|iii|iv)\.?$', '', 'i'), '^([^ ]+) .* ([^ ]+)$', '\1 \2')))))
  and county is null and office in ('H', 'S', 'P')
order by office, state, district, year, name
