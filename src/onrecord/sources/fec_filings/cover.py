"""Turns a filing's header and cover page into the record's rows: filing, its money lines, its affiliations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.model.errors import SourceError
from onrecord.sources.fec_filings.names import cycle_of, day, first, person

if TYPE_CHECKING:
    import hardmoney

Row = dict[str, str]

# Money of covers that have no columns A and B (F5, F7, F9, F13, F3L, F2 of version 5); years are no money.
MONEY = {"total_contribution", "total_independent_expenditure", "total_costs", "total_donations", "total_disbursements",
         "total_donations_accepted", "total_donations_refunded", "net_donations",
         "quarterly_monthly_bundled_contributions", "semi_annual_bundled_contributions",
         "primary_personal_funds_declared", "general_personal_funds_declared"}  # fmt: skip
NOT_MONEY = {"col_b_year", "col_b_beginning_year"}


def filing_row(head: hardmoney.Filing, number: str, received: str) -> Row:
    """The filing itself; `received` is its receipt day (YYYYMMDD) where the file's place tells it, otherwise blank.

    Raises SourceError for a day that is none: without its filing the rows of its schedules could not be used.
    """
    cover = head.summary
    form = head.base_form_type
    start, end = day(first(cover, "coverage_from_date")), day(first(cover, "coverage_through_date"))
    signed = day(first(cover, "date_signed"))
    for what, text in (("begins", start), ("ends", end), ("was signed", signed), ("was received", received)):
        if text and not _is_day(text):
            rule = f"{number}.fec: the day on which it {what} must be one from 1975 to 2100, written YYYYMMDD"
            raise SourceError(rule, received=text, example="20240831")
    sequence = head.header.get("report_number", "").strip()
    return {
        "row_table": "filing",
        "filing_number": number,
        "form": form,
        "committee_id_fec": first(cover, "filer_committee_id_number"),
        "cycle": cycle_of(end, received, signed),
        "amendment_indicator": head.form_type.removeprefix(form),
        "spec_version": head.version,
        "committee_name": first(cover, "committee_name", "organization_name") or person(cover, "individual"),
        "candidate_id_fec": first(cover, "candidate_id_number"),
        "report_type": first(cover, "report_code", "report_type"),
        "election_code": first(cover, "election_code"),
        "coverage_start": start,
        "coverage_end": end,
        "signed_on": signed,
        "filed_on": received,
        "amends_filing_number": str(head.amends_filing or ""),
        "amendment_number": sequence if sequence.isdigit() else "",
        "text": first(cover, "text"),
        "is_notice": "true" if is_notice(head) else "false",
    }


def _is_day(text: str) -> bool:
    """Whether it is a day from 1975 to 2100, written YYYYMMDD, as the record's types have it."""
    try:
        return len(text) == 8 and 1975 <= dt.datetime.strptime(text, "%Y%m%d").year <= 2100
    except ValueError:
        return False


def is_notice(head: hardmoney.Filing) -> bool:
    """Whether it is a 24- or 48-hour notice of independent expenditures: an F24, or an F5 with that code (rule E1)."""
    codes = {first(head.summary, "report_type"), first(head.summary, "report_code")}
    return head.base_form_type == "F24" or (head.base_form_type == "F5" and bool(codes & {"24", "48"}))


def money_rows(head: hardmoney.Filing) -> Iterator[Row]:
    """A row for each money line of the cover that is not blank in both columns: this period, and the year to date."""
    lines: dict[str, Row] = {}
    for name, value in head.summary.items():
        if name in NOT_MONEY or not value or not (name.startswith(("col_a_", "col_b_")) or name in MONEY):
            continue
        plain = name.removeprefix("col_a_").removeprefix("col_b_")
        row = lines.setdefault(plain, {"row_table": "filed_line", "line": plain})
        row["ytd_usd" if name.startswith("col_b_") else "period_usd"] = value
    yield from lines.values()


def affiliation_rows(line: hardmoney.Line) -> Iterator[Row]:
    """The affiliated and connected committees, and participants of a joint fundraiser, that an F1, F1S or F1M names."""
    if line.table not in ("F1", "F1S", "F1M"):
        return
    pairs = [
        ("affiliated_committee", first(line, "affiliated_relationship_code"), person(line, "affiliated")),
        ("joint_fund_participant_committee", "joint fundraising participant", ""),
    ]
    for prefix, relationship, other in pairs:
        who, name = first(line, f"{prefix}_id_number"), first(line, f"{prefix}_name") or other
        if who or name:
            yield {
                "row_table": "affiliation",
                "affiliated_committee_id_fec": who,
                "affiliated_name": name,
                "relationship": relationship,
            }


def candidacy_rows(cover: hardmoney.Line) -> Iterator[Row]:
    """The committees that a candidate's statement (F2) names on its cover, principal and authorised."""
    if cover.table != "F2":
        return
    for prefix, what in (("committee", "principal committee"), ("authorized_committee", "authorised committee")):
        who, name = first(cover, f"{prefix}_id_number"), first(cover, f"{prefix}_name")
        if who or name:
            yield {
                "row_table": "filed_other",
                "row_type": cover.table,
                "committee_id_fec": who,
                "name": name,
                "candidate_id_fec": first(cover, "candidate_id_number"),
                "text": what,
            }
