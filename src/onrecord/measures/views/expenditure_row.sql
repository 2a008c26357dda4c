-- view: itemised independent expenditures from every source and in every version, with who the candidate id is
-- grain: one row for each row of a source; is_notice tells 24- and 48-hour notices from periodic reports
-- units: US dollars; filed_on the day it became public, null where that is not known
-- caveats: the same report can be held by several sources, and every version of it: a sum takes one (expenditure_filing);
--   name, party and contest are those of the master or summary nearest to the cycle, the master first; null in none;
--   the target as the filer typed it is kept apart (typed_...) and decides nothing
--   a filing's blank candidate id is filled from the bulk row of the same filing and transaction
-- source: pas2, independent_expenditure_YYYY.csv, electronic filings (Schedule E, F57), lists entered by hand
select r.*, n.name, n.party, n.office, n.state, n.district
from (
  select coalesce(is_notice, false) as is_notice,
         case when source = 'fec_pas2' then 'bulk' when source like 'openfec_%' then 'fetched' else 'by hand' end as held_in,
         committee_id_fec, candidate_id_fec, null::varchar as typed_name, null::varchar as typed_party, transaction_type,
         case transaction_type when '24A' then 'oppose' when '24E' then 'support' else 'not stated' end as stance,
         amount_usd, election_code, null::date as disseminated_on, transacted_on, payee_name, memo_code, memo_text,
         amendment_indicator, report_type, office as typed_office, state as typed_state, district as typed_district,
         transaction_id, filing_number, filed_on, image_number, cycle, source, source_file, source_line, citation, quarantine
  from expenditure
  union all by name
  select true as is_notice, 'notice file' as held_in, committee_id_fec, candidate_id_fec,
         candidate_name as typed_name, party as typed_party, office as typed_office, state as typed_state,
         district as typed_district, null::varchar as transaction_type,
         case stance when 'S' then 'support' when 'O' then 'oppose' else 'not stated' end as stance, amount_usd,
         election_code || cast(coalesce(year(coalesce(disseminated_on, transacted_on)) +
           year(coalesce(disseminated_on, transacted_on)) % 2, cycle) as varchar) as election_code,
         disseminated_on, transacted_on, payee_name, null::varchar as memo_code, null::varchar as memo_text, transaction_id, filing_number,
         filed_on, image_number, cycle, source, source_file, source_line, null::varchar as citation, quarantine
  from notice
  where amendment_indicator is distinct from 'D'
  union all by name
  select f.is_notice, 'filing' as held_in, f.committee_id_fec,
         coalesce(f.candidate_id_fec, b.candidate_id_fec) as candidate_id_fec, f.candidate_name as typed_name,
         null::varchar as typed_party, f.office as typed_office, f.state as typed_state, f.district as typed_district,
         null::varchar as transaction_type, case f.stance when 'S' then 'support' when 'O' then 'oppose' else 'not stated' end as stance, f.amount_usd,
         f.election_code, f.disseminated_on, f.disbursed_on as transacted_on, f.payee_name, f.memo_code, f.memo_text,
         f.transaction_id, f.filing_number, null::date as filed_on, null::varchar as image_number, f.cycle, f.source,
         f.source_file, f.source_line, null::varchar as citation, f.quarantine
  from filed_expenditure as f
  left join (select filing_number, transaction_id, min(candidate_id_fec) as candidate_id_fec from expenditure
             where transaction_id is not null group by filing_number, transaction_id) as b
    on b.filing_number = f.filing_number and b.transaction_id = f.transaction_id
) as r
left join candidate_in_cycle as n
  on n.candidate_id_fec = r.candidate_id_fec and r.cycle between n.first_cycle and n.last_cycle
