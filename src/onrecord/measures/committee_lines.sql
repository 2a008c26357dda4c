-- measure: every line of committees' summaries for a cycle that the loaded files give
-- grain: one row for each committee, cycle, file and form (a committee that changes its form has a row for each)
-- units: US dollars; coverage_end inclusive
-- caveats: Column A of periodic reports, added up for the cycle; Column B (year or election to date) is never summed; a file
--   without a line leaves it blank; a summary counts from the day by which its last report was due
-- source: webk, committee_summary, hand-entered totals; committee_type by that cycle's master where it is loaded
select t.committee_id_fec, t.name, coalesce(m.committee_type, t.committee_type) as committee_type,
       t.committee_type as form_type, coalesce(m.designation, t.designation) as designation, t.cycle,
       t.receipts_usd, t.individual_contributions_usd, t.individual_itemised_usd, t.individual_unitemised_usd,
       t.individual_refunds_usd, t.contribution_refunds_usd, t.committee_contributions_usd,
       t.transfers_from_affiliates_usd, t.transfers_to_affiliates_usd, t.disbursements_usd,
       t.operating_expenditures_usd, t.contributions_to_committees_usd, t.independent_expenditures_usd, t.loans_received_usd, t.loan_repayments_usd,
       t.committee_refunds_usd, t.cash_usd, t.debts_usd, t.coverage_end, t.source, t.source_file, t.source_line, t.citation
from committee_total as t
left join (select committee_id_fec, cycle, max(committee_type) as committee_type, max(designation) as designation
           from committee where quarantine is null group by all) as m
  on m.committee_id_fec = t.committee_id_fec and m.cycle = t.cycle
where list_contains($committees, t.committee_id_fec)
  and t.cycle = $cycle
  and (t.coverage_end is null
       or date_diff('day', t.coverage_end, $as_of) >= case when month(t.coverage_end) = 12 then 31 else 20 end)
  and t.quarantine is null
order by t.committee_id_fec, t.source, t.source_file, t.coverage_end, t.source_line
