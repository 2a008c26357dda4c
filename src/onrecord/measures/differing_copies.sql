-- measure: filing numbers of which two loaded files hold different contents
-- grain: one row for each filing number
-- units: days
-- caveats: the copy of the earliest receipt day counts (the view filing_version), counted_file here; copies that differ in
--   their receipt day alone, or in what the record does not hold (addresses), are the same; differs_in names the tables
-- source: electronic filings (.fec, daily zips)
with copies as (
  select filing_number, count(*) as copy_count, string_agg(source_file, ', ' order by source_file) as files
  from (select distinct filing_number, source_file from filing where quarantine is null) as held
  group by filing_number having count(*) > 1
),
-- each content with how often a copy has it; it is the same where all copies have it as often
cover as (
  select * exclude (source_file, source_line, source, cycle, filed_on), source_file, count(*) as n
  from filing semi join copies using (filing_number) group by all
),
line as (
  select * exclude (source_file, source_line, source, cycle), source_file, count(*) as n
  from filed_line semi join copies using (filing_number) group by all
),
expenditures as (
  select * exclude (source_file, source_line, source, cycle), source_file, count(*) as n
  from filed_expenditure semi join copies using (filing_number) group by all
),
receipts as (
  select * exclude (source_file, source_line, source, cycle), source_file, count(*) as n
  from filed_receipt semi join copies using (filing_number) group by all
),
disbursements as (
  select * exclude (source_file, source_line, source, cycle), source_file, count(*) as n
  from filed_disbursement semi join copies using (filing_number) group by all
),
affiliations as (
  select * exclude (source_file, source_line, source, cycle), source_file, count(*) as n
  from affiliation semi join copies using (filing_number) group by all
),
others as (
  select * exclude (source_file, source_line, source, cycle), source_file, count(*) as n
  from filed_other semi join copies using (filing_number) group by all
),
contents as (
  select 'cover' as part, filing_number, found
  from (select * exclude (source_file), count(*) as found from cover group by all) as c
  union all by name
  select 'money lines of the cover' as part, filing_number, found
  from (select * exclude (source_file), count(*) as found from line group by all) as c
  union all by name
  select 'independent expenditures' as part, filing_number, found
  from (select * exclude (source_file), count(*) as found from expenditures group by all) as c
  union all by name
  select 'receipts' as part, filing_number, found
  from (select * exclude (source_file), count(*) as found from receipts group by all) as c
  union all by name
  select 'disbursements' as part, filing_number, found
  from (select * exclude (source_file), count(*) as found from disbursements group by all) as c
  union all by name
  select 'affiliations' as part, filing_number, found
  from (select * exclude (source_file), count(*) as found from affiliations group by all) as c
  union all by name
  select 'other rows' as part, filing_number, found
  from (select * exclude (source_file), count(*) as found from others group by all) as c
),
differing as (
  select c.filing_number, string_agg(distinct c.part, ', ' order by c.part) as differs_in
  from contents as c join copies as k on k.filing_number = c.filing_number
  where c.found < k.copy_count
  group by c.filing_number
)
select v.filing_number, v.committee_id_fec, v.committee_name as name, v.form, k.files, v.source_file as counted_file,
       v.filed_on, d.differs_in
from differing as d
join copies as k on k.filing_number = d.filing_number
join filing_version as v on v.filing_number = d.filing_number
where ($committees is null or list_contains($committees, v.committee_id_fec))
  and ($cycle is null or v.cycle = $cycle)
order by v.filing_number
