"""Second choices of a ranked-choice count: "Palin got 27,042 second-choice votes", "11,222 ballots were exhausted"."""

from __future__ import annotations

import re

from onrecord.answers.contests import Contested, Count
from onrecord.answers.people import Person
from onrecord.claims.figures import Figure
from onrecord.claims.kinds.staging import UNSURE, Asked, asked_of
from onrecord.claims.kinds.transferred import Transfer, judge_transfer
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Typed, always, cannot, claim
from onrecord.claims.unread import unread_words
from onrecord.claims.vote_sides import GOT, Side, masked, owner, sides_of
from onrecord.claims.vote_slots import shown
from onrecord.claims.vote_stage import stage_of
from onrecord.model.contest import Contest
from onrecord.model.names import display

_GONE = r"(?:exhausted|inactive|discarded|spent)"
_CONTEXT = re.compile(
    r"\bsecond[- ](?:choices?|preferences?|rank\w+)|\bexhaust\w+|\binactive\b|\b(?:transferr|redistribut|realloc)\w+"
    r"|\b(?:ranked|chose|picked|listed|named|put) \0+ (?:second|next|as (?:their|a|the) second)"
    r"|\b(?:listed|ranked|named) (?:no one|nobody|none)\b"
    r"|\b(?:votes?|voters|supporters|backers|ballots)\b[^.;]{0,40}\b(?:went|broke|flowed|moved|shifted) (?:over )?to\b"
)
_OF_THEM = re.compile(r"\bof (?:them|those|these)\b(?! \d)")
_SECOND = re.compile(r"^ second[- ](?:choice|preference|place ranking)s?\b")
_OUT = re.compile(
    rf"^ (?:of (?:them|those|these|his|her|the) )?(?:(?:more |other |of )*(?:ballots?|votes?|voters))?(?: of \0+)?,? ?"
    rf"(?:that |which )?(?:were |was |became |being |had been |are )?(?:declared |deemed |counted as "
    rf"|considered |left )?"
    rf"[\"\u201c\u2018']?(?:{_GONE}|(?:had )?(?:listed|ranked|named) (?:no one|nobody|none))\b"
)
_OUT_BEFORE = re.compile(
    r"\b(?:exhausted|inactive) (?:ballots? |votes? )?(?:\w+ed |were |was |at |of |: )?$|\bexhaust\w+ $"
)
_VOTES_OF = r"(?:(?:first[- ]choice |first[- ]round )?(?:votes?|voters|ballots|supporters|backers|second[- ]choices?))"
_WENT = (
    r"(?:going|went|go|transferred|moved|broke|flowed|shifted|passed|(?:were|was) (?:transferred"
    r"|redistributed|reallocated)"
    r"|redistributed)(?: over)?"
)
_TO = re.compile(
    rf"^(?: of (?:\w+ )?(?:(?:\0+[\u2019']s? )?{_VOTES_OF}|them|those(?: {_VOTES_OF})?|(?:his|her|their"
    rf"|whose) {_VOTES_OF}))?"
    rf"(?: {_VOTES_OF})? {_WENT} (?:to|for) (?:\w+ ){{0,2}}?(?P<to>\0+)"
)
_RANKED = re.compile(
    rf"^(?: of (?:\w+ )?(?:(?:\0+[\u2019']s? )?{_VOTES_OF}|them|those(?: {_VOTES_OF})?|(?:his|her|their"
    rf"|whose) {_VOTES_OF}))?"
    r" (?:had )?(?:ranked|ranking|chose|picked|listed|named|put) (?P<to>\0+) (?:second|next|as (?:their|a|the) second)"
)
_FROM = re.compile(
    rf"\bfrom (?:\w+ ){{0,2}}?(?P<a>\0+)|(?P<b>\0+)[\u2019']s? {_VOTES_OF}|{_VOTES_OF} of (?P<c>\0+)"
    r"|(?P<d>\0+)(?:,[^,\0]{0,40},)? (?:was|were|is|being|had been|got|having been) (?:\w+ )?(?:eliminated"
    r"|dropped|knocked out)"
    r"|(?:eliminat\w+|drop\w+|knock\w+ out) (?:of )?(?:\w+ ){0,2}?(?P<e>\0+)|(?P<f>\0+)[\u2019']s? (?:\w+ )?elimination"
)


def read(story: Story, s: Sentence, found: list[Figure]) -> list[Typed]:
    """The claims of a sentence about second choices and ballots that ran out, one for each figure tied to somebody."""
    if not re.search(
        r"second|exhaust|inactive|transfer|redistrib|realloc| to |ranked|no one| of them| of those", s.text
    ):
        return []
    sides = sides_of(story, s)
    text = masked(s, sides)
    number = story.sentences.index(s)
    near = story.sentences[max(0, number - 2) : number] if _OF_THEM.search(text) else []
    if not _CONTEXT.search(text) and not any(_CONTEXT.search(x.text) for x in near):
        return []
    claims: list[Typed] = []
    for f in found:
        if f.kind not in ("number", "votes", "percent", "fraction") or (f.kind == "number" and f.value < 20):
            continue
        after, before = text[f.end :], text[: f.start]
        if _OUT.match(after) or (_OUT_BEFORE.search(before) and f.kind != "percent"):
            claims.append(_typed(story, s, f, None))
        elif to := _receiver(story, s, f, text, sides, bool(claims)):
            claims.append(_typed(story, s, f, to))
    return claims


