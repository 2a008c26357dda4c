"""Who went on from a primary: "A and B advanced to the general", "three candidates advanced in CA-16 in 2024"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from onrecord.answers.answer import Answer, Value
from onrecord.answers.contests import Contested, Count, contested
from onrecord.answers.noted import certified
from onrecord.answers.people import Person
from onrecord.answers.tally import best_of, rule_of
from onrecord.claims.figures import CARDINALS, Figure
from onrecord.claims.kinds.races import line_of
from onrecord.claims.kinds.staging import (
    UNSURE,
    Asked,
    asked_of,
    held_back,
    not_read,
    persons,
    source_of,
    versions_for,
)
from onrecord.claims.mentions import Mention
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Judged, Tried, Typed, always, cannot, claim
from onrecord.claims.verdict import Fit
from onrecord.model.names import display
from onrecord.rules.count import Outcome

_AUX = r"(?:(?:both|all|will|have|has|had|then|each|also|narrowly|easily|thus) )*"
_GOAL = (
    r"(?: together| along)? (?:to|for|into)"
    r" (?:(?:the|a|an|November|November[\u2019']s|that|this|year[\u2019']s|20\d\d) )+"
    r"(?:(?:November|general|top-two|fall|December) )*(?:general[- ]election|general|election|runoff|run-off|ballot)"
)
_WENT = (
    rf"(?:advanc(?:ed|es|e)(?:{_GOAL})?|(?:moved|moves?|went|goes|go) on{_GOAL}|proceed(?:ed|s)?{_GOAL}"
    rf"|qualified{_GOAL}"
    rf"|made it{_GOAL})\b"
)
_NUMBER = "|".join([w for w, n in CARDINALS.items() if 2 <= n <= 9] + [r"\d"])
_COUNT = re.compile(
    rf"\b(?P<n>{_NUMBER}) (?P<who>candidates|contenders|people|finishers|Democrats"
    rf"|Republicans) {_AUX}(?P<went>{_WENT})",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"(?:[\s,\0&]|\band\b|\bDemocrats?\b|\bRepublicans?\b|\b(?:former|fellow|Rep|Sen|Assemblyman|Mayor)\b\.?"
    r"|\([DRI]\)|\bboth\b)*"
)
_BESIDE = re.compile(r"^[^,;.\0]{0,60}? (?:with|alongside|along with|to face|to take on|against) (?:\w+ ){0,3}?\0")
# Nobody advances to a primary; a primary runoff comes after one.
_BACK = re.compile(
    r"\b(?:advanc|move|went|go|proceed|qualif)\w* (?:on )?(?:to|into|for) (?:the|an?)"
    r" (?:[\w\u2019'-]+ ){0,3}?primary\b(?!-? ?run)"
)
PARTIES = {"democrats": "Democratic", "republicans": "Republican"}


@dataclass(frozen=True)
class _Said:
    """What a sentence claims: these people, or so many of a party or of all, went on to the general or a runoff."""

    people: tuple[Person, ...]
    number: int
    party: str | None
    runoff: bool
    text: str


def read(story: Story, s: Sentence, found: list[Figure]) -> list[Typed]:
    """The claims of a sentence about who went on."""
    if claims := [_counted(story, s, hit) for hit in _COUNT.finditer(s.text)]:
        return claims
    masked, mentions = mask(story, s)
    for hit in re.finditer(rf" ?{_AUX}(?P<went>{_WENT})", masked):
        before = masked[: hit.start()]
        run = _run(before)
        names = [m for m in mentions if m[1] >= run and m[1] <= hit.start()]
        if names:
            claims.append(_named(story, s, masked, names, mentions, hit))
        elif mentions and mentions[0][1] < hit.start() and (who := re.search(r"((?:[A-Z][\w.\u2019'-]+ ?)+)$", before)):
            span = (s.start + hit.start("went"), s.start + hit.end())
            said = claim("advanced", None, "exact", None, "candidates")
            why = f"{who[1].strip()} is no candidate that a loaded file knows"
            claims.append(Typed(*span, "result_advance", said, always(cannot(why))))
    return claims


def mask(story: Story, s: Sentence) -> tuple[str, list[tuple[Mention, int]]]:
    r"""The sentence with each person's name as \0 padded to its length, and the mentions with their places in it."""
    text, listed = s.text, []
    for m in story.people_in(s):
        a, b = m.start - s.start, m.end - s.start
        text = text[:a] + "\0" * (b - a) + text[b:]
        listed.append((m, a))
    return text, listed


def _run(before: str) -> int:
    """Where the run of names that ends a text begins: names joined by commas, "and", parties and titles."""
    hits = [m.start() for m in re.finditer(r"\0+", before)]
    best = len(before)
    for start in reversed(hits):
        if _JOINED.fullmatch(before[start:]):
            best = start
    return best


