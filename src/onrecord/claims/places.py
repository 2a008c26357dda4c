"""Contests and states as stories name them: CA-34, California's 34th Congressional District, the Ohio Senate race."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.model.contest import NAMES, STATES, Contest

_UNITS = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth"]
_TEENS = [
    "Tenth",
    "Eleventh",
    "Twelfth",
    "Thirteenth",
    "Fourteenth",
    "Fifteenth",
    "Sixteenth",
    "Seventeenth",
    "Eighteenth",
    "Nineteenth",
]
_TENS = {"Twenty": 20, "Thirty": 30, "Forty": 40, "Fifty": 50}
ORDINALS = {w: n for n, w in enumerate([*_UNITS, *_TEENS], 1)}
ORDINALS |= {"Twentieth": 20, "Thirtieth": 30, "Fortieth": 40, "Fiftieth": 50}
ORDINALS |= {f"{t}-{u}": v + n for t, v in _TENS.items() for n, u in enumerate(_UNITS, 1)}
_STATE = "|".join(sorted(STATES, key=len, reverse=True))
_ORD = "|".join(sorted(ORDINALS, key=len, reverse=True))
_SEAT = rf"(?P<number>\d{{1,2}})(?:st|nd|rd|th)|(?P<word>{_ORD})|(?P<large>[Aa]t-[Ll]arge)"
_DISTRICT = re.compile(
    rf"\b(?P<state>{_STATE})(?:[\u2019']s?)? (?:{_SEAT})(?: (?:U\.S\. )?(?:Congressional|House))?(?: [Dd]istrict)?"
)
_ID = re.compile(rf"\b(?P<code>{'|'.join(NAMES)})-(?P<seat>\d{{1,2}}|AL)\b")
_RUN = (
    r"(?:race|seat|contest|(?:special |general )?election|primary|run-?off|nomination|campaign|candidates?|nominees?|bid"
    r"|hopefuls?|contenders?)"
)
_SENATE = re.compile(
    rf"\b(?P<state>{_STATE})(?:[\u2019']s?)? (?:(?:Democratic|Republican|GOP|open|special|(?:19|20)\d\d) )*"
    rf"(?:U\.S\. )?Senate (?:(?:Democratic|Republican|GOP) )?{_RUN}"
)
_SENATE_IN = re.compile(
    rf"\b(?<![Ss]tate )Senate (?:(?:Democratic|Republican|GOP) )?(?:{_RUN} )?(?:in|from) (?P<state>{_STATE})\b"
)
_LONE = re.compile(rf"\b(?P<state>{_STATE})\b")
_BARE = re.compile(rf"\b(?:{_SEAT})(?: (?:Congressional|House))? [Dd]istrict")

_OF_STATE = re.compile(rf" (?:of|in) (?:(?:north|south|east|west|central)\w* )?(?P<state>{_STATE})\b")


@dataclass(frozen=True)
class Place:
    """Words of the story that name a contest, or a state alone."""

    start: int
    end: int
    state: str
    contest: Contest | None = None


def places(text: str, offset: int = 0) -> list[Place]:
    """The contests and lone states of a sentence in order; `offset` is the sentence's place in the story.

    A district without its state ("the 34th District") takes the last state named before it in the sentence, else none.
    """
    found: list[Place] = []

    def add(hit: re.Match[str], state: str, contest: Contest | None) -> None:
        if all(hit.end() <= p.start - offset or p.end - offset <= hit.start() for p in found):
            found.append(Place(offset + hit.start(), offset + hit.end(), state, contest))

    for hit in _ID.finditer(text):
        seat = "00" if hit["seat"] == "AL" else hit["seat"].zfill(2)
        add(hit, hit["code"], Contest("H", hit["code"], seat))
    for hit in _DISTRICT.finditer(text):
        alone = hit["number"] and re.search("['\u2019]", hit[0]) and re.match(r"\s*(?:$|[.,;)])", text[hit.end() :])
        if hit["large"] or "istrict" in hit[0] or "ongress" in hit[0] or alone:  # alone: "Texas's 28th."
            add(hit, STATES[hit["state"]], Contest("H", STATES[hit["state"]], _seat(hit)))
    for hit in [*_SENATE.finditer(text), *_SENATE_IN.finditer(text)]:
        add(hit, STATES[hit["state"]], Contest("S", STATES[hit["state"]]))
    for hit in _LONE.finditer(text):
        add(hit, STATES[hit["state"]], None)
    for hit in _BARE.finditer(text):
        before = [p.state for p in sorted(found, key=lambda p: p.start) if p.end - offset <= hit.start()]
        behind = _OF_STATE.match(text, hit.end())
        if before or behind:
            state = STATES[behind["state"]] if behind else before[-1]
            add(hit, state, Contest("H", state, _seat(hit)))
    return sorted(found, key=lambda p: p.start)


def _seat(hit: re.Match[str]) -> str:
    if hit["large"]:
        return "00"
    return f"{int(hit['number']) if hit['number'] else ORDINALS[hit['word']]:02d}"
