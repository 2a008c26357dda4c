"""Near readings: sums that the words do not mean and that have the story's figure; they explain, never support."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from onrecord.answers import money
from onrecord.answers.answer import Answer
from onrecord.answers.ask import Rows, ask
from onrecord.answers.ledger import entries, until
from onrecord.answers.readings import family
from onrecord.claims.figures import Figure
from onrecord.claims.tolerance import admitted, fits
from onrecord.claims.typed import Judged, Tried
from onrecord.model.dates import cycle_of
from onrecord.registry.groups import groups
from onrecord.store.record import Record

MOST = 3  # near readings that are named
SPENT = ("ie_total", "disbursements", "contributions_made")
COMPARED = ("_difference", "_ratio")  # of two sums: no near reading of one of them explains a miss
NARROW = Fraction(1, 100)  # of the figure, to either side: what a wording admits by more than that, much fits by chance
_FAMILIES = {"committee_total": ("spending", "receipts", "contributions"), "committee_lines": ("spending",)}
_OF_CANDIDATES = ("candidate_spending", "candidate_receipts", "candidate_loans", "candidate_contributions")
_OTHER = {"support": "oppose", "oppose": "support"}
_VERB = {"support": "supporting", "oppose": "opposing"}


@dataclass(frozen=True)
class Near:
    """A sum that the words do not mean, in words; `rest` is what it holds and the fair reading has not, or the reverse.

    It is empty where neither holds the other.
    """

    kind: str
    words: str
    answer: Answer
    rest: str
    listed: bool = True  # one of the usual ways to come by another figure: named for round figures too
    chance: bool = False  # the figure is round, and such a sum may have it by chance

    def as_dict(self) -> dict[str, Any]:
        """In JSON's types."""
        said = self.answer.as_dict()
        keep = {k: said[k] for k in ("value", "unit", "through", "rows", "receipts")}
        return {"kind": self.kind, "text": self.words, **keep, "chance": self.chance}


@dataclass(frozen=True)
class Asked:
    """What the fair readings were asked of: committees or candidates, the cycle, the claim's slots and the day."""

    record: Record
    said: dict[str, Any]
    judged: Judged
    day: dt.date
    published: dt.date

    @property
    def tried(self) -> list[Tried]:
        """The fair readings with an amount of money, the first one first."""
        return [t for t in self.judged.readings if t.answer.unit == "USD" and isinstance(t.answer.value, Decimal)]

    def params(self, question: str) -> dict[str, Any] | None:
        """The parameters with which the readings asked a question; None where they did not."""
        every = [r for t in self.judged.readings for r in t.answer.asked]
        return next((r.params for r in every if r.question == question), None)


def near(one: Asked, figure: Figure, later: Answer | None = None) -> list[Near]:
    """The near readings that have the figure, the most natural first, at most a few; none where a fair reading fits.

    `later` is the first fair reading as known now. Round figures that much would fit are marked, and only the usual
    ways to another figure are named for them.
    """
    if not one.tried or any(t.fits == "yes" for t in one.judged.readings) or one.said["measure"].endswith(COMPARED):
        return []
    held = {t.answer.value for t in one.tried}
    narrow = _narrow(figure)
    found: list[Near] = []
    for made in _candidates(one, figure, later):
        value = made.answer.value
        if not isinstance(value, Decimal) or value <= 0 or value in held or not _has(figure, value):
            continue
        if not (narrow or made.listed) or any(n.answer.value == value for n in found):
            continue
        found.append(made if narrow else _by_chance(made))
    return found[:MOST]


def first_now(judged: Judged, now: Judged) -> Answer | None:
    """The first fair reading with an amount as it is known now."""
    first = next((t.answer for t in judged.readings if isinstance(t.answer.value, Decimal)), None)
    return next((t.answer for t in now.readings if first and t.answer.reading == first.reading), None)


def matched(judged: Judged) -> str | None:
    """In words, which fair reading has the figure where another has not: "matches X, not Y"; None otherwise."""
    yes = [t.answer.reading for t in judged.readings if t.fits == "yes" and t.answer.unit == "USD"]
    no = [t.answer.reading for t in judged.readings if t.fits in ("no", "slack", "open") and t.answer.unit == "USD"]
    if not yes or not no:
        return None
    return f"matches {yes[0]}, not {no[0]}"


