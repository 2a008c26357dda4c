"""The story's figures against the real record; a perturbed copy changes its verdict."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from test_store import SHARED

from onrecord.claims.check import check
from onrecord.claims.story import contest_of, read_story, sentences
from onrecord.model.errors import InputError
from onrecord.store.load import load
from onrecord.store.record import Record

STORY = """The race is in California's 34th Congressional District.
AIPAC and its allied super PAC have spent some $100 million this year.
Rep. Gomez prevailed 53-47 over Kim in 2020 and by an even closer margin in 2022, winning by about 3,000 votes.
Recent Posts
Gomez won 99-1 in 2020.
"""


def test_furniture_is_not_the_story_and_titles_do_not_end_a_sentence() -> None:
    found = [s.text for s in sentences(STORY)]
    assert len(found) == 3
    assert found[2].startswith("Rep. Gomez")
    assert contest_of(STORY) == ("CA", "34")


def test_bad_stories_are_refused(tmp_path: Path) -> None:
    for name, data in (("empty.txt", b" "), ("binary.txt", b"\xff\xfe\x00")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(InputError):
            read_story(tmp_path / name)
    with pytest.raises(InputError, match="exists"):
        read_story(tmp_path / "none.txt")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    if not (SHARED / "data").is_dir():
        pytest.skip("the shared public records are not beside this checkout")
    folder = tmp_path_factory.mktemp("record")
    bulk = SHARED / "data/fec/files/bulk-downloads"
    load([bulk / "2024/webk24.zip", SHARED / "data/results/fivethirtyeight/election_results_house.csv"], folder)
    return Record(folder)


@pytest.mark.parametrize(
    ("old", "new", "verdicts"),
    [
        ("", "", ["depends on the definition", "supported", "supported"]),
        ("$100 million", "$40 million", ["cannot check", "supported", "supported"]),
        ("$100 million", "$20 million", ["refuted", "supported", "supported"]),
        ("53-47", "56-44", ["depends on the definition", "refuted", "supported"]),
        ("3,000 votes", "9,000 votes", ["depends on the definition", "supported", "refuted"]),
        (
            "Gomez prevailed 53-47 over Kim",
            "Kim prevailed 53-47 over Gomez",
            ["depends on the definition", "cannot check", "cannot check"],
        ),
        ("in 2020", "in 2018", ["depends on the definition", "cannot check", "supported"]),
    ],
)
def test_a_perturbed_story_changes_its_verdicts(record: Record, old: str, new: str, verdicts: list[str]) -> None:
    done: dict[str, Any] = check(STORY.replace(old, new), record, dt.date(2024, 11, 4))
    assert [c["verdict"] for c in done["claims"]] == verdicts
    for one in done["claims"]:
        assert STORY.replace(old, new)[slice(*one["span"])] == one["surface"]
