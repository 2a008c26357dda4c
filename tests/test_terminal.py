"""The terminal report: the demo's in full at two widths, and what holds of any."""

from __future__ import annotations

import os
import re

import pytest
import report_cases as cases

from onrecord.faces import shown
from onrecord.faces.terminal import clean, render_check
from onrecord.model.errors import InputError

ANSI = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize(
    ("name", "width", "explain"),
    [("terminal-80", 80, None), ("terminal-120", 120, None), ("terminal-explain-6", 80, 6)],
)
def test_the_demo_report(name: str, width: int, explain: int | None) -> None:
    text = render_check(cases.check(), width=width, explain=explain)
    kept = cases.FOLDER / f"{name}.txt"
    if os.environ.get("ONRECORD_RENEW"):
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8"), "ONRECORD_RENEW=1 writes the kept report anew"


@pytest.mark.parametrize("width", [40, 50, 64, 80, 100, 200])
def test_lines_stay_within_the_width_and_lose_no_word(width: int) -> None:
    done = cases.check()
    text = render_check(done, width=width)
    assert max(map(len, text.splitlines())) <= width
    assert not re.search(r"[ \t]$", text, re.M)
    flat = re.sub(r"\s+", "", text)
    for claim in done["claims"]:
        for words in (claim["reason"], claim["surface"], *claim["caveats"], *claim["settles"]):
            assert re.sub(r"\s+", "", words) in flat or width < 64
        for receipt in claim["receipts"]:
            assert receipt["id"] in text


def test_colour_adds_nothing_but_colour() -> None:
    done = cases.check()
    plain, coloured = render_check(done, width=80), render_check(done, width=80, colour=True)
    assert "\x1b" not in plain
    assert "\x1b[" in coloured
    lines = [line.rstrip() for line in ANSI.sub("", coloured).splitlines()]
    assert lines == plain.splitlines()


def test_the_reading_that_fits_comes_first() -> None:
    text = render_check(cases.check(), width=80)
    assert text.index("✓ fits  $103,739,277.99") < text.index("✗ not    $35,597,367.46")


def test_long_lists_are_shortened_but_not_when_explained() -> None:
    many = [f"pas224.zip line {i}" for i in range(16, 264)]
    receipt = {"id": "69c856036ece75c8", "question": "q", "as_of": "2024-11-04", "rows": 248, "citations": many}
    parts = [{"name": f"part {i}", "value": str(i)} for i in range(9)]
    reading = {"name": "a sum", "value": "36", "unit": "votes", "fits": "yes", "parts": parts}
    done = cases.with_claims(cases.claim(1, (0, 5), receipts=[receipt], readings=[reading]))
    short, full = render_check(done, width=80), render_check(done, width=80, explain=1)
    assert "and 244 more: onrecord receipt 69c856036ece75c8" in re.sub(r"\s+", " ", short)
    assert "and 5 more: onrecord check --explain 1" in short
    assert all(citation in full for citation in many)
    assert "part 8" in full
    assert "more:" not in full


@pytest.mark.parametrize(("claims", "explain"), [(1, 0), (1, 2), (0, 1)])
def test_explaining_a_claim_that_is_not_there(claims: int, explain: int) -> None:
    done = cases.with_claims(*[cases.claim(1, (0, 5))] * claims)
    with pytest.raises(InputError, match="claim"):
        render_check(done, width=80, explain=explain)


def test_a_story_without_claims_and_the_notice_of_names() -> None:
    done = {**cases.with_claims(), "names_individuals": True}
    text = render_check(done, width=80)
    assert "nothing in this story was asked of the record" in " ".join(text.split())
    assert "30111(a)(4)" in text


def test_a_verdict_that_has_changed_since_is_said() -> None:
    done = cases.with_claims(cases.claim(1, (0, 5), verdict="refuted", verdict_as_published="supported"))
    assert "As known when published: supported. As known on 2024-11-04: refuted." in render_check(done, width=100)


@pytest.mark.parametrize(
    "hostile", ["[bold]x[/bold]", "\x1b[2Jx", "a\u202eb", "x\r\ny", ":smile: x", "\x9b31mx", "[/nothing]"]
)
def test_a_story_cannot_speak_to_the_terminal(hostile: str) -> None:
    reading = {"name": hostile, "value": hostile, "unit": None, "fits": "no"}
    receipt = {"id": hostile, "citations": [hostile]}
    bad = cases.claim(
        1, (0, 5), surface=hostile, sentence=hostile, reason=hostile, readings=[reading], receipts=[receipt],
        context=[{"label": hostile, "value": hostile, "unit": hostile, "receipts": [hostile]}], caveats=[hostile],
    )  # fmt: skip
    done = cases.with_claims(bad)
    done["set_aside"] = [{"surface": hostile, "span": [0, 1], "sentence": hostile, "reason": hostile}]
    for explain in (None, 1):
        text = render_check(done, width=80, explain=explain)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
        assert " ".join(clean(hostile).split()) in " ".join(text.split())


