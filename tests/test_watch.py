"""Standing checks: a load that changes a verdict is told once, with the rows and the file that changed it."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from onrecord.answers import changes
from onrecord.claims import watch
from onrecord.faces.cli import cli
from onrecord.faces.sample import STORY, files
from onrecord.model.errors import InputError, OnRecordError, RecordError, UnknownName
from onrecord.store.load import load

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with the sample's files, its record loaded without the expenditures, and its story."""
    (tmp_path / "files").mkdir()
    for file in files():
        shutil.copy(file, tmp_path / "files")
    shutil.copy(STORY, tmp_path / "story.md")
    load([p for p in sorted((tmp_path / "files").iterdir()) if "expenditures" not in p.name], tmp_path / "record")
    return tmp_path


def run(place: Path, *given: str, code: int | None = None) -> str:
    done = CliRunner().invoke(cli, ["watch", *given, "--record", str(place / "record")])
    if isinstance(done.exception, OnRecordError):
        raise done.exception
    if code is not None:
        assert done.exit_code == code, done.output
    return done.stdout


def told(place: Path, *given: str, code: int) -> dict[str, Any]:
    return dict(json.loads(run(place, "--json", *given, code=code)))


def add_expenditures(place: Path) -> str:
    given = ["load", str(place / "files/onrecord_expenditures.csv"), "--record", str(place / "record")]
    return CliRunner().invoke(cli, given).stdout


def test_a_load_that_changes_a_verdict_is_told_once(place: Path) -> None:
    story = str(place / "story.md")
    (added,) = told(place, story, code=0)["watched"]
    assert added["published"] == "2024-12-09"
    assert added["verdicts"]["cannot check"] == 5
    assert told(place, code=0)["changed"] == 0
    assert "1 story is watched" in add_expenditures(place)
    done = told(place, code=1)
    assert done["changed"] == 4
    (one,) = done["watched"]
    (change,) = [c for c in one["changed"] if c["claim"] == "more than $1.5 million"]
    assert (change["before"]["verdict"], change["after"]["verdict"]) == ("cannot check", "supported")
    assert change["rows"][0]["counts"] == {"added": 12, "removed": 0, "changed": 0}
    assert "FEC image 202410249710446808" in " ".join(x["at"] for x in change["rows"][0]["added"])
    assert change["files"] == [{"file": "files/onrecord_expenditures.csv", "what": "added"}]
    assert {"reading": "all of the cycle, on this target", "before": None, "after": "1723988", "unit": "USD"} in change[
        "figures"
    ]
    assert told(place, code=0)["changed"] == 0
    assert told(place, "--list", code=0)["watched"][0]["changes"] == 4


def test_an_amended_row_is_named(place: Path) -> None:
    """The same list with one amount moved: that row, before and after, and the file replaced."""
    add_expenditures(place)
    run(place, str(place / "story.md"), code=0)
    file = place / "files/onrecord_expenditures.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        header, *rows = list(csv.reader(lines))
    amount, image = header.index("amount_usd"), header.index("citation")
    only = "FEC image 202406209649378857"  # pas224, UDP opposing Massie, coded G2024: $167,010
    (at,) = [n for n, r in enumerate(rows) if only in r[image]]
    before = rows[at][amount]
    rows[at][amount] = "900000"
    with file.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows([header, *rows])
    CliRunner().invoke(cli, ["load", str(file), "--record", str(place / "record")])
    done = told(place, code=1)
    changed = [c for c in done["watched"][0]["changed"] if any(r["changed"] for r in c["rows"])]
    pairs = [p for c in changed for r in c["rows"] for p in r["changed"]]
    assert {"field": "amount_usd", "before": f"{before}.00", "after": "900000.00"} in pairs[0]["fields"]
    assert all(c["files"] == [{"file": "files/onrecord_expenditures.csv", "what": "replaced"}] for c in changed)


def test_where_the_old_rows_are_gone_the_files_are_named(place: Path) -> None:
    run(place, str(place / "story.md"), code=0)
    add_expenditures(place)
    for old in (place / "record/manifests").iterdir():
        old.unlink()
    done = told(place, code=1)
    causes = " ".join(x for c in done["watched"][0]["changed"] for x in c["causes"])
    assert "onrecord_expenditures.csv (added)" in causes


