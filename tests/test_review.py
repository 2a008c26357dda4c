"""A person's review of a check: written beside the story, applied whole or not at all, and said at each claim."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from onrecord.claims.review import read_review
from onrecord.faces.cli import cli
from onrecord.faces.sample import files
from onrecord.model.errors import InputError, OnRecordError, UnknownName
from onrecord.registry.groups import phrases
from onrecord.store.load import load

# Figures of the sample record: UDP (C00799031) 2024, S/O of Gomez and Kim; HMP (C00495028) receipts of the 2022 cycle.
TEXT = """\
The big-money group spent more than $1.5 million supporting Rep. Jimmy Gomez in California's 34th Congressional District.
House Majority PAC spent $182 million in the 2022 election cycle.
Majority Money raised about $181.8 million in the 2022 election cycle.
House Majority PAC raised $10 million in the 2022 election cycle.
Jimmy Gomez beat the challenger by 21,374 votes in 2024.
"""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    load(files(), folder)
    return folder


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(TEXT, "utf-8")
    return path


def run(record: Path, story: Path, *more: str) -> dict[str, Any]:
    given = ["check", str(story), "--published", "2024-12-09", "--record", str(record), "--json", *more]
    done = CliRunner().invoke(cli, given)
    if isinstance(done.exception, OnRecordError):
        raise done.exception
    return dict(json.loads(done.stdout))


def fill(story: Path, **corrections: dict[str, Any]) -> Path:
    """Correct entries of the review file by the place of each (e1 is the first)."""
    path = story.with_name("story.txt.review.yml")
    data = yaml.safe_load(path.read_text("utf-8"))
    for place, said in corrections.items():
        data["entries"][int(place[1:]) - 1] |= {"by": "A. Editor", "date": dt.date(2024, 12, 10), **said}
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), "utf-8")
    return path


def by_surface(done: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {c["surface"]: c for c in done["claims"]}


def test_a_review_file_lists_each_claim_and_changes_nothing(record: Path, story: Path) -> None:
    before = run(record, story)
    run(record, story, "--review")
    data = yaml.safe_load(story.with_name("story.txt.review.yml").read_text("utf-8"))
    assert [e["claim"] for e in data["entries"]] == [c["surface"] for c in before["claims"]]
    assert data["entries"][1]["found"]["links"] == {"House Majority PAC": "C00495028"}
    assert data["entries"][1]["found"]["readings"][0] == "all disbursements"
    after = run(record, story)
    assert after["claims"] == before["claims"]
    assert after["review"] == {"file": "story.txt.review.yml", "unused": []}


def test_links_readings_and_what_is_no_claim(record: Path, story: Path) -> None:
    first = by_surface(run(record, story, "--review"))
    assert first["more than $1.5 million"]["verdict"] == "cannot check"
    assert first["$182 million"]["verdict"] == "depends on the definition"
    fill(
        story,
        e1={"links": {"big-money group": "C00799031"}, "note": "named in the paragraph before"},
        e2={"reading": "all disbursements"},
        e3={"links": {"Majority Money": "C00495028"}},
        e4={"not_a_claim": True, "note": "a quotation"},
        e5={"links": {"challenger": "H4CA34083"}},
    )
    done = run(record, story)
    found = by_surface(done)
    assert found["more than $1.5 million"]["verdict"] == "supported"
    assert found["more than $1.5 million"]["claim"]["subject"] == "United Democracy Project"
    said = found["more than $1.5 million"]["review"]
    assert (said["by"], said["on"], said["note"]) == ("A. Editor", "2024-12-10", "named in the paragraph before")
    assert "“big-money group” is United Democracy Project (C00799031)" in said["text"]
    assert found["$182 million"]["verdict"] == "supported"
    assert [r["name"] for r in found["$182 million"]["readings"]] == ["all disbursements"]
    assert any(c.startswith("not chosen: independent expenditures") for c in found["$182 million"]["caveats"])
    assert found["about $181.8 million"]["verdict"] == "supported"
    assert found["21,374 votes"]["verdict"] == "supported"
    assert found["21,374 votes"]["claim"]["target"] == "David Kim"
    assert "$10 million" not in found
    (aside,) = [x for x in done["set_aside"] if x["code"] == "review"]
    assert aside["surface"] == "$10 million"
    assert "A. Editor, 2024-12-10: a quotation" in aside["reason"]


def test_the_reports_say_it(record: Path, story: Path) -> None:
    run(record, story, "--review")
    fill(story, e2={"reading": "all disbursements"})
    page, lines = story.with_name("r.html"), story.with_name("r.md")
    given = ["check", str(story), "--published", "2024-12-09", "--record", str(record), "--html", str(page)]
    shown = CliRunner().invoke(cli, [*given, "--markdown", str(lines)])
    for text in (" ".join(shown.stdout.split()), page.read_text("utf-8"), lines.read_text("utf-8")):
        assert "reviewed by A. Editor, 2024-12-10; reading chosen: all disbursements" in text


def test_a_chosen_reading_makes_nothing_wrong_that_was_not_known(record: Path, story: Path) -> None:
    """The figure of another definition is refuted under the one chosen; an open claim stays open."""
    run(record, story, "--review")
    fill(story, e2={"reading": "independent expenditures"})
    assert by_surface(run(record, story))["$182 million"]["verdict"] in ("refuted", "cannot check")
    fill(story, e2={"reading": "no such reading"})
    done = by_surface(run(record, story))["$182 million"]
    assert done["verdict"] == "depends on the definition"
    assert any("is not among those" in c for c in done["caveats"])


def test_an_entry_follows_its_sentence_and_is_unused_without_it(record: Path, story: Path) -> None:
    run(record, story, "--review")
    fill(story, e2={"reading": "all disbursements"}, e3={"links": {"Majority Money": "C00495028"}})
    moved = "A new first line.\n" + TEXT.replace("Majority Money raised", "Other Money raised")
    story.write_text(moved, "utf-8")
    done = run(record, story, "--review")
    assert by_surface(done)["$182 million"]["verdict"] == "supported"
    (unused,) = done["review"]["unused"]
    assert unused["claim"] == "about $181.8 million"
    assert unused["reason"] == "its sentence is no longer in the story"
    kept = read_review(story.with_name("story.txt.review.yml"))
    assert {e.claim for e in kept.entries if e.corrects} == {"$182 million", "about $181.8 million"}


@pytest.mark.parametrize(
    ("said", "error", "words"),
    [
        ({"links": {"House Majority PAC": "C99999999"}}, UnknownName, "C99999999"),
        ({"links": {"House Majority PAC": "H0ZZ99999"}}, UnknownName, "H0ZZ99999"),
        ({"links": {"words of nowhere": "C00495028"}}, InputError, "words of nowhere"),
        ({"links": ["C00495028"]}, InputError, "links is words"),
        ({"not_a_claim": "perhaps"}, InputError, "not_a_claim is true or false"),
        ({"reading": "all disbursements", "by": None}, InputError, "by whom and when"),
        ({"reading": "all disbursements", "date": "soon"}, InputError, "date is a day"),
        ({"verdict": "refuted"}, InputError, "verdict"),
    ],
)
def test_one_fault_and_nothing_is_applied(
    record: Path, story: Path, said: dict[str, Any], error: type[OnRecordError], words: str
) -> None:
    run(record, story, "--review")
    fill(story, e2=said, e4={"not_a_claim": True})
    with pytest.raises(error, match=r"story\.txt\.review\.yml") as told:
        run(record, story)
    assert words in str(told.value)


def test_what_is_no_yaml_is_one_clear_error(record: Path, story: Path) -> None:
    story.with_name("story.txt.review.yml").write_text("entries: [", "utf-8")
    with pytest.raises(InputError, match="YAML"):
        run(record, story)


def test_a_review_needs_a_story_that_is_a_file(record: Path) -> None:
    for given in (["check", "--review"], ["check", "-", "--review"]):
        assert isinstance(CliRunner().invoke(cli, given, input="x").exception, InputError)


def test_cited_aliases_are_promoted_to_ones_own_list(
    record: Path, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_REGISTRY", str(tmp_path / "lists"))
    CliRunner().invoke(cli, ["check", str(story), "--record", str(record), "--review", "--promote"])
    run(record, story, "--review")
    cited = "https://www.fec.gov/data/committee/C00495028/, seen 2024-12-10"
    fill(story, e3={"links": {"Majority Money": "C00495028"}, "aliases": {"Majority Money": cited}})
    run(record, story, "--promote")
    (entry,) = yaml.safe_load((tmp_path / "lists/aliases.yml").read_text("utf-8"))
    assert entry["committee_id_fec"] == "C00495028"
    assert entry["aliases"] == ["Majority Money"]
    assert entry["citation"] == f"{cited} (by A. Editor, 2024-12-10)"
    run(record, story, "--promote")  # again: nothing is added twice
    assert len(yaml.safe_load((tmp_path / "lists/aliases.yml").read_text("utf-8"))) == 1
    story.with_name("story.txt.review.yml").unlink()
    assert by_surface(run(record, story))["about $181.8 million"]["verdict"] == "supported"
    monkeypatch.delenv("ONRECORD_REGISTRY")
    assert "majority money" not in phrases()
    assert by_surface(run(record, story))["about $181.8 million"]["verdict"] == "cannot check"


@pytest.mark.parametrize("words", ["big-money group", "House Majority PAC"])
def test_no_description_and_no_other_committees_name_is_promoted(
    record: Path, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.setenv("ONRECORD_REGISTRY", str(tmp_path / "lists"))
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists/aliases.yml").write_text("[]\n", "utf-8")
    run(record, story, "--review")
    place = "e1" if words in TEXT.splitlines()[0] else "e2"
    fill(story, **{place: {"links": {words: "C00799031"}, "aliases": {words: "a citation"}}})
    with pytest.raises(InputError):
        run(record, story, "--promote")
    assert yaml.safe_load((tmp_path / "lists/aliases.yml").read_text("utf-8")) == []


def test_nothing_is_promoted_without_a_folder_of_ones_own(
    record: Path, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ONRECORD_REGISTRY", raising=False)
    with pytest.raises(InputError, match="ONRECORD_REGISTRY"):
        run(record, story, "--promote")