def test_sixty_claims_and_a_hundred_set_aside_stay_short() -> None:
    done = cases.with_claims(*[cases.claim(i, (0, 5)) for i in range(1, 61)])
    done["set_aside"] = [{"surface": f"{i} days", "span": [0, 1], "reason": "a span of time"} for i in range(100)]
    text = render_check(done, width=80)
    assert "a span of time (100)" in text
    assert "and 92 more" in text


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("103739277.99", "USD", "$103,739,277.99"),
        ("3021", "votes", "3,021 votes"),
        ("-3021", "votes", "-3,021 votes"),
        ("1", "votes", "1 vote"),
        ("108792-96554 of 205346", "votes", "108,792-96,554 of 205,346 votes"),
        ("51.15", "pct", "51.15%"),
        (["56", "44"], "pct", "56-44%"),
        ("0.984", "fraction", "98.4%"),
        ("2.1", "x", "2.1 times"),
        ("223", "candidates", "223 candidates"),
        ("2024", None, "2024"),
        ("2020, 2022, 2024", None, "2020, 2022, 2024"),
        ("Democratic and Democratic", "party", "Democratic and Democratic"),
        (None, "USD", "not known"),
        ("NaN", "USD", "not known"),
    ],
)
def test_values_with_their_units(value: object, unit: str | None, words: str) -> None:
    assert shown.value_text(value, unit) == words


def test_short_money_only_where_it_loses_nothing() -> None:
    assert shown.value_text("100000000", "USD", prose=True) == "$100 million"
    assert shown.value_text("103739277.99", "USD", prose=True) == "$103,739,277.99"


@pytest.mark.parametrize(
    ("verdicts", "strict", "status"),
    [
        (["supported"], True, 0),
        (["supported", "close"], False, 1),
        (["refuted", "cannot check"], True, 1),
        (["cannot check"], True, 3),
        (["cannot check"], False, 0),
        (["depends on the definition"], True, 0),
        ([], True, 0),
    ],
)
def test_exit_status(verdicts: list[str], strict: bool, status: int) -> None:
    done = cases.with_claims(*[cases.claim(i, (0, 1), verdict=v) for i, v in enumerate(verdicts, 1)])
    assert shown.exit_status(done, strict=strict)[0] == status


def test_rows_of_one_document_are_one_citation() -> None:
    document = "California Secretary of State, Statement of Vote, general election of 3 November 2020"
    both = [f"{document} (onrecord_results.csv line {n})" for n in (2, 3)]
    alone = "pas224.zip line 265 (FEC image 202410249710446808)"
    joined = f"{document} (onrecord_results.csv lines 2, 3)"
    assert shown.cited({"citations": [*both, alone], "rows": 3}, 4) == ([joined, alone], 0)
    assert shown.cited({"citations": [*both, alone], "rows": 12}, None) == ([joined, alone], 9)
    assert shown.cited({"citations": ["pas224.zip: 1,270 rows"], "rows": 1270}, 4) == (["pas224.zip: 1,270 rows"], 0)


def test_a_caveat_of_several_readings_or_context_entries_is_said_once() -> None:
    low, own, part = "coverage below 97%: 11.32% itemised", "whole dollars", "a floor of one"
    claim = {
        "caveats": [own],
        "readings": [
            {"name": "by code", "fits": "no", "caveats": [low, own]},
            {"name": "by calendar", "fits": "no", "caveats": [low, part]},
        ],
        "context": [
            {"label": "Republican", "caveats": ["11.32% of the line"]},
            {"label": "Democratic", "caveats": ["11.32% of the line", own, part]},
        ],
    }
    assert shown.caveats(claim) == [own, low, f"by calendar: {part}", "11.32% of the line"]
    assert [shown.of_context(claim, one) for one in claim["context"]] == [[], [part]]
    one = {"caveats": [], "readings": [{"name": "by code", "caveats": [low]}], "context": []}
    assert shown.caveats(one) == [f"by code: {low}"]
