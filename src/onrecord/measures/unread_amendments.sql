-- measure: amendments that an index knows of and whose rows are not loaded, of reports and notices whose earlier version is
-- grain: one row for each amendment's filing number
-- units: days; filed_on is the day it was received
-- caveats: until it is loaded, a figure rests on the version before it
-- source: filing indexes against every loaded source of independent expenditures
select f.committee_id_fec, f.filing_number, f.filed_on, h.is_notice
from expenditure_filing as f
join (select committee_id_fec, root, is_notice, cycle, max(filed_on) as last_read from expenditure_filing
      where held_in is not null and filed_on <= $as_of and (withdrawn_on is null or withdrawn_on > $as_of) group by all) as h
  on h.committee_id_fec = f.committee_id_fec and h.root = f.root
where f.held_in is null and f.filed_on <= $as_of and f.filed_on >= h.last_read
  and (f.withdrawn_on is null or f.withdrawn_on > $as_of)
  and ($committees is null or list_contains($committees, f.committee_id_fec))
  and ($cycle is null or h.cycle = $cycle)
order by f.committee_id_fec, f.filing_number
