"""Named questions about totals over several committees: a candidate's, and groups without double counting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from onrecord.answers.answer import Answer, Value
from onrecord.answers.ask import Rows, ask
from onrecord.answers.distinct import distinct_rows
from onrecord.answers.people import Person
from onrecord.answers.quarantine import left_out
from onrecord.answers.question import Given
from onrecord.answers.summaries import Lines, lines_of
from onrecord.answers.transfers import Between, between, itemised_loaded
from onrecord.store.record import Record

Row = dict[str, Any]
TERM = {"H": 1, "P": 2, "S": 3}  # two-year cycles of an election: House 2 years, President 4, Senate 6 (11 CFR 100.3(b))
_FLOWS = (("receipts", "receipts_usd"), ("disbursements", "disbursements_usd"))
_BALANCES = (("cash on hand", "cash_usd"), ("debts", "debts_usd"))
_LESS = "{} of all members, less transfers within the group"
LINKED = "principal and authorised committees"


def linked_totals(g: Given) -> list[Answer]:
    """A candidate's receipts, disbursements, cash and debts (USD) over the principal and authorised committees.

    Forms and committees are added (T3, T4), joint fundraising and leadership committees are not; transfers between the
    candidate's own committees are taken off in a reading of their own (T5); cash and debts are those of each committee's
    last report (T2); the FEC's summary of the candidate stands beside, for the cycle and the election to date (T12).
    """
    person: Person = g.candidate
    links = ask(g.record, "linked_committees", g.as_of, candidates=list(person.ids), cycle=g.in_cycle)
    ids = sorted({r["committee_id_fec"] for r in links.dicts() if r["counted"]})
    lines = lines_of(g.record, ids, g.in_cycle, g.as_of)
    own = between(g.record, ids, ids, g.in_cycle, g.as_of)
    said = [*_left(links), *_twice(links), *left_out(g.record, [*person.ids, *ids], g.in_cycle)]
    found = [a for words, column in _FLOWS for a in _flow(g, words, column, lines, own, (links, lines.rows), said)]
    found += [_balance(g, words, column, lines, (links, lines.rows), said) for words, column in _BALANCES]
    return [*found, *_summaries(g, person, own, ids)]


def _flow(
    g: Given, words: str, column: str, lines: Lines, own: Between, asked: tuple[Rows, ...], said: Sequence[str]
) -> list[Answer]:
    """The sum of a line over the linked committees, and that without transfers between them."""
    name = f"{words} of {LINKED}, added up"
    total = lines.total(column)
    if total is None:
        return [Answer(name, None, "USD", asked, 0, None, True, (*said, _missing(g, lines)))]
    parts = _parts(lines, column)
    floor, through = lines.floor(g), lines.first_end
    found = [Answer(name, total, "USD", asked, len(lines.counted), through, floor, tuple(said), parts)]
    if own.total():
        less = (*said, f"transfers between the candidate's own committees taken off: {_pairs(own)}")
        found.append(
            Answer(f"{words} of {LINKED}, less transfers between them", total - own.total(), "USD", (*asked, own.rows),
                   len(lines.counted), through, floor, less, (*parts, ("transfers between them", -own.total())))
        )  # fmt: skip
    return found


def _balance(g: Given, words: str, column: str, lines: Lines, asked: tuple[Rows, ...], said: Sequence[str]) -> Answer:
    name = f"{words} of {LINKED}, by the last report of each"
    value = lines.balance(column)
    if value is None:
        return Answer(name, None, "USD", asked, 0, None, False, (*said, _missing(g, lines)))
    last = [(_named(lines, c), v) for c in lines.committees if (v := lines.balance(column, [c])) is not None]
    return Answer(name, value, "USD", asked, len(lines.counted), lines.first_end, False, tuple(said), tuple(last))


def _missing(g: Given, lines: Lines) -> str:
    if not lines.committees:
        return f"no link of a principal or authorised committee for {g.in_cycle} is loaded (ccl); missing is not zero"
    which = ", ".join(lines.missing) or "a line of one of them"
    return (
        f"no {g.in_cycle} summary of {which} is loaded (committee_summary_{g.in_cycle}.csv has it); missing is not zero"
    )


def _parts(lines: Lines, column: str) -> tuple[tuple[str, Value], ...]:
    """Each committee's amount, one part for each form it filed."""
    return tuple(
        (_named(lines, c) + (f", form type {r['form_type']}" if len(lines.counted[c]) > 1 else ""), r[column])
        for c in lines.committees
        for r in lines.counted[c]
    )


