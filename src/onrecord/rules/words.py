"""The sentence that says why an outcome is what it is, in neutral words, with the law it rests on."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from onrecord.rules.rule import ALL_TIED, LOT, NOBODY, ONE_BALLOT, WITHIN_PARTY

if TYPE_CHECKING:
    from onrecord.rules.count import Outcome, Tie

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
PLACES = ("", "first", "second", "third", "fourth", "fifth")


def percent(share: Fraction) -> str:
    """A share as a percentage with two decimals, half up, by whole-number arithmetic: "51.15%"."""
    hundredths = (share.numerator * 20000 + share.denominator) // (2 * share.denominator)
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


def names(many: tuple[str, ...]) -> str:
    """Names in a sentence: "A", "A and B", "A, B and C"."""
    return many[0] if len(many) == 1 else f"{', '.join(many[:-1])} and {many[-1]}" if many else "nobody"


def explain(found: Outcome) -> str:
    """One plain sentence: who, by what, under which law, and what the votes alone leave open."""
    parts = [_main(found), *(_tie(found, tie) for tie in found.ties), _majority(found), _place_left(found)]
    text = "; ".join(p for p in parts if p)
    partial = "" if found.total is not None else " (counted on the candidates given, not on all)"
    mark = "" if found.certain else f" [uncertain: {found.rule.note.rstrip('.')}]"
    return f"{text} ({found.rule.cited}){partial}{mark}"


def _main(found: Outcome) -> str:
    """Who is elected or nominated, who goes on, or who is still waiting."""
    chosen = found.elected or found.nominated
    if chosen:
        done = "elected" if found.elected else "nominated"
        share = f"{percent(found.leader_share)} of {found.total:,} votes" if found.leader_share is not None else "votes"
        if found.rule.settled_by:
            return f"{chosen} is {done} with {share}, {found.rule.settled_by}"
        most = f"{dict(found.order)[chosen]:,}"
        return f"{chosen} is {done} with the most votes, {most} ({share})"
    goal = f" to the {found.next_stage.replace('_', ' ')}" if "runoff" in found.next_stage else ""
    scope = ", of any party preference" if found.rule.party_scope == ONE_BALLOT else ""
    field = f" of {len(found.order)}" if found.total is not None else ""
    count = f"the {number(found.rule.advances)} highest{field}{scope}"
    settled_by = found.rule.settled_by
    if settled_by and found.total and settled_by.reached(found.order[0][1], found.total):
        return "nobody is chosen"
    lead = f"nobody has {settled_by}, and " if settled_by else ""
    if found.rule.on_request and found.undecided:
        return f"{lead}{names(found.undecided)} meet again only if the runner-up asks: not known from the votes"
    if not found.advancing:
        return f"{lead}nobody is chosen" if found.undecided or found.ties else f"{lead}nobody advances"
    verb = "advances" if len(found.advancing) == 1 else "advance"
    if found.undecided or any(tie.resolved == ALL_TIED for tie in found.ties):
        return f"{lead}{names(found.advancing)} {verb}{goal} (by rule, {count})"
    if len(found.advancing) < min(found.rule.advances, len(found.order)):
        lack = f"less than {percent(found.rule.threshold)} of the" if found.rule.threshold else "no"
        return f"{lead}only {names(found.advancing)} {verb}{goal}: the others have {lack} votes"
    if found.unnamed:
        return f"{lead}{names(found.advancing)} {verb}{goal}"
    if len(found.order) <= found.rule.advances and found.total is not None:
        return f"{lead}{names(found.advancing)} {verb}{goal}, as no more than {number(found.rule.advances)} ran"
    return f"{lead}{names(found.advancing)} {verb}{goal} as {count}"


def _tie(found: Outcome, tie: Tie) -> str:
    """What became of one tie."""
    place = PLACES[tie.place] if tie.place < len(PLACES) else f"place {tie.place}"
    what = f"{names(tie.candidates)} tie for {place} at {tie.votes:,}"
    if tie.resolved == ALL_TIED:
        return f"{what} and all of them advance"
    if tie.resolved == LOT:
        return f"{what}, decided by lot: not known from the votes"
    if tie.resolved == "the lot given":
        return f"{what}, and the lot given put {names(tuple(n for n in tie.candidates if n in _ahead(found)))} ahead"
    if tie.resolved == NOBODY:
        return f"{what}, and the law then chooses nobody"
    return what if tie.resolved == "room for all" else f"{what}, and how the law breaks it is not sourced"


def _place_left(found: Outcome) -> str:
    """That a write-in without a name may take a place that the candidates named leave."""
    if not found.unnamed:
        return ""
    left = found.rule.advances - len(found.advancing) - len(found.undecided)
    place = "the place that is" if left == 1 else f"one of the {number(left)} places that are"
    return f"a write-in among the {found.unnamed:,} votes without a name may take {place} left"


def _ahead(found: Outcome) -> tuple[str, ...]:
    """Who is elected, nominated or goes on."""
    return tuple(name for name in (found.elected, *found.advancing) if name)


def _majority(found: Outcome) -> str:
    """That a majority changes nothing, where a reader might think it does."""
    share = found.leader_share
    if found.rule.settled_by or found.elected or share is None or share <= Fraction(1, 2):
        return ""
    if found.rule.party_scope == WITHIN_PARTY or found.rule.next_stage != "general":
        return ""
    kind = "special" if found.rule.special == (True,) else "regular"
    return f"{found.leader}'s {percent(share)} does not elect in a {kind} primary"


def number(n: int) -> str:
    """A small whole number in a word: "two"; larger ones in digits."""
    return NUMBERS[n] if n < len(NUMBERS) else str(n)
