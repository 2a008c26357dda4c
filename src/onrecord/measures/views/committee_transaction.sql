-- view: what committees itemised towards candidates and other committees, over pas2 and oth, each row once
-- grain: one row for each itemised row; identical rows are not duplicates
-- units: US dollars, whole; negative amounts are refunds and are kept
-- caveats: oth repeats every row of pas2 under the same sub_id; such a row is pas2's here, which alone names the
--   candidate. Rows of a file that assigns sub_id itself meet no row of oth. One transfer may stand twice, from the giver
--   (types beginning with 2) and from the taker (with 1): held_in does not part these, a sum takes one side
-- source: pas2 (expenditure: 24A and 24E; contribution: all else) and oth (transfer); held_in says which hold the row
with candidate_side as (
  select committee_id_fec, amendment_indicator, report_type, election_code, image_number, filed_on, transaction_type,
         payee_name as other_name, transacted_on, amount_usd, other_committee_id_fec, candidate_id_fec, transaction_id,
         filing_number, memo_code, memo_text, sub_id, cycle, source, source_file, source_line, quarantine
  from expenditure
  where source = 'fec_pas2'
  union all
  select committee_id_fec, amendment_indicator, report_type, election_code, image_number, filed_on, transaction_type,
         payee_name, transacted_on, amount_usd, other_committee_id_fec, candidate_id_fec, transaction_id,
         filing_number, memo_code, memo_text, sub_id, cycle, source, source_file, source_line, quarantine
  from contribution
  where source = 'fec_pas2'
),
shared as (
  select distinct cycle, sub_id from candidate_side
  semi join transfer using (cycle, sub_id)
)
select c.*, case when s.sub_id is null then 'pas2' else 'pas2 and oth' end as held_in
from candidate_side as c
left join shared as s on s.cycle = c.cycle and s.sub_id = c.sub_id
union all by name
select t.committee_id_fec, t.amendment_indicator, t.report_type, t.election_code, t.image_number, t.filed_on,
       t.transaction_type, t.other_name, t.transacted_on, t.amount_usd, t.other_committee_id_fec, t.transaction_id,
       t.filing_number, t.memo_code, t.memo_text, t.sub_id, t.cycle, t.source, t.source_file, t.source_line,
       t.quarantine, 'oth' as held_in
from transfer as t
left join shared as s on s.cycle = t.cycle and s.sub_id = t.sub_id
where s.sub_id is null
