-- measure: filers with money in a cycle whose id the loaded master of that cycle has not
-- grain: one row for each candidate or committee id, table and cycle
-- units: US dollars (receipts of a summary, sum of the amounts of itemised rows); rows
-- caveats: the FEC leaves unverified filers out of its masters; a master older than the money lacks newer filers too, so
--   such an id is told and never dropped; a cycle whose master is not loaded is not listed
-- source: candidate and committee masters against summaries and itemised rows
with money as (
  select 'candidate_total' as held, candidate_id_fec as id_fec, name, cycle, receipts_usd as amount_usd, source_file
  from candidate_total
  union all
  select 'committee_total', committee_id_fec, name, cycle, receipts_usd, source_file from committee_total
  union all
  select 'expenditure', committee_id_fec, null, cycle, amount_usd, source_file from expenditure
  union all
  select 'notice', committee_id_fec, committee_name, cycle, amount_usd, source_file from notice
)
select m.held, m.id_fec, max(m.name) as name, m.cycle, sum(m.amount_usd) as amount_usd, count(*) as row_count,
       min(m.source_file) as source_file
from money as m
where m.cycle in (select cycle from load
                  where source = case when m.held = 'candidate_total' then 'fec_candidate_master'
                                      else 'fec_committee_master' end)
  and not exists (select 1 from candidate as c where c.candidate_id_fec = m.id_fec and c.cycle = m.cycle)
  and not exists (select 1 from committee as c where c.committee_id_fec = m.id_fec and c.cycle = m.cycle)
  and ($ids is null or list_contains($ids, m.id_fec))
  and ($cycle is null or m.cycle = $cycle)
group by m.held, m.id_fec, m.cycle
order by amount_usd desc nulls last, m.id_fec, m.held
