"""The slots of a claim on votes where its question left them open: whose figure, of which contest, stage and year."""

from __future__ import annotations

import re
from typing import Any

from onrecord.answers.people import Person
from onrecord.claims.clauses import aside_spans, clause_of
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Typed
from onrecord.claims.vote_described import last_described
from onrecord.claims.vote_president import slots as presidential
from onrecord.claims.vote_sides import Side, masked, meant, owner, pair_before, side_of, sides_of, subject
from onrecord.claims.vote_stage import own_words, stage_of
from onrecord.model.contest import Contest
from onrecord.model.names import SUFFIXES, TITLES, display, split_name, words

_BEATEN = r"(?:defeated|beaten|ousted|unseated|toppled|routed|trounced|edged|bested|felled|crushed|walloped)"
_LOST = re.compile(
    r"\b(?:lost|lose|loses|losing|trailed|trailing|trails|fell|falling|conced(?:ed|es|ing)|came up short|lag(?:ged|s)"
    rf"|(?:was|were|been|being|is) (?:\w+ly )?(?:down(?! to)|behind|{_BEATEN})|cost|c[ao]me within|coming within)\b"
)
_LOSS = re.compile(
    r"^[- ](?:\w+[- ]){0,3}?(?:loss|defeat|drubbing|thrashing|shellacking|deficit)\b|^ (?:votes? |points? )?(?:short|shy"
    r"|back|behind|down)\b"
)
_OVER = re.compile(
    r"\b(?:defeat(?:ed|ing|s)|beat(?:ing|s)?|oust(?:ed|ing)|unseat(?:ed|ing)|toppl(?:ed|ing)|topp(?:ed|ing)|bested|over|edged"
    r"(?: out)?|trounced|routed|crushed|led|leads|leading|victory over) (?:(?:[Tt]he|incumbent|fellow|former|then-"
    r"|U\.S\. "
    r"|[A-Z]\w+\.|Democrat(?:ic)?|Republican|state) ?){0,4}$"
)
_DEALT = re.compile(r"\b(?:hand(?:ed|ing|s)|dealt|deal(?:s|ing)|gave|giving|inflict\w+)\b")
_FOR = re.compile(r"^[^,.;]{0,40}?\b(?:for|to) (?:both )?$")
_ROUND = (
    (
        re.compile(
            r"\b(?:first|initial|opening) (?:round|count)\b|\bfirst[- ]choices?\b|\bfirst to be (?:dropped"
            r"|eliminated|knocked out)\b"
        ),
        "RCV round 1",
    ),
    (
        re.compile(r"\b(?:final|last) round\b|\branked[- ]choice\b|\branked (?:ballots|voting)\b|\binstant[- ]runoff\b"),
        "RCV final round",
    ),
)
_RANKED_STATES = ("AK", "ME")  # whose federal contests are counted in rounds
_MARGINS = ("vote_margin", "vote_margin_pp", "vote_split")


def filled(story: Story, s: Sentence, one: Typed) -> dict[str, Any]:
    """The slots of a claim with what its words tell where they were left open; none is put in place of another."""
    said = dict(one.claim)
    if said["measure"] in ("vote_margin_pp", "vote_split", "vote_share"):
        said["unit"] = "pp" if said["measure"] == "vote_margin_pp" else "pct"
    if said["measure"] in _MARGINS[:2] and said["subject"] is None:
        of_president = presidential(s.text, one.start - s.start, one.end - s.start, story.published)
        if of_president:
            place = next(iter(story.places_in(s.start, s.end)), None)
            where = place.contest if place and place.contest else None
            return said | of_president | ({"state": where.state, "district": where.district} if where else {})
    told = said["subject"] is not None
    sides = _named(story, s, one)
    people = [w for x in sides if x.person and isinstance(w := story.who(x.person), Person)]
    near = [w for m in story.people_in(s) if isinstance(w := story.who(m.person or ""), Person)]
    contest = _contest(story, said, people)
    if sides and _apart(s, one.start - s.start, sides):
        told = False
    if not told and sides:
        if said["measure"] in _MARGINS:
            first, second = (
                (None, sides[0])
                if len(sides) == 1 and (beaten(s, sides[0]) or lost(s, one))
                else (sides[0], sides[1:] and sides[1])
            )
            said["subject"], said["target"] = (shown(story, x) if x else None for x in (first, second))
        else:
            said["subject"] = "; ".join(shown(story, x) for x in sides)
    for slot in ("subject", "target"):
        if told and said[slot] and contest:
            said[slot] = _shown_of(story, contest, said[slot])
    if contest and contest not in story.contests and of_governor(story, s, sides):
        contest = None
    if contest:
        said |= {"office": contest.office, "state": contest.state, "district": contest.district}
    if said["target"] is not None and said["target"] == said["subject"]:
        said["target"] = None
    if not contest and re.search(r"\b(?:gubernatorial|governor(?:ship|[\u2019']s)?)\b", s.text):
        homes = {x.state for x in story.places_in(s.start, s.end)}
        said |= {"office": "G", "state": homes.pop() if len(homes) == 1 else None}
    stage = stage_of(story, s, one.start - s.start, one.end - s.start, contest, (people, near))
    if stage and (told or sides):
        said["phase"], said["period"] = stage.phase, stage.period(story.published)
    text = own_words(s.text, one.start - s.start)
    round_ = next((words for pattern, words in _ROUND if pattern.search(text)), None)
    if contest and contest.state not in _RANKED_STATES:
        round_ = None
    if round_ and said["phase"] and "(" not in said["phase"]:
        said["phase"] = f"{said['phase']} ({round_})"
    return said


