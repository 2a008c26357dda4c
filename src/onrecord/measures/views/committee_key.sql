-- table: the registered names of committees as they are compared: lower case, without brackets and punctuation
-- grain: one row for each committee id and name
-- units: none
-- caveats: two committees can have one name
-- source: committee master, summaries, covers of electronic filings
select distinct committee_id_fec, name,
       trim(regexp_replace(regexp_replace(lower(name), '\(.*\)', '', 'g'), '[^a-z0-9]+', ' ', 'g')) as compared
from committee_name
