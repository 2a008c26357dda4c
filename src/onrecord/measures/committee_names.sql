-- measure: the names under which a committee is on the public record
-- grain: one row for each committee id, with its latest name
-- units: none
-- caveats: the master is timeless; a name that is only on the covers of filings is as the filer wrote it
-- source: committee master, or the summary where the master is not loaded, or the cover of an electronic filing
select committee_id_fec, arg_max(name, (coalesce(cycle, 0), coalesce(length(cover), 0), coalesce(cover, ''))) as name
from committee_name
group by committee_id_fec
order by committee_id_fec
