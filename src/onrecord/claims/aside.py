"""Numbers of a story that are not checked, each with the reason: dates, ages, polls, plans, places, and the rest."""

from __future__ import annotations

import re
from typing import Any

from onrecord.claims.chamber import REASON, of_chamber
from onrecord.claims.figures import Figure, figures
from onrecord.claims.furniture import furniture
from onrecord.claims.periods import dates
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Typed
from onrecord.claims.within import Within
from onrecord.claims.words import SET_ASIDE

# A verb of outlay or receipt that is over and done, right before its amount: what follows is its purpose, and no plan.
_DONE = re.compile(
    r"\b(?P<verb>spent|poured|pumped|dropped|shelled out|forked over|plowed|ploughed|invested|sank|gave|given|donated"
    r"|raised|contributed|sent|steered|funnel(?:l)?ed|channel(?:l)?ed|(?:is|are|was|were|been|has|had|have)"
    r"(?: now| already)? (?:spending|pouring|pumping|dropping))"
    r"(?: (?:up|out|in|down|already|another|an additional|a total of|a record|a whopping|just|only|some|about|around"
    r"|roughly|nearly|almost|approximately|over|more than|less than|at least|as much as|up to|upwards of|well over|the"
    r"|an? estimated|an?|combined)){0,4} $",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:to|will|would|could|might|may|can|should|shall|ll|d|must|not|never)(?: \w+ly)? (?:also )?(?:have |be |been )?"
    r"$|\bto have(?: already)? $",
    re.IGNORECASE,
)

_TIME = ["second", "minute", "hour", "day", "week", "month", "year", "decade", "centur", "term", "season"]


def left_out(story: Story, typed: list[Typed]) -> list[dict[str, Any]]:
    """Every number that no claim covers, with its span, sentence, reason and the reason's code."""
    found = []
    covered = Within(sorted(typed, key=lambda t: t.start))
    for s in story.sentences:
        for figure in figures(s.text):
            start, end = s.start + figure.start, s.start + figure.end
            if covered.over(start, end):
                continue
            code, reason = why(story, s, figure)
            found.append(
                {"surface": figure.surface, "span": [start, end], "sentence": s.text, "code": code, "reason": reason}
            )
    for a, b, what in furniture(story.text):
        for figure in figures(story.text[a:b]):
            span = [a + figure.start, a + figure.end]
            reason = f"not the story: {what}"
            found.append(
                {"surface": figure.surface, "span": span, "sentence": "", "code": "furniture", "reason": reason}
            )
    return found


def planned(s: Sentence, figure: Figure) -> tuple[str, str] | None:
    """The code and reason of a number that the words around it make a plan, a poll, a tracker's figure and so on."""
    if of_chamber(s.text, figure):
        return "chamber_composition", REASON
    if needed_share(s.text, figure):
        return "legal_threshold", LIMIT
    clause = _clause(s.text, figure)
    over = done(s.text, figure)
    for code, reason, pattern in SET_ASIDE:
        if over and code == "pledge_or_plan":
            continue
        if code == "poll" and figure.kind == "money" and not _POLLING.search(clause):
            continue  # no poll is in dollars, though one costs some
        if code == "election_night_snapshot" and figure.kind == "money":
            continue
        where = s.text if code in ("ad_tracker", "election_night_snapshot") else clause
        if pattern.search(where):
            return code, reason
    return None


_POLLING = re.compile(r"\b(?:on|for|in) polling\b|\bpoll(?:s|ing)? (?:that )?cost\b", re.IGNORECASE)


def done(text: str, figure: Figure) -> bool:
    """Whether a verb right before an amount says that it was spent, given or raised: "spent $2 million in hopes of ...".

    "plans to have spent", "will have raised" and "would be spending" are still to come.
    """
    hit = _DONE.search(text[: figure.start])
    return bool(hit and not _TO_COME.search(text[: hit.start()]))


_WEALTH_AFTER = re.compile(r"(?: (?:personal|family|estimated|business|private))* (?:fortune|net worth|empire|estate)\b")
_WEALTH_BEFORE = re.compile(
    r"\b(?:(?:is|was|are|were|be|reportedly|personally|company|firm) worth|net worth (?:of|at|is|was)|fortune (?:of"
    r"|at|is|was)|valued at)(?: (?:an?|estimated|about|some|roughly|nearly"
    r"|more than|over|at|least))* $"
)


def wealth(text: str, figure: Figure) -> bool:
    """Whether an amount is what somebody owns or a firm is worth: "his $60 billion fortune", "worth $2 billion"."""
    lead = _WEALTH_BEFORE.search(text[: figure.start])
    return figure.kind == "money" and bool(_WEALTH_AFTER.match(text[figure.end :]) or lead)


