-- measure: itemised money for or against candidate ids that are not in the candidate master of its cycle
-- grain: one row for each table, cycle and reason
-- units: US dollars, rows; target_count is of distinct ids
-- caveats: name, party and contest then come from the nearest cycle's file, or are not known; the money is in totals
-- source: pas2 and 24- and 48-hour notices against the candidate master
with asked as (
  select 'expenditure' as held, committee_id_fec, candidate_id_fec, cycle, amount_usd, source_file, source_line
  from expenditure where quarantine is null and memo_code is distinct from 'X'
  union all
  select 'contribution', committee_id_fec, candidate_id_fec, cycle, amount_usd, source_file, source_line
  from contribution
  where quarantine is null and memo_code is distinct from 'X' and transaction_type in ('24K', '24Z')
  union all
  select 'notice', committee_id_fec, candidate_id_fec, cycle, amount_usd, source_file, source_line
  from notice where quarantine is null
),
mastered as (select distinct candidate_id_fec, cycle from candidate where quarantine is null),
masters as (select distinct cycle from mastered),
anywhere as (
  select candidate_id_fec from candidate_named group by candidate_id_fec
),
judged as (
  select a.*,
         case when a.candidate_id_fec is null then 'no candidate id on the row'
              when n.candidate_id_fec is null then 'in no loaded file of candidates'
              when y.cycle is null then 'no master of that cycle is loaded; named by another file'
              else 'not in the master of that cycle; named by another file' end as reason
  from asked as a
  left join mastered as m on m.candidate_id_fec = a.candidate_id_fec and m.cycle = a.cycle
  left join masters as y on y.cycle = a.cycle
  left join anywhere as n on n.candidate_id_fec = a.candidate_id_fec
  where m.candidate_id_fec is null
    and ($committees is null or list_contains($committees, a.committee_id_fec))
    and ($cycle is null or a.cycle = $cycle)
)
select held, cycle, reason, count(*) as row_count, count(distinct candidate_id_fec) as target_count,
       sum(amount_usd) as amount_usd, arg_min(source_file, (source_file, source_line)) as source_file,
       arg_min(source_line, (source_file, source_line)) as source_line
from judged
group by held, cycle, reason
order by cycle desc nulls last, held, reason
