"""Who stood how often, and whom a committee supports or opposes: statements that need no figure."""

from __future__ import annotations

import datetime as dt
import re

from onrecord.answers import money
from onrecord.answers.answer import Answer
from onrecord.answers.ask import ask
from onrecord.answers.contests import contested
from onrecord.answers.people import Person, Roster, elsewhere, streak
from onrecord.claims.documents import document
from onrecord.claims.figures import ORDINALS, Figure
from onrecord.claims.mentions import Mention
from onrecord.claims.periods import years
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Judged, Tried, Typed, always, cannot, claim
from onrecord.registry.groups import Group

_STREAK = re.compile(
    rf"\b(?P<ordinal>{'|'.join(ORDINALS)})[ -](?:consecutive|straight) (?:campaign|bid|run|candidacy|attempt"
    rf"|challenge)\b"
    r"(?=\s+(?:for (?:Congress|the (?:seat|House|office))|against|in the|to (?:unseat|oust))\b|\s*[.,;\u2014]|\s*$|"
    r" over )",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:could|would|may|might|consider\w*|weigh\w*|ruled out|planning|plans|if|skipp?\w*|for (?:the|a)|endors\w+"
    r"|after)\b[^,.;]*$"
)
_OPPOSING = r"(?:attack|oppos|target)(?:ing|ed|es|s|e)"
_BACKING = r"(?:support|back|boost|bolster)(?:ing|ed|s)"
_STANCE = re.compile(
    rf"^\W*(?:(?:is|are|has|have|had|was|were|been|now|also|once again|again)\s+)*(?:\w+ly\s+)?"
    rf"(?:(?P<oppose>{_OPPOSING})|(?P<support>{_BACKING}))\s+(?:(?:Rep|Sen)\.\s+|incumbent\s+|challenger\s+"
    rf"|\w+\s+)?$",
    re.IGNORECASE,
)
_JOINS = re.compile(
    r"^\s*(?:is|are|has|have)?\s*(?:also\s+)?(?:joining in|joined in|joining the (?:attack|effort)|doing the same"
    r"|following suit)\b"
)


def read(story: Story, s: Sentence, found: list[Figure]) -> list[Typed]:
    """The claims about runs for office and about stances in a sentence."""
    hits = [h for h in _STREAK.finditer(s.text) if not _NOT_YET.search(s.text[: h.start()].replace("days after", ""))]
    claims = [_streak(story, s, hit) for hit in hits]
    return [*claims, *_stances(story, s)]


# --- consecutive candidacies


def _streak(story: Story, s: Sentence, hit: re.Match[str]) -> Typed:
    number = ORDINALS[hit["ordinal"].casefold()]
    span = (s.start + hit.start(), s.start + hit.end())
    named = list(dict.fromkeys(m.person for m in story.people_in(s) if m.person))
    name = named[0] if len(named) == 1 else None if named or story.unknown_names(s) else _before(story, s)
    said = claim("consecutive_candidacies", name, "exact", number, "count", period=str(story.cycle))
    who = story.who(name) if name else "the sentence does not say plainly whose campaign it is"
    if isinstance(who, str):
        return Typed(*span, "count", said, always(cannot(who)))
    said |= {"office": who.contest.office, "state": who.contest.state, "district": who.contest.district}
    launched = re.search(r"\b(?:launch|announc|kick)\w*", s.text)
    year = next((y for _, y in years(s.text) if y % 2 == 0), story.cycle)
    said["period"] = str(year)
    return Typed(*span, "count", said, lambda day: _judge_streak(story, who, (number, year), bool(launched), day))


def _before(story: Story, s: Sentence) -> str | None:
    """The one person whom the sentence before names, when it names just one."""
    number = story.sentences.index(s)
    earlier = {m.person for m in story.people_in(story.sentences[number - 1])} if number else set()
    return earlier.pop() if len(earlier) == 1 else None


def _judge_streak(story: Story, person: Person, asked: tuple[int, int], launched: bool, day: dt.date) -> Judged:
    claimed, last = asked
    roster = story.roster(person.contest, day)
    mine = next((p for p in roster.people if set(p.ids) & set(person.ids)), None)
    if mine is None or last not in mine.years:
        return cannot(f"no loaded file shows {person.name} standing in {last}", "the candidate master (cn)")
    run = streak(mine, last)
    before = run[0] - 2
    ids = f"{len(mine.ids)} candidate ids ({', '.join(mine.ids)})" if mine.ids else "results only"
    reason = f"{mine.name}, one person with {ids}, stood in {', '.join(map(str, run))} for {mine.contest}"
    covered = _covered(roster, mine, before)
    parts = tuple((f"{y}: {'; '.join(mine.years[y][:3])}", 1) for y in run)
    masters = ask(story.record, "candidacies", day, candidates=sorted(mine.ids), office=None, state=None, district=None)
    counts = [contested(story.record, mine.contest, day, year).rows for year in run]
    answer = Answer(
        "elections in a row in which the person stood",
        len(run),
        "count",
        (masters, *counts),
        len(run),
        parts=parts,
    )
    caveats = [f"ids joined by: {mine.joined_by}"]
    if not covered:
        caveats.append(f"who stood in {before} is in no loaded file: a longer run cannot be ruled out")
    judged = Judged([Tried(answer, "yes" if len(run) == claimed else "no")], reason, None, caveats)
    if launched:
        judged.caveats.append("the day on which a campaign was launched is in no loaded file and is not checked")
        judged.settles.append("the statement of candidacy (Form 2), for the day of the launch")
    other = elsewhere(story.record, mine, before, day)
    if other:
        judged.caveats.append(f"somebody of that name stood elsewhere in {before}: districts may have been redrawn")
    if len(run) < claimed and (not covered or other):
        judged.verdict = "cannot check"
        judged.settles.append(document("fec_candidate_master", before))
    return judged


