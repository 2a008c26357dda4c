"""Whose each vote figure of a sentence is, by the words right beside it: "Bush's 45.6%", "46% for Low", "Turner 44%"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.claims.discourse import Actor, person_meant
from onrecord.claims.figures import figures
from onrecord.claims.mentions import Mention
from onrecord.claims.story import Sentence, Story
from onrecord.claims.vote_described import DESCRIBED, described
from onrecord.model.names import words

_ADVERB = (
    r"(?:just|only|about|roughly|some|nearly|almost|barely|narrowly|easily|also|then|still|together|over|more than)"
)
GOT = (
    rf"(?:{_ADVERB} )*(?:won|wins|winning|took|takes|taking|got|gets|getting|received|receives|receiving|had|has|having"
    r"|earned|earning|captured|capturing|garnered|garnering|drew|drawing|collected|collecting|pulled in"
    r"|pulling in|secured"
    r"|securing|claimed|claiming|tallied|tallying|mustered|managed|notched|netted|picked up|scored|attracted|amassed"
    r"|(?:finish(?:ed|ing)|end(?:ed|ing)(?: up)?|prevail(?:ed|ing)|came away|wound up|led|leading|lead|was|placed"
    r"|won|trail(?:ed|ing)|came in|close[ds]?)"
    r"(?: (?:first|second|third|fourth|fifth|last|ahead|behind|in (?:first|second|third|fourth|fifth|last)(?: place)?))?"
    rf",? (?:with|at|on))(?: {_ADVERB})*"
)
_TITLED = (
    r"(?:(?:the |a |former |then-|incumbent |challenger |fellow |runner-up |second-place |third-place |finisher )"
    r"|(?:Democrat(?:ic)?|Republican|GOP|Libertarian|Green|Independent|independent|State|state|U\.S\.|Rep\.|Sen\.|Reps\."
    r"|Gov\.|Mayor|Assembly(?:man|woman|member)|Congress(?:man|woman)|Representative|Senator|Dr\.|Mr\.|Ms\.|Mrs\."
    r"|Supervisor|Councilman|Councilwoman|Incumbent|Judge|incumbent|challenger|rival|opponent) )*"
)
_VOTES = (
    r"(?:%| percent)?(?: (?:votes?|ballots))?"
    r"(?: of (?:all |the )?(?:[\w-]+ ){0,2}(?:votes?|ballots|vote total)(?: cast)?)?"
)
_FOR = re.compile(
    rf"^{_VOTES},?(?: (?:people|voters|residents|of them))?(?: (?:went|being|were|was|cast|marked|voted|chose))?"
    rf"(?: (?:their|a|cast|votes?|ballots?))* (?:for|to|by) (?P<both>both )?{_TITLED}"
    rf"(?P<name>\0++)(?:,? (?:and|&) {_TITLED}(?P<more>\0++))?(?![\u2019']s? (?:[\w-]+ ){{0,2}}\$?\d)"
)
_EACH = re.compile(rf"^{_VOTES},? (?:each|apiece|a piece)\b")
_OWN = re.compile(rf"(?P<name>\0+)[\u2019']s? (?:own |total of |share of |{_ADVERB} |\w+ )?$")
_BESIDE = re.compile(
    rf"(?P<name>\0+)(?:,? (?:at|on)|:|,? with| \(| \((?:D|R|I|L|G)\),?| [-\u2013\u2014])?,? ?(?:{_ADVERB} )?$"
)
_WHO = re.compile(
    rf"(?P<name>\0+)(?:,[^,\0]{{3,60}},)?,? (?:who |also |already |each |which )*{GOT}(?: a| an| the)?"
    r"(?: (?:narrow|total of|commanding|mere|scant|paltry|whopping))* ?$"
)
_OBJECT = re.compile(
    rf"\b(?:over|against|to|by|than|past|defeat\w*|beat(?:ing)?|oust\w*|unseat\w*|topp\w+|edg\w+(?: out)?"
    rf"|bested|led|trail\w*"
    rf"|outpac\w+|trounc\w+|rout\w*|crush\w*|eliminat\w+|held off|fend\w+ off|lost to|fell to|ahead of"
    rf"|behind) {_TITLED}$"
)
_OTHER = re.compile(
    r"\b(?:(?:the|his|her|their) (?:[\w-]+ ){0,2}?(?:incumbents?|opponents?|challengers?|rivals?"
    r"|congress(?:man|woman)|senator"
    r"|runner-up|competitor|lawmaker|newcomer|Democrat|Republican|second-place finisher)(?:[\u2019']s)?|his|her|their)"
    rf"(?:,? (?:who )?{GOT})? (?:{_ADVERB} )?$",
)
_AND = re.compile(r"(?P<names>\0+(?:, \0+)*(?:,? (?:and|&) [A-Z]?[\w. ]{0,20}?\0+)+)(?:[^\0]{0,40})$")


_NO_PERSON = frozenset(
    re.split(
        r"\s+",
        "federal election commission campaign committee district congressional house senate congress united states day"
        " party primary general supreme court city county state university street press associated north south west east"
        " new super pac action fund project majority tuesday monday wednesday thursday friday saturday sunday january"
        " february march april may june july august september october november december america american los san santa"
        " capitol hill times post news journal board council union hall school college department secretary committee"
        " jewish israel democratic republican democrats republicans gop national green libertarian independent",
    )
)


@dataclass(frozen=True)
class Side:
    """Somebody whom a sentence names: `person` the full name of the story that the record knows, None for others."""

    name: str
    start: int
    end: int
    person: str | None = None

    @property
    def mention(self) -> Mention:
        """The side as a mention of a known person."""
        return Mention(self.start, self.end, self.name, person=self.person)


@dataclass(frozen=True)
class Owned:
    """Whose a vote figure is, and how the words tie it: own, for, beside, verb, each or other."""

    sides: tuple[Side, ...]
    by: str


def sides_of(story: Story, s: Sentence) -> list[Side]:
    """The people whom a sentence names in its order: those of the record, then full names and last names of such."""
    kept: dict[int, list[Side]] = story.__dict__.setdefault("_vote_sides", {})  # of each sentence, by its place
    if s.start not in kept:
        kept[s.start] = _sides(story, s)
    return kept[s.start]


def _sides(story: Story, s: Sentence) -> list[Side]:
    found = [Side(m.person or m.text, m.start, m.end, m.person) for m in story.people_in(s)]
    taken = [(x.start, x.end) for x in found]
    taken += [(m.start, m.end) for m in story.mentions if m.group] + [(p.start, p.end) for p in story.places]
    strangers = _strangers(story)
    for hit in re.finditer(r"[A-Z][\w\u2019'\u00c0-\u00ff-]+", s.text):
        bare = re.sub(r"[\u2019']s?$", "", hit[0])
        name = strangers.get(bare.casefold())
        if not name:
            continue
        lead = s.text[: hit.start()]
        given = name[: -len(bare)].rstrip()
        a = hit.start() - len(given) - 1 if lead.endswith(f"{given} ") else hit.start()
        start, end = s.start + a, s.start + hit.start() + len(bare)
        if not any(x < end and start < y for x, y in taken):
            found.append(Side(name, start, end))
            taken.append((start, end))
    return sorted(found, key=lambda x: x.start)


def _strangers(story: Story) -> dict[str, str]:
    """Full names of the story that no file knows, by their last word; none that two of them share."""
    told: dict[str, str] | None = story.__dict__.get("_strangers")
    if told is None:
        told = story.__dict__["_strangers"] = _told_strangers(story)
    return told


def _told_strangers(story: Story) -> dict[str, str]:
    by_last: dict[str, set[str]] = {}
    known = {words(m.person)[-1] for m in story.mentions if m.person}
    for s in story.sentences:
        for name in story.unknown_names(s):
            if not _NO_PERSON & {w.casefold() for w in re.findall(r"\w+", name)}:
                by_last.setdefault(name.split()[-1].casefold(), set()).add(name)
    return {last: names.pop() for last, names in by_last.items() if len(names) == 1 and last not in known}


def masked(s: Sentence, sides: list[Side]) -> str:
    """The sentence with each name as so many null characters, so that patterns can stand on names."""
    text = s.text
    for x in sides:
        a, b = x.start - s.start, x.end - s.start
        text = text[:a] + "\0" * (b - a) + text[b:]
    return text


def owner(story: Story, s: Sentence, start: int, end: int) -> Owned | None:
    """Whose the vote figure at start..end of a sentence is, where the words beside it say so; None elsewhere.

    "The incumbent's 45.6%" is the other's of two people where one of them is known to have the sentence's first.
    """
    sides = sides_of(story, s)
    text = masked(s, sides)
    by_place = {x.start - s.start: x for x in sides}
    before, after = text[:start], text[end:]
    others = [(a, b) for a, b in _places(s.text) if b <= start or a >= end]
    if (hit := _ALSO.search(before)) and (last := [o for o in others if o[1] == hit.start()]):
        return owner(story, s, *last[0]) or subject(s, sides, last[0][0])
    if re.match(r"[^;]{0,60}\brespectively\b", after) and (mine := _respectively(s, sides, others, start)):
        return mine
    if hit := _OWN.search(before):
        return Owned((by_place[hit.start("name")],), "own")
    if _EACH.match(after) and (hit := _AND.search(before)):
        a = hit.start("names")
        return Owned(tuple(x for at, x in by_place.items() if a <= at < hit.end("names")), "each")
    if hit := _FOR.match(after):
        both = hit["both"] and hit["more"]
        places = [end + hit.start("name"), *([end + hit.start("more")] if both else [])]
        return Owned(tuple(by_place[p] for p in places), "for")
    if (hit := _WHO.search(before)) and not _object(before, hit):
        joined = _AND.search(before[: hit.end("name")])
        return None if joined else Owned((by_place[hit.start("name")],), "verb")
    later = any(a < start for a, _ in others)
    if (hit := _BESIDE.search(before)) and (later or not _OBJECT.search(before[: hit.start("name")])):
        return Owned((by_place[hit.start("name")],), "beside")
    if _OTHER.search(before) or re.search(r"\bof the (?:[\w-]+ )?vote,? to $", before):
        return _the_other(s, story, sides, [o for o in others if o[0] < start] or others)
    return None


_ALSO = re.compile(r"(?: votes)?,? ?(?:\(|\bor )(?:about |roughly |just |nearly |some )?$")


@lru_cache(maxsize=256)
def _places(text: str) -> tuple[tuple[int, int], ...]:
    """Where a sentence has shares and counts of votes."""
    return tuple((f.start, f.end) for f in figures(text) if f.kind in ("percent", "votes", "number"))


def _respectively(s: Sentence, sides: list[Side], others: list[tuple[int, int]], start: int) -> Owned | None:
    """The one in the place of the names that the figure has among the figures: "A and B got 31.6% and 31.5%"."""
    run = sorted([p for p in others if p[0] > 0 and abs(p[0] - start) < 60] + [(start, start)])
    names = [x for x in sides if x.end - s.start <= run[0][0]]
    if len(run) < 2 or len(names) != len(run):
        return None
    return Owned((names[run.index((start, start))],), "each")


def _object(before: str, hit: re.Match[str]) -> bool:
    """Whether a verb's nearest name is another verb's object: "beat Bush with", but not "beat Bush, who had"."""
    told = before[hit.end("name") :]
    return not re.match(r",? who\b", told) and bool(_OBJECT.search(before[: hit.start("name")]))


def _the_other(s: Sentence, story: Story, sides: list[Side], others: list[tuple[int, int]]) -> Owned | None:
    """The one of a sentence's two people whose the other figure is not."""
    listed = list({x.name: x for x in sides}.values())
    if len(listed) != 2:
        return None
    for start, end in others:
        known = owner(story, s, start, end) or subject(s, sides, start)
        if known and len(known.sides) == 1:
            rest = [x for x in listed if x.name != known.sides[0].name]
            return Owned((rest[0],), "other") if len(rest) == 1 else None
    return None


