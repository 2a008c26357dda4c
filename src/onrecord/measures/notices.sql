-- measure: independent expenditures in 24- and 48-hour notices, each notice in its version as known on the day
-- grain: one row for each expenditure of the version of its notice that was last received by the day
-- units: US dollars
-- caveats: an amendment restates its whole notice from its own receipt day on; of several received on one day the higher
--   number counts; an amendment whose original is not loaded counts once and is an unknown version; an amendment filed as
--   new is counted beside its original; a withdrawn row (D) is left out; notices leave out what is below the thresholds
--   of 11 CFR 104.4; never added to periodic reports that cover the same days; name, party and contest are those of
--   the candidate id in the loaded file nearest to the cycle, and the name is the filer's when it is in none
-- source: independent_expenditure_YYYY.csv, electronic notices (F24, F5 of 24 and 48 hours), notices entered by hand
-- rows of: expenditure, notice, filed_expenditure
with counted as (
  select committee_id_fec, filing_number, filed_on, unknown_version, held_in, source_file from expenditure_filing
  where is_notice and filed_on <= $as_of and held_in is not null
    and (withdrawn_on is null or withdrawn_on > $as_of)
    and ($committees is null or list_contains($committees, committee_id_fec))
  qualify row_number() over (partition by committee_id_fec, root order by filed_on desc,
                             try_cast(filing_number as bigint) desc nulls last, filing_number desc) = 1
)
select m.committee_id_fec, m.candidate_id_fec, coalesce(m.name, m.typed_name) as candidate_name, m.party, m.office,
       m.state, m.district, m.stance, m.amount_usd, m.election_code, coalesce(c.filed_on, m.filed_on) as filed_on,
       coalesce(m.transacted_on, m.disseminated_on) as transacted_on, m.disseminated_on, m.payee_name, m.image_number,
       m.cycle, m.filing_number, m.held_in, case when c.unknown_version then true end as unknown_version, m.memo_text,
       m.source_file, m.source_line, m.citation
from expenditure_row as m
left join counted as c on c.committee_id_fec = m.committee_id_fec and c.filing_number = m.filing_number
                      and c.held_in = m.held_in and coalesce(c.source_file, m.source_file) = m.source_file
where m.is_notice
  and ($committees is null or list_contains($committees, m.committee_id_fec))
  and ($candidates is null or list_contains($candidates, m.candidate_id_fec))
  and ($candidates is not null or m.source <> 'openfec_race_expenditures')  -- a race's rows are not all of a committee
  and ($cycle is null or m.cycle = $cycle)
  and case when m.filing_number is null then m.filed_on <= $as_of else c.filing_number is not null end
  and m.memo_code is distinct from 'X'
  and m.quarantine is null and m.amount_usd is not null
order by 11, m.source_file, m.source_line, m.filing_number
