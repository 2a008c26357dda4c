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


# FEC, schedule E of United Democracy Project (C00799031), 2024: against Jamaal Bowman and for George Latimer, NY-16
RACE = "Rep. Jamaal Bowman faces George Latimer in the Democratic primary in New York's 16th Congressional District. "
BOTH = "Bowman oppose + Latimer support"


@pytest.mark.parametrize(
    ("words", "kind", "subject", "target", "stance"),
    [
        ("UDP has put $9.9 million into ads against him.", "ie_sum", "UDP", "Jamaal Bowman", "oppose"),
        ("UDP's $9.9 million barrage against the congressman began in May.", "ie_sum", "UDP", "Jamaal Bowman", "oppose"),
        ("UDP went after Bowman at a cost of $9.9 million.", "ie_sum", "UDP", "Jamaal Bowman", "oppose"),
        ("UDP chipped in $4.8 million more to lift his rival.", "ie_sum", "UDP", "George Latimer", "support"),
        ("UDP has shelled out $9.9 million in attacks on Bowman.", "ie_sum", "UDP", "Jamaal Bowman", "oppose"),
        ("Latimer, buoyed by $4.8 million from UDP, led.", "ie_sum", "UDP", "George Latimer", "support"),
        ("Bowman weathered $9.9 million in attack ads from UDP.", "ie_sum", "UDP", "Jamaal Bowman", "oppose"),
        ("An ad blitz by UDP on Latimer's behalf cost $4.8 million.", "ie_sum", "UDP", "George Latimer", "support"),
        ("Zebra Forward has spent $2 million on his behalf.", "ie_sum", "Zebra Forward", "Jamaal Bowman", "support"),
        ("Latimer's allies put up $16 million.", "race_outside_total", "all", "Latimer support + Bowman oppose", None),
        ("Outside help for Latimer came to $16 million.", "race_outside_total", "all", BOTH, None),
        ("Groups hostile to Bowman or friendly to Latimer had laid out $16 million.", "race_outside_total", "all", BOTH,
         None),
        ("Outside groups spent $19 million on the race.", "race_outside_total", "all", "race", None),
    ],
)  # fmt: skip
def test_the_many_words_for_outside_money(
    record: Record, words: str, kind: str, subject: str, target: str, stance: str | None
) -> None:
    one = read(record, RACE + words, dt.date(2024, 6, 20))[-1]
    said = one["claim"]
    full = {"UDP": "United Democracy Project", "all": "all outside groups"}.get(subject, subject)
    assert (one["claim_type"], said["measure"], said["subject"]) == (kind, "ie_total", full)
    sides = {tuple(x.split()[-2:]) for x in str(said["target"]).split(" + ")}
    assert sides == {tuple(x.split()[-2:]) for x in target.split(" + ")}
    assert (said["stance"], said["phase"], said["district"]) == (stance, "primary", "16")
    assert one["verdict"] != "refuted"


def test_parts_of_all_outside_money(record: Record) -> None:
    text = "Outside groups spent $19 million on it. About $16 million of it favored Latimer, and $3 million Bowman."
    two = read(record, RACE + text, dt.date(2024, 6, 20))[-2:]
    assert [c["claim_type"] for c in two] == ["race_outside_total"] * 2
    assert [c["claim"]["target"] for c in two] == [
        "George Latimer support + Jamaal Bowman oppose",
        "Jamaal Bowman support + George Latimer oppose",
    ]


def test_air_time_that_a_tracker_saw(record: Record) -> None:
    one = read(record, f"{RACE}UDP has booked $1.9 million in ads against Bowman, according to AdImpact.")[-1]
    assert (one["claim"]["measure"], one["checkable"], one["verdict"]) == ("ad_booking", "partial", "cannot check")


def test_a_committee_and_its_sisters(record: Record) -> None:
    one = read(record, "Fairshake and its two sister super PACs have spent $131 million.", dt.date(2024, 10, 10))[-1]
    assert one["claim_type"] == "aggregate_group"
    assert one["claim"]["subject"] == "Fairshake + Defend American Jobs + Protect Progress"
