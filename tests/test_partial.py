"""A part of the record refutes nothing that the rest of it may hold: shares, balances, gifts of a committee, years."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from filing_files import daily, row, text
from test_store import pas2

from onrecord.claims.check import check
from onrecord.store.catalog import sources
from onrecord.store.load import load
from onrecord.store.record import Record

SPENDER = "C00866517"
NAMES = (
    (f"{SPENDER}|GO AMERICA PAC|||||||U|O|||||", "cm24.zip", "cm.txt"),
    ("H4CO08034|EVANS, GABE|REP|2024|CO|H|08|C|C||||||", "cn24.zip", "cn.txt"),
)
PRIMARY = f"{SPENDER}|N|Q2|P2024|202407159000000001|24E||ADS||||||06012024|900||H4CO08034|T1|1000|||1"
GENERAL = f"{SPENDER}|N|Q2|G2024|202407159000000002|24E||ADS||||||06022024|100||H4CO08034|T2|1000|||2"
LATE = "C00000001|N|M4|G2024|202504209000000001|24K||X||||||12012024|5||H4CO08034|T3|1200|||3"
LONG_AFTER = dt.date(2026, 4, 20)


def webk(folder: Path, end: str = "12/31/2024", **lines: str) -> Path:
    """A summary with the lines given; the others are zero, of the days up to `end`."""
    header = sources()["fec_committee_totals"].header
    given = {"CMTE_ID": SPENDER, "CMTE_NM": "GO AMERICA PAC", "CMTE_TP": "O", "CMTE_DSGN": "U", "CVG_END_DT": end}
    line = "|".join(({**given, **lines}).get(c, "Q" if c == "CMTE_FILING_FREQ" else "0") for c in header)
    return pas2(folder, line, name="webk24.zip", member="webk24.txt")


def verdict(folder: Path, words: str, *files: Path, day: dt.date = LONG_AFTER) -> str:
    """What is found of one sentence."""
    names = [pas2(folder, line, name=name, member=member) for line, name, member in NAMES]
    load([*files, *names], folder / "r")
    (claim,) = check(f"{words}\n", Record(folder / "r"), day)["claims"]
    said: str = claim["verdict"]
    return said


SHARE = "Go America PAC spent money. {} of its spending in the 2024 cycle came in primaries."


@pytest.mark.parametrize(
    ("rows", "end", "said"),
    [
        ((PRIMARY, GENERAL), "12/31/2024", "cannot check"),
        ((PRIMARY, GENERAL, LATE), "12/31/2024", "refuted"),
        ((PRIMARY, GENERAL, LATE), "06/30/2024", "cannot check"),
    ],
    ids=["early copy of bulk", "whole", "summary of half the cycle"],
)
def test_a_share_of_a_part_of_the_cycle_is_not_refuted(
    tmp_path: Path, rows: tuple[str, ...], end: str, said: str
) -> None:
    """The shared pas220.zip is of March 2019: what came later can raise or lower any share."""
    files = (pas2(tmp_path, *rows), webk(tmp_path, end, IND_EXP="1000", TTL_DISB="1000"))
    assert verdict(tmp_path, SHARE.format("A quarter"), *files) == said


@pytest.mark.parametrize(("quarters", "amended", "said"), [
    ((1,), False, "cannot check"), ((1, 2, 3, 4), False, "refuted"), ((1, 2, 3, 4), True, "cannot check")])  # fmt: skip
def test_a_share_of_some_filings_or_an_unread_amendment_is_not_refuted(
    tmp_path: Path, quarters: tuple[int, ...], amended: bool, said: str
) -> None:
    assert verdict(tmp_path, SHARE.format("A quarter"), *filed(tmp_path, quarters, amended)) == said


def filed(folder: Path, quarters: tuple[int, ...], amended: bool) -> list[Path]:
    """A daily zip of quarterly reports, each with $100 for the primary, and an index that may know an amendment."""
    who = {"filer_committee_id_number": SPENDER}
    spent = row("SchE", "SE", **who, transaction_id="A", expenditure_amount="100", support_oppose_code="S",
                candidate_id_number="H4CO08034", election_code="P2024", disbursement_date="20240301")  # fmt: skip
    days = {1: ("0101", "0331"), 2: ("0401", "0630"), 3: ("0701", "0930"), 4: ("1001", "1231")}
    reports = {}
    for q in quarters:
        start, end = days[q]
        cover = row("F3X", "F3XN", **who, report_code=f"Q{q}", coverage_from_date=f"2024{start}",
                    coverage_through_date=f"2024{end}", date_signed="20250131")  # fmt: skip
        reports[f"{q}.fec"] = text(cover, spent)
    index = folder / "onrecord_filings.csv"
    index.write_text(
        "filing_number,form,committee_id_fec,received_on,amends_filing_number,citation\n"
        + f"1,F3X,{SPENDER},2025-01-31,,made for this test\n"
        + (f"9,F3XA,{SPENDER},2025-03-01,1,made for this test\n" if amended else "")
    )
    return [daily(folder, "20250131.zip", reports), index]


@pytest.mark.parametrize(("amended", "said"), [(False, "refuted"), (True, "cannot check")])
def test_a_sum_above_the_claim_is_not_refuted_where_an_amendment_is_not_loaded(
    tmp_path: Path, amended: bool, said: str
) -> None:
    words = "Go America PAC spent $5 supporting Gabe Evans in the 2024 race."
    assert verdict(tmp_path, words, *filed(tmp_path, (1, 2, 3, 4), amended)) == said


@pytest.mark.parametrize(
    ("amount", "said"),
    [("$1,500", "cannot check"), ("$700", "supported"), ("$2,000", "cannot check"), ("$9,000", "refuted")],
)
def test_gifts_of_a_committee_are_refuted_only_above_all_disbursements(tmp_path: Path, amount: str, said: str) -> None:
    """Gifts to state and local committees stand on line 29 of Form 3X, which webk has no column for."""
    summary = webk(tmp_path, CONTRIB_TO_OTHER_CMTE="700", TTL_DISB="5000")
    words = f"Go America PAC gave {amount} to other committees in the 2024 cycle."
    assert verdict(tmp_path, words, summary, pas2(tmp_path, LATE)) == said


@pytest.mark.parametrize(
    ("amount", "said"), [("$1,770", "depends on the definition"), ("$3,000", "cannot check"), ("$9,000", "refuted")]
)
def test_transfers_to_affiliates_can_be_in_what_a_committee_spent(tmp_path: Path, amount: str, said: str) -> None:
    summary = webk(tmp_path, IND_EXP="1000", CONTRIB_TO_OTHER_CMTE="700", TRANF_TO_AFF="70", TTL_DISB="5000")
    assert verdict(tmp_path, f"Go America PAC spent {amount} in the 2024 cycle.", summary) == said


def test_cash_of_another_day_is_not_refuted(tmp_path: Path) -> None:
    summary = webk(tmp_path, "06/30/2024", COH_COP="400", TTL_RECEIPTS="900")
    words = "Go America PAC had $5,000 in cash on hand in the 2024 cycle."
    assert verdict(tmp_path, words, summary) == "cannot check"


def test_a_sum_within_its_slack_is_close_of_a_part_of_the_cycle_too(tmp_path: Path) -> None:
    summary = webk(tmp_path, TTL_RECEIPTS="3040000", TTL_DISB="1")
    assert verdict(tmp_path, "Go America PAC raised about $3.3 million in May 2024.", summary) == "close"


@pytest.mark.parametrize(("kind", "said"), [("N|Q1", "refuted"), ("A|YE", "cannot check")])
def test_what_a_year_end_report_restates_is_not_of_the_next_year(tmp_path: Path, kind: str, said: str) -> None:
    """A year's floor is of reports filed after 31 January: an amended year-end report is among these by its day."""
    late = f"{SPENDER}|{kind}|P2024|202404159000000001|24E||ADS|||||||5000||H4CO08034|T1|1000|||1"
    summary = webk(tmp_path, TTL_DISB="9000", IND_EXP="5000")
    words = "Go America PAC spent $1,000 in 2024."
    assert verdict(tmp_path, words, pas2(tmp_path, late), summary) == said


