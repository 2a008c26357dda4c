-- measure: candidates whose summary is set aside by rule, beside what each source's own bounds quarantine
-- grain: one row for each candidate id and cycle
-- units: US dollars
-- caveats: both signs are wanted: the loaded candidate master of that cycle has not the id (the FEC leaves unverified filers
--   out of it), and the receipts are negative or above $50 million; one sign alone is told (unverified_filers) and kept
-- source: all-candidates and candidate summaries, candidate master; FEC policy of 18 August 2016 on unverified filers
select distinct t.candidate_id_fec as id_fec, t.cycle,
       'not in the candidate master of ' || t.cycle || ', with receipts '
         || case when t.receipts_usd < 0 then 'below zero' else 'above $50 million' end as reason
from candidate_total as t
where (t.receipts_usd < 0 or t.receipts_usd > 50000000)
  and t.quarantine is null
  and exists (select 1 from candidate as c where c.cycle = t.cycle)
  and not exists (select 1 from candidate as c where c.candidate_id_fec = t.candidate_id_fec and c.cycle = t.cycle)
order by id_fec, cycle
