"""Versions of a result, certified ballots, the money of each stage, and sources that double their votes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from onrecord.answers.contests import contested
from onrecord.answers.noted import certified, noted
from onrecord.answers.stage_money import NOT_PLACED, OTHER_ELECTION, by_stage
from onrecord.model.contest import parse_contest
from onrecord.registry import noted as registry
from onrecord.store.load import load
from onrecord.store.record import Record

CA16, AK = parse_contest("CA-16"), parse_contest("AK-AL")


@pytest.mark.parametrize(
    ("as_of", "went_on"),
    [
        (dt.date(2024, 4, 4), []),
        (dt.date(2024, 4, 30), [["Sam Liccardo", "Evan Low", "Joe Simitian"]]),
        (dt.date(2024, 5, 1), [["Sam Liccardo", "Evan Low", "Joe Simitian"], ["Sam Liccardo", "Evan Low"]]),
    ],
)
def test_the_day_picks_the_version(as_of: dt.date, went_on: list[list[str]]) -> None:
    """CA-16, March 2024: a tie for second sends three on; after the recount of 1 May two (The Hill; NBC News)."""
    found = noted(CA16, (2024,), as_of)
    assert [v["went_on"] for v in found] == went_on
    assert [v["in_force"] for v in found] == [False] * (len(found) - 1) + [True] * bool(found)


def test_the_certified_ballot_is_not_the_top_of_the_count() -> None:
    """Alaska, US House: in 2024 third and fourth withdrew (Anchorage Daily News); in 2026 the eighth rose."""
    said = certified(AK, 2024, dt.date(2024, 9, 3))
    assert len(said) == 1
    assert "the 1st, 2nd, 5th, 6th of the count" in said[0]
    assert certified(AK, 2024, dt.date(2024, 9, 2)) == []
    (later,) = certified(AK, 2026, dt.date(2026, 11, 1))
    assert "8th McDermott" in later
    assert "uncertain" in later
    assert all(b.citation for b in registry.ballots())


def test_money_by_stage_conserves_the_total_and_places_no_row_by_guess() -> None:
    """No row of a real filing: the days alone decide. Primary 5 March, general 5 November 2024."""
    primary, general = dt.date(2024, 3, 5), dt.date(2024, 11, 5)
    days: list[tuple[dt.date | None, dt.date]] = [
        (primary, dt.date(2024, 4, 20)),
        (dt.date(2024, 3, 6), dt.date(2024, 4, 20)),
        (dt.date(2024, 11, 6), dt.date(2024, 12, 5)),
        (None, primary),
        (None, dt.date(2024, 3, 6)),
    ]
    rows = [
        {"transacted_on": spent, "filed_on": filed, "stance": "support", "amount_usd": Decimal(10**n), "cycle": 2024,
         "election_code": "P2024"}
        for n, (spent, filed) in enumerate(days)
    ]  # fmt: skip
    rows.append({**rows[0], "amount_usd": Decimal(-100000), "election_code": "P2022"})  # a refund of 2022's spending
    found, said = by_stage(rows, primary, general)
    assert [x["amount_usd"] for x in found] == ["1001", "10", "100", "10000", "-100000"]
    assert [x["stage"] for x in found[-2:]] == [NOT_PLACED, OTHER_ELECTION]
    assert sum(int(x["amount_usd"]) for x in found) == 11111 - 100000
    assert said
    assert by_stage(rows, None, general)[0] == []


HEAD = (
    "office,state,district,year,stage,special,primary_party,held_on,candidate_name,candidate_id_fec,party,votes,"
    "is_winner,citation,url\n"
)


def results(folder: Path, name: str, votes: dict[str, int]) -> Path:
    file = folder / f"onrecord_results_{name}.csv"
    lines = [f"H,CA,34,2020,general,false,,2020-11-03,{n},,D,{v},,a copy,\n" for n, v in votes.items()]
    file.write_text(HEAD + "".join(lines), "utf-8")
    return file


def test_a_source_that_doubles_every_vote_is_found(tmp_path: Path) -> None:
    """CA-34, November 2020: 108,792 to 96,554 (FiveThirtyEight), and a copy in which each row stands twice."""
    real: dict[str, Any] = {"Jimmy Gomez": 108792, "David Kim": 96554}
    files = [results(tmp_path, "once", real), results(tmp_path, "twice", {n: 2 * v for n, v in real.items()})]
    load(files, tmp_path / "r")
    found = contested(Record(tmp_path / "r"), parse_contest("CA-34"), dt.date(2024, 1, 1))
    assert found.counts == ()
    assert "twice the votes of every candidate" in found.disagreements[0]
