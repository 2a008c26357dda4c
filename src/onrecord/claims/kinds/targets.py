"""What an independent expenditure was for: the candidate or contest that a sentence names, and the readings of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from onrecord.answers.answer import Answer
from onrecord.answers.ask import ask
from onrecord.answers.contests import day_of
from onrecord.answers.money import Expenditures, contest_of
from onrecord.answers.people import Person
from onrecord.claims.clauses import clause_of
from onrecord.claims.figures import Figure, figures
from onrecord.claims.kinds import aims
from onrecord.claims.mentions import Mention
from onrecord.claims.periods import phase_of
from onrecord.claims.story import Sentence, Story
from onrecord.claims.vote_slots import name_of
from onrecord.claims.words import GAVE, OPPOSE, SUPPORT
from onrecord.model.contest import Contest
from onrecord.model.dates import general_day

ALL_OF_PHASE = "all contests of the phase"
SETTLED = 75  # days after an election by which the periodic reports that cover it were due (11 CFR 104.5)
_UNLINKED = re.compile(
    rf"^[^.;]{{0,90}}?\b(?:{OPPOSE}|{SUPPORT})\s+(?:(?:Rep|Sen|Gov|Mr|Ms|Mrs|Dr)\.\s+|(?:the |a |an "
    rf"|then-)?(?:[a-z-]+\s+){{0,4}})"
    r"(?P<name>[A-Z][\w\u2019'-]+(?: [A-Z][\w\u2019'-]+)*)"
)
_PURPOSE = re.compile(
    r"\bto (?:help )?(?:oust|unseat|defeat|beat|topple|stop|take down|beat back|keep)\b"
    r"|\b(?:hopes? of|aimed at|effort to|bid to) (?:defeat|oust|unseat|beat)\w*"
)
_OUST = re.compile(r"\bto (?:help )?(?:oust|unseat|topple|defeat|beat|take (?:down|out)|knock (?:off|out))\b")
# "$3 million on the race, most of it against X": the whole sum is of the race, and what follows is a part of it.
MOSTLY = re.compile(
    r",? (?:(?:most|much|nearly all|almost all|half|some|all but|the (?:vast )?(?:bulk|majority)) of (?:it"
    r"|which|that)"
    r"|including|mostly|largely|primarily|mainly|chiefly)\b"
)
_RACE = re.compile(r"\b(?:race|contest|primary|seat|district|election|runoff|matchup)\b", re.IGNORECASE)
_EFFECT = re.compile(
    r"\s+(?:(?:almost|nearly|probably|likely|certainly|arguably|perhaps|may|might|have|has) ){0,3}"
    r"(?:made (?:all )?the difference|tipped\b|(?:pushed|carried|dragged|lifted|propelled|put|got)\b"
    r"[^,.;$]{0,60}? (?:over the (?:finish )?line|to victory|over the top))"
)


@dataclass(frozen=True)
class Target:
    """Candidates with a stance each, or all of a contest; `why` when the sentence's target cannot be told."""

    name: str
    stance: str  # support, oppose or both
    contest: Contest | None = None
    people: tuple[tuple[Person, str], ...] = ()
    why: str = ""
    to_defeat: bool = False  # the words give the purpose (to oust X), which money for X's rival serves too
    loose: tuple[tuple[str, str], ...] = ()  # names linked to nobody, with their stances
    inferred: str = ""  # whom a pronoun is read as: a claim on it is never refuted
    label: str = ""  # what a listed claim calls it, where that is not its name

    def holds(self, row: dict[str, Any]) -> bool:
        """Whether a row was for this target; a target without contest and people is all of a phase."""
        if self.contest is None and not self.why:
            return True
        if not self.people:
            return contest_of(row) == self.contest
        return any(row["candidate_id_fec"] in p.ids and stance in ("both", row["stance"]) for p, stance in self.people)


