-- measure: the electronic filings of committees that are loaded, and which of them count as periodic reports on a day
-- grain: one row for each filing number; a filing received after the day is not in it
-- units: days, inclusive; schedule_rows is how many rows follow the cover
-- caveats: state is `counts` for the version of each periodic report (Forms 3, 3P, 3X) that was last received by the day,
--   `superseded` for an earlier one, and for one of two reports of the same form and days that name no other (the later
--   counts); `withdrawn` by onrecord_withdrawn on or before the day; `undated` where the receipt day is not known, so that
--   it counts on no day; `another form` for what is no periodic report; whole is whether its original is loaded too
-- source: electronic filings (.fec, daily zips), the FEC's feed of filings, onrecord_filings and onrecord_withdrawn lists
with known as (
  select v.*, w.withdrawn_on, v.form in ('F3', 'F3P', 'F3X') as periodic,
         v.filed_on is not null and (w.withdrawn_on is null or w.withdrawn_on > $as_of) as stands
  from filing_version as v
  left join (select filing_number, min(withdrawn_on) as withdrawn_on from withdrawn_filing group by filing_number) as w
    on w.filing_number = v.filing_number
  where list_contains($committees, v.committee_id_fec) and ($cycle is null or v.cycle = $cycle)
    and (v.filed_on is null or v.filed_on <= $as_of)
),
chains as (
  select *, row_number() over (partition by committee_id_fec, root_filing_number, periodic, stands
                               order by filed_on desc, try_cast(filing_number as bigint) desc nulls last,
                                        filing_number desc) as place
  from known
),
reports as (
  select *, case when place = 1 then row_number() over (partition by committee_id_fec, form, coverage_start, coverage_end,
                                                          periodic, stands, place
                               order by filed_on desc, try_cast(filing_number as bigint) desc nulls last,
                                        filing_number desc) end as again
  from chains
)
select committee_id_fec, cycle, filing_number, form, amendment_indicator, report_type, coverage_start, coverage_end, filed_on,
       signed_on, withdrawn_on, amends_filing_number, root_filing_number, orphan or is_unlinked as unknown_version, schedule_rows,
       case when filed_on is null then 'undated' when not stands then 'withdrawn' when not periodic then 'another form'
            when place = 1 and again = 1 then 'counts' else 'superseded' end as state, is_notice, source_file, 1 as source_line
from reports
order by committee_id_fec, cycle, coverage_start nulls last, filed_on nulls last, filing_number
