"""What a named question is: its words, its parameters with their meaning, and the function that answers it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from onrecord.answers.answer import Answer
from onrecord.model.dates import cycle_of
from onrecord.store.record import Record

OTHER = "Other questions"
#: The subject of the questions that a module answers.
SUBJECTS = {
    **dict.fromkeys(("spent", "beside"), "Independent expenditures"),
    **dict.fromkeys(("reported", "totals"), "Committees and candidates: reports, gifts, endorsements"),
    **dict.fromkeys(("donors", "disbursed", "transfers"), "Receipts, transfers and operating expenditures"),
    **dict.fromkeys(("voted", "placed"), "Candidacies and votes"),
}


@dataclass(frozen=True)
class Param:
    """One parameter: `kind` says how its text is read (spender, candidate, contest, cycle, year, date, flag, word).

    `choices` are the words that a parameter of kind word may have; empty for any.
    """

    name: str
    meaning: str
    kind: str = "word"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Given:
    """A question's parameters as read, with the record and the day (inclusive) it is asked of."""

    record: Record
    as_of: dt.date
    values: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        """A parameter by its name; None when it was not given."""
        if name.startswith("__"):
            raise AttributeError(name)
        return self.values.get(name)

    @property
    def in_cycle(self) -> int:
        """The two-year cycle asked of; that of the as-of day when none was given."""
        given = self.values.get("cycle")
        return cycle_of(given if given is not None else self.as_of)


@dataclass(frozen=True)
class Question:
    """A question that has a name: what it asks, of which parameters, an example, and how it is answered.

    `needs` lists parameters of which each is wanted; a tuple in it is a choice: at least one of them.
    """

    name: str
    description: str
    params: tuple[Param, ...]
    needs: tuple[str | tuple[str, ...], ...]
    example: str
    answer: Callable[[Given], list[Answer]]

    @property
    def subject(self) -> str:
        """What it is about, as a list of questions is ordered: by the module that answers it."""
        return SUBJECTS.get(self.answer.__module__.rpartition(".")[2], OTHER)

    def param(self, name: str) -> Param | None:
        """The parameter of that name."""
        return next((p for p in self.params if p.name == name), None)


SPENDER = Param("spender", "a committee's name or id, an alias, or a group of the registry", "spender")
GIVER = Param("giver", "the committee or group that gave: name, id, alias or group", "spender")
TAKER = Param("taker", "the committee or group that took: name, id, alias or group", "spender")
TARGET = Param("target", "a candidate's name or FEC id; with contest= where several have the name", "candidate")
CANDIDATE = Param("candidate", "a candidate's name or FEC id; with contest= where several have the name", "candidate")
CONTEST = Param("contest", "a contest: CA-34, AK-AL, OH-SEN, President", "contest")
CYCLE = Param("cycle", "a two-year cycle by its even year; that of the as-of day otherwise", "cycle")
STANCE = Param("stance", "support or oppose", "word", ("support", "oppose"))
PARTY = Param("party", "the targets' party: Democratic, Republican or a party's own word", "party")
PHASE = Param(
    "phase",
    "primary, general or runoff: by the filer's election code, and by the contest's calendar",
    "word",
    ("primary", "general", "runoff"),
)
SPENT_PHASE = Param(
    "phase",
    "primary, general or runoff: by the filer's election code, and by the contest's calendar; or special, by the code",
    "word",
    ("primary", "general", "runoff", "special"),
)
SINCE = Param("from", "the first day, inclusive", "date")
UNTIL = Param("to", "the last day, inclusive", "date")
