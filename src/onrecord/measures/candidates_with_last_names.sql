-- measure: candidates whose last name is among those asked, in the years asked
-- grain: one row for each name, contest, year and kind of evidence
-- units: none
-- caveats: a last name is not a person; the master holds who filed, not who was on the ballot (standing is false for these)
-- source: candidate master, summaries and results
select distinct last_name, name, office, state, district, year, standing
from (select lower(regexp_extract(name, '^([^,]+),', 1)) as last_name, name,
             substr(candidate_id_fec, 1, 1) as office, state, district, cycle as year, false as standing
      from candidate
      union all
      select lower(regexp_extract(name, '^([^,]+),', 1)), name,
             substr(candidate_id_fec, 1, 1), state, district, cycle, true
      from candidate_total
      union all
      select lower(regexp_extract(candidate_name, '([^ ,]+)$', 1)), candidate_name, office, state, district, year, true
      from result
      where county is null and candidate_name not like '%,%'
      union all
      select lower(regexp_extract(candidate_name, '^([^,]+),', 1)), candidate_name, office, state, district, year, true
      from result
      where county is null and candidate_name like '%,%')
where list_contains($last_names, last_name) and list_contains($years, year) and office in ('H', 'S')
order by last_name, office, state, district, year, name, standing
