-- measure: itemised disbursements in electronic reports, by the line of the form that each supports
-- grain: one row for each committee, form, line, memo mark, payee (or purpose or category, by $by), candidate and code
-- units: US dollars; rows
-- caveats: memo rows are in no total; negative amounts are kept; a name is as filed, in capitals here; of refunds to
--   individuals (line 20A of Form 3, 28A of Forms 3P and 3X) no payee is named; $reports are the filings that count
--   (filed_reports), $lines the lines as FORM LINE (F3X 23), null for all
-- source: electronic filings, Schedule B of Forms 3, 3P and 3X
select d.committee_id_fec, d.cycle, d.form, d.line_number, coalesce(d.memo_code = 'X', false) as memo,
       case when d.line_number in ('20A', '28A') then null
            else upper(trim(case $by when 'payee' then d.payee_name when 'category' then d.category_code else d.purpose end))
            end as named,
       d.payee_committee_id_fec as taker_id_fec, d.candidate_id_fec, d.election_code, sum(d.amount_usd) as amount_usd,
       count(*) as row_count, min(d.disbursed_on) as first_on, max(d.disbursed_on) as last_on,
       max(v.filed_on) as last_filed_on, max(v.coverage_end) as coverage_end,
       arg_min(d.source_file, (d.source_file, d.source_line)) as source_file,
       arg_min(d.source_line, (d.source_file, d.source_line)) as source_line, min(d.filing_number) as filing_number
from filed_disbursement as d
join filing_version as v on v.filing_number = d.filing_number and v.source_file = d.source_file
where list_contains($reports, d.filing_number)
  and ($lines is null or list_contains($lines, d.form || ' ' || d.line_number))
  and ($since is null or d.disbursed_on >= $since) and ($until is null or d.disbursed_on <= $until)
  and d.quarantine is null
group by d.committee_id_fec, d.cycle, d.form, d.line_number, memo, named, taker_id_fec, d.candidate_id_fec, d.election_code
order by d.committee_id_fec, d.form, d.line_number, memo, amount_usd desc, named, taker_id_fec, d.candidate_id_fec, d.election_code