def _by_chance(made: Near) -> Near:
    return replace(made, chance=True)


def _narrow(f: Figure) -> bool:
    """Whether the wording admits so little that a sum has it hardly by chance."""
    fair = admitted(f.value, f.unit_in_last_place, f.comparator)
    if fair.low is None or fair.high is None:
        return False
    return (fair.high - fair.low) / 2 <= abs(Fraction(f.value)) * NARROW


def _has(f: Figure, value: Decimal) -> bool:
    """Whether a sum has the figure; a bound ("more than") is had by what is near it, not by all beyond it."""
    if fits(f.value, f.unit_in_last_place, f.comparator, value) != "yes":
        return False
    near_by = abs(Fraction(value) - Fraction(f.value)) <= abs(Fraction(f.value)) * Fraction(7, 100)
    return near_by


def _candidates(one: Asked, f: Figure, later: Answer | None) -> Iterator[Near]:
    """The near readings that can be computed, the most natural first."""
    if asked := one.params("independent_expenditures"):
        yield from _notices(one, asked)
        yield from _sides(one, asked)
    yield from _lines(one)
    yield from _days(one, f, later)
    if asked:
        yield from _phases(one)
        yield from _others(one, asked)
    yield from _cycles(one, asked)
    yield from _members(one)


def _first(one: Asked) -> Answer:
    return one.tried[0].answer


def _rowed(one: Asked) -> Answer | None:
    """The first fair reading that is a sum of itemised rows."""
    return next((t.answer for t in one.tried if t.answer.listed and "filed_on" in t.answer.listed[0]), None)


def _sum(name: str, rows: Sequence[dict[str, Any]], asked: tuple[Rows, ...]) -> Answer:
    total = money.whole(sum((r["amount_usd"] for r in rows), Decimal(0)))
    through = max((r["filed_on"] for r in rows if r["filed_on"]), default=None)
    return Answer(name, total, "USD", asked, len(rows), through, True, listed=tuple(rows))


def _rows_of(one: Asked, asked: dict[str, Any], cycle: int | None = None) -> money.Expenditures:
    """All independent expenditures of the spender, on whomever, in the cycle."""
    return money.expenditures(one.record, asked["committees"], one.day, cycle=cycle or asked["cycle"])


def _targets(one: Asked, asked: dict[str, Any]) -> set[str]:
    rowed = _rowed(one)
    return set(asked["candidates"] or ()) or {r["candidate_id_fec"] for r in (rowed.listed if rowed else ())} - {None}


def _notices(one: Asked, asked: dict[str, Any]) -> Iterator[Near]:
    """Original and amended notices both counted; notices and the reports that restate them both counted (E3 to E5)."""
    whom = {k: asked[k] for k in ("committees", "candidates", "cycle")}
    every = ask(one.record, "notices_every_version", one.day, **whom)
    stance = one.said["stance"]

    def kept(rows: Rows) -> list[dict[str, Any]]:
        mine = _targets(one, asked)
        return [r for r in rows.dicts() if stance in (None, "both", r["stance"]) and r["candidate_id_fec"] in mine]

    versions = kept(every)
    if not versions:
        return
    current = ask(one.record, "notices", one.day, **whom)
    words = "notices when an original and its amendment are both counted"
    yield Near("notices", words, _sum(words, versions, (every,)), "counted twice")
    rowed = _rowed(one)
    if rowed and (reports := [r for r in rowed.listed if "report_type" in r]):
        words = "notices and the reports that restate them, both counted"
        both = _sum(words, [*reports, *kept(current)], (*rowed.asked, current))
        yield Near("notices", words, both, "in notices that a report restates")


def _sides(one: Asked, asked: dict[str, Any]) -> Iterator[Near]:
    """The other stance on the same target, and both."""
    stance, target = one.said["stance"], one.said["target"]
    mine = _targets(one, asked)
    if stance not in _OTHER or not mine:
        return
    spent = _rows_of(one, asked)
    on = spent.where(lambda r: r["candidate_id_fec"] in mine)
    other = _OTHER[stance]
    name = "that target" if target in (None, "race") else target
    words = f"money {_VERB[other]} {name}, not {_VERB[stance]}"
    flipped = [r for r in on if r["stance"] == other]
    yield Near("stance", words, _sum(words, flipped, (spent.rows,)), "")
    words = f"both stances on {name}, not {_VERB[stance]} alone"
    yield Near("stance", words, _sum(words, on, (spent.rows,)), f"{_VERB[other]} {name}")


