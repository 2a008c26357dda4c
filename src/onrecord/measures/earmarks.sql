-- measure: gifts that individuals earmarked through a conduit, as the conduit and as the recipient reported them
-- grain: one row for each conduit, recipient, reporting side, transaction type and memo mark
-- units: US dollars, whole; rows
-- caveats: one gift stands at the conduit (24I the contributor's cheque, 24T through its treasury) and at the recipient (15E,
--   or 15 with the conduit named): a sum takes one side; nothing of it is the conduit's own money
-- source: indiv
with passed as (
  select 'conduit' as side, committee_id_fec as conduit_id_fec, other_committee_id_fec as recipient_id_fec,
         transaction_type, memo_code is not distinct from 'X' as memo, amount_usd, transacted_on, filed_on, cycle,
         source_file, source_line
  from individual_contribution
  where transaction_type in ('24I', '24T') and quarantine is null
  union all
  select 'recipient', other_committee_id_fec, committee_id_fec, transaction_type, memo_code is not distinct from 'X',
         amount_usd, transacted_on, filed_on, cycle, source_file, source_line
  from individual_contribution
  where transaction_type in ('15E', '30E', '31E', '32E') and quarantine is null
)
select side, conduit_id_fec, recipient_id_fec, transaction_type, memo, cycle, sum(amount_usd) as amount_usd,
       count(*) as row_count, min(transacted_on) as first_on, max(transacted_on) as last_on,
       max(filed_on) as last_filed_on, arg_min(source_file, (source_file, source_line)) as source_file,
       arg_min(source_line, (source_file, source_line)) as source_line
from passed
where ($conduits is null or list_contains($conduits, conduit_id_fec))
  and ($recipients is null or list_contains($recipients, recipient_id_fec))
  and cycle = $cycle
  and filed_on <= $as_of
group by side, conduit_id_fec, recipient_id_fec, transaction_type, memo, cycle
order by side, conduit_id_fec, recipient_id_fec, transaction_type, memo
