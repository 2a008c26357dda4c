-- measure: the running total that a filer typed for an office, against the sum of the expenditures filed up to it
-- grain: one row for each committee, calendar year, election code, office sought and kind (notices or periodic reports)
-- units: US dollars; rows
-- caveats: the running total is typed by the filer, for the calendar year, the election and the office: it begins anew on
--   1 January, holds what other filings report, and is never added up; a difference asks for a look, it proves nothing
-- source: electronic filings (Schedule E, F57), the version of each that counted on the day
with counted as (
  select committee_id_fec, filing_number, source_file, is_notice from expenditure_filing
  where held_in = 'filing' and filed_on <= $as_of and (withdrawn_on is null or withdrawn_on > $as_of)
    and list_contains($committees, committee_id_fec)
  qualify row_number() over (partition by committee_id_fec, is_notice, root order by filed_on desc,
                             try_cast(filing_number as bigint) desc nulls last, filing_number desc) = 1
)
select e.committee_id_fec, year(coalesce(e.disseminated_on, e.disbursed_on)) as in_year, e.election_code, e.office,
       e.state, e.district, c.is_notice, sum(e.amount_usd) as amount_usd, max(e.ytd_usd) as typed_usd,
       count(*) as row_count
from filed_expenditure as e
join counted as c on c.committee_id_fec = e.committee_id_fec and c.filing_number = e.filing_number
                 and c.source_file = e.source_file
where e.memo_code is distinct from 'X' and e.quarantine is null
group by all order by all
