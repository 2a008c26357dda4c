-- measure: itemised rows that carry no day on which they became public, so that an as-of answer leaves them out
-- grain: one row for each table, cycle and file with such rows
-- units: US dollars, rows; first_line is the first such line of the file
-- caveats: image numbers before 29 June 2015 have 11 digits and no full date; not known is not "before"
-- source: every loaded itemised file
with dated as (
  select 'expenditure' as held, committee_id_fec, cycle, filed_on, amount_usd, source_file, source_line from expenditure
  union all
  select 'contribution', committee_id_fec, cycle, filed_on, amount_usd, source_file, source_line from contribution
  union all
  select 'notice', committee_id_fec, cycle, filed_on, amount_usd, source_file, source_line from notice
  union all
  select 'transfer', committee_id_fec, cycle, filed_on, amount_usd, source_file, source_line from transfer
  union all
  select 'individual_contribution', committee_id_fec, cycle, filed_on, amount_usd, source_file, source_line
  from individual_contribution
  union all
  select 'electioneering', committee_id_fec, cycle, filed_on, candidate_share_usd, source_file, source_line
  from electioneering
  union all
  select 'communication_cost', committee_id_fec, cycle, filed_on, amount_usd, source_file, source_line
  from communication_cost
  union all
  select 'disbursement', committee_id_fec, cycle, filed_on, amount_usd, source_file, source_line from disbursement
)
select held, cycle, source_file, count(*) as row_count, sum(amount_usd) as amount_usd, min(source_line) as first_line
from dated
where filed_on is null
  and ($committees is null or list_contains($committees, committee_id_fec))
  and ($cycle is null or cycle = $cycle)
group by held, cycle, source_file
order by cycle desc nulls last, held, source_file