def _counted(story: Story, s: Sentence, hit: re.Match[str]) -> Typed:
    number = CARDINALS.get(hit["n"].casefold()) or int(hit["n"])
    party = PARTIES.get(hit["who"].casefold())
    said = _Said((), number, party, "run" in hit["went"], s.text)
    return _typed(story, s, hit.start(), hit.end(), said)


def _named(
    story: Story, s: Sentence, masked: str, names: list[tuple[Mention, int]], every: list[tuple[Mention, int]],
    hit: re.Match[str],
) -> Typed:  # fmt: skip
    chosen = [m for m, _ in names]
    end = hit.end()
    if beside := _BESIDE.match(masked[hit.end() :]):
        place = hit.end() + beside.end() - 1
        chosen += [m for m, at in every if at == place]
        end = max(m.end - s.start for m in chosen)
    start = min(m.start - s.start for m in chosen)
    who = persons(story, list({m.person: m for m in chosen}.values()))
    if isinstance(who, str):
        said = claim("advanced", None, "exact", len(chosen), "candidates")
        return Typed(s.start + start, s.start + end, "result_advance", said, always(cannot(who)))
    return _typed(story, s, start, end, _Said(tuple(who), len(who), None, "run" in hit["went"], s.text))


def _typed(story: Story, s: Sentence, start: int, end: int, said: _Said) -> Typed:
    span = (s.start + start, s.start + end)
    names = ", ".join(p.name for p in said.people) or None
    stage = "runoff" if said.runoff else "general"
    form = claim("advanced", names, "exact", said.number, "candidates", phase=stage, target=said.party)
    if unsure := UNSURE.search(s.text):
        why = f"the words '{unsure[0]}' make it something else than what a count decided"
        return Typed(*span, "result_advance", form, always(cannot(why)))
    if back := _BACK.search(s.text, start, min(len(s.text), end + 60)):
        return Typed(*span, "result_advance", form, always(cannot(f"'{back[0]}' is not said of who goes on from one")))
    asked = asked_of(story, s, start, end, list(said.people))
    if isinstance(asked, str):
        return Typed(*span, "result_advance", form, always(cannot(asked, "the contest's certified results")))
    where = asked.contest
    form |= {"office": where.office, "state": where.state, "district": where.district, "period": str(asked.year)}
    unread = not_read(story, s, start, end)
    return Typed(
        *span, "result_advance", form, lambda day: _judge(story, asked, said, day), unread=unread
    )  # fmt: skip


def _judge(story: Story, asked: Asked, said: _Said, day: dt.date) -> Judged:
    votes = contested(story.record, asked.contest, day, asked.year)
    judged = Judged()
    meant, others = versions_for(story, asked, "primary", said.text, day)
    for noted in others:
        judged.context.append((noted.words, noted.answer(votes.rows)))
        judged.caveats.append(f"another version: {noted.answer(votes.rows).reading} ({noted.version.citation})")
    stages = ("primary", "general") if said.runoff else ("primary", "primary runoff")
    counts = [c for c in best_of(votes.counts) if _of(c, asked) and c.stage in stages]
    onward = ("runoff", "primary runoff") if said.runoff else ("general",)
    after = [c for c in best_of(votes.counts) if _of(c, asked) and c.stage in onward and c.whole]
    groups: list[tuple[str, list[tuple[Count, Outcome | None]]]] = [(n.words, [(n.count, n.outcome)]) for n in meant]
    if not groups and counts:
        ruled = [(c, rule_of(votes, asked.contest, c).outcome) for c in counts]
        groups = [
            ("under the rule", [(c, o) for c, o in ruled if not (said.runoff and o and o.rule.advances == 1)] or ruled)
        ]
    for label, group in groups:
        reading, fit, notes = _tried(story, asked, said, label, group, after, votes)
        fit, more = held_back(story, asked, [c for c, _ in group], fit)
        judged.caveats += [*notes, *more]
        judged.readings.append(Tried(reading, fit))
    if said.people and (risen := _by_the_next(said, after, votes, judged)):
        judged.readings.append(risen)
    judged.context += [(n.words, n.answer(votes.rows)) for n in meant] + [source_of(c, votes) for c in [*counts, *after]]
    ballot = certified(asked.contest, asked.year, day)
    judged.caveats += ballot
    if ballot and any(t.fits == "no" for t in judged.readings):
        judged.readings = [Tried(t.answer, "unknown" if t.fits == "no" else t.fits) for t in judged.readings]
    settles = f"the certified results of the {asked.contest} {asked.year} primary"
    outs = [f"{c.title}: {o.reason}" for _, g in groups for c, o in g if o and _about(said, c)]
    whys = [rule_of(votes, asked.contest, c).why for c in counts if not meant]
    stood = [t.answer.reading for t in judged.readings if t.answer.reading.startswith("stood in")]
    judged.reason = "; ".join(dict.fromkeys([*stood, *outs, *(w for w in whys if w)])) or (
        f"no whole count of the {asked.contest} {asked.year} primary is loaded that was public by that day"
    )
    judged.settles = [settles]
    if not judged.readings:
        judged.verdict, judged.asked = "cannot check", [votes.rows]
    return judged


