-- summary: who gave most to each committee that has more than 20,000 rows in the file, by name as the committee wrote it
-- grain: one row for each committee, kind (individual, organisation, committee, or "not counted") and name, the 500 largest
--   of each kind (`shown`; a name may be blank); the others of a kind in one row, so that the sums conserve the file's
-- units: US dollars, whole; rows; names (different ones, blank is none); source_line is the first of the rows
-- caveats: memo rows, rows without a filing day, refunds and other 2x codes (24I and 24T, earmarks passed on,
--   among them), rows of 24- and 48-hour reports and quarantined rows are "not counted"; a name is as filed: one giver may stand under several, several under one
-- source: the rows of one indiv file
with large as (
  select committee_id_fec from individual_contribution group by 1 having count(*) > 20000
),
given as (
  select committee_id_fec,
         case when transaction_type like '2%' or memo_code = 'X' or quarantine is not null or filed_on is null
                or report_type in ('24', '24H', '48', '48H', 'F6') then 'not counted'
              when entity_type in ('PAC', 'COM', 'CCM', 'PTY') then 'committee'
              when entity_type = 'ORG' then 'organisation' else 'individual' end as kind,
         contributor_name, sum(amount_usd)::decimal(18,2) as amount_usd, count(*) as row_count,
         min(transacted_on) as first_on, max(transacted_on) as last_on, max(filed_on) as last_filed_on,
         min(source_line) as source_line
  from individual_contribution semi join large using (committee_id_fec)
  group by 1, 2, 3
),
placed as (
  select *, kind <> 'not counted' and row_number() over
         (partition by committee_id_fec, kind order by amount_usd desc, contributor_name) <= 500 as shown
  from given
)
select committee_id_fec, kind, case when shown then contributor_name end as contributor_name, shown,
       sum(amount_usd)::decimal(18,2) as amount_usd, sum(row_count)::bigint as row_count, count(contributor_name) as names,
       min(first_on) as first_on, max(last_on) as last_on, max(last_filed_on) as last_filed_on,
       min(source_line) as source_line, null::varchar as quarantine
from placed
group by committee_id_fec, kind, shown, case when shown then contributor_name end
order by committee_id_fec, kind, shown desc, amount_usd desc, contributor_name
