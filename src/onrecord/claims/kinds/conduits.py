"""Money that a committee raised for candidates: contributions to them, most of which others gave and it passed on."""

from __future__ import annotations

import re

from onrecord.claims.figures import figures
from onrecord.claims.gift_names import last_group, name_at, subject
from onrecord.claims.kinds.amount import Amount, said_of
from onrecord.claims.periods import period_of
from onrecord.claims.story import Story
from onrecord.claims.typed import Typed, always, cannot

_VERB = re.compile(
    r"\b(?:raised|raising|raises|bundled|bundling|collected|funnel(?:l)?ed|steered|channel(?:l)?ed|directed|distributed"
    r"|passed (?:on|along)|delivered|generated|helped raise|moved|earmarked|routed)\b"
)
_FOR = re.compile(
    r"(?: in (?:[\w-]+ )?(?:contributions|donations|earmarks))?,? (?:for|to|on behalf of) "
    r"(?P<who>(?:the )?(?:more than |over |about |some |nearly )?(?:\d[\d,]*|dozens of|hundreds of|[a-z]+)?\s?"
    r"(?P<kind>(?:[\w-]+ ){0,3}?(?:candidates|campaigns|lawmakers|members of Congress|incumbents|challengers))\b"
    r"|(?:the )?(?P<name>[A-Z][\w\u2019'-]+)(?=[^,.;$]{0,30}\b(?:campaign|committee)\b))"
)
_CONDUIT = re.compile(r"\b(?:conduits?|bundl\w+|earmark\w+|endors\w+|passed (?:on|along)|on behalf)\b", re.IGNORECASE)
_DROPPED = re.compile(r"^(?:endorsed|favored|preferred|its|their|the|other|more|than|all)\s", re.IGNORECASE)


def raised_for(story: Story, a: Amount) -> Typed | None:
    """The claim of money that a conduit or a PAC raised for candidates: contributions made, earmarks in them; else None.

    Without "conduit", "bundled", "endorsed" or the like only where candidates in general are meant: a super PAC that
    "raised $5 million for Lee" takes it in itself.
    """
    s, f = a.sentence, a.figure
    hit = _FOR.match(s.text[f.end :])
    earlier = [x for x in figures(s.text) if x.kind == "money" and x.end <= f.start]
    verbs = [m for m in _VERB.finditer(s.text[: f.start])]
    goes_on = earlier and re.fullmatch(
        r"[^,;.$]{0,80} and (?:about |some |over |nearly |more than )?", s.text[earlier[-1].end : f.start]
    )
    if not hit or not verbs or (earlier and verbs[-1].start() < earlier[-1].end and not goes_on):
        return None
    if not _CONDUIT.search(s.text):
        return None
    party = subject(story, s, s.text, 0, verbs[-1].start()) or last_group(story, s, verbs[-1].start())
    if party is None or (party.mention and party.mention.person):
        return None
    period = period_of(s.text, f.start, story.published)
    said = said_of(a, "contributions_made", f"{party.name} (incl. earmarks)", period)
    said["target"] = _kind(hit["kind"]) if hit["kind"] else _name(story, a, hit)
    why = "money that a committee raised for others is in their receipts, and in its own as earmarks: ask contributions"
    return Typed(*a.span, "donor_flow", said, always(cannot(why)))


def _kind(words: str) -> str:
    while _DROPPED.match(words):
        words = _DROPPED.sub("", words, count=1)
    return words.replace("Congressional", "congressional")


def _name(story: Story, a: Amount, hit: re.Match[str]) -> str | None:
    one = name_at(story, a.sentence, a.sentence.text, a.figure.end + hit.start("name"))
    return re.split(r"-", one.party.name)[0] if one else None
