-- measure: candidates to whom a committee reported contributions, by election code
-- grain: one row for each giver, candidate id and election code; `places` are the file and line of each reported row in it
-- units: US dollars, whole; negative amounts are refunds and are kept in the sum
-- caveats: 24K mixes a committee's own money with earmarked money passed on; filed_on as in independent_expenditures
-- source: pas2, transaction type 24K (contribution to a candidate's committee) and 24Z (in kind)
select c.committee_id_fec, c.candidate_id_fec, min(n.name) as candidate_name, min(n.party) as party,
       min(n.office) as office, min(n.state) as state, min(n.district) as district, c.election_code,
       sum(c.amount_usd) as amount_usd, max(c.amount_usd) as largest_usd, count(*) as row_count,
       min(c.filed_on) as first_filed_on, max(c.filed_on) as last_filed_on, c.cycle,
       arg_min(c.source_file, (c.source_file, c.source_line)) as source_file,
       arg_min(c.source_line, (c.source_file, c.source_line)) as source_line,
       string_agg(c.source_file || ':' || c.source_line, ' ' order by c.source_file, c.source_line) as places,
       first(c.citation order by c.source_file, c.source_line) as citation
from contribution as c
left join candidate_in_cycle as n
  on n.candidate_id_fec = c.candidate_id_fec and c.cycle between n.first_cycle and n.last_cycle
where ($committees is null or list_contains($committees, c.committee_id_fec))
  and ($candidates is null or list_contains($candidates, c.candidate_id_fec))
  and ($cycle is null or c.cycle = $cycle)
  and c.transaction_type in ('24K', '24Z')
  and c.filed_on <= $as_of
  and c.memo_code is distinct from 'X'
  and c.quarantine is null
group by c.committee_id_fec, c.candidate_id_fec, c.election_code, c.cycle
order by c.committee_id_fec, c.candidate_id_fec, c.election_code
