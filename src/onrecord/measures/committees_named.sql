-- measure: committees whose registered name, without its bracketed short form, is among those asked
-- grain: one row for each committee id and name
-- units: none
-- caveats: two committees can have one name; then neither is meant until an id is given
-- source: committee master, or the summary where the master is not loaded, or the cover of an electronic filing
select distinct committee_id_fec, name
from committee_key
where compared in (select unnest($names::varchar[]))
order by committee_id_fec, name
