-- measure: electronic filings with their chain of amendments and the day each became public
-- grain: one row for each filing number
-- units: days
-- caveats: as those of the view filing_version; a day that is blank is not known
-- source: electronic filings (.fec, daily zips), the FEC's feed of filings, onrecord_filings lists
select filing_number, committee_id_fec, committee_name, form, amendment_indicator, amendment_number, report_type,
       coverage_start, coverage_end, signed_on, filed_on, filed_on_from, amends_filing_number, root_filing_number,
       schedule_rows, source_file
from filing_version
where $filing is null or filing_number = $filing
order by filing_number
