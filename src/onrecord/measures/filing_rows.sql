-- measure: the rows of one electronic filing, each with every field that an amendment may change
-- grain: one row for each row after the cover; memo rows are there (memo_code X)
-- units: US dollars
-- caveats: one filing is one version of a report; rows of two versions are never added up; street addresses are not held
-- source: electronic filings (.fec, daily zips)
with rows_of as (
  select 'receipt' as schedule, line_number as line, transaction_id, back_reference, entity_type, contributor_name as name,
         contributor_committee_id_fec as other_committee_id_fec, null as candidate_id_fec, null as candidate_name,
         null as office, city, state, null as district, zip, employer, occupation, received_on as transacted_on,
         null::date as disseminated_on, amount_usd, aggregate_usd, election_code, null as stance,
         receipt_description as purpose, null as category_code, memo_code, memo_text, filing_number, source_file, source_line
  from filed_receipt where quarantine is null
  union all
  select 'independent expenditure', '24', transaction_id, back_reference, null, payee_name, null, candidate_id_fec,
         candidate_name, office, null, state, district, null, null, null, disbursed_on, disseminated_on, amount_usd,
         ytd_usd, election_code, coalesce(stance, stance_as_filed), purpose, category_code, memo_code, memo_text,
         filing_number, source_file, source_line
  from filed_expenditure where quarantine is null
  union all
  select 'disbursement', line_number, transaction_id, back_reference, entity_type, payee_name, payee_committee_id_fec,
         candidate_id_fec, candidate_name, office, null, state, district, null, null, null, disbursed_on, null, amount_usd,
         null, election_code, coalesce(stance, stance_as_filed), purpose, category_code, memo_code, memo_text,
         filing_number, source_file, source_line
  from filed_disbursement where quarantine is null
  union all
  select 'other', row_type, transaction_id, back_reference, null, name, null, candidate_id_fec, null, null, null, null,
         null, null, null, null, null, null, amount_usd, null, null, null, text, null, memo_code, null,
         filing_number, source_file, source_line
  from filed_other where quarantine is null
  union all
  select 'affiliation', relationship, null, null, null, affiliated_name, affiliated_committee_id_fec, null, null, null, null,
         null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
         filing_number, source_file, source_line
  from affiliation where quarantine is null
)
select r.* exclude (filing_number)
from rows_of as r
join filing_version as f on f.filing_number = r.filing_number and f.source_file = r.source_file
where r.filing_number = $filing
order by r.source_line
