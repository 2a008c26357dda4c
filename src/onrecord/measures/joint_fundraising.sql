-- measure: what a participant received from joint fundraising: the transfers, and the memo rows that name who is behind them
-- grain: one row for each participant, sender, transaction type and memo mark
-- units: US dollars, whole; rows
-- caveats: the memo rows (15J individuals, 18J committees) are the participant's share of gifts that the joint fundraising
--   committee itemises itself: counted at the participant (a candidate's view) or at the joint committee (a donor's view),
--   never at both; they may exceed the transfer, from which the costs are taken; a J row is a memo with or without its mark
-- source: oth and indiv
select t.committee_id_fec, c.name as sender_name,
       case when t.transaction_type like '%J' then null else t.other_committee_id_fec end as sender_id_fec,
       t.transaction_type, t.transaction_type like '%J' as share, coalesce(t.memo_code = 'X', false) as memo,
       sum(t.amount_usd) as amount_usd, count(*) as row_count, min(t.transacted_on) as first_on,
       max(t.transacted_on) as last_on, max(t.filed_on) as last_filed_on, t.cycle,
       arg_min(t.source_file, (t.source_file, t.source_line)) as source_file,
       arg_min(t.source_line, (t.source_file, t.source_line)) as source_line
from (select committee_id_fec, other_committee_id_fec, transaction_type, memo_code, amount_usd, transacted_on, filed_on,
             cycle, quarantine, source_file, source_line from transfer
      union all
      select committee_id_fec, other_committee_id_fec, transaction_type, memo_code, amount_usd, transacted_on, filed_on,
             cycle, quarantine, source_file, source_line from individual_contribution
      where transaction_type like '%J') as t
left join (select committee_id_fec, cycle, arg_max(name, source_line) as name, bool_or(designation = 'J') as joint
           from committee group by 1, 2) as c
  on c.committee_id_fec = t.other_committee_id_fec and c.cycle = t.cycle
where list_contains($committees, t.committee_id_fec)
  and (t.transaction_type like '%J' or (t.transaction_type in ('18G', '18K') and c.joint
                                        and t.memo_code is distinct from 'X'))
  and t.cycle = $cycle
  and t.filed_on <= $as_of
  and t.quarantine is null
group by t.committee_id_fec, c.name, sender_id_fec, t.transaction_type, share, memo, t.cycle
order by t.committee_id_fec, share, amount_usd desc, sender_id_fec
