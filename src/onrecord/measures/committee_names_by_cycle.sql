-- measure: every name under which a committee is on the public record, with the cycles of the files that give it
-- grain: one row for each committee id and name, the latest name first
-- units: cycles by their even year
-- caveats: a master is timeless: it holds the latest name when the file was made; the day of a change is not in it
-- source: committee master and summaries
select committee_id_fec, name, min(cycle) as first_cycle, max(cycle) as last_cycle,
       string_agg(distinct cast(cycle as varchar), ', ' order by cast(cycle as varchar)) as cycles,
       arg_max(source_file, (cycle, source_file)) as source_file,
       arg_max(source_line, (cycle, source_file)) as source_line
from (select committee_id_fec, name, cycle, source_file, source_line from committee where quarantine is null
      union all
      select committee_id_fec, name, cycle, source_file, source_line from committee_total where quarantine is null)
where name is not null and list_contains($committees, committee_id_fec)
group by committee_id_fec, name
order by committee_id_fec, last_cycle desc nulls last, first_cycle desc nulls last, name
