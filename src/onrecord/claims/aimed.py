"""Whom an amount of outside money was for or against, in the many wordings of newsrooms.

"X's $2 million blitz for Y", "Y, bolstered by $9 million from X", "X went after Y at a cost of $3 million". It fills
slots of claims that no question is asked for; what it says decides no verdict.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from onrecord.claims.aimed_words import (
    AGAINST_IT,
    ALLIES,
    COST,
    FACED,
    FOR_IT,
    GIFT,
    GOT,
    HELPFUL,
    HOSTILE,
    NOBODY,
    OUTLAID,
    REF,
    RIVAL,
    WON,
)
from onrecord.claims.clauses import aside_spans, clause_of
from onrecord.claims.discourse import Actor, parties, person_meant, rival_of
from onrecord.claims.figures import Figure, figures
from onrecord.claims.story import Sentence, Story
from onrecord.model.contest import Contest

BACK = 5  # sentences that words without a name reach back
_OBJECT = re.compile(  # a name that is nobody's doing: "financed by X", "a donor to X", "X's allies"
    r"\b(?:from|by|with|than|like|including|aligned with|tied to|allied with|linked to|close to|loyal to|allies of)"
    r" (?:[A-Z][\w.]* |the |former |then-)*$"
)
_PARTY = re.compile(r"\b(?:Democrat|Republican|Libertarian|Green)$", re.IGNORECASE)
_BEAT = re.compile(
    r"\b(?:beat|beats|buried|defeated|toppled|ousted|unseated|trounced|routed|edged(?: out)?|outlasted|bested"
    r"|knocked off|turned back|upset|crushed|fended off|held off)\b"
)
_HE, _SHE = frozenset(("he", "him", "his", "himself")), frozenset(("she", "her", "hers", "herself"))
_FORM = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)
_LOST = re.compile(r"\b(?:lost to|fell to|lost (?:[\w-]+ ){0,4}to|was (?:beaten|defeated|ousted|routed|unseated) by)\b")


@dataclass(frozen=True)
class Aim:
    """Whom money was for or against: a name, support, oppose or both, and the contest where it is known."""

    target: str
    stance: str
    contest: Contest | None
    pointed: bool  # only by a pronoun or a description
    carried: bool = False  # the words of the amount before say it
    borne: bool = False  # what somebody faced or had the good of, whoever spent it


@dataclass(frozen=True)
class _Ref:
    start: int
    end: int
    who: Actor
    words: str  # "" for a name

    @property
    def pointed(self) -> bool:
        return bool(self.words)


def aim_at(story: Story, s: Sentence, figure: Figure) -> Aim | None:
    """Whom the words of an amount's own part of a sentence say it was for or against; None where they say nobody."""
    first, last = part_of(s.text, figure)
    if found := _behind(story, s, figure, _refs(story, s, figure.end, last)):
        return found
    if found := _before(story, s, figure, first, last):
        return found
    return _as_before(story, s, figure)


def side_of(story: Story, s: Sentence, negative: bool) -> Aim | None:
    """The one whom a sentence says that money was against, or for, as of "$9.9 million of that was negative"."""
    wanted = "oppose" if negative else "support"
    for a in story.actors_in(s.start, s.end):
        stance = _stance(s.text[max(0, a.start - s.start - 30) : a.start - s.start]) if _one(story, s, a) else None
        if stance == wanted:
            return Aim(a.name, wanted, a.contest or only_contest(story), True)
    return None


def part_of(text: str, figure: Figure) -> tuple[int, int]:
    """The clause of an amount, cut at the amounts beside it."""
    first, last = clause_of(text, figure.start, figure.end)
    for f in figures(text):
        if f.kind == "money" and f.end <= figure.start:
            first = max(first, f.end)
        if f.kind == "money" and f.start >= figure.end:
            last = min(last, f.start)
    return first, last


def gift_words(story: Story, s: Sentence, figure: Figure) -> bool:
    """Whether the words of an amount tell of gifts, of what was raised or of what is held: then it is no outlay."""
    first, last = part_of(s.text, figure)
    tail = s.text[figure.end : last]
    if GIFT.search(s.text[first : figure.start]) or GIFT.search(tail[:40]):
        return True
    if re.match(
        r"\s*(?:more |apiece |each )?to (?:the )?[A-Z](?![\w' \u2019]+['\u2019]s? (?:advantage|benefit|aid|rescue))",
        tail,
    ):
        return True
    to = re.match(r"\s*(?:more |apiece |each )?into (?:the )?(?:super PAC )?", tail)
    at = s.start + figure.end + to.end() if to else -1
    return any(a.committee and a.start <= at < a.end for a in story.actors_in(s.start + figure.end, s.end))


