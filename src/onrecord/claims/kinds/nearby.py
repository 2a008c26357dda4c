"""Who stands near some words of a sentence: a group, a candidate, or a name as written that no loaded file knows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.claims.clauses import aside_spans, clause_of
from onrecord.claims.periods import Period, phase_of
from onrecord.claims.story import Sentence, Story
from onrecord.claims.unread import KIND, PART
from onrecord.model.contest import Contest
from onrecord.model.dates import MONTHS, general_day
from onrecord.registry.groups import Group

_WORD = r"[A-Z\u00c0-\u00de][\w\u2019'&.-]*(?<![.,'\u2019])"
_NAME = re.compile(rf"(?:{_WORD}|[A-Z]\.)(?: (?:(?:of|for|the|and|in|to|de|la|von|van) )?(?:{_WORD}|[A-Z]\.))*")
_COMMITTEE = re.compile(
    r"\b(?:PAC|Fund|Committee|Action|Project|Majority|Victory|Alliance|Coalition|Federation|Club|Association|League"
    r"|Institute|Caucus|Foundation|Network|Union|Chamber|Leadership|Future|Us)$"
)
_TOLD = re.compile(
    r"\b(?:super PAC|PAC|group|organi[sz]ation|committee),? (?:called |named |known as )?$", re.IGNORECASE
)
_IS_ONE = re.compile(  # "Honor Pennsylvania, the pro-McCormick super PAC," and "Honor Pennsylvania, a group that"
    r",? \(?(?:the|a|an|its|another) (?:[\w\u2019'-]+ ){0,4}?(?:super PAC|PAC|group|committee|nonprofit"
    r"|organi[sz]ation|union)\b"
)
_TITLE = re.compile(
    r"^(?:(?:Rep|Sen|Gov|Mr|Mrs|Ms|Dr|Reps|Sens|U\.S)\.|Representative|Senator|Governor|Congressman|Congresswoman"
    r"|President|Vice|Former|Speaker|Mayor|The|A|An|But|And|In|On|At|For|By|As|So|While|When|After|Before|With"
    r"|That|This"
    r"|It|Its|He|She|They|His|Her|Their|Only|No|Not|Most|Half|More|FEC|Federal|Records|According|Republican"
    r"|Democratic"
    r"|Republicans|Democrats|GOP|House|Senate|Congress|One|Two|Three|Four|Five|First|Last|Since|During|If|Even|Just"
    r"|Both|Each|All|Among|Overall|Together|Outside|Meanwhile|Despite|Although|Though|Super|PACs?|Nearly|About"
    r"|Some|Top)$"
)
_NEVER = frozenset([*MONTHS, "Capitol Hill", "United States", "Silicon Valley", "Big Tech", "I", "PAC", "PACs", "TV"])
_NO_ACTOR = re.compile(  # the last word of a name that gives, spends or stands in no election
    r"^(?:Day|District|Times|Post|Press|News|Journal|Tribune|Herald|Globe|Magazine|University|College|County"
    r"|City|Act|Court"
    r"|Department|Office|Street|Avenue|Bureau|Agency|Commission|House|Hill|Tuesday|Party|State|States|Coast"
    r"|America|Week|Report)$"
)
_LAST = re.compile(r"\b[A-Z\u00c0-\u00de][a-z\u00df-\u00ff]+(?:-[A-Z][a-z]+)?\b")
_GROUP_WORDS = re.compile(
    r"\b(?:its?|they|their|(?:the|that|this) (?:\w+ )?(?:group|organi[sz]ation|super PAC|PAC|committee|fund))\b",
    re.IGNORECASE,
)
_PERSON_WORDS = re.compile(
    r"\b(?:he|she|his|her|him|the (?:\w+ )?(?:candidate|congressman|congresswoman|incumbent|challenger|senator))\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?:a|another|one|some) (?:[\w-]+ ){0,2}?(?:super PAC|PAC|committee|(?:outside |advocacy |political"
    r" )?group|nonprofit)\b"
    r"(?!,? (?:called|named|known as) )",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Near:
    """Somebody named in a story; `group` or `person` where the record knows who is meant, neither where it does not."""

    name: str
    start: int
    end: int
    group: Group | None = None
    person: str | None = None
    committee: bool = False

    @property
    def is_group(self) -> bool:
        """Whether it is a committee or group, known or not."""
        return self.group is not None or self.committee


def named_in(story: Story, s: Sentence) -> list[Near]:
    """Everybody a sentence names, in its order: those whom the record knows, then names as they are written."""
    kept: list[Near] | None = story.kept.get(("named", s.start, s.text))
    if kept is not None:
        return list(kept)
    found = []
    for m in story.mentions_in(s.start, s.end):
        name = (m.group.short or m.group.name) if m.group else m.person or m.text
        found.append(Near(name, m.start, m.end, m.group, m.person))
    taken = [(n.start, n.end) for n in found] + [(p.start, p.end) for p in story.places_in(s.start, s.end)]
    for hit in _NAME.finditer(s.text):
        if (one := _unknown(s, hit)) and not any(a < one.end and one.start < b for a, b in taken):
            found.append(one)
    story.kept["named", s.start, s.text] = found = sorted(found, key=lambda n: n.start)
    return list(found)


def _unknown(s: Sentence, hit: re.Match[str]) -> Near | None:
    """A capitalised run as somebody's name, titles and opening words left out; None where it names nobody."""
    tokens = hit[0].split(" ")
    start = hit.start()
    while tokens and (
        _TITLE.match(tokens[0])
        or tokens[0].casefold() in ("of", "for", "the", "and", "in", "to")
        or (tokens[0] in MONTHS and tokens[1:2] and tokens[1] in ("to", "and", "of", "in", "for"))  # "in June to Lee's"
    ):
        start += len(tokens.pop(0)) + 1
    name = re.sub(r"[\u2019']s?$", "", " ".join(tokens))
    told = bool(_TOLD.search(s.text[:start]))
    known = name.split(" ")
    if not name or name in _NEVER or _NO_ACTOR.match(known[-1]) or name.isdigit() or (len(known) < 2 and not told):
        return None
    end = start + len(name)
    committee = told or bool(_COMMITTEE.search(name) or _IS_ONE.match(s.text[end:]))
    return Near(name, s.start + start, s.start + start + len(name), None, None, committee)


