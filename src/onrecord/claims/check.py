"""Checks a story: each statement it has a question for gets a verdict, each other number a reason."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import Any

from onrecord import __version__
from onrecord.answers.answer import Answer, plain
from onrecord.answers.ask import Rows
from onrecord.answers.coverage import with_coverage
from onrecord.answers.grounds import grounded
from onrecord.answers.receipts import rows_hash
from onrecord.claims import aside, broad, broad_spending
from onrecord.claims.context_slots import in_context
from onrecord.claims.correction import correction
from onrecord.claims.definitions import conflicts
from onrecord.claims.elsewhere import elsewhere
from onrecord.claims.explained import Days, explained
from onrecord.claims.figures import figures
from onrecord.claims.gaps import figure_of
from onrecord.claims.kinds import (
    advanced,
    counts,
    money,
    moved,
    nearest,
    one_party,
    onlys,
    outside,
    parts,
    placing,
    ranks,
    ratios,
    receipt_parts,
    seats,
    shares,
    standing,
    statements,
    streaks,
    transferred,
    votes,
)
from onrecord.claims.links import links_of
from onrecord.claims.outgrown import outgrown
from onrecord.claims.propose import propose
from onrecord.claims.review import Review
from onrecord.claims.reviewed import applied
from onrecord.claims.slots import completed, implied_only
from onrecord.claims.story import Sentence, Story
from onrecord.claims.story_slots import compared, from_story
from onrecord.claims.tolerance import understates
from onrecord.claims.typed import Judged, Typed
from onrecord.claims.unsure import after_election, unsure
from onrecord.claims.verdict import VERDICTS, decide, stale
from onrecord.store.catalog import sources
from onrecord.store.record import Record

SCHEMA = "onrecord.check/1"
LISTED = "onrecord.claims/1"
KINDS = (
    transferred,
    moved,
    votes,
    advanced,
    one_party,
    placing,
    nearest,
    streaks,
    statements,
    standing,
    onlys,
    ranks,
    ratios,
    seats,
    counts,
    receipt_parts,
    parts,
    shares,
    outside,
    money,
)
CITED = 12  # rows cited one by one; `onrecord receipt ID` lists all


def check(
    text: str,
    record: Record,
    published: dt.date,
    *,
    as_of: dt.date | None = None,
    dated: str = "option",
    source: str = "-",
    title: str | None = None,
    review: Review | None = None,
    proposer: str | None = None,
    now: dt.date | None = None,
) -> dict[str, Any]:
    """The checked story in the form of schema version 1, a person's `review` of it applied.

    `proposer` names a language model to ask about amounts that the grammar set aside; without it nothing is asked.

    `published` is the day the story appeared; `as_of` (inclusive) the day up to which the record may be used, the day
    of publication unless given. Each claim carries the verdict of both days, and that of `now` (today unless given).
    """
    day = as_of or published
    days = Days(day, published, max(now or dt.date.today(), day, published))
    story = Story(text, record, published, max(day, published))
    typed = read_claims(story)
    proposed = propose(story, typed, proposer) if proposer else None
    typed = sorted([*typed, *proposed.typed], key=lambda t: (t.start, t.end)) if proposed else typed
    reviewed = applied(review, story, typed, read_sentence) if review else None
    typed = reviewed.typed if reviewed else typed
    judged = [(one, _judge(story, one, day)) for one in typed]
    _covered(record, [j for _, j in judged])
    claims = [_claim(story, n, one, j, days) for n, (one, j) in enumerate(judged, 1)]
    by = _publishers(record)
    for said in claims:
        said["correction"] = correction(said, by)
        said["review"] = reviewed.notes.get((said["span"][0], said["span"][1])) if reviewed else None
        said["proposed"] = proposed.mark((said["span"][0], said["span"][1])) if proposed else None
    left = aside.left_out(story, typed)
    left = reviewed.left_out(left) if reviewed else left
    counts = Counter(c["verdict"] for c in claims)
    return {
        "schema": SCHEMA,
        "onrecord": __version__,
        "story": _story(text, published, dated, source, title),
        "record": _record(record, days),
        "summary": {**{v: counts.get(v, 0) for v in VERDICTS}, "set aside": len(left)},
        "claims": claims,
        "conflicts": conflicts(judged),
        "set_aside": left,
        "review": {"file": review.file, "unused": reviewed.unused} if review and reviewed else None,
        "proposer": proposed.as_dict() if proposed else None,
        "names_individuals": any(_names_individuals(j) for _, j in judged),
    }


def listed(
    text: str, record: Record, published: dt.date, *, dated: str = "option", source: str = "-", title: str | None = None
) -> dict[str, Any]:
    """The claims of a story without verdicts, in the same form: what it states, and every number set aside.

    The record is used only to tell who is who, as known on the day of publication.
    """
    story = Story(text, record, published, published)
    typed = read_claims(story)
    return {
        "schema": LISTED,
        "onrecord": __version__,
        "story": _story(text, published, dated, source, title),
        "record": {"snapshot": record.snapshot, "as_of": published.isoformat()},
        "claims": [stated(story, n, one) for n, one in enumerate(typed, 1)],
        "set_aside": aside.left_out(story, typed),
    }


def _story(text: str, published: dt.date, dated: str, source: str, title: str | None) -> dict[str, Any]:
    return {
        "source": source,
        "title": title,
        "published": published.isoformat(),
        "dated": dated,
        "characters": len(text),
    }


def read_claims(story: Story) -> list[Typed]:
    """The typed claims of a story in its order, one for each span."""
    found: list[Typed] = []
    for s in story.sentences:
        found += read_sentence(story, s)
    return [compared(story, one) for one in in_context(story, sorted(found, key=lambda t: (t.start, t.end)))]


def read_sentence(story: Story, s: Sentence) -> list[Typed]:
    """The typed claims of one sentence, one for each span."""
    found: list[Typed] = []
    listed = figures(s.text)
    for kind in KINDS:
        for one in kind.read(story, s, listed):
            if all(one.end <= k.start or k.end <= one.start or _beside(k, one) for k in found):
                one = broad_spending.toward_somebody(story, s, one)
                one = replace(one, part=one.part or unsure(story, s, one))
                found.append(from_story(story, s, one, completed(story, s, one)))
    for one in broad.read(story, s, listed, found):
        whole = one.by_context and one.claim_type.startswith("result")
        found.append(from_story(story, s, one, one.claim if whole else completed(story, s, one)))
    return found


def _beside(compared: Typed, one: Typed) -> bool:
    """Whether a claim is the amount in a comparison with it ("more than the $1.7 million that X spent"): two claims."""
    amount = one.claim_type == "committee_flow" and one.claim["comparator"] == "exact"
    return str(compared.claim["measure"]).startswith("compare_") and amount and compared.start < one.start


def _judge(story: Story, one: Typed, day: dt.date) -> Judged:
    judged = one.judge(day)
    if judged.verdict is None:
        judged.verdict = decide(t.fits for t in judged.readings)
        old = [t.answer for t in judged.readings if t.fits == "yes" and t.answer.floor and stale(t.answer, day)]
        exact = one.claim["comparator"] not in ("more_than", "at_least")
        if judged.verdict == "supported" and old and exact:
            judged.verdict = "cannot check"
            judged.caveats.append(
                f"it fits through {old[0].through}, but a report was due since: that may be a coincidence"
            )
    if day > story.published and judged.verdict in ("refuted", "close"):
        _outgrown(story, one, judged)
    _understated(one, judged)
    _capped(one, judged)
    if judged.verdict in ("refuted", "close") and (contest := implied_only(story, one)):
        judged.verdict = "cannot check"
        judged.caveats.append(f"the story names no contest: {contest} is the only one with two of its last names")
    if judged.verdict != "cannot check" and (contest := elsewhere(story, one)):
        judged.verdict = "cannot check"
        judged.caveats.append(f"the story has this in {contest}, the record in another state")
    if judged.verdict in ("refuted", "close") and (why := after_election(one, story.published)):
        judged.verdict = "cannot check"
        judged.caveats.append(why)
    if one.inferred:
        judged.caveats.append(f"{one.inferred}, the only one whom the words before leave")
        judged.verdict = "cannot check" if judged.verdict in ("refuted", "close") else judged.verdict
    order = {"yes": 0, "slack": 1, "no": 2, "open": 3, "unknown": 4}
    judged.readings.sort(key=lambda t: order[t.fits])
    return judged


def _covered(record: Record, judged: list[Judged]) -> None:
    """Give every reading and every figure of the context its caveats: one query of coverage for all of them."""
    tried = [(j, n) for j in judged for n in range(len(j.readings))]
    answers = with_coverage(record, grounded(record, [j.readings[n].answer for j, n in tried]))
    for j in judged:
        shown = with_coverage(record, grounded(record, [a for _, a in j.context]))
        j.context = [(label, answer) for (label, _), answer in zip(j.context, shown, strict=True)]
    for (j, n), answer in zip(tried, answers, strict=True):
        if answer is not j.readings[n].answer:
            j.readings[n] = replace(j.readings[n], answer=answer)


def _outgrown(story: Story, one: Typed, judged: Judged) -> None:
    """What was filed after the story can hold what was spent after it: then it refutes nothing."""
    figure = figure_of(story.text[one.start : one.end], one.claim)
    why = outgrown(figure, judged, one.judge(story.published), story.published) if figure else None
    if why:
        judged.verdict = "cannot check"
        judged.caveats.append(why)


def _understated(one: Typed, judged: Judged) -> None:
    """Flag "more than v" where the record has more than 1.25 v: true, and less than it could say."""
    value = one.claim["value"]
    if one.claim["comparator"] != "more_than" or not isinstance(value, int | str) or not Decimal(value):
        return
    for t in judged.readings:
        if t.fits == "yes" and t.answer.value is not None and understates(Decimal(value), "more_than", t.answer.value):
            judged.caveats.append(f"understates: {t.answer.reading} is more than 1.25 times the figure")


def _capped(one: Typed, judged: Judged) -> None:
    """A part is not checked against the whole, and words that were not read keep a claim from being refuted."""
    if one.part and judged.verdict in ("supported", "depends on the definition", "close", "refuted"):
        judged.verdict = "cannot check"
        judged.caveats.append(
            f"the words '{one.part}' make the amount a part, or another sum, than the one computed here"
        )
    elif one.unread and (
        judged.verdict in ("refuted", "close")
        or (
            judged.verdict == "supported"
            and (one.claim_type.startswith("result") or one.claim["unit"] == "rank")
            and any(w[:1].isupper() for w in one.unread)
        )
    ):
        judged.verdict = "cannot check"
        judged.caveats.append(
            f"the sentence also says '{' '.join(one.unread)}', which was not read: it may mean another sum"
        )


def _claim(story: Story, number: int, one: Typed, judged: Judged, days: Days) -> dict[str, Any]:
    surface = story.text[one.start : one.end]
    told, more = explained(story.record, surface, one.claim, lambda d: _judge(story, one, d), judged, days)
    rows = [r for t in judged.readings for r in t.answer.asked]
    rows += [r for _, a in judged.context for r in a.asked] + judged.asked + more
    return {
        **stated(story, number, one),
        "verdict": judged.verdict,
        **told,
        "reason": _sentence(judged.reason),
        "links": links_of(story, one),
        "readings": [_reading(t.answer, t.fits) for t in judged.readings],
        "context": [
            {
                "label": label,
                "value": plain(a.value),
                "unit": a.unit,
                "caveats": list(a.caveats),
                "receipts": a.receipts,
            }
            for label, a in judged.context
        ],
        "caveats": list(dict.fromkeys(judged.caveats)),
        "settles": list(dict.fromkeys(judged.settles)),
        "receipts": [_receipt(r) for r in {r.receipt: r for r in rows}.values()],
    }


def stated(story: Story, number: int, one: Typed) -> dict[str, Any]:
    """A claim as the story states it: its words, place, sentence, kind and slots, no verdict."""
    sentence = story.sentence_at(one.start)
    return {
        "id": f"c{number}",
        "surface": story.text[one.start : one.end],
        "sentence": sentence.text,
        "span": [one.start, one.end],
        "checkable": one.checkable,
        "claim_type": one.claim_type,
        "claim": one.claim,
        "by_context": list(one.by_context),
    }


def _names_individuals(judged: Judged) -> bool:
    """Whether the rows of a judgement list contributors by name, so that their use is limited by law."""
    rows = [r for t in judged.readings for r in t.answer.asked] + judged.asked
    rows += [r for _, a in judged.context for r in a.asked]
    return any(r.params.get("individuals") is True for r in rows)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] if text[:1].islower() else text


def _reading(answer: Answer, fits: str) -> dict[str, Any]:
    said = answer.as_dict()
    return {"name": said.pop("reading"), **said, "fits": "no" if fits == "open" else fits, "open": fits == "open"}


def _receipt(rows: Rows) -> dict[str, Any]:
    """A receipt with its citations: each row where there are few, each file with its number of rows otherwise."""
    listed = rows.dicts()
    if not {"source_file", "places"} & set(rows.columns):  # sums of many rows, by giver
        cited = [f"{rows.question}: {len(listed):,} rows, each a sum of itemised rows"]
    elif len(listed) <= CITED:
        cited = rows.citations()
    else:
        files = Counter(r["source_file"] for r in listed)
        cited = [f"{file}: {n:,} rows" for file, n in files.items()]
    return {
        "id": rows.receipt,
        "question": rows.question,
        "params": rows.params,
        "as_of": rows.as_of.isoformat(),
        "rows": len(listed),
        "sha256": rows_hash(rows),
        "citations": cited,
    }


def _record(record: Record, days: Days) -> dict[str, Any]:
    listed = record.manifest.loads.values()
    loaded = [{"source": e["source"], "file": e["file"], "rows": e["rows_loaded"]} for e in listed]
    day, now = days.day.isoformat(), days.now.isoformat()
    return {"snapshot": record.snapshot, "as_of": day, "now": now, "loaded": loaded}


def _publishers(record: Record) -> dict[str, str]:
    """Who published each loaded file."""
    known = sources()
    listed = [(e["file"], e["source"]) for e in record.manifest.loads.values()]
    return {file: known[name].publisher for file, name in listed if name in known}
