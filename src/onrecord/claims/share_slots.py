"""Slots of shares of money that the words around and the claims beside them say: who gave, to whom, of when.

What is filled here is stated and decides no verdict.
"""

from __future__ import annotations

import re

from onrecord.claims.discourse import Actor, person_meant, subject_at
from onrecord.claims.near_claims import Slots, as_story, previous_sentence, sentence_of, special_year, sums_in
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Typed
from onrecord.claims.words import OPPOSE, SUPPORT

_SMALL = re.compile(
    r"\b(?:gifts?|donations?|contributions?|donors?|increments?|checks?|amounts?|sums?|individuals?|people|contributors?)\b"
    r"(?: \w+){0,3}? (?:of |who (?:gave|contributed) |giving |at |or )?(?:under |below |less than |up to "
    r"|no more than )?"
    r"\$200\b(?![,.]\d)|\bunitemi[sz]ed\b",
    re.IGNORECASE,
)
_NAMES = re.compile(r"(?<![\w.])[A-Z][\w.\u2019'&-]*(?: (?:(?:of|for|the|de|van|von) )?[A-Z][\w.\u2019'&-]*)*")
_FROM = re.compile(r"\b(?:from|(?:given|contributed|donated|provided|supplied|put up|funded) by|courtesy of)\b")
_GAVE = re.compile(
    r"\b(?:account\w* for|(?:is|are|was|were) (?:responsible for|behind)|ma(?:de|kes?|king) up|compris\w+|represent\w*"
    r"|constitut\w+|provid\w+|suppl(?:y|ied|ies)|contribut\w+|gave|given|donat\w+|put up|kicked in|footed|bankroll\w*"
    r"|equal(?:ed|s|ing)?(?: to)?|amount\w* to)\W*(?:(?:for|some|about|just|only|fully) )*$",
    re.IGNORECASE,
)
_HELD = re.compile(r"[(\u2014\u2013](?P<list>[^)(\u2014\u2013]{3,160})[)\u2014\u2013]\s*(?:\w+ )?$")
_THOSE = re.compile(
    r"\b(?:those|these|the|all) (?P<n>two|three|four|five|six|couple|pair)\b|\b(?P<both>both|the pair|the two)\b",
    re.IGNORECASE,
)
_THAT_GIFT = re.compile(
    r"\W*(?:That|This|The) (?:[\w-]+ )?(?:gift|donation|contribution|check|money|sum|amount)\b[^.;]{0,20}?\b(?:made"
    r"|makes"
    r"|accounted|accounts|represent\w*|constitut\w*|was|is)\b"
)
_TO_PARTY = re.compile(
    r"^ of (?:it|that|which|them)(?: (?:has gone|have gone|going|went|was given|was))?,? to (?P<party>Republicans"
    r"|Democrats|GOP)\b"
)
_COUNT = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "couple": 2, "pair": 2}
_OF = re.compile(
    r"^[\s)\u2014\u2013,]*(?:or )?of (?P<whole>(?:[^;.]|\.\d){0,90}?)"
    r"(?=,|;|\.(?!\d)| \u2014|$| (?:came|comes|coming|has come|have come|was|were|is|are)\b| from\b)"
)
_BACK = re.compile(r"^(?:it|that|which|this|them|the sum|the amount|the haul)\b")
_GROUP = re.compile(
    r"\b(?:its|their|it|they|(?:the|that|this) (?:[\w-]+ )?(?:group|super PAC|PAC|committee|organi[sz]ation|fund))\b"
)
_PERSON = re.compile(
    r"\b(?P<who>his|her|he|she|the (?:[\w-]+ )?(?:candidate|congressman|congresswoman|incumbent|challenger|senator"
    r"|governor|lawmaker|nominee|Democrat|Republican))\b"
)
_OWN = re.compile(r"\b(?:his|her) own\b|\bto (?:himself|herself)\b|\b(?:him|her)self\b|\bself-fund")
_TITLE = re.compile(
    r"^(?:The|A|An|Just|Only|And|But|In|Of|About|Some|Two|Three|Four|Five|Those|These|Together|Both|Money|PACs?|All|Nearly"
    r"|Most|More|It|He|She|They|His|Her|Their|Its|That|This|Donations|Contributions|Gifts|Employees|Small|Individuals?"
    r"|Rep\.|Sen\.|Mr\.|Ms\.|(?:Republican|Democrat)(?:s|[\u2019']s)?|Senate|House|Washington|Hospitals|Banks|Unions)$"
)


