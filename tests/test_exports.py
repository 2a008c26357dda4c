"""The exports of a check beside HTML and JSON: Markdown, and schema.org ClaimReview of others' stories only."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

from onrecord.faces import shown
from onrecord.faces.claim_review import BEST, RATINGS, WORST, as_json, claim_reviews
from onrecord.faces.cli import cli
from onrecord.faces.markdown import escape, render_markdown
from onrecord.model.errors import InputError

HOUSE = Path(__file__).parent.parent
OTHERS = {"author": "The Paper", "source_url": "https://paper.example/story"}


@pytest.fixture(scope="module")
def done() -> dict[str, Any]:
    return dict(json.loads(CliRunner().invoke(cli, ["check", "--json"]).stdout))


def test_markdown_holds_every_claim_verdict_and_receipt(done: dict[str, Any]) -> None:
    text = render_markdown(done)
    page = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    for one in done["claims"]:
        assert f'<a id="{one["id"]}"></a>' in text
        assert f"(#{one['id']})" in text
        assert all(f"`{r['id']}`" in text for r in one["receipts"])
    assert page.count("<h2>") == len(done["claims"]) + 1 + bool(done["conflicts"])
    assert text.count("**Correction**") == sum(c["correction"] is not None for c in done["claims"])
    assert "103,739,277.99" in text


@pytest.mark.parametrize(
    "hostile",
    ["<script>x</script>", "# no heading", "[a](http://x.example)", "a | b", "- no item", "1. no item", "*no* `code`"],
)
def test_words_of_a_story_are_no_markup(hostile: str) -> None:
    rendered = MarkdownIt("commonmark").enable("table").render(f"word {escape(hostile)}\n\n{escape(hostile)}\n")
    assert re.sub(r"&lt;", "<", re.sub(r"&gt;", ">", re.sub(r"</?p>", "", rendered))).split("\n")[0] == f"word {hostile}"
    assert set(re.findall(r"<(\w+)", rendered)) == {"p"}


def test_one_claim_review_for_each_claim_with_its_anchor(done: dict[str, Any]) -> None:
    made = claim_reviews(done, **OTHERS, reviewer="The Desk", review_url="https://desk.example/check")
    assert [one["url"] for one in made] == [f"https://desk.example/check#claim-{c['id']}" for c in done["claims"]]
    for one, claim in zip(made, done["claims"], strict=True):
        assert (one["@type"], one["@context"]) == ("ClaimReview", "https://schema.org")
        assert one["claimReviewed"] == claim["sentence"]
        assert one["author"]["name"] == "The Desk"
        assert one["itemReviewed"]["author"]["name"] == "The Paper"
        assert one["itemReviewed"]["appearance"]["url"] == OTHERS["source_url"]
        rating = one["reviewRating"]
        assert rating["alternateName"].startswith(claim["verdict"])
        assert ("ratingValue" in rating) == (claim["verdict"] != "cannot check")


def test_the_scale_is_published_and_says_nothing_of_what_was_not_checked(done: dict[str, Any]) -> None:
    text = (HOUSE / "docs/verdicts.md").read_text("utf-8")
    scale = text.partition("## The rating scale")[2].partition("\n## ")[0]
    for word, value in RATINGS.items():
        assert f"| {value} | {word} |" in scale
    assert set(RATINGS) == set(shown.VERDICTS) - {"cannot check"}
    assert {WORST, BEST} == {min(RATINGS.values()), max(RATINGS.values())}
    assert "cannot check" in scale


@pytest.mark.parametrize(
    "more",
    [
        {"author": None},
        {"author": " "},
        {"source_url": None},
        {"source_url": "story.txt"},
        {"source_url": "javascript://paper.example/x"},
        {"reviewer": "the  paper"},
        {"review_url": "report.html"},
        {"review_url": "https://paper.example/story/#x"},
    ],
)
def test_ones_own_draft_is_refused(done: dict[str, Any], more: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        claim_reviews(done, **{**OTHERS, **more})


def test_the_command_writes_what_it_was_asked_for_and_nothing_when_refused(tmp_path: Path) -> None:
    made, lines = tmp_path / "review.json", tmp_path / "report.md"
    refused = CliRunner().invoke(cli, ["check", "--claim-review", str(made), "--markdown", str(lines)])
    assert isinstance(refused.exception, InputError)
    assert list(tmp_path.iterdir()) == []
    given = ["--author", "The Paper", "--source-url", "https://paper.example/story"]
    CliRunner().invoke(cli, ["check", "--claim-review", str(made), "--markdown", str(lines), *given])
    assert json.loads(made.read_text("utf-8"))[0]["url"] == "#claim-c1"
    assert lines.read_text("utf-8").startswith("# ")
    assert isinstance(CliRunner().invoke(cli, ["check", *given]).exception, InputError)


def test_it_can_stand_in_a_script_element(done: dict[str, Any]) -> None:
    hostile = {**done, "claims": [{**done["claims"][0], "sentence": "</script><script>x"}]}
    text = as_json(claim_reviews(hostile, **OTHERS))
    assert "<" not in text
    assert json.loads(text)[0]["claimReviewed"] == "</script><script>x"
