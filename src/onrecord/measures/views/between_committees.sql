-- view: itemised transactions between committees, with who gave and who took, and which of the two reports it
-- grain: one row for each reported row; one transfer may stand twice, once on each side
-- units: US dollars, whole; a refund of a contribution (22Z) is negative, from its first giver
-- caveats: a row of pas2 that oth holds too (the same cycle and sub_id) is taken from oth, so that it is here once
-- source: oth, and pas2 where oth has not the row
with every as (
  select committee_id_fec, other_committee_id_fec, other_name, transaction_type, amount_usd, transacted_on, filed_on,
         election_code, memo_code, memo_text, image_number, cycle, quarantine, source_file, source_line,
         null::varchar as candidate_id_fec
  from transfer
  union all
  select c.committee_id_fec, c.other_committee_id_fec, c.payee_name, c.transaction_type, c.amount_usd, c.transacted_on,
         c.filed_on, c.election_code, c.memo_code, c.memo_text, c.image_number, c.cycle, c.quarantine, c.source_file,
         c.source_line, c.candidate_id_fec
  from contribution as c
  where not exists (select 1 from transfer as t
                    where t.committee_id_fec = c.committee_id_fec and t.cycle = c.cycle and t.sub_id = c.sub_id)
)
select case when transaction_type = '22Z' or transaction_type not like '2%' then 'taker' else 'giver' end as side,
       case when transaction_type = '22Z' or transaction_type not like '2%' then other_committee_id_fec
            else committee_id_fec end as giver_id_fec,
       case when transaction_type = '22Z' or transaction_type not like '2%' then committee_id_fec
            else other_committee_id_fec end as taker_id_fec,
       case when transaction_type = '22Z' then -amount_usd else amount_usd end as amount_usd,
       committee_id_fec, other_committee_id_fec, other_name, transaction_type, transacted_on, filed_on, election_code,
       memo_code, memo_text, image_number, cycle, quarantine, source_file, source_line, candidate_id_fec
from every
