-- measure: whether the names that gave most to a large committee were added up when its file was loaded
-- grain: one row for each committee of more than 20,000 itemised receipts in a cycle; none for a smaller one
-- units: rows; filed_later and committees_folded are yes or no
-- caveats: filed_later: a counted row was filed after the day, so that the rows are to be asked; committees_folded: more
--   than 500 committees gave, the others are not held by name
-- source: indiv, added up when it was loaded
select committee_id_fec, cycle, sum(row_count)::bigint as row_count,
       coalesce(max(last_filed_on) filter (kind <> 'not counted') > $as_of, false) as filed_later,
       coalesce(bool_or(shown is null or (kind = 'committee' and not shown)), false) as committees_folded,
       arg_min(source_file, (source_file, source_line)) as source_file,
       arg_min(source_line, (source_file, source_line)) as source_line
from individual_donor_total
where list_contains($committees, committee_id_fec) and cycle = $cycle and quarantine is null
group by committee_id_fec, cycle
order by committee_id_fec
