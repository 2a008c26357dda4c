"""The slots of money of a committee or candidate that is not asked of the record: whose it is, and of which contest."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from onrecord.claims.clauses import aside_spans, clause_of
from onrecord.claims.flow_periods import flow_period
from onrecord.claims.implied import named_people_of
from onrecord.claims.kinds.nearby import Near, as_subject, named_in, slots_of, unnamed, whose_own
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Typed
from onrecord.claims.words import OPPOSE, RAISED, SPENT, SUPPORT
from onrecord.model.contest import Contest
from onrecord.model.names import display, same_name, without_initial, words

_LONE = re.compile(r"\b[A-Z\u00c0-\u00de][a-z\u00df-\u00ff'\u2019]*[A-Za-z\u00df-\u00ff]{2,}(?:-[A-Z][a-z]+)?\b")
_NOBODY = frozenset(
    re.split(
        r"\s+",
        "jan feb mar apr may jun june jul july aug sep sept oct nov dec january february march april august september"
        " october november december monday tuesday wednesday thursday friday saturday sunday democrat democrats"
        " republican republicans democratic gop congress senate house fec pac pacs federal election commission"
        " american americans state states district campaign campaigns committee committees candidate candidates"
        " fundraising opensecrets spending donors donations contributions records filings reports according of under"
        " from over until through whose which who where what more less than earlier later now then still because"
        " since yet additionally also however overall together separately combined elsewhere last next this that"
        " these those congressional presidential gubernatorial national",
    )
)
_DOES = re.compile(
    rf"(?:[\u2019']s (?:[\w-]+ ){{0,2}}?(?:campaign|team|committee|operation)| campaign| team)?,?"
    r"(?: (?:has|had|have|then|also|meanwhile|still|already|only|since|just|now|\w+ly),?)*"
    rf"(?: (?:{RAISED}|{SPENT}|reported|reports|had|has|have|ended|entered|began|started|closed|finished|with|at|saw"
    r"|continued|put|holds?|held|sat|sits|owed?s?|reporting|ending|sitting|boasted|boasts|disclosed|outraised|outspent"
    r"|led|leads|trailed|trails)\b| ?\(?\$|:)"
)
_WHICH = re.compile(
    rf"(?<=\w),? (?:(?:a|an|the) (?:[\w-]+ ){{1,4}})?(?:which|that|who) (?:has |had |have )?(?:{RAISED}|{SPENT}) "
)
_NAMES = re.compile(r"[A-Z]\w+ ")
_SUM = r"(?:(?:about|nearly|roughly|some|more than|just over|over|almost|around) )?"
_SUM += r"\$[\d.,]*\d(?: (?:million|billion|thousand))?"
_OWNED = re.compile(r"(?P<name>[A-Z][\w-]+)[\u2019'](?:s )? ?(?:own |total |combined |reported |campaign )*$")
_WITH_SUM = re.compile(  # "followed by Rep. Katie Porter with $3 million and Barbara Lee with $1 million"
    r"\b(?:followed by|ahead of|behind|trailed by|and|then|next (?:is|was|came)) (?:the |former |Rep\. |Sen\. "
    r"|Gov\. |Democrat |Republican )*"
    r"(?P<name>[A-Z][\w-]+)(?: [A-Z][\w.-]+){0,3},? (?:with|at)(?: (?:about|just|only|nearly|roughly|some|more than))* $"
)
_FOR_WHOM = re.compile(r" (?:for|by|from) (?:the |Rep\. |Sen\. |former |Republican |Democrat |Democratic )*(?=[A-Z])")
_BESIDE = re.compile(
    r"\b(?:to|with|than|versus|vs\.?|against|and|from)(?: (?:just|only|about|nearly|roughly|some|the))* $", re.IGNORECASE
)
OUTDONE = re.compile(
    r"\b(?:out-?(?P<verb>raised|spent)|outrais(?:es|ing)|outspend(?:s|ing)?|outpaced|led|leads|leading|beats?|topped|tops|bested"
    r"|(?:more|bigger|larger|greater) (?:[\w-]+ ){1,4}?than) "
    rf"(?P<who>(?:Rep\. |Sen\. |Gov\. |former )*[^,.;$]{{3,60}}?)(?:,|:)? \(?(?:by )?(?P<one>{_SUM})"
    rf" (?:to|versus|vs\.?|against) (?:(?:his|her|their) )?(?P<two>{_SUM})"
)
_TITLE = re.compile(r"(?:(?:the|Rep\.|Sen\.|former|incumbent|Republican|Democrat|Democratic|challenger) )*")
_LISTED = re.compile(rf"{_SUM}(?:, {_SUM})*,? and {_SUM}(?=,? respectively)")
_PARTED = re.compile(r"\b(?:than|unlike|like|whose|as did|compared with|compared to)\b")


def flow(story: Story, s: Sentence, one: Typed) -> dict[str, Any]:
    """The slots of a committee's or candidate's money: subject, contest and period as the story's words give them.

    Filled for a reader of claims alone: the verdict was set before, and knows nothing of these.
    """
    said = dict(one.claim)
    start = one.start - s.start
    if one.claim_type == "donor_flow":  # a part of a candidate's receipts by its givers
        return said | {"period": flow_period(story, s, start, said | {"office": "H"})}
    if said["subject"] is None and not one.inferred and one.claim_type == "committee_flow":
        who = told_owner(story, s, start, one.end - s.start) or taker(story, s, start)
        said["subject"] = full_name(story, who.name) if who else None
    alone = said["subject"] and said["office"] is None and one.claim_type == "committee_flow"
    if alone and not _is_committee(story, said["subject"]):
        contest, name = contest_of(story, s, start, said["subject"])
        said |= {"subject": name, **slots_of(contest)}
    said["subject"] = without_initial(said["subject"]) if said["office"] and said["subject"] else said["subject"]
    said["period"] = flow_period(story, s, start, said)
    return said


def _is_committee(story: Story, name: str) -> bool:
    """Whether a name of the story is a group's or committee's, known or not."""
    if any(m.group and name in (m.group.short, m.group.name, m.text) for m in story.mentions):
        return True
    return any(n.is_group and n.name == name for s in story.sentences for n in named_in(story, s))


_SIDES = re.compile(  # "$5 million against Bush and $3 million for Bell": for and against, not whose
    rf"\$[^$]*\b(?:{OPPOSE}|{SUPPORT}|including)\b", re.IGNORECASE
)


_COMPARED_TO = re.compile(  # "compared with $10 million for Porter and $1 million for Lee"
    r"\b(?:compared (?:with|to)|versus|vs\.?|to|than) \$[^$;]*$"
)


def taker(story: Story, s: Sentence, place: int) -> Near | None:
    """Who of a sentence's names has the money at `place`: the name right before its verb, else the clause's first."""
    found = _owners(story, s, place)
    told = list(_WHICH.finditer(s.text, 0, max(place, 0)))
    if told and not _NAMES.search(s.text[told[-1].end() : place]):  # "JStreetPAC, a conduit PAC which raised"
        return next((n for n in named_in(story, s) if n.end == s.start + told[-1].start()), None)
    if s.text[:place].endswith(" ("):
        return next((n for n in found if n.end == s.start + place - 2), None)
    if not found:
        return None
    last = found[-1]
    if _DOES.match(s.text[last.end - s.start : place + 1]):
        return last
    first = s.start + clause_of(s.text, place, place + 1)[0]
    return next((n for n in found if n.start >= first), last)


def told_owner(story: Story, s: Sentence, place: int, end: int) -> Near | None:
    """Whom the words right at an amount name as its owner: "Schiff's $8 million", "compared with $3 million for Vance",
    "outraised Kim $2 million to $1 million", "A and B raised $10 and $7, respectively"; None where none do."""
    lead, tail = s.text[:place], s.text[end:]
    if hit := _OWNED.search(lead):
        return named_at(story, s, hit.start("name")) or _within(story, s, hit.start("name"))
    if hit := _WITH_SUM.search(lead):
        return named_at(story, s, hit.start("name")) or _within(story, s, hit.start("name"))
    hit = _FOR_WHOM.match(tail)
    if hit and _BESIDE.search(lead) and not (
        lead.endswith(" and ") and _SIDES.search(lead) and not _COMPARED_TO.search(lead)
    ):
        return named_at(story, s, end + hit.end()) or _within(story, s, end + hit.end())
    return _outdone(story, s, place) or _respectively(story, s, place)


def _within(story: Story, s: Sentence, at: int) -> Near | None:
    return next((n for n in named_in(story, s) if n.start <= s.start + at < n.end), None)


def _outdone(story: Story, s: Sentence, place: int) -> Near | None:
    """The winner for the first of two amounts, the one outdone for the second."""
    for hit in OUTDONE.finditer(s.text):
        if hit.start("one") <= place < hit.end("one"):
            found = [n for n in _owners(story, s, hit.start()) if n.end <= s.start + hit.start()]
            return found[-1] if found else None
        if hit.start("two") <= place < hit.end("two"):
            at = hit.start("who") + len(_TITLE.match(hit["who"])[0])  # type: ignore[index]
            return named_at(story, s, at) or _within(story, s, at)
    return None


def _respectively(story: Story, s: Sentence, place: int) -> Near | None:
    """The name whose number in the list is that of the amount in its own."""
    amounts = list(_LISTED.finditer(s.text))
    for hit in amounts:
        spots = [hit.start() + m.start() for m in re.finditer(r"\$", hit[0])]
        if hit.start() <= place < hit.end():
            names = [n for n in named_in(story, s) if n.end <= s.start + hit.start()][-len(spots) :]
            nth = sum(spot <= place for spot in spots) - 1 if place in spots else sum(spot < place for spot in spots)
            return names[nth] if len(names) == len(spots) and 0 <= nth < len(names) else None
    return None


def named_at(story: Story, s: Sentence, at: int) -> Near | None:
    """Whoever is named at a place of a sentence, a last name alone as well."""
    for n in named_in(story, s):
        if n.start == s.start + at:
            return n
    hit = _LONE.match(s.text, at)
    word = re.sub(r"[\u2019']s$", "", hit[0]) if hit else ""
    if not word or unnamed(word) or word.casefold() in _NOBODY:
        return None
    return Near(word, s.start + at, s.start + at + len(word))


def _owners(story: Story, s: Sentence, place: int) -> list[Near]:
    """The names of a sentence before a place that may have money: no objects, and none that stand apart."""
    apart = [(a, b) for a, b in aside_spans(s.text) if not a <= place < b]
    known = [_trimmed(n) for n in named_in(story, s)]
    taken = [(n.start, n.end) for n in known] + [(p.start, p.end) for p in story.places]
    for hit in _LONE.finditer(s.text, 0, max(place, 0)):
        word = re.sub(r"[\u2019']s$", "", hit[0])
        a, b = s.start + hit.start(), s.start + hit.start() + len(word)
        if any(x < b and a < y for x, y in taken) or unnamed(word) or word.casefold() in _NOBODY:
            continue
        if hit.start() > 0 or _is_last_name(story, word):
            known.append(Near(word, a, b))
    bracketed = s.text[:place].endswith(" (")
    return sorted(
        (
            n
            for n in known
            if n.end <= s.start + place
            and not any(x <= n.start - s.start < y for x, y in apart)
            and (bracketed or _own(story, n) or as_subject(story, n))
        ),
        key=lambda n: n.start,
    )


def _trimmed(one: Near) -> Near:
    """A name as written without a preposition that opens the sentence: "Of Turner" is Turner."""
    lead, _, rest = one.name.partition(" ")
    if one.group or one.person or not rest or lead.casefold() not in _NOBODY:
        return one
    return Near(rest, one.start + len(lead) + 1, one.end, committee=one.committee)


def _own(story: Story, one: Near) -> bool:
    """ "Of Turner's total haul": a possessive of money, whatever stands before it."""
    return story.text[one.end : one.end + 2] in ("\u2019s", "'s") and whose_own(story, one)


def _is_last_name(story: Story, word: str) -> bool:
    """Whether a word that opens a sentence is somebody's name: the record has it, or the story elsewhere inside one."""
    key = words(word)[-1:]
    if key and key[0] in story.named_people:
        return True
    return any(at > 0 for w in key for _, at, _ in story.capitals.get(w, []))


