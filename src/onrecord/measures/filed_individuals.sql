-- measure: receipts of electronic filings that count as from individuals, by the line that each stands on
-- grain: one row for each committee, form, line and kind of receipt
-- units: US dollars; rows
-- caveats: a filing has lines and no transaction codes; `by_sql` follows the FEC's SQL (openFEC is_inferred_individual): under
--   $200 on line 11AI, 12, 17, 17A or 18, memo rows too unless their text says earmark; `by_page` follows its methodology
--   page: $200 and less without a memo code; the two differ; a row from a committee is never an individual's;
--   larger rows of an individual on those lines are `coded`: the FEC gives them a code of its list
-- source: electronic filings, Schedule A; the version of each report that was public
with current_ones as (
  select * from (select v.*, row_number() over (partition by v.root_filing_number
                                                order by v.filed_on desc, length(v.filing_number) desc,
                                                         v.filing_number desc) as latest
                 from filing_version as v
                 where v.form in ('F3', 'F3P', 'F3X') and list_contains($committees, v.committee_id_fec)
                   and v.cycle = $cycle and v.filed_on <= $as_of)
  where latest = 1
),
rows_ as (
  select r.*, c.cycle as report_cycle, c.filed_on as public_on,
         r.line_number in ('11AI', '12', '17', '17A', '18')
           and coalesce(r.entity_type, '') not in ('PAC', 'COM', 'CCM', 'PTY') as on_line,
         coalesce(r.memo_code = 'X', false) as memo,
         coalesce(r.memo_code = 'X', false)
           and regexp_matches(coalesce(r.memo_text, ''), 'earmark|earmk|ermk', 'i') as earmark
  from filed_receipt as r
  join current_ones as c on c.filing_number = r.filing_number and c.source_file = r.source_file
  where r.quarantine is null
)
select committee_id_fec, form, line_number, memo,
       on_line and amount_usd < 200 and not earmark as by_sql,
       on_line and amount_usd <= 200 and not memo as by_page,
       on_line and amount_usd >= 200 and not memo as coded,
       sum(amount_usd) as amount_usd, count(*) as row_count, max(public_on) as last_filed_on,
       arg_min(source_file, (source_file, source_line)) as source_file,
       arg_min(source_line, (source_file, source_line)) as source_line
from rows_
group by committee_id_fec, form, line_number, memo, by_sql, by_page, coded
order by committee_id_fec, form, line_number, memo, by_sql, by_page
