-- measure: the votes of many contests at once, as each source gives them
-- grain: one row for each ballot line, and county where a source counts by county (fusion lines apart)
-- units: votes
-- caveats: blank votes are missing, not zero; only the House and the Senate; a county's rows are a part of the count
-- source: every loaded source of results
select office, state, district, year, stage, special, primary_party, candidate_name, candidate_id_fec, party, votes,
       is_winner, county, held_on, ranked_round, remark, source, source_file, source_line, citation
from result
where office = coalesce($office, office) and office in ('H', 'S') and state = coalesce($state, state)
  and ($year is null or year = $year)
  and quarantine is null
order by office, state, district, year, stage, source, votes desc nulls last, source_file, source_line
