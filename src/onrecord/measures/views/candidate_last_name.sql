-- table: the last names of candidates by contest and year; `standing` is false of the master, which holds who filed
-- grain: one row for each name, contest, year and kind of evidence
-- units: years of election or cycles by their even year
-- caveats: a last name is not a person
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
where office in ('H', 'S')
