-- view: itemised rows that name a candidate, from every source, with who the candidate id is in the row's cycle
-- grain: one row for each row of a source; kind is expenditure (independent) or contribution
-- units: US dollars; filed_on the day it became public, null where that is not known
-- caveats: the same report can be held by several sources, and every version of it: a sum takes one (expenditure_filing);
--   name, party and contest are those of the master or summary nearest to the cycle, the master first; null in none;
--   the target as the filer typed it is kept apart (typed_...) and decides nothing
-- source: pas2, independent_expenditure_YYYY.csv, lists entered by hand
select r.*, n.name, n.party, n.office, n.state, n.district
from (
  select 'expenditure' as kind, coalesce(is_notice, false) as is_notice,
         case source when 'fec_pas2' then 'bulk' else 'by hand' end as held_in,
         committee_id_fec, candidate_id_fec, null::varchar as typed_name, null::varchar as typed_party, transaction_type,
         case transaction_type when '24A' then 'oppose' else 'support' end as stance,
         amount_usd, election_code, null::date as disseminated_on, transacted_on, payee_name, memo_code, memo_text,
         transaction_id, filing_number, filed_on, image_number, cycle, source_file, source_line, citation, quarantine
  from expenditure
  union all by name
  select 'expenditure' as kind, true as is_notice, 'notice file' as held_in, committee_id_fec, candidate_id_fec,
         candidate_name as typed_name, party as typed_party, null::varchar as transaction_type,
         case stance when 'S' then 'support' when 'O' then 'oppose' else 'not stated' end as stance, amount_usd,
         election_code || cast(coalesce(year(coalesce(disseminated_on, transacted_on)) + year(coalesce(disseminated_on,
           transacted_on)) % 2, cycle) as varchar) as election_code,
         disseminated_on, transacted_on, payee_name, null::varchar as memo_code, null::varchar as memo_text, transaction_id, filing_number,
         filed_on, image_number, cycle, source_file, source_line, null::varchar as citation, quarantine
  from notice
  union all by name
  select 'contribution' as kind, false as is_notice, 'bulk' as held_in, committee_id_fec, candidate_id_fec,
         null::varchar as typed_name, null::varchar as typed_party, transaction_type, null::varchar as stance, amount_usd, election_code,
         null::date as disseminated_on, transacted_on, payee_name, memo_code, memo_text, transaction_id, filing_number,
         filed_on, image_number, cycle, source_file, source_line, citation, quarantine
  from contribution
) as r
left join candidate_in_cycle as n
  on n.candidate_id_fec = r.candidate_id_fec and r.cycle between n.first_cycle and n.last_cycle
