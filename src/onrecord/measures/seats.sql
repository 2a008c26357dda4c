-- measure: the House districts of a state that the record knows, and from what
-- grain: one row for each district and kind of source
-- units: rows; last_year is the latest year of an election (for candidates: the latest cycle)
-- caveats: candidate masters hold districts that do not exist, as filers typed them; calendars and results of any year do not
-- source: every loaded calendar and source of results; candidate master, else summaries
select state, district, known_by, count(*) as row_count, max(year) as last_year
from (select state, district, 'calendar or results' as known_by, year from contest where office = 'H'
      union all
      select state, district, 'calendar or results' as known_by, year from result where office = 'H' and quarantine is null
      union all
      select state, district, 'candidates' as known_by, cycle as year from candidate where substr(candidate_id_fec, 1, 1) = 'H'
      union all
      select state, district, 'candidates' as known_by, cycle as year from candidate_total where substr(candidate_id_fec, 1, 1) = 'H')
where state = $state and district is not null
group by state, district, known_by
order by district, known_by
