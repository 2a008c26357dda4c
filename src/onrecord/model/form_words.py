"""The words of the FEC's forms for the lines of a report's cover and for the fields of its rows."""

from __future__ import annotations

# Forms 3, 3P and 3X, summary and detailed summary pages: https://www.fec.gov/help-candidates-and-committees/forms/
LINES = {
    "candidate_contributions": "contributions from the candidate",
    "candidate_loan_repayments": "repayments of loans made or guaranteed by the candidate",
    "candidate_loans": "loans made or guaranteed by the candidate",
    "cash_on_hand_beginning_period": "cash on hand at beginning of reporting period",
    "cash_on_hand_close": "cash on hand at close of reporting period (summary page)",
    "cash_on_hand_close_of_period": "cash on hand at close of reporting period",
    "cash_on_hand_jan_1": "cash on hand, January 1",
    "contributions_to_candidates": "contributions to federal candidates/committees and other political committees",
    "coordinated_expenditures_by_party_committees": "coordinated party expenditures",
    "debts_by": "debts and obligations owed by the committee",
    "debts_to": "debts and obligations owed to the committee",
    "exempt_legal_disbursements": "exempt legal and accounting disbursements",
    "individual_contribution_total": "total contributions from individuals",
    "individuals_itemized": "contributions from individuals, itemized",
    "individuals_unitemized": "contributions from individuals, unitemized",
    "items_on_hand_to_be_liquidated": "items on hand to be liquidated",
    "net_contributions": "net contributions (other than loans)",
    "offset_to_operating_expenditures": "offsets to operating expenditures (refunds, rebates, etc.)",
    "offsets_to_expenditures": "offsets to operating expenditures (refunds, rebates, etc.)",
    "other_loans": "all other loans",
    "other_loan_repayments": "repayments of all other loans",
    "other_federal_receipts": "other federal receipts (dividends, interest, etc.)",
    "other_receipts": "other receipts (dividends, interest, etc.)",
    "pac_contributions": "contributions from other political committees (such as PACs)",
    "political_party_contributions": "contributions from political party committees",
    "refunds_of_federal_contributions": "refunds of contributions to federal candidates and other political committees",
    "refunds_to_individuals": "refunds of contributions to individuals/persons other than political committees",
    "refunds_to_other_committees": "refunds of contributions to other political committees (such as PACs)",
    "refunds_to_party_committees": "refunds of contributions to political party committees",
    "total_contributions_no_loans": "total contributions (other than loans)",
    "total_contributions_refunds": "total contribution refunds (summary page)",
    "total_refunds": "total contribution refunds",
    "transfers_from_aff_other_party_cmttees": "transfers from affiliated/other party committees",
    "transfers_from_authorized": "transfers from other authorized committees",
    "transfers_from_nonfederal_h3": "transfers from non-federal account (Schedule H3)",
    "transfers_to_affiliated": "transfers to affiliated/other party committees",
    "transfers_to_authorized": "transfers to other authorized committees",
    "totals": "allocation of primary expenditures by state, total",
}
ENDINGS = {"_recap": " (repeated)", "_period": " (summary page)"}
STATES = {
    "alabama", "alaska", "arizona", "arkansas", "california", "colorado", "connecticut", "delaware",
    "dist_of_columbia", "florida", "georgia", "guam", "hawaii", "idaho", "illinois", "indiana", "iowa",
    "kansas", "kentucky", "louisiana", "maine", "maryland", "massachusetts", "michigan", "minnesota",
    "mississippi", "missouri", "montana", "nebraska", "nevada", "new_hampshire", "new_jersey", "new_mexico",
    "new_york", "north_carolina", "north_dakota", "ohio", "oklahoma", "oregon", "pennsylvania", "puerto_rico",
    "rhode_island", "south_carolina", "south_dakota", "tennessee", "texas", "utah", "vermont", "virgin_islands",
    "virginia", "washington", "west_virginia", "wisconsin", "wyoming",
}  # fmt: skip
FIELDS = {
    "aggregate_usd": "aggregate to date",
    "amount_usd": "amount",
    "candidate_id_fec": "candidate ID number",
    "category_code": "category/type",
    "committee_id_fec": "committee ID number",
    "committee_name": "name of committee",
    "coverage_end": "covering period through",
    "coverage_start": "covering period from",
    "disseminated_on": "date of public distribution/dissemination",
    "election_code": "election for",
    "form": "form",
    "memo_code": "memo item",
    "memo_text": "memo text",
    "other_committee_id_fec": "other committee's ID number",
    "report_type": "type of report",
    "transacted_on": "date",
}


def line_words(line: str) -> str:
    """A cover line, by the name that the parser gives it, in the form's words; another in the words of its name."""
    if line in STATES:
        state = (
            line.replace("dist_of_columbia", "district_of_columbia").replace("_", " ").title().replace(" Of ", " of ")
        )
        return f"allocation of primary expenditures by state, {state}"
    if line in LINES:
        return LINES[line]
    for ending, said in ENDINGS.items():
        if line.endswith(ending):
            return f"{line_words(line.removesuffix(ending))}{said}"
    return line.replace("_", " ")


def field_words(field: str) -> str:
    """A field of a cover or row in words."""
    return FIELDS.get(field, field.removesuffix("_usd").removesuffix("_fec").replace("_", " "))
