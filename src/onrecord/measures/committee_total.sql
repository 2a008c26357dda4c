-- measure: what a committee reported for a cycle, from the FEC's PAC and party summary
-- grain: one row for each committee and cycle
-- units: US dollars; coverage_end inclusive
-- caveats: cycle to date through coverage_end, not the calendar year; disbursements include earmarks passed on
--   a summary counts from the day by which its last report was due: 20 days after the coverage, 31 after a year's end
-- source: webk (PAC and party summary), committee_summary, hand-entered totals
select committee_id_fec, name, cycle, receipts_usd, disbursements_usd, cash_usd, debts_usd,
       contributions_to_committees_usd, independent_expenditures_usd, coverage_end,
       source_file, source_line, citation
from committee_total
where list_contains($committees, committee_id_fec)
  and ($cycle is null or cycle = $cycle)
  and date_diff('day', coverage_end, $as_of) >= case when month(coverage_end) = 12 then 31 else 20 end
  and quarantine is null
order by committee_id_fec, cycle, coverage_end, source_file, source_line