def _refs(story: Story, s: Sentence, start: int, end: int) -> list[_Ref]:
    """Those whom a part of a sentence names or points to, in its order; nobody who is the source of money."""
    named = [
        _Ref(a.start - s.start, a.end - s.start, a, "")
        for a in story.actors_in(s.start + start, s.start + end)
        if _one(story, s, a)
    ]
    taken = [(r.start, r.end) for r in named]
    for hit in REF.finditer(s.text, start, end):
        if any(x < hit.end() and hit.start() < y for x, y in taken):
            continue
        if who := meant(story, s, hit):
            named.append(_Ref(hit.start(), hit.end(), who, hit[0]))
    return sorted(named, key=lambda r: r.start)


def meant(story: Story, s: Sentence, hit: re.Match[str]) -> Actor | None:
    """Whom a pronoun or a description at a place of a sentence means, as a reader would take it; None for nobody."""
    if hit["pronoun"] == "whom":
        back = [a for a in story.actors_in(s.start, s.start + hit.start()) if not a.committee]
        return back[-1] if back else None
    noun = (hit["noun"] or "").split()
    rival = hit["rival"] or (noun and re.fullmatch(RIVAL, noun[-1]))
    if noun and not rival:
        if _PARTY.search(hit["noun"]):
            return person_meant(story, s, hit.start(), hit[0]) or _left_by(story, s, hit.start(), noun[-1])
        if found := _described(story, noun[-1]):
            return found
    who = _spoken_of(story, s, hit.start(), (hit["pronoun"] or "").casefold())
    if who is None or not rival:
        return who
    return other_of(story, who, "challenger" in hit[0])


def _left_by(story: Story, s: Sentence, place: int, party: str) -> Actor | None:
    """The only one named before in a contest whom no other party has: the Democrat, where the rival is a Republican."""
    named = [a for a in story.actors if not a.committee and a.contest and a.start < s.start + place]
    known: dict[str, set[str]] = {}
    for a in named:
        known.setdefault(a.name, set()).update(parties(story, a))
    left = [name for name, of in known.items() if not of or party.casefold() in of]
    others = len(known) > len(left) > 0
    return next(a for a in named if a.name == left[0]) if len(left) == 1 and others else None


def other_of(story: Story, one: Actor, challenger: bool = False) -> Actor | None:
    """The rival of somebody: the only other one whom the story names in that contest; a challenger is no incumbent."""
    others = {a.name: a for a in story.actors if one.contest and a.contest == one.contest and a.name != one.name}
    if len(others) > 1 or not one.contest:
        return None if others else rival_of(story, one, len(story.text))
    rival = next(iter(others.values()), None) or rival_of(story, one, len(story.text))
    if challenger and rival and _seated(story, rival) and not _seated(story, one):
        return one
    return rival


def _seated(story: Story, one: Actor) -> bool:
    """Whether a story writes somebody with the title of a member of Congress, or as the incumbent."""
    titles = r"(?<!former )(?<!state )\b(?:Sen\.|Rep\.|Senator|Congress(?:man|woman)|incumbent) (?:[A-Z][\w.]* )?$"
    near = (story.text[max(0, a.start - 35) : a.start] for a in story.actors if a.name == one.name)
    return any(re.search(titles, text) for text in near)


def _described(story: Story, noun: str) -> Actor | None:
    """The only one beside whose name the story has a noun: "Maxine Dexter, a physician", "Rep. X, the incumbent"."""
    near = re.compile(rf"\b{re.escape(noun)}\b", re.IGNORECASE)
    found = {}
    for a in story.actors:
        after = re.split(r"[.;$]", story.text[a.end : a.end + 60])[0]
        before = re.split(r"[.;,]", story.text[max(0, a.start - 30) : a.start])[-1]
        apposed = re.match(r",? (?:an?|the|who is) ", after) and near.search(after)
        titled = re.search(rf"\b{re.escape(noun)} $", before, re.IGNORECASE)
        if not a.committee and not NOBODY.fullmatch(a.name) and (apposed or titled):
            found[a.name] = a
    return next(iter(found.values())) if len(found) == 1 else None


def _spoken_of(story: Story, s: Sentence, place: int, pronoun: str) -> Actor | None:
    """The last person named before a place in its sentence, asides apart, else the first of a sentence before.

    Nobody of whom the story itself uses the other pronoun.
    """
    other = _HE if pronoun in _SHE else _SHE if pronoun in _HE else frozenset()
    standing = {a.name for a in story.actors if a.contest}  # where any are, nobody else is meant
    apart = {a.name for a in story.actors if standing and a.name not in standing}
    apart |= {a.name for a in story.actors if other and pronouns(story, a.name) & other}
    if inside := [a for a in _people(story, s, place) if a.name not in apart]:
        return inside[-1]
    number = story.sentences.index(s)
    for one in reversed(story.sentences[max(0, number - BACK) : number]):
        if before := [a for a in _people(story, one, len(one.text)) if a.name not in apart]:
            taken = {m[0].casefold() for m in _FORM.finditer(story.text, one.end, s.start + place)} & other
            rest = [a for a in before if a.name != before[0].name]
            return rest[0] if taken and rest else before[0]  # "against him ... and for her"
    return None


