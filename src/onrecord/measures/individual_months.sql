-- measure: itemised receipts from individuals of committees in a cycle by type and month, all that is loaded
-- grain: one row for each committee, transaction type, entity type, memo code, month of the transaction, undated or not
-- units: US dollars, whole; rows
-- caveats: of every filing that is loaded: for an earlier day see individual_months_as_of; refunds (22Y) are positive;
--   memo rows and earmarks passed on (24I, 24T) are listed apart, to be left out of a sum; undated: no day of filing
-- source: indiv, added up when it was loaded
select committee_id_fec, transaction_type, entity_type, memo_code, month, undated, amount_usd, row_count,
       first_on, last_on, last_filed_on, cycle, source_file, source_line
from individual_month_total
where list_contains($committees, committee_id_fec) and cycle = $cycle and quarantine is null
order by committee_id_fec, month, transaction_type, entity_type, memo_code, undated, source_file
