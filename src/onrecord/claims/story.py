"""A story as the checker sees it: sentences with spans, and who and what its words mean, by exact names only."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from onrecord.answers.people import Person, Roster, contests_of_names, roster
from onrecord.answers.rivals import Stood
from onrecord.claims.discourse import Actor, actors
from onrecord.claims.furniture import furniture
from onrecord.claims.implied import implied, named_people
from onrecord.claims.mentions import CAPITAL, NOT_GIVEN, RUN, Mention, committee_mentions, group_mentions
from onrecord.claims.places import Place, places
from onrecord.claims.within import Lookup
from onrecord.model.contest import Contest
from onrecord.model.dates import cycle_of
from onrecord.model.names import TITLES, words
from onrecord.store.record import Record

_END = re.compile(
    r"(?<!\bRep)(?<!\bSen)(?<!\bGov)(?<!\bReps)(?<!\bSens)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bJr)(?<!\bSr)(?<!\bvs)"
    r"(?<!\bNo)(?<!\bSt)(?<!\bInc)(?<!\bU\.S)(?<!\bJan)(?<!\bFeb)(?<!\bAug)(?<!\bSept)(?<!\bOct)(?<!\bNov)(?<!\bDec)"
    r"(?<!\bGen)(?<!\bLt)(?<!\bCol)(?<!\bCapt)(?<!\bAdm)(?<!\bMaj)(?<!\bSgt)(?<!\bRev)(?<!\bHon)(?<!\bProf)(?<!\bFt)"
    r"(?<!\bMt)(?<!\bAve)(?<!\bCorp)(?<!\bCo)(?<!\bBros)(?<!\bLtd)"
    r"(?<!\b[A-Z])[.!?][\u201d\"\u2019')]*\s+|\n+"
)
LONGEST_SENTENCE = 1500  # characters; a longer one is text without sentences and is cut at a space


@dataclass(frozen=True)
class Sentence:
    """A sentence with its place in the story."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The place after its last character."""
        return self.start + len(self.text)


def sentences(text: str) -> list[Sentence]:
    """The sentences of the story itself; page furniture, wherever it stands, is left out."""
    found, start = [], 0
    for a, b, _ in [*furniture(text), (len(text), len(text), "")]:
        found += _split(text, start, a)
        start = max(start, b)
    return found


def _split(text: str, start: int, end: int) -> list[Sentence]:
    found = []
    for stop in [*(m.end() for m in _END.finditer(text, start, end)), end]:
        while start < stop:
            cut = stop if stop - start <= LONGEST_SENTENCE else text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
            cut = cut if cut > start else min(stop, start + LONGEST_SENTENCE)
            piece = text[start:cut]
            if piece.strip():
                found.append(Sentence(piece.strip(), start + len(piece) - len(piece.lstrip())))
            start = cut
    return found