def _named(lines: Lines, committee: str) -> str:
    return f"{next((r['name'] for r in lines.counted.get(committee, []) if r['name']), 'name not loaded')} ({committee})"


def _pairs(own: Between) -> str:
    return "; ".join(
        f"{own.name(g)} to {own.name(t)} ${amount:,}" for (g, t), amount in sorted(own.once().items()) if amount
    )


def _left(links: Rows) -> list[str]:
    """Linked committees that are not in the totals, and why."""
    why = {"J": "joint fundraising", "D": "leadership PAC", "U": "unauthorised", "B": "lobbyist or registrant PAC"}
    listed = [
        f"{r['name'] or 'name not loaded'} ({r['committee_id_fec']}, {why.get(r['designation'], 'of another type')})"
        for r in links.dicts()
        if not r["counted"]
    ]
    return [f"linked and not added: {'; '.join(listed)}"] if listed else []


def _twice(links: Rows) -> list[str]:
    listed = sorted({r["committee_id_fec"] for r in links.dicts() if r["counted"] and r["links"] > 1})
    return [f"linked more than once, counted once: {', '.join(listed)}"] if listed else []


def _summaries(g: Given, person: Person, own: Between, ids: Sequence[str]) -> list[Answer]:
    """The FEC's summary of the candidate: as it is, less own transfers, and for the election to date."""
    rows = ask(g.record, "candidate_total", g.as_of, candidates=list(person.ids), cycle=g.in_cycle)
    kept, said = distinct_rows(rows.dicts())
    name = "receipts, the FEC's summary of the candidate"
    if not kept or any(r["receipts_usd"] is None for r in kept):
        why = f"no {g.in_cycle} summary of {person.name} that was public by {g.as_of} is loaded; missing is not zero"
        return [Answer(name, None, "USD", (rows,), 0, None, True, (why, *left_out(g.record, person.ids, g.in_cycle)))]
    total = sum((r["receipts_usd"] for r in kept), Decimal(0))
    through = min(r["coverage_end"] for r in kept)
    floor = through < min(g.as_of, dt.date(g.in_cycle, 12, 31))
    caveats = (
        *said,
        "the cycle to date through the coverage day; transfers between the candidate's own committees in it",
    )
    found = [Answer(name, total, "USD", (rows,), len(kept), through, floor, caveats)]
    if len(ids) > 1 and own.total():
        less = (*said, f"taken off: {_pairs(own)}")
        found.append(
            Answer(
                f"{name}, less transfers between own committees",
                total - own.total(),
                "USD",
                (rows, own.rows),
                len(kept),
                through,
                floor,
                less,
            )
        )
    return [*found, *_election(g, person)]


def _election(g: Given, person: Person) -> list[Answer]:
    """Receipts of the election to date: the cycles of the term up to the one asked of, each loaded, or none."""
    office = person.contest.office
    if TERM.get(office, 1) == 1:
        return []
    year = election_year(g.record, person, g.in_cycle, g.as_of)
    if year is None:
        return []
    cycles = [c for c in range(year - 2 * (TERM[office] - 1), year + 1, 2) if c <= g.in_cycle]
    name = f"receipts, election of {year} to date"
    asked, parts, missing = [], [], []
    for cycle in cycles:
        rows = ask(g.record, "candidate_total", g.as_of, candidates=list(person.ids), cycle=cycle)
        asked.append(rows)
        kept, _ = distinct_rows(rows.dicts())
        if not kept or any(r["receipts_usd"] is None for r in kept):
            missing.append(str(cycle))
        else:
            parts.append(
                (
                    f"{cycle} cycle",
                    sum((r["receipts_usd"] for r in kept), Decimal(0)),
                    min(r["coverage_end"] for r in kept),
                )
            )
    if missing:
        why = f"no summary of {', '.join(missing)} is loaded; missing is not zero"
        return [Answer(name, None, "USD", tuple(asked), 0, None, True, (why,))]
    through = parts[-1][2]
    total = sum((v for _, v, _ in parts), Decimal(0))
    said = ("two-year summaries added up; the calendar year alone is in no summary",)
    floor = through < min(g.as_of, dt.date(year, 12, 31))
    return [
        Answer(name, total, "USD", tuple(asked), len(parts), through, floor, said, tuple((n, v) for n, v, _ in parts))
    ]


