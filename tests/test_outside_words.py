"""Words of outside money: what an amount brought about is no stance, parts of a list, and whom "that group" means."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from test_store import SHARED

from onrecord.claims.check import check
from onrecord.claims.figures import figures
from onrecord.claims.kinds.targets import own_part
from onrecord.claims.places import places
from onrecord.store.load import load
from onrecord.store.record import Record

LATER = dt.date(2022, 7, 18)
# FEC, independent expenditures itemised by C00799031 (pas2, 2022) in reports filed by 2022-07-18
NC_01, NC_04 = "2438047", "2128194"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    if not (SHARED / "data").is_dir():
        pytest.skip("the shared public records are not beside this checkout")
    folder = tmp_path_factory.mktemp("record")
    load([SHARED / "data"], folder)
    return Record(folder)


def read(record: Record, text: str, day: dt.date = LATER) -> list[dict[str, Any]]:
    claims: list[dict[str, Any]] = check(text, record, day)["claims"]
    return claims


def test_an_outcome_is_no_stance(record: Record) -> None:
    text = (
        "The $2.4 million UDP poured into North Carolina's First District led to a win for pro-trade hopeful Don Davis;"
        " $2.1 million carried Valerie Foushee to victory in NC-04."
    )
    first, second = read(record, text)
    for one, district, value in ((first, "01", NC_01), (second, "04", NC_04)):
        said = one["claim"]
        assert (said["subject"], said["target"], said["stance"]) == ("United Democracy Project", "race", "both")
        assert (said["state"], said["district"]) == ("NC", district)
        assert one["verdict"] == "supported", one["reason"]
        assert one["readings"][0]["value"] == value


def test_a_purpose_is_a_stance(record: Record) -> None:
    (one,) = read(record, "UDP spent $2.1 million in NC-04 on Valerie Foushee's behalf.")
    assert (one["claim"]["target"], one["claim"]["stance"]) == ("Valerie Foushee", "support")


def test_pro_and_anti_before_a_name(record: Record) -> None:
    text = (
        "In the New York 16th Congressional District primary, UDP spent $14 million on anti-Bowman or pro-Latimer ads,"
        " as Jamaal Bowman and George Latimer said."
    )
    (one,) = read(record, text, dt.date(2024, 11, 20))
    assert (one["claim"]["target"], one["claim"]["stance"]) == ("Jamaal Bowman oppose + George Latimer support", "both")


def test_the_group_may_be_one_that_no_file_knows(record: Record) -> None:
    known = "UDP spent $2.1 million in NC-04 on Valerie Foushee's behalf. "
    for words in ("The group", "That group"):
        read_as = read(record, f"{known}{words} spent $9 million in North Carolina's First District.")[-1]
        assert read_as["claim"]["subject"] == "United Democracy Project"
        text = f"{known}Blue Dawn Victory Fund is new. {words} spent $9 million in North Carolina's First District."
        unknown = read(record, text)[-1]
        assert unknown["claim"]["subject"] == "Blue Dawn Victory Fund"
        assert "subject" in unknown["by_context"]
        assert unknown["verdict"] == "cannot check"


@pytest.mark.parametrize(
    "words",
    ["Most of its spending came in general elections in 2022.", "It has gotten involved in only one race in 2022."],
)
def test_its_may_be_of_a_committee_that_no_file_knows(record: Record, words: str) -> None:
    assert read(record, f"UDP spent $2.1 million. {words}")[-1]["claim"]["subject"] == "United Democracy Project"
    unknown = read(record, f"UDP spent $2.1 million. Blue Dawn Victory Fund is new. {words}")[-1]
    assert (unknown["claim"]["subject"], unknown["verdict"]) == (None, "cannot check")


def test_that_group_is_said_to_be_inferred(record: Record) -> None:
    text = "UDP is a super PAC. That group spent $2.4 million in North Carolina's First District."
    (one,) = read(record, text)
    assert any(c.startswith("'That group' is read as United Democracy Project") for c in one["caveats"])


def test_a_committee_beside_its_own_group_is_the_group(record: Record) -> None:
    text = "AIPAC and its affiliated super PAC, United Democracy Project, spent $95.1 million in the 2024 cycle."
    (one,) = read(record, text, dt.date(2024, 11, 20))
    assert one["claim_type"] == "aggregate_group"
    assert one["claim"]["subject"] == "AIPAC and its super PAC"


def test_before_the_primary_of_a_loaded_calendar(record: Record) -> None:
    text = "UDP has spent $9.8 million against Jamaal Bowman in New York's 16th Congressional District."
    assert read(record, text, dt.date(2024, 6, 10))[0]["claim"]["phase"] == "primary"
    assert read(record, text, dt.date(2024, 6, 26))[0]["claim"]["phase"] == "primary"  # the day after it
    assert read(record, text, dt.date(2024, 9, 20))[0]["claim"]["phase"] is None  # a total may be of both
    assert read(record, text, dt.date(2024, 12, 20))[0]["claim"]["phase"] is None


@pytest.mark.parametrize(("text", "found"), [("in Texas's 28th.", "TX-28"), ("Texas's 28th governor spoke", None)])
def test_a_district_by_its_number_alone(text: str, found: str | None) -> None:
    assert [str(p.contest) for p in places(text) if p.contest] == ([found] if found else [])


def test_parts_of_a_list() -> None:
    text = "It spent $2 million here; $3 million went there."
    assert [text[slice(*own_part(text, f))] for f in figures(text)] == [
        "It spent $2 million here",
        " $3 million went there.",
    ]
    alone = "It spent $2 million here; others spent nothing."
    assert own_part(alone, figures(alone)[0]) == (0, len(alone))
