-- measure: memo rows of independent expenditures, which no sum holds, of the versions that counted on the day
-- grain: one row for each reported memo row (memo code X)
-- units: US dollars
-- caveats: a memo row is an expenditure disseminated and not yet paid (a debt on Schedule D), or what stands behind a row
--   that counts; when it is paid a row without the code follows; versions and days as in independent_expenditures and
--   notices; a filing that bulk rows without filing numbers may repeat is not left out here
-- source: pas2, electronic filings (Schedule E, F57), notices, lists entered by hand
-- rows of: expenditure, notice, filed_expenditure
with counted as (
  select is_notice, committee_id_fec, filing_number, filed_on, held_in, source_file from expenditure_filing
  where filed_on <= $as_of and held_in is not null and (withdrawn_on is null or withdrawn_on > $as_of)
    and ($committees is null or list_contains($committees, committee_id_fec))
  qualify row_number() over (partition by is_notice, committee_id_fec, root order by filed_on desc,
                             try_cast(filing_number as bigint) desc nulls last, filing_number desc) = 1
)
select m.is_notice, m.committee_id_fec, m.candidate_id_fec, coalesce(m.name, m.typed_name) as candidate_name, m.party,
       m.office, m.state, m.district, m.stance, m.amount_usd, m.election_code,
       coalesce(c.filed_on, m.filed_on) as filed_on, coalesce(m.transacted_on, m.disseminated_on) as transacted_on,
       m.payee_name, m.image_number, m.cycle, m.filing_number, m.held_in, m.source_file, m.source_line, m.citation
from expenditure_row as m
left join counted as c on c.committee_id_fec = m.committee_id_fec and c.filing_number = m.filing_number
                      and c.held_in = m.held_in and coalesce(c.source_file, m.source_file) = m.source_file
where m.memo_code = 'X'
  and ($committees is null or list_contains($committees, m.committee_id_fec))
  and ($candidates is null or list_contains($candidates, m.candidate_id_fec))
  and ($candidates is not null or m.source <> 'openfec_race_expenditures')  -- a race's rows are not all of a committee
  and ($cycle is null or m.cycle = $cycle)
  and case when m.filing_number is null then m.filed_on <= $as_of else c.filing_number is not null end
  and m.quarantine is null and m.amount_usd is not null
order by 12, m.source_file, m.source_line, m.filing_number
