-- measure: endorsements as listed by hand
-- grain: one row for each organisation and candidate
-- units: none
-- caveats: a list is as complete as whoever made it says
-- source: onrecord_endorsements, a documented list that any newsroom can load
select organisation, committee_id_fec, candidate_name, candidate_id_fec, party, office, state, district, cycle,
       endorsed_on, url, source_file, source_line
from endorsement
where (list_contains($organisations, lower(organisation)) or list_contains($committees, committee_id_fec))
  and ($cycle is null or cycle = $cycle)
  and (endorsed_on is null or endorsed_on <= $as_of)
  and quarantine is null
order by organisation, candidate_name
