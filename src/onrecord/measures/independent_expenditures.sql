-- measure: itemised independent expenditures of committees in periodic reports
-- grain: one row for each reported expenditure; identical rows are not duplicates
-- units: US dollars, whole; negative amounts are refunds and are kept
-- caveats: filed_on is the day of the surviving version's image; memo rows are left out (FEC: not in totals)
-- source: pas2, transaction types 24A (opposing) and 24E (supporting); notices are not in it
select committee_id_fec, candidate_id_fec, case transaction_type when '24A' then 'oppose' else 'support' end as stance,
       amount_usd, election_code, filed_on, transacted_on, payee_name, image_number, cycle, source_file, source_line
from expenditure
where list_contains($committees, committee_id_fec)
  and ($candidate is null or candidate_id_fec = $candidate)
  and ($cycle is null or cycle = $cycle)
  and filed_on <= $as_of
  and memo_code is distinct from 'X'
order by filed_on, source_file, source_line
