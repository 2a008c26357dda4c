-- measure: each itemised receipt from individuals and organisations, by name
-- grain: one row for each reported row
-- units: US dollars, whole
-- caveats: names of individual contributors may not be sold or used to solicit (52 U.S.C. 30111(a)(4)); where they live and
--   work is left out unless asked for ($details); no street address is in the record; memo rows are marked, not summed
-- source: indiv
select committee_id_fec, transaction_type, entity_type, contributor_name, amount_usd, transacted_on, filed_on,
       election_code, other_committee_id_fec, memo_code, memo_text,
       case when $details then city end as city, case when $details then state end as state,
       case when $details then zip end as zip, case when $details then employer end as employer,
       case when $details then occupation end as occupation,
       image_number, cycle, source_file, source_line
from individual_contribution
where list_contains($committees, committee_id_fec)
  and cycle = $cycle
  and filed_on <= $as_of
  and ($since is null or transacted_on >= $since) and ($until is null or transacted_on <= $until)
  and ($individuals or entity_type in ('ORG', 'PAC', 'COM', 'CCM', 'PTY'))
  and quarantine is null
order by transacted_on, source_file, source_line
limit 1000001
