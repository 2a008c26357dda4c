"""Slots that a sentence leaves to its story, and figures that no question is asked of: read, never judged."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from onrecord.claims.check import check, listed
from onrecord.claims.story import Story
from onrecord.faces.sample import files
from onrecord.store.load import load
from onrecord.store.record import Record

DAY = dt.date(2024, 11, 4)
OPENING = (
    "In California's 34th Congressional District, Rep. Jimmy Gomez, a Democrat, faces David Kim, also a Democrat.\n"
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder = tmp_path_factory.mktemp("sample")
    load(files(), folder)
    return Record(folder)


def said(record: Record, text: str, surface: str) -> dict[str, Any]:
    found = [c for c in listed(text, record, DAY)["claims"] if surface in c["surface"]]
    assert len(found) == 1, [c["surface"] for c in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "surface", "slots"),
    [
        ("Kim entered the race late. Still, he has reported $108,000 in receipts.", "$108,000",
         {"subject": "David Kim", "district": "34"}),
        ("United Democracy Project backs Gomez. The group has shelled out $576,000.", "$576,000",
         {"subject": "United Democracy Project"}),
        ("The incumbent hauled in $1.2 million.", "$1.2 million", {"subject": "Jimmy Gomez", "state": "CA"}),
        ("United Democracy Project and Fairshake put $3 million into the airwaves together.", "$3 million",
         {"subject": "United Democracy Project + Fairshake"}),
        ("United Democracy Project unloaded $576,000 on mailers bashing Kim.", "$576,000",
         {"measure": "ie_total", "subject": "United Democracy Project", "target": "David Kim", "stance": "oppose"}),
        ("United Democracy Project, tied to AIPAC, has spent $576,000 against him. Kim says it will not work.",
         "$576,000", {"measure": "ie_total", "stance": "oppose"}),
    ],
)  # fmt: skip
def test_the_story_fills_what_a_sentence_leaves_open(
    record: Record, text: str, surface: str, slots: dict[str, Any]
) -> None:
    one = said(record, OPENING + text, surface)
    assert {k: one["claim"][k] for k in slots} == slots


def test_what_the_story_fills_is_named_and_decides_nothing(record: Record) -> None:
    text = OPENING + "Kim entered the race late. Still, he scooped up $999,000 that way."
    for one in check(text, record, DAY)["claims"]:
        assert one["verdict"] == "cannot check" or not one["by_context"]


@pytest.mark.parametrize(
    "text",
    [
        "Bitcoin traded near $63,000.",
        "The trade group put $84 million into lobbying.",
        "With 88% of the vote counted, Gomez had 51.4%.",
        "Gomez won 65% of Latino voters.",
        "Congress gave $14 billion to Israel.",
    ],
)
def test_what_is_of_no_election_s_record_stays_set_aside(record: Record, text: str) -> None:
    assert not [c["surface"] for c in listed(OPENING + text, record, DAY)["claims"]]


def test_a_broad_reading_is_never_judged(record: Record) -> None:
    text = OPENING + "United Democracy Project unloaded $1 on mailers bashing Kim. Fairshake sank a cool $5 into it."
    assert {c["verdict"] for c in check(text, record, DAY)["claims"]} <= {"cannot check"}


def test_actors_are_everybody_whom_a_story_names_in_full(record: Record) -> None:
    story = Story(OPENING + "Gomez outraised Kim, and United Democracy Project helped.", record, DAY, DAY)
    names = [a.name for a in story.actors]
    assert names == ["Jimmy Gomez", "David Kim", "Jimmy Gomez", "David Kim", "United Democracy Project"]
