-- measure: what committees gave each other, as the giver and as the taker reported it
-- grain: one row for each giver, taker, reporting side, transaction type, memo mark and whether its filing day is known
-- units: US dollars, whole; refunds negative; rows
-- caveats: a transfer that both sides report stands twice: a sum takes one side; memo rows are not in a sum; `kind` is
--   transfer for what counts (24K 24G 24Z 24H 24P given; 15Z 18K 18G 18H and 30, 31, 32 with K or G taken; 22Z refunded),
--   'other' for loans, coordinated expenditures, joint fundraising memos (their names left out: many are individuals)
--   and the rest, which are shown and not summed
-- source: oth and pas2, each row once
select b.giver_id_fec, b.taker_id_fec, b.side, b.transaction_type, b.memo_code is not distinct from 'X' as memo,
       case when b.transaction_type in ('24K', '24G', '24Z', '24H', '24P', '15Z', '18K', '18G', '18H', '22Z',
                                        '30K', '31K', '32K', '30G', '31G', '32G')
              and b.giver_id_fec is distinct from b.taker_id_fec then 'transfer' else 'other' end as kind,
       b.filed_on is null as undated, b.cycle,
       max(case when b.transaction_type not like '%J' then b.other_name end) as other_name, sum(b.amount_usd) as amount_usd, count(*) as row_count,
       min(b.transacted_on) as first_on, max(b.transacted_on) as last_on, max(b.filed_on) as last_filed_on,
       arg_min(b.source_file, (b.source_file, b.source_line)) as source_file,
       arg_min(b.source_line, (b.source_file, b.source_line)) as source_line
from between_committees as b
where ($givers is null or list_contains($givers, b.committee_id_fec) or list_contains($givers, b.other_committee_id_fec))
  and ($takers is null or list_contains($takers, b.committee_id_fec) or list_contains($takers, b.other_committee_id_fec))
  and ($givers is null or list_contains($givers, b.giver_id_fec))
  and ($takers is null or list_contains($takers, b.taker_id_fec))
  and b.transaction_type not in ('24A', '24E')
  and b.cycle = $cycle
  and (b.filed_on is null or b.filed_on <= $as_of)
  and ($since is null or b.transacted_on >= $since) and ($until is null or b.transacted_on <= $until)
  and b.quarantine is null
group by b.giver_id_fec, b.taker_id_fec, b.side, b.transaction_type, memo, kind, undated, b.cycle
order by b.giver_id_fec, b.taker_id_fec, b.side, b.transaction_type, memo
