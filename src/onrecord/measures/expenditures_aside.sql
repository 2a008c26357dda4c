-- measure: rows of independent expenditures that no sum of the day holds, though they may be public, and why
-- grain: one row for each committee, reason and filing (null where the row has no filing number)
-- units: rows, US dollars (null amounts are not summed)
-- caveats: superseded versions, memo rows and rows that became public later are in their right place and are not listed
-- source: every loaded source of independent expenditures
-- rows of: expenditure, notice, filed_expenditure
with bulk as (
  select committee_id_fec, cycle, max(filed_on) as until
  from (select committee_id_fec, cycle, filed_on, source, filing_number from expenditure union all
        select committee_id_fec, cycle, filed_on, source, filing_number from contribution)
  where source = 'fec_pas2' and filing_number is null and filed_on <= $as_of
  group by committee_id_fec, cycle
),
told as (
  select m.committee_id_fec, m.filing_number, m.is_notice, m.amount_usd,
         case when m.quarantine is not null then 'beyond belief: ' || m.quarantine
              when m.amount_usd is null then 'no amount is given'
              when coalesce(f.filed_on, m.filed_on) is null then 'the day on which it became public is not known'
              when f.withdrawn_on <= $as_of then 'the filing was withdrawn'
              when m.held_in = 'filing' and not m.is_notice
                   and (f.first_filed_on <= b.until or (f.unknown_version and f.coverage_end < b.until))
                then 'the report is taken to be among the bulk rows that have no filing number' end as reason
  from expenditure_row as m
  left join expenditure_filing as f on f.committee_id_fec = m.committee_id_fec and f.filing_number = m.filing_number
  left join bulk as b on b.committee_id_fec = f.committee_id_fec and b.cycle = f.cycle
  where ($committees is null or list_contains($committees, m.committee_id_fec))
    and ($candidates is null or list_contains($candidates, m.candidate_id_fec))
    and ($cycle is null or m.cycle = $cycle)
    and m.memo_code is distinct from 'X'
    and (f.held_in is null or f.held_in = m.held_in)
    and (coalesce(f.filed_on, m.filed_on) is null or coalesce(f.filed_on, m.filed_on) <= $as_of)
)
select committee_id_fec, reason, filing_number, is_notice, count(*) as row_count, sum(amount_usd) as amount_usd
from told where reason is not null
group by committee_id_fec, reason, filing_number, is_notice
order by committee_id_fec, reason, filing_number
