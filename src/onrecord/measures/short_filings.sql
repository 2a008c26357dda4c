-- measure: electronic reports whose rows add up to less than a line of their cover that lists every row
-- grain: one row for each report, the line with the largest shortfall; lines says how many fall short
-- units: US dollars; rows
-- caveats: a file that was cut at the end of a line loads in part, and this is how it shows; a filer's own mistake looks the
--   same, and so does an excerpt; lines that may hold unitemised money say nothing, so that a cut among their rows does not
--   show; memo rows are in no line
-- source: electronic filings (Forms 3, 3P and 3X), Column A against Schedules A and B
with equal(form, line, schedule, line_number) as (values
  ('F3', 'individuals_itemized', 'A', '11AI'), ('F3', 'political_party_contributions', 'A', '11B'),
  ('F3', 'pac_contributions', 'A', '11C'), ('F3', 'transfers_from_authorized', 'A', '12'),
  ('F3', 'candidate_loans', 'A', '13A'), ('F3', 'other_loans', 'A', '13B'), ('F3', 'transfers_to_authorized', 'B', '18'),
  ('F3', 'candidate_loan_repayments', 'B', '19A'), ('F3', 'other_loan_repayments', 'B', '19B'),
  ('F3', 'refunds_to_party_committees', 'B', '20B'), ('F3', 'refunds_to_other_committees', 'B', '20C'),
  ('F3P', 'federal_funds', 'A', '16'), ('F3P', 'individuals_itemized', 'A', '17A'),
  ('F3P', 'political_party_contributions', 'A', '17B'), ('F3P', 'pac_contributions', 'A', '17C'),
  ('F3P', 'transfers_from_aff_other_party_cmttees', 'A', '18'), ('F3P', 'candidate_loans', 'A', '19A'),
  ('F3P', 'other_loans', 'A', '19B'), ('F3P', 'transfers_to_authorized', 'B', '24'),
  ('F3P', 'candidate_loan_repayments', 'B', '27A'), ('F3P', 'other_loan_repayments', 'B', '27B'),
  ('F3P', 'refunds_to_party_committees', 'B', '28B'), ('F3P', 'refunds_to_other_committees', 'B', '28C'),
  ('F3X', 'individuals_itemized', 'A', '11AI'), ('F3X', 'political_party_contributions', 'A', '11B'),
  ('F3X', 'pac_contributions', 'A', '11C'), ('F3X', 'transfers_from_aff_other_party_cmttees', 'A', '12'),
  ('F3X', 'total_loans', 'A', '13'), ('F3X', 'total_loan_repayments_received', 'A', '14'),
  ('F3X', 'refunds_of_federal_contributions', 'A', '16'), ('F3X', 'transfers_to_affiliated', 'B', '22'),
  ('F3X', 'contributions_to_candidates', 'B', '23'), ('F3X', 'total_loan_repayments_made', 'B', '26'),
  ('F3X', 'loans_made', 'B', '27'), ('F3X', 'refunds_to_party_committees', 'B', '28B'),
  ('F3X', 'refunds_to_other_committees', 'B', '28C')
),
listed as (
  select filing_number, source_file, 'A' as schedule, line_number, amount_usd from filed_receipt
  where memo_code is distinct from 'X' and quarantine is null
  union all
  select filing_number, source_file, 'B', line_number, amount_usd from filed_disbursement
  where memo_code is distinct from 'X' and quarantine is null
),
sums as (
  select filing_number, source_file, schedule, line_number, sum(amount_usd) as amount_usd, count(*) as row_count
  from listed group by all
)
select f.committee_id_fec, f.committee_name as name, f.form, f.filing_number, f.cycle, f.coverage_end,
       arg_max(l.line, l.period_usd - coalesce(s.amount_usd, 0)) as line,
       arg_max(l.period_usd, l.period_usd - coalesce(s.amount_usd, 0)) as reported_usd,
       arg_max(coalesce(s.amount_usd, 0), l.period_usd - coalesce(s.amount_usd, 0)) as itemised_usd,
       arg_max(coalesce(s.row_count, 0), l.period_usd - coalesce(s.amount_usd, 0)) as row_count,
       count(*) as lines, f.schedule_rows, f.source_file, min(l.source_line) as source_line
from filing_version as f
join filed_line as l on l.filing_number = f.filing_number and l.source_file = f.source_file
join equal as e on e.form = f.form and e.line = l.line
left join sums as s on s.filing_number = f.filing_number and s.source_file = f.source_file
                   and s.schedule = e.schedule and s.line_number = e.line_number
where l.period_usd > coalesce(s.amount_usd, 0) and l.quarantine is null
  and ($committees is null or list_contains($committees, f.committee_id_fec))
  and ($cycle is null or f.cycle = $cycle)
group by f.committee_id_fec, f.committee_name, f.form, f.filing_number, f.cycle, f.coverage_end, f.schedule_rows,
         f.source_file
order by max(l.period_usd - coalesce(s.amount_usd, 0)) desc, f.filing_number
