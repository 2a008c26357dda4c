-- measure: how many itemised receipts from individuals of a committee in a cycle were filed on each day, the last days first
-- grain: one row for each of the last days of filing that together have at least $most rows
-- units: rows
-- caveats: a day of filing is the surviving version's; rows without one are left out
-- source: indiv, added up when it was loaded
with days as (
  select filed_on, sum(row_count)::bigint as row_count
  from individual_month_total
  where list_contains($committees, committee_id_fec) and cycle = $cycle and quarantine is null and filed_on <= $as_of
  group by filed_on
)
select filed_on, row_count
from days
qualify sum(row_count) over (order by filed_on desc rows between unbounded preceding and current row) - row_count < $most
order by filed_on desc