_VERB = re.compile(
    r"\b(?:defeat(?:ed|s)|beats?|won|wins|edg(?:ed|es)|oust(?:ed|s)|unseat(?:ed|s)|bested|topp(?:ed|s)"
    r"|prevail(?:ed|s)|lost|loses"
    r"|finished|advanced|led|leads|survived|held off|trounced|routed|trailed|fell|got|received|took|had"
    r"|earned|captured)\b"
)


def subject(s: Sentence, sides: list[Side], start: int) -> Owned | None:
    """The one person named before a sentence's first verb of an election, whose the figure of a later participle is:
    "Bell beat Bush, winning 51.2%"; None where none or several are named there."""
    verb = _VERB.search(s.text, 0, start)
    first = {x.name: x for x in sides if verb and x.end - s.start <= verb.start()}
    return Owned((next(iter(first.values())),), "subject") if len(first) == 1 else None


_VERBED = re.compile(
    rf"(?P<one>\0+),?(?: \([^)]*\),?)? (?P<verb>(?:was |were |had been )?(?:\w+ly )?[a-z]+(?: (?:out|off|by|past|to))?)"
    rf" {_TITLED}(?P<other>\0+)(?![\u2019']s)"
)
_WON_BY = re.compile(
    r"(?:defeated|beat|beats|ousted|unseated|toppled|topped|edged|bested|led|leads|trounced|routed|crushed|buried|downed"
    r"|dispatched|nipped|upset|overcame|outpolled|outpaced|held|fended|squeaked|walloped|clobbered|vanquished|dethroned"
    r"|knocked|drubbed|thumped|outlasted|swamped|turned|shellacked|steamrolled|eliminated|outdistanced)(?: \w+)?$"
)
_LOST_TO = re.compile(
    r"(?:lost to|fell to|conceded to|trailed|trails|lost|(?:was|were|had been) (?:\w+ly )?\w+(?:ed|en|et|elled"
    r"|t) (?:out )?by)$"
)


