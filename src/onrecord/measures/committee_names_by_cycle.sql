-- measure: every name under which a committee is on the public record, with the cycles of the files that give it
-- grain: one row for each committee id and name, the latest name first
-- units: cycles by their even year; cover is the latest filing whose cover gives the name of a committee in no master
-- caveats: a master is timeless: it holds the latest name when the file was made; the day of a change is not in it
-- source: committee master and summaries, or covers of electronic filings
select committee_id_fec, name, min(cycle) as first_cycle, max(cycle) as last_cycle,
       string_agg(distinct cast(cycle as varchar), ', ' order by cast(cycle as varchar)) as cycles,
       arg_max(source_file, (coalesce(cycle, 0), source_file)) as source_file,
       arg_max(source_line, (coalesce(cycle, 0), source_file)) as source_line,
       arg_max(cover, (length(cover), cover)) as cover
from committee_name
where quarantine is null and list_contains($committees, committee_id_fec)
group by committee_id_fec, name
order by committee_id_fec, last_cycle desc nulls last, first_cycle desc nulls last, name
