"""The Markdown report of a checked story: for a wiki, an issue or an editor's message; the same words as the others."""

from __future__ import annotations

import re
from typing import Any

from onrecord.faces import explained, shown

CITATIONS = 4
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~!])")
_LINE = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")


def render_markdown(done: dict[str, Any]) -> str:
    """The report as Markdown (with tables, as GitHub and most wikis read them).

    In: done, of schema onrecord.check/1. Out: text ending in one newline; nothing of the story is taken for markup.
    """
    story, record = done["story"], done["record"]
    lines = [f"# {escape(story['title'] or story['source'])}: checked against the record", ""]
    lines += [
        f"Published {story['published']}. Record as known on {record['as_of']}, snapshot `{record['snapshot']}`.",
        "",
    ]
    lines += _table(("Verdict", "Claims", ""), [_count(v, n, places, done) for v, n, places in shown.counts(done)])
    for claim in done["claims"]:
        lines += _claim(claim, done)
    if done["conflicts"]:
        lines += ["", "## One story, one definition", ""]
        lines += [f"- {escape(one['text'])}" for one in done["conflicts"]]
    if done["set_aside"]:
        lines += ["", f"## Set aside ({len(done['set_aside'])})", ""]
        grouped = shown.aside_by_reason(done["set_aside"])
        lines += [f"- {escape(why)}: {', '.join(f'“{escape(s)}”' for s in surfaces)}" for why, surfaces in grouped]
    if any(r["floor"] for c in done["claims"] for r in c["readings"]):
        lines += ["", escape(shown.FLOOR)]
    if done["names_individuals"]:
        lines += ["", escape(shown.SALE_OR_USE)]
    lines += ["", f"Made with onrecord {done['onrecord']}. A verdict is about a figure, not about a person."]
    return "\n".join(lines) + "\n"


def escape(text: object) -> str:
    """Text that Markdown shows as it is, on one line."""
    plain = " ".join(str(text).split())
    return _LINE.sub(
        lambda m: f"{m[1]}\\{m[2]}" if m[2] in "-+" else f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", _MARKS.sub(r"\\\1", plain)
    )


def _count(verdict: shown.Verdict, count: int, places: list[int], done: dict[str, Any]) -> tuple[str, str, str]:
    named = (done["claims"][place - 1]["id"] for place in places)
    return f"{verdict.mark} {verdict.word}", str(count), ", ".join(f"[{one}](#{one})" for one in named)


def _claim(claim: dict[str, Any], done: dict[str, Any]) -> list[str]:
    verdict = shown.VERDICTS[claim["verdict"]]
    partly = " in part" if shown.in_part(claim) else ""
    lines = ["", f'<a id="{claim["id"]}"></a>', ""]
    lines += [f"## {claim['id']} {verdict.mark} {verdict.word}{partly}: “{escape(claim['surface'])}”", ""]
    lines += [f"> {escape(claim['sentence'])}", "", escape(claim["reason"])]
    for text in explained.travel(claim, done):
        lines += ["", escape(text)]
    if claim["readings"]:
        lines += [
            "",
            *_table(("Fits", "Value", "Through", "Reading"), [_reading(r) for r in shown.ordered(claim["readings"])]),
        ]
    lines += ["", *(f"- {label}: {text}" for label, text in _facts(claim))]
    for head, listed in explained.tables(claim):
        lines += _gap(f"{escape(head)}:", listed)
    return lines


def _gap(head: str, listed: list[explained.Line]) -> list[str]:
    """A waterfall as a table under its head."""
    rows: list[tuple[str, ...]] = [
        (escape(n.label) + (f" [see]({n.link})" if n.link else ""), n.amount, n.running, n.day) for n in listed
    ]
    return ["", head, "", *_table(("Step", "Amount", "Sum", "Public"), rows)]


def _reading(reading: dict[str, Any]) -> tuple[str, ...]:
    mark, words = shown.fit_text(reading)
    floor = " (a floor)" if reading["floor"] and reading["value"] is not None else ""
    value = escape(shown.value_text(reading["value"], reading["unit"])) + floor
    return f"{mark} {words}", value, reading["through"] or "", escape(reading["name"])


def _facts(claim: dict[str, Any]) -> list[tuple[str, str]]:
    """What stands under a claim, each with its label."""
    facts = [("Asked", escape(shown.claimed_text(claim["claim"])))]
    facts += [("Figure", escape(text)) for text in explained.matches(claim)]
    facts += [("Review", escape(claim["review"]["text"]))] if claim["review"] else []
    facts += [("Proposed", escape(shown.proposed_text(claim)))] if claim["proposed"] else []
    if fix := claim["correction"]:
        facts += [("**Correction**", escape(fix["sentence"]))]
        facts += [("Its caveat", escape(fix["caveat"]))] if fix["caveat"] else []
        facts += [("Its footnote", escape(fix["footnote"]))]
    facts += [("Caveat", escape(text)) for text in shown.caveats(claim)]
    for one in claim["context"]:
        facts.append(("Context", f"{escape(one['label'])}: {escape(shown.value_text(one['value'], one['unit']))}"))
    facts += [("Would settle it", escape(text)) for text in claim["settles"]]
    for receipt in claim["receipts"]:
        listed, more = shown.cited(receipt, CITATIONS)
        rest = [f"and {more:,} more"] if more else []
        facts.append(("Receipt", f"`{receipt['id']}` {'; '.join([*map(escape, listed), *rest]) or 'no rows'}"))
    return facts


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    lines = [" | ".join(head), " | ".join("---" for _ in head), *(" | ".join(row) for row in rows)]
    return [f"| {line} |" for line in lines]