def shared(story: Story, one: Typed, done: list[Typed], claims: list[Typed]) -> Slots:
    """The slots of a share that its sentence, the claims beside it and the committee spoken of say."""
    s, said = sentence_of(story, one), one.claim
    found: Slots = {}
    if said["comparator"] == "approx" and not re.search(
        r"\d|about|some|roughly|around|approx|estimated", _words(story, one)
    ):
        found["comparator"] = "exact"
    if said["measure"] == "ie_share":
        return found | _aimed(story, s, one)
    if said["measure"] not in ("contribution_share", "top_k_donor_share"):
        return found
    mine = sums_in(done, s.start, one.start)
    last = previous_sentence(story, s)
    back = mine or (sums_in(done, last.start, last.end) if last else [])
    taker, period, own = _taker(story, s, one, mine, back)
    if _THAT_GIFT.match(s.text) and last and (gave := [c for c in sums_in(done, last.start, last.end) if _gift(c)]):
        return found | {k: gave[-1].claim[k] for k in ("subject", "target", "period")}
    if to := _TO_PARTY.match(s.text[one.end - s.start :]):
        base = mine[-1].claim if mine else {"subject": None, "period": said["period"]}
        party = "Republican" if to["party"] in ("Republicans", "GOP") else "Democratic"
        return found | {"subject": base["subject"], "target": f"{party} candidates", "period": base["period"]}
    giver = None if said["measure"] == "top_k_donor_share" else _giver(story, s, one, done, mine, taker)
    self_funded = taker and not taker.committee and (giver == taker.name or (own and giver is None))
    if taker and self_funded:
        return found | {"subject": taker.name, "target": f"{taker.name} campaign"}
    found |= {"subject": giver} if giver else {}
    found |= {"target": taker.name} if taker else {}
    found |= {"period": period} if period else {}
    total = (found.get("period") or said["period"]) == f"{story.cycle} cycle to {story.published}"
    if total and taker and taker.contest and (year := special_year(story, taker.contest)) and year % 2:
        found["period"] = f"{year} special"
    return found


def _gift(one: Typed) -> bool:
    return one.claim_type == "donor_flow"


def _words(story: Story, one: Typed) -> str:
    return story.text[one.start : one.end].casefold()


def _taker(
    story: Story, s: Sentence, one: Typed, mine: list[Typed], back: list[Typed]
) -> tuple[Actor | None, str | None, Actor | None]:
    """Whose money the share is of, the period of the sum that it is of, and who it is where the money is their own."""
    rel, end = one.start - s.start, one.end - s.start
    tail = s.text[end:]
    hit = _OF.match(tail)
    whole = hit["whole"] if hit else ""
    those = _THOSE.search(s.text, 0, rel) and re.match(r"(?:the|all the|that) (?:money|total|funds|cash)\b", whole)
    if those and (gave := [c for c in back if _gift(c) and c.claim["target"]]):
        return _actor(story, gave[-1].claim["target"]), gave[-1].claim["period"], None
    own = _OWN.search(s.text)
    if hit is None or _BACK.match(whole):
        base = back[-1].claim if back else None
        if base and back[-1].claim_type in ("committee_flow", "donor_flow", "self_fund", "aggregate_group"):
            name = base["target"] if back[-1].claim_type == "donor_flow" else base["subject"]
            who = _actor(story, name) or subject_at(story, s, rel)
            return who, base["period"] if who else None, who if own else None
    start = s.start + end + (hit.start("whole") if hit else 0)
    inside = story.actors_in(start, start + len(whole))
    if inside and not re.match(r"[^,]{0,40}\bfrom\b", whole):
        who = inside[0]
    elif (group := _GROUP.search(whole)) or not (person := _PERSON.search(whole)):
        theirs = [
            a
            for a in story.actors_in(s.start, start)
            if re.match(r"[\u2019']s? (?:campaign|team)\b", story.text[a.end :])
        ]
        committees = theirs or [a for a in story.actors if a.committee and a.start < (s.start + rel if group else start)]
        plain = re.match(
            r"(?:the |all (?:the )?)?(?:money|total|funds?|funding|cash|contributions|donations|receipts)\b", whole
        )
        who = committees[-1] if committees and (group or plain) else None
    else:
        who = person_meant(story, s, end, person["who"]) or subject_at(story, s, rel, person=True)
    period = (
        mine[-1].claim["period"]
        if mine and who and who.name in (mine[-1].claim["subject"], mine[-1].claim["target"])
        else None
    )
    return who, period, who if own else None


def _actor(story: Story, name: str | None) -> Actor | None:
    known = next((a for a in story.actors if a.name == name), None)
    return known or (Actor(name, 0, 0, False) if name else None)


