"""The period of a claim in one standard form: 2024 cycle, 2024-03, 2024Q1, 2024-04-01..2024-06-30, to 2024-10-16."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from onrecord.claims.clauses import clause_of, uncompared
from onrecord.model.dates import MONTHS, cycle_of

# After the first three letters of a month: the rest of it, so that Maryland and Mark are none.
REST = r"(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\b\.?"
_SHORT = [m[:3] for m in MONTHS]
_MONTH = rf"(?P<{{0}}m>{'|'.join(_SHORT)}){REST}"
_DAY = _MONTH + r"(?: (?P<{0}d>\d{{1,2}})(?:st|nd|rd|th)?)?(?:,? (?:of )?(?P<{0}y>(?:19|20)\d\d))?"
_RANGE = re.compile(
    rf"\b(?:between|from) {_DAY.format('a')},? (?:and|to|through|until) {_DAY.format('b')}", re.IGNORECASE
)
_DAYS = re.compile(rf"\b{_DAY.format('a')} (?:through|to|until|\u2013|-) {_DAY.format('b')}", re.IGNORECASE)
_UP_TO = re.compile(
    r"\b(?:as of|through|by|until|up to|prior to|before|on)(?: the (?:end|close) of)?"
    rf"(?: the(?= [A-Z][a-z]+ \d))? {_DAY.format('a')}\b(?!(?: \d{{4}})? [a-z]+ of\b)",
    re.IGNORECASE,
)
_REPORTED = re.compile(rf"\b(?:as of|through)(?: the end of)? {_DAY.format('a')}", re.IGNORECASE)
_END_OF = re.compile(rf"\b(?:at|by|as of|through) the end of {_DAY.format('a')}", re.IGNORECASE)
_IN = re.compile(
    rf"\b(?:in|during|for|over|throughout|since) (?:early |late |mid-?)?{_DAY.format('a')}\b", re.IGNORECASE
)
_QUARTER = re.compile(
    r"\b(?P<past>(?:last|past|previous|prior|latest|most recent) (?:(?:fundraising|fund-raising|fiscal|reporting"
    r"|full) )?quarter)\b"
    r"(?! of)"
    r"|\b(?P<due>April|July|October) quarterly\b|\b(?P<yearend>year-end report)"
    r"|\b(?P<nth>first|second|third|fourth|last|final|1st|2nd|3rd|4th)[- ](?:fundraising |fiscal )?quarter"
    r"(?: of (?P<year>20\d\d))?"
    r"|\b(?P<three>first|last) three months of (?:the year|(?P<year2>20\d\d))"
    r"|\bQ(?P<q>[1-4])(?: (?:of )?(?P<year3>20\d\d))?"
)
_HALF = re.compile(
    r"\b(?P<nth>first|second|last) (?:half|six months) of (?:the year|this year|(?P<year>20\d\d))", re.IGNORECASE
)
_CYCLE = re.compile(r"\b(?P<year>20\d\d) (?:(?:election|campaign|midterm) )?(?:cycle|elections?|races?|midterms?|bid)\b")
_THIS_CYCLE = re.compile(r"\b(?:this|the current|the) (?:(?:election|campaign) )?cycle\b", re.IGNORECASE)
_LAST_CYCLE = re.compile(r"\b(?:last|previous|prior) (?:(?:election|campaign) )?cycle\b", re.IGNORECASE)
_SEASON = re.compile(r"\b(?P<which>this|last) (?P<season>spring|summer|fall|winter)\b", re.IGNORECASE)
_YEAR = re.compile(
    r"(?<!spring )(?<!summer )(?<!fall )(?<!winter )\b(?:in|during|for|of|throughout|over) ((?:19|20)\d\d)\b"
)
_SO_FAR = re.compile(r"\b(?:so far|to date|already|thus far|until now)\b", re.IGNORECASE)
_SINCE = re.compile(
    r"\bsince (?:it was |its |he |she |they )?(?:founded|founding|formed|creat\w+|launch\w*|inception)", re.IGNORECASE
)
_QUARTERS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "last": 4,
    "final": 4,
}
_THE_QUARTER = re.compile(  # the one that was over when the story appeared
    r"\b(?:(?:for|in|during|over|of) (?:the|his|her|its|their|this) (?:fundraising |most recent |latest )?quarter"
    r"|(?:the|his|her|its) quarterly"
    r"|million quarter|latest quarter|most recent quarter)\b",
    re.IGNORECASE,
)
TOTALS = ("receipts", "disbursements", "candidate_loan", "candidate_contribution", "self_funding", "contribution_share")
OF_DONORS = ("top_k_donor_share",)
BALANCES = ("cash_on_hand", "debts", "cash_difference")
VOTES = ("result_share", "result_margin", "result_votes", "rcv_transfer")


def standard(text: str, place: int, published: dt.date, measure: str, contest: bool = False) -> str:
    """The period of an amount at `place` of a sentence, days inclusive.

    Its own clause is read before the whole sentence. A balance is of a day: the end of the last quarter before the story
    where the words name none. Money on a contest is of its election year; other money of the cycle up to the story.
    """
    first, last = clause_of(text, place, place + 1)
    found = _named(text[first:last], published, measure)
    if contest:
        found = found or _longer(text, published)
        cycle = re.match(r"(\d{4}) cycle", found or "")
        return cycle[1] if cycle else found or str(cycle_of(published))
    if found := found or _named(uncompared(text, place), published, measure):
        return found
    if measure in BALANCES:
        return quarter_end(published).isoformat()
    return f"{cycle_of(published)} cycle to {published}"


def reported_through(text: str, published: dt.date) -> dt.date | None:
    """The last day of the reports that a sentence speaks of ("as of Aug. 31", "through June 30"); None without one."""
    hit = _REPORTED.search(text)
    day = _day(hit, "a", published, last=True) if hit else None
    return day if day and day <= published else None


def _named(text: str, published: dt.date, measure: str) -> str | None:
    """The period that a text names; None when it names none."""
    hit = _RANGE.search(text) or _DAYS.search(text)
    if hit and (hit.re is _RANGE or (hit["ad"] and hit["bd"])):
        end = _day(hit, "b", published, last=True)
        start = _day(hit, "a", end)
        whole = start.day == 1 and start.month % 3 == 1 and quarter_end(end + dt.timedelta(days=1)) == end
        months = (end.year - start.year) * 12 + end.month - start.month
        return f"{start.year}Q{end.month // 3}" if whole and months == 2 else f"{start}..{end}"
    if (hit := _END_OF.search(text)) or (hit := _UP_TO.search(text)):
        day = _day(hit, "a", published, last=True)
        if re.match(r"prior to|before", hit[0], re.IGNORECASE):
            day -= dt.timedelta(days=1)
        if measure in BALANCES:
            return day.isoformat()
        return f"{cycle_of(day)} cycle to {day}" if measure in TOTALS + OF_DONORS else f"to {day}"
    if hit := _HALF.search(text):
        first = hit["nth"].casefold() == "first"
        year = int(hit["year"]) if hit["year"] else published.year - (not first)
        return f"{year}-01-01..{year}-06-30" if first else f"{year}-07-01..{year}-12-31"
    if hit := _QUARTER.search(text):
        return _quarter(hit, published)
    if hit := _IN.search(text):
        return _month(hit, published)
    if _THE_QUARTER.search(text) and measure not in BALANCES and not measure.startswith("ie"):
        last = quarter_end(published)
        return f"{last.year}Q{last.month // 3}"
    return _longer(text, published)


def _longer(text: str, published: dt.date) -> str | None:
    """A cycle, season or year that a text names."""
    if _SINCE.search(text):
        return f"inception to {published}"
    if hit := _CYCLE.search(text):
        cycle = cycle_of(int(hit["year"]))
        return (
            f"{cycle} cycle to {published}"
            if _SO_FAR.search(text) and cycle == cycle_of(published)
            else f"{cycle} cycle"
        )
    if _LAST_CYCLE.search(text):
        return f"{cycle_of(published) - 2} cycle"
    if _THIS_CYCLE.search(text):
        return f"{cycle_of(published)} cycle to {published}"
    if hit := _SEASON.search(text):
        return f"{hit['season'].casefold()} {_season_year(hit['season'].casefold(), hit['which'].casefold(), published)}"
    if hit := re.search(r"\b(this|last|earlier this) (year|month)\b", text, re.IGNORECASE):
        return _relative(hit[1].casefold(), hit[2].casefold(), published)
    years = list(dict.fromkeys(m[1] for m in _YEAR.finditer(text) if int(m[1]) <= published.year))
    if len(years) == 1:
        return (
            f"{years[0]} to {published:%Y-%m}" if _SO_FAR.search(text) and int(years[0]) == published.year else years[0]
        )
    return None


def _relative(which: str, unit: str, published: dt.date) -> str:
    back = which == "last"
    if unit == "year":
        return str(published.year - back)
    first = published.replace(day=1)
    return f"{first - dt.timedelta(days=1) if back else first:%Y-%m}"


def _season_year(season: str, which: str, published: dt.date) -> int:
    """The year of "last summer": this year's when it is over, else the year before."""
    ends = {"winter": 3, "spring": 6, "summer": 9, "fall": 12}[season]
    return published.year - (which == "last" and published.month <= ends)


