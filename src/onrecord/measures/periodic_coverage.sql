-- measure: the last day that a spender's periodic reports cover, as known on the day
-- grain: one row for each committee; none where nothing loaded tells it
-- units: days, inclusive
-- caveats: known_from says what told it; a summary counts from the day by which its last report was due (20 days after the
--   coverage, 31 after a year's end); a bulk row tells it by its report type (view bulk_report)
-- source: electronic reports (F3, F3P, F3X, F5), filing indexes, summaries, and report types of pas2
with told as (
  select committee_id_fec, coverage_end, 'its filing ' || filing_number as known_from, source_file from filing_version
  where list_contains($committees, committee_id_fec) and filed_on <= $as_of and not is_notice
    and form in ('F3', 'F3P', 'F3X', 'F5') and coverage_end is not null
    and filing_number not in (select filing_number from withdrawn_filing where withdrawn_on <= $as_of)
  union all
  select committee_id_fec, coverage_end, 'the index of filings, ' || filing_number, source_file from filing_index
  where list_contains($committees, committee_id_fec) and filed_on <= $as_of and quarantine is null
    and regexp_matches(form, '^F3[PX]?[ANT]?$') and coverage_end is not null
  union all
  select committee_id_fec, coverage_end, 'its summary' as known_from, source_file from committee_total
  where list_contains($committees, committee_id_fec) and quarantine is null
    and date_diff('day', coverage_end, $as_of) >= case when month(coverage_end) = 12 then 31 else 20 end
  union all
  select committee_id_fec, coverage_end, 'the type of an itemised report', source_file from bulk_report
  where list_contains($committees, committee_id_fec) and filed_on <= $as_of and coverage_end is not null
)
select committee_id_fec, coverage_end, known_from, source_file
from told
qualify row_number() over (partition by committee_id_fec order by coverage_end desc, known_from, source_file) = 1
order by committee_id_fec