def pronouns(story: Story, name: str) -> frozenset[str]:
    """The pronouns that a story uses of somebody: in sentences that name nobody else, after the name."""
    found: set[str] = set()
    for s in story.sentences:
        people = [a for a in story.actors_in(s.start, s.end) if not a.committee]
        if {a.name for a in people} == {name}:
            found |= {m[0].casefold() for m in _FORM.finditer(s.text, people[0].end - s.start)}
    return frozenset(found) if not (found & _HE and found & _SHE) else frozenset()


def _people(story: Story, s: Sentence, place: int) -> list[Actor]:
    apart = [(a, b) for a, b in aside_spans(s.text) if not a <= place < b]
    return [
        a
        for a in story.actors_in(s.start, s.start + place)
        if _one(story, s, a) and not any(x <= a.start - s.start < y for x, y in apart)
    ]


def _one(story: Story, s: Sentence, a: Actor) -> bool:
    """Whether an actor is a person on whom money may be spent: nobody behind it, no name of a unit or a caucus."""
    behind = _OBJECT.search(story.text[max(s.start, a.start - 40) : a.start])
    return not a.committee and not behind and not NOBODY.fullmatch(a.name)


def _behind(story: Story, s: Sentence, figure: Figure, refs: list[_Ref]) -> Aim | None:
    """ "$2 million in attacks on Y", "$2.2 million blitz for the physician": by the words between amount and person."""
    for n, ref in enumerate(refs[:2]):
        between = s.text[figure.end : ref.start]
        if re.search(r"[.;:]|\b(?:who|which|when|after|before|as)\b", between) and not re.search(
            r"\bwhich (?:has |had )?(?:been |was |were )?(?:spent|used|aimed|went)\b", between
        ):
            return None
        if stance := _stance(between, s.text[ref.end :]):
            return _all(story, s, refs[n:], stance)
    return None


def _all(story: Story, s: Sentence, refs: list[_Ref], stance: str) -> Aim:
    """One target, or several that the words join: "two men, Jon Tester and Sherrod Brown"."""
    joined = refs[:1]
    for ref in refs[1:]:
        between = s.text[joined[-1].end : ref.start]
        if ref.pointed or not re.fullmatch(r"(?:,|,? and|,? or)(?: (?:Reps?|Sens?)\.)? ", between):
            break
        joined.append(ref)
    if len(joined) == 1:
        return _aim(story, s, joined[0], stance)
    contests = {r.who.contest for r in joined}
    if len(contests) == 1 and (contest := joined[0].who.contest):
        return Aim(" + ".join(f"{r.who.name} {stance}" for r in joined), stance, contest, False)
    offices = {c.office for c in contests if c}
    where = Contest(offices.pop(), None, None) if None not in contests and len(offices) == 1 else None
    return Aim("; ".join(r.who.name for r in joined), stance, where, False)


def _stance(before: str, after: str = "") -> str | None:
    """support or oppose by the last such words before a name, or "X's behalf" with it; None without any."""
    if re.match(r"(?:['\u2019]s?)? behalf\b", after):
        return "support"
    against = max((m.end() for m in AGAINST_IT.finditer(before)), default=-1)
    backing = max((m.end() for m in FOR_IT.finditer(before)), default=-1)
    if against < 0 and backing < 0:
        return None
    return "oppose" if against > backing else "support"


def _before(story: Story, s: Sentence, figure: Figure, first: int, last: int) -> Aim | None:
    """ "Y, bolstered by $9 million", "on whom they had lavished $4 million", "went after Y at a cost of $3 million"."""
    lead, tail = s.text[first : figure.start], s.text[figure.end : last]
    refs = _refs(story, s, first, figure.start)
    if not refs:
        return None
    if s.text[refs[-1].start : refs[-1].end] == "whom" and (
        on := re.search(r"(on|for|against) $", s.text[: refs[-1].start])
    ):
        return _aim(story, s, refs[-1], "oppose" if on[1] == "against" else "support")
    if found := _borne(story, s, refs, first, lead, tail):
        return found
    if found := _friends(story, s, refs, figure):
        return found
    ref = refs[-1]
    stance = _stance(s.text[max(first, ref.start - 60) : ref.start], s.text[ref.end :])
    gap = s.text[ref.end : figure.start]
    done = COST.search(gap) or OUTLAID.search(gap)
    if stance and not WON.search(gap) and "," not in gap[:-1] and done:
        return _aim(story, s, ref, stance)
    return None


