-- measure: itemised independent expenditures of committees in periodic reports
-- grain: one row for each reported expenditure; identical rows are not duplicates
-- units: US dollars, whole; negative amounts are refunds and are kept
-- caveats: filed_on is the day of the surviving version's image; memo rows are left out (FEC: not in totals);
--   name, party and contest are those of the candidate id in the loaded file nearest to the cycle, blank when in none
-- source: pas2, transaction types 24A (opposing) and 24E (supporting); notices are not in it
with asked as (
  select * from expenditure
  where ($committees is null or list_contains($committees, committee_id_fec))
    and ($candidates is null or list_contains($candidates, candidate_id_fec))
    and ($candidates is not null or source <> 'openfec_race_expenditures')  -- a race's rows are not all of a committee
    and ($cycle is null or cycle = $cycle)
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
select a.committee_id_fec, a.candidate_id_fec, n.name as candidate_name, n.party, n.office, n.state, n.district,
       case a.transaction_type when '24A' then 'oppose' when '24E' then 'support' else 'not stated' end as stance,
       a.amount_usd, a.election_code, a.filed_on, a.transacted_on, a.payee_name, a.image_number, a.cycle,
       a.source_file, a.source_line, a.citation
from asked as a
left join named as n on n.candidate_id_fec = a.candidate_id_fec and n.cycle = a.cycle and n.nearest = 1
order by a.filed_on, a.source_file, a.source_line
