-- measure: independent expenditures that the filer typed for a contest and whose candidate id is blank or in no loaded master
-- grain: one row for periodic reports and one for notices
-- units: rows, US dollars
-- caveats: in no sum of the contest, which goes by candidate ids (E10); what the filer typed may be wrong; versions and
--   days as in independent_expenditures and notices; a notice may be repeated by a report
-- source: electronic filings (Schedule E, F57), independent_expenditure_YYYY.csv, openFEC; pas2 holds no typed contest
with counted as (
  select is_notice, committee_id_fec, filing_number, held_in, source_file from expenditure_filing
  where filed_on <= $as_of and held_in is not null and (withdrawn_on is null or withdrawn_on > $as_of)
    and ($committees is null or list_contains($committees, committee_id_fec))
  qualify row_number() over (partition by is_notice, committee_id_fec, root order by filed_on desc,
                             try_cast(filing_number as bigint) desc nulls last, filing_number desc) = 1
)
select m.is_notice, count(*) as row_count, sum(m.amount_usd) as amount_usd,
       arg_min(m.source_file, (m.source_file, m.source_line)) as source_file,
       arg_min(m.source_line, (m.source_file, m.source_line)) as source_line
from expenditure_row as m
left join counted as c on c.committee_id_fec = m.committee_id_fec and c.filing_number = m.filing_number
                      and c.held_in = m.held_in and coalesce(c.source_file, m.source_file) = m.source_file
where m.office is null and m.typed_office = $office
  and ($state is null or m.typed_state = $state) and ($district is null or m.typed_district = $district)
  and ($committees is null or list_contains($committees, m.committee_id_fec))
  and m.cycle = $cycle
  and case when m.filing_number is null then m.filed_on <= $as_of else c.filing_number is not null end
  and m.memo_code is distinct from 'X'
  and m.quarantine is null and m.amount_usd is not null
group by m.is_notice
order by m.is_notice
