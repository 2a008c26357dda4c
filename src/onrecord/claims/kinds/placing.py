"""Places in a count: "Kim finished third in the primary", "eighth with 1,951 votes"; tied places are both."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from onrecord.answers.answer import Answer
from onrecord.answers.contests import Contested, Count, Line, contested
from onrecord.answers.decided import decided
from onrecord.answers.people import Person
from onrecord.answers.tally import best_of
from onrecord.claims.figures import ORDINALS, Figure
from onrecord.claims.kinds.advanced import mask
from onrecord.claims.kinds.races import line_of
from onrecord.claims.kinds.staging import (
    EARLIER,
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
from onrecord.claims.periods import phase_of
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Judged, Tried, Typed, always, cannot, claim
from onrecord.claims.verdict import Fit
from onrecord.model.contest import Contest
from onrecord.model.dates import ordinal
from onrecord.model.names import display

_WORDS = {
    **ORDINALS,
    **{f"{n}{'st' if n == 1 else 'nd' if n == 2 else 'rd' if n == 3 else 'th'}": n for n in range(1, 21)},
}
_ORD = "|".join(sorted([*_WORDS, "last"], key=len, reverse=True))
_PLACED = re.compile(
    rf"\b(?:finish(?:ed|es|ing)|plac(?:ed|es|ing)|came|coming|comes|end(?:ed|ing) up|ranked)(?: in| a| an)*"
    rf"(?: (?:distant|close|strong|surprising|very|clear|solid|narrow|tight))* ?(?P<place>{_ORD})(?:[ -]place)?\b",
    re.IGNORECASE,
)
_SECOND = re.compile(r"\b(?:was|as|is) (?:the )?runner-?up\b", re.IGNORECASE)
_ELSE = re.compile(
    r"\bin (?:\w+ )?(?:fundrais\w+|money|raising|spending|cash|poll\w*)\b|\bin the (?:\w+ )?count(?:y|ies)\b"
    r"|\bto last\b"
)

FIRST_CHOICES = "by first choices"


@dataclass(frozen=True)
class _Said:
    """Whom a sentence puts at which place (0: the last one), and of which stage it speaks, when it says so."""

    person: Person
    place: int
    stage: str | None
    first_round: bool
    text: str


def read(story: Story, s: Sentence, found: list[Figure]) -> list[Typed]:
    """The claims of a sentence about places in a count."""
    claims = []
    masked, mentions = mask(story, s)
    for hit in [*_PLACED.finditer(masked), *_SECOND.finditer(masked)]:
        word = hit.groupdict().get("place") or "second"
        place = 0 if word.casefold() == "last" else _WORDS[word.casefold()]
        claims.append(_typed(story, s, hit, place, _subject(masked, mentions, hit.start())))
    return [c for c in claims if c]


def _subject(masked: str, mentions: list[tuple[Mention, int]], at: int) -> Mention | str | None:
    """Whose place it is: the one person named before it in its clause, or the nearest when no other verb is between."""
    before = [(m, a) for m, a in mentions if a < at]
    if not before:
        return None
    last, place = before[-1]
    between = masked[place + (last.end - last.start) : at]
    if re.fullmatch(r", (?:who|and) (?:has |had |also |again |then )?", between):
        return last
    if re.search(r"[;\u2014:]|\b(?:who|whose|which|while|when|but)\b", between):
        return "whose place it is cannot be told from the sentence"
    if re.search(
        r"[A-Z][a-z]+", re.sub(r"\b(?:Democrat\w*|Republican\w*|Rep|Sen|District|County|In|The|D|R)\b", "", between)
    ):
        return "between the name and the place stands another name"
    others = {m.person for m, a in before if m.person != last.person}
    joined = re.search(r"\0[\s,]*(?:and|,|by|over|to|beat|defeated|behind|against)\s+(?:\w+\.? ){0,2}$", masked[:place])
    if others and joined and not re.search(r",\s*(?:and )?$|\band $", masked[:place]):
        return "two people are named before the place"
    return last


def _typed(story: Story, s: Sentence, hit: re.Match[str], place: int, who: Mention | str | None) -> Typed | None:
    if who is None:
        return None
    span = (s.start + hit.start(), s.start + hit.end())
    form = claim("place", None, "exact", place or None, "ordinal", phase=phase_of(s.text))
    person = persons(story, [who]) if not isinstance(who, str) else who
    unsure = UNSURE.search(s.text) or _ELSE.search(s.text)
    if isinstance(person, str) or unsure:
        why = person if isinstance(person, str) else f"the words '{unsure[0] if unsure else ''}' make it another place"
        return Typed(*span, "result_place", form, always(cannot(why)))
    asked = asked_of(story, s, hit.start(), hit.end(), person)
    form["subject"] = person[0].name
    if isinstance(asked, str):
        return Typed(*span, "result_place", form, always(cannot(asked, "the contest's certified results")))
    where = asked.contest
    form |= {"office": where.office, "state": where.state, "district": where.district, "period": str(asked.year)}
    phase = phase_of(s.text)
    opening = bool(re.search(r"\b(?:first|initial) (?:round|count)\b|\bfirst[- ]choices?\b", s.text))
    said = _Said(person[0], place, phase.removeprefix("special ") if phase else None, opening, s.text)
    unread = not_read(story, s, hit.start(), hit.end())
    return Typed(*span, "result_place", form, lambda day: _judge(story, asked, said, day), unread=unread)


def _judge(story: Story, asked: Asked, said: _Said, day: dt.date) -> Judged:
    votes = contested(story.record, asked.contest, day, asked.year)
    settles = f"the certified results of the {asked.contest} {asked.year} {said.stage or 'primary and general'}"
    judged = Judged(settles=[settles])
    meant, others = (
        versions_for(story, asked, "primary", said.text, day) if said.stage in (None, "primary") else ([], [])
    )
    for noted in others:
        judged.context.append((noted.words, noted.answer(votes.rows)))
        judged.caveats.append(f"another version: {noted.words} ({noted.version.citation})")
    stages = (said.stage,) if said.stage else ("primary", "primary runoff", "general", "runoff")
    mine = [c for c in best_of(votes.counts) if c.year == asked.year and c.stage in stages]
    mine = [c for c in mine if asked.special is None or c.special == asked.special]
    plain = [n.count for n in meant] + [c for c in mine if not (meant and c.stage == "primary" and not c.special)]
    counts = [(c, x) for c in plain if (x := line_of(c, said.person)) and x.votes is not None]
    finals = [] if said.first_round else _finals(votes, asked.contest, [c for c, _ in counts], said.person)
    keys: list[tuple[object, ...]] = []
    for count, line in [*counts, *finals]:
        keys.append((count.stage, count.special, count.primary_party))
        reading, fit = _placed(votes, count, line, said)
        settled = decided(votes, asked.contest, count)
        if settled.why and not said.first_round:
            reading, fit = replace(reading, caveats=(*reading.caveats, settled.why)), "unknown"
        elif settled.rounds and settled.count is not count:
            reading = replace(reading, reading=f"{reading.reading}, {FIRST_CHOICES}")
        fit, more = held_back(story, asked, [count], fit)
        judged.readings.append(Tried(reading, fit))
        judged.caveats += more
        judged.context.append(source_of(count, votes))
    _meant(judged, said, keys, len(counts))
    judged.reason = "; ".join(t.answer.reading for t in judged.readings)
    if not said.stage and not any(t.fits == "yes" for t in judged.readings):
        judged.readings += _not_loaded(asked, [c for c, _ in counts])
    if not judged.reason:
        what = f"no count of the {asked.contest} {asked.year} {said.stage or ''} with a line of {said.person.name}"
        judged.reason = f"{what} is loaded".replace("  ", " ")
        judged.asked = [votes.rows]
    return judged


def _finals(votes: Contested, contest: Contest, counts: list[Count], person: Person) -> list[tuple[Count, Line]]:
    """The final ranked-choice round of the same stages, where the person was still in it."""
    found = []
    for count in counts:
        settled = decided(votes, contest, count)
        line = line_of(settled.count, person) if settled.rounds and settled.count is not count else None
        if line and line.votes is not None:
            found.append((settled.count, line))
    return found


def _placed(votes: Contested, count: Count, line: Line, said: _Said) -> tuple[Answer, Fit]:
    """The place of a line in a count by votes, and whether it is the one said; equal votes share their places."""
    ahead = sum((x.votes or 0) > (line.votes or 0) for x in count.named)
    level = sum(x.votes == line.votes for x in count.named)
    round_ = f", round {count.ranked_round}" if count.ranked_round is not None else ""
    wanted = said.place or len(count.named)
    tied = f" (tied with {level - 1})" if level > 1 else ""
    all_ = f"the {len(count.named)} listed" if count.listed_only else f"{len(count.named)}"
    name = f"{ordinal(ahead + 1)} of {all_}{tied}: {display(line.name or '')}, {count.title}{round_}"
    parts = tuple((display(x.name or ""), x.votes) for x in count.named if x.votes is not None)
    caveats = (f"counted by {count.source}", *count.caveats)
    answer = Answer(
        name, ahead + 1, "ordinal", (votes.rows,), count.rows, count.held_on, False, caveats, parts, {"parts": "votes"}
    )
    if wanted == ahead + 1 and (said.place or not count.listed_only):
        return answer, "yes"
    shared = ahead < wanted <= ahead + level  # of a tie for second, who is third is in the eye of the beholder
    left_out = count.listed_only and (not said.place or said.place > ahead + 1)  # candidates left out may be ahead
    return answer, "unknown" if shared or left_out else "no"


def _meant(judged: Judged, said: _Said, keys: list[tuple[object, ...]], plain: int) -> None:
    """Leave out the readings that are not meant: `keys` are their stages, those from `plain` on are final rounds.

    Where no stage is named a place is that of one stage, so those in which it does not fit are out. Of a ranked-choice
    count the final round is meant; where it does not fit, the place among first choices is shown beside it.
    """
    listed = list(enumerate(judged.readings))
    fitting = {keys[n] for n, t in listed if t.fits == "yes"}
    settled = {keys[n] for n, t in listed if n >= plain and t.fits == "yes"}
    kept = [(n, t) for n, t in listed if n >= plain or keys[n] not in settled]
    if fitting and not said.stage and not EARLIER.search(said.text):
        kept = [(n, t) for n, t in kept if keys[n] in fitting]
    judged.readings = [t for _, t in kept]


def _not_loaded(asked: Asked, counts: list[Count]) -> list[Tried]:
    """A stage that the record does not hold keeps a place of no named stage open."""
    have = {c.stage for c in counts}
    missing = [st for st in ("primary", "general") if st not in have]
    return [
        Tried(
            Answer(f"the {asked.contest} {asked.year} {st}, not loaded or without this person", None, "ordinal"),
            "unknown",
        )
        for st in missing
    ]
