"""Outlays in wordings that no question is asked of: who spent it, on whom, on which contest; never judged."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from onrecord.claims.aimed import BACK, Aim, aim_at, gift_words, only_contest, other_of, part_of, side_of
from onrecord.claims.aimed_words import NOBODY, OUTSIDE, SOURCE, SPENDS_IT
from onrecord.claims.discourse import Actor
from onrecord.claims.figures import Figure, figures
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Typed, always, cannot, claim
from onrecord.model.contest import Contest

ALL = "all outside groups"
WHY = "the sentence states it in words of which no question is asked yet"
POINTED = "the words point to a target or a spender without a name, and no question is asked of that"
BOOKING = (
    "air time that an advertising tracker saw booked is in no filing; notices of what was spent stand nearest to it"
)
_BOOKED = re.compile(
    r"\b(?:has|have|had|just|also|already|which|that|and|[A-Z]\w+) (?:booked|reserved|bought|placed|purchased|spent)"
    r" (?:(?:a|an|another|about|nearly|roughly|some|more than|over|at least) )*$"
)
_OUTLAY = (None, "spent", "contribution", "received")
_RACE = re.compile(
    r"\b(?:in|into|on|save|hold|flip|win|for) (?:the|this|that) (?:[\w-]+ ){0,3}(?:race|contest|seat|primary|runoff"
    r"|district)\b"
)
_SUMMED = re.compile(  # "X was in for $6.2 million"
    r"\b(?:(?:was|were|is|are|been|,) in for|weighed in with|came in (?:at|with)|jumped in with|parachuted in with)"
    r" (?:(?:about|roughly|some|nearly|almost|just|only|more than|over|another) )*$"
)
_INDEPENDENT = re.compile(r"\s*(?:in|of|worth of) (?:[\w-]+ )?(?:independent|outside) (?:spending|expenditures?)\b")
_OF_IT = re.compile(
    r"(?:\b[Oo]f (?:that|this|it|which|the total|that total|that sum|the sum)\b[^.;$]{0,30}$"
    r"|^\s*(?:more |alone )?(?:of (?:it|that|this|which|the total|the money|that sum))\b)"
)
_FROM = re.compile(
    r" (?:more )?(?:in (?:[\w-]+ ){1,3})?(?:from|by|courtesy of) (?:the )?"
    r"(?P<name>[A-Z][\w.&-]*(?: (?:(?:of|for|and|the) )?[A-Z][\w.&-]*)+)"
)
_GOES_ON = re.compile(r"(?:^| )to $|,? (?:and|while|with|versus|compared (?:with|to)) (?:\w+ ){0,2}$")
_GROUP = re.compile(
    r"\b(?:its|they|the (?:[\w-]+ )?(?:group|network|PAC|committee|organi[sz]ation|fund|industry))\b", re.IGNORECASE
)
_HEAD = re.compile(
    r"(?:[A-Z][a-z]+, )?(?:The |the )?(?P<name>[A-Z][\w&.-]*(?: (?:(?:of|for|and|the|in|to) )?[A-Z][\w&.-]*)*)"
    r"(?:,[^,$]{3,90},)? (?:has |have |had |also |already |then )*"
    r"(?:spen[dt]|put|poured|pumped|dropped|plowed|sank|shelled|invested|unloaded|dumped|laid|burned|aired|reported"
    r"|answered|countered|mounted|launched|unleashed|kicked|chipped|threw)\b"
)
_OWN = re.compile(
    r"(?P<name>[A-Z][\w&.-]*(?: (?:(?:of|for|and|the|in|to) )?[A-Z][\w&.-]*)+)['\u2019]s?"
    r" (?:(?:own|late|initial|first|whopping|massive|about|nearly|roughly|some|more than|over) )*$"
)
_NO_NAME = re.compile(
    r"(?:The|It|He|She|They|That|This|Those|These|Another|Its|His|Her|Their|But|And|In|On|Of|By|With|For|Since|After"
    r"|PAC|PACs|Super|Outside|Groups|Democrats|Republicans|Conservative|Liberal|Republican|Democratic|Roughly|About"
    r"|Nearly|Almost|More|Both|Some|All|Most|Much)\b"
)
_KIND = re.compile(r"\b(?:(?P<against>negative|attack ads|attacks|opposition)|positive|supportive|praise)\b")
_MANY = re.compile(r"[^,.;$]{0,40}?\b(?:them|candidates|Democrats|Republicans|incumbents|challengers)\b")
_GOOD = re.compile(r"\b(?:to|in|for) $|\bto the (?:benefit|advantage) of $")
_GAIN = re.compile(r"['\u2019]s? (?:advantage|benefit|favor|behalf|corner|side|aid)\b")


def outlay(story: Story, s: Sentence, figure: Figure, measure: str | None) -> Typed | None:
    """The claim of an amount whose words say whom it was for or against, or that it was spent on a contest; else None.

    `measure` is what the words nearest to it say that it measures.
    """
    if measure not in _OUTLAY or gift_words(story, s, figure):
        return None
    if one := _part_of_all(story, s, figure):
        return one
    if _SUMMED.search(s.text[: figure.start]) and (contest := only_contest(story)):
        spender = spender_of(story, s, figure)
        aim = aim_at(story, s, figure)
        return _on(s, figure, spender.name, aim or Aim("race", "both", contest, False)) if spender else None
    aim = aim_at(story, s, figure)
    if aim is None:
        return None
    led = _led(story, s, figure, aim)
    if led or whole_field(story, s, figure) or (aim.borne and not _by_somebody(story, s, figure)):
        return _all(story, s, figure, led or aim)
    who = (aim.carried and source_of(story, s, figure)) or known_to(spender_of(story, s, figure))
    if who is None and measure != "spent":
        return None
    return _on(s, figure, who, aim)


def booking(story: Story, s: Sentence, figure: Figure) -> Typed | None:
    """Air time that an advertising tracker says a committee booked or bought, on somebody or on a contest; else None.

    No filing holds a booking: the notices of what was then spent stand nearest to it.
    """
    if not _BOOKED.search(s.text[: figure.start]):
        return None
    named = [a for a in story.actors_in(s.start, s.start + figure.start) if a.committee]
    inside = [p.contest for p in story.places_in(s.start, s.end) if p.contest]
    race = Aim("race", "both", inside[0], False) if inside else None
    aim = aim_at(story, s, figure) or race
    spender = _stranger(story, s, figure) or (named[0] if named else None)
    if spender is None or aim is None:
        return None
    one = _on(s, figure, spender.name, aim)
    said = one.claim | {"measure": "ad_booking", "period": f"{story.published:%Y-%m}"}
    return replace(one, claim=said, checkable="partial", judge=always(cannot(BOOKING)))


def _led(story: Story, s: Sentence, figure: Figure, aim: Aim) -> Aim | None:
    """The aim of an amount that goes on from one of all outside groups: "$9 million for A, and $8 million for B"."""
    earlier = [f for f in figures(s.text) if f.kind == "money" and f.end <= figure.start]
    between = s.text[earlier[-1].end : figure.start] if earlier else ""
    named = any(a.committee for a in story.actors_in(s.start + figure.start - len(between), s.start + figure.end))
    goes_on = aim.carried or re.search(
        r"(?:^| )to $|,? (?:and|while|with|versus|compared (?:with|to)) (?:\w+ ){0,2}$", between
    )
    if not earlier or named or not goes_on:
        return None
    before = outlay(story, s, earlier[-1], "spent")
    if before is None or before.claim_type != "race_outside_total":
        return None
    same = aim_at(story, s, earlier[-1])
    if between.strip() == "to" and same and same.target == aim.target:
        return replace(aim, stance="support" if same.stance == "oppose" else "oppose")
    return aim


def _by_somebody(story: Story, s: Sentence, figure: Figure) -> bool:
    """Whether a sentence names or points to a committee that spent an amount, before it or behind "from"."""
    named = any(a.committee for a in story.actors_in(s.start, s.end)) or bool(source_of(story, s, figure))
    return named or bool(_GROUP.search(s.text[: figure.start]))


def on_race(story: Story, s: Sentence, figure: Figure, subject: str) -> Typed | None:
    """The claim of a committee's amount that was spent "on the race"; None where the words behind it say none."""
    race = race_at(story, s, figure)
    return _on(s, figure, subject, race) if race else None


