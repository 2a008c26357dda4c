"""All outside money of a contest: what every super PAC and other group spent for one candidate, or on the race."""

from __future__ import annotations

import re

from onrecord.claims import aimed, aside
from onrecord.claims.broad_spending import two_sides
from onrecord.claims.clauses import clause_of
from onrecord.claims.documents import document
from onrecord.claims.figures import Figure
from onrecord.claims.kinds import aims, targets
from onrecord.claims.kinds.amount import Amount, said_of
from onrecord.claims.kinds.nearby import slots_of, where_in
from onrecord.claims.mentions import Mention
from onrecord.claims.periods import period_of, phase_at
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Typed, always, cannot
from onrecord.claims.words import SPENT
from onrecord.model.contest import Contest

# Everybody who spends from outside, not some of them: "two super PACs" and "pro-Trump super PACs" are some.
_WHO = (
    r"(?:(?<!\w )(?:all |the |many |various |several |other |both )*|(?<=and )other |(?<=and )|(?<=by )"
    r"|(?<=from )|(?<=that ))"
    r"(?:outside|independent|third[- ]party|special[- ]interest|dark[- ]money)"
    r" (?:political |spending |money )?(?:groups|spenders|organi[sz]ations|interests|committees|PACs|super PACs"
    r"|actors|forces)"
    r"|(?:(?<=^)|(?<=, )|(?<=by )|(?<=from )|(?<=that )|(?<=as ))[Ss]uper PACs(?: and (?:other )?(?:[\w-]+ ){0,2}?"
    r"(?:groups|organi[sz]ations|nonprofits|non-profits|spenders|interests))?"
)
_DID = rf"(?:{SPENT}|put|thrown|threw|shower\w+|splurged|combined for|reported|disclosed)"
_KIND = r"(?:outside|super PACs?|dark[- ]money|independent|third[- ]party)"
_REACHED = (
    r"(?:totall?ed|totals|topped|tops|reached|reaches|exceeded|exceeds|hit|hits|surpassed|surpasses|climbed to"
    r"|climbed past"
    r"|passed|eclipsed|amounted to|added up to|came to|rose to|grew to|soared to|stood at|stands at|neared"
    r"|approached|was|were"
    r"|is|of|at)"
)
_AFTER = re.compile(
    rf"\s*(?:in|of|worth of) (?:[\w-]+ )?(?:{_KIND} (?:\w+ )?(?:spending|money|support|expenditures?|help"
    rf"|groups?|cash|ads)"
    rf"|(?:support|help|backing|spending|money|attack ads|ads|attacks|expenditures) (?:from"
    rf"|by) (?:[\w-]+ )?{_KIND})\b"
    rf"|\s*(?:that |which )?(?:has |have |had )?(?:been |was |were )?(?:{SPENT}|put)[^.;$]{{0,60}}? by (?:{_WHO})"
    rf"|\s*(?:that |which |, which )(?:{_WHO}) (?:has |have |had )?(?:already |so far )?{_DID}\b"
    rf"|\s*(?:from|by) (?:{_WHO})",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?:{_WHO})[^.;$]{{0,50}}?\b{_DID}\b[^.;$]{{0,20}}$"
    rf"|\b(?:outside|super PAC|independent|dark[- ]money)[- ](?:group )?(?:spending|expenditures"
    rf"|money)\b[^.;$]{{0,60}}?"
    rf"\b{_REACHED}(?: (?:a total of|a record|an estimated))?\s+$"
    rf"|\b(?:spending|expenditures|outlays|money) (?:by|from) (?:{_WHO})[^.;$]{{0,60}}?\b{_REACHED}\s+$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:topped|tops|exceeded|exceeds|surpassed|surpasses|climbed past|passed|eclipsed)(?: a record)?\s+$"
)
_GOES_ON = re.compile(r"(?:,? and|,? compared (?:to|with)|,? while|,? versus|,? but|,)(?: (?:another|a further))?\s+$")
_BENEFIT = re.compile(
    r"\b(?:saw|sees|seen|benefit\w*|enjoy\w*|got|gets|received|receives|drew|draws|attracted|reaped|had|has"
    r"|help\w*)\b"
    r"[^.;$]{0,40}$"
)
_FACED = re.compile(
    r"\b(?:faced|faces|facing|endured|weathered|withstood|overcame|was hit with|targeted by)\b[^.;$]{0,40}$"
)
ALL = "all outside groups"
WHY = (
    "a sum over all outside spenders needs every independent expenditure of the contest, and no loaded file is sure to"
    " hold all of them; electioneering communications are no part of it"
)