def _receiver(story: Story, s: Sentence, f: Figure, text: str, sides: list[Side], more: bool) -> Side | None:
    """To whom so many votes went; None where the words do not tie the figure to second choices."""
    after = text[f.end :]
    for pattern in (_TO, _RANKED):
        if hit := pattern.match(after):
            return next(x for x in sides if x.start - s.start == f.end + hit.start("to"))
    marked = _SECOND.match(text[f.start + len(f.surface.split()[0]) :]) or _SECOND.match(after)
    from_ = re.match(rf"^(?: {_VOTES_OF})? from (?:\w+ ){{0,2}}?\0", after)
    of_them = re.match(r"^ (?:votes? )?of (?:them|those|these)\b", after)
    if (
        not marked
        and not from_
        and not of_them
        and not (more and re.search(r"second[- ](?:choice|preference)", text[: f.start]))
    ):
        return None
    own = owner(story, s, f.start, f.end)
    if own:
        return own.sides[0] if len(own.sides) == 1 else None
    before = [x for x in sides if x.end - s.start <= f.start]
    got = re.search(
        rf"\b(?:{GOT}|gain\w+|add\w+|receiv\w+|pick\w+ up) (?:another |an additional |only )?$", text[: f.start]
    )
    return before[-1] if got and before else None


def _typed(story: Story, s: Sentence, f: Figure, to: Side | None) -> Typed:
    """One claim: the receiver, or the ballots that went to nobody, from whoever fell out."""
    span = (s.start + f.start, s.start + f.end)
    value: object = int(f.value) if f.value == int(f.value) else str(f.value)
    unit = {"percent": "pct", "fraction": "fraction"}.get(f.kind, "votes")
    measure = "rcv_transfer" if to else "rcv_exhausted"
    said = claim(measure, shown(story, to) if to else "ballots", f.comparator, value, unit)
    named = [w for m in story.people_in(s) if isinstance(w := story.who(m.person or ""), Person)]
    asked = asked_of(story, s, f.start, f.end, named)
    contest = asked.contest if isinstance(asked, Asked) else _only(story)
    source = _source(story, s)
    known = story.who(source.person) if source and source.person else None
    stage = stage_of(story, s, f.start, f.end, contest, (named, named))
    from_ = shown(story, source) if source else None
    why = ""
    if contest and stage:
        said |= {"office": contest.office, "state": contest.state, "district": contest.district}
        said |= {"phase": stage.phase, "period": stage.period(story.published)}
        if from_ is None and (line := fell_out(story.roster(contest).votes, stage.year, stage.special)):
            from_, known = line, story.roster(contest).named(line)[0]
            why = f"the votes that moved are read as {line}'s"
    said["target"] = f"from {from_.split()[-1]}" if from_ else None
    receiver = story.who(to.person) if to and to.person else None
    unsure = UNSURE.search(s.text)
    if (
        not isinstance(known, Person)
        or not isinstance(asked, Asked)
        or unsure
        or (to and not isinstance(receiver, Person))
    ):
        reason = f"the words '{unsure[0]}' leave it open" if unsure else "whose votes these were is not told for certain"
        return Typed(*span, "rcv_transfer", said, always(cannot(reason, "the contest's published round table")))
    if f.kind == "fraction":
        return Typed(*span, "rcv_transfer", said, always(cannot("a fraction in words says no exact share")))
    moved = Transfer(f, known, receiver if isinstance(receiver, Person) else None)
    year = Asked(
        asked.contest, stage.year if stage else asked.year, stage.special if stage else asked.special, asked.dated
    )
    unread = tuple(unread_words(story, s, f.start, f.end))
    return Typed(
        *span, "rcv_transfer", said, lambda day: judge_transfer(story, year, moved, day), unread=unread, inferred=why
    )


def _only(story: Story) -> Contest | None:
    known = list(dict.fromkeys([*story.contests, *story.implied]))
    return known[0] if len(known) == 1 else None


def _source(story: Story, s: Sentence) -> Side | None:
    """Who fell out: the one whose votes the sentence says moved, else the one said to be eliminated near it."""
    index = story.sentences.index(s)
    for one in (s, *reversed(story.sentences[max(0, index - 3) : index]), *story.sentences[index + 1 : index + 3]):
        sides = sides_of(story, one)
        hit = _FROM.search(masked(one, sides))
        if hit:
            at = next(hit.start(k) for k in "abcdef" if hit[k])
            return next(x for x in sides if x.start - one.start == at)
    return None


def fell_out(votes: Contested, year: int, special: bool) -> str | None:
    """The one candidate who is in the first of a stage's last two loaded rounds and not in the last; None if not one."""
    rounds: list[Count] = sorted(
        (c for c in votes.counts if c.ranked_round is not None and c.year == year and c.special == special),
        key=lambda c: c.ranked_round or 0,
    )
    if len(rounds) < 2:
        return None
    gone = [x.name for x in rounds[-2].named if not any(y.name == x.name and y.votes for y in rounds[-1].named)]
    return display(gone[0] or "") if len(gone) == 1 else None