def target_of(story: Story, s: Sentence, figure: Figure) -> Target | None:
    """The target that a sentence names for the amount; None when it names none, as of a whole committee's money."""
    after = s.start + figure.end
    first, last = own_part(s.text, figure)
    if (mostly := MOSTLY.search(s.text, figure.end, last)) and _on_race(story, s, figure.end, mostly.start()):
        last = mostly.start()
    if pair := aims.pair_of(story, s, first, last):
        why = "" if pair.contest else "which contest those two names mean is not certain"
        return Target(f"race {pair.words}", "both", pair.contest, why=why, label=f"race {pair.words}")
    named = [m for m in story.people_in(s) if first <= m.start - s.start < last]
    people = [] if _effect(s.text, figure) else _own(s, figure, [m for m in named if m.start >= after]) or named
    if raced := _raced(story, s, people, (figure.end, last)):
        return raced
    stances = [(m, found) for m in people if (found := aims.stance_before(story, s, m))]
    if len(stances) == 1 and (own := _of_pronoun(s, figure)):
        stances = [(stances[0][0], own)]
    for m, stance in stances:
        if foe := aims.FOE.match(story.text[m.end : m.end + 90]):
            if foe["name"]:  # "for X's rival, Y": for Y
                return _with_loose(story, s, [], [(foe["name"], stance)])
            why = f"who {m.text}'s opponent is, the sentence does not say by name"
            return Target(f"{m.text}'s opponent", stance, why=why)
    loose = [] if _effect(s.text, figure) else aims.loose_names(story, s, figure.end, min(last, next_amount(s, figure)))
    if loose:
        mine = [one for one in stances if after <= one[0].start < s.start + next_amount(s, figure)]
        return _with_loose(story, s, mine, loose)
    if stances:
        rival = any(aims.RIVALRY.search(s.text[: m.start - s.start]) for m in people)
        aimed = _of_people(story, s, stances)
        oust = len(aimed.people) == 1 and aimed.stance == "oppose" and bool(_OUST.search(s.text[figure.end : last]))
        label = "race" if oust else ""  # "$8 million to oust X": as a rule all that was spent on the race
        return replace(aimed, to_defeat=rival or bool(_PURPOSE.search(s.text)), label=label)
    inside = [p for p in story.places if first <= p.start - s.start < last and p.contest]
    tail = s.text[figure.end : last]
    said = "" if _effect(s.text, figure) else re.sub(aims.OUTCOME, "", tail)
    if told := _whom_pronoun(story, s, figure):
        return told
    hit = _UNLINKED.search(re.split(r"\bresulted in\b|\bled to\b", said)[0])
    if hit and any(p.start < s.start + figure.end + hit.end("name") <= p.end for p in story.places):
        hit = None  # "for her in MD-03"
    if hit and (foe := aims.FOE.match(said[hit.end("name") :])):
        return Target(
            hit["name"], "both", why=f"who {hit['name']}'s {foe[0].split()[-1]} is, no file tells by these words"
        )
    if hit and hit["name"] != "I":
        why = f"no candidate that a loaded file names is known by the words '{hit['name']}' in this story"
        lead = said[: hit.start("name")]
        against = [m.end() for m in re.finditer(rf"\b{OPPOSE}\b", lead, re.IGNORECASE)]
        backing = [m.end() for m in re.finditer(rf"\b{SUPPORT}\b", lead, re.IGNORECASE)]
        stance = "oppose" if max(against, default=-1) > max(backing, default=-1) else "support"
        return Target(hit["name"], stance, why=why)
    at_once = [p for p in inside if re.fullmatch(r"\s*(?:in|into|on) (?:the )?", s.text[figure.end : p.start - s.start])]
    if inside and (at_once or _RACE.search(s.text[first:last]) or _effect(s.text, figure)):
        contest = (at_once or inside)[0].contest
        return Target(f"race {contest}", "both", contest)
    if re.search(
        r"^[^,.;]{0,40}\b(?:on|in|into) (?:the|this|that|his|her|their) (?:\w+ ){0,3}(?:race|contest|primary)\b", tail
    ):
        if len(story.contests) == 1:
            return Target(f"race {story.contests[0]}", "both", story.contests[0])
        return Target("race", "both", why="the sentence speaks of a race, and the story names no one contest")
    if phase_of(tail.replace("primaries", "primary").replace("general elections", "general election")):
        return Target(ALL_OF_PHASE, "both")
    return None