@pytest.mark.parametrize(
    "words",
    [
        "In the 2024 cycle, Go America PAC spent $600 to oppose them.",
        "In the 2024 cycle, Go America PAC spent $600 boosting them.",
        "In the 2024 cycle, Go America PAC spent $600 in support.",
        "In the 2024 cycle, Go America PAC spent $600 on independent expenditures opposing candidates.",
        "To oppose them, Go America PAC spent $600 in the 2024 cycle.",
    ],
)
def test_one_side_of_what_was_spent_is_not_refuted_by_both(tmp_path: Path, words: str) -> None:
    """In 2022 United Democracy Project spent $14,337,939 for candidates (24E, pas222.zip): neither $26,118,700.49 of
    all independent expenditures nor $32,943,290.46 of all disbursements (webk22.zip line 7189) refutes it."""
    assert verdict(tmp_path, words, webk(tmp_path, TTL_DISB="1500", IND_EXP="1000")) == "cannot check"


@pytest.mark.parametrize("words", ["spent $600.", "spent $600 supporting and opposing them."])
def test_both_sides_together_are_the_whole(tmp_path: Path, words: str) -> None:
    """A figure for all that was spent stays one that the summary refutes."""
    files = webk(tmp_path, TTL_DISB="1500", IND_EXP="1000")
    assert verdict(tmp_path, f"In the 2024 cycle, Go America PAC {words}", files) == "refuted"
