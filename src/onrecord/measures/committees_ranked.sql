-- measure: the committees of some types with what they reported for a cycle, the largest receipts first
-- grain: one row for each committee, file and form
-- units: US dollars; coverage_end inclusive; was_public is whether the summary was public by the day asked of
-- caveats: cycle to date through coverage_end; a summary without a coverage day has no report behind it and is left out
--   a summary counts from the day by which its last report was due: 20 days after the coverage, 31 after a year's end
-- source: webk (PAC and party summary), committee_summary, hand-entered totals; the type by that cycle's master, if loaded
select t.committee_id_fec, t.name, coalesce(m.committee_type, t.committee_type) as committee_type, t.cycle,
       t.receipts_usd, t.transfers_from_affiliates_usd, t.disbursements_usd, t.independent_expenditures_usd,
       t.cash_usd, t.coverage_end,
       date_diff('day', t.coverage_end, $as_of) >= case when month(t.coverage_end) = 12 then 31 else 20 end as was_public,
       t.source_file, t.source_line
from committee_total as t
left join (select committee_id_fec, cycle, max(committee_type) as committee_type
           from committee where quarantine is null group by all) as m
  on m.committee_id_fec = t.committee_id_fec and m.cycle = t.cycle
where t.cycle = $cycle
  and list_contains($types, coalesce(m.committee_type, t.committee_type))
  and t.coverage_end is not null
  and t.quarantine is null
order by t.receipts_usd desc nulls last, t.committee_id_fec, t.source_file, t.source_line
