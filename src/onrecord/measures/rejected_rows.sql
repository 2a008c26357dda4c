-- measure: rows that were not loaded, with file, line and reason
-- grain: one row for each rejected row
-- units: none
-- caveats: the row itself is not kept: it may hold a street address
-- source: every loaded file
select source, source_file, source_line, reason
from rejected
where ($source is null or source = $source)
order by source, source_file, source_line
