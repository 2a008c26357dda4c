-- measure: which loaded files hold rows of a committee
-- grain: one row for each committee, file and table
-- units: rows; last_filed_on a day
-- caveats: a file that is absent is not loaded; that is not zero
-- source: every loaded file with committee ids; of indiv, what was added up when it was loaded
select committee_id_fec, held, cycle, source_file, sum(row_count)::bigint as row_count, max(filed_on) as last_filed_on
from (select committee_id_fec, 'committee' as held, cycle, source_file, null::date as filed_on, 1 as row_count from committee
      union all select committee_id_fec, 'committee_total', cycle, source_file, null::date, 1 from committee_total
      union all select committee_id_fec, 'expenditure', cycle, source_file, filed_on, 1 from expenditure
      union all select committee_id_fec, 'contribution', cycle, source_file, filed_on, 1 from contribution
      union all select committee_id_fec, 'notice', cycle, source_file, filed_on, 1 from notice
      union all select committee_id_fec, 'individual_contribution', cycle, source_file, filed_on, row_count from individual_month_total
      union all select committee_id_fec, 'transfer', cycle, source_file, filed_on, 1 from transfer
      union all select committee_id_fec, 'disbursement', cycle, source_file, filed_on, 1 from disbursement
      union all select committee_id_fec, 'filing ' || filing_number || ' (' || form || ')', cycle, source_file, filed_on,
                       schedule_rows + 1 from filing_version)
where list_contains($committees, committee_id_fec)
group by all
order by 1, 3, 4, 2