def _friends(story: Story, s: Sentence, refs: list[_Ref], figure: Figure) -> Aim | None:
    """ "X's allies put up $120 million", "groups hostile to A or friendly to B had laid out $130 million"."""
    gap = s.text[refs[-1].end : figure.start]
    if ALLIES.match(gap):
        foes = re.match(r"['\u2019]s? (?:[\w-]+ )?(?:foes|critics|opponents|detractors)\b", gap)
        return _aim(story, s, refs[-1], "oppose" if foes else "support")
    if (
        len(refs) < 2
        or not OUTLAID.search(gap)
        or not re.search(r"\b(?:or|and)\b", s.text[refs[-2].end : refs[-1].start])
    ):
        return None
    one = _stance(s.text[max(0, refs[-2].start - 40) : refs[-2].start])
    other = _stance(s.text[refs[-2].end : refs[-1].start]) or one
    if one is None or other is None or refs[-2].who.name == refs[-1].who.name:
        return None
    name = f"{refs[-2].who.name} {one} + {refs[-1].who.name} {other}"
    return Aim(name, one if one == other else "both", refs[-1].who.contest or only_contest(story), False)


def _borne(story: Story, s: Sentence, refs: list[_Ref], first: int, lead: str, tail: str) -> Aim | None:
    """The one who had to bear an amount ("faced $9 million in ads") or had the good of it ("bolstered by" it)."""
    faced, got = _last(FACED, lead), _last(GOT, lead)
    near = max(faced, got)
    mine = [r for r in refs if r.end <= first + near[0]]
    reach = len(lead) - near[1]
    if near[1] < 0 or not mine or WON.search(lead[near[1] :]) or reach > (110 if COST.search(lead) else 50):
        return None
    if faced > got or HOSTILE.match(tail):
        return replace(_aim(story, s, mine[-1], "oppose"), borne=True)
    words = lead[near[0] : near[1]]
    merely = words.split()[0].casefold() in ("had", "has", "with", "got", "gets", "received", "won", "saw", "drew")
    if merely and not HELPFUL.match(tail) and not re.search(r"help|support|backing|aid|assist", words):
        return None
    return replace(_aim(story, s, mine[-1], "support"), borne=True)


def _as_before(story: Story, s: Sentence, figure: Figure) -> Aim | None:
    """ "... by $9 million from CLF and $1.2 million from RJC", "$65 million favored A and $53 million B": the amount
    before says whose side it is."""
    earlier = [f for f in figures(s.text) if f.kind == "money" and f.end <= figure.start]
    if not earlier:
        return None
    between = s.text[earlier[-1].end : figure.start]
    after = next(iter(story.actors_in(s.start + figure.end, s.end)), None)
    close = after is not None and re.fullmatch(
        r" (?:more )?(?:for |behind |on )?(?:Rep\. |Sen\. )?", s.text[figure.end : after.start - s.start]
    )
    behind = re.match(r" (?:more )?(?:from|by) ", s.text[figure.end :])
    if re.search(r"[.:]|\b(?:which|who|but)\b", between) or not re.search(r"(?:,|\band|;) (?:\w+ ){0,2}$", between):
        return None
    told = aim_at(story, s, earlier[-1]) if behind or (close and after and not after.committee) else None
    if told is None or behind:
        return told and replace(told, carried=True)
    assert after is not None
    return Aim(after.name, told.stance, after.contest or only_contest(story), False, True)


def _last(pattern: re.Pattern[str], text: str) -> tuple[int, int]:
    return max((m.span() for m in pattern.finditer(text)), default=(-1, -1))


def _aim(story: Story, s: Sentence, ref: _Ref, stance: str) -> Aim:
    """The aim at one person; a pronoun after "A beat B" is A where the money was for, B where it was against."""
    who = ref.who
    if ref.words.casefold() in ("her", "him", "them"):
        people = list({a.name: a for a in _people(story, s, ref.start)}.values())
        between = story.text[people[0].end : people[1].start] if len(people) == 2 else ""
        won, lost = _BEAT.search(between), _LOST.search(between)
        if won or lost:
            who = people[0] if bool(won) == (stance == "support") else people[1]
    return Aim(who.name, stance, who.contest or only_contest(story), ref.pointed)


def only_contest(story: Story) -> Contest | None:
    """The one contest that a story speaks of, else the one in which all the people stand whom it names, or None."""
    contests = story.contests or story.implied or list({a.contest: a for a in story.actors if a.contest})
    return contests[0] if len(contests) == 1 else None
