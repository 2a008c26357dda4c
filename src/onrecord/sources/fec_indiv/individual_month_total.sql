-- summary: itemised receipts from individuals of each committee by month and day of filing
-- grain: one row for each committee, transaction type, entity type, memo code, month of the transaction (null: no day), day
--   of filing (null: not known), 24- or 48-hour report or not, amendment or not, size of the single row, small mark (both as in the measure
--   individual_contributions) and quarantine reason; every row is in one: the sums conserve the file's
-- units: US dollars, whole; rows; source_line is the first of the rows
-- caveats: a day of filing is that of the surviving version; what was filed by a day is exact, for the day is in the grain
-- source: the rows of one indiv file
select committee_id_fec, transaction_type, entity_type, memo_code, date_trunc('month', transacted_on)::date as month,
       filed_on, coalesce(amendment_indicator = 'A', false) as amended,
       coalesce(report_type in ('24', '24H', '48', '48H', 'F6'), false) as short_notice,
       case when abs(amount_usd) <= 200 then 0 when abs(amount_usd) < 500 then 200 when abs(amount_usd) < 1000 then 500
            when abs(amount_usd) < 2000 then 1000 else 2000 end as size_usd,
       case when transaction_type like '2%' or transaction_type = '15C' or abs(amount_usd) > 200 or entity_type in ('PAC', 'COM', 'CCM', 'PTY')
            then null
            when abs(amount_usd) = 200 then '200'
            when coalesce(memo_code = 'X', false) and regexp_matches(coalesce(memo_text, ''), 'earmark|earmk|ermk', 'i')
            then null
            else 'under 200' end as small,
       sum(amount_usd)::decimal(18,2) as amount_usd, count(*) as row_count,
       min(transacted_on) as first_on, max(transacted_on) as last_on, min(source_line) as source_line, quarantine
from individual_contribution
group by committee_id_fec, transaction_type, entity_type, memo_code, month, filed_on, amended, short_notice, size_usd, small, quarantine
order by committee_id_fec, month, filed_on, transaction_type, entity_type, memo_code, amended, short_notice, size_usd, small, quarantine
