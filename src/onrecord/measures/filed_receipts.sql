-- measure: itemised receipts in electronic reports, by the line of the form that each supports
-- grain: one row for each committee, form, line, memo mark, kind of giver, giver and committee id of the giver
-- units: US dollars; rows
-- caveats: a filing has lines of its form and no transaction codes; memo rows are in no total; negative amounts are kept;
--   refunds are not taken off; a name is as filed; names of individuals only where asked ($individuals): they may not be sold
--   or used to solicit (52 U.S.C. 30111(a)(4)); $reports are the filings that count (filed_reports)
-- source: electronic filings, Schedule A of Forms 3, 3P and 3X
select r.committee_id_fec, r.cycle, r.form, r.line_number, coalesce(r.memo_code = 'X', false) as memo,
       case when r.entity_type in ('PAC', 'COM', 'CCM', 'PTY') then 'committee'
            when r.entity_type = 'ORG' then 'organisation' when r.contributor_committee_id_fec is not null then 'committee'
            when r.entity_type is null then 'not given' else 'individual' end as kind,
       case when $individuals or r.entity_type in ('PAC', 'COM', 'CCM', 'PTY', 'ORG') then r.contributor_name end as giver_name,
       r.contributor_committee_id_fec as giver_id_fec, sum(r.amount_usd) as amount_usd, count(*) as row_count,
       count(distinct r.contributor_name) as names, min(r.received_on) as first_on, max(r.received_on) as last_on,
       max(v.filed_on) as last_filed_on, max(v.coverage_end) as coverage_end,
       arg_min(r.source_file, (r.source_file, r.source_line)) as source_file,
       arg_min(r.source_line, (r.source_file, r.source_line)) as source_line, min(r.filing_number) as filing_number
from filed_receipt as r
join filing_version as v on v.filing_number = r.filing_number and v.source_file = r.source_file
where list_contains($reports, r.filing_number)
  and ($since is null or r.received_on >= $since) and ($until is null or r.received_on <= $until)
  and r.quarantine is null
group by r.committee_id_fec, r.cycle, r.form, r.line_number, memo, kind, giver_name, giver_id_fec
order by r.committee_id_fec, r.form, r.line_number, memo, kind, amount_usd desc, giver_name, giver_id_fec