def race_at(story: Story, s: Sentence, figure: Figure) -> Aim | None:
    """The contest on which the words behind an amount say that it was spent; None where they say none."""
    tail = s.text[figure.end : part_of(s.text, figure)[1]]
    if not _RACE.search(tail):
        return None
    inside = [p.contest for p in story.places_in(s.start, s.end) if p.contest]
    return Aim("race", "both", inside[0] if inside else only_contest(story), False)


def whole_field(story: Story, s: Sentence, figure: Figure) -> bool:
    """Whether an amount is of outside groups at large: its own words say so, and name no committee."""
    first, last = part_of(s.text, figure)
    named = any(a.committee for a in story.actors_in(s.start + first, s.start + last))
    return not named and bool(OUTSIDE.search(s.text[first:last]))


def two_sides(story: Story, aim: Aim) -> tuple[str, str | None]:
    """What helps one of a contest, and no stance: for that one, and against the rival; without a rival the one alone."""
    if " + " in aim.target:
        return aim.target, None
    mine = next((a for a in story.actors if a.name == aim.target), None)
    rival = other_of(story, mine) if mine else None
    if rival is None:
        return aim.target, aim.stance
    sides = ("support", "oppose") if aim.stance == "support" else ("oppose", "support")
    return f"{aim.target} {sides[0]} + {rival.name} {sides[1]}", None


