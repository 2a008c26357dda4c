-- measure: the latest names of some committees
-- grain: one row for each committee id asked for that a loaded file names
-- units: none
-- caveats: the master is timeless; a name that is only on the covers of filings is as the filer wrote it
-- source: committee master, or the summary where the master is not loaded, or the cover of an electronic filing
select committee_id_fec, arg_max(name, (coalesce(cycle, 0), coalesce(length(cover), 0), coalesce(cover, ''))) as name
from committee_name
where list_contains($committees, committee_id_fec)
group by committee_id_fec
order by committee_id_fec
