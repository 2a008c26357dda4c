-- measure: candidates whose last name is among those asked, in the years asked
-- grain: one row for each name, contest, year and kind of evidence
-- units: none
-- caveats: a last name is not a person; the master holds who filed, not who was on the ballot (standing is false for these)
-- source: candidate master, summaries and results
select last_name, name, office, state, district, year, standing
from candidate_last_name
where last_name in (select unnest($last_names::varchar[])) and year in (select unnest($years::int[]))
order by last_name, office, state, district, year, name, standing
