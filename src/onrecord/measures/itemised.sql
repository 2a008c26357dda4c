-- measure: how many itemised independent expenditures of a cycle are loaded, of how many spenders
-- grain: one row
-- units: rows, committees
-- caveats: what is not loaded is not zero; rows fetched for a race are not all of a cycle
-- source: every loaded itemised file of independent expenditures
select count(*) as row_count, count(distinct committee_id_fec) as committees
from (select committee_id_fec, cycle, filed_on from expenditure where source <> 'openfec_race_expenditures'
      union all select f.committee_id_fec, f.cycle, v.filed_on from filed_expenditure as f
      join filing_version as v on v.filing_number = f.filing_number and v.source_file = f.source_file and not v.is_notice)
where cycle = $cycle and filed_on <= $as_of
