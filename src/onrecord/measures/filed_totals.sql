-- measure: the lines of a committee's periodic reports as filed, added up for a cycle
-- grain: one row for each committee, cycle, form and line of the cover
-- units: US dollars; days inclusive; reports is how many
-- caveats: period_usd adds up Column A of the version of each report that was public; ytd_usd is Column B of the last report
--   alone (election to date on Forms 3 and 3P, calendar year on Form 3X) and is never added up; a balance (cash, debts) is
--   that of the last report (last_usd), not the sum; notices (Forms 5, 6 and 24) are no periodic reports; a filing whose
--   receipt day is not known is left out and counted in `undated`
-- source: electronic filings (Forms 3, 3P and 3X)
with dated as (
  select v.*, row_number() over (partition by v.root_filing_number
                                 order by v.filed_on desc, length(v.filing_number) desc, v.filing_number desc) as latest
  from filing_version as v
  where v.form in ('F3', 'F3P', 'F3X') and list_contains($committees, v.committee_id_fec) and v.cycle = $cycle
    and v.filed_on <= $as_of
),
current_ones as (select * from dated where latest = 1),
undated as (
  select committee_id_fec, count(*) as undated from filing_version
  where form in ('F3', 'F3P', 'F3X') and list_contains($committees, committee_id_fec) and cycle = $cycle and filed_on is null
  group by committee_id_fec
)
select c.committee_id_fec, c.cycle, c.form, l.line, sum(l.period_usd) as period_usd,
       arg_max(l.period_usd, c.coverage_end) as last_usd, arg_max(l.ytd_usd, c.coverage_end) as ytd_usd,
       count(*) as reports, min(c.coverage_start) as coverage_start, max(c.coverage_end) as coverage_end,
       max(c.filed_on) as last_filed_on, coalesce(max(u.undated), 0) as undated,
       arg_min(l.source_file, (l.source_file, l.source_line)) as source_file,
       arg_min(l.source_line, (l.source_file, l.source_line)) as source_line
from current_ones as c
join filed_line as l on l.filing_number = c.filing_number and l.source_file = c.source_file
left join undated as u on u.committee_id_fec = c.committee_id_fec
where ($lines is null or list_contains($lines, l.line))
group by c.committee_id_fec, c.cycle, c.form, l.line
order by c.committee_id_fec, c.form, l.line
