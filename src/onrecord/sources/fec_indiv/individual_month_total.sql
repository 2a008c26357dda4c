-- summary: itemised receipts from individuals of each committee by month
-- grain: one row for each committee, transaction type, entity type, memo code, month of the transaction (null: no day),
--   quarantine reason, and whether the filing has no day (undated); every row is in one: the sums conserve the file's
-- units: US dollars, whole; rows; source_line is the first of the rows
-- caveats: for an answer as of a day before last_filed_on the rows themselves are asked; see answers/itemised.py
-- source: the rows of one indiv file
select committee_id_fec, transaction_type, entity_type, memo_code, date_trunc('month', transacted_on)::date as month,
       filed_on is null as undated, sum(amount_usd)::decimal(18,2) as amount_usd, count(*) as row_count,
       min(transacted_on) as first_on, max(transacted_on) as last_on, max(filed_on) as last_filed_on,
       min(source_line) as source_line, quarantine
from individual_contribution
group by committee_id_fec, transaction_type, entity_type, memo_code, month, undated, quarantine
order by committee_id_fec, month, transaction_type, entity_type, memo_code, undated, quarantine
