-- added up: the rows of individual_contributions, of what was added up when the file was loaded; no bounds on the day of a gift
-- grain: as individual_contributions
-- units: as individual_contributions
-- caveats: as individual_contributions; tests hold the two together
-- source: individual_month_total of indiv
select committee_id_fec, transaction_type, coalesce(memo_code = 'X', false) as memo,
       transaction_type in ('10', '15', '15E', '15J', '30', '30T', '31', '31T', '32', '10J', '11', '11J', '30J', '31J',
                            '32T', '32J', '30E', '31E', '32E')
         and coalesce(entity_type, '') not in ('PAC', 'COM', 'CCM', 'PTY') as individual,
       small, size_usd, year(month) as year, filed_on is null as undated, cycle,
       sum(amount_usd) as amount_usd, sum(row_count)::bigint as row_count, min(first_on) as first_on,
       max(last_on) as last_on, max(filed_on) as last_filed_on, arg_min(source_file, (source_file, source_line)) as source_file,
       arg_min(source_line, (source_file, source_line)) as source_line
from individual_month_total
where list_contains($committees, committee_id_fec)
  and cycle = $cycle
  and (filed_on is null or filed_on <= $as_of)
  and not short_notice and quarantine is null
group by committee_id_fec, transaction_type, memo, individual, small, size_usd, year, undated, cycle
order by committee_id_fec, transaction_type, memo, year, size_usd
