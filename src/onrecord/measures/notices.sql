-- measure: independent expenditures in 24- and 48-hour notices, each notice in its version as known on the day
-- grain: one row for each expenditure of a notice that no later amendment replaces
-- units: US dollars
-- caveats: an amendment restates its whole notice; of two amendments of one notice the later filing counts; an amendment
--   filed as new is counted beside its original; notices leave out what is below the thresholds of 11 CFR 104.4;
--   never added to periodic reports that cover the same days
-- source: independent_expenditure_YYYY.csv
with known as (
  select * from notice
  where ($committees is null or list_contains($committees, committee_id_fec))
    and ($candidates is null or list_contains($candidates, candidate_id_fec))
    and ($candidates is not null or source <> 'openfec_race_expenditures')  -- a race's rows are not all of a committee
    and ($cycle is null or cycle = $cycle)
    and filed_on <= $as_of
    and quarantine is null
),
filings as (
  select distinct committee_id_fec, filing_number, previous_filing_number,
         row_number() over (partition by committee_id_fec, coalesce(previous_filing_number, filing_number)
                            order by length(filing_number) desc, filing_number desc) as latest
  from (select distinct committee_id_fec, filing_number, previous_filing_number from known)
),
current_ones as (
  select f.committee_id_fec, f.filing_number from filings as f
  left join filings as g on g.committee_id_fec = f.committee_id_fec and g.previous_filing_number = f.filing_number
                        and g.filing_number <> f.filing_number
  where g.filing_number is null and (f.previous_filing_number is null or f.latest = 1)
)
select k.committee_id_fec, k.candidate_id_fec, k.candidate_name, k.party, k.office, k.state, k.district,
       case k.stance when 'S' then 'support' when 'O' then 'oppose' else 'not stated' end as stance,
       k.amount_usd, k.election_code || cast(k.cycle as varchar) as election_code, k.filed_on,
       coalesce(k.disseminated_on, k.transacted_on) as transacted_on, k.payee_name, k.image_number, k.cycle,
       k.source_file, k.source_line
from known as k
join current_ones as c on c.committee_id_fec = k.committee_id_fec and c.filing_number = k.filing_number
order by k.filed_on, k.source_file, k.source_line