def _whom_pronoun(story: Story, s: Sentence, figure: Figure) -> Target | None:
    """The target of "and $2 million against her": the only one whom the sentence before the amount, or else the nearest
    one that names anybody, names; None where the amount has no such pronoun or the words leave several."""
    stance = _of_pronoun(s, figure)
    if stance is None:
        return None
    number = story.sentences.index(s)
    own = [m for m in story.people_in(s) if m.end <= s.start + figure.start]
    near = next((x for one in reversed(story.sentences[max(0, number - 2) : number]) if (x := story.people_in(one))), [])
    people = list({m.person: m for m in own or near}.values())
    if len(people) != 1:
        return Target("a candidate", stance, why="whom the pronoun means cannot be told for certain")
    aimed = _of_people(story, s, [(people[0], stance)])
    return replace(aimed, inferred=f"the pronoun is read as {people[0].person}")


def _raced(story: Story, s: Sentence, people: list[Mention], rest: tuple[int, int]) -> Target | None:
    """The contest of one whose name stands for it: "on the Bush race"; None with words for or against anybody."""
    for m in people[:1]:
        between = s.text[rest[0] : m.start - s.start if m.start >= s.start + rest[0] else rest[1]]
        sided = re.search(rf"\b(?:{OPPOSE}|{SUPPORT})\b", between, re.IGNORECASE)
        raced = aims.IN_THE.search(s.text[: m.start - s.start]) and aims.HIS_RACE.match(story.text[m.end : s.end])
        if raced and not sided:
            who = story.who(m.person or "")
            if isinstance(who, str):
                return Target("race", "both", why=who)
            seat = aims.seat_said(story, s, m, who)
            why = "" if seat == who.contest else f"the sentence has {who.name} in {seat}, the record in {who.contest}"
            return Target(f"race {seat}", "both", seat, why=why)
    return None


def _on_race(story: Story, s: Sentence, start: int, end: int) -> bool:
    """Whether a part of a sentence names a contest, or the race spoken of, as what money was spent on."""
    inside = any(p.contest and s.start + start <= p.start < s.start + end for p in story.places)
    spoken = re.match(r"\s*(?:on|in|into) (?:the|this|that|his|her|their) [^,;]{0,40}$", s.text[start:end])
    return inside or bool(spoken and _RACE.search(s.text, start, end))


def of_named(story: Story, s: Sentence, named: list[Mention]) -> dict[str, str | None]:
    """The target, stance, office, state and district of a claim about people named in a sentence; empty for nobody."""
    stances = [(m, found) for m in named if (found := aims.stance_before(story, s, m))]
    if not stances:
        return {}
    aimed = _of_people(story, s, stances)
    slots: dict[str, str | None] = {"target": aimed.name, "stance": aimed.stance}
    if aimed.contest:
        slots |= {"office": aimed.contest.office, "state": aimed.contest.state, "district": aimed.contest.district}
    return slots


def next_amount(s: Sentence, figure: Figure) -> int:
    """The place of the sentence's next amount, or its end."""
    return min((f.start for f in figures(s.text) if f.kind == "money" and f.start >= figure.end), default=len(s.text))


def _with_loose(story: Story, s: Sentence, stances: list[tuple[Mention, str]], loose: list[tuple[str, str]]) -> Target:
    """A target of which a part is a name that is linked to nobody: the others are kept for whoever can link it."""
    people = _of_people(story, s, stances) if stances else None
    listed = [*((m.text, stance) for m, stance in stances), *loose]
    name = " + ".join(f"{n} {stance}" for n, stance in listed) if len(listed) > 1 else listed[0][0]
    kinds = {stance for _, stance in listed}
    unknown = ", ".join(f"'{n}'" for n, _ in loose)
    why = f"no candidate that a loaded file names is known by the words {unknown} in this story"
    return Target(
        name,
        kinds.pop() if len(kinds) == 1 else "both",
        people.contest if people else None,
        people.people if people else (),
        why,
        loose=tuple(loose),
    )


def linked(story: Story, target: Target, committees: Sequence[str] | None, cycle: int) -> tuple[Target, str] | None:
    """A target with its loose names linked by whose rows are loaded, and the words that say so; None where one is not.

    What is linked so was not said by the story: a claim about it is never refuted.
    """
    people = list(target.people)
    told = []
    for name, stance in target.loose:
        who = aims.by_rows(story, name, committees, cycle)
        if who is None:
            return None
        people.append((who, stance))
        told.append(f"'{name}' is read as {name_of(who)}, {who.contest}")
    contests = {p.contest for p, _ in people}
    if len(contests) > 1:
        return None
    listed = [f"{name_of(p)} {stance}" for p, stance in people]
    kinds = {stance for _, stance in people}
    name = " + ".join(listed) if len(people) > 1 else name_of(people[0][0])
    one = Target(name, kinds.pop() if len(kinds) == 1 else "both", contests.pop(), tuple(people))
    return one, "; ".join(told)


