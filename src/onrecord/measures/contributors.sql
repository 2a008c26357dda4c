-- measure: who gave to a committee, by name as the committee wrote it
-- grain: one row for each name, kind and committee id of a giver, the largest $most of each kind; the rest folded into one row
-- units: US dollars, whole; rows; names (how many a row stands for)
-- caveats: a name is as filed: one giver may stand under several, several under one; memo rows are left out; refunds are
--   not taken off; names of individuals only where asked ($individuals): they may not be sold or used to solicit
--   (52 U.S.C. 30111(a)(4)); an organisation's own donors are not in this record
-- source: indiv, and the taker's side of oth
with given as (
  select case when entity_type in ('PAC', 'COM', 'CCM', 'PTY') then 'committee'
              when entity_type = 'ORG' then 'organisation' else 'individual' end as kind,
         contributor_name, null::varchar as giver_id_fec, amount_usd, transacted_on, filed_on
  from individual_contribution
  where list_contains($committees, committee_id_fec) and cycle = $cycle and filed_on <= $as_of
    and ($since is null or transacted_on >= $since) and ($until is null or transacted_on <= $until)
    and transaction_type not like '2%' and memo_code is distinct from 'X' and quarantine is null
    and coalesce(report_type, '') not in ('24', '24H', '48', '48H', 'F6')
  -- only with rows of: transfer, contribution
  union all
  select 'committee', coalesce(n.name, b.other_name), b.giver_id_fec, b.amount_usd, b.transacted_on, b.filed_on
  from between_committees as b
  left join (select committee_id_fec, arg_max(name, cycle) as name from committee group by 1) as n
    on n.committee_id_fec = b.giver_id_fec
  where list_contains($committees, b.committee_id_fec) and b.side = 'taker' and b.cycle = $cycle and b.filed_on <= $as_of
    and ($since is null or b.transacted_on >= $since) and ($until is null or b.transacted_on <= $until)
    and b.transaction_type in ('15Z', '18K', '18G', '18H', '30K', '31K', '32K', '30G', '31G', '32G')
    and b.memo_code is distinct from 'X' and b.quarantine is null
  -- end only
),
named as (
  select kind, case when kind <> 'individual' or $individuals then contributor_name end as contributor_name, giver_id_fec,
         sum(amount_usd) as amount_usd, count(*) as row_count, min(transacted_on) as first_on,
         max(transacted_on) as last_on, max(filed_on) as last_filed_on,
         count(distinct contributor_name) as names
  from given group by all
),
placed as (
  select *, row_number() over (partition by kind order by amount_usd desc, contributor_name, giver_id_fec) <= $most as shown from named
)
select kind, case when shown then contributor_name end as contributor_name, case when shown then giver_id_fec end as giver_id_fec, shown,
       sum(amount_usd) as amount_usd, sum(row_count)::bigint as row_count, sum(names)::bigint as names,
       min(first_on) as first_on, max(last_on) as last_on, max(last_filed_on) as last_filed_on
from placed
group by kind, shown, case when shown then contributor_name end, case when shown then giver_id_fec end
order by kind, shown desc, amount_usd desc, contributor_name