def full_name(story: Story, name: str) -> str:
    """The full name that the story gives to a last name, when it gives just one; else the name itself."""
    if " " in name:
        return name
    pattern = re.compile(rf"(?:[A-Z\u00c0-\u00de][\w\u2019'.-]* ){{1,3}}{re.escape(name)}\b")
    found = set()
    for s in story.sentences:
        for hit in pattern.finditer(s.text):
            tokens = hit[0].split(" ")
            while tokens and (unnamed(tokens[0]) or tokens[0].casefold().strip(".") in _NOBODY):
                tokens.pop(0)
            if len(tokens) > 1:
                found.add(" ".join(tokens))
    return found.pop() if len(found) == 1 else name


def contest_of(story: Story, s: Sentence, place: int, name: str) -> tuple[Contest | None, str]:
    """The contest of a candidate's money with the name in full: the one that the amount's own part of the sentence
    names, else the one beside the name elsewhere, else the story's only one, else the one that two names leave."""
    inside = _of_part(story, s, place)
    if len(inside) == 1:
        return inside[0], _called(story, inside[0], name)
    if any(m.person == name for m in story.mentions) and not isinstance(who := story.who(name), str):
        return who.contest, name
    for t in story.sentences:
        if t is not s and re.search(rf"\b{re.escape(name)}\b", t.text):
            beside = {p.contest for p in story.places if p.contest and t.start <= p.start < t.end}
            if len(beside) == 1:
                contest = beside.pop()
                return contest, _called(story, contest, name)
    if not inside and len(story.contests) == 1:
        return story.contests[0], _called(story, story.contests[0], name)
    if not inside and not story.contests and (found := _by_two_names(story, name))[0]:
        return found
    seat = stood_with(story, name) or _like_the_others(story, s, name)
    return seat, _called(story, seat, name) if seat else name


