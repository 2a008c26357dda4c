"""Turns the rows of a filing's schedules into the record's: expenditures, receipts, disbursements, and all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.sources.fec_filings.names import day, first, line_number, person, stance

if TYPE_CHECKING:
    import hardmoney

Row = dict[str, str]

RECEIPTS = {"SchA", "F56", "F65", "F92", "F132"}
EXPENDITURES = {"SchE", "F57"}
DISBURSED_ON = {"SchB": "expenditure_date", "SchF": "expenditure_date", "F93": "expenditure_date",
                "F76": "communication_date", "F133": "refund_date"}  # fmt: skip
# Whose row it is, and its amount, where a row goes to filed_other.
OTHER = {
    "SchA3L": ("lobbyist_registrant", "bundled_amount_period"),
    "SchC": ("lender", "loan_balance"),
    "SchC1": ("lender", "loan_amount"),
    "SchC2": ("guarantor", "guaranteed_amount"),
    "SchD": ("creditor", "balance_at_close_this_period"),
    "F3P31": ("contributor", "item_fair_market_value"),
    "F82": ("creditor", "amount_owed_to"),
    "F83": ("creditor", "amount_owed_to"),
    "F91": ("controller", ""),
    "F94": ("candidate", ""),
    "F105": ("", "expenditure_amount"),
    "F2S": ("authorized_committee", ""),
    "F3Z": ("authorized_committee", ""),
    "F3Z1": ("authorized_committee", ""),
    "H3": ("activity_event", "transferred_amount"),
    "H4": ("payee", "total_amount"),
    "H5": ("account", "total_amount_transferred"),
    "H6": ("payee", "total_amount"),
}


def row_of(line: hardmoney.Line) -> Row:
    """The record's row of one row of a schedule; streets are not read."""
    row = {
        "transaction_id": first(line, "transaction_id"),
        "back_reference": first(line, "back_reference_tran_id"),
        "memo_code": first(line, "memo_code").upper(),
        "memo_text": first(line, "memo_text"),
    }
    if line.table in RECEIPTS:
        return {**row, **_receipt(line)}
    if line.table in EXPENDITURES:
        return {**row, **_expenditure(line)}
    if line.table in DISBURSED_ON:
        return {**row, **_disbursement(line)}
    return {**row, **_other(line)}


def _receipt(line: hardmoney.Line) -> Row:
    return {
        "row_table": "filed_receipt",
        "line_number": line_number(line.form_type, line.table),
        "entity_type": first(line, "entity_type"),
        "contributor_name": person(line, "contributor"),
        "contributor_committee_id_fec": first(line, "donor_committee_fec_id", "contributor_fec_id"),
        "city": first(line, "contributor_city"),
        "state": first(line, "contributor_state"),
        "zip": first(line, "contributor_zip_code"),
        "employer": first(line, "contributor_employer"),
        "occupation": first(line, "contributor_occupation"),
        "received_on": day(first(line, "contribution_date", "donation_date")),
        "amount_usd": first(line, "contribution_amount", "donation_amount"),
        "aggregate_usd": first(line, "contribution_aggregate", "donation_aggregate_amount"),
        "election_code": first(line, "election_code"),
        "receipt_description": first(line, "contribution_purpose_descrip"),
    }


def _candidate(line: hardmoney.Line, prefix: str) -> Row:
    return {
        "candidate_id_fec": first(line, f"{prefix}_id_number", f"{prefix}_fec_id"),
        "candidate_name": person(line, prefix),
        "office": first(line, f"{prefix}_office"),
        "state": first(line, f"{prefix}_state"),
        "district": first(line, f"{prefix}_district"),
    }


def _spent(line: hardmoney.Line) -> Row:
    said = first(line, "support_oppose_code")
    return {
        "payee_name": person(line, "payee"),
        "amount_usd": first(line, "expenditure_amount", "communication_cost", "refund_amount"),
        "election_code": first(line, "election_code"),
        "purpose": first(line, "expenditure_purpose_descrip", "communication_type"),
        "category_code": first(line, "category_code"),
        "stance": stance(said),
        "stance_as_filed": said,
    }


def _expenditure(line: hardmoney.Line) -> Row:
    return {
        "row_table": "filed_expenditure",
        **_candidate(line, "candidate"),
        **_spent(line),
        "ytd_usd": first(line, "calendar_y_t_d_per_election_office"),
        "disseminated_on": day(first(line, "dissemination_date")),
        "disbursed_on": day(first(line, "disbursement_date")),
    }


def _disbursement(line: hardmoney.Line) -> Row:
    prefix = {"SchB": "beneficiary_candidate", "SchF": "payee_candidate"}.get(line.table, "candidate")
    paid = _spent(line)
    if line.table == "F133":
        paid["payee_name"] = person(line, "contributor")
    return {
        "row_table": "filed_disbursement",
        **_candidate(line, prefix),
        **paid,
        "line_number": line_number(line.form_type, line.table),
        "entity_type": first(line, "entity_type"),
        "payee_committee_id_fec": first(line, "beneficiary_committee_fec_id", "payee_committee_id_number"),
        "disbursed_on": day(first(line, DISBURSED_ON[line.table])),
    }


def _other(line: hardmoney.Line) -> Row:
    prefix, amount = OTHER.get(line.table, ("", ""))
    who = first(line, "authorized_committee_id_number")
    return {
        **({"committee_id_fec": who} if who else {}),
        "row_table": "filed_other",
        "row_type": line.form_type,
        "name": person(line, prefix) if prefix else "",
        "candidate_id_fec": first(line, "candidate_id_number", "lender_candidate_id_number"),
        "amount_usd": first(line, amount) if amount else "",
        "text": first(
            line, "text", "purpose_of_debt_or_obligation", "expenditure_purpose_descrip", "item_description", "memo_text"
        ),
    }