def own_part(text: str, figure: Figure) -> tuple[int, int]:
    """The part of a sentence between semicolons that holds an amount, where others have amounts too; else all of it."""
    cuts = [m.start() for m in re.finditer(r";|, where\b", text)]
    edges = list(zip([0, *(c + 1 for c in cuts)], [*cuts, len(text)], strict=True))
    mine = next((e for e in edges if e[0] <= figure.start < e[1]), (0, len(text)))
    beside = text[: mine[0]] + text[mine[1] :]
    return mine if "$" in beside or re.search(r", where\b", text[mine[1] : mine[1] + 8]) else (0, len(text))


def _effect(text: str, figure: Figure) -> bool:
    """Whether the words after an amount tell what it brought about: they say no stance of the money's own."""
    return bool(_EFFECT.match(text[figure.end :]))


def given_to(story: Story, s: Sentence, figure: Figure) -> list[Mention]:
    """The one named between the verb and the amount: "the PAC gave Gomez $5,000", not "gave Gomez's rival"."""
    found = []
    for m in story.people_in(s):
        lead, rest = s.text[: m.start - s.start], story.text[m.end : s.start + figure.start]
        gave = re.search(rf"\b{GAVE} (?:Rep\. |Sen\. )?$", lead)
        if gave and re.fullmatch(r"(?:['\u2019]s campaign)? (?:an? |the )?", rest):
            found.append(m)
    return found


def _own(s: Sentence, figure: Figure, after: list[Mention]) -> list[Mention]:
    """Those of the people named after an amount that stand before the sentence's next amount, when any do."""
    return [m for m in after if m.start < s.start + next_amount(s, figure)] or after


def _of_pronoun(s: Sentence, figure: Figure) -> str | None:
    """The stance of an amount's own clause toward one named before: "and $1.2 million opposing her"."""
    tail = s.text[figure.end : clause_of(s.text, figure.start, figure.end)[1]]
    hit = re.match(rf"\s*(?:(?P<against>{OPPOSE})|{SUPPORT}) (?:him|her|them)\b(?! \w+['\u2019]s)", tail, re.IGNORECASE)
    return None if not hit else "oppose" if hit["against"] else "support"




def _of_people(story: Story, s: Sentence, stances: list[tuple[Mention, str]]) -> Target:
    found: list[tuple[Person, str]] = []
    names: list[str] = []
    for m, stance in stances:
        who = story.who(m.person or "")
        if isinstance(who, str):
            return Target(m.person or m.text, stance, why=who)
        seat = aims.seat_said(story, s, m, who)
        if seat != who.contest:
            why = f"the sentence speaks of {seat}, and the record knows {who.name} in {who.contest}"
            return Target(_written(story, m, who), stance, seat, why=why)
        if all(who is not p for p, _ in found):
            found.append((who, stance))
            names.append(_written(story, m, who))
    contests = {p.contest for p, _ in found}
    if len(contests) > 1:
        kinds = {stance for _, stance in found}
        why = "its targets stand in different contests"
        return Target(", ".join(names), kinds.pop() if len(kinds) == 1 else "both", why=why)
    kinds = {stance for _, stance in found}
    listed = zip(names, found, strict=True)
    name = " + ".join(f"{n} {stance}" for n, (_, stance) in listed) if len(found) > 1 else names[0]
    return Target(name, kinds.pop() if len(kinds) == 1 else "both", found[0][0].contest, tuple(found))


def _written(story: Story, m: Mention, who: Person) -> str:
    """Somebody's full name as the story writes it, else the shortest that a file does."""
    return m.person if m.person and m.person in story.full_names else name_of(who)


