-- measure: the money lines of one electronic filing's cover, as its filer summed them
-- grain: one row for each line that is not blank in both columns
-- units: US dollars; period_usd is column A, ytd_usd column B (the year, or on a Form 3 or 3P the election, to date)
-- caveats: column B is never added up over filings; a blank line is not zero
-- source: electronic filings (.fec, daily zips)
select l.line, l.period_usd, l.ytd_usd, l.source_file, l.source_line
from filed_line as l
join filing_version as f on f.filing_number = l.filing_number and f.source_file = l.source_file
where l.filing_number = $filing and l.quarantine is null
order by l.line