_AT_200 = re.compile(r"\$200\b(?![,.]\d| (?:thousand|million|billion))")
_OF_GIFTS = re.compile(
    r"\b(?:contributions?|donations?|gifts?|checks?|donors?|contributors?|those|each|gave|given|give|contributed"
    r"|itemi[sz]ed|unitemi[sz]ed|disclos\w+)\b",
    re.IGNORECASE,
)


LIMIT = "a limit or threshold of law or of a chamber, not a figure of a contest"
_NEEDED = re.compile(
    r"^(?: of the (?:total |primary )?vote)?,? (?:(?:that|which) (?:is|was|are|were) )?(?:needed|required|necessary"
    r"|threshold"
    r"|mark (?:needed|required|to|that)|to (?:avoid|avert|force|advance|win outright))\b"
)
_NEEDS = re.compile(
    r"\b(?:needs?|needed|requires?|required|threshold of|(?:clear|cross|top|reach|surpass|hit)(?:ed|ing|s|es)? the"
    r"|short of (?:the|a)|below the|above the|majority of) (?:more than |at least )?$"
)


def needed_share(text: str, figure: Figure) -> bool:
    """Whether a percentage is one that a law asks for: "short of the 50% needed to avoid a runoff"."""
    if figure.kind != "percent":
        return False
    after = _NEEDED.match(text[figure.end :])
    return bool(
        after or (_NEEDS.search(text[: figure.start]) and not re.match(r" of the (?:money|funds)", text[figure.end :]))
    )


def threshold(text: str, figure: Figure) -> bool:
    """Whether an amount is the $200 above which a giver is itemised (52 U.S.C. 30104(b)(3)(A)), not a sum of gifts."""
    if figure.kind != "money" or figure.value != 200 or not _AT_200.search(text[figure.start : figure.end + 20]):
        return False
    return bool(_OF_GIFTS.search(text[: figure.start]) or _OF_GIFTS.search(text[figure.end : figure.end + 40]))


_BREAK = (
    r"[;\u2014]| -- |, (?:which|who|while|but|and|an? (?:outlay|sum|amount|figure|total|investment))\b"
)


def _clause(text: str, figure: Figure) -> str:
    """The words around a figure up to the next comma, semicolon or relative clause that has a verb of its own."""
    breaks = [m.end() for m in re.finditer(_BREAK, text)]
    start = max((b for b in breaks if b <= figure.start), default=0)
    ends = [b for b in breaks if b > figure.end]
    return text[start : min(ends, default=len(text))]


def why(story: Story, s: Sentence, figure: Figure) -> tuple[str, str]:
    """The code and the reason why a number is not checked."""
    around = (s.start + figure.start, s.start + figure.end)
    if any(a < figure.end and figure.start < b for a, b in dates(s.text)):
        return "date", "a date; when something was done is in no loaded source (a filing's own day is)"
    if any(p.start <= around[0] and around[1] <= p.end for p in story.places_of(s)) or _district(s.text, figure):
        return "place", "part of the name of a district"
    if figure.kind == "malformed":
        return "malformed", "digits grouped as no number is: which amount is meant cannot be read for certain"
    if figure.kind == "range":
        return "range", "a range of amounts: no one sum that a record can hold is claimed"
    if _age(s.text, figure):
        return "age", "an age, not a figure of this record"
    if found := planned(s, figure):
        return found
    if threshold(s.text, figure):
        return "legal_threshold", LIMIT
    if any(figure.noun.startswith(t) for t in _TIME):
        return "time", "a span of time, not a figure of this record"
    if figure.kind == "times":
        return "undefined_measure", "how often something was done, in words that no filing or count defines"
    if figure.kind == "money":
        return (
            "other_fact",
            "an amount whose spender, receiver or purpose the sentence does not say in words that this record holds",
        )
    return "other_fact", "no question of this record is asked of such a number"


def _district(text: str, figure: Figure) -> bool:
    return figure.kind == "ordinal" and bool(re.match(r"[ \w]{0,24}\b[Dd]istrict", text[figure.end :]))


def _age(text: str, figure: Figure) -> bool:
    after = text[figure.end :]
    aged = re.match(r"[- ]years?[- ]old", after)
    apposed = (
        figure.kind == "number"
        and 18 <= figure.value <= 110
        and re.match(r",", after)
        and text[: figure.start].endswith(", ")
    )
    return bool(aged or apposed)
