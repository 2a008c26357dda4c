-- measure: what a candidate's committees reported for a cycle, from the FEC's summaries
-- grain: one row for each candidate id, cycle and summary file
-- units: US dollars; coverage_end inclusive
-- caveats: cycle to date through coverage_end; several authorised committees may be counted with transfers between them
--   a summary counts from the day by which its last report was due: 20 days after the coverage, 31 after a year's end
-- source: weball (all candidates) and candidate_summary
select candidate_id_fec, name, party, state, district, cycle, receipts_usd, disbursements_usd, cash_usd, debts_usd,
       individual_contributions_usd, candidate_contributions_usd, candidate_loans_usd, coverage_end,
       source_file, source_line
from candidate_total
where list_contains($candidates, candidate_id_fec)
  and ($cycle is null or cycle = $cycle)
  and date_diff('day', coverage_end, $as_of) >= case when month(coverage_end) = 12 then 31 else 20 end
  and quarantine is null
order by candidate_id_fec, cycle, coverage_end, source_file, source_line
