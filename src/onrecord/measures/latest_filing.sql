-- measure: the day of the latest itemised filing that is loaded
-- grain: one row
-- units: days
-- caveats: the day of the surviving version's image, for an electronic filing that of its daily zip
-- source: every loaded itemised file
select max(filed_on) as filed_on
from (select filed_on from expenditure union all select filed_on from contribution union all select filed_on from notice
      union all select filed_on from filing)
