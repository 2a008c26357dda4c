-- measure: candidates to whom a committee reported contributions, by election code
-- grain: one row for each giver, candidate id and election code
-- units: US dollars, whole; negative amounts are refunds and are kept in the sum
-- caveats: 24K mixes a committee's own money with earmarked money passed on; filed_on as in independent_expenditures
-- source: pas2, transaction type 24K (contribution to a candidate's committee) and 24Z (in kind)
with asked as (
  select * from contribution
  where ($committees is null or list_contains($committees, committee_id_fec))
    and ($candidates is null or list_contains($candidates, candidate_id_fec))
    and ($cycle is null or cycle = $cycle)
    and transaction_type in ('24K', '24Z')
    and filed_on <= $as_of
    and memo_code is distinct from 'X'
    and quarantine is null
),
named as (
  select asked.candidate_id_fec, asked.cycle, n.name, n.party, n.office, n.state, n.district,
         row_number() over (partition by asked.candidate_id_fec, asked.cycle
                            order by abs(n.cycle - asked.cycle), n.rank, n.cycle desc, n.known_on desc nulls last,
                                     n.name, n.party, n.state, n.district) as nearest
  from (select distinct candidate_id_fec, cycle from asked) as asked
  join candidate_named as n on n.candidate_id_fec = asked.candidate_id_fec
)
select a.committee_id_fec, a.candidate_id_fec, min(n.name) as candidate_name, min(n.party) as party,
       min(n.office) as office, min(n.state) as state, min(n.district) as district, a.election_code,
       sum(a.amount_usd) as amount_usd, max(a.amount_usd) as largest_usd, count(*) as row_count,
       min(a.filed_on) as first_filed_on, max(a.filed_on) as last_filed_on, a.cycle,
       min(a.source_file) as source_file, min(a.source_line) as source_line,
       min(a.citation) as citation
from asked as a
left join named as n on n.candidate_id_fec = a.candidate_id_fec and n.cycle = a.cycle and n.nearest = 1
group by a.committee_id_fec, a.candidate_id_fec, a.election_code, a.cycle
order by a.committee_id_fec, a.candidate_id_fec, a.election_code
