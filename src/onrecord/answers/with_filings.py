"""Puts what loaded electronic filings say beside a question's answers; what is loaded is never called not loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from onrecord.answers import filed_money as money
from onrecord.answers.answer import Answer
from onrecord.answers.filed import Filed, filed, listed
from onrecord.answers.question import Given

Ask = Callable[[Given], list[Answer]]
ASKED: dict[str, Callable[[Given, Filed], list[Answer]]] = {
    "committee-totals": money.committee_totals,
    "individual-contributions": money.individual_contributions,
    "contributors": money.contributors,
    "contributions": money.contributions,
    "transfers": money.transfers,
    "operating-expenditures": money.operating_expenditures,
}
#: Questions that ask the Schedule E rows of filings themselves.
SCHEDULE_E = {
    "independent-expenditures",
    "share",
    "contests-active",
    "only",
    "largest",
    "first",
    "money-helping",
    "outlay",
}
NOT_ASKED = "loaded and not asked here"


def with_filings(name: str, answer: Ask, g: Given) -> list[Answer]:
    """The answers of the question `name`, and those of the committees' electronic reports that count on the day.

    An answer without a value gives way to the reports where they have what is asked; where the question does not use
    them, it says that they are loaded and not asked here.
    """
    committees = [c for one in (g.spender, g.giver, g.taker) if one for c in one.committees]
    found = answer(g)
    mine = filed(g.record, committees, g.in_cycle, g.as_of) if committees else None
    if mine is None or not (mine.counts or mine.aside):
        return found
    more = [a for a in ASKED[name](g, mine)] if name in ASKED and mine.counts else []
    if any(a.value is not None for a in more):
        return [*(a for a in more if a.value is not None), *(a for a in found if a.value is not None)]
    said = _said(name, mine)
    return [a if a.value is not None else replace(a, caveats=(*a.caveats, *said)) for a in found]


def _said(name: str, mine: Filed) -> list[str]:
    """What is said of filings that gave no answer: asked and empty, of no known day, or not asked here."""
    told = mine.left_out()
    if not mine.counts:
        others = [r for r in mine.aside if r["state"] == "another form"]
        return told + ([f"{listed(others)}: {NOT_ASKED}"] if others else [])
    if name == "contributions":  # which says so of each committee
        return told
    if name in ASKED:
        return [f"asked too, without such a row: {listed(mine.counts)}", *told]
    if name in SCHEDULE_E:
        return [f"asked too, for Schedule E: {listed(mine.counts)}", *told]
    return [f"{listed(mine.counts)}: {NOT_ASKED}", *told]


def in_filings(name: str, g: Given) -> list[Answer]:
    """What the committees' electronic reports alone answer to the question `name`; none where none counts."""
    mine = filed(g.record, g.spender.committees, g.in_cycle, g.as_of)
    return [a for a in ASKED[name](g, mine) if a.value is not None] if mine.counts else []
