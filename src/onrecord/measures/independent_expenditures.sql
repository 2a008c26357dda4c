-- measure: itemised independent expenditures of committees in periodic reports
-- grain: one row for each reported expenditure of the version that counted on the day; identical rows are not duplicates
-- units: US dollars, whole where a bulk file drops the cents; negative amounts are refunds and are kept
-- caveats: of each report the version last received by the day counts, whichever source holds it; pas2 holds only the
--   surviving one, whose image gives filed_on; bulk rows without a filing number stand for themselves, and an electronic report
--   whose first version was filed by the day of the latest of them is taken to be among them; a row whose day is
--   not known is left out (undated_rows); memo rows are left out (FEC: not in totals); a stance that is neither S nor O
--   is not stated; transacted_on is the day of payment, else of dissemination;
--   name, party and contest are those of the candidate id in the loaded file nearest to the cycle, blank when in none
-- source: pas2, transaction types 24A (opposing) and 24E (supporting), electronic filings (Schedule E,
--   F57 of quarterly reports), lists entered by hand; notices are not in it
-- rows of: expenditure, notice, filed_expenditure
with bulk as (
  select committee_id_fec, cycle, max(filed_on) as until
  from (select committee_id_fec, cycle, filed_on, source, filing_number from expenditure union all
        select committee_id_fec, cycle, filed_on, source, filing_number from contribution)
  where source = 'fec_pas2' and filing_number is null and filed_on <= $as_of
    and ($committees is null or list_contains($committees, committee_id_fec))
  group by committee_id_fec, cycle
),
counted as (
  select f.committee_id_fec, f.filing_number, f.filed_on, f.unknown_version, f.held_in, f.source_file
  from expenditure_filing as f
  left join bulk as b on b.committee_id_fec = f.committee_id_fec and b.cycle = f.cycle and f.held_in = 'filing'
  where not f.is_notice and f.filed_on <= $as_of and f.held_in is not null
    and (f.withdrawn_on is null or f.withdrawn_on > $as_of)
    and ($committees is null or list_contains($committees, f.committee_id_fec))
    and (b.until is null or not (f.first_filed_on <= b.until or (f.unknown_version and f.coverage_end < b.until)))
  qualify row_number() over (partition by f.committee_id_fec, f.root order by f.filed_on desc,
                             try_cast(f.filing_number as bigint) desc nulls last, f.filing_number desc) = 1
)
select m.committee_id_fec, m.candidate_id_fec, m.name as candidate_name, m.party, m.office, m.state, m.district, m.stance,
       m.amount_usd, m.election_code, coalesce(c.filed_on, m.filed_on) as filed_on,
       coalesce(m.transacted_on, m.disseminated_on) as transacted_on, m.disseminated_on, m.payee_name, m.image_number,
       m.cycle, m.filing_number, m.report_type, m.amendment_indicator, m.held_in, case when c.unknown_version then true end as unknown_version, m.memo_text,
       m.source_file, m.source_line, m.citation
from expenditure_row as m
left join counted as c on c.committee_id_fec = m.committee_id_fec and c.filing_number = m.filing_number
                      and c.held_in = m.held_in and coalesce(c.source_file, m.source_file) = m.source_file
where not m.is_notice
  and ($committees is null or list_contains($committees, m.committee_id_fec))
  and ($candidates is null or list_contains($candidates, m.candidate_id_fec))
  and ($candidates is not null or m.source <> 'openfec_race_expenditures')  -- a race's rows are not all of a committee
  and ($cycle is null or m.cycle = $cycle)
  and case when m.filing_number is null then m.filed_on <= $as_of else c.filing_number is not null end
  and m.memo_code is distinct from 'X'
  and m.quarantine is null and m.amount_usd is not null
order by 11, m.source_file, m.source_line, m.filing_number