def _of(count: Count, asked: Asked) -> bool:
    return count.year == asked.year and (asked.special is None or count.special == asked.special)


def _about(said: _Said, count: Count) -> bool:
    return not said.people or any(line_of(count, p) for p in said.people)


def _tried(
    story: Story, asked: Asked, said: _Said, label: str, group: list[tuple[Count, Outcome | None]], after: list[Count],
    votes: Contested,
) -> tuple[Answer, Fit, list[str]]:  # fmt: skip
    """How many of those meant went on under the rule, whether that is what is said, and what must be told beside it."""
    notes: list[str] = []
    if said.people:
        fates = [_fate(p, group, said.runoff, after) for p in said.people]
        for p, fate in zip(said.people, fates, strict=True):
            if fate == "yes" and after and not any(line_of(c, p) for c in after):
                notes.append(f"{p.name} is not in the count of the {after[0].title}")
        fit: Fit = "no" if "no" in fates else "unknown" if "unknown" in fates else "yes"
        value: Value | None = fates.count("yes") if "unknown" not in fates else None
    else:
        value = _how_many(story, asked, said, group)
        if not group[0][0].whole and value != said.number and not after:
            value = None  # candidates are left out, and no later count shows who went on
        fit = "unknown" if value is None else "yes" if value == said.number else "no"
    marked = [f"{o.rule.id} rests on secondary or incomplete sources" for _, o in group if o and not o.certain]
    rows = sum(c.rows for c, _ in group)
    parts = tuple(
        (display(x.name or ""), x.votes) for c, _ in group if _about(said, c) for x in c.named[:4] if x.votes is not None
    )
    caveats = tuple(
        dict.fromkeys(
            [*marked, *(f"counted by {c.source}" for c, _ in group), *(s for c, _ in group for s in c.caveats)]
        )
    )
    name = f"went on to the {'runoff' if said.runoff else 'general'}, {label}"
    held = next((c.held_on for c, _ in group if c.held_on), None)
    return (
        Answer(name, value, "candidates", (votes.rows,), rows, held, False, caveats, parts, {"parts": "votes"}),
        fit,
        notes,
    )


def _fate(person: Person, group: list[tuple[Count, Outcome | None]], runoff: bool, after: list[Count]) -> Fit:
    """Whether a person went on by these counts: unknown where no count has a line of theirs, or the rule does not say.

    Where a count leaves candidates out, who is not among the first is out only if the next stage has no line of theirs.
    """
    got: list[Fit] = []
    for count, out in group:
        line = line_of(count, person)
        if line is None:
            continue
        name = display(line.name or "")
        if out is None or name in out.undecided:
            got.append("unknown")
        elif name in out.advancing or name == out.nominated:
            onward = "runoff" if "runoff" in out.next_stage else "general"
            got.append("yes" if (onward == "runoff") == runoff or count.special else "unknown")
        elif name == out.elected:
            got.append("unknown")
        else:
            out_of_it = after and not any(line_of(c, person) for c in after)
            got.append("no" if count.whole or out_of_it else "unknown")
    return "yes" if "yes" in got else "no" if got and set(got) == {"no"} else "unknown"


def _how_many(story: Story, asked: Asked, said: _Said, group: list[tuple[Count, Outcome | None]]) -> int | None:
    """How many went on, of a party or in all; None where several primaries, a lot or an unknown party leave it open."""
    count, out = group[0]
    if len(group) != 1 or out is None:
        return None
    right = ("runoff" in out.next_stage) == said.runoff or count.special  # a special's general is called its runoff too
    if out.undecided or out.elected or not right or count.primary_party is not None:
        return None
    if said.party is None:
        return len(out.advancing)
    parties = [_party(story, asked, count, name) for name in out.advancing]
    return None if None in parties else parties.count(said.party)


def _party(story: Story, asked: Asked, count: Count, name: str) -> str | None:
    line = next(x for x in count.named if display(x.name or "") == name)
    if line.party:
        return line.party
    known = [p.party_in(asked.year) for p in story.roster(asked.contest).named(name, asked.year)]
    return next(iter(known[0])) if len(known) == 1 and len(known[0]) == 1 else None


def _by_the_next(said: _Said, after: list[Count], votes: Contested, judged: Judged) -> Tried | None:
    """That all who are named stood in the next stage, where the rule alone does not show that they went on."""
    if all(t.fits == "yes" for t in judged.readings) and judged.readings:
        return None
    here = [p for p in said.people if any(line_of(c, p) for c in after)]
    if len(here) < len(said.people) or not after:
        return None
    stage = after[0]
    names = f"stood in the {stage.title}"
    judged.readings = [t for t in judged.readings if t.fits != "unknown"]
    return Tried(Answer(names, len(here), "candidates", (votes.rows,), stage.rows, stage.held_on), "yes")
