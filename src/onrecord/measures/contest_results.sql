-- measure: the votes of a contest at every stage, as each source gives them
-- grain: one row for each ballot line, and county where a source counts by county (fusion lines apart)
-- units: votes
-- caveats: blank votes are missing, not zero; a county's rows are a part unless the district lies in that county
-- source: every loaded source of results
select office, state, district, year, stage, special, primary_party, candidate_name, candidate_id_fec, party, votes,
       is_winner, county, held_on, ranked_round, remark, source, source_file, source_line, citation
from result
where office = $office and state is not distinct from $state and district is not distinct from $district
  and ($year is null or year = $year)
  and quarantine is null
order by year, stage, source, votes desc nulls last, source_file, source_line
