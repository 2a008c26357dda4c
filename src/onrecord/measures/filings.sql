-- measure: electronic filings with their chain of amendments and the day each became public
-- grain: one row for each filing number
-- units: days
-- caveats: as those of the view filing_version; a day that is blank is not known
-- source: electronic filings (.fec, daily zips), the FEC's feed of filings, onrecord_filings lists
select v.filing_number, v.committee_id_fec, v.committee_name, v.form, v.amendment_indicator, v.amendment_number,
       v.report_type, f.election_code, f.candidate_id_fec, v.coverage_start, v.coverage_end, v.signed_on, v.filed_on,
       v.filed_on_from, v.amends_filing_number, v.root_filing_number, v.schedule_rows, f.text, v.source_file
from filing_version as v
join filing as f on f.filing_number = v.filing_number and f.source_file = v.source_file
where $filing is null or v.filing_number = $filing
order by v.filing_number