def stood_with(story: Story, name: str) -> Contest | None:
    """The contest in which a name of the story stood in its cycle, and most of the others whom it names as well."""
    mine = _stood(story, name)
    people = {a.name: a.contest for a in story.actors if not a.committee} if mine else {}
    count = Counter(c for c in story.contests if c in mine)
    for other, contest in people.items():
        if (words(other) or [""])[-1] != words(name)[-1]:
            count.update(c for c in {contest} | _stood(story, other) if c in mine)
    best = [c for c, n in count.items() if n == max(count.values())]
    return best[0] if len(best) == 1 else None


def _stood(story: Story, name: str) -> set[Contest]:
    """The contests of the story's cycle in which the record has somebody of a name, a given name by its first letter."""
    told = words(name)
    given = told[0][:1] if len(told) > 1 else ""
    stood = story.named_people.get(told[-1], {}) if told else {}
    return {c for (c, y), names in stood.items() if y == story.cycle and any(_given(n, given) for n in names)}


def _like_the_others(story: Story, s: Sentence, name: str) -> Contest | None:
    """The one contest of everybody else whom a sentence, or else the story, names, where no file knows a candidate."""
    last = words(name)[-1:]
    if not last or any(y == story.cycle for _, y in story.named_people.get(last[0], {})):
        return None
    others = [a for a in story.actors if a.contest and not a.committee and (words(a.name) or [""])[-1] != last[0]]
    for near in ([a for a in others if s.start <= a.start < s.end], others):
        found = {a.contest for a in near}
        if near:
            return found.pop() if len(found) == 1 else None
    return None


