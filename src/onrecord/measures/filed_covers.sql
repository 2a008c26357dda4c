-- measure: the money lines of the covers of electronic reports
-- grain: one row for each filing and line
-- units: US dollars; days inclusive
-- caveats: period_usd is Column A, of the report's days; ytd_usd Column B, election to date on Forms 3 and 3P and calendar
--   year on Form 3X: never added up; $reports are the filings that count (filed_reports)
-- source: electronic filings (Forms 3, 3P and 3X)
select l.committee_id_fec, l.cycle, l.form, l.filing_number, v.report_type, v.coverage_start, v.coverage_end, v.filed_on,
       l.line, l.period_usd, l.ytd_usd, l.source_file, l.source_line
from filed_line as l
join filing_version as v on v.filing_number = l.filing_number and v.source_file = l.source_file
where list_contains($reports, l.filing_number) and list_contains($lines, l.line) and l.quarantine is null
order by l.committee_id_fec, l.form, v.coverage_end, l.filing_number, l.line
