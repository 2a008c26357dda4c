-- measure: when the stages of contests are held
-- grain: one row for each contest and stage
-- units: days
-- caveats: a blank day is not known; the calendar is timeless
-- source: every loaded source of calendars
select office, state, district, year, stage, special, primary_party, held_on, source, source_file, source_line, citation
from contest
where ($office is null or office = $office) and ($state is null or state = $state)
  and ($district is null or district is not distinct from $district) and ($year is null or year = $year)
order by office, state, district, year, held_on, stage, primary_party
