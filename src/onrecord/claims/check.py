"""Checks a story: each figure it has a question for gets a verdict, each other one a reason."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from onrecord.answers.ask import Answer, ask
from onrecord.claims.figures import Figure, figures
from onrecord.claims.story import Sentence, contest_of, sentences
from onrecord.claims.tolerance import fits, split_fits
from onrecord.registry.groups import group_named
from onrecord.store.record import Record

SCHEMA = "onrecord.check/1"
_YEAR = re.compile(r"\bin ((?:19|20)\d\d)\b")


def check(text: str, record: Record, published: dt.date) -> dict[str, Any]:
    """The checked story as of the day it was published (inclusive), in the form of schema version 1."""
    story = sentences(text)
    contest = contest_of("".join(s.text for s in story))
    claims: list[dict[str, Any]] = []
    aside: list[dict[str, Any]] = []
    for sentence in story:
        for figure in figures(sentence.text):
            result = _one(record, sentence, figure, contest, published)
            span = [sentence.start + figure.start, sentence.start + figure.end]
            if isinstance(result, str):
                aside.append({"surface": figure.surface, "span": span, "reason": result})
            else:
                about = {"id": f"c{len(claims) + 1}", "surface": figure.surface, "sentence": sentence.text.strip()}
                claims.append({**about, "span": span, **result})
    return {
        "schema": SCHEMA,
        "record": {"snapshot": record.snapshot, "as_of": published.isoformat()},
        "claims": claims,
        "set_aside": aside,
    }


def _one(record: Record, s: Sentence, f: Figure, contest: tuple[str, str] | None, day: dt.date) -> dict[str, Any] | str:
    if f.kind == "split" or (f.kind == "votes" and re.search(r"\bby\s+$", s.text[: f.start])):
        return _votes(record, s, f, contest, day)
    if f.kind == "money" and re.search(r"\bspent\s+$", s.text[: f.start]):
        return _group_spending(record, s, f, day)
    return "no question of this record is asked of such a figure yet"


def _verdict(verdict: str, reason: str, readings: list[dict[str, Any]], answers: list[Answer]) -> dict[str, Any]:
    receipts = [
        {
            "id": a.receipt,
            "question": a.question,
            "citations": [f"{r['source_file']} line {r['source_line']}" for r in a.dicts()],
        }
        for a in answers
    ]
    return {
        "checkable": "no" if verdict == "cannot check" and not readings else "yes",
        "verdict": verdict,
        "readings": readings,
        "receipts": receipts,
        "reason": reason,
    }


def _cannot(reason: str) -> dict[str, Any]:
    return _verdict("cannot check", reason, [], [])


def _votes(record: Record, s: Sentence, f: Figure, contest: tuple[str, str] | None, day: dt.date) -> dict[str, Any]:
    """A split or a margin of a US House general election."""
    if contest is None:
        return _cannot("the story names no single US House district with its state")
    before = [int(y) for y in _YEAR.findall(s.text[: f.start])]
    after = [int(y) for y in _YEAR.findall(s.text[f.end : f.end + 40])]
    year = after[0] if f.kind == "split" and after else before[-1] if before else after[0] if after else None
    if year is None:
        return _cannot("the sentence does not say which year's election")
    if year >= day.year:
        return _cannot(f"the {year} general election is not in the record as of {day}")
    answer = ask(record, "contest_results", day, state=contest[0], district=contest[1], year=year)
    rows = [r for r in answer.dicts() if r["candidate_name"] and r["votes"] is not None]
    where = f"{contest[0]}-{contest[1]} {year} general"
    if len({r["source"] for r in rows}) != 1 or len(rows) < 2 or len(rows) != len({r["candidate_name"] for r in rows}):
        return _cannot(
            f"no single whole count of the {where} election is loaded; the state's certified results settle it"
        )
    total = sum(r["votes"] for r in answer.dicts() if r["votes"] is not None)
    return _compare_votes(s, f, rows, total, where, answer)


def _compare_votes(
    s: Sentence, f: Figure, rows: list[dict[str, Any]], total: int, where: str, answer: Answer
) -> dict[str, Any]:
    """The claim against the first two; who won must be whom the sentence says, else nothing is decided."""
    last = [re.sub(r",? (Jr|Sr|I{2,3})\.?$", "", r["candidate_name"]).split()[-1] for r in rows]
    named = sorted((m.start(), i) for i, n in enumerate(last) for m in re.finditer(rf"\b{re.escape(n)}\b", s.text))
    if not named or len(set(last)) != len(last):
        return _cannot(f"the sentence names no candidate of the {where} election by a last name that one alone has")
    if named[0][0] > f.start or re.search(r"\b(lost|lose|losing|trailed|defeated by)\b", s.text):
        return _cannot("the sentence does not say plainly who won")
    first, second = rows[0]["votes"], rows[1]["votes"]
    said = f"{rows[0]['candidate_name']} {first:,}, {rows[1]['candidate_name']} {second:,} ({where})"
    beaten = re.findall(r"\bover (?:Rep\. |Sen\. )?(?:[A-Z][a-z]+ )??([A-Z][\w\u2019'-]+)", s.text)
    if any(name != last[1] for name in beaten):
        return _cannot(f"{', '.join(beaten)} is not the runner-up of the record: {said}")
    if named[0][1] != 0 or {i for _, i in named} - {0, 1}:
        return _cannot(f"the sentence's candidates are not the first two in their order: {said}")
    if f.kind == "votes":
        fit = fits(f.value, f.unit_in_last_place, f.comparator, first - second)
        reading = [{"name": "margin of the first two", "value": str(first - second), "unit": "votes", "fits": fit}]
        word = {"yes": "supported", "slack": "close", "no": "refuted"}[fit]
        return _verdict(word, said, reading, [answer])
    claimed = (f.value, f.second if f.second is not None else 100 - f.value)
    readings = []
    for name, whole in (("of the first two's votes", first + second), ("of all votes", total)):
        ok = split_fits(claimed, f.unit_in_last_place, (first, second), whole)
        readings.append(
            {"name": name, "value": f"{first}-{second} of {whole}", "unit": "votes", "fits": "yes" if ok else "no"}
        )
    got = {r["fits"] for r in readings}
    word = "depends on the definition" if len(got) == 2 else "supported" if got == {"yes"} else "refuted"
    return _verdict(word, said, readings, [answer])


def _group_spending(record: Record, s: Sentence, f: Figure, day: dt.date) -> dict[str, Any]:
    """All disbursements, or independent expenditures alone, of a group's committees in the cycle."""
    group = group_named(s.text[: f.start])
    if group is None:
        return _cannot("the spender is not a group or committee that the registry names by these words")
    cycle = day.year + day.year % 2
    answer = ask(record, "committee_total", day, committees=group.committees, cycle=cycle)
    rows = answer.dicts()
    if {r["committee_id_fec"] for r in rows} != set(group.committees):
        return _cannot(f"the {cycle} summary (webk) of every member of {group.name} is not loaded through {day}")
    through = min(r["coverage_end"] for r in rows)
    readings = []
    for name, column in (
        ("all disbursements", "disbursements_usd"),
        ("independent expenditures", "independent_expenditures_usd"),
    ):
        if any(r[column] is None for r in rows):
            continue
        value = sum((r[column] for r in rows), Decimal(0))
        fit = fits(f.value, f.unit_in_last_place, f.comparator, value)
        readings.append(
            {
                "name": name,
                "value": str(value),
                "unit": "USD",
                "through": through.isoformat(),
                "rows": len(rows),
                "fits": fit,
            }
        )
    readings.sort(key=lambda r: r["fits"] != "yes")
    caveat = (
        f"{group.name}: a floor, cycle to date through {through}, not the calendar year; "
        "disbursements include earmarked money passed on"
    )
    return _verdict(_floor_verdict(readings, f), caveat, readings, [answer])


def _floor_verdict(readings: list[dict[str, Any]], f: Figure) -> str:
    """The summary ends before the story, so a lower sum refutes nothing; only sums all above the claim do."""
    if any(r["fits"] == "yes" for r in readings):
        return "supported" if all(r["fits"] == "yes" for r in readings) else "depends on the definition"
    bound_below = f.comparator in ("more_than", "at_least")
    above = all(Decimal(r["value"]) > f.value and r["fits"] == "no" for r in readings)
    return "refuted" if readings and above and not bound_below else "cannot check"