_GOVERNOR = re.compile(r"(?<!Lt\. )(?:\bGov\.|\bGovernor|\bMayor) $")


def of_governor(story: Story, s: Sentence, sides: list[Side]) -> bool:
    """Whether one of them has a title of another office and is in no contest of the others: it is none for Congress."""
    for x in sides:
        if _GOVERNOR.search(s.text[: x.start - s.start]):
            who = [story.who(y.person) if y.person else None for y in (x, *(y for y in sides if y.name != x.name))]
            contests = [w.contest if isinstance(w, Person) else None for w in who]
            if len(contests) > 1 and (contests[0] is None or contests[0] not in contests[1:]):
                return True
    return False


def _contest(story: Story, said: dict[str, Any], people: list[Person]) -> Contest | None:
    """The contest that the claim has, else that of those named, else the only one of the story."""
    if said["office"]:
        return Contest(said["office"], said["state"], said["district"])
    theirs = {p.contest for p in people}
    if len(theirs) == 1:
        return theirs.pop()
    known = list(dict.fromkeys([*story.contests, *story.implied]))
    return known[0] if len(known) == 1 and not theirs else None


# --- names as a story would print them


def shown(story: Story, side: Side) -> str:
    """A person's name as the story prints it in full; else as the count writes it, given name first, no initials."""
    who = story.who(side.person) if side.person else None
    if not isinstance(who, Person):
        return side.name
    return name_of(who, story)


def name_of(person: Person, story: Story | None = None) -> str:
    """The name of a person to show: as the story prints it in full, else as a file writes it in mixed letters."""
    if story and (printed := _printed(story).get(tuple(person.names))):
        return re.sub(r"[\u2019']s$", "", printed)
    written = [n for n in person.names if not n.isupper() and "," not in n]
    if story and not written:
        written = _written(story, person)
    return tidy(min(written, key=len) if written else person.name)


def _printed(story: Story) -> dict[tuple[str, ...], str]:
    """The longest name that a story prints for each person, by the person's names; found once for a story."""
    found: dict[tuple[str, ...], str] | None = story.kept.get("printed names")
    if found is None:
        found = {}
        for m in story.mentions:
            who = story.who(m.person) if m.person and len(words(m.text)) > 1 else None
            if isinstance(who, Person) and len(m.text) > len(found.get(tuple(who.names), "")):
                found[tuple(who.names)] = m.text
        story.kept["printed names"] = found
    return found


def _written(story: Story, person: Person) -> list[str]:
    """How a count of the contest writes the one person of this last name whose given name begins as this one's."""
    last, given, _ = split_name(person.names[0])
    found = set()
    for other in story.roster(person.contest).people:
        for name in other.names:
            theirs, first, _ = split_name(name)
            alike = any(g[:2] == f[:2] for g in given for f in first[:1] if min(len(g), len(f)) > 1)
            if other is not person and theirs == last and alike and not name.isupper() and "," not in name:
                found.add(name)
    return list(found) if len(found) == 1 else []


def tidy(name: str) -> str:
    """A name without initials, titles and honorifics: "Sam T. Liccardo" is Sam Liccardo, "M Shontel Brown" without M."""
    tokens = (display(name) if "," in name else name).split()
    kept = [t for t in tokens if len(t.strip(".")) > 1 and t.strip(".").casefold() not in TITLES | {"mr", "mrs", "ms"}]
    plain = [t for t in kept if t.strip(".").casefold() not in SUFFIXES]
    return " ".join(kept) if len(plain) > 1 else name


def _shown_of(story: Story, contest: Contest, name: str) -> str:
    """The shown name of somebody of a contest."""
    found = [p for p in story.roster(contest).people if p.name == name or name in p.names]
    return name_of(found[0], story) if found else tidy(name)


# --- whose figure it is


