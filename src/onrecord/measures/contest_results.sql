-- measure: the votes of a US House general election
-- grain: one row for each ballot line as the source gives it (fusion lines apart)
-- units: votes
-- caveats: whole contests only: a county's rows are left out, as the district may cross the county line
-- source: results sources with no county
select candidate_name, party, votes, is_winner, source, source_file, source_line
from result
where office = 'H' and state = $state and district = $district and year = $year
  and stage = 'general' and special is false and county is null and ranked_round is null
order by votes desc nulls last, source_line
