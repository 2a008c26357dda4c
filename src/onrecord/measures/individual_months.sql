-- measure: itemised receipts from individuals of committees in a cycle by type and month, filed by a day
-- grain: one row for each committee, transaction type, entity type, memo code, month of the transaction, 24- or 48-hour
--   report or not, day of filing known or not (undated)
-- units: US dollars, whole; rows
-- caveats: a day of filing is the surviving version's; an earlier one may have been public; rows without a day of filing
--   are always in, marked undated; refunds (22Y) are positive; memo rows and earmarks passed on (24I, 24T) are listed
--   apart, to be left out of a sum; 24- and 48-hour reports are marked: later reports hold the same rows
-- source: indiv, added up when it was loaded
select committee_id_fec, transaction_type, entity_type, memo_code, month, short_notice, filed_on is null as undated,
       sum(amount_usd)::decimal(18,2) as amount_usd, sum(row_count)::bigint as row_count, min(first_on) as first_on,
       max(last_on) as last_on, max(filed_on) as last_filed_on, cycle, source_file, min(source_line) as source_line
from individual_month_total
where list_contains($committees, committee_id_fec) and cycle = $cycle and quarantine is null
  and (filed_on is null or filed_on <= $as_of)
group by committee_id_fec, transaction_type, entity_type, memo_code, month, short_notice, undated, cycle, source_file
order by committee_id_fec, month, transaction_type, entity_type, memo_code, short_notice, undated, source_file
