"""What a figure about votes measures: a share, a split, a margin or a count, by the words around it and beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from onrecord.claims import aside
from onrecord.claims.clauses import clause_of
from onrecord.claims.figures import Figure
from onrecord.claims.story import Sentence, Story
from onrecord.claims.vote_sides import GOT, Owned, owner, sides_of, subject

_MARGIN_NOUN = (
    r"(?:(?:[\w-]+ )?(?:wins?|victory|margins?|leads?|edge|loss|defeat|deficit|advantage|cushion|squeaker"
    r"|romp|rout|triumph"
    r"|gap|difference|upset|blowout|landslide|drubbing|spread))\b"
)
_VOTE_MARGIN = re.compile(rf"^[- ]votes? {_MARGIN_NOUN}")
_POINT_MARGIN = re.compile(rf"^ {_MARGIN_NOUN}")
_FEW = r"(?:just |only |a mere |a scant |barely |some |a )?"
_GAP = r"(?:margin|lead|edge|advantage|gap|deficit|difference|cushion|spread)"
_CHANGED = re.compile(  # "her lead shrank from 550 votes to 546": both are margins
    rf"\b{_GAP}\b[^;$]{{0,70}}?\bfrom {_FEW}(?P<to>[\d,.]+ (?:votes? |(?:percentage )?points? )?to {_FEW})?$",
    re.IGNORECASE,
)
_MARGIN = re.compile(
    rf"\b(?:by {_FEW}|(?:margin|lead|edge|advantage|gap|deficit|victory)(?: of victory)? of {_FEW}|ahead by {_FEW}"
    rf"|{_GAP}\b[^;$]{{0,70}}?\b(?:to|at|by|was|is|were|been|of|under) {_FEW}|{_GAP}, {_FEW}"
    rf"|(?:ahead|in front|up|behind) by {_FEW})$",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"^(?: (?:this|last|in|on|after|before|two|four|earlier|and)\b(?! (?:points?|percent))|[.;)]|,(?! \d)|$)"
)
_OVER = re.compile(r"\bvotes?\b")
_BETWEEN = re.compile(r"^(?: out of (?:about |nearly |more than )?[\d,]+(?: cast)?)? separat\w+")
_MORE = re.compile(r"^ more (?P<votes>votes )?than\b")
_STANDS = re.compile(
    rf"\b(?:is|was|were|been|stood|still) (?:up|down|ahead|behind)(?: by)? {_FEW}$|\b(?:ahead|in front"
    rf"|behind) by {_FEW}$"
)
_SHARE = re.compile(
    r"^\s*of the (?:total |primary |general[- ]election |two-party |popular |special )?votes?\b(?! (?:counted"
    r"|reported|tallied|in[,.;]))"
    r"|^\s*of (?:all )?ballots\b"
)
_WON = re.compile(
    r"\b(?:w[oi]n(?:ning|s)?|defeat\w*|beat(?:s|ing)?|prevail\w*|received|got|getting|finish\w*|victory"
    r"|edg\w+|oust\w*|unseat\w*"
    r"|lost|loses|losing|cast|led|leads?|leading|trail\w*|margin|ahead|vote|trounc\w+|rout\w*|cruis\w+"
    r"|ek(?:ed|ing)|surviv\w+"
    r"|fell|bested|topp\w+|crush\w*|wallop\w+|clobber\w+|sail\w+|coast\w+|squeak\w*|outpac\w+|held off|fend\w+|captur\w+"
    r"|bur(?:ied|ying)|overcame|outpoll\w+|dispatch\w+|drubb\w+|thump\w+|outlast\w+|swamp\w+|dethron\w+|vanquish\w+"
    r"|flipp\w+|conced\w+|re-?elect\w+|separat\w+|short of|gap|difference|recount|toppl\w+|upset|downed|nipped"
    r"|pipped)\b",
    re.IGNORECASE,
)
_BEAT = re.compile(
    r"\b(?:w[oi]n(?:ning|s)?|defeat(?:ed|ing|s)?|beat(?:s|ing)?|prevail\w*|edg(?:ed|ing|es)|oust(?:ed|ing|s)?"
    r"|unseat(?:ed|ing|s)?"
    r"|lost|loses|losing|led|leads|leading|trail(?:ed|ing|s)|held off|bested|topp(?:ed|ing)|surviv(?:ed|ing)"
    r"|fell|victory|trounc\w+)\b"
)
_ROUND = re.compile(r"\b(?:first|final|last|initial|second|third) round\b|\bfirst[- ]choices?\b")
_APART = re.compile(
    r"^ (?:ahead|more than|short|shy|behind|back|clear of|fewer than|better than|separat\w+|apart)\b(?! home)"
)
_BESIDE = re.compile(r"^[\s,(\u2014\u2013-]*(?:(?:or|about|roughly|just|nearly|and) )*$")
_SNAPSHOT = re.compile(
    r"\bwith (?:\S+ ){1,6}?(?:precincts?|ballots?|votes?|returns|%|percent)(?: \w+)? (?:counted|reporting"
    r"|tallied|reported|in[,;])"
    r"|(?:%|percent) of (?:the |all )?(?:expected |estimated )?(?:votes?|precincts|ballots) "
    r"(?:counted|reporting|tallied|reported|in[,.;])",
    re.IGNORECASE,
)
_PAIRED = re.compile(r"^ ?(?:to|-|\u2013|over|versus|vs\.?) ?$")
_CONTEST = re.compile(
    r"\b(?:votes?|voters|ballots?|primary|primaries|run-?off|elections?|elected|run-?offs|re-?elected|re-?election|defeat\w*|beat"
    r"|beating|w[oi]n|wins|winning|victory|finish\w*|advanc\w*|first|second|third|place|lost|losing|led|leads"
    r"|edged|edging"
    r"|oust\w*|unseat\w*|topp(?:ed|ing)|returns|results|tally|count|nomination|turnout|trail\w*)\b",
    re.IGNORECASE,
)
_NO_VOTES = re.compile(
    r"\b(?:polls?|polled|polling|pollsters?|survey\w*|donors?|donations?|contribut\w+|money|funds?|raised|spending|spent"
    r"|disburse\w+|cash|approv\w+|favorab\w+|support among|likely voters|respondents|chance|probability|turnout was|odds"
    r"|endorse\w*|interest|inflation|tax\w*|delegates|population)\b|\$",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"^ of (?!(?:all |the )?(?:[\w-]+ ){0,2}(?:votes?|ballots|vote total|total)\b)|^ (?:more|less|higher|fewer)\b"
)
_TAKING = re.compile(rf"(?:,| and| by| after|\bwith) (?:\w+ing )?$|\b{GOT} (?:a |an )?$|\bwith (?:a |an )?$")
_UNWRITTEN = re.compile(
    r"\b(?:(?P<less_than>less than|under|fewer than|within)|(?P<more_than>more than|over)|(?P<nearly>nearly"
    r"|almost|just under"
    r"|close to)|(?P<just_over>just over|slightly (?:over|more than))|(?P<approx>about|roughly|around))? ?"
    r"(?P<number>(?P<half>(?:a )?half (?:of )?(?:an?)?|(?:a )?quarter (?:of )?an?|three-quarters of a)"
    r"|an?(?: full| single)?|one(?: full)?|a half|half)[ -](?:percentage )?point\b(?! of\b)"
)
_LEANS = re.compile(r"\b(?:registration|registered voters|partisan lean|PVI|generic ballot)\b")
_COUNTING = ("votes", "ballots")


_WHOLE = re.compile(
    r"\b(?:votes?|ballots),? (?:out )?(?:of|among|from) (?:the |a total of |all )?$|\bout of (?:the |a total of )?$"
)
_CAST = re.compile(r"^,? (?:total )?(?:votes? |ballots )?(?:that were |were )?(?:cast|counted|tallied)\b")


def of_all(text: str, figure: Figure) -> bool:
    """Whether a number is that of all votes cast: "six votes out of nearly 400,000 cast", "1,000 votes of 260,000"."""
    if figure.kind not in ("number", "votes") or figure.value < 500 or _SNAPSHOT.search(text):
        return False
    before, after = text[: figure.start], text[figure.end :]
    whole = _WHOLE.search(before) and re.search(r"\b(?:votes?|ballots)\b", before[-60:])
    return bool(whole and (_CAST.match(after) or re.match(r"[,.;]|$| (?:votes|ballots)?\b", after)))


def unwritten(text: str) -> list[Figure]:
    """Points written without a numeral: "by less than a point", "half a percentage point"."""
    found = []
    for hit in _UNWRITTEN.finditer(text):
        word = hit["half"] or ("half" if "half" in hit["number"] else "")
        value = Decimal("0.75") if "three" in word else Decimal("0.25") if "quarter" in word else Decimal("0.5")
        value = value if word else Decimal(1)
        hedges = ("less_than", "more_than", "nearly", "just_over", "approx")
        hedge = next((name for name in hedges if hit[name]), "exact")
        surface = hit[0].strip()
        start = hit.start() + len(hit[0]) - len(hit[0].lstrip())
        place = value if word else Decimal(1)  # "half a point" is said of 0.4 and of 0.7
        found.append(Figure("points", surface, start, start + len(surface), value, place, hedge))
    return found


_UNIT = re.compile(r"[ -](?:(?P<points>(?:percentage )?points?)|(?P<ballots>ballots))\b(?! of\b)")


def _with_unit(text: str, f: Figure) -> Figure:
    """A number with the points behind it: "two-point", "a dozen points"; ballots of a margin are votes."""
    hit = _UNIT.match(text, f.end) if f.kind == "number" else None
    if hit is None or (hit["ballots"] and not (_MARGIN.search(text[: f.start]) or _APART.match(text[hit.end() :]))):
        return f
    kind = "points" if hit["points"] else "votes"
    return replace(f, kind=kind, surface=text[f.start : hit.end()], end=hit.end(), noun="")


def figures_of(text: str, found: list[Figure]) -> list[Figure]:
    """The figures of a sentence with points written without a numeral, and two shares that make a split as one:
    "41.9% to 41.0%" of a primary of several candidates."""
    kept: list[Figure] = []
    for f in sorted([*(_with_unit(text, f) for f in found), *unwritten(text)], key=lambda f: f.start):
        last = kept[-1] if kept else None
        pair = last and last.kind == f.kind == "percent" and _PAIRED.match(text[last.end : f.start])
        change = last and re.search(r"\b(?:from|between|rose|fell|grew|up|down) $", text[: last.start])
        if last and pair and not change and last.value + f.value <= 101 and _BEAT.search(text[: last.start]):
            surface = text[last.start : f.end]
            place = min(last.unit_in_last_place, f.unit_in_last_place)
            kept[-1] = Figure("split", surface, last.start, f.end, last.value, place, last.comparator, f.value)
        else:
            kept.append(f)
    return kept


def measure_of(story: Story, s: Sentence, figure: Figure, found: list[Figure], more: bool) -> str | None:
    """What a vote figure measures; None when it is no vote figure. `more`: the sentence has another vote figure before.

    Polls, and counts that were still going on ("with 88% of the vote counted"), are no vote figures.
    """
    code = (aside.planned(s, figure) or ("", ""))[0]
    if code in ("poll", "election_night_snapshot", "ad_tracker", "chamber_composition") or _SNAPSHOT.search(s.text):
        return None
    a, b = clause_of(s.text, figure.start, figure.end)
    if _LEANS.search(s.text[a:b]):
        return None
    return _by_words(s.text, figure, found, more) or _by_side(story, s, figure, found)


def _by_words(text: str, figure: Figure, found: list[Figure], more: bool) -> str | None:
    """By the words next to it."""
    before, after = text[: figure.start], text[figure.end :]
    if figure.kind == "split":
        return "vote_split"
    if figure.kind in ("votes", "points", "number") and (hit := _CHANGED.search(before)):
        counted = figure.kind != "number" or bool(re.search(r"\b(?:votes?|points?)\b", text))
        if counted and (hit["to"] or re.match(r" to (?:just |only )?[\d.]", after)):
            points = figure.kind == "points" or bool(hit["to"] and "point" in hit["to"])
            return "vote_margin_pp" if points else "vote_margin"
    won = _MARGIN.search(before) and (_WON.search(text) or (figure.kind == "points" and _CONTEST.search(text)))
    margin = (won or _STANDS.search(before)) and not re.match(r" to \d", after)
    apart = figure.kind == "votes" and bool(_BETWEEN.match(after))
    apart = apart or (figure.surface.startswith("within ") and bool(re.search(r"\bc[ao]m(?:e|ing) $", before)))
    if figure.kind == "number" and figure.value >= 1 and (further := _MORE.match(after)):
        earlier = any(f.kind == "votes" for f in found if f.end <= figure.start)
        return "vote_margin" if further["votes"] or earlier else None
    if figure.kind in ("votes", "points") and (margin or apart or _APART.match(after)):
        return "vote_margin" if figure.kind == "votes" else "vote_margin_pp"
    if figure.kind == "votes" and re.search(r"\b(?:ahead|led|leads|leading) by $", before):
        return "vote_margin"
    if figure.kind in ("votes", "points") and (last := _beside(text, figure, found, ("votes", "points", "number"))):
        lead = text[: last.start]
        if _MARGIN.search(lead) or _VOTE_MARGIN.match(text[last.end :]) or _APART.match(text[last.end :]):
            return "vote_margin" if figure.kind == "votes" else "vote_margin_pp"
    if figure.kind == "number" and won and _OVER.search(text) and _BARE.match(after) and figure.value != 1:
        return "vote_margin"
    if figure.kind == "points" and re.search(r" or\s+$", before) and more:
        return "vote_margin_pp"
    if figure.kind == "percent" and _MARGIN.search(before):
        near = _BEAT.search(text[max(0, figure.start - 90) : figure.start])
        return "vote_margin_pp" if near and figure.value < 80 and not re.match(r"^ of\b", after) else None
    if figure.kind == "percent" and (_SHARE.match(after) or re.search(r"\b(?:share of the vote|vote share)\b", text)):
        return "vote_share" if _WON.search(text) else None
    if figure.kind == "percent" and _ROUND.search(text) and re.search(r"\bwith $", before) and _WON.search(text):
        return "vote_share"
    if figure.kind == "percent" and more and re.search(r"\bto (?:[\w\u2019']+[\u2019']s? )?$", before):
        return "vote_share"
    if figure.kind == "votes" or (figure.noun == "people" and "ballots" in text):
        return "votes"
    return None


def _beside(text: str, figure: Figure, found: list[Figure], kinds: tuple[str, ...]) -> Figure | None:
    """The figure right before another, with no more than "or" between them: "546 votes, or 0.07 percentage points"."""
    before = [f for f in found if f.end <= figure.start and f.kind in kinds]
    return before[-1] if before and _BESIDE.match(text[before[-1].end : figure.start]) else None


def _by_side(story: Story, s: Sentence, figure: Figure, found: list[Figure]) -> str | None:
    """Where no vote word marks a figure, by the words that tie it to somebody."""
    after = s.text[figure.end :]
    if figure.kind == "number" and _VOTE_MARGIN.match(after):
        return "vote_margin"
    if figure.kind == "points" and _POINT_MARGIN.match(after):
        return "vote_margin_pp"
    if figure.kind not in ("percent", "number") or aside.planned(s, figure) or _PART_OF.match(after):
        return None
    a, b = clause_of(s.text, figure.start, figure.end)
    own = owned(story, s, figure)
    if own and figure.kind == "percent" and _bound(own):  # only the words that tie them
        a, b = max(a, own.sides[0].start - s.start), min(b, figure.end + 25)
    if _NO_VOTES.search(s.text[a:b]) or not (_CONTEST.search(s.text) or _took(story, s, figure, own)):
        return None
    if figure.kind == "percent":
        counted = _beside(s.text, figure, found, ("votes", "number"))
        return "vote_share" if own and (counted or _marked(s, found, figure) or _bound(own)) else None
    votes = [f for f in found if f.kind == "votes" or (f.noun in ("people", "voters") and "ballots" in s.text)]
    if figure.noun.startswith(("second", "first", "seat", "district", "count", "delegate", "point", "term")):
        return None
    if figure.value < 100 or not (votes or re.match(r"^ (?:votes|ballots)\b", after)):
        return None
    return "votes" if owned(story, s, figure) else None


def owned(story: Story, s: Sentence, figure: Figure) -> Owned | None:
    """Whose a share or count is: by the words beside it, else the subject whose participle it follows."""
    told = owner(story, s, figure.start, figure.end)
    if told or not _TAKING.search(s.text[: figure.start]):
        return told
    return subject(s, sides_of(story, s), figure.start)


_TOOK = re.compile(
    r"\b(?:took|takes|got|gets|received|had|drew|polled|captured|garnered|earned|pulled|collected|claimed) $"
)


_VERSUS = re.compile(r"(?:%| percent) (?:to|for) [^,;%]{3,40} $")


def _took(story: Story, s: Sentence, figure: Figure, own: Owned | None) -> bool:
    """Whether a candidate of the record "took 41.9 percent" in a story whose sentences before speak of a contest."""
    number = story.sentences.index(s)
    known = own is not None and all(x.person for x in own.sides)
    if not known or not (_TOOK.search(s.text[: figure.start]) or _VERSUS.search(s.text[: figure.start])):
        return False
    near = story.sentences[max(0, number - 3) : number]
    return any(_CONTEST.search(x.text) for x in near) or any(p.contest for p in story.places_in(s.start, s.end))


def _marked(s: Sentence, found: list[Figure], figure: Figure) -> bool:
    """Whether the sentence speaks of votes, or has another percentage to compare with."""
    return bool(re.search(r"\b(?:votes?|ballots?)\b", s.text)) or any(
        f.kind == "percent" and f is not figure for f in found
    )


def _bound(own: Owned) -> bool:
    return own.by in ("verb", "each", "subject")