def read(story: Story, s: Sentence, found: list[Figure]) -> list[Typed]:
    """The claims about all outside money in a sentence; never refuted, as no loaded file is sure to hold all of it."""
    claims: list[Typed] = []
    last: Figure | None = None
    for f in found:
        if f.kind != "money" or aside.planned(s, f):
            continue
        said = _AFTER.match(s.text[f.end :]) or _BEFORE.search(s.text[: f.start])
        if (said and not _one_spender(story, s, f)) or (last and _goes_on(story, s, last, f)):
            claims.append(_typed(story, Amount(s, f, "ie")))
            last = f
    return claims


def _one_spender(story: Story, s: Sentence, f: Figure) -> bool:
    """Whether a group or committee is named as the spender before the amount, and not "and other outside groups"."""
    named = [m for m in story.mentions if m.group and s.start <= m.start < s.start + f.start]
    others = r",?(?: and|, along with|, as well as) (?:\w+ )?other (?:[\w-]+ )?(?:groups|spenders|super PACs|PACs)\b"
    return any(not re.match(others, story.text[m.end : m.end + 60]) for m in named)


def _goes_on(story: Story, s: Sentence, last: Figure, f: Figure) -> bool:
    """Whether an amount goes on from one of all outside money: "$120 million backing Sheehy and $90 million for Kim"."""
    between = s.text[last.end : f.start]
    named = any(m.group and s.start + last.end <= m.start < s.start + f.start for m in story.mentions)
    toward = any(aims.stance_before(story, s, m) for m in story.people_in(s) if m.start >= s.start + f.end)
    return toward and not named and bool(_GOES_ON.search(between)) and not re.search(rf"\b{SPENT}\b", between)


def _typed(story: Story, a: Amount) -> Typed:
    s, f = a.sentence, a.figure
    period = period_of(s.text, f.start, story.published)
    who, target, stance = _toward(story, a)
    pair = aims.pair_of(story, s, 0, len(s.text))
    contest = pair.contest if pair else _contest(story, s, who)
    alone = "$" not in s.text[: f.start] + s.text[f.end :]
    phase = phase_at(aims.without_asides(s.text, f.end) if alone else s.text, f.start, f.end)
    said = said_of(a, "ie_total", ALL, period, target=target, stance=stance, phase=phase)
    if said["comparator"] == "exact" and _MORE.search(s.text[: f.start]):
        said["comparator"] = "more_than"
    said |= slots_of(contest) if contest else where_in(story, s)
    settles = document("fec_ie_notices", period.cycle)
    return Typed(*a.span, "race_outside_total", said, always(cannot(WHY, document("fec_pas2", period.cycle), settles)))


def _toward(story: Story, a: Amount) -> tuple[Mention | None, str, str | None]:
    """Whom the money is for or against: (a candidate, the target, the stance); the race where the words name no side.

    Money "backing X" is for X alone. What X "benefited from" is for X and against the rival.
    """
    s, f = a.sentence, a.figure
    until = min(targets.next_amount(s, f), clause_of(s.text, f.start, f.end)[1])
    if mostly := targets.MOSTLY.search(s.text, f.end, until):
        until = mostly.start()
    people = story.people_in(s)
    after = [m for m in people if s.start + f.end <= m.start < s.start + until]
    for m in after:
        if (stance := aims.stance_before(story, s, m)) and stance != "both":
            return m, m.person or m.text, stance
    before = [m for m in people if m.end <= a.span[0]]
    lead = s.text[: f.start]
    if before and (got := _BENEFIT.search(lead) or _FACED.search(lead)):
        mine = before[-1]
        sides = ("oppose", "support") if got.re is _FACED else ("support", "oppose")
        rivals = {m.person for m in people if m.person and m.person != mine.person}
        if len(rivals) == 1:
            return mine, f"{mine.person} {sides[0]} + {rivals.pop()} {sides[1]}", None
        name = next((a.name for a in story.actors if a.start == mine.start), mine.person or mine.text)
        return (mine, *two_sides(story, aimed.Aim(name, sides[0], None, False)))
    if aim := aimed.aim_at(story, s, f):
        aimed_at = next((m for m in people if m.person == aim.target), None)
        return (aimed_at, *two_sides(story, aim))
    return next(iter([*before, *after]), None), "race", None


def _contest(story: Story, s: Sentence, who: Mention | None) -> Contest | None:
    """The contest that the sentence names, else that of a candidate, else the story's only one."""
    inside = [p.contest for p in story.places if p.contest and s.start <= p.start < s.end]
    person = story.who(who.person or "") if who else None
    if person is not None and not isinstance(person, str) and who:
        return person.contest if person.contest in inside else aims.seat_said(story, s, who, person)
    named = inside or (story.contests if len(story.contests) == 1 else [])
    return named[0] if named else aimed.only_contest(story)
