"""Seats of a chamber by party and records of wins: "Republicans hold 220 seats", "flipped 40", "won 33 of 35 races"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal

from onrecord.answers.answer import Answer
from onrecord.answers.survey import surveyed, told_of
from onrecord.claims.chamber import of_chamber
from onrecord.claims.figures import CARDINALS, Figure
from onrecord.claims.kinds.nearby import before, earlier, groups, named_in
from onrecord.claims.periods import year_of_vote
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Judged, Tried, Typed, always, cannot, claim
from onrecord.model.dates import cycle_of, general_day
from onrecord.model.parties import party_of

_PARTY = (
    r"(?:House |Senate )?(?P<party>Republicans|Democrats|the GOP|GOP|Democratic Party|Republican Party|independents)"
)
_SEATS = r"(?:(?:[\w.\u2019'-]+ ){0,3}?(?:seats?|districts)\b)"
_ADV = r"(?:(?:will|would|now|also|still|only|just|had|have|has|then|currently|would|narrowly|each|went on to) )*"
_VERBS = (
    ("count_seats_flipped", r"flip(?:ped|s|ping)?"),
    ("count_seats_gained", r"gain(?:ed|s|ing)?|pick(?:ed|s|ing)? up|net(?:ted|ting)?|add(?:ed|ing)?"),
    ("count_seats_lost", r"los(?:t|e|es|ing)|shed|dropped"),
    (
        "count_seats_won",
        r"hold(?:s|ing)?|held|w[oi]n(?:s|ning)?|control(?:s|led|ling)?|captur(?:ed|es|ing)|secur(?:ed|es|ing)"
        r"|t(?:ook|ake|akes)"
        r"|keep|kept|have|has|had|end(?:ed|s)? up with|finish(?:ed)? with|claim(?:ed|s)?|retain(?:ed|s)?"
        r"|maintain(?:ed|s)?|with|at",
    ),
)
_STATE = re.compile(
    r"\b(?:[Ss]tate (?:House|Senate|legislat\w+|Legislature|Assembly)|[Aa]ssembly|[Ll]egislature|legislative|[Cc]ouncil"
    r"|[Ss]chool [Bb]oard|[Cc]ommission|House of Delegates|Parliament|Knesset|statehouse|[Gg]overnorships?"
    r"|judicial|[Cc]ourt)\b"
)
_OPEN = re.compile(
    r"\b(?:need(?:s|ed|ing)?|target\w*|defend\w*|could|would|might|may|aim\w*|hop(?:e|es|ed|ing)|rat(?:ed|es)"
    r"|forecast\w*"
    r"|predict\w*|expect\w*|project\w*|likely|contest(?:ed|ing) \d|in play|up for|competitive|toss-?ups?"
    r"|vulnerable|plan\w*|if"
    r"|majority of at least|poll\w*|spent|\$\d)\b"
)
_WON = re.compile(
    r"\b(?P<verb>w[oi]n(?:ning|s)?|prevail(?:ed|ing)|triumphed|succeeded|victorious|victories|defeated|ousted"
    r"|lost|los(?:e|es|ing)"
    r"|losses|fell short|advanced|swept)\b"
)
_RACES = re.compile(
    r"^ (?:[\w.\u2019'-]+ ){0,4}?(?:races?|contests?|elections?|primar(?:y|ies)|candidates?|endorse\w+"
    r"|generals?|incumbents?"
    r"|matchups?|campaigns?|seats?|picks|members|challengers|battles|Democrats|Republicans)\b"
)
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(sorted(CARDINALS, key=len, reverse=True))})"
_PAIR = re.compile(
    r"^(?:-| to |\u2013)(?P<second>\d{1,3})\b(?= (?:\w+ )?(?:majority|margin|edge|advantage|split|control|lead))"
)
_OF = re.compile(
    rf"^ (?:out )?of (?:[A-Z][\w.]+[\u2019']s? (?:[A-Z]\w+[\u2019']s? )*|the (?:state[\u2019']s "
    rf"|chamber[\u2019']s )?|its )"
    rf"(?P<n>{_NUMBER}) (?:U\.S\. |congressional |House |Senate )*(?:seats|districts)\b"
)
_RECORD = re.compile(rf"\b(?:went|is|was|are|were|go) (?P<k>{_NUMBER})[- ]for[- ](?P<n>{_NUMBER})\b")
_ALL = re.compile(
    rf"\b(?P<all>[Aa]ll(?: of)?(?: the| its| his"
    rf"| their)?) (?P<n>{_NUMBER}) (?P<what>[^.;,$]{{3,80}}?) (?P<verb>won\b|prevailed"
    r"|advanced|lost\b|were (?:defeated|beaten))"
)
_OTHER = {"Republicans": "Democrats", "Democrats": "Republicans"}
_PARTIES = {"Republican": "Republicans", "GOP": "Republicans", "Democrat": "Democrats", "Democratic": "Democrats"}


def read(story: Story, s: Sentence, found: list[Figure]) -> list[Typed]:
    """The claims of a sentence on seats by party, and on how many contests a group's candidates won."""
    return _seats(story, s, found) + _records(story, s, found)


