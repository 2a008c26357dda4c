-- measure: which electronic reports the bulk files hold too, in the same or another version
-- grain: one row for each report asked of
-- units: rows, of the committee and cycle filed by the day; transactions (distinct transaction ids)
-- caveats: same_number counts bulk rows of the report's own filing number, of_chain those of other versions of it (by the
--   numbers that headers and indexes give), unnumbered those of no filing number, shared_ids the transactions of the report
--   that bulk rows of other filings hold under the same transaction id: then it may be another version of it
-- source: electronic filings; indiv, oth, pas2, oppexp ($held names the tables)
with asked as (
  select v.committee_id_fec, v.cycle, v.filing_number, v.source_file, v.root_filing_number as root
  from filing_version as v where list_contains($reports, v.filing_number)
),
version as (
  select a.filing_number, x.filing_number as version
  from asked as a join filing_version as x on x.root_filing_number = a.root and x.committee_id_fec = a.committee_id_fec
  union
  select filing_number, root from asked
  union
  select a.filing_number, i.filing_number
  from asked as a join filing_index as i on i.amends_filing_number in (a.root, a.filing_number)
),
own as (
  select filing_number, transaction_id from filed_receipt where list_contains($reports, filing_number)
  union
  select filing_number, transaction_id from filed_disbursement where list_contains($reports, filing_number)
),
bulk as (
  select committee_id_fec, cycle, filing_number, transaction_id, filed_on from individual_contribution
  where list_contains($held, 'individual_contribution') and (committee_id_fec, cycle) in (select committee_id_fec, cycle from asked)
  union all
  select committee_id_fec, cycle, filing_number, transaction_id, filed_on from transfer
  where list_contains($held, 'transfer') and (committee_id_fec, cycle) in (select committee_id_fec, cycle from asked)
  union all
  select committee_id_fec, cycle, filing_number, transaction_id, filed_on from contribution
  where list_contains($held, 'contribution') and (committee_id_fec, cycle) in (select committee_id_fec, cycle from asked)
  union all
  select committee_id_fec, cycle, filing_number, transaction_id, filed_on from disbursement
  where list_contains($held, 'disbursement') and (committee_id_fec, cycle) in (select committee_id_fec, cycle from asked)
)
select a.filing_number, count(b.committee_id_fec) as bulk_rows,
       count(*) filter (b.committee_id_fec is not null and b.filing_number is null) as unnumbered,
       count(*) filter (b.filing_number = a.filing_number) as same_number,
       count(*) filter (v.version is not null and b.filing_number <> a.filing_number) as of_chain,
       count(distinct b.transaction_id) filter (o.transaction_id is not null
                                                and b.filing_number is distinct from a.filing_number) as shared_ids,
       max(b.filed_on) filter (v.version is not null) as bulk_filed_on, max(a.source_file) as source_file, 1 as source_line
from asked as a
left join bulk as b on b.committee_id_fec = a.committee_id_fec and b.cycle = a.cycle and b.filed_on <= $as_of
left join version as v on v.filing_number = a.filing_number and v.version = b.filing_number
left join own as o on o.filing_number = a.filing_number and o.transaction_id = b.transaction_id
group by a.filing_number
order by a.filing_number
