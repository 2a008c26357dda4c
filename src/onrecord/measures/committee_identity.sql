-- measure: who a committee is, as each loaded master gives it
-- grain: one row for each committee and cycle of the master
-- units: none
-- caveats: a master is timeless: it holds the latest state when the file was made
-- source: committee master
select committee_id_fec, name, committee_type, designation, party, connected_organisation, treasurer_name, cycle,
       source_file, source_line
from committee
where list_contains($committees, committee_id_fec)
order by committee_id_fec, cycle desc, source_file, source_line
