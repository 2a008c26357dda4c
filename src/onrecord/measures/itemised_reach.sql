-- measure: how far what is loaded of some committees' itemised expenditures reaches, whatever the day it is asked of
-- grain: one row for each committee and kind of source (bulk, by hand, filing)
-- units: days; reach is the latest receipt day in the bulk file (of any filer) or of the entered or fetched rows, or the last
--   day that filings without a gap between them cover; unread the amendments of theirs that only an index knows
-- caveats: a figure of rows that end before an election's reports were due is a floor, however long ago that is by now
-- source: pas2, openFEC, lists entered by hand, electronic filings, filing indexes
with files as (
  select source_file, max(filed_on) as latest
  from (select source_file, filed_on, source from expenditure where cycle = $cycle union all
        select source_file, filed_on, source from contribution where cycle = $cycle)
  where source = 'fec_pas2' group by source_file
),
covered as (
  select committee_id_fec, coverage_start, coverage_end,
         coverage_start > max(coverage_end) over (partition by committee_id_fec order by coverage_start, coverage_end
                                                  rows between unbounded preceding and 1 preceding) + 1 as after_gap
  from filing_version
  where list_contains($committees, committee_id_fec) and cycle = $cycle and not is_notice
    and form in ('F3', 'F3P', 'F3X', 'F5') and coverage_start is not null and coverage_end is not null
),
gaps as (
  select committee_id_fec, min(coverage_start) as first_gap from covered where after_gap group by committee_id_fec
),
unread as (
  select f.committee_id_fec, count(*) as unread
  from expenditure_filing as f
  join (select committee_id_fec, root, max(filed_on) as last_read from expenditure_filing
        where held_in is not null and not is_notice and cycle = $cycle group by all) as h
    on h.committee_id_fec = f.committee_id_fec and h.root = f.root
  where f.held_in is null and f.withdrawn_on is null and f.filed_on >= h.last_read group by f.committee_id_fec
),
reach as (
  select e.committee_id_fec, 'bulk' as held_in, max(f.latest) as reach
  from expenditure as e join files as f on f.source_file = e.source_file
  where e.source = 'fec_pas2' and e.cycle = $cycle group by e.committee_id_fec
  union all
  select committee_id_fec, 'by hand', max(filed_on) from expenditure
  where source <> 'fec_pas2' and cycle = $cycle and not coalesce(is_notice, false) group by committee_id_fec
  union all
  select c.committee_id_fec, 'filing', max(c.coverage_end)
  from covered as c left join gaps as g on g.committee_id_fec = c.committee_id_fec
  where g.first_gap is null or c.coverage_start < g.first_gap group by c.committee_id_fec
)
select r.committee_id_fec, r.held_in, r.reach, coalesce(u.unread, 0) as unread
from reach as r left join unread as u on u.committee_id_fec = r.committee_id_fec
where list_contains($committees, r.committee_id_fec)
order by r.committee_id_fec, r.held_in