def _month(hit: re.Match[str], published: dt.date) -> str:
    day = _day(hit, "a", published)
    if hit[0].casefold().startswith("since"):
        return f"{day}..{published}"
    return day.isoformat() if hit["ad"] else f"{day:%Y-%m}"


def _quarter(hit: re.Match[str], published: dt.date) -> str:
    if hit["past"] or hit["due"] or hit["yearend"]:
        ends = quarter_end(published)
        wanted = 12 if hit["yearend"] else MONTHS.index(hit["due"]) if hit["due"] else ends.month
        while ends.month != wanted:
            ends = quarter_end(ends.replace(day=1))
        return f"{ends.year}Q{ends.month // 3}"
    year = next((int(hit[g]) for g in ("year", "year2", "year3") if hit[g]), None)
    nth = int(hit["q"]) if hit["q"] else _QUARTERS[(hit["nth"] or hit["three"])]
    ended = dt.date(published.year, nth * 3, calendar.monthrange(published.year, nth * 3)[1]) < published
    return f"{year or published.year - (not ended)}Q{nth}"


def quarter_end(published: dt.date) -> dt.date:
    """The last day of the last quarter that was over before a day."""
    month = (published.month - 1) // 3 * 3
    year = published.year if month else published.year - 1
    return dt.date(year, month or 12, calendar.monthrange(year, month or 12)[1])


def _day(hit: re.Match[str], group: str, published: dt.date, last: bool = False) -> dt.date:
    """The day of a match; without a year the last one that is not after the story, without a day the month's end."""
    month = [m.casefold() for m in _SHORT].index(hit[f"{group}m"].casefold()) + 1
    year = int(hit[f"{group}y"]) if hit[f"{group}y"] else published.year - (month > published.month)
    final = calendar.monthrange(year, month)[1]
    return dt.date(year, month, min(int(hit[f"{group}d"]), final) if hit[f"{group}d"] else final if last else 1)


_WEEKDAY = re.compile(rf"\b[Oo]n (?:last )?(?P<day>{'|'.join(calendar.day_name)})\b")


def weekday_of(text: str, published: dt.date) -> dt.date | None:
    """The one day that a text names by its weekday: the last such day that is not after the story."""
    named = {m["day"] for m in _WEEKDAY.finditer(text)}
    if len(named) != 1:
        return None
    back = (published.weekday() - list(calendar.day_name).index(named.pop())) % 7
    return published - dt.timedelta(days=back)
