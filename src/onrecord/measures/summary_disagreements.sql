-- measure: where two summaries give one committee or candidate different amounts for the same days
-- grain: one row for each id, cycle, coverage end and line of the summary
-- units: US dollars; coverage_end inclusive
-- caveats: files of different days may hold different amendments of the same reports; an answer takes one of them
-- source: webk against committee_summary, weball against candidate_summary, and lists of totals entered by hand
with summed as (
  select 'committee_total' as held, committee_id_fec as id_fec, name, cycle, coverage_end, source, source_file, source_line,
         unnest([{'line': 'receipts', 'usd': receipts_usd}, {'line': 'disbursements', 'usd': disbursements_usd},
                 {'line': 'cash on hand', 'usd': cash_usd},
                 {'line': 'independent expenditures', 'usd': independent_expenditures_usd}], recursive := true)
  from committee_total where quarantine is null
  union all
  select 'candidate_total', candidate_id_fec, name, cycle, coverage_end, source, source_file, source_line,
         unnest([{'line': 'receipts', 'usd': receipts_usd}, {'line': 'disbursements', 'usd': disbursements_usd},
                 {'line': 'cash on hand', 'usd': cash_usd}], recursive := true)
  from candidate_total where quarantine is null
)
select held, id_fec, max(name) as name, cycle, coverage_end, line, min(usd) as least_usd, max(usd) as most_usd,
       string_agg(distinct source_file, ', ' order by source_file) as files, min(source_file) as source_file,
       arg_min(source_line, (source_file, source_line)) as source_line
from summed
where usd is not null
  and ($ids is null or list_contains($ids, id_fec))
  and ($cycle is null or cycle = $cycle)
group by held, id_fec, cycle, coverage_end, line
having count(distinct source_file) > 1 and min(usd) <> max(usd)
order by most_usd - least_usd desc, id_fec, cycle, line
