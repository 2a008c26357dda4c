"""What keeps an amount from being judged by another sum than its own: words of the sentence's other amounts."""

from __future__ import annotations

import re

from onrecord.claims.figures import Figure, figures
from onrecord.claims.kinds.targets import Target
from onrecord.claims.story import Sentence, Story
from onrecord.claims.unread import kind_words, part_words
from onrecord.claims.words import CASH, GAVE, OPPOSE, RAISED, SPENT, SUPPORT

_IE = re.compile(r"\bindependent expenditures?\b", re.IGNORECASE)
_SIDE = re.compile(  # "to support candidates, $14.3 million, than to oppose them, $11.8 million"
    rf"\b(?:to (?:{OPPOSE}|{SUPPORT})|{OPPOSE}|supporting|opposing|on|for)\b[^$.;,]{{1,45}},? (?:just |only |about )?$",
    re.IGNORECASE,
)
_VERB = re.compile(rf"\b(?:{SPENT}|{RAISED}|{GAVE}|{CASH}|had|has|owed|owes)\b", re.IGNORECASE)
_SUM = re.compile(r"\b(?:total of|combined|together|between them|in all|collectively|altogether)\b", re.IGNORECASE)
NO_TARGET = "which of the sentence's amounts is whose, its words do not say for certain"


def _money(text: str) -> list[Figure]:
    return [f for f in figures(text) if f.kind == "money"]


def says_independent(text: str, figure: Figure) -> bool:
    """Whether the words of this amount, and not those of another in the sentence, call it independent expenditures."""
    others = [f for f in _money(text) if f.start != figure.start]
    if not others:
        return bool(_IE.search(text[: figure.start]) or _IE.search(re.split(r"[,;:]", text[figure.end :])[0]))
    floor = max((f.end for f in others if f.end <= figure.start), default=0)
    stop = min((f.start for f in others if f.start >= figure.end), default=len(text))
    lead = re.split(r"[,;:]| and | of (?:a|its|their) total | out of ", text[floor : figure.start])[-1]
    tail = re.split(r"[,;:]|\b(?:and|including|with|plus|of which)\b", text[figure.end : stop])[0]
    return bool(_IE.search(lead) or _IE.search(tail))


def other_part(story: Story, s: Sentence, figure: Figure, names: int) -> str | None:
    """The words that make an amount a part, or a sum of more than `names` committees; None when none do.

    An amount without a verb of its own has that of the amount before it, and that one's qualifiers too.
    """
    hit = _SIDE.search(s.text[: figure.start])
    if len(_money(s.text)) > 1 and hit and not re.search(r"\band\b", hit[0]):
        return hit[0].strip(" ,")
    said = _SUM.search(s.text)
    listed = {m.group.id for m in story.mentions_in(s.start, s.start + figure.start) if m.group}
    if said and len(listed) > names:
        return said[0]
    before = [f for f in _money(s.text) if f.end <= figure.start]
    if before and not _VERB.search(s.text[before[-1].end : figure.start] + s.text[figure.end : figure.end + 25]):
        one = before[-1]
        return part_words(s.text, one.start, one.end) or kind_words(s.text, one.start, one.end)
    return None


def surely(story: Story, s: Sentence, figure: Figure, target: Target) -> Target:
    """The target of an amount, doubted where others of the sentence's amounts stand between its names or beside it."""
    if not target.why and len(money := _money(s.text)) > 1:
        places = [m.start - s.start for m in story.people_in(s)]
        between = any(min(places) < f.start < max(places) for f in money) if len(target.people) > 1 and places else False
        if between or (_SIDE.search(s.text[: figure.start]) and s.text[: figure.start].rstrip().endswith(",")):
            return Target(target.name, target.stance, target.contest, target.people, NO_TARGET)
    return target
