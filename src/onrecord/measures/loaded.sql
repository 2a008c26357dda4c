-- measure: which files of which cycles gave rows to the itemised tables, by committee
-- grain: one row for each committee, table and cycle
-- units: rows
-- caveats: rows of filings received after as_of are left out; a committee that is absent is not loaded; that is not zero; rows fetched for a race are not all of a committee
-- source: every loaded itemised file
select committee_id_fec, 'expenditure' as held, cycle, count(*) as row_count from expenditure
where list_contains($committees, committee_id_fec) and source <> 'openfec_race_expenditures' group by all
union all
select committee_id_fec, case when is_notice then 'notice' else 'expenditure' end as held, cycle, count(*) as row_count
from filed_expenditure
where list_contains($committees, committee_id_fec)
      and filing_number not in (select filing_number from filing_version where filed_on > $as_of) group by all
union all
select committee_id_fec, 'contribution' as held, cycle, count(*) as row_count from contribution
where list_contains($committees, committee_id_fec) group by all
union all
select committee_id_fec, 'notice' as held, cycle, count(*) as row_count from notice
where list_contains($committees, committee_id_fec) and source <> 'openfec_race_expenditures' group by all
order by 1, 2, 3
