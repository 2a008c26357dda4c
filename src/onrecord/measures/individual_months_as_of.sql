-- measure: itemised receipts from individuals of committees in a cycle by type and month, filed by a day
-- grain: one row for each committee, transaction type, entity type, memo code, month of the transaction, undated or not
-- units: US dollars, whole; rows
-- caveats: filed_on is the surviving version's; an earlier one may have been public; rows without a day of filing are
--   marked undated and always in; refunds (22Y) are positive; memo rows and earmarks passed on (24I, 24T) are listed apart
-- source: indiv, row by row
select committee_id_fec, transaction_type, entity_type, memo_code, date_trunc('month', transacted_on)::date as month,
       filed_on is null as undated, sum(amount_usd)::decimal(18,2) as amount_usd, count(*) as row_count,
       min(transacted_on) as first_on, max(transacted_on) as last_on, max(filed_on) as last_filed_on,
       any_value(cycle) as cycle, source_file, min(source_line) as source_line
from individual_contribution
where list_contains($committees, committee_id_fec) and cycle = $cycle and quarantine is null
  and (filed_on is null or filed_on <= $as_of)
group by committee_id_fec, transaction_type, entity_type, memo_code, month, undated, source_file
order by committee_id_fec, month, transaction_type, entity_type, memo_code, undated, source_file
