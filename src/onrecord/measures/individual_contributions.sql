-- measure: itemised receipts from individuals, and refunds to them, of committees
-- grain: one row for each committee, transaction type, memo mark, size of the single row, calendar year and whether dated
-- units: US dollars, whole; negative amounts (redesignations, chargebacks) are kept in the sum; a 22Y refund is positive
-- caveats: `individual` is the FEC's list of receipt codes (openFEC, is_coded_individual) on a row whose contributor is no
--   committee; `small` marks other receipts of at most $200 that the FEC counts by their line, which the file lacks:
--   under $200 by its SQL, $200 and less without a memo code by its methodology page; 24I and 24T are earmarks passed on;
--   24- and 48-hour reports (Form 6) are left out: later reports hold them; size_usd is by the amount without its sign, so
--   that a negative row is taken off the size of its own amount, not of the gift it takes back; codes 30 to 32 are a
--   national party's convention, headquarters and recount accounts, which have limits of their own (T19)
-- source: indiv
select committee_id_fec, transaction_type, coalesce(memo_code = 'X', false) as memo,
       transaction_type in ('10', '15', '15E', '15J', '30', '30T', '31', '31T', '32', '10J', '11', '11J', '30J', '31J',
                            '32T', '32J', '30E', '31E', '32E')
         and coalesce(entity_type, '') not in ('PAC', 'COM', 'CCM', 'PTY') as individual,
       case when transaction_type like '2%' or transaction_type = '15C' or abs(amount_usd) > 200 or entity_type in ('PAC', 'COM', 'CCM', 'PTY')
            then null
            when abs(amount_usd) = 200 then '200'
            when coalesce(memo_code = 'X', false) and regexp_matches(coalesce(memo_text, ''), 'earmark|earmk|ermk', 'i')
            then null
            else 'under 200' end as small,
       case when abs(amount_usd) <= 200 then 0 when abs(amount_usd) < 500 then 200 when abs(amount_usd) < 1000 then 500
            when abs(amount_usd) < 2000 then 1000 else 2000 end as size_usd,
       year(transacted_on) as year, filed_on is null as undated, cycle,
       sum(amount_usd) as amount_usd, count(*) as row_count, min(transacted_on) as first_on, max(transacted_on) as last_on,
       max(filed_on) as last_filed_on, arg_min(source_file, (source_file, source_line)) as source_file,
       arg_min(source_line, (source_file, source_line)) as source_line
from individual_contribution
where list_contains($committees, committee_id_fec)
  and cycle = $cycle
  and (filed_on is null or filed_on <= $as_of)
  and ($since is null or transacted_on >= $since) and ($until is null or transacted_on <= $until)
  and coalesce(report_type, '') not in ('24', '24H', '48', '48H', 'F6')
  and quarantine is null
group by committee_id_fec, transaction_type, memo, individual, small, size_usd, year, undated, cycle
order by committee_id_fec, transaction_type, memo, year, size_usd
