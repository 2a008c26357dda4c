-- view: periodic reports that only bulk, fetched or hand-entered rows tell of, with the last day that each covers
-- grain: one row for each committee, cycle, filing number (null where rows have none), report type, receipt day and source file
-- units: days, inclusive; last_day the latest day of its rows, undated whether it has rows without one
-- caveats: a report's type tells its end, the year is that of its receipt, else that of its rows' days; null
--   for types without a fixed end (12P, 12S, TER), amendments whose rows have no day (and what is not told to be none), rows without a type
-- source: pas2, openFEC, lists entered by hand
with report as (
  select committee_id_fec, cycle, filing_number, report_type, filed_on, source_file,
         bool_or(held = 'expenditure') as has_expenditures,
         max(transacted_on) filter (transacted_on <= filed_on and held = 'expenditure') as last_day,
         bool_or(transacted_on is null and held = 'expenditure') as undated,
         case when amendment_indicator = 'N' then year(filed_on)
              else mode(year(transacted_on)) filter (transacted_on <= filed_on) end as in_year,
         amendment_indicator is distinct from 'N' as amended
  from (
    select 'expenditure' as held, committee_id_fec, cycle, filing_number, report_type, filed_on, source_file, amendment_indicator,
           transacted_on
    from expenditure where not coalesce(is_notice, false) and quarantine is null
    union all
    select 'contribution', committee_id_fec, cycle, filing_number, report_type, filed_on, source_file, amendment_indicator,
           transacted_on
    from contribution where quarantine is null
  )
  where filed_on is not null
  group by committee_id_fec, cycle, filing_number, report_type, filed_on, source_file, amendment_indicator
),
ended as (
  select *,
         case when report_type in ('Q1', 'M4') then make_date(in_year, 3, 31)
              when report_type in ('Q2', 'M7', 'MY') then make_date(in_year, 6, 30)
              when report_type in ('Q3', 'M10') then make_date(in_year, 9, 30)
              when report_type = 'YE' then make_date(in_year, 12, 31)
              when regexp_matches(report_type, '^M([2-9]|1[0-2])$')
                then last_day(make_date(in_year, cast(substr(report_type, 2) as int) - 1, 1))
              when report_type in ('12G', '30G') and in_year % 2 = 0
                then make_date(in_year, 11, 2) + cast((9 - isodow(make_date(in_year, 11, 2))) % 7 as int)
                     + case report_type when '12G' then -20 else 20 end
         end as ends
  from report
)
select committee_id_fec, cycle, filing_number, report_type, filed_on, source_file, has_expenditures, last_day, undated,
       case when ends < filed_on then ends::date when not amended then (ends - interval 1 year)::date end as coverage_end
from ended