def pair_before(s: Sentence, sides: list[Side], start: int) -> list[Side]:
    """The two of the last "A beat B" before a vote figure, the winner first; nobody where no verb stands between two."""
    by_place = {x.start - s.start: x for x in sides}
    for hit in reversed(list(_VERBED.finditer(masked(s, sides), 0, start))):
        one, other = by_place[hit.start("one")], by_place[hit.start("other")]
        if _LOST_TO.search(hit["verb"]):
            return [other, one]
        if _WON_BY.search(hit["verb"]):
            return [one, other]
    return []


_OBJECT_PRONOUN = re.compile(
    r"\b(?:defeat\w*|beat(?:ing)?|oust\w*|unseat\w*|toppl\w*|edg(?:ed|ing)(?: out)?|bested|led|trail\w*|over|against"
    r"|trounc\w+|rout\w*|"
    r"crush\w*|behind|to|by|past|ahead of|held off|fend\w+ off) (?:him|her|them|the (?:\w+ )?(?:incumbent|congressman"
    r"|congresswoman"
    r"|senator|challenger|Democrat|Republican|lawmaker))\b"
)


def side_of(story: Story, a: Actor) -> Side:
    """Somebody whom the story names as one side of a vote."""
    mention = next((m for m in story.mentions_in(a.start, a.end) if m.person), None)
    return Side(mention.person or a.name, a.start, a.end, mention.person) if mention else Side(a.name, a.start, a.end)