def spender_of(story: Story, s: Sentence, figure: Figure) -> Actor | None:
    """The committee that spent an amount: the one behind it after "from" or "by", or that "has aired" it, else the last
    one named before it in its sentence, else the one of the sentences before."""
    _, last = part_of(s.text, figure)
    for a in story.actors_in(s.start + figure.end, s.start + last):
        between = s.text[figure.end : a.start - s.start]
        if a.committee and (SOURCE.fullmatch(between) or SPENDS_IT.match(s.text[a.end - s.start :].lstrip(" ,"))):
            return a
    if stranger := _stranger(story, s, figure):
        return stranger
    if inside := [a for a in story.actors_in(s.start, s.start + figure.start) if a.committee]:
        return inside[-1]
    number = story.sentences.index(s)
    for one in reversed(story.sentences[max(0, number - BACK) : number]):
        if found := [a for a in story.actors_in(one.start, one.end) if a.committee]:
            return found[0]
    return None


def _stranger(story: Story, s: Sentence, figure: Figure) -> Actor | None:
    """A spender that no file knows, by its name before the amount: "WinSenate has spent ...", "X's $2 million"."""
    lead = s.text[: figure.start]
    hit = _OWN.search(lead) or _HEAD.match(lead)
    if hit is None or _NO_NAME.match(hit["name"]):
        return None
    a, b = s.start + hit.start("name"), s.start + hit.end("name")
    known = [x for x in story.actors_in(s.start, s.end) if x.start < b and a < x.end and (x.committee or x.contest)]
    return None if known else Actor(hit["name"], a, b, True)


def toward_somebody(story: Story, s: Sentence, one: Typed) -> Typed:
    """A committee's outlay whose words point to somebody ("against her") as the independent expenditure it is.

    No question was asked for that target: such a claim cannot be checked.
    """
    figure = next((f for f in figures(s.text) if f.start + s.start == one.start), None)
    if figure is None or not _open(story, one) or gift_words(story, s, figure):
        return one
    if _MANY.match(s.text[figure.end :]):
        return one  # one side of all that was spent, which is asked
    if part := _part_of_all(story, s, figure):
        return replace(part, end=one.end)
    if one.claim_type == "ie_sum" and one.claim["subject"] is None and _sure(story, one):
        return _spender_said(story, s, figure, one)
    aim = aim_at(story, s, figure)
    subject = one.claim["subject"]
    known = next((a for a in story.actors if a.name == subject), None)
    if known and not known.committee and (aim is None or known.name != aim.target):
        return one
    if not (known and known.committee) and aim and whole_field(story, s, figure):
        return replace(_all(story, s, figure, aim), end=one.end)
    who = subject if known is None or known.committee else None
    who = who or source_of(story, s, figure) or known_to(spender_of(story, s, figure))
    race = None if aim or one.claim_type != "committee_flow" else race_at(story, s, figure)
    if aim is None and one.claim["measure"] == "disbursements" and who and _INDEPENDENT.match(s.text[figure.end :]):
        return replace(one, claim_type="ie_sum", claim=one.claim | {"measure": "ie_total", "subject": who})
    context = _context(s, one.claim["subject"] or who, aim)
    if not (aim or race) or (who is None and one.claim_type == "donor_flow"):
        return one
    given = one.claim | {"measure": "ie_total", "subject": who, **_slots(aim or race)}
    return replace(one, claim_type="ie_sum", claim=given, judge=always(cannot(POINTED)), by_context=context)


def _context(s: Sentence, subject: str | None, aim: Aim | None) -> tuple[str, ...]:
    """The slots of a claim that its sentence only points to."""
    elsewhere = subject is not None and subject not in s.text
    return (*(("subject",) if elsewhere else ()), *(("target",) if aim and aim.pointed else ()))


def _sure(story: Story, one: Typed) -> bool:
    """Whether a claim's target is told: only its spender is not."""
    return one.claim["office"] is not None and one.claim["target"] not in (None, "a candidate")