def _named(story: Story, s: Sentence, one: Typed) -> list[Side]:
    """Whose figure it is, and then over whom: the winner first, whoever is named after "for" where the figure is so."""
    start, end = one.start - s.start, one.end - s.start
    sides = sides_of(story, s)
    after = [x for x in sides if x.start >= one.end]
    if one.claim["measure"] in ("vote_share", "votes"):
        return _owners(story, s, start, end, sides)
    if inside := _apart(s, start, sides):
        return _rivals(story, inside)
    if pair := pair_before(s, sides, start):
        return pair
    first, last = clause_of(s.text, start, end)
    before = [x for x in sides if x.end <= one.start]
    after = [x for x in after if not _apart_from_it(s, x)]
    if agent := _agent(s, sides, start, end):
        return _rivals(story, [agent, *(x for x in before if x.name != agent.name)])
    after = [x for x in after if x.start - s.start < last] or (after if not before else [])
    own = [x for x in before if x.start - s.start >= first]
    who = meant(story, s, first, own[0].start - s.start if own else start)
    own = [who, *own] if who else own or before
    listed = list({x.name: x for x in [*own, *after]}.values())
    if len(listed) > 1 and own and lost(s, one, (own[0].end if own[0] is not who else s.start + first) - s.start):
        listed = [listed[1], listed[0], *listed[2:]]
    return _rivals(story, listed)


_SAID = re.compile(r"\b(?:said|says|told|according to|added)(?: [a-z]\w*)* $")
_OF_ITS_OWN = re.compile(r",? (?:said|says|added)\b| (?:had |has )?(?:carried|won|lost)\b")
_PASSIVE = re.compile(r"\b(?:was|were|is|been|being) (?:\w+ly )?(?:\w+ed|beaten|upset)(?: out| off)? $")


def _apart_from_it(s: Sentence, side: Side) -> bool:
    """Whether somebody behind a margin is a speaker, or won something else: "in a district Clinton carried"."""
    a, b = side.start - s.start, side.end - s.start
    return bool(_SAID.search(s.text[:a]) or _OF_ITS_OWN.match(s.text[b:]))


def _agent(s: Sentence, sides: list[Side], start: int, end: int) -> Side | None:
    """Who won by passive words around a split: "was beaten 57-42 on Tuesday by Ocasio-Cortez"."""
    hit = re.match(r"[^.;\0]{0,40}?\bby (?:[A-Z]\w+\. |[a-z-]+ ){0,4}(?P<name>\0+)", masked(s, sides)[end:])
    if hit is None or not _PASSIVE.search(s.text[:start]):
        return None
    return next(x for x in sides if x.start - s.start == end + hit.start("name"))


def beaten(s: Sentence, side: Side) -> bool:
    """Whether somebody is the object of a verb of winning: "Oz defeated McCormick by 951 votes"."""
    return bool(_OVER.search(s.text[: side.start - s.start]))


def lost(s: Sentence, one: Typed, place: int = 0) -> bool:
    """Whether the words from a place to a margin, or those behind it, say that whom they begin with lost."""
    start, end = one.start - s.start, one.end - s.start
    if _DEALT.search(s.text[place:start]):
        return False
    behind = _LOSS.match(s.text[end:]) or _LOSS.match(f" {s.text[start:end].split('-')[-1].split(' ')[-1]}")
    return bool(_LOST.search(s.text[place : start + 6]) or behind)  # "came within 1,820 votes": part of the figure


def _apart(s: Sentence, start: int, sides: list[Side]) -> list[Side]:
    """Of a figure in ", who trailed X by 2,000 votes," the one before the comma and whom the clause names, the winner
    first; nobody elsewhere."""
    for a, b in aside_spans(s.text):
        if a <= start < b and re.match(r",\s+who\b", s.text[a:b]):
            before = [x for x in sides if x.end - s.start <= a][-1:]
            inside = [x for x in sides if a < x.start - s.start < b]
            return [*inside[:1], *before] if inside and _LOST.search(s.text[a:b]) else [*before, *inside[:1]]
    return []


def _rivals(story: Story, listed: list[Side]) -> list[Side]:
    """The first of those named and the next who is of the same contest, or whose contest is not known."""
    if len(listed) < 2:
        return listed
    first = story.who(listed[0].person) if listed[0].person else None
    for other in listed[1:]:
        who = story.who(other.person) if other.person else None
        if not isinstance(who, Person) or not isinstance(first, Person) or who.contest == first.contest:
            return [listed[0], other]
    return listed[:1]


def _owners(story: Story, s: Sentence, start: int, end: int, sides: list[Side]) -> list[Side]:
    """Whose share or count it is: by the words beside it, else the subject, else the last one named before it."""
    told = owner(story, s, start, end)
    if told is None and (who := last_described(story, s, start)):
        return [side_of(story, who)]
    told = told or subject(s, sides, start)
    if told:
        return list(told.sides)
    first, _ = clause_of(s.text, start, end)
    before = [x for x in sides if x.end - s.start <= start]
    after = [x for x in sides if x.start - s.start >= end]
    if after and _FOR.match(s.text[end : after[0].start - s.start]):
        return after[:1]
    return ([x for x in before if x.start - s.start >= first] or before)[:1]