def _given(name: str, letter: str) -> bool:
    """Whether one of the given names that a file has for somebody begins with a letter; any name where none is said."""
    return not letter or any(w.startswith(letter) for w in words(display(name))[:-1])


def _of_part(story: Story, s: Sentence, place: int) -> list[Contest]:
    """The contests named between the semicolons around a place, those of a comparison left out."""
    cuts = [m.end() for m in re.finditer(r";", s.text)]
    first = max((c for c in cuts if c <= place), default=0)
    last = min((c for c in cuts if c > place), default=len(s.text))
    found: dict[Contest, None] = {}
    for p in story.places:
        at = p.start - s.start
        if p.contest and first <= at < last and not _PARTED.search(s.text[place:at]):
            found[p.contest] = None
    return list(found)


def _called(story: Story, contest: Contest, name: str) -> str:
    """A last name in full as the contest's own people have it, where one alone stands in the story's cycle."""
    if " " in name:
        return name
    people = {without_initial(p.name) or name for p in story.roster(contest).named(name, story.cycle)}
    return people.pop() if len(people) == 1 else name


def _by_two_names(story: Story, name: str) -> tuple[Contest | None, str]:
    """The one contest of the story's cycle in which this last name and another that the story gives money or votes
    stood; nothing where there are several, or where the story gives the name to somebody whom it does not know."""
    last = words(name)[-1:]
    others = named_people_of(story, figured=True)
    if not last or last[0] not in others:
        return None, name
    mine = others[last[0]]
    found: dict[Contest, None] = {}
    for other, stood in others.items():
        if other != last[0]:
            for contest, year in set(mine) & set(stood):
                if year == story.cycle:
                    found.setdefault(contest)
    if not found and " " not in name:  # the only one of that last name who stood for Congress in the story's cycle
        found = dict.fromkeys(c for c, year in mine if year == story.cycle)
    if len(found) != 1:
        return None, name
    contest = next(iter(found))
    if " " in name and not any(same_name(n, name) for n in mine[contest, story.cycle]):
        return None, name
    return contest, _called(story, contest, name)
