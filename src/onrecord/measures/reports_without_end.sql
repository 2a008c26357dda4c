-- measure: reports whose expenditures count on a day, though nothing loaded tells how far they reach
-- grain: one row for each committee, filing number, report type and receipt day
-- units: days; last_day the latest day of its rows, undated whether it has rows without one
-- caveats: a notice beside such a report may be in it; reports held as electronic filings with a cover are not here
-- source: pas2, openFEC, lists entered by hand
select b.committee_id_fec, b.filing_number, b.report_type, b.filed_on, b.last_day, b.undated, b.source_file
from bulk_report as b
left join expenditure_filing as f on f.committee_id_fec = b.committee_id_fec and f.filing_number = b.filing_number
where b.has_expenditures and b.coverage_end is null and f.coverage_end is null
  and list_contains($committees, b.committee_id_fec) and b.filed_on <= $as_of
order by b.committee_id_fec, b.filed_on, b.filing_number