def before(
    story: Story, s: Sentence, place: int, want: Callable[[Near], bool] = lambda n: True, ahead: int = 25
) -> Near | None:
    """Who of a kind is named last before a place of the sentence; where words refer back, last in the story before."""
    apart = [(x, y) for x, y in aside_spans(s.text) if not x <= place < y]
    inside = [n for n in named_in(story, s) if want(n) and n.end <= s.start + place]
    inside = [n for n in inside if not any(x <= n.start - s.start < y for x, y in apart)] or inside[:1]
    last = inside[-1] if inside else None
    new = max((m.start() for m in _ANOTHER.finditer(s.text, 0, place)), default=-1) + s.start
    if new >= s.start and (last is None or (last.is_group and last.end <= new) or (last.end <= new and want is groups)):
        return None  # "a super PAC that ..." is another one than the last that was named
    if inside:
        return inside[-1]
    said = s.text[: place + ahead]
    of_group, of_person = _GROUP_WORDS.search(said), _PERSON_WORDS.search(said)
    if of_group:
        return earlier(story, s, lambda n: want(n) and n.is_group)
    return earlier(story, s, lambda n: want(n) and not n.is_group) if of_person else None


def earlier(story: Story, s: Sentence, want: Callable[[Near], bool] = lambda n: True) -> Near | None:
    """Who of a kind is named last in the sentences before one: whom no file knows at most eight back."""
    number = story.sentences.index(s)
    for one in reversed(story.sentences[max(0, number - 8) : number]):
        if found := [n for n in named_in(story, one) if want(n)]:
            return found[-1]
    for m in reversed(story.mentions_in(0, s.start)):
        name = (m.group.short or m.group.name) if m.group else m.person or m.text
        known = Near(name, m.start, m.end, m.group, m.person)
        if want(known):
            return known
    return None


def after(story: Story, s: Sentence, place: int, want: Callable[[Near], bool] = lambda n: True) -> Near | None:
    """Who of a kind is named first after a place of the sentence."""
    return next((n for n in named_in(story, s) if want(n) and n.start >= s.start + place), None)


def joined(story: Story, s: Sentence, one: Near) -> bool:
    """Whether somebody is one of several that the words put together: "A and B", "A, B and C combined"."""
    text, a, b = s.text, one.start - s.start, one.end - s.start
    others = [(n.start - s.start, n.end - s.start) for n in named_in(story, s) if n.start != one.start]
    link = r"(?:,|,? and|,? or|,? plus|,? as well as) (?:the |Reps?\. |Sens?\. |former |his |her |its )*"
    return any(
        (y <= a and re.fullmatch(link, text[y:a])) or (b <= x and re.fullmatch(link, text[b:x])) for x, y in others
    ) or bool(re.match(r"[^.;]{0,60}\b(?:combined|together|altogether|collectively)\b", text[b:]))


def partial(text: str, start: int, end: int) -> str | None:
    """Words in the clause at start..end that make its sum a part of all that a summary holds; None when none do."""
    first, last = clause_of(text, start, end)
    kept = text[first:last]
    for x, y in aside_spans(text):
        if not x <= start < y and first <= x and y <= last:
            kept = kept[: x - first] + " " * (y - x) + kept[y - first :]
    hit = PART.search(kept) or KIND.search(kept)
    return hit[0] if hit else None


UNSURE = re.compile(
    r"\b(?:would|could|might|may|will|can|if|whether|potentially|possibly|likely|perhaps|maybe|expected to"
    r"|poised to|set to"
    r"|wants? to|hop(?:es|ing) to|on (?:track|pace) to|not|never|no longer|isn[\u2019']t|wasn[\u2019']t|hardly"
    r"|denied|denies)\b"
    r"[^.;$]{0,45}$",
    re.IGNORECASE,
)


