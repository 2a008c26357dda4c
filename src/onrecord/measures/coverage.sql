-- measure: itemised rows against the summary line that they should add up to, by committee, cycle and kind of money
-- grain: one row for each kind, committee and cycle that has itemised rows or a summary with that line
-- units: US dollars; coverage_end and public_on are days, inclusive; later and undated rows are in no sum
-- caveats: a row is of the covered days when its report was first filed by the day on which the summary counts as public,
--   when it amends a report of those days, or when the summary covers its whole cycle; of each report of independent
--   expenditures the version counts that does in independent_expenditures; nothing loaded is null, never zero;
--   a hybrid PAC's non-contribution account (type 10) and party accounts (30 to 32) are in other lines of the report;
--   line says what the summary line also holds: unitemised money, or earmarked gifts passed on (types 24I, 24T)
--   and gifts to other committees, which pas2 leaves out
--   the rows of individuals are taken by month, as added up at load; singly in a month within which the summary ends
-- source: pas2, oth, indiv, oppexp and electronic filings (Schedule E) against webk (PAC and party summary), committee_summary, hand-entered totals
with summary as (
  select committee_id_fec, cycle, max(name) as name, max(coverage_end) as coverage_end,
         arg_max(independent_expenditures_usd, (coverage_end, source_file, source_line)) as spent_usd,
         arg_max(contributions_to_committees_usd, (coverage_end, source_file, source_line)) as given_usd,
         arg_max(individual_itemised_usd, (coverage_end, source_file, source_line)) as itemised_usd,
         arg_max(individual_contributions_usd, (coverage_end, source_file, source_line)) as individuals_usd,
         arg_max(operating_expenditures_usd, (coverage_end, source_file, source_line)) as operating_usd,
         arg_max(source_file, (coverage_end, source_file, source_line)) as source_file,
         arg_max(source_line, (coverage_end, source_file, source_line)) as source_line
  from committee_total
  where ($committees is null or list_contains($committees, committee_id_fec))
    and ($cycle is null or cycle = $cycle)
    and date_diff('day', coverage_end, $as_of) >= case when month(coverage_end) = 12 then 31 else 20 end
    and quarantine is null
  group by committee_id_fec, cycle
),
given_where as (select distinct cycle, true as transfers from load where source = 'fec_oth'),
hybrid as (
  select committee_id_fec from committee where committee_type in ('V', 'W')
  union
  select committee_id_fec from committee_total where committee_type in ('V', 'W')
),
lines as (
  select null::varchar as kind, null::varchar as committee_id_fec, null::int as cycle, null::decimal(18,2) as reported_usd,
         null::varchar as line where false
  -- only for kinds: independent expenditures
  union all
  select 'independent expenditures', committee_id_fec, cycle, spent_usd, '' from summary
  -- end only
  -- only for kinds: contributions to candidates
  union all
  select 'contributions to candidates', committee_id_fec, s.cycle, given_usd,
         case when g.transfers then '' else 'with earmarks and gifts to other committees' end
  from summary as s left join given_where as g on g.cycle = s.cycle
  -- end only
  -- only for kinds: individual contributions
  union all
  select 'individual contributions', committee_id_fec, cycle, coalesce(itemised_usd, individuals_usd),
         case when itemised_usd is null then 'with unitemised' else '' end
  from summary
  -- end only
  -- only for kinds: operating expenditures
  union all
  select 'operating expenditures', committee_id_fec, cycle, operating_usd, 'with unitemised' from summary
  -- end only
),
asked as (
  select kind, committee_id_fec, cycle, reported_usd, line from lines
  where list_contains($kinds, kind) and reported_usd is not null
),
-- only for kinds: independent expenditures
bulk as (
  select committee_id_fec, cycle, max(filed_on) as until
  from (select committee_id_fec, cycle, filed_on, source, filing_number from expenditure union all
        select committee_id_fec, cycle, filed_on, source, filing_number from contribution)
  where list_contains($kinds, 'independent expenditures') and source = 'fec_pas2' and filing_number is null
    and filed_on <= $as_of and ($committees is null or list_contains($committees, committee_id_fec))
  group by committee_id_fec, cycle
),
counted as (
  select f.committee_id_fec, f.filing_number, f.filed_on, f.first_filed_on, f.unknown_version, f.held_in, f.source_file
  from expenditure_filing as f
  left join bulk as b on b.committee_id_fec = f.committee_id_fec and b.cycle = f.cycle and f.held_in = 'filing'
  where list_contains($kinds, 'independent expenditures')
    and not f.is_notice and f.filed_on <= $as_of and f.held_in is not null
    and (f.withdrawn_on is null or f.withdrawn_on > $as_of)
    and ($committees is null or list_contains($committees, f.committee_id_fec))
    and (b.until is null or not (f.first_filed_on <= b.until or (f.unknown_version and f.coverage_end < b.until)))
  qualify row_number() over (partition by f.committee_id_fec, f.root order by f.filed_on desc,
                             try_cast(f.filing_number as bigint) desc nulls last, f.filing_number desc) = 1
),
-- end only
rows_of as (
  select null::varchar as kind, null::varchar as committee_id_fec, null::int as cycle, null::decimal(18,2) as amount_usd,
         null::bigint as row_count, null::date as filed_on, null::date as transacted_on, null::boolean as amended where false
  -- only for kinds: independent expenditures
  union all
  select 'independent expenditures', m.committee_id_fec, m.cycle, m.amount_usd, 1,
         coalesce(c.first_filed_on, m.filed_on), m.transacted_on,
         coalesce(c.unknown_version or m.amendment_indicator = 'A', false)
  from expenditure_row as m
  left join counted as c on c.committee_id_fec = m.committee_id_fec and c.filing_number = m.filing_number
                        and c.held_in = m.held_in and coalesce(c.source_file, m.source_file) = m.source_file
  where list_contains($kinds, 'independent expenditures') and not m.is_notice and m.quarantine is null
    and m.amount_usd is not null and m.memo_code is distinct from 'X' and m.source <> 'openfec_race_expenditures'
    and ($committees is null or list_contains($committees, m.committee_id_fec))
    and (m.filing_number is null or c.filing_number is not null)
  -- end only
  -- only for kinds: contributions to candidates
  union all
  select 'contributions to candidates', committee_id_fec, c.cycle, amount_usd, 1, filed_on, transacted_on,
         coalesce(amendment_indicator = 'A', false)
  from contribution as c left join given_where as g on g.cycle = c.cycle
  where list_contains($kinds, 'contributions to candidates') and quarantine is null and memo_code is distinct from 'X'
    and transaction_type in ('24K', '24Z') and g.transfers is distinct from true
  union all
  select 'contributions to candidates', committee_id_fec, t.cycle, amount_usd, 1, filed_on, transacted_on,
         coalesce(amendment_indicator = 'A', false)
  from transfer as t join given_where as g on g.cycle = t.cycle
  where list_contains($kinds, 'contributions to candidates') and quarantine is null and memo_code is distinct from 'X'
    and transaction_type in ('24K', '24Z')
  -- end only
  -- only for kinds: individual contributions
  union all
  select 'individual contributions', committee_id_fec, cycle, amount_usd, row_count, filed_on, first_on, amended
  from individual_month_total
  where list_contains($kinds, 'individual contributions') and quarantine is null and memo_code is distinct from 'X'
    and transaction_type in ('10', '11', '15', '15C', '15E', '15Z')
    and not (transaction_type = '10' and committee_id_fec in (select committee_id_fec from hybrid))
  -- end only
  -- only for kinds: operating expenditures
  union all
  select 'operating expenditures', committee_id_fec, cycle, amount_usd, 1, filed_on, transacted_on,
         coalesce(amendment_indicator = 'A', false)
  from disbursement
  where list_contains($kinds, 'operating expenditures') and quarantine is null and memo_code is distinct from 'X'
  -- end only
),
placed as (
  select r.*, s.coverage_end,
         case when s.coverage_end is null then 'covered'
              when r.filed_on > $as_of then 'later'
              when r.filed_on is null and r.transacted_on is null then 'undated'
              when s.coverage_end >= make_date(r.cycle, 12, 31) then 'covered'
              when r.filed_on <= s.coverage_end + case when month(s.coverage_end) = 12 then 31 else 20 end then 'covered'
              when r.filed_on is not null and not r.amended or r.transacted_on is null then 'later'
              when r.kind = 'individual contributions' and s.coverage_end < last_day(s.coverage_end)
                   and last_day(r.transacted_on) = last_day(s.coverage_end) then 'by the row'
              when r.transacted_on <= s.coverage_end then 'covered'
              else 'later' end as place
  from rows_of as r
  left join summary as s on s.committee_id_fec = r.committee_id_fec and s.cycle = r.cycle
  where ($committees is null or list_contains($committees, r.committee_id_fec))
    and ($cycle is null or r.cycle = $cycle)
),
-- only for kinds: individual contributions
by_row as (
  select distinct committee_id_fec, cycle, coverage_end, filed_on from placed where place = 'by the row'
),
-- end only
held as (
  select kind, committee_id_fec, cycle, amount_usd, row_count, place from placed where place <> 'by the row'
  -- only for kinds: individual contributions
  union all
  select 'individual contributions', i.committee_id_fec, i.cycle, i.amount_usd, 1,
         case when i.transacted_on <= p.coverage_end then 'covered' else 'later' end
  from individual_contribution as i
  join by_row as p on p.committee_id_fec = i.committee_id_fec and p.cycle = i.cycle and p.filed_on is not distinct from i.filed_on
  where i.quarantine is null and i.memo_code is distinct from 'X' and last_day(i.transacted_on) = last_day(p.coverage_end)
    and (i.filed_on is null or i.amendment_indicator = 'A')
    and i.transaction_type in ('10', '11', '15', '15C', '15E', '15Z')
    and not (i.transaction_type = '10' and i.committee_id_fec in (select committee_id_fec from hybrid))
  -- end only
),
sums as (
  select kind, committee_id_fec, cycle, sum(row_count)::bigint as row_count,
         coalesce(sum(row_count) filter (where place = 'covered'), 0)::bigint as covered_rows,
         sum(amount_usd) filter (where place = 'covered') as covered_usd,
         coalesce(sum(row_count) filter (where place = 'later'), 0)::bigint as later_rows,
         sum(amount_usd) filter (where place = 'later') as later_usd,
         coalesce(sum(row_count) filter (where place = 'undated'), 0)::bigint as undated_rows,
         sum(amount_usd) filter (where place = 'undated') as undated_usd
  from held
  group by kind, committee_id_fec, cycle
)
select coalesce(a.kind, r.kind) as kind, coalesce(a.committee_id_fec, r.committee_id_fec) as committee_id_fec,
       coalesce(a.cycle, r.cycle) as cycle, s.name, r.covered_usd as itemised_usd, r.covered_rows as itemised_rows,
       a.reported_usd, a.line, s.coverage_end, r.later_rows, r.later_usd, r.undated_rows, r.undated_usd,
       s.source_file, s.source_line
from asked as a
full join sums as r on r.kind = a.kind and r.committee_id_fec = a.committee_id_fec and r.cycle = a.cycle
left join summary as s on s.committee_id_fec = coalesce(a.committee_id_fec, r.committee_id_fec)
                      and s.cycle = coalesce(a.cycle, r.cycle)
where r.row_count > 0 or a.reported_usd <> 0
order by 1, 2, 3
