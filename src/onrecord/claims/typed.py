"""A typed claim: what a sentence states, in the field's terms, with the question that settles it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from onrecord.answers.answer import Answer
from onrecord.answers.ask import Rows
from onrecord.claims.verdict import Fit

KEYS = (
    "measure",
    "subject",
    "target",
    "stance",
    "office",
    "state",
    "district",
    "phase",
    "period",
    "comparator",
    "value",
    "unit",
)


@dataclass(frozen=True)
class Tried:
    """A reading that was tried: its answer, and whether the claim's figure fits it."""

    answer: Answer
    fits: Fit


@dataclass
class Judged:
    """What the record says to a claim on one day."""

    readings: list[Tried] = field(default_factory=list)
    reason: str = ""
    verdict: str | None = None  # only where the readings alone do not decide it
    caveats: list[str] = field(default_factory=list)
    context: list[tuple[str, Answer]] = field(default_factory=list)
    settles: list[str] = field(default_factory=list)
    asked: list[Rows] = field(default_factory=list)  # rows that are cited without being a reading


Judge = Callable[[dt.date], Judged]


@dataclass(frozen=True)
class Typed:
    """A statement of the story with its span in the whole text."""

    start: int
    end: int
    claim_type: str
    claim: dict[str, Any]
    judge: Judge
    checkable: str = "yes"  # yes, partial or no, by its kind: whether this record holds such things
    part: str | None = None  # words that make the amount a part of what the record can sum
    unread: tuple[str, ...] = ()  # words of the amount's clause that were not read
    inferred: str = ""  # whom a pronoun or a description is read as: such a claim is never refuted
    by_context: tuple[str, ...] = ()  # slots that the sentence leaves open and the story fills; they decide no verdict
    about: str = ""  # the same for claims about one subject's money: they must hold under one definition


@dataclass(frozen=True)
class Aside:
    """A number of the story that is not checked, with the reason and its code."""

    start: int
    end: int
    code: str
    reason: str


def claim(measure: str, subject: str | None, comparator: str, value: Any, unit: str, **more: Any) -> dict[str, Any]:
    """The claim in the schema's names; keys not given are None."""
    given = {"measure": measure, "subject": subject, "comparator": comparator, "value": value, "unit": unit, **more}
    return {key: given.get(key) for key in KEYS}


def cannot(reason: str, *settles: str) -> Judged:
    """A judgement that abstains, with the documents that would settle it."""
    return Judged(reason=reason, verdict="cannot check", settles=list(settles))


def always(judged: Judged) -> Judge:
    """A judge whose answer does not depend on the day."""
    return lambda day: judged
