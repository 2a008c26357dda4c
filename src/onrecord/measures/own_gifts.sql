-- measure: what a committee gave to other committees of its own money, earmarks told apart where a row shows one
-- grain: one row for each giver, recipient, election code and kind
-- units: US dollars, whole; refunds negative; rows
-- caveats: 24K mixes own money with earmarked money passed on; a row is `marked` where it is a memo row or its text says
--   earmark or conduit; own money is at most $5,000 an election to a candidate (11 CFR 110.2), so more than that to one
--   recipient for one election is not all own money, or the recipient is no candidate; a row without the receiving
--   committee's id is of the candidate it names, else of the name as written
-- source: oth and pas2, the giver's side, transaction types 24K and 24Z
select giver_id_fec, coalesce(taker_id_fec, candidate_id_fec, other_name) as recipient_id_fec, max(other_name) as recipient_name, election_code,
       coalesce(memo_code = 'X', false)
         or regexp_matches(coalesce(memo_text, ''), 'earmark|earmk|ermk|conduit', 'i') as marked,
       sum(amount_usd) as amount_usd, count(*) as row_count, min(transacted_on) as first_on, max(transacted_on) as last_on,
       max(filed_on) as last_filed_on, cycle, arg_min(source_file, (source_file, source_line)) as source_file,
       arg_min(source_line, (source_file, source_line)) as source_line
from between_committees
where side = 'giver' and transaction_type in ('24K', '24Z')
  and list_contains($committees, committee_id_fec)
  and cycle = $cycle
  and filed_on <= $as_of
  and quarantine is null
group by giver_id_fec, coalesce(taker_id_fec, candidate_id_fec, other_name), election_code, marked, cycle
order by giver_id_fec, recipient_id_fec, election_code, marked
