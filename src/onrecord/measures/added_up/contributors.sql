-- added up: the rows of contributors of one large committee, of what was added up when the file was loaded; no bounds on days
-- grain: as contributors
-- units: as contributors
-- caveats: as contributors, where every row of the committee was filed by the day, at most 500 names of committees gave
--   and at most 500 of a kind are wanted; tests hold the two together
-- source: individual_donor_total of indiv, and the taker's side of oth
with given as (
  select kind, contributor_name, null::varchar as giver_id_fec, not shown and (kind <> 'individual' or $individuals) as rest,
         amount_usd, row_count, names, first_on, last_on, last_filed_on
  from individual_donor_total
  where list_contains($committees, committee_id_fec) and cycle = $cycle and kind <> 'not counted' and quarantine is null
  -- only with rows of: transfer, contribution
  union all
  select 'committee', coalesce(n.name, b.other_name), b.giver_id_fec, false, b.amount_usd, 1, null, b.transacted_on,
         b.transacted_on, b.filed_on
  from between_committees as b
  left join (select committee_id_fec, arg_max(name, cycle) as name from committee group by 1) as n
    on n.committee_id_fec = b.giver_id_fec
  where list_contains($committees, b.committee_id_fec) and b.side = 'taker' and b.cycle = $cycle and b.filed_on <= $as_of
    and b.transaction_type in ('15Z', '18K', '18G', '18H', '30K', '31K', '32K', '30G', '31G', '32G')
    and b.memo_code is distinct from 'X' and b.quarantine is null
  -- end only
),
named as (
  select kind, rest, case when kind <> 'individual' or $individuals then contributor_name end as contributor_name, giver_id_fec,
         sum(amount_usd) as amount_usd, sum(row_count)::bigint as row_count, min(first_on) as first_on,
         max(last_on) as last_on, max(last_filed_on) as last_filed_on,
         case when rest or (kind = 'individual' and not $individuals) then sum(names)::bigint
              else count(distinct contributor_name) end as names
  from given group by 1, 2, 3, 4
),
placed as (
  select *, not rest and row_number() over (partition by kind, rest order by amount_usd desc, contributor_name, giver_id_fec) <= $most as shown
  from named
)
select kind, case when shown then contributor_name end as contributor_name, case when shown then giver_id_fec end as giver_id_fec, shown,
       sum(amount_usd) as amount_usd, sum(row_count)::bigint as row_count, sum(names)::bigint as names,
       min(first_on) as first_on, max(last_on) as last_on, max(last_filed_on) as last_filed_on
from placed
group by kind, shown, case when shown then contributor_name end, case when shown then giver_id_fec end
order by kind, shown desc, amount_usd desc, contributor_name