def _covered(roster: Roster, person: Person, year: int) -> bool:
    """Whether the record knows all who stood in a year, of the person's party at least: a whole count of the primary."""
    counts = [c for c in roster.votes.counts if c.year == year and c.stage == "primary" and c.whole]
    return any(c.primary_party is None or c.primary_party in person.party_in(year) for c in counts)


# --- stances


def _stances(story: Story, s: Sentence) -> list[Typed]:
    """'AIPAC is attacking Kim', and 'a crypto PAC is joining in' after it."""
    found: list[Typed] = []
    last: tuple[str, str] | None = None  # the stance and the name that 'joining in' takes over
    spenders = [m for m in story.mentions_of(s) if m.group and s.start <= m.start]
    people = story.people_in(s)
    for m in spenders:
        for p in people:
            between = s.text[m.end - s.start : p.start - s.start] if m.end <= p.start else ""
            if hit := _STANCE.match(between):
                stance = "oppose" if hit["oppose"] else "support"
                found.append(_stance(story, m, p.end, stance, p.person or ""))
                last = (stance, p.person or "")
        tail = s.text[m.end - s.start :]
        if last and (hit := _JOINS.match(tail)):
            found.append(_stance(story, m, m.end + hit.end(), *last))
    return found


def _stance(story: Story, m: Mention, end: int, stance: str, name: str) -> Typed:
    group = m.group
    assert group
    who = story.who(name)
    said = claim("ie_total", group.short or group.name, "more_than", "0", "USD", stance=stance, period=str(story.cycle))
    if isinstance(who, str):
        return Typed(m.start, end, "ie_sum", said, always(cannot(who)))
    contest = who.contest
    said |= {"target": who.name, "office": contest.office, "state": contest.state, "district": contest.district}
    return Typed(m.start, end, "ie_sum", said, lambda day: _judge_stance(story, group, who, stance, day), about=group.id)


def _of_person(spent: money.Expenditures, person: Person) -> money.Expenditures:
    """The rows for or against one person."""
    mine = tuple(r for r in spent.listed if r["candidate_id_fec"] in person.ids)
    return money.Expenditures(spent.rows, mine, spent.asked)


def _judge_stance(story: Story, group: Group, person: Person, stance: str, day: dt.date) -> Judged:
    loaded = money.held(story.record, group.committees, day)
    kinds = [(c, table) for c in group.committees for table in ("expenditure", "notice")]
    have = [one for one in kinds if story.cycle in loaded.get(one, set())]
    settles = document("fec_ie_notices", story.cycle)
    if not have:
        listed = ", ".join(f"{n} ({i})" for i, n, _ in group.members)
        reason = f"no itemised rows of {listed} are loaded for {story.cycle}; missing is not zero"
        return cannot(reason, document("fec_pas2", story.cycle), settles)
    periodic = money.expenditures(story.record, group.committees, day, candidates=person.ids, cycle=story.cycle)
    best = money.with_notices(story.record, periodic, group.committees, day, story.cycle)
    spent = _of_person(best, person) if best else periodic
    mine = spent.answer(f"independent expenditures, {stance} {person.name}", lambda r: r["stance"] == stance)
    other = [r for r in spent.listed if r["stance"] != stance]
    names = {i: n for i, n, _ in group.members}
    spenders = sorted({names[r["committee_id_fec"]] for r in spent.where(lambda r: r["stance"] == stance)})
    judged = Judged() if best else Judged(caveats=[money.FLOOR], settles=[settles])
    latest = money.latest_filing(story.record)
    if latest and latest > day:
        later = money.expenditures(story.record, group.committees, latest, candidates=person.ids, cycle=story.cycle)
        now = later.answer("now", lambda r: r["stance"] == stance)
        judged.context.append((f"{stance} {person.name}, in periodic reports filed by {latest}", now))
    if mine.rows and mine.value and mine.value > 0:
        quiet = [n for i, n, _ in group.members if n not in spenders]
        apart = f", not {', '.join(quiet)}," if quiet else ""
        verb = "opposing" if stance == "oppose" else "supporting"
        judged.reason = (
            f"{', '.join(spenders)}{apart} reported {verb} {person.name}: ${mine.value:,.0f} in {mine.rows} rows of"
            f" periodic"
            f" reports filed by {day}"
        )
        judged.readings.append(Tried(mine, "yes"))
        if other:
            contrary = sum(r["amount_usd"] for r in other)
            judged.caveats.append(
                f"the same filers also {other[0]['stance']} {person.name}: ${contrary:,.0f} in {len(other)} rows"
            )
    elif other:
        total = sum(r["amount_usd"] for r in other)
        contrary = f"{other[0]['stance']} {person.name}, ${total:,.0f} in {len(other)} rows"
        judged.reason = f"the rows filed by {day} show only the contrary: {contrary}"
        judged.readings.append(Tried(mine, "open"))
        judged.verdict = "cannot check"
        judged.asked = [spent.rows]
    else:
        judged.reason = f"no such row was filed by {day}; that none was made cannot be said"
        judged.readings.append(Tried(mine, "open"))
    return judged
