-- table: every electronic filing with the first one of its chain of amendments and the day it became public
-- grain: one row for each filing number; source_file is the copy that counts when a filing was loaded twice
-- units: days
-- caveats: an amendment names the filing it amends in its header (FEC-1234), mostly the original, not the amendment before
--   it: of two amendments of one filing neither is told by depth alone, the higher filing number is the later; where the
--   filing that an amendment names is not loaded, that number is the root (orphan true); an amendment that names none is
--   a root of its own and may repeat one that is loaded (is_unlinked true); filed_on is null where neither a daily zip
--   nor an index gives it: on which day such a filing was public is not known; where indexes differ, the later day
--   counts; join the filed_ tables by filing_number and source_file
-- source: electronic filings (.fec, daily zips), the FEC's feed of filings, onrecord_filings lists
with recursive copies as (
  select *, row_number() over (partition by filing_number order by filed_on nulls last, source_file) as copy
  from filing where quarantine is null
),
days as (
  select filing_number, max(filed_on) as filed_on,
         max(amends_filing_number) filter (amends_filing_number is not null) as amends_filing_number
  from filing_index where quarantine is null group by filing_number
),
filings as (
  select c.*, coalesce(c.amends_filing_number, d.amends_filing_number) as amends,
         coalesce(c.filed_on, d.filed_on) as public_on,
         case when c.filed_on is not null then 'daily zip' when d.filed_on is not null then 'index' end as told_by
  from copies as c left join days as d on d.filing_number = c.filing_number
  where c.copy = 1
),
chain as (
  select filing_number, case when orphan then amends else filing_number end as root,
         case when orphan then 1 else 0 end as depth, orphan, [filing_number] as seen
  from (select *, amends is not null and amends not in (select filing_number from filings) as orphan from filings)
  where orphan or amends is null or amends = filing_number
  union all
  select f.filing_number, c.root, c.depth + 1, c.orphan, list_append(c.seen, f.filing_number)
  from filings as f join chain as c on c.filing_number = f.amends
  where not list_contains(c.seen, f.filing_number)
)
select f.filing_number, f.source_file, f.committee_id_fec, f.committee_name, f.form, f.amendment_indicator, f.report_type,
       f.is_notice, f.coverage_start, f.coverage_end, f.signed_on, f.amends as amends_filing_number, f.amendment_number,
       coalesce(c.root, f.filing_number) as root_filing_number, coalesce(c.depth, 0) as depth,
       coalesce(c.orphan, false) as orphan,
       f.amends is null and coalesce(f.amendment_indicator, 'N') = 'A' as is_unlinked,
       f.public_on as filed_on, f.told_by as filed_on_from, f.schedule_rows, f.cycle
from filings as f left join chain as c on c.filing_number = f.filing_number
