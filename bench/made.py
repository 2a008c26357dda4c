"""True sentences in our own words, made from the record's raw rows by plain SQL, without the checker's code."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from onrecord.model.contest import NAMES
from onrecord.model.names import display

SEED = 20241104
Ask = Callable[[str], list[tuple[Any, ...]]]


@dataclass(frozen=True)
class True_:
    """A sentence that is true by the rows it was made from, and the words of it that state the figure."""

    text: str
    surface: str
    published: dt.date
    sort: str


RACES = """
with lines as (
    select year, state, district, candidate_name as name, party, sum(votes) as votes, count(*) as written
    from result
    where source = 'fivethirtyeight_house' and stage = 'general' and office = 'H' and not coalesce(special, false)
      and ranked_round is null and year in (2012, 2014, 2016, 2018, 2020, 2022) and votes > 0
    group by all
), placed as (
    select *, row_number() over (partition by year, state, district order by votes desc) as place,
      sum(votes) over (partition by year, state, district) as whole,
      max(written) over (partition by year, state, district) as most,
      count(*) filter (name is null) over (partition by year, state, district) as nameless
    from lines
)
select a.year, a.state, a.district, a.name, a.votes, b.name, b.votes, a.whole
from placed a join placed b using (year, state, district)
where a.place = 1 and b.place = 2 and a.most = 1 and a.nameless = 0 and a.district != '00'
  and a.state not in ('ME', 'AK', 'LA', 'NY', 'CT', 'VT') and b.votes * 4 > a.votes
order by all
"""
COMMITTEES = """
select name, receipts_usd, disbursements_usd, cash_usd from committee_total
where cycle = 2022 and source_file = 'webk22.zip' and coverage_end = date '2022-12-31' and committee_type = 'O'
  and receipts_usd > 20000000 and cash_usd > 100000
order by all
"""
CANDIDATES = """
select t.name, t.receipts_usd, t.disbursements_usd, t.cash_usd, t.candidate_id_fec
from candidate_total t
where t.cycle = 2022 and t.source_file = 'weball22.zip' and t.coverage_end = date '2022-12-31'
  and t.receipts_usd > 3000000 and t.cash_usd > 50000 and t.candidate_id_fec[1] in ('H', 'S')
order by all
"""
EXPENDED = """
select any_value(c.name), any_value(c.state), any_value(c.district), e.transaction_type, sum(e.amount_usd),
  candidate_id_fec
from expenditure e join candidate c using (candidate_id_fec)
where e.committee_id_fec = 'C00799031' and e.cycle = 2022 and e.source_file = 'pas222.zip' and c.office = 'H'
  and c.source_file = 'cn22.zip'
group by candidate_id_fec, e.transaction_type having sum(e.amount_usd) > 200000
order by all
"""


def true_sentences(ask: Ask, each: int) -> list[True_]:
    """`each` sentences of every template, drawn with a fixed seed: the same rows give the same sentences."""
    draw = random.Random(SEED)
    found = []
    for rows, make in ((RACES, _race), (COMMITTEES, _committee), (CANDIDATES, _candidate), (EXPENDED, _expended)):
        listed = ask(rows)
        picked = draw.sample(listed, min(each, len(listed)))
        found += [one for row in picked for one in make(row)]
    return found


def _race(row: tuple[Any, ...]) -> Iterator[True_]:
    year, state, district, first, won, second, lost, whole = row
    day, seat = dt.date(year + 1, 6, 1), f"{state}-{district}"
    where = f"{NAMES[state]}'s {_ordinal(int(district))} Congressional District"
    a, b = display(first), display(second)
    margin = f"{won - lost:,} votes"
    yield True_(f"{a} defeated {b} by {margin} in {where} in {year}.", margin, day, "margin")
    x = int((Decimal(100 * won) / (won + lost)).quantize(Decimal(1), ROUND_HALF_UP))
    y = int((Decimal(100 * lost) / (won + lost)).quantize(Decimal(1), ROUND_HALF_UP))
    if x > y and x + y == 100:
        yield True_(f"In {seat}, {a} beat {b} {x}-{y} in the {year} general election.", f"{x}-{y}", day, "split")
    share = (Decimal(100 * lost) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
    yield True_(f"{b} took {share}% of the vote in {seat} in {year}.", f"{share}%", day, "share")
    yield True_(f"In {year}, {b} lost to {a} in {seat}, getting {lost:,} votes.", f"{lost:,} votes", day, "votes")


def _money(amount: Any) -> str:
    """An amount as newsrooms write it, in millions with two places or in whole dollars below one million."""
    value = Decimal(amount)
    if value >= 1_000_000:
        return f"${(value / 1_000_000).quantize(Decimal('0.01'), ROUND_HALF_UP):,} million"
    return f"${value.quantize(Decimal(1), ROUND_HALF_UP):,}"


def _committee(row: tuple[Any, ...]) -> Iterator[True_]:
    day, name = dt.date(2023, 6, 1), display(row[0])
    raised, spent, cash = map(_money, row[1:4])
    yield True_(f"{name} raised {raised} in the 2022 cycle.", raised, day, "committee raised")
    yield True_(f"During the 2022 election cycle, {name} spent {spent} in all.", spent, day, "committee spent")
    yield True_(f"{name} ended 2022 with {cash} in the bank.", cash, day, "committee cash")


def _candidate(row: tuple[Any, ...]) -> Iterator[True_]:
    number, day = row[4], dt.date(2023, 6, 1)
    state = NAMES.get(number[2:4])
    if state is None:
        return
    tokens = display(row[0]).split()
    name, office = f"{tokens[0]} {tokens[-1]}" if len(tokens[-1]) > 3 else " ".join(tokens), number[0]
    race = "Senate" if office == "S" else "House"
    raised, spent, cash = map(_money, row[1:4])
    yield True_(f"{name} of {state} raised {raised} for {race} in the 2022 cycle.", raised, day, "candidate raised")
    yield True_(f"{name} of {state} spent {spent} in the 2022 election cycle.", spent, day, "candidate spent")
    yield True_(f"{name} of {state} had {cash} in cash on hand at the end of 2022.", cash, day, "candidate cash")


def _expended(row: tuple[Any, ...]) -> Iterator[True_]:
    name, state, district, code, amount, _ = row
    tokens = display(name).split()
    who = f"{tokens[0]} {tokens[-1]}" if len(tokens[-1]) > 3 else " ".join(tokens)
    said, day = _money(amount), dt.date(2025, 3, 1)
    word = {"24E": "supporting", "24A": "opposing"}.get(code, "")
    if word:
        where = f"{NAMES[state]}'s {_ordinal(int(district))} Congressional District"
        text = f"United Democracy Project spent {said} {word} {who} in {where} in the 2022 cycle."
        yield True_(text, said, day, "independent expenditures")


def _ordinal(n: int) -> str:
    from perturbing import ending

    return f"{n}{ending(n)}"
