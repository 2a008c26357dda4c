"""How a verdict is explained: on other days, what has the story's figure, and the gap; the same words on every face."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.faces.shown import value_text

CHANGES = 4  # changes of a verdict that are named
BY_CHANCE = "; the figure is round: this may be chance"
NOT_MEANT = "which the words do not mean: it supports nothing"


@dataclass(frozen=True)
class Line:
    """One line of a waterfall: what it is, its amount (None at the ends), the sum with it, its day and its link."""

    label: str
    amount: str
    running: str
    day: str
    link: str | None = None


def travel(claim: dict[str, Any], done: dict[str, Any]) -> list[str]:
    """The verdicts of the days on which they differ, then what changed them; empty where all are one.

    In: a claim and the whole, of schema onrecord.check/1.
    """
    record, verdict = done["record"], claim["verdict"]
    before, now = claim.get("verdict_as_published") or verdict, claim.get("verdict_now") or verdict
    if before == verdict == now:
        return []
    said = [f"As known when published: {before}."]
    at_now = record.get("now") in (None, record["as_of"])
    if verdict != before or at_now:
        said.append(f"As known on {record['as_of']}: {verdict}.")
    if not at_now:
        said.append(f"As known now ({record['now']}): {now}.")
    changes = claim.get("changed_by") or []
    told = [_change(one) for one in changes[:CHANGES]]
    more = [f"and {len(changes) - CHANGES:,} more changes"] if len(changes) > CHANGES else []
    return [" ".join(said), *(f"Changed by {text}" for text in [*told, *more])]


def _change(one: dict[str, Any]) -> str:
    since = f": {one['verdict']}" if one["verdict"] else ""
    where = f" ({one['link']})" if one["link"] else ""
    return f"{one['text']}{where}{since}"


def matches(claim: dict[str, Any]) -> list[str]:
    """The fair reading that has the figure where another has not, then the near readings that would have it."""
    said = [claim["matches"]] if claim.get("matches") else []
    for one in claim.get("would_match") or []:
        chance = BY_CHANCE if one["chance"] else ""
        figure = value_text(one["value"], one["unit"])
        said.append(f"would match if it meant {one['text']}: {figure}, {NOT_MEANT}{chance}")
    return said


def gap(claim: dict[str, Any]) -> list[Line]:
    """The waterfall from the story's figure to the record's, both ends among its lines; empty where there is none."""
    found = claim.get("gap")
    if not found or not found["steps"]:
        return []
    return [
        Line("the story's figure", "", _usd(found["from"]), found["published"]),
        *(_line(step) for step in found["steps"]),
        Line(f"the record now: {found['to_reading']}", "", _usd(found["to"]), found["now"]),
    ]


def tables(claim: dict[str, Any]) -> list[tuple[str, list[Line]]]:
    """The waterfall, and what the record's sum of the day it begins with is made of where that is of several entries.

    Each with its head; none where there is nothing to show.
    """
    found = claim.get("gap")
    if not found:
        return []
    made = [_line(step) for step in found["made_of"]] if len(found["made_of"]) > 1 else []
    head = f"What the record's sum is made of, as known on {found['as_of']} ({found['reading']})"
    return [(h, lines) for h, lines in (("From the story's figure to the record's", gap(claim)), (head, made)) if lines]


def _line(step: dict[str, Any]) -> Line:
    later = ", after the story" if step["after_publication"] else ""
    rows = f" ({step['rows']:,} row{'' if step['rows'] == 1 else 's'})" if step["rows"] else ""
    sign = "" if step["amount"].startswith("-") else "+"
    return Line(
        f"{step['label']}{rows}{later}",
        f"{sign}{_usd(step['amount'])}",
        _usd(step["running"]),
        step["public_on"] or "",
        step["link"],
    )


def _usd(amount: str) -> str:
    return value_text(amount, "USD")
