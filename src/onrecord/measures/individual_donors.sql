-- measure: who gave most to a committee of more than 20,000 itemised receipts in a cycle, all that is loaded
-- grain: one row for each committee, kind and name, the 500 largest of each kind; the rest of a kind in a row without a name
-- units: US dollars, whole; rows; names (how many a row stands for)
-- caveats: of every filing that is loaded; a name is as filed: one giver may stand under several, several under one; kind
--   "not counted" is memo rows, 2x codes, 24- and 48-hour reports and rows without a filing day; no row: not so large, ask
--   contributors; names of individuals may not be sold or used to solicit (52 U.S.C. 30111(a)(4))
-- source: indiv, added up when it was loaded
select committee_id_fec, kind, contributor_name, amount_usd, row_count, names, first_on, last_on, last_filed_on, cycle,
       source_file, source_line
from individual_donor_total
where list_contains($committees, committee_id_fec) and cycle = $cycle and quarantine is null
order by committee_id_fec, kind, contributor_name is null, amount_usd desc, contributor_name, source_file
