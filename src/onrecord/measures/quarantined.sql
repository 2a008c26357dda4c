-- measure: which rows of committees and candidates are left out of every sum as beyond belief, and why
-- grain: one row for each candidate or committee id, table, cycle, file and reason
-- units: rows; first_line the first of their lines in the file
-- caveats: such a row is loaded and marked, never summed; what it says is neither zero nor known
-- source: every loaded file: bounds of its source, the rule beyond_belief, and the entries of registry/quarantine.yml
with held as (
  select 'candidate_total' as held, candidate_id_fec as id_fec, name, cycle, quarantine, source_file, source_line
  from candidate_total
  union all
  select 'committee_total', committee_id_fec, name, cycle, quarantine, source_file, source_line
  from committee_total
  union all
  select 'notice', committee_id_fec, committee_name, cycle, quarantine, source_file, source_line from notice
  union all
  select 'notice', candidate_id_fec, candidate_name, cycle, quarantine, source_file, source_line from notice
  union all
  select 'expenditure', committee_id_fec, null, cycle, quarantine, source_file, source_line from expenditure
  union all
  select 'contribution', committee_id_fec, null, cycle, quarantine, source_file, source_line from contribution
  union all
  select 'transfer', committee_id_fec, null, cycle, quarantine, source_file, source_line from transfer
  union all
  select 'individual_contribution', committee_id_fec, null, cycle, quarantine, source_file, source_line
  from individual_contribution
  union all
  select 'disbursement', committee_id_fec, null, cycle, quarantine, source_file, source_line from disbursement
  union all
  select 'filed_expenditure', committee_id_fec, null, cycle, quarantine, source_file, source_line from filed_expenditure
  union all
  select 'filed_receipt', committee_id_fec, null, cycle, quarantine, source_file, source_line from filed_receipt
  union all
  select 'filed_disbursement', committee_id_fec, null, cycle, quarantine, source_file, source_line
  from filed_disbursement
)
select held, id_fec, max(name) as name, cycle, quarantine as reason, count(*) as row_count, source_file,
       min(source_line) as first_line
from held
where quarantine is not null
  and id_fec is not null
  and ($ids is null or list_contains($ids, id_fec))
  and ($cycle is null or cycle = $cycle)
group by held, id_fec, cycle, quarantine, source_file
order by id_fec, cycle, held, source_file, first_line
