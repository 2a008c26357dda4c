-- measure: how many rows of each file were not loaded, by the kind of reason, with the first line of each
-- grain: one row for each file and kind of reason (what stands before the colon)
-- units: rows; first_line is a physical line of the file, first_reason its reason in full
-- caveats: a reason quotes no value that could be a street address; a row set aside as not held here is among them
-- source: every loaded file
select source, source_file, split_part(reason, ':', 1) as reason, count(*) as row_count, min(source_line) as first_line,
       arg_min(reason, source_line) as first_reason
from rejected
where $cycle is null or source_file in (select file from load where cycle = $cycle)
group by source, source_file, split_part(reason, ':', 1)
order by row_count desc, source, source_file, first_line
