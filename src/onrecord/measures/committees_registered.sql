-- measure: how many committees of some types the committee master of a cycle has
-- grain: one row for each type code and file
-- units: committees
-- caveats: a master has every committee registered in the cycle, whether or not it reported or spent anything
-- source: committee master
select committee_type, cycle, count(distinct committee_id_fec) as committee_count, source_file, min(source_line) as source_line
from committee
where cycle = $cycle
  and list_contains($types, committee_type)
  and quarantine is null
group by committee_type, cycle, source_file
order by committee_type, source_file
