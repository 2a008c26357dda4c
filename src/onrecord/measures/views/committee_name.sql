-- view: the names under which committees are on the public record
-- grain: one row for each name in a master or summary; of a committee that is in none, one for each name and cycle on its filings' covers
-- units: cycles by their even year; cover is the last filing whose cover has the name, else null
-- caveats: masters are timeless; the name on a cover is as the filer wrote it
-- source: committee master, summaries, electronic filings
with registered as (
  select committee_id_fec, name, cycle, committee_type, source_file, source_line, quarantine
  from committee where name is not null
  union all
  select committee_id_fec, name, cycle, committee_type, source_file, source_line, quarantine
  from committee_total where name is not null
)
select *, null::varchar as cover from registered
union all by name
select f.committee_id_fec, f.committee_name as name, f.cycle, f.source_file, f.source_line, f.quarantine,
       f.filing_number as cover
from filing as f
where f.committee_name is not null and regexp_matches(f.committee_id_fec, '^C[0-9]{8}$')
  and f.committee_id_fec not in (select committee_id_fec from registered where committee_id_fec is not null)
qualify row_number() over (partition by f.committee_id_fec, f.committee_name, f.cycle
                           order by length(f.filing_number) desc, f.filing_number desc) = 1