@dataclass
class Story(Lookup):
    """A story linked to a record; `day` is the day up to which the record may be used to tell who is who."""

    text: str
    record: Record
    published: dt.date
    day: dt.date
    kept: dict[Any, Any] = field(default_factory=dict, repr=False)  # what readers found once for the whole story
    _rosters: dict[Contest, Roster] = field(default_factory=dict)
    _known: dict[str, dict[Contest, set[int]]] = field(default_factory=dict)
    full_by_last: dict[str, set[str]] = field(default_factory=dict)  # names as written, by their last word
    _who: dict[str, Person | str] = field(default_factory=dict)
    _of_contest: dict[str, Contest] = field(default_factory=dict)  # people whom the story gives a last name only

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences, furniture left out."""
        return sentences(self.text)

    @property
    def cycle(self) -> int:
        """The two-year cycle in which the story was published."""
        return cycle_of(self.published)

    @cached_property
    def places(self) -> list[Place]:
        """The contests and states that the story names, in order."""
        return [p for s in self.sentences for p in places(s.text, s.start)]

    @cached_property
    def contests(self) -> list[Contest]:
        """The contests that the story names, most often named first."""
        named = [p.contest for p in self.places if p.contest]
        return sorted(dict.fromkeys(named), key=lambda c: -named.count(c))

    @cached_property
    def implied(self) -> list[Contest]:
        """Contests that the story does not name and that two last names of one sentence leave no doubt of."""
        return [c for c in implied(self) if c not in self.contests]

    @cached_property
    def named_people(self) -> Stood:
        """Who has the last names that the story's words can be, by contest and cycle."""
        return named_people(self)

    def _standing(self, contest: Contest) -> list[tuple[str, Person]]:
        """The last names of the story that people of a contest have, in the story's cycle or else the one before."""
        found = []
        for last, stood in self.named_people.items():
            names = next(
                (stood[contest, y] for y in (self.cycle, self.cycle - 2, self.cycle - 4) if (contest, y) in stood), []
            )
            people = [p for p in self.roster(contest).people if any(n in p.names for n in names)]
            found += [(last, p) for p in people]
        return found

    def roster(self, contest: Contest, day: dt.date | None = None) -> Roster:
        """The people of a contest as known on a day."""
        if day is not None and day != self.day:
            return roster(self.record, contest, day)
        if contest not in self._rosters:
            self._rosters[contest] = roster(self.record, contest, self.day)
        return self._rosters[contest]

    @cached_property
    def full_names(self) -> dict[str, list[Contest]]:
        """Full names in the story that the record knows, with their contests; a story's own contests before all."""
        tries: dict[str, None] = {}
        for s in self.sentences:
            for run in RUN.finditer(s.text):
                tokens = [t for t in run[0].split() if t.strip(".").casefold() not in TITLES]
                for size in (2, 3, 4):
                    for k in range(len(tokens) - size + 1):
                        tries[_bare(" ".join(tokens[k : k + size]))] = None
        found = {n: c for n, c in contests_of_names(self.record, list(tries), self.day).items() if c}
        self._known.update(found)
        longest = {n for n in found if not any(n != m and n in m for m in found)}
        return {n: self._own(n, found[n]) for n in found if n in longest}

    def _own(self, name: str, known: dict[Contest, set[int]]) -> list[Contest]:
        """The story's own contests among a name's, else those of the story's cycle, else all."""
        states = self._states_of(name)
        if states and any(c.state in states for c in known):
            known = {c: y for c, y in known.items() if c.state in states}
        elif states:
            return []  # the story gives the name a state in which the record knows nobody of that name
        own = [c for c in self.contests if c in known]
        now = [c for c, years in known.items() if self.cycle in years or self.published.year in years]
        return own or now or list(known)

    def _states_of(self, name: str) -> set[str]:
        """The states right after a name ("Mike Rogers of Michigan"), or in its sentences where no contest is named."""
        found = set()
        where = [s for s in self.sentences if name in s.text]
        for s in where:
            for hit in re.finditer(re.escape(name), s.text):
                near = self.places_in(s.start + hit.end(), s.end)
                text = self.text[s.start + hit.end() : near[0].start] if near else ""
                if near and re.fullmatch(r",? (?:\([^)]*\) )?of ", text):
                    found.add(near[0].state)
        inside = [p for s in where for p in self.places_in(s.start, s.end)]
        if not found and inside and not self.contests:
            found = {p.state for p in inside}
        return found

    def elsewhere(self, name: str, contest: Contest, year: int) -> list[Contest]:
        """Other contests in which the record knows this name in a year, unless the story names the contest itself."""
        if contest in self.contests:
            return []
        return [
            c
            for c, years in self._known.get(name, {}).items()
            if c != contest and year in years and c.office == contest.office
        ]

    @cached_property
    def mentions(self) -> list[Mention]:
        """Groups, committees and people in the order of the story; a longer mention wins over one inside it."""
        found = group_mentions(self) + committee_mentions(self) + self._person_mentions()
        kept: list[Mention] = []
        taken = bytearray(len(self.text))
        for one in sorted(found, key=lambda m: (-(m.end - m.start), m.start)):
            if not any(taken[one.start : one.end]):
                taken[one.start : one.end] = b"\1" * (one.end - one.start)
                kept.append(one)
        return sorted(kept, key=lambda m: m.start)

    @cached_property
    def people_named(self) -> list[str]:
        """The full names of the people whom the story names, once each."""
        return list(dict.fromkeys(m.person for m in self.mentions if m.person))

    def _person_mentions(self) -> list[Mention]:
        found = []
        by_last: dict[str, list[str]] = {}
        for name in self.full_names:
            by_last.setdefault(words(name)[-1], []).append(name)
        for contest in [*self.contests[:3], *self.implied]:  # a last name alone means a candidate of the story's contest
            for last, person in self._standing(contest):
                if last not in by_last:
                    by_last.setdefault(last, []).append(person.name)
                    self._of_contest.setdefault(person.name, contest)
        for last, names in by_last.items():
            alone = len(names) == 1 and not self._others_with(last, names)
            for s, at, end in self.capitals.get(last, []):
                for name in names:
                    start = self._start_of(name, s, at)
                    if start != at or (alone and not _other_given(s.text, at)):
                        a, b = s.start + start, s.start + end
                        found.append(Mention(a, b, self.text[a:b], person=name))
        return found

    @cached_property
    def actors(self) -> list[Actor]:
        """Everybody whom the story names, in its order, last names in full."""
        return actors(self)

    @cached_property
    def capitals(self) -> dict[str, list[tuple[Sentence, int, int]]]:
        """Where each capitalised word stands: its sentence, start and end there, possessive endings left out."""
        found: dict[str, list[tuple[Sentence, int, int]]] = {}
        for s in self.sentences:
            for m in re.finditer(CAPITAL, s.text):
                token = m[0].replace("\u2019", "'").removesuffix("'s").removesuffix("'")
                for word in words(token)[-1:]:
                    found.setdefault(word, []).append((s, m.start(), m.start() + len(token)))
        return found

    def _others_with(self, last: str, names: list[str]) -> bool:
        """Whether the story gives this last name to somebody else too: then alone it means nobody for certain."""
        return any(
            _other_given(s.text, at) and all(self._start_of(n, s, at) == at for n in names)
            for s, at, _ in self.capitals.get(last, [])
        )

    @staticmethod
    def _start_of(name: str, s: Sentence, last: int) -> int:
        """Where the name begins: before the last name, when the given names stand there."""
        before = s.text[:last].rstrip()
        given = name.split()[:-1]
        for k in range(len(given)):
            letters = [w.strip(".") for w in given[k:]]
            joined = ["".join(letters), ".".join(letters) + "."] if all(len(w) == 1 for w in letters) else []
            for lead in (" ".join(given[k:]), *joined):  # "JD Vance" and "J.D. Vance" are J D Vance
                if before.endswith(lead) and not before[: -len(lead)][-1:].isalnum():
                    return len(before) - len(lead)
        return last

    def who(self, name: str) -> Person | str:
        """The person whom a full name of the story means, or why that cannot be told."""
        if name not in self._who and self.mentions is not None:  # which tell whose contest a last name is of
            self._who[name] = self._told(name)
        return self._who[name]

    def _told(self, name: str) -> Person | str:
        of = self._of_contest.get(name)
        contests = self.full_names[name] if name in self.full_names else [of] if of else self.contests[:1]
        if not contests:
            return f"the record knows no {name} in the state that the story names"
        if clash := self._clash(contests):
            return f"the story speaks of {clash}, and the record knows {name} in {', '.join(map(str, contests[:3]))}"
        found = [p for c in contests for p in self.roster(c).named(name, self.cycle)]
        if len(found) == 1:
            return found[0]
        if not found:
            return f"no loaded file names {name} as a candidate"
        listed = "; ".join(f"{p.name}, {p.contest}" for p in found[:5])
        return f"several people have the name {name}: {listed}"

    def _clash(self, contests: list[Contest]) -> Contest | None:
        """A contest of the same office and state that the story names, when it names none of these."""
        if set(contests) & set(self.contests):
            return None
        near = {(c.office, c.state) for c in contests}
        return next((c for c in self.contests if (c.office, c.state) in near), None)

    def people_in(self, s: Sentence) -> list[Mention]:
        """The people whom a sentence names, in its order."""
        return [m for m in self.mentions_in(s.start, s.end) if m.person]

    def unknown_names(self, s: Sentence) -> list[str]:
        """Capitalised words in a row that may name a person and are part of no known name, place or group."""
        found = []
        for hit in re.finditer(rf"{CAPITAL} (?:[A-Z]\. )?{CAPITAL}", s.text):
            a, b = s.start + hit.start(), s.start + hit.end()
            known = any(m.start < b and a < m.end for m in self.mentions_in(s.start, s.end)) or any(
                p.start < b and a < p.end for p in self.places_in(s.start, s.end)
            )
            if not known and not set(words(hit[0])) & NOT_GIVEN:
                found.append(hit[0])
        return found

    def spender_for(self, s: Sentence, place: int) -> Mention | None:
        """The group or committee that is the subject at `place` (of the sentence): the last one named before it."""
        inside = [m for m in self.mentions_in(s.start, s.start + place) if m.group]
        if inside:
            return inside[-1]
        refers = re.search(
            r"\b(its|their|they|it|the (?:group|organi[sz]ation|super PAC|PAC|committee)s?)\b", s.text[:place], re.I
        )
        refers = refers or re.search(THAT_GROUP, s.text[:place], re.I)
        last = next((m for m in reversed(self.mentions_in(0, s.start)) if m.group), None) if refers else None
        return last if last and not self.stranger(last.end, s.start) else None

    def stranger(self, start: int, end: int) -> bool:
        """Whether a part of the text names a PAC, fund or the like that no file knows: "the group" may be that one."""
        spans = [(m.start, m.end) for m in self.mentions_in(start, end)]
        hits = [(start + h.start(), start + h.end()) for h in re.finditer(_GROUP_NAME, self.text[start:end])]
        return any(not any(a < y and x < b for a, b in spans) for x, y in hits)


THAT_GROUP = r"\b(?:that|this) (?:super |hybrid )?(?:group|organi[sz]ation|PAC|committee)\b"
_GROUP_NAME = (
    r"\b(?!(?:The|A|An|This|That|Federal|Congressional) )(?:[A-Z][\w\u2019'-]+ ){1,4}"
    r"(?:PAC|Fund|Action|Project|Majority|Alliance|Coalition|League)\b"
)


def _other_given(text: str, start: int) -> bool:
    """Whether a capitalised word that can be another's given name stands right before a last name."""
    return given_before(text, start) is not None


def given_before(text: str, start: int) -> str | None:
    """The capitalised word right before a place of a text that can be somebody's given name."""
    before = re.search(rf"({CAPITAL}|[A-Z]\.)[ \u00a0]$", text[:start])
    word = before[1].removesuffix("\u2019s").removesuffix("'s") if before else ""
    possible = before and word == before[1] and word.strip(".").casefold() not in NOT_GIVEN
    return word if possible else None


def _bare(name: str) -> str:
    return re.sub(r"[\u2019']s$", "", name.strip(" ,"))
