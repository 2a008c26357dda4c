-- measure: what the running total beside each itemised receipt counts, by the form that it stands on
-- grain: one row for each filing, line and entity type
-- units: US dollars; rows
-- caveats: the running total is election to date on Forms 3 and 3P, calendar year on Form 3X: the two are never compared or
--   added up; it is typed by the filer and is a cross-check only
-- source: electronic filings, Schedule A
select filing_number, form, committee_id_fec, line_number, entity_type,
       case when form in ('F3', 'F3P') then 'election to date' when form = 'F3X' then 'calendar year'
            else 'as the form says' end as aggregate_of,
       max(aggregate_usd) as largest_aggregate_usd, sum(amount_usd) as amount_usd, count(*) as row_count,
       count(*) filter (aggregate_usd < amount_usd and memo_code is null) as below_its_row,
       arg_min(source_file, (source_file, source_line)) as source_file,
       arg_min(source_line, (source_file, source_line)) as source_line
from filed_receipt
where list_contains($committees, committee_id_fec)
  and quarantine is null
group by filing_number, form, committee_id_fec, line_number, entity_type
order by filing_number, line_number, entity_type
