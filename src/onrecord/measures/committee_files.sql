-- measure: which loaded files hold rows of a committee
-- grain: one row for each committee, file and table
-- units: rows; last_filed_on a day
-- caveats: a file that is absent is not loaded; that is not zero
-- source: every loaded file with committee ids
select committee_id_fec, held, cycle, source_file, count(*) as row_count, max(filed_on) as last_filed_on
from (select committee_id_fec, 'committee' as held, cycle, source_file, null::date as filed_on from committee
      union all select committee_id_fec, 'committee_total', cycle, source_file, null::date from committee_total
      union all select committee_id_fec, 'expenditure', cycle, source_file, filed_on from expenditure
      union all select committee_id_fec, 'contribution', cycle, source_file, filed_on from contribution
      union all select committee_id_fec, 'notice', cycle, source_file, filed_on from notice
      union all select committee_id_fec, 'individual_contribution', cycle, source_file, filed_on from individual_contribution
      union all select committee_id_fec, 'transfer', cycle, source_file, filed_on from transfer
      union all select committee_id_fec, 'disbursement', cycle, source_file, filed_on from disbursement)
where list_contains($committees, committee_id_fec)
group by all
order by 1, 3, 4, 2