def test_the_feed_is_atom_and_keeps_its_ids(place: Path) -> None:
    run(place, str(place / "story.md"), code=0)
    add_expenditures(place)
    feed = place / "changes.xml"
    run(place, "--feed", str(feed), code=1)
    root = ET.fromstring(feed.read_text("utf-8"))
    assert root.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated", "author"):
        assert root.find(f"{ATOM}{name}") is not None
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 4
    for entry in entries:
        assert all(entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated", "content"))
    assert any("supported, it was cannot check" in (e.findtext(f"{ATOM}title") or "") for e in entries)
    first = feed.read_text("utf-8")
    run(place, "--feed", str(feed), code=0)
    assert feed.read_text("utf-8") == first


def test_nothing_is_taken_as_told_where_the_feed_cannot_be_written(place: Path) -> None:
    run(place, str(place / "story.md"), code=0)
    add_expenditures(place)
    with pytest.raises(InputError, match="--feed"):
        run(place, "--feed", str(place / "nowhere/changes.xml"))
    assert told(place, code=1)["changed"] == 4


def test_words_of_a_story_are_words_in_the_feed(place: Path) -> None:
    story = place / "odd.txt"
    story.write_text(
        "<b>United Democracy Project</b> & \x01 spent more than $1.5 million supporting Jimmy Gomez]]>.", "utf-8"
    )
    text = story.read_text("utf-8").replace("\x01", "")
    story.write_text(text, "utf-8")
    run(place, str(story), "--published", "2024-12-09", code=0)
    add_expenditures(place)
    run(place, "--feed", str(place / "f.xml"), code=1)
    assert "<b>United" in (ET.fromstring((place / "f.xml").read_text("utf-8")).findtext(f".//{ATOM}content") or "")


def test_a_review_is_kept_with_the_story(place: Path) -> None:
    story = place / "story.txt"
    story.write_text("House Majority PAC spent $182 million in the 2022 election cycle.", "utf-8")
    given = ["check", str(story), "--published", "2024-12-09", "--record", str(place / "record"), "--review"]
    CliRunner().invoke(cli, given)
    review = place / "story.txt.review.yml"
    text = review.read_text("utf-8").replace("reading: null", "reading: all disbursements")
    review.write_text(text.replace("by: null", "by: A. Editor").replace("date: null", "date: 2024-12-10"), "utf-8")
    (one,) = told(place, str(story), "--published", "2024-12-09", code=0)["watched"]
    assert one["verdicts"] == {"supported": 1}
    review.unlink()
    assert told(place, code=0)["changed"] == 0


def test_listing_removing_and_adding_again(place: Path) -> None:
    assert "no story is watched" in run(place, code=0)
    assert "no story is watched" in run(place, "--list", code=0)
    story = place / "story.md"
    run(place, str(story), code=0)
    story.write_text(story.read_text("utf-8") + "\nAn added line.\n", "utf-8")
    run(place, str(story), code=0)
    assert len(told(place, "--list", code=0)["watched"]) == 1
    (one,) = watch.kept(watch.folder_of(place / "record"))
    with pytest.raises(UnknownName, match=one.id):
        run(place, "--remove", "other.md")
    run(place, "--remove", str(story), code=0)
    assert told(place, "--list", code=0)["watched"] == []


@pytest.mark.parametrize("given", [("--list", "--remove", "x"), ("story.md", "--list"), ("--published", "2024-12-09")])
def test_one_thing_at_a_time(place: Path, given: tuple[str, ...]) -> None:
    with pytest.raises(InputError):
        run(place, *given)


def test_a_file_that_is_not_one_is_a_clear_error_and_can_be_removed(place: Path) -> None:
    folder = watch.folder_of(place / "record")
    folder.mkdir()
    (folder / "0123456789ab.json").write_text("{}", "utf-8")
    with pytest.raises(RecordError, match="--remove 0123456789ab"):
        run(place)
    run(place, "--remove", "0123456789ab", code=0)
    assert "no story is watched" in run(place, code=0)


def test_the_text_says_what_changed(place: Path) -> None:
    run(place, str(place / "story.md"), code=0)
    add_expenditures(place)
    text = " ".join(run(place, code=1).split())
    assert "4 verdicts changed" in text
    assert "“more than $1.5 million”: supported, it was cannot check" in text
    assert "12 rows added: Form 3X, Schedule E, FEC image 202410249710446808" in text


def test_rows_are_paired_only_where_no_doubt_is_left() -> None:
    one = {"committee_id_fec": "C00799031", "amount_usd": 1, "stance": "oppose"}
    pairs, gone, new = changes._paired([one], [{**one, "amount_usd": 1, "stance": "support"}])
    assert (pairs, len(gone), len(new)) == ([], 1, 1)
    pairs, gone, new = changes._paired([one, dict(one)], [dict(one)])
    assert (pairs, len(gone), len(new)) == ([], 2, 1)
