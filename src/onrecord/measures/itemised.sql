-- measure: how many itemised independent expenditures of a cycle are loaded, of how many spenders
-- grain: one row
-- units: rows, committees
-- caveats: what is not loaded is not zero; rows fetched for a race are not all of a cycle
-- source: every loaded itemised file of independent expenditures
select count(*) as row_count, count(distinct committee_id_fec) as committees
from expenditure
where cycle = $cycle and filed_on <= $as_of and source <> 'openfec_race_expenditures'
