-- measure: independent expenditures in 24- and 48-hour notices, originals and amendments alike
-- grain: one row for each expenditure of each version of a notice: an amended notice stands here as often as it was filed
-- units: US dollars
-- caveats: no sum of these is what was spent: it counts an expenditure once for each version of its notice; it tells where a
--   figure may come from that was added up from the FEC's file of notices as it is (originals are not removed)
-- source: independent_expenditure_YYYY.csv, electronic notices (F24, F5 of 24 and 48 hours), notices entered by hand
-- rows of: expenditure, notice, filed_expenditure
select m.committee_id_fec, m.candidate_id_fec, coalesce(m.name, m.typed_name) as candidate_name, m.party, m.office,
       m.state, m.district, m.stance, m.amount_usd, m.election_code, coalesce(c.filed_on, m.filed_on) as filed_on,
       coalesce(m.transacted_on, m.disseminated_on) as transacted_on, m.disseminated_on, m.payee_name, m.image_number,
       m.cycle, m.filing_number, m.held_in, m.source_file, m.source_line, m.citation
from expenditure_row as m
left join expenditure_filing as c on c.committee_id_fec = m.committee_id_fec and c.filing_number = m.filing_number
where m.is_notice
  and (c.filing_number is null or c.held_in = m.held_in)
  and ($committees is null or list_contains($committees, m.committee_id_fec))
  and ($candidates is null or list_contains($candidates, m.candidate_id_fec))
  and ($cycle is null or m.cycle = $cycle)
  and coalesce(c.filed_on, m.filed_on) <= $as_of
  and m.memo_code is distinct from 'X'
  and m.quarantine is null and m.amount_usd is not null
order by 11, m.source_file, m.source_line, m.filing_number