_OWN_MONEY = (
    r"(?:campaign|team|committee|haul|fund-?raising|war chest|total|spending|receipts|cash|money|advantage|edge|\$)"
)
_OBJECT = re.compile(
    r"\b(?:backing|supporting|opposing|against|for|by|of|to|with|from|like|including|than|behind|unseat|oust"
    r"|defeat\w*|beat"
    r"|helping|boosting|attacking|targeting|tied to|aligned with|allied with)"
    r" (?:(?:the|former|incumbent|then-|Rep\.|Sen\.|Gov\.|Democratic|Republican|Democrat) )*$",
    re.IGNORECASE,
)


def whose_own(story: Story, one: Near) -> bool:
    """Whether a name stands for itself or its campaign: not "Kim's allies", nor "Kim and Lee's backers"."""
    after_it = story.text[one.end : one.end + 40]
    return not re.match(rf"[\u2019']s?\s+(?!(?:[\w-]+ ){{0,2}}?{_OWN_MONEY})", after_it)


def as_subject(story: Story, one: Near) -> bool:
    """Whether a name is what a sentence speaks of, and no object ("a PAC backing Kim outspent ...")."""
    return whose_own(story, one) and not _OBJECT.search(story.text[max(0, one.start - 40) : one.start])


def unnamed(word: str) -> bool:
    """Whether a capitalised word is a pronoun, title or opening word that names nobody."""
    return bool(_TITLE.match(word.split(" ")[0])) or word in _NEVER


def lone_before(story: Story, s: Sentence, place: int) -> Near | None:
    """A capitalised word of the clause before a place that is part of no known name or place: a last name alone."""
    first = clause_of(s.text, place, place + 1)[0]
    taken = [(n.start, n.end) for n in named_in(story, s)]
    taken += [(p.start, p.end) for p in story.places_in(s.start, s.end)]
    for hit in reversed(list(_LAST.finditer(s.text, first, place))):
        a, b = s.start + hit.start(), s.start + hit.end()
        if not unnamed(hit[0]) and not _NO_ACTOR.match(hit[0]) and not any(x < b and a < y for x, y in taken):
            return Near(hit[0], a, b)
    return None


def another(text: str, place: int) -> bool:
    """Whether the words before a place bring in a committee without a name: "a super PAC that ..." is none named yet."""
    return bool(_ANOTHER.search(text, 0, place))


def groups(one: Near) -> bool:
    """Whether somebody is a committee or group."""
    return one.is_group


def people(one: Near) -> bool:
    """Whether somebody is no committee or group."""
    return not one.is_group


def contest_in(story: Story, s: Sentence) -> Contest | None:
    """The one contest that a sentence names, else that of the people it names, else the story's only one."""
    inside = list(dict.fromkeys(p.contest for p in story.places_in(s.start, s.end) if p.contest))
    if inside:
        return inside[0] if len(inside) == 1 else None
    who = [story.who(m.person or "") for m in story.people_in(s)]
    theirs = {w.contest for w in who if not isinstance(w, str)}
    if len(theirs) == 1:
        return theirs.pop()
    spoken = re.search(r"\b(?:the|this|that|its|his|her) (?:[\w-]+ ){0,2}(?:race|contest|primary|seat|runoff)\b", s.text)
    return story.contests[0] if not theirs and spoken and len(story.contests) == 1 else None


def where_in(story: Story, s: Sentence) -> dict[str, str | None]:
    """The office, state and district that a comparison of candidates is about: of its contest, else of the story's only
    one, else the Senate seat of the one state that the sentence, or else the story, names."""
    contest = contest_in(story, s) or (story.contests[0] if len(story.contests) == 1 else None)
    if contest or not re.search(r"\bSenate\b", s.text):
        return slots_of(contest)
    inside = {p.state for p in story.places_in(s.start, s.end)}
    states = inside or {p.state for p in story.places}
    return {"office": "S", "state": states.pop() if len(states) == 1 else None, "district": None}


def phase_near(text: str, start: int, end: int) -> str | None:
    """The stage that the clause at start..end names, relative clauses about others left out."""
    first, last = clause_of(text, start, end)
    kept = re.split(r",? \b(?:who|which|whose|where|after|when)\b", text[end:last])[0]
    return phase_of(text[first:end] + kept) or (
        phase_of(text) if len(set(_STAGE.findall(text))) == 1 and "," not in text else None
    )


_STAGE = re.compile(r"\b(?:primary|primaries|general|runoff|special)\b", re.IGNORECASE)


def of_stage(when: Period) -> bool:
    """Whether a period is a stage of an election: money for a primary is a part of the cycle's."""
    return bool(_STAGE.search(when.words))


def slots_of(contest: Contest | None) -> dict[str, str | None]:
    """The office, state and district of a contest as a claim gives them."""
    if contest is None:
        return {}
    return {"office": contest.office, "state": contest.state, "district": contest.district}


def over(story: Story, cycle: int) -> bool:
    """Whether a cycle's general election was over when the story appeared."""
    return general_day(cycle) < story.published
