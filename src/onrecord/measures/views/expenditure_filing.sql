-- table: filings that can report independent expenditures, each with the first filing of its chain of amendments
-- grain: one row for each committee and filing number, whichever sources know it
-- units: days; first_filed_on that of the chain's first; filed_on is the receipt day (daily zip, index, notice file), else the date of a bulk row's image, else null
-- caveats: root is the number of the filing that the chain begins with, also when that is not loaded; unknown_version is
--   then true, and for an amendment that names no filing; an amendment filed as new begins a chain of its own; a bulk
--   amendment whose parent nothing names joins the one loaded report of that committee, cycle and report type filed
--   before it, unless bulk holds that report or another amendment of it too, or the rows are of another year; held_in is the source whose rows are taken, null where an index alone knows the filing
-- source: electronic filings, filing indexes, independent_expenditure_YYYY.csv, pas2 (FILE_NUM), lists entered by hand
with recursive said as (
  select committee_id_fec, filing_number, amends_filing_number as amends, filed_on, is_notice, 1 as rank, report_type,
         coverage_end, cycle, is_unlinked, source_file, null as of_year
  from filing_version
  union all
  select distinct committee_id_fec, filing_number, previous_filing_number, filed_on, true, 2, null, null, cycle, false, null, null
  from notice where filing_number is not null
  union all
  select committee_id_fec, filing_number, null, min(filed_on), coalesce(is_notice, false),
         case when source = 'fec_pas2' then 3 when source like 'openfec_%' then 5 else 4 end, min(report_type), null, cycle, min(amendment_indicator) = 'A', null,
         case when source = 'fec_pas2' then coalesce(mode(year(transacted_on)), 0) end
  from expenditure where filing_number is not null
  group by committee_id_fec, filing_number, coalesce(is_notice, false), source, cycle
  union all
  select committee_id_fec, filing_number, amends_filing_number, filed_on, null, 9, null, null, null, false, null, null
  from filing_index where quarantine is null and committee_id_fec is not null
),
named as (
  select committee_id_fec, filing_number, min(amends) filter (where amends <> filing_number) as amends,
         bool_or(is_notice) as is_notice, arg_min(filed_on, rank) filter (where rank < 3) as told_on,
         max(filed_on) filter (where rank = 9) as indexed_on, min(filed_on) filter (where rank in (3, 4, 5)) as image_on,
         min(rank) as rank, min(report_type) as report_type, max(coverage_end) as coverage_end, min(cycle) as cycle, bool_or(is_unlinked) as is_unlinked,
         min(source_file) as source_file, max(of_year) as of_year  -- of bulk rows; 0 where these have no day
  from said group by committee_id_fec, filing_number
),
dated as (
  select *, coalesce(told_on, indexed_on, image_on) as filed_on from named
),
joined as (
  select b.committee_id_fec, b.filing_number, min(v.root_filing_number) as amends
  from dated as b
  join filing_version as v on v.committee_id_fec = b.committee_id_fec and v.report_type = b.report_type
                          and v.cycle = b.cycle and not v.is_notice and v.filed_on < b.filed_on
  join dated as d on d.committee_id_fec = v.committee_id_fec and d.filing_number = v.filing_number
  where b.rank = 3 and b.is_unlinked and b.amends is null and d.of_year is null
    and (b.of_year = 0 or v.coverage_end is null or b.of_year = year(v.coverage_end))
  group by b.committee_id_fec, b.filing_number having count(distinct v.root_filing_number) = 1
  qualify count(*) over (partition by b.committee_id_fec, min(v.root_filing_number)) = 1  -- bulk holds one of a chain
),
known as (
  select d.* replace (coalesce(d.amends, j.amends) as amends)
  from dated as d left join joined as j on j.committee_id_fec = d.committee_id_fec and j.filing_number = d.filing_number
),
chain as (
  select committee_id_fec, filing_number, amends as root, 1 as depth from known where amends is not null
  union all
  select c.committee_id_fec, c.filing_number, k.amends, c.depth + 1
  from chain as c join known as k on k.committee_id_fec = c.committee_id_fec and k.filing_number = c.root
  where k.amends is not null and c.depth < 99
),
rooted as (select committee_id_fec, filing_number, arg_max(root, depth) as root from chain group by all)
select k.committee_id_fec, k.filing_number, coalesce(r.root, k.filing_number) as root,
       case when r.root is null then k.is_unlinked else first.filing_number is null end as unknown_version,
       k.is_notice, k.filed_on, min(k.filed_on) over (partition by k.committee_id_fec, coalesce(r.root, k.filing_number))
       as first_filed_on, w.withdrawn_on, k.coverage_end, k.cycle, k.source_file,
       case k.rank when 1 then 'filing' when 2 then 'notice file' when 3 then 'bulk' when 4 then 'by hand' when 5 then 'fetched' end as held_in
from known as k
left join rooted as r on r.committee_id_fec = k.committee_id_fec and r.filing_number = k.filing_number
left join known as first on first.committee_id_fec = k.committee_id_fec and first.filing_number = r.root
left join (select filing_number, min(withdrawn_on) as withdrawn_on from withdrawn_filing group by filing_number) as w
  on w.filing_number = k.filing_number
