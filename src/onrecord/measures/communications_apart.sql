-- measure: electioneering communications and communication costs: no independent expenditures, never added to them
-- grain: one row for each reported row and candidate named
-- units: US dollars; of an electioneering communication the share of the candidate (its cost by the number of candidates)
-- caveats: an electioneering communication states neither support nor opposition; communication costs are a membership
--   organisation's to its own members; a row whose filing day is not known is left out (undated_rows)
-- source: ElectioneeringComm_YYYY.csv (Form 9), CommunicationCosts_YYYY.csv (Form 7)
select 'electioneering communications' as kind, committee_id_fec, candidate_id_fec, null as stance,
       candidate_share_usd as amount_usd, disseminated_on as transacted_on, filed_on, image_number, cycle, source_file,
       source_line
from electioneering
where ($committees is null or list_contains($committees, committee_id_fec))
  and ($candidates is null or list_contains($candidates, candidate_id_fec))
  and cycle = $cycle and filed_on <= $as_of and quarantine is null and candidate_share_usd is not null
union all
select 'communication costs', committee_id_fec, candidate_id_fec,
       case stance when 'S' then 'support' when 'O' then 'oppose' else 'not stated' end, amount_usd, transacted_on, filed_on,
       image_number, cycle, source_file, source_line
from communication_cost
where ($committees is null or list_contains($committees, committee_id_fec))
  and ($candidates is null or list_contains($candidates, candidate_id_fec))
  and cycle = $cycle and filed_on <= $as_of and quarantine is null and amount_usd is not null
order by 1, filed_on, source_file, source_line
