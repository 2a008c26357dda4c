"""Whom outside money was for or against, in ten wordings of each: purposes, races, names that no file links, shares."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from test_store import SHARED

from onrecord.claims.aside import done, planned
from onrecord.claims.check import check, listed
from onrecord.claims.figures import figures
from onrecord.claims.story import Sentence
from onrecord.store.load import load
from onrecord.store.record import Record

LATER = dt.date(2024, 12, 20)
EARLIER = dt.date(2023, 3, 20)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    if not (SHARED / "data").is_dir():
        pytest.skip("the shared public records are not beside this checkout")
    folder = tmp_path_factory.mktemp("record")
    load([SHARED / "data"], folder)
    return Record(folder)


def claims(record: Record, text: str, day: dt.date = LATER) -> list[dict[str, Any]]:
    return [c for c in listed(text, record, day)["claims"] if c["claim"]["unit"] in ("USD", "fraction")]


def slots(one: dict[str, Any], *names: str) -> tuple[Any, ...]:
    return tuple(one["claim"][n] for n in names)


@pytest.mark.parametrize(
    "text",
    [
        "It spent $2 million in hopes of defeating Lee.",
        "It spent about $2 million hoping to sink her bid.",
        "It has poured $2 million into ads that aim to lift him.",
        "It had dropped nearly $2 million, planning to stop there.",
        "The group, which planned to stay out, spent $2 million.",
        "It spent $2 million of a planned $5 million campaign.",
        "It gave $2 million with the goal of a majority.",
        "It raised $2 million, less than it expected.",
        "It is spending $2 million in the expectation of a close race.",
        "It plowed another $2 million into a race that it hopes to win.",
    ],
)
def test_what_was_spent_is_no_plan(text: str) -> None:
    assert planned(Sentence(text, 0), figures(text)[0]) is None


@pytest.mark.parametrize(
    "text",
    [
        "It plans to spend $2 million.",
        "It expects to have spent $2 million by then.",
        "It will have raised $2 million by June.",
        "It could have spent $2 million, its budget said.",
        "It aims to be spending $2 million a week.",
        "It pledged $2 million.",
        "It has set aside $2 million.",
        "It vowed that $2 million would be spent.",
        "It reserved $2 million of airtime.",
        "It intends to have poured $2 million into it.",
    ],
)
def test_what_is_still_to_be_spent_is_a_plan(text: str) -> None:
    found = planned(Sentence(text, 0), figures(text)[0])
    assert found is not None
    assert found[0] == "pledge_or_plan"


def test_the_later_amount_of_a_sentence_is_planned_alone() -> None:
    text = "It spent $2 million of a planned $5 million campaign."
    first, second = figures(text)
    assert (done(text, first), done(text, second)) == (True, False)


# FEC, independent expenditures itemised by C00799031 (pas2 of 2022 and of 2024)
@pytest.mark.parametrize(
    ("words", "target", "stance"),
    [
        ("spent $9.9 million on ads critical of Jamaal Bowman", "Jamaal Bowman", "oppose"),
        ("spent $9.9 million slamming Jamaal Bowman", "Jamaal Bowman", "oppose"),
        ("dumped $9.9 million into ads bashing Rep. Jamaal Bowman", "Jamaal Bowman", "oppose"),
        ("unloaded $9.9 million against Jamaal Bowman", "Jamaal Bowman", "oppose"),
        ("spent $9.9 million on going after Jamaal Bowman", "Jamaal Bowman", "oppose"),
        ("spent $4.6 million to lift George Latimer", "George Latimer", "support"),
        ("spent $4.6 million praising George Latimer", "George Latimer", "support"),
        ("spent $4.6 million to boost George Latimer in his race against Jamaal Bowman", "George Latimer", "support"),
        ("spent $14.5 million on the race", "race", "both"),
        ("poured $14.5 million into the contest, most of it against Jamaal Bowman", "race", "both"),
        ("spent $14.5 million to unseat Jamaal Bowman", "race", "both"),
    ],
)
def test_the_side_of_money(record: Record, words: str, target: str, stance: str) -> None:
    (one,) = claims(record, f"United Democracy Project {words} in New York's 16th District.")
    assert slots(one, "target", "stance", "office", "state", "district") == (target, stance, "H", "NY", "16")


def test_the_rival_of_a_primary_is_no_target(record: Record) -> None:
    text = "UDP spent $3.9 million to boost Haley Stevens in her primary against Andy Levin in Michigan's 11th District."
    one = check(text, record, EARLIER)["claims"][0]
    assert slots(one, "target", "stance", "phase") == ("Haley Stevens", "support", "primary")
    assert one["readings"][0]["value"] == "3878025"


def test_one_amount_for_two(record: Record) -> None:
    text = "UDP spent $2.7 million in hopes of defeating Lee and promoting Steve Irwin in their primary in PA-12."
    (one,) = claims(record, text, dt.date(2022, 10, 31))
    assert slots(one, "target", "stance", "phase") == ("Summer Lee oppose + Steve Irwin support", "both", "primary")


def test_each_part_of_a_list_has_its_own_target(record: Record) -> None:
    text = (
        "UDP spent $8.6 million in Missouri's 1st District, including $5.2 million against Rep. Cori Bush and"
        " $3.4 million for Wesley Bell."
    )
    found = claims(record, text)
    assert [slots(c, "target", "stance") for c in found] == [
        ("race", "both"),
        ("Cori Bush", "oppose"),
        ("Wesley Bell", "support"),
    ]


def test_a_last_name_is_read_as_whom_the_rows_name_and_never_refuted(record: Record) -> None:
    said = check("UDP spent $9.9 million against Bowman.", record, LATER)["claims"][0]
    assert slots(said, "target", "state", "district") == ("Jamaal Bowman", "NY", "16")
    assert any("is read as Jamaal Bowman" in c for c in said["caveats"])
    wrong = check("UDP spent $3.9 million against Bowman.", record, LATER)["claims"][0]
    assert wrong["verdict"] == "cannot check"


def test_a_name_that_no_row_has_is_never_another_s(record: Record) -> None:
    text = "UDP spent $3 million against Ossoff and $4.6 million for George Latimer in New York's 16th District."
    first, second = claims(record, text)
    assert slots(first, "target", "stance", "state") == ("Jonathan Ossoff", "oppose", "GA")
    assert slots(second, "target", "stance") == ("George Latimer", "support")


@pytest.mark.parametrize(
    "words",
    [
        "the Bowman-Latimer race",
        "the race between Jamaal Bowman and George Latimer",
        "the Bowman vs. Latimer primary",
        "the primary pitting Bowman against Latimer",
    ],
)
def test_a_race_by_two_last_names(record: Record, words: str) -> None:
    (one,) = claims(record, f"United Democracy Project spent $14.5 million on {words}.")
    assert slots(one, "target", "stance", "office", "state", "district") == (
        "race Bowman-Latimer",
        "both",
        "H",
        "NY",
        "16",
    )


def test_the_senate_where_the_words_name_it(record: Record) -> None:
    text = "UDP spent $1 million backing Dave Min for his Senate bid, in California."
    (one,) = claims(record, text)
    assert slots(one, "office", "district") == ("S", None)
    assert check(text, record, LATER)["claims"][0]["verdict"] == "cannot check"


def test_a_past_cycle_is_carried_on(record: Record) -> None:
    text = "UDP entered in the 2022 election cycle. It spent $3.3 million against Summer Lee in PA-12."
    (one,) = claims(record, text)
    assert one["claim"]["period"] == "2022 cycle"
    wrong = text.replace("$3.3", "$9.3")
    assert check(wrong, record, LATER)["claims"][0]["verdict"] == "cannot check"


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("Outside groups have spent $24 million on the race in New York's 16th District.", "exact"),
        ("Outside spending on the race in New York's 16th District topped $24 million.", "more_than"),
        ("More than $24 million was spent by outside groups on the race in New York's 16th District.", "more_than"),
        ("AIPAC and other outside groups poured $24 million into the race in New York's 16th District.", "exact"),
        ("Super PACs and other outside groups dumped $24 million into New York's 16th District.", "exact"),
        ("Spending by outside groups in New York's 16th District has reached $24 million.", "exact"),
        ("The race in New York's 16th District drew about $24 million in outside spending.", "approx"),
        ("Independent expenditures in New York's 16th District have surpassed $24 million.", "more_than"),
        ("The $24 million that outside groups spent in New York's 16th District was a record.", "exact"),
        ("Dark money groups and others aside, outside spenders put $24 million into NY-16.", "exact"),
    ],
)
def test_all_outside_money(record: Record, text: str, comparator: str) -> None:
    one = next(c for c in claims(record, text) if c["claim_type"] == "race_outside_total")
    assert slots(one, "subject", "target", "state", "district", "comparator", "value") == (
        "all outside groups",
        "race",
        "NY",
        "16",
        comparator,
        "24000000",
    )


@pytest.mark.parametrize(
    "text",
    [
        "United Democracy Project spent $14.5 million on the race in New York's 16th District.",
        "Two super PACs spent $3 million on the race in New York's 16th District.",
        "Pro-Bowman super PACs spent $3 million on the race in New York's 16th District.",
    ],
)
def test_some_are_not_all(record: Record, text: str) -> None:
    assert all(c["claim_type"] != "race_outside_total" for c in claims(record, text))


def test_outside_money_for_each_of_two(record: Record) -> None:
    text = (
        "In New York's 16th District, outside groups spent $14 million backing George Latimer and $3 million supporting"
    )
    first, second = claims(record, f"{text} Jamaal Bowman.")
    assert slots(first, "target", "stance") == ("George Latimer", "support")
    assert slots(second, "target", "stance") == ("Jamaal Bowman", "support")


@pytest.mark.parametrize(
    ("text", "value", "comparator", "stance"),
    [
        ("UDP directed almost a third of its independent expenditures to oppose", "0.333333", "nearly", "oppose"),
        ("Nearly two-thirds of UDP's spending opposed", "0.666667", "nearly", "oppose"),
        ("One-tenth of its money backed", "0.1", "approx", "support"),
        ("UDP devoted 12 percent of its outside spending to attacking", "0.12", "exact", "oppose"),
        ("More than 10% of UDP's independent expenditures targeted", "0.1", "more_than", "oppose"),
        ("UDP used about half of its $27 million in spending to help", "0.5", "approx", "support"),
    ],
)
def test_a_share_of_a_group_s_spending(record: Record, text: str, value: str, comparator: str, stance: str) -> None:
    said = f"UDP spent a lot. {text} Summer Lee in Pennsylvania's 12th District."
    one = next(c for c in claims(record, said, EARLIER) if c["claim_type"] == "share")
    assert slots(one, "measure", "value", "comparator", "target", "stance", "office", "state") == (
        "ie_share",
        value,
        comparator,
        "Summer Lee",
        stance,
        "H",
        "PA",
    )


@pytest.mark.parametrize(
    ("text", "slotted"),
    [
        ("Roughly $7 million, or 92 percent, of United Democracy Project's money came from three donors.",
         ("top_k_donor_share", "top 3 donors", "United Democracy Project", "approx")),
        ("The top 10 donors gave 22% of all the money that super PACs raised in 2017.",
         ("top_k_donor_share", "top 10 donors", "all super PACs", "exact")),
        ("Of the $60 million that United Democracy Project has raised, about $30 million \u2014 or 50% \u2014 came from"
         " executives.", ("contribution_share", "executives", "United Democracy Project", "approx")),
    ],
)  # fmt: skip
def test_a_share_of_what_a_group_took_in(record: Record, text: str, slotted: tuple[str, ...]) -> None:
    one = next(c for c in claims(record, text) if c["claim_type"] == "share")
    assert slots(one, "measure", "subject", "target", "comparator") == slotted


def test_a_backer_named_in_passing_did_not_spend(record: Record) -> None:
    text = "Zebra Senate, which is tied to United Democracy Project, has spent $5.2 million against Cori Bush in MO-01."
    assert claims(record, text)[0]["claim"]["subject"] == "Zebra Senate"
    assert check(text, record, LATER)["claims"][0]["verdict"] == "cannot check"


def test_a_group_described_in_passing_did(record: Record) -> None:
    text = "United Democracy Project, a group that backs moderates, spent $5.2 million against Cori Bush in MO-01."
    assert claims(record, text)[0]["claim"]["subject"] == "United Democracy Project"


@pytest.mark.parametrize(
    ("text", "target", "stance"),
    [
        ("Sarah Elfreth ran in MD-03. United Democracy Project spent $4.2 million for her.", "Sarah Elfreth", "support"),
        ("United Democracy Project's $5.2 million in ads against Cori Bush swamped MO-01.", "Cori Bush", "oppose"),
        ("UDP spent $3 million in support of Cori Bush's primary rival, Wesley Bell.", "Wesley Bell", "support"),
        ("UDP spent $3 million in support of Cori Bush's opponent.", "Cori Bush's opponent", "support"),
    ],
)
def test_whom_words_without_a_name_mean(record: Record, text: str, target: str, stance: str) -> None:
    (one,) = claims(record, text)
    assert slots(one, "target", "stance") == (target, stance)
    assert slots(one, "subject") == ("United Democracy Project",)
    wrong = check(text.replace("$", "$9"), record, LATER)["claims"][0]
    assert wrong["verdict"] != "refuted" or "Cori Bush swamped" in text


def test_what_a_spender_got_is_not_what_it_spent(record: Record) -> None:
    text = "United Democracy Project, which got $15 million from donors, spent $5.2 million against Cori Bush in MO-01."
    assert [(c["claim"]["measure"], c["claim"]["value"]) for c in claims(record, text)] == [
        ("receipts", "15000000"),
        ("ie_total", "5200000"),
    ]
