-- table: filings that report independent expenditures, each with the first filing of its chain of amendments
-- grain: one row for each committee and filing number, whichever sources know it
-- units: days; filed_on is the receipt day, else the date of a bulk row's image, null where neither is known
-- caveats: root is the filing that the chain begins with, its number even when it is not loaded (orphan is then true);
--   an amendment filed as new begins a chain of its own; held_in is the source whose rows are taken
-- source: independent_expenditure_YYYY.csv, pas2 (FILE_NUM), lists entered by hand
with recursive said as (
  select distinct committee_id_fec, filing_number, previous_filing_number as amends, filed_on, true as is_notice,
         2 as rank, null::varchar as report_type, null::date as coverage_end
  from notice where filing_number is not null
  union all
  select committee_id_fec, filing_number, null::varchar, min(filed_on), coalesce(is_notice, false),
         case source when 'fec_pas2' then 3 else 4 end, min(report_type), null::date
  from expenditure where filing_number is not null
  group by committee_id_fec, filing_number, coalesce(is_notice, false), source
),
known as (
  select committee_id_fec, filing_number, max(amends) filter (where amends <> filing_number) as amends,
         bool_or(is_notice) as is_notice, arg_min(filed_on, rank) as filed_on, min(rank) as rank,
         min(report_type) as report_type, max(coverage_end) as coverage_end
  from said group by committee_id_fec, filing_number
),
chain as (
  select committee_id_fec, filing_number, amends as root, 1 as depth from known where amends is not null
  union all
  select c.committee_id_fec, c.filing_number, k.amends, c.depth + 1
  from chain as c join known as k on k.committee_id_fec = c.committee_id_fec and k.filing_number = c.root
  where k.amends is not null and c.depth < 99
),
rooted as (select committee_id_fec, filing_number, arg_max(root, depth) as root from chain group by all)
select k.committee_id_fec, k.filing_number, k.amends, coalesce(r.root, k.filing_number) as root,
       r.root is not null and first.filing_number is null as orphan, k.is_notice, k.filed_on, k.report_type,
       k.coverage_end, case k.rank when 1 then 'filing' when 2 then 'notice file' when 3 then 'bulk' when 4 then 'by hand' end
       as held_in
from known as k
left join rooted as r on r.committee_id_fec = k.committee_id_fec and r.filing_number = k.filing_number
left join known as first on first.committee_id_fec = k.committee_id_fec and first.filing_number = r.root
