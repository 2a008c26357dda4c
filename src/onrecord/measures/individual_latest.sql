-- measure: the latest itemised receipts from individuals and organisations of committees in a cycle
-- grain: one row for each reported row, the $most latest by day of filing
-- units: US dollars, whole
-- caveats: filed_on is the surviving version's; rows without a day of filing are left out; memo rows are marked; names of
--   individuals, and texts that may name them, only where asked ($individuals): they may not be sold or used to solicit
--   (52 U.S.C. 30111(a)(4)); $floor is a day from which on there are at least that many rows, where that is known
-- source: indiv
select committee_id_fec, transaction_type, entity_type,
       case when $individuals or entity_type in ('ORG', 'PAC', 'COM', 'CCM', 'PTY') then contributor_name end as contributor_name,
       amount_usd, transacted_on, filed_on, election_code, memo_code,
       case when $individuals or entity_type in ('ORG', 'PAC', 'COM', 'CCM', 'PTY') then memo_text end as memo_text,
       image_number, cycle, source_file, source_line
from individual_contribution
where list_contains($committees, committee_id_fec) and cycle = $cycle and filed_on <= $as_of and filed_on >= $floor and quarantine is null
order by filed_on desc, transacted_on desc nulls last, source_file, source_line desc
limit $most