def _spender_said(story: Story, s: Sentence, figure: Figure, one: Typed) -> Typed:
    """The claim with its spender: all outside groups where its words say so, else the committee spoken of."""
    if whole_field(story, s, figure):
        contest = Contest(one.claim["office"], one.claim["state"], one.claim["district"])
        return replace(
            _all(story, s, figure, Aim(one.claim["target"], one.claim["stance"], contest, False)), end=one.end
        )
    who = source_of(story, s, figure) or known_to(spender_of(story, s, figure))
    return replace(one, claim=one.claim | {"subject": who}, by_context=("subject",)) if who else one


def source_of(story: Story, s: Sentence, figure: Figure) -> str | None:
    """The name behind an amount after "from" or "by": "from the Republican Jewish Coalition's super PAC"."""
    hit = _FROM.match(s.text[figure.end :])
    if hit is None:
        return None
    at = s.start + figure.end + hit.start("name")
    known = next((a for a in story.actors if a.committee and a.start <= at < a.end), None)
    return known.name if known else hit["name"].rstrip(".,")


def known_to(who: Actor | None) -> str | None:
    """The name of an actor, if there is one."""
    return who.name if who else None


def _open(story: Story, one: Typed) -> bool:
    """Whether a claim of a kind leaves open who spent money, or whom it was for: then its own words are looked at."""
    said = one.claim
    if one.claim_type == "ie_sum" and said["measure"] == "ie_total":
        people = {a.name for a in story.actors if not a.committee}
        target = str(said["target"])
        lone = " " not in target and target not in (*people, "race")
        return bool(lone or target == "a candidate" or NOBODY.fullmatch(target) or said["subject"] is None)
    spending = one.claim_type == "committee_flow" and said["measure"] == "disbursements"
    return spending or (one.claim_type == "donor_flow" and said["measure"] == "contribution")


def _part_of_all(story: Story, s: Sentence, figure: Figure) -> Typed | None:
    """ "Of that, $9.9 million was against A", "about $65 million of it favored A": a part of the sum before it."""
    first, last = part_of(s.text, figure)
    if not (_OF_IT.search(s.text[first : figure.start]) or _OF_IT.search(s.text[figure.end : last])):
        return None
    number = story.sentences.index(s)
    before = s.text[:first] + " ".join(x.text for x in story.sentences[max(0, number - 1) : number])
    aim = aim_at(story, s, figure) or _gain(story, s, figure.end, last)
    if aim is None and number and (kind := _KIND.search(s.text, first, last)):
        aim = side_of(story, story.sentences[number - 1], bool(kind["against"]))
    if aim is None:
        return None
    named = [a for a in story.actors_in(s.start, s.start + figure.start) if a.committee]
    if OUTSIDE.search(before) and not named:
        return _all(story, s, figure, aim)
    who = spender_of(story, s, figure)
    return _on(s, figure, who.name, aim) if who else None


def _gain(story: Story, s: Sentence, start: int, end: int) -> Aim | None:
    """ "to Handel's advantage"."""
    for a in story.actors_in(s.start + start, s.start + end):
        behind = s.text[a.end - s.start : a.end - s.start + 20]
        if not a.committee and _GAIN.match(behind) and _GOOD.search(s.text[start : a.start - s.start]):
            return Aim(a.name, "support", a.contest or only_contest(story), False)
    return None


def _all(story: Story, s: Sentence, figure: Figure, aim: Aim) -> Typed:
    target, stance = two_sides(story, aim)
    slots = _slots(aim) | {"target": target, "stance": stance}
    return _claim(s, figure, "race_outside_total", ALL, **slots)


def _on(s: Sentence, figure: Figure, subject: str | None, aim: Aim) -> Typed:
    return replace(_claim(s, figure, "ie_sum", subject, **_slots(aim)), by_context=_context(s, subject, aim))


def _slots(aim: Aim | None) -> dict[str, Any]:
    if aim is None:
        return {}
    return {"target": aim.target, "stance": aim.stance, **where(aim.contest)}


def where(contest: Contest | None) -> dict[str, Any]:
    """The office, state and district of a contest; empty for none."""
    if contest is None:
        return {}
    return {"office": contest.office, "state": contest.state, "district": contest.district}


def value_of(figure: Figure) -> str:
    """The value of a figure as a claim writes it: a whole number without a point."""
    whole = figure.value == figure.value.to_integral()
    return format(figure.value.to_integral() if whole else figure.value.normalize(), "f")


def _claim(s: Sentence, figure: Figure, kind: str, subject: str | None, **more: Any) -> Typed:
    said = claim("ie_total", subject, figure.comparator, value_of(figure), "USD", **more)
    return Typed(s.start + figure.start, s.start + figure.end, kind, said, always(cannot(WHY)))