def election_year(record: Record, person: Person, cycle: int, as_of: dt.date) -> int | None:
    """The year of the election that a cycle is for, by the linkage, rounded up to even; None where it is not known."""
    rows = ask(record, "linked_committees", as_of, candidates=list(person.ids), cycle=cycle)
    years = {r["election_year"] + r["election_year"] % 2 for r in rows.dicts() if r["counted"] and r["election_year"]}
    later = [y for y in years if y >= cycle]
    return min(later, default=None)


def group_totals(g: Given) -> list[Answer]:
    """A group's receipts and disbursements (USD): added up, and without what its members moved among themselves."""
    group = list(g.spender.committees)
    lines = lines_of(g.record, group, g.in_cycle, g.as_of)
    own = between(g.record, group, group, g.in_cycle, g.as_of)
    said = left_out(g.record, group, g.in_cycle)
    found = []
    for words, column in _FLOWS:
        total = lines.total(column)
        name = f"{words} of all members, added up"
        if total is None:
            why = f"no {g.in_cycle} summary of {', '.join(lines.missing) or 'a line'} is loaded; missing is not zero"
            found.append(Answer(name, None, "USD", (lines.rows,), 0, None, True, (*said, why)))
            continue
        count, through, floor, parts = len(lines.counted), lines.first_end, lines.floor(g), _parts(lines, column)
        found.append(Answer(name, total, "USD", (lines.rows,), count, through, floor, tuple(said), parts))
        caveats = [*said, _inside(own)]
        if not own.rows.rows and not itemised_loaded(g.record, g.in_cycle):
            why = f"no itemised transfer of {g.in_cycle} is loaded (oth); missing is not zero"
            found.append(Answer(_LESS.format(words), None, "USD", (lines.rows, own.rows), 0, None, True, (*said, why)))
            continue
        less, asked = (*parts, ("transfers within the group", -own.total())), (lines.rows, own.rows)
        found.append(
            Answer(_LESS.format(words), total - own.total(), "USD", asked, count, through, floor, tuple(caveats), less)
        )
    return [*found, *_adjusted(g, lines)]


def _inside(own: Between) -> str:
    if not own.rows.rows:
        return "no itemised transfer between members is among the rows loaded; that none was made cannot be said"
    return f"moved between members: {_pairs(own)}"


def _adjusted(g: Given, lines: Lines) -> list[Answer]:
    """The FEC's adjustment of a sector (T6): contributions from committees, transfers, repaid loans, refunds off."""
    name = "receipts adjusted as the FEC adjusts a sector"
    off = ("committee_contributions_usd", "transfers_from_affiliates_usd", "loan_repayments_usd",
           "individual_refunds_usd", "committee_refunds_usd")  # fmt: skip
    total = lines.total("receipts_usd")
    values = [lines.total(c) for c in off]
    if total is None or None in values:
        return []
    less = [v for v in values if v is not None]
    names = (
        "contributions from committees",
        "transfers from affiliates",
        "loan repayments",
        "refunds to individuals",
        "refunds to committees",
    )
    parts = (("receipts", total), *((n, -v) for n, v in zip(names, less, strict=True)))
    said = "offsets and nonfederal transfers, which the FEC takes off too, are in no loaded column: a ceiling"
    return [
        Answer(
            name,
            total - sum(less, Decimal(0)),
            "USD",
            (lines.rows,),
            len(lines.counted),
            lines.first_end,
            False,
            (said,),
            parts,
        )
    ]
