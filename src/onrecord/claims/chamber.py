"""Numbers of a chamber and not of an election: its present seats by party, what a majority needs, votes on its floor."""

from __future__ import annotations

import re

from onrecord.claims.figures import Figure

REASON = "a chamber's present seats, what is needed there, or a vote in it: no result of an election"
_PAIR = re.compile(r"(?<![\d.,$])(?P<a>\d{1,3})(?:-| to |\u2013)(?P<b>\d{1,3})(?![\d,%]|\.\d| percent)")
_EDGE = r"(?:majority|margin|edge|advantage|split|control|lead|divide|breakdown|minority|chamber|House|Senate)"
_EDGE_AFTER = re.compile(rf"^ (?:[\w-]+ ){{0,2}}{_EDGE}\b")
_EDGE_BEFORE = re.compile(
    rf"\b{_EDGE},?(?: \w+){{0,3}}? ?(?:of|at|is|was|to|by|from|now)? ?$|\b(?:hold|holds|held|controls?|controlled)"
    r"(?: \w+){0,3} $"
)
_CHAMBER = re.compile(r"\b(?:House|Senate|chamber|majority|Congress|seats?|caucus|GOP|Republicans|Democrats)\b")
# The last of these before a pair says whether it was won or is what the chamber has.
_STATE = re.compile(
    r"\b(?:(?P<won>(?:will|would|to|would have|will have) (?:\w+ )?(?:have|hold|control|enjoy|maintain|keep|retain"
    r"|begin|start|enter)\b[^.;]*?"
    r"|w[oi]n(?:ning|s)?(?! back)|captur(?:ed|ing)|took|taking|secur(?:ed|ing)|claim(?:ed|ing)|end(?:ed|ing) up"
    r"|finish(?:ed|ing)|emerg(?:ed|ing)"
    r"|kept|keeping|gave|giving|gain(?:ed|ing)|retain(?:ed|ing)|expand(?:ed|ing)|elected|flipped|beat(?:en)?|defeated|ousted|topp\w+|re-?elected|lost|edged|unseated)"
    r"|(?P<has>hold(?:s|ing)?|held|cling\w*|clung|have|has|had|control(?:s|led|ling)?|maintain(?:s|ed|ing)?"
    r"|enjoy(?:s|ed|ing)?|stands?|stood|currently|now|is|are|was|were|defend\w*|fac(?:e|es|ed|ing)|narrow(?:s|ed)?"
    r"|despite|given|under))\b"
)
_FEW = r"(?:(?:only|just|about|at least|no more than|more than|as many as|the|a|an?|another|net|total|of|up|some) )*"
_HOLDS = re.compile(
    r"\b(?:Republicans|Democrats|GOP|Democratic Party|Republican Party|independents|party|majority),?"
    r" (?:(?:now|currently|still|also|only|just|narrowly) )*(?:hold|holds|have|has|held|had|control|controls"
    rf"|controlled|occupy|occupies) {_FEW}$"
)
_ELIDED = re.compile(rf"\b(?:and|to|while) (?:the )?(?:Democrats|Republicans|GOP)[\u2019']?,? {_FEW}$")
_SEATS = re.compile(r"^[- ](?:[\w-]+ ){0,2}?(?:seats?|members|districts)\b|^ (?:in|of) the (?:House|Senate|chamber)\b")
_SEAT_EDGE = re.compile(r"^[- ](?:seat|vote|member)s? (?:[\w-]+ )?(?:majority|margin|edge|advantage|cushion|lead)\b")
_NEEDED_AFTER = re.compile(
    r"^(?:[- ](?:seat|vote|member)s?)?(?: [\w-]+){0,2}? (?:(?:that )?(?:is|are|was|were|they|it|Democrats"
    r"|Republicans) )?"
    r"(?:needed|needs?|required|necessary)\b(?! (?:a )?(?:run-?off|recount|to (?:avoid|advance|qualify|win outright)))"
    r"|^(?:[- ]seats?| more seats) to (?:win|take|gain|flip|retake|reclaim|regain|control|secure|hold|keep)"
    r"(?: back)? (?:control|the (?:House|Senate|chamber|majority)|a majority)"
)
_NEEDED_BEFORE = re.compile(
    r"\b(?:need(?:s|ed|ing)?|requir(?:es|ed|ing)|must|have to|has to|afford(?:s)? to|can|could)"
    rf"(?: to)?(?: (?:only |just )?(?:flip|win|gain|net|pick up|hold|lose|spare|muster))? {_FEW}$"
)
_FLOOR = re.compile(
    r"\b(?:pass(?:ed|es|ing)?|approv(?:ed|es|ing)|confirm(?:ed|s|ing)|reject(?:ed|s|ing)|vot(?:ed|ing)|acquitt?(?:ed|ing)"
    r"|impeach(?:ed|ing)|censur(?:ed|ing)|ratif(?:ied|ying)|advanced|cleared|adopted|ruled|ruling|vote was|votes? of"
    r"|party-line|roll call|committee|council|justices)\b[^,;]{0,60}$"
)
_CAST = re.compile(r"^ (?:party-line |floor |roll-call |committee |final |procedural )?votes?\b(?! (?:margin|lead|win))")


def of_chamber(text: str, figure: Figure) -> bool:
    """Whether a figure of a sentence tells of a chamber: "cling to a 219-213 majority", "218 seats needed"."""
    before, after = text[: figure.start], text[figure.end :]
    if figure.kind not in ("number", "split", "votes", "part") or not _CHAMBER.search(text):
        return False
    pair = next((p for p in _PAIR.finditer(text) if p.start() <= figure.start and figure.end <= p.end()), None)
    if pair:
        return _of_pair(text, pair)
    if _NEEDED_AFTER.match(after) and re.search(r"\b(?:majority|control|chamber|House|Senate|bill|pass)\b", text):
        return True
    seats = bool(_SEATS.match(after))
    if _NEEDED_BEFORE.search(before) and (seats or (figure.kind == "votes" and figure.value < 219)):
        return True
    if _SEAT_EDGE.match(after) and figure.value < 219 and _state(before) != "won":
        return bool(re.match(r"^[- ](?:seat|member)", after) or re.search(r"\b(?:House|Senate|chamber)\b", text))
    told = _HOLDS.search(before)
    if told and (seats or figure.value > 200):
        return True
    return bool(_ELIDED.search(before) and _held_before(text, before))


def _of_pair(text: str, pair: re.Match[str]) -> bool:
    """Whether two numbers are a chamber's seats by party, or votes for and against in it."""
    before, after = text[: pair.start()], text[pair.end() :]
    total = int(pair["a"]) + int(pair["b"])
    if (_CAST.match(after) or _FLOOR.search(before)) and not re.search(r"\b(?:primary|run-?off|voters)\b", text):
        return True
    size = 400 < total <= 436 or 96 <= total <= 101
    edged = _EDGE_AFTER.match(after) or _EDGE_BEFORE.search(before)
    return bool(size and edged and _state(before) != "won")


def _state(before: str) -> str | None:
    hits = list(_STATE.finditer(before))
    return hits[-1].lastgroup if hits else None


def _held_before(text: str, before: str) -> bool:
    """Whether the number before, whose verb is left out here, is a chamber's: "hold 220 seats and Democrats 213"."""
    return any(_HOLDS.search(text[: m.start()]) for m in re.finditer(r"\d+", before))
