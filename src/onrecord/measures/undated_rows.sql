-- measure: itemised rows whose day of filing is not known, which no as-of answer can place
-- grain: one row for each committee, table and cycle that has any
-- units: rows; US dollars (memo rows are counted in row_count and left out of amount_usd)
-- caveats: an image number of 11 digits (before 29 June 2015) carries no full date, so filed_on is blank and
--   "filed_on <= as_of" leaves the row out; an answer that rests on such a table says how many rows and dollars that is
-- source: pas2, oth, indiv, oppexp, 24- and 48-hour notices, electioneering communications, communication costs
with itemised as (
  select committee_id_fec, candidate_id_fec, 'expenditure' as held, cycle, amount_usd, memo_code
  from expenditure where filed_on is null and quarantine is null
  union all
  select committee_id_fec, candidate_id_fec, 'contribution', cycle, amount_usd, memo_code
  from contribution where filed_on is null and quarantine is null
  union all
  select committee_id_fec, null, 'transfer', cycle, amount_usd, memo_code
  from transfer where filed_on is null and quarantine is null
  union all
  select committee_id_fec, null, 'individual_contribution', cycle, amount_usd, memo_code
  from individual_contribution where filed_on is null and quarantine is null
  union all
  select committee_id_fec, null, 'disbursement', cycle, amount_usd, memo_code
  from disbursement where filed_on is null and quarantine is null
  union all
  select committee_id_fec, candidate_id_fec, 'notice', cycle, amount_usd, null
  from notice where filed_on is null and quarantine is null
  union all
  select committee_id_fec, candidate_id_fec, 'electioneering', cycle, candidate_share_usd, null
  from electioneering where filed_on is null and quarantine is null
  union all
  select committee_id_fec, candidate_id_fec, 'communication_cost', cycle, amount_usd, null
  from communication_cost where filed_on is null and quarantine is null
)
select committee_id_fec, held, cycle, count(*) as row_count,
       coalesce(sum(amount_usd) filter (memo_code is distinct from 'X'), 0) as amount_usd
from itemised
where ($committees is null or list_contains($committees, committee_id_fec))
  and ($candidates is null or list_contains($candidates, candidate_id_fec))
  and ($held is null or list_contains($held, held))
  and ($cycle is null or cycle = $cycle)
group by all
order by committee_id_fec, held, cycle
