-- measure: itemised operating expenditures of a committee
-- grain: one row for each committee, value of the column asked for ($by: payee, purpose or category) and memo mark
-- units: US dollars; rows
-- caveats: a memo row gives the vendor behind a payment that is listed itself: it is not added to it; payments of at most
--   $200 in all to one payee need not be itemised; purposes and names are as filed, in capitals here
-- source: oppexp (Schedule B of Forms 3, 3P and 3X, operating lines)
select committee_id_fec,
       upper(trim(case $by when 'payee' then payee_name when 'category' then category else purpose end)) as named,
       coalesce(memo_code = 'X', false) as memo, filed_on is null as undated, cycle,
       sum(amount_usd) as amount_usd, count(*) as row_count, min(transacted_on) as first_on, max(transacted_on) as last_on,
       max(filed_on) as last_filed_on, arg_min(source_file, (source_file, source_line)) as source_file,
       arg_min(source_line, (source_file, source_line)) as source_line
from disbursement
where list_contains($committees, committee_id_fec)
  and cycle = $cycle
  and (filed_on is null or filed_on <= $as_of)
  and ($since is null or transacted_on >= $since) and ($until is null or transacted_on <= $until)
  and quarantine is null
group by committee_id_fec, named, memo, undated, cycle
order by committee_id_fec, memo, amount_usd desc, named