def _lines(one: Asked) -> Iterator[Near]:
    """Other lines of the same summary: all disbursements for independent expenditures, receipts for what was spent."""
    first = _first(one)
    asked = one.params("committee_total") or one.params("committee_lines")
    of_people = one.params("candidate_total")
    names = {t.answer.reading for t in one.judged.readings}
    if asked:
        ids, families = asked["committees"], _FAMILIES["committee_total"]
    elif of_people:
        ids, families, asked = of_people["candidates"], _OF_CANDIDATES, of_people
    else:
        whole = one.params("independent_expenditures")
        if not whole or not whole["committees"] or one.said["target"]:
            return
        ids, families, asked = whole["committees"], ("spending",), whole
    for words in families:
        for line in money.summary(one.record, words, ids, asked["cycle"] or cycle_of(one.published), one.day):
            if line.reading in names or line.value is None or line.facts["balance"]:
                continue
            listed = words in ("spending", "contributions") and one.said["measure"] in SPENT
            said = f"{line.reading}, not {first.reading}"
            yield Near("line", said, line, "", listed)


def _days(one: Asked, f: Figure, later: Answer | None) -> Iterator[Near]:
    """The same sum as it stood on an earlier day: of a report filed, or the end of a month; or as it stands now."""
    first = _rowed(one)
    if first:
        parts = entries(first)
        days = sorted({e.public_on for e in parts if e.public_on})
        if day := next((d for d in reversed(days[:-1]) if _has(f, until(parts, d))), None):
            rows = [r for r in first.listed if r["filed_on"] and r["filed_on"] <= day]
            words = f"what was filed through {day}"
            yield Near("day", words, _sum(words, rows, first.asked), f"filed after {day}")
        if all(r["transacted_on"] for r in first.listed):
            yield from _spent_by(f, first)
    if later is not None and isinstance(later.value, Decimal) and later.through and later.through > one.published:
        words = f"what was filed through {later.through}, after the story"
        yield Near("later", words, later, f"public after {one.published}")


def _spent_by(f: Figure, first: Answer) -> Iterator[Near]:
    """What was spent by the end of an earlier month."""
    for day in sorted({_month_end(r["transacted_on"]) for r in first.listed}, reverse=True)[1:]:
        rows = [r for r in first.listed if r["transacted_on"] <= day]
        if _has(f, sum((r["amount_usd"] for r in rows), Decimal(0))):
            words = f"what was spent through {day}"
            yield Near("day", words, replace(_sum(words, rows, first.asked), through=day), f"spent after {day}")
            return


def _month_end(day: dt.date) -> dt.date:
    return (day.replace(day=28) + dt.timedelta(4)).replace(day=1) - dt.timedelta(1)


def _phases(one: Asked) -> Iterator[Near]:
    """The general or the primary alone, by the filer's code."""
    first = _rowed(one)
    if first is None:
        return
    codes = sorted({r.get("election_code") or "" for r in first.listed} - {""})
    if len(codes) < 2 or one.said["phase"]:
        return
    names = {"G": "the general election", "P": "the primary", "R": "the runoff", "S": "the special election"}
    for code in codes:
        rows = [r for r in first.listed if r.get("election_code") == code]
        words = f"{names.get(code[0], 'rows')} alone (coded {code} by the filer)"
        yield Near("phase", words, _sum(words, rows, first.asked), f"not coded {code}")


