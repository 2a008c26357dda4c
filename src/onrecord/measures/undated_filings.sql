-- measure: electronic filings of which no loaded file gives the day of receipt, so that as-of answers leave them out
-- grain: one row for each filer and form
-- units: filings, rows of their schedules
-- caveats: a .fec file does not hold its receipt day; a daily zip's name, the feed of filings or a list of one's own does
-- source: electronic filings, filing indexes
select committee_id_fec, max(committee_name) as name, form, count(*) as filing_count, sum(schedule_rows) as row_count,
       min(coverage_start) as first_day, max(coverage_end) as last_day, min(source_file) as source_file
from filing_version
where filed_on is null
  and ($committees is null or list_contains($committees, committee_id_fec))
  and ($cycle is null or cycle = $cycle)
group by committee_id_fec, form
order by row_count desc nulls last, committee_id_fec, form