# --- seats of a chamber


def _seats(story: Story, s: Sentence, found: list[Figure]) -> list[Typed]:
    seats = re.search(r"\b(?:seats?|majority|districts)\b", s.text)
    if not seats or _STATE.search(s.text):
        return []
    claims: list[Typed] = []
    last: str | None = None
    done = 0
    for f in (f for f in found if f.kind in ("number", "part") and f.value < 436):
        if f.start < done or of_chamber(s.text, f):
            continue
        lead, after = s.text[: f.start], s.text[f.end :]
        if (of := _OF.match(after)) and (told := _told(lead, last)):
            whole = int(of["n"]) if of["n"].isdigit() else CARDINALS[of["n"].casefold()]
            done = f.end + of.end()
            both = replace(f, kind="part", second=Decimal(whole), end=done)
            claims.append(_seat(story, s, both, *told))
            continue
        if (pair := _PAIR.match(after)) and (who := _party_before(lead)):
            second = next((g for g in found if g.start == f.end + pair.start("second")), None)
            claims.append(_seat(story, s, f, who, "count_seats_won"))
            if second:
                claims.append(_seat(story, s, second, _OTHER.get(who, who), "count_seats_won"))
            continue
        if f.noun in ("percent", "years", "votes", "points", "vote", "point", "year", "days", "weeks", "million") or (
            re.match(r"[-\u2013]\w", after)
        ):
            continue
        told = _told(lead, last)
        own = re.match(rf" {_SEATS}", after) or (claims and re.match(r"[.,;\u2014]|$| in the | and\b| seats", after))
        if told and own and not _OPEN.search(_clause(s.text, f)):
            who, last = told
            claims.append(_seat(story, s, f, who, last))
    return claims


def _clause(text: str, f: Figure) -> str:
    """The words around a figure between its nearest commas, dashes and "and"."""
    cuts = [m.span() for m in re.finditer(r"[;,\u2014]| and ", text)]
    first = max((b for _, b in cuts if b <= f.start), default=0)
    return text[first : min((a for a, _ in cuts if a >= f.end), default=len(text))]


def _told(lead: str, last: str | None) -> tuple[str, str] | None:
    """The party and the measure that the words before a number say; an elided verb is the one before."""
    few = r"(?: (?:a (?:net|total)(?: gain)?(?: of)?|a|just|only|about|some|at least|the|up|as many as|more than))*"
    for measure, verbs in _VERBS:
        if hit := re.search(rf"\b{_PARTY},? (?:[\w-]+ly )?{_ADV}(?:{verbs}){few} $", lead):
            return _name(hit["party"]), measure
        same = re.search(rf"\band (?:[\w-]+ly )?(?:{verbs}){few} $", lead)
        if same and last and (who := _party_before(lead)):
            return who, measure
    hit = re.search(rf"\b{_PARTY}(?:[^,;.$]{{0,45}} with|[^,;.$]{{0,45}} at){few} $", lead)
    if hit:
        return _name(hit["party"]), "count_seats_won"
    hit = re.search(rf"\b{_PARTY}(?:,| will| have|:|[\u2019']s?)?{few} $", lead)
    return (_name(hit["party"]), last) if hit and last else None


def _party_before(lead: str) -> str | None:
    """The party named last before a place."""
    hits = list(re.finditer(r"\b(Republican|Democrat|GOP|Democratic)(?:s|\b)", lead))
    return _PARTIES[hits[-1][1]] if hits else None


def _name(word: str) -> str:
    first = word.removeprefix("the ").split()[0]
    return _PARTIES.get(first.removesuffix("s"), word)


def _seat(story: Story, s: Sentence, f: Figure, party: str, measure: str) -> Typed:
    span = (s.start + f.start, s.start + f.end)
    near = [s, *reversed(story.sentences[: story.sentences.index(s)])]
    text = _clause(s.text, f)
    hits = [h[1] for one in (text, *(x.text for x in near[:4])) for h in re.finditer(r"\b(House|Senate)\b", one)]
    office = hits[0][0] if hits else "H" if re.search(r"\b218\b", s.text) or f.value > 100 else None
    places = {p.state for p in story.places if s.start <= p.start < s.end and not p.contest}
    state = places.pop() if len(places) == 1 else None
    year = year_of_vote(s.text, f.start, f.end, story.published) or _last_general(story.published)
    value: object = [int(f.value), int(f.second)] if f.kind == "part" and f.second else int(f.value)
    said = claim(
        measure, party, f.comparator, value, "seats", office=office, state=state, phase="general", period=str(year)
    )
    where = f"the certified results of every {'Senate' if office == 'S' else 'House'} contest of {year}"
    if office != "H" or measure != "count_seats_won" or f.kind == "part":
        why = "how many seats changed hands, or are held in the Senate, is told by two elections' counts of every seat"
        return Typed(*span, "count", said, always(cannot(why, where)))
    return Typed(*span, "count", said, lambda day: _judge(story, f, party, state, year, day))


