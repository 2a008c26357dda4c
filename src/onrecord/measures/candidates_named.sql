-- measure: candidates whose first given name and last name are among those asked
-- grain: one row for each candidate id and cycle, or for each contest where only results name the candidate
-- units: none
-- caveats: a name is not a person: several people can have it, and one person several ids; the contest decides;
--   a result's name is compared whole ($whole), or by its first and last word (John W. Smith for smith, john)
-- source: candidate master, summaries and results
select distinct candidate_id_fec, name, party, office, state, district, year, source_file, source_line
from candidate_key
where not of_result and compared in (select unnest($keys::varchar[]))
union all
select candidate_id_fec, name, party, office, state, district, year, source_file, source_line
from candidate_key
where of_result and (whole in (select unnest($whole::varchar[])) or compared in (select unnest($keys::varchar[])))
order by office, state, district, year, name
