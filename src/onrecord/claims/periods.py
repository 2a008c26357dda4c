"""When a sentence speaks of: its year, cycle and phase, from its own words and the day the story was published."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from onrecord.claims.clauses import clause_of, clauses, uncompared
from onrecord.model.dates import MONTHS, cycle_of, general_day

_YEAR = re.compile(r"\b((?:19|20)\d\d)(?!\d|,\d|-?\w*-old)\b")
_MONTH = re.compile(rf"\b(?:(?:early|late|mid-?) )?({'|'.join(MONTHS)})(?:,? (?:of )?((?:19|20)\d\d))?\b")


UNSTATED = "the cycle to date"


@dataclass(frozen=True)
class Period:
    """A period as the story words it, with the cycle that holds it; `exact` when it is less than the cycle."""

    words: str
    cycle: int
    year: int | None = None
    narrow: bool = False  # a month, quarter or year: less than the cycle to date
    until: dt.date | None = None  # the last day, inclusive, of which the sentence speaks ("as of Aug. 31", "in January")
    since: dt.date | None = None  # its first day, inclusive, where the words name one month or one odd year
    stated: bool = True  # whether the story states it: money of an unstated period can have been part of the cycle's

    @property
    def from_start(self) -> bool:
        """Whether it begins with its two-year cycle, so that a summary of the cycle through its last day holds it."""
        return self.since is None or self.since == dt.date(self.cycle - 1, 1, 1)

    @property
    def a_year(self) -> bool:
        """Whether it is a calendar year, not a month or quarter of one."""
        return bool(self.year and re.fullmatch(r"(?:this|last) year|20\d\d", self.words, re.IGNORECASE))


def years(text: str) -> list[tuple[int, int]]:
    """(place, year) of each year written out."""
    return [(m.start(), int(m[1])) for m in _YEAR.finditer(text)]


def year_of_vote(text: str, place: int, end: int, published: dt.date) -> int | None:
    """The election year that a vote figure belongs to; None when the sentence does not say.

    A year right after the figure ("53-47 over Kim in 2020") comes before the last one named before it.
    """
    shown = [(at, y) for at, y in years(text) if not _OFFICE.search(text[:at])]
    shown = [(at, y) for at, y in shown if at < place or not re.search(r"\b(?:his|her|their) $", text[:at])]
    after = [y for at, y in shown if end <= at <= end + 60 and not re.search(r"[;.]| and ", text[end:at])]
    before = [y for at, y in shown if at < place]
    if after:
        return after[0]
    if before:
        return before[-1]
    later = [y for at, y in shown if at >= end]
    if later:
        return later[0]
    latest = max(
        y for y in (published.year - published.year % 2, published.year - 2) if general_day(y - y % 2) < published
    )
    latest -= latest % 2
    if re.search(r"\blast (?:November|fall|election)\b", text, re.IGNORECASE):
        return latest
    if re.search(r"\btwo years ago\b", text, re.IGNORECASE):
        return cycle_of(published) - 2
    return None


_OFFICE = re.compile(
    r"\b(?:elected|took office|since|voted|served|joined|sworn in|seated)(?: \w+){0,3} in $|\bsince $", re.IGNORECASE
)


def lone_month(text: str) -> int | None:
    """The one month that a sentence names without a year ("in the March primary"); None when none or several are."""
    found = {m[0][:3] for m in re.finditer(rf"\b(?:{'|'.join(MONTHS)})\b(?!,? (?:of )?(?:19|20)\d\d)", text)}
    return [m[:3] for m in MONTHS].index(found.pop()) + 1 if len(found) == 1 else None


def month_of_vote(text: str, year: int) -> int | None:
    """The month named with the year of a vote ("in August 2022", "on Aug. 16, 2022"); None when none is."""
    names = "|".join(m[:3] for m in MONTHS)
    hit = re.search(rf"\b({names})[a-z]*\.?(?: \d{{1,2}},?| of)? {year}\b", text)
    return [m[:3] for m in MONTHS].index(hit[1]) + 1 if hit else None


def phase_of(text: str) -> str | None:
    """primary, general, special general ... when the words name one stage and no other."""
    low = text.casefold()
    special = "special " if re.search(r"\bspecial (?:election|primary|general)\b", low) else ""
    found = []
    if re.search(r"\brun-?off\b", low):
        found.append("primary runoff" if "primary" in low else "runoff")
    elif re.search(r"\bprimar(?:y|ies)\b|\bnomination\b", low):
        found.append("primary")
    if re.search(r"\bgeneral(?: election)?\b", low) or (special and not found):
        found.append("general")
    return f"{special}{found[0]}" if len(found) == 1 else None


def phase_at(text: str, start: int, end: int) -> str | None:
    """The stage of an amount at start..end: of its own clause, else the one named before the sentence's first amount.

    A sentence with one amount speaks of one stage.
    """
    if "$" not in text[:start] + text[end:]:
        return phase_of(_one(text))
    first, last = clause_of(text, start, end)
    return phase_of(_one(text[first:last])) or phase_of(_one(text[: text.index("$")]))


def _one(text: str) -> str:
    return text.replace("primaries", "primary").replace("general elections", "general election")


_PERIOD_WORDS = re.compile(
    rf"\b(?:in|during|for|over|through(?:out)?|by|as of|the|this|last|that|so far|to date|year|cycle|elections?"
    rf"|midterms?|races?|primary|primaries|general|contests?|campaigns?|season|month|first|second|third|fourth|quarter|end|of|total|all|alone"
    rf"|{'|'.join(MONTHS)}|{'|'.join(m[:3] for m in MONTHS)}|Sept|(?:19|20)\d\d|\d{{1,2}})\b",
    re.IGNORECASE,
)


def without_period(text: str) -> str:
    """What a text says beyond when: empty where it says nothing else up to a comma."""
    return " ".join(re.findall(r"[\w\u2019'-]+", _PERIOD_WORDS.sub(" ", re.split(r", (?!\d)|[;:(]", text)[0])))


def period_of(text: str, place: int, published: dt.date) -> Period:
    """The period of a money figure at `place`: what its own clause says, else what the sentence says just once."""
    first, last = clause_of(text, place, place + 1)
    own = _period_of(text[first:last], place - first, published)
    if own.words != UNSTATED or own.stated:
        return own
    told = uncompared(text, place)
    whole = _period_of(told, place, published)
    others = [_period_of(told[a:b], 0, published) for a, b in clauses(text) if not a <= place < b]
    named = {p.words for p in others if p.words != UNSTATED}
    return whole if len(named) <= 1 else own


_UNTIL = re.compile(
    r"\b(?:[Aa]t the end of|[Aa]s of(?: the end of)?|[Tt]hrough(?: the end of)?|[Bb]y the end of|[Bb]y)"
    rf" (?P<month>{'|'.join(m[:3] for m in MONTHS)})(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\b\.?"
    r"(?: (?P<day>\d{1,2}))?(?:,? (?P<year>(?:19|20)\d\d))?\b"
)


def _until(text: str, published: dt.date) -> tuple[str, dt.date] | None:
    """The day up to which a sentence speaks, with its words: the last of the month unless it names one."""
    hit = _UNTIL.search(text)
    if not hit:
        return None
    month = [m[:3] for m in MONTHS].index(hit["month"]) + 1
    year = int(hit["year"]) if hit["year"] else published.year - (month > published.month)
    last = (dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)).day
    return hit[0], dt.date(year, month, min(int(hit["day"]) if hit["day"] else last, last))


def _period_of(text: str, place: int, published: dt.date) -> Period:
    """The period that a text names nearest to `place`, else the cycle to date."""
    cycle = cycle_of(published)
    if until := _until(text, published):
        return Period(until[0], cycle_of(until[1]), None, True, until[1])
    tries = (
        (
            r"\b(?:this|the current|the) (?:election )?cycle\b(?!,? (?:that|which|before|prior|ending|ended|of|two))"
            r"|\bin this one\b|\bso far\b"
            r"|\bover the course of the \d{4}\b",
            0,
        ),
        (r"\b(?:last|previous) (?:election )?cycle\b|\bin the (?:last|previous) one\b", -2),
    )
    for pattern, shift in reversed(tries):
        if hit := re.search(pattern, text, re.IGNORECASE):
            named = re.search(r"\b(20\d\d)\b", hit[0])
            return Period(hit[0], cycle_of(int(named[1])) if named else cycle + shift)
    if hit := re.search(
        r"\b(20\d\d) (?:[\w-]+ ){0,3}?"
        r"(?:cycle|races?|elections?|campaigns?|midterms?|primary|primaries|general|contest|bid)\b",
        text,
    ):
        return Period(hit[0], cycle_of(int(hit[1])))
    if hit := re.search(r"\b(?:this|last) (quarter|month|week|summer|spring|fall|winter)\b", text, re.IGNORECASE):
        return Period(hit[0], cycle, published.year, True)
    if hit := _QUARTER.search(text):
        return _quarter(hit, published)
    if hit := re.search(r"\btwo years (?:ago|earlier)\b", text, re.IGNORECASE):
        return Period(hit[0], cycle - 2)
    if hit := re.search(r"\b(this|last) year\b", text, re.IGNORECASE):
        year = published.year - (hit[1].casefold() == "last")
        return Period(hit[0], cycle_of(year), year, True)
    months = list(_MONTH.finditer(text))
    if months and not re.search(r"\b(?:since)\b", text[: months[0].start()][-20:], re.IGNORECASE):
        return _month(text, months, published)
    spelled = re.finditer(
        r"(?<!founded )(?<!formed )(?<!elected )(?<!created )\b(?:[Ii]n|[Dd]uring|for|over|[Tt]hroughout) (20\d\d)\b",
        text,
    )
    nearest = sorted(spelled, key=lambda m: abs(m.start() - place))
    if nearest and int(nearest[0][1]) <= published.year:
        year = int(nearest[0][1])
        odd = (dt.date(year, 12, 31), dt.date(year, 1, 1)) if year % 2 else (None, None)
        return Period(nearest[0][1], cycle_of(year), year, year % 2 == 1, *odd)
    return Period(
        UNSTATED,
        cycle,
        stated=bool(re.search(r"\b(?:so far|to date|in total|all told|altogether|overall)\b", text, re.I)),
    )


_QUARTER = re.compile(
    r"\b(?P<which>first|second|third|fourth) (?:quarter|three months)\b(?:,? (?:of )?(?P<year>(?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)


def _quarter(hit: re.Match[str], published: dt.date) -> Period:
    """A calendar quarter with its first and last day; of no stated year, the last that had ended or begun."""
    number = ("first", "second", "third", "fourth").index(hit["which"].casefold())
    year = int(hit["year"]) if hit["year"] else published.year - (dt.date(published.year, number * 3 + 1, 1) > published)
    since = dt.date(year, number * 3 + 1, 1)
    until = dt.date(year + (number == 3), (number * 3 + 3) % 12 + 1, 1) - dt.timedelta(days=1)
    return Period(hit[0], cycle_of(year), year, True, until, since)


def _month(text: str, named: list[re.Match[str]], published: dt.date) -> Period:
    """The period of the first month named, with its first and last day where it alone is named, and is named whole."""
    one = named[0]
    year, month = int(one[2]) if one[2] else None, MONTHS.index(one[1]) + 1
    alone = len(named) == 1 and one[0].startswith(one[1]) and re.search(r"\b(?:in|during|of|for) $", text[: one.start()])
    if not alone or (not year and re.match(r"\s+\d", text[one.end(1) :])):
        return Period(one[0], cycle_of(year or published), year, True)
    since = dt.date(year or published.year - (month > published.month), month, 1)
    until = dt.date(since.year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
    return Period(one[0], cycle_of(since), year, True, until, since)


def dates(text: str) -> list[tuple[int, int]]:
    """The spans of days, months and years, so that their numbers are not taken for figures."""
    month = "|".join([*MONTHS, *(rf"{m}\." for m in ["Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec"])])
    pattern = rf"(?:{month}),? (?:of )?\d{{1,2}}(?:st|nd|rd|th)?\b(?:, ?\d{{4}})?|(?:{month}),? (?:of )?(?:19|20)\d\d\b"
    found = [m.span() for m in re.finditer(pattern, text)]
    return found + [m.span() for m in re.finditer(r"\b(?:19|20)\d\d(?:s\b|(?!\d|,\d))", text)]