def _last_general(published: dt.date) -> int:
    year = cycle_of(published)
    return year if general_day(year) < published else year - 2


def _judge(story: Story, f: Figure, party: str, state: str | None, year: int, day: dt.date) -> Judged:
    """How many seats' winners were of a party, where every seat has a count; vacancies and changes keep it open."""
    every, rows = surveyed(story.record, day, "H", state, year)
    told = told_of(every, "H", state, year)
    settles = f"the certified results of every House contest of {year}"
    if not told.complete:
        return cannot(f"the seats that {party} won cannot be counted: {told.words}", settles)
    winners = [party_of(c.named[0].party) for c in told.counts if c.named]
    number = sum(f"{w}s" == party or (w == "Democratic" and party == "Democrats") for w in winners)
    name = f"seats whose count {party} led, House generals {year}"
    said = (told.words, told.sources, "by who led the general's count; winners without opponents, runoffs, vacancies and"
            " changes of party are not in it")  # fmt: skip
    answer = Answer(name, number, "seats", (rows,), len(told.counts), None, True, said)
    text = f"{name}: {number} of {len(told.counts)} counts"
    judged = Judged([Tried(answer, "unknown")], text, None, settles=[settles])
    return judged


# --- how many contests a group's candidates won


def _records(story: Story, s: Sentence, found: list[Figure]) -> list[Typed]:
    claims = []
    for hit in _RECORD.finditer(s.text):
        k, n = (int(v) if v.isdigit() else CARDINALS.get(v, 0) for v in (hit["k"], hit["n"]))
        claims.append(_record(story, s, (hit.start("k"), hit.end("n")), "count_wins", [k, n]))
    for hit in _ALL.finditer(s.text):
        n = int(hit["n"]) if hit["n"].isdigit() else CARDINALS.get(hit["n"].casefold(), 0)
        if n > 1 and _RACES.match(" " + hit["what"]):
            measure = "count_losses" if re.match("lost|(?:was|were) ", hit["verb"]) else "count_wins"
            claims.append(_record(story, s, (hit.start("all"), hit.end("n")), measure, [n, n]))
    for f in (f for f in found if f.kind == "part" and f.second and f.value == int(f.value)):
        a, b = max(0, f.start - 60), f.end + 70
        tail = s.text[f.end : b]
        verb = list(_WON.finditer(s.text[a : f.start])) or list(_WON.finditer(tail))[:1]
        contests = _RACES.match(tail) or re.search(
            r"\b(?:races|contests|elections|candidates|primaries)\b", s.text[a : f.start]
        )
        if not verb or not contests or re.search(r"\$|\bseats?\b", s.text[f.start : b].split(",")[0]):
            continue
        passive = (
            re.search(r"\b(?:was|were|been|being) $", s.text[: f.end + verb[-1].start()])
            if verb[-1].string == tail
            else None
        )
        lost = re.match(r"los|fell", verb[-1]["verb"]) or passive
        measure = "count_losses" if lost else "count_advanced" if verb[-1]["verb"] == "advanced" else "count_wins"
        claims.append(_record(story, s, (f.start, f.end), measure, [int(f.value), int(f.second or 0)]))
    return claims


def _record(story: Story, s: Sentence, at: tuple[int, int], measure: str, value: list[int]) -> Typed:
    """So many of so many contests won or lost; which contests a group counts as its own is in no loaded file."""
    who = before(story, s, at[0], groups)
    who = who or next((n for n in named_in(story, s) if n.is_group and n.start >= s.start + at[1]), None)
    who = who or earlier(story, s, groups)
    year = year_of_vote(s.text, *at, story.published)
    low = s.text.casefold()
    phase = "primary" if re.search(r"\bprimar", low) else "general" if "general" in low else None
    office = re.search(r"\b(House|Senate)\b", s.text)
    said = claim(
        measure,
        who.name if who else None,
        "exact",
        value,
        "count",
        office=office[1][0] if office else None,
        phase=phase,
        period=str(year or cycle_of(story.published)),
    )
    why = "which contests these are is told by the group's own list of endorsements, which is not loaded"
    return Typed(
        s.start + at[0], s.start + at[1], "count", said, always(cannot(why, "the group's list of endorsements"))
    )
