-- measure: how many electronic filings are loaded, by form, and how many of them no day is known of
-- grain: one row for each form
-- units: filings; withdrawn by onrecord_withdrawn on or before the day
-- caveats: a filing loaded twice counts once; one received after the day is not counted
-- source: electronic filings (.fec, daily zips), the FEC's feed of filings, onrecord_filings and onrecord_withdrawn lists
select v.form, count(*) as filing_count, count(*) filter (v.filed_on is null) as undated_count,
       count(*) filter (v.amendment_indicator = 'A') as amendment_count, count(w.filing_number) as withdrawn_count
from filing_version as v
left join (select distinct filing_number from withdrawn_filing where withdrawn_on <= $as_of) as w
  on w.filing_number = v.filing_number
where ($committees is null or list_contains($committees, v.committee_id_fec)) and ($cycle is null or v.cycle = $cycle)
  and (v.filed_on is null or v.filed_on <= $as_of)
group by v.form
order by v.form
