"""A vote figure in a sentence of two stages or rounds: its own clause's words must be those that it is judged by."""

from __future__ import annotations

import re

from onrecord.claims.story import Sentence
from onrecord.claims.typed import Typed

_CUT = re.compile(
    r"[;,:\u2014]|\s--\s|\b(?:and|but|after|before|having|than|compared|while|versus|up from|down from|then)\b"
)
_STAGES = {
    "primary": re.compile(r"\bprimar(?:y|ies)\b|\bnomination\b", re.IGNORECASE),
    "general": re.compile(r"\bNovember\b|\bgeneral(?: election)?\b|\bfall\b", re.IGNORECASE),
    "runoff": re.compile(r"\brun-?off\b", re.IGNORECASE),
    "first": re.compile(r"\b(?:first|initial|opening)[- ](?:round|choices?|count)\b", re.IGNORECASE),
    "final": re.compile(
        r"\b(?:final|last|second|third|fourth|decisive) round\b|\bthe (?:second|final|last)(?= by | with |,)",
        re.IGNORECASE,
    ),
}
_OF_VOTES = ("result_share", "result_margin", "result_votes")


def other_stage(s: Sentence, one: Typed) -> str | None:
    """Why a vote figure is not judged: the sentence names two stages, and the figure's own words another than the one
    asked, or none. None where it is judged."""
    named = {name for name, words in _STAGES.items() if words.search(s.text)}
    if one.claim_type not in _OF_VOTES or len(named) < 2:
        return None
    asked = _asked(one, named)
    start, end = one.start - s.start, one.end - s.start
    cuts = [m.span() for m in _CUT.finditer(s.text)]
    while True:
        first = max((b for _, b in cuts if b <= start), default=0)
        own = s.text[first : min((a for a, _ in cuts if a >= end), default=len(s.text))]
        found = {name for name, words in _STAGES.items() if words.search(own)}
        if found or first == 0:
            break
        start = end = max(a for a, b in cuts if b <= start)  # the clause before, where its own names none
    return None if found & asked or not found - asked else f"in {' and '.join(sorted(found))}"


def _asked(one: Typed, named: set[str]) -> set[str]:
    """The stages that the question behind a claim is of: a first round wherever the sentence names one."""
    phase = str(one.claim["phase"] or "general")
    asked = {name for name in ("primary", "runoff", "general") if name in phase}
    if "first" in named and "runoff" not in asked:
        return {"first", *asked} - {"final"}
    return {*asked, "final"} if "final" in named else asked
