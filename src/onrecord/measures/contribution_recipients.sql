-- measure: candidates to whom a committee reported contributions, by election code
-- grain: one row for each giver, candidate id and election code
-- units: US dollars, whole; negative amounts are refunds and are kept in the sum
-- caveats: 24K mixes a committee's own money with earmarked money passed on; filed_on as in independent_expenditures
-- source: pas2, transaction type 24K (contribution to a candidate's committee) and 24Z (in kind)
select committee_id_fec, candidate_id_fec, min(name) as candidate_name, min(party) as party, min(office) as office,
       min(state) as state, min(district) as district, election_code, sum(amount_usd) as amount_usd,
       max(amount_usd) as largest_usd, count(*) as row_count, min(filed_on) as first_filed_on,
       max(filed_on) as last_filed_on, cycle, min(source_file) as source_file, min(source_line) as source_line,
       min(citation) as citation
from candidate_money
where kind = 'contribution'
  and ($committees is null or list_contains($committees, committee_id_fec))
  and ($candidates is null or list_contains($candidates, candidate_id_fec))
  and ($cycle is null or cycle = $cycle)
  and transaction_type in ('24K', '24Z')
  and filed_on <= $as_of
  and memo_code is distinct from 'X'
  and quarantine is null
group by committee_id_fec, candidate_id_fec, election_code, cycle
order by committee_id_fec, candidate_id_fec, election_code