def _others(one: Asked, asked: dict[str, Any]) -> Iterator[Near]:
    """All of the spender's money on the contest of the target, and on its other candidates."""
    mine = _targets(one, asked)
    spent = _rows_of(one, asked)
    seats = {str(money.contest_of(r)) for r in spent.listed if r["candidate_id_fec"] in mine} - {"None"}
    if len(seats) != 1:
        return
    (seat,) = seats
    race = spent.where(lambda r: str(money.contest_of(r)) == seat)
    words = f"all on the {seat} race"
    yield Near("target", words, _sum(words, race, (spent.rows,)), f"on other candidates or sides of {seat}", False)
    for whom in sorted({r["candidate_id_fec"] for r in race} - mine - {None}):
        for stance in ("support", "oppose"):
            rows = [r for r in race if r["candidate_id_fec"] == whom and r["stance"] == stance]
            if rows:
                words = f"money {_VERB[stance]} {money.named(rows[0])}"
                yield Near("target", words, _sum(words, rows, (spent.rows,)), "", False)


def _cycles(one: Asked, asked: dict[str, Any] | None) -> Iterator[Near]:
    """The cycle before; the calendar year of the story where the cycle was meant, and the reverse."""
    for question, key in (("committee_total", "committees"), ("candidate_total", "candidates")):
        params = one.params(question)
        if params and params["cycle"]:
            yield from _cycle_before(one, params[key], params["cycle"], question)
    rowed = _rowed(one)
    if asked and asked["cycle"] and rowed:
        year = one.published.year
        rows = [r for r in rowed.listed if (r["transacted_on"] or r["filed_on"]).year == year]
        words = f"the calendar year {year}, not the cycle"
        yield Near("cycle", words, _sum(words, rows, rowed.asked), f"of other years than {year}")
        every = _whom(one, asked, _rows_of(one, asked))
        words = f"the whole {asked['cycle']} cycle, not {one.said['period']}"
        yield Near("cycle", words, _sum(words, every, rowed.asked), f"of other days of the {asked['cycle']} cycle")
        before = asked["cycle"] - 2
        spent = _rows_of(one, asked, before)
        rows = _whom(one, asked, spent)
        words = f"the {before} cycle, not {asked['cycle']}"
        yield Near("cycle", words, _sum(words, rows, (spent.rows,)), "", False)


def _whom(one: Asked, asked: dict[str, Any], spent: money.Expenditures) -> list[dict[str, Any]]:
    """The rows of the claim's stance and, where it names one, its target."""
    stance, mine = one.said["stance"], _targets(one, asked) if one.said["target"] else set()
    return spent.where(lambda r: (not mine or r["candidate_id_fec"] in mine) and stance in (None, "both", r["stance"]))


def _cycle_before(one: Asked, ids: Sequence[str], cycle: int, question: str) -> Iterator[Near]:
    first = _first(one)
    known = _reading_of(question, first.reading)
    if known is None or known[1]:
        return
    for answer in money.summary(one.record, known[0], ids, cycle - 2, one.day):
        if answer.reading == first.reading:
            words = f"the {cycle - 2} cycle, not {cycle}"
            yield Near("cycle", words, answer, "", False)


def _reading_of(question: str, name: str) -> tuple[str, bool] | None:
    """The family of readings that a reading of a summary belongs to, and whether it is a balance."""
    from onrecord.answers.readings import readings

    for words in readings():
        for one in family(words):
            if one.name == name and (one.question == "candidate_total") == (question == "candidate_total"):
                return words, one.balance
    return None


def _members(one: Asked) -> Iterator[Near]:
    """A member of the group alone; the group of which the committee is a member."""
    first, params = _first(one), one.params("committee_total")
    known = _reading_of("committee_total", first.reading)
    if not params or known is None or known[1]:
        return
    ids: Sequence[str] = params["committees"]
    wanted: list[tuple[str, Sequence[str], str]] = []
    if len(ids) > 1:
        named = {r["committee_id_fec"]: r.get("name") for r in first.listed}
        wanted = [(f"{named.get(i) or i} alone", [i], "of the other members") for i in ids]
    else:
        for group in groups():
            if ids[0] in group.committees and len(group.members) > 1:
                wanted.append((f"{group.name} together", group.committees, "of the other members"))
    for words, committees, rest in wanted:
        answer = _summed(one, known[0], committees, params["cycle"], first.reading)
        if answer:
            yield Near("member", words, answer, rest, False)


def _summed(one: Asked, words: str, committees: Sequence[str], cycle: int, name: str) -> Answer | None:
    found = money.summary(one.record, words, committees, cycle, one.day)
    return next((a for a in found if a.reading == name and a.value is not None), None)
