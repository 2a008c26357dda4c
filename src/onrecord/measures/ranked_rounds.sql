-- measure: the rounds of ranked-choice contests, as each source publishes them
-- grain: one row for each candidate and round
-- units: votes
-- caveats: who is out of the count has no row, or zero, in later rounds; inactive ballots are not in it
-- source: every loaded source of results with rounds
select office, state, district, race_key, year, stage, special, primary_party, candidate_name, party, votes, ranked_round,
       is_winner, held_on, remark, source, source_file, source_line, citation
from result
where ranked_round is not null and quarantine is null
  and ($race is null or contains(lower(race_key), lower($race)))
  and ($office is null or (office = $office and state = $state and district is not distinct from $district))
  and ($year is null or year = $year)
order by source, race_key, year, special, stage, ranked_round, votes desc nulls last, source_line