def readings(
    story: Story, spent: Expenditures, target: Target, phase: str | None, cycle: int, day: dt.date
) -> list[Answer]:
    """The fair readings of money on a target: of the cycle, or of the phase by the filer's code and by the calendar."""
    calendar = story.roster(target.contest, day).votes.calendar if target.contest else None
    stage = (phase or "general").removeprefix("special ")
    known = day_of(calendar, cycle, stage, bool(phase and phase.startswith("special")), None)
    election = known or general_day(cycle)
    floor = not settled(story, spent, election, day)
    if phase is None or phase.startswith("special"):
        alone = [spent.answer("all of the cycle, on this target", target.holds, floor=floor)]
        codes = sorted({r["election_code"] for r in spent.listed if target.holds(r) and r["election_code"]})
        if len(codes) > 1:
            alone += [spent.answer(f"coded {c} by the filer", _with_code(target, c), floor=floor) for c in codes]
        return [*alone, *_whole_contest(spent, target, lambda r: True, floor)]
    letter = {"primary": "P", "general": "G", "runoff": "R", "primary runoff": "R"}[stage]
    coded = spent.answer(
        f"coded {letter}{cycle} by the filer",
        lambda r: target.holds(r) and r["election_code"] == f"{letter}{cycle}",
        "election codes are as the filer typed them",
        floor=floor,
    )
    rest = _whole_contest(spent, target, lambda r: r["election_code"] == f"{letter}{cycle}", floor)
    after = day_of(calendar, cycle, "primary", False, None) if stage == "general" else None
    return [coded, _by_calendar(spent, target, stage, (after, known), floor), *rest]


def settled(story: Story, spent: Expenditures, election: dt.date, day: dt.date) -> bool:
    """Whether the reports that cover an election were due by `day`, and what is loaded of each spender reaches them.

    A bulk file reaches as far as its latest receipt day; filings and lists as far as they go, and not where an index
    knows of an amendment that is not loaded.
    """
    if (day - election).days < SETTLED:
        return False
    listed, found = _reach(story, spent, day)
    reaching = {
        r["committee_id_fec"]
        for r in found
        if r["reach"] and (r["reach"] - election).days >= (SETTLED if r["held_in"] == "bulk" else 0) and not r["unread"]
    }
    return set(listed) <= reaching


def amended_since(story: Story, spent: Expenditures, day: dt.date) -> bool:
    """Whether an index knows of an amendment that is not loaded: a sum may then be larger or smaller than what is."""
    return any(r["unread"] for r in _reach(story, spent, day)[1])


def _reach(story: Story, spent: Expenditures, day: dt.date) -> tuple[list[str], list[dict[str, Any]]]:
    """The spenders of some rows, and how far what is loaded of each reaches."""
    listed = sorted({r["committee_id_fec"] for r in spent.listed})
    found = ask(story.record, "itemised_reach", day, committees=listed, cycle=spent.rows.params["cycle"])
    return listed, found.dicts()


def _with_code(target: Target, code: str) -> Callable[[dict[str, Any]], bool]:
    return lambda r: target.holds(r) and r["election_code"] == code


def _whole_contest(spent: Expenditures, target: Target, test: Any, floor: bool) -> list[Answer]:
    """Money "to oust" one candidate is fairly all money on the contest too; money "opposing" one is not."""
    if len(target.people) != 1 or not target.to_defeat:
        return []
    whole = spent.answer(
        f"on all candidates of {target.contest}", lambda r: contest_of(r) == target.contest and test(r), floor=floor
    )
    alone = [r for r in spent.listed if target.holds(r) and test(r)]
    return [whole] if whole.rows > len(alone) else []


def _by_calendar(
    spent: Expenditures, target: Target, stage: str, days: tuple[dt.date | None, dt.date | None], floor: bool
) -> Answer:
    """By the day of the expenditure against the contest's calendar (from the primary's day to the general's, or up to
    the primary's); not computable where the rows have no day or the calendar none."""
    mine = spent.where(target.holds)
    after, election = days
    if election is None or (stage != "primary" and after is None):
        name, why = f"by the day of the expenditure, {stage}", f"the days of the {stage} are in no loaded calendar"
        return Answer(name, None, "USD", (spent.rows,), len(mine), None, floor, (why,))
    name = f"by the day of the expenditure, {stage} on {election}"
    if any(r["transacted_on"] is None for r in mine) or not mine:
        missing = sum(r["transacted_on"] is None for r in mine)
        why = f"{missing} of {len(mine)} rows have no date of the expenditure"
        return Answer(name, None, "USD", (spent.rows,), len(mine), None, floor, (why,))
    if stage == "primary":
        return spent.answer(name, lambda r: target.holds(r) and r["transacted_on"] <= election, floor=floor)
    return spent.answer(name, lambda r: target.holds(r) and after < r["transacted_on"] <= election, floor=floor)