def meant(story: Story, s: Sentence, first: int, last: int) -> Side | None:
    """Whom a pronoun that is the subject of a part of a sentence, or its "her lead", means; None without one."""
    if hit := re.search(rf"(?<![a-z] )\b{DESCRIBED}\b", s.text[first:last]):
        who = described(story, s, hit, first + hit.start())
        return side_of(story, who) if who else None
    hit = re.search(
        r"\b(?P<word>[Hh]e|[Ss]he|[Hh]is|[Hh]er)\b(?! (?:own|party|first|second|race|bid|district|seat|home))",
        s.text[first:last],
    )
    if hit is None or _OBJECT_PRONOUN.search(s.text[first : first + hit.end()]):
        return None
    who = _subject_before(story, s, first + hit.start()) or person_meant(
        story, s, first + hit.start(), hit["word"].casefold()
    )
    return side_of(story, who) if who else None


def _subject_before(story: Story, s: Sentence, place: int) -> Actor | None:
    """Whom the sentence before begins with, where this one names nobody before a place and has but that pronoun."""
    if story.actors_in(s.start, s.start + place) or re.search(
        r"\b(?:he|she|his|her|him)\b", s.text[:place], re.IGNORECASE
    ):
        return None
    number = story.sentences.index(s)
    last = story.sentences[number - 1] if number else None
    named = [a for a in story.actors_in(last.start, last.end) if not a.committee] if last else []
    first = named[0] if named else None
    lead = last.text[: first.start - last.start] if first and last else ""
    return None if re.search(r"\b(?:by|against|over|to|of|for|with|from|after|than) (?:\S+ ){0,2}$", lead) else first
