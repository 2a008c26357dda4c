-- measure: the names under which a committee is on the public record
-- grain: one row for each committee id, with its latest name
-- units: none
-- caveats: the master is timeless
-- source: committee master, or the summary where the master is not loaded
select committee_id_fec, arg_max(name, cycle) as name
from (select committee_id_fec, name, cycle from committee
      union all select committee_id_fec, name, cycle from committee_total)
where name is not null
group by committee_id_fec
order by committee_id_fec
