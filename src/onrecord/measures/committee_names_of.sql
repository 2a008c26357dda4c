-- measure: the latest names of some committees
-- grain: one row for each committee id asked for that a loaded file names
-- units: none
-- caveats: the master is timeless
-- source: committee master, or the summary where the master is not loaded
select committee_id_fec, arg_max(name, cycle) as name
from (select committee_id_fec, name, cycle from committee
      union all select committee_id_fec, name, cycle from committee_total)
where name is not null and list_contains($committees, committee_id_fec)
group by committee_id_fec
order by committee_id_fec