def _giver(
    story: Story, s: Sentence, one: Typed, done: list[Typed], mine: list[Typed], taker: Actor | None
) -> str | None:
    """Who gave the share: those named after "from", else those whom the words before "account for" list."""
    rel, end = one.start - s.start, one.end - s.start
    tail = s.text[end:]
    clause = re.split(r"[;.](?!\d)", tail)[0]
    if _SMALL.search(clause) or (_SMALL.search(s.text[:rel]) and _GAVE.search(s.text[:rel])):
        return "unitemized donors"
    if came := _FROM.search(clause):
        listed = listed_names(story, clause[came.end() :], first=True)
        return " + ".join(listed) if listed else None
    lead = s.text[:rel]
    if mine and mine[-1].claim_type in ("donor_flow", "self_fund"):
        between = story.text[mine[-1].end : one.start]
        if re.fullmatch(r"[^;.]{0,60}?[,(\u2014\u2013-] ?(?:or |equal to |which is |which was )?", between):
            return str(mine[-1].claim["subject"] or "") or None
    if verb := _GAVE.search(lead):
        words = re.split(r"[;.](?!\d)|\b(?:said|says|that|while|but|and then)\b", lead[: verb.start()])[-1]
        held = _HELD.search(words.rstrip() + " ")
        listed = listed_names(story, held["list"] if held else words)
        listed = [n for n in listed if not taker or n != taker.name]
        those = _THOSE.search(words)
        if not listed and those:
            return _back(story, s, done, _COUNT[(those["n"] or "two").casefold()], taker)
        return " + ".join(listed) if listed else None
    return None


def _back(story: Story, s: Sentence, done: list[Typed], number: int, taker: Actor | None) -> str | None:
    """The last so many givers of whom the story spoke: "those three firms"."""
    gave = [c.claim["subject"] for c in done if c.claim_type == "donor_flow" and c.claim["subject"] and c.end <= s.start]
    names = list(dict.fromkeys(gave))[-number:]
    if len(names) < number and (last := previous_sentence(story, s)):
        names = [n for n in listed_names(story, last.text) if not taker or n != taker.name][-number:]
    return " + ".join(names) if len(names) == number else None


def listed_names(story: Story, text: str, first: bool = False) -> list[str]:
    """The names in some words, as the story writes them in full; with `first` the list right at their start."""
    found: list[str] = []
    end = 0
    for hit in _NAMES.finditer(text):
        name = hit[0].rstrip(".,")
        while name and _TITLE.match(name.split(" ")[0]):
            name = name.partition(" ")[2]
        between = text[end : hit.start()]
        if first and not re.fullmatch(
            r"(?:,|,? and|,? plus|;)? ?(?:(?:the|its|his|her|their|billionaire|investor|donor|executive|founder|former"
            r"|just|only|two|three|four|five|companies|firms|people|donors|men|families|\u2014|:|,|\() ?)*",
            between,
        ):
            break
        name = re.sub(r"[\u2019']s?$", "", name)
        if name:
            found.append(as_story(story, name) or name)
            end = hit.end()
    return list(dict.fromkeys(found))


def _aimed(story: Story, s: Sentence, one: Typed) -> Slots:
    """Whom a share of a group's spending was for or against, where the words name people and no party."""
    if one.claim["target"]:
        return {}
    tail = (
        s.text[one.end - s.start :]
        if re.search(r"\d|half|third|quarter|most", _words(story, one)[-14:])
        else s.text[one.start - s.start :]
    )
    people = [a for a in story.actors_in(one.start, s.end) if not a.committee]
    near = [a for a in people if a.start - one.start < 220]
    if not near or not re.search(
        r"\b(?:went|goes|was|were|aimed|trained|directed|spent|targeted|for|against|to)\b", tail
    ):
        return {}
    listed = near[:1]
    for a in near[1:]:
        if re.fullmatch(r",? (?:and )?|, ", story.text[listed[-1].end : a.start]):
            listed.append(a)
    against = re.search(rf"\b{OPPOSE}\b", tail, re.IGNORECASE)
    stance = "oppose" if against else "support" if re.search(rf"\b{SUPPORT}\b", tail, re.IGNORECASE) else "both"
    contests = list(dict.fromkeys(a.contest for a in listed if a.contest))
    found: Slots = {"target": "; ".join(dict.fromkeys(a.name for a in listed)), "stance": stance}
    if len(contests) == 1:
        return found | {"office": contests[0].office, "state": contests[0].state, "district": contests[0].district}
    offices = {c.office for c in contests}
    return found | ({"office": offices.pop()} if len(offices) == 1 else {})
