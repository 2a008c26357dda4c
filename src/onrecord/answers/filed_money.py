"""Money in loaded electronic reports as readings of their own, beside what bulk files and summaries answer (USD)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from onrecord.answers import filed as f
from onrecord.answers.answer import Answer, Value
from onrecord.answers.ask import Rows, ask
from onrecord.answers.donors import ITEMISED, USE
from onrecord.answers.question import Given
from onrecord.answers.sides import targets_of

IN = "in electronic reports"
COVERS = "on the covers of electronic reports"
# Lines of Forms 3, 3X and 3P (the forms' own detailed summary pages); a line is named as FORM LINE.
INDIVIDUALS = {"F3 11AI", "F3X 11AI", "F3P 17A"}
REFUNDS = {"F3 20A", "F3X 28A", "F3P 28A"}
GIVEN = INDIVIDUALS | {"F3 11B", "F3 11C", "F3 11D", "F3 12", "F3X 11B", "F3X 11C", "F3X 12",
                       "F3P 17B", "F3P 17C", "F3P 17D", "F3P 18"}  # fmt: skip
TAKEN = GIVEN - INDIVIDUALS - {"F3 11D", "F3P 17D"}
PASSED = {"F3 18", "F3 21", "F3X 22", "F3X 23", "F3P 24"}
GIFTS = {"F3X 23"}
OPERATING = {"F3 17", "F3X 21B", "F3P 23"}
# What a reading of a committee's totals is on a cover: (reading, line, balance).
LINES = (
    ("total receipts", "total_receipts", False),
    ("all disbursements", "total_disbursements", False),
    ("independent expenditures", "independent_expenditures", False),
    ("contributions to other committees", "contributions_to_candidates", False),
    ("cash on hand", "cash_on_hand_close_of_period", True),
    ("debts owed", "debts_by", True),
)
APART = "bulk files hold rows of the committee too: this stands apart and is never added; a transaction may be in both"
MORE = "the bulk file has this version of {n} of {all} reports, or a later one: this stands apart and is never added"
Row = dict[str, Any]


def individual_contributions(g: Given, mine: f.Filed) -> list[Answer]:
    """Itemised on the line of individuals, refunds taken off, and what the covers report with what was not itemised."""
    rows = _receipts(g, mine)
    listed = [r for r in rows.dicts() if _line(r) in INDIVIDUALS and not r["memo"]]
    back = _disbursed(g, mine, REFUNDS)
    refunds = [r for r in back.dicts() if not r["memo"]]
    said = ["the rows of lines 11(a)(i) and 17(a)(i), memo rows left out"]
    found = _sum(g, mine, f"{ITEMISED}, {IN}", listed, (rows,), said, ("individual_contribution",))
    net = Answer("", None, "USD")
    if found.value is not None:
        taken, given = _total(refunds), _total(listed)
        parts: tuple[tuple[str, Value], ...] = (("contributions", given), ("refunds to individuals", -taken))
        net = replace(found, reading=f"{ITEMISED}, {IN}, refunds taken off", value=given - taken, parts=parts,
                      asked=(rows, back, mine.rows), rows=found.rows + sum(r["row_count"] for r in refunds))  # fmt: skip
    if g.values.get("from") or g.values.get("to"):
        return [a for a in (found, net) if a.value is not None]
    return [a for a in (found, net, *_individuals_on_covers(mine)) if a.value is not None]


def _individuals_on_covers(mine: f.Filed) -> list[Answer]:
    names = ("individual_contribution_total", "individuals_itemized", "individuals_unitemized")
    rows = ask(mine.record, "filed_covers", mine.as_of, reports=mine.numbers, lines=list(names))
    sums = {n: _column(rows, n, "period_usd", mine) for n in names}
    whole = sums[names[0]]
    if whole is None:
        return []
    parts = [(w, v) for w, n in (("itemised", names[1]), ("not itemised", names[2])) if (v := sums[n]) is not None]
    found = _reported(f"reported from individuals, {COVERS}", whole, rows, mine, tuple(parts))
    return [found, *_to_date("reported from individuals", names[0], rows, mine)]


def committee_totals(g: Given, mine: f.Filed) -> list[Answer]:
    """Receipts, disbursements, gifts, cash and debts of the covers: Column A added up, and Column B of the last one."""
    rows = ask(g.record, "filed_covers", g.as_of, reports=mine.numbers, lines=[n for _, n, _ in LINES])
    found = []
    for words, line, balance in LINES:
        if balance:
            found += _balances(words, line, rows, mine)
            continue
        value = _column(rows, line, "period_usd", mine)
        if value is not None:
            parts = tuple((f"{r['coverage_start']} to {r['coverage_end']}, filing {r['filing_number']}", r["period_usd"])
                          for r in rows.dicts() if r["line"] == line)  # fmt: skip
            found.append(_reported(f"{words}, {COVERS}", value, rows, mine, parts if len(parts) > 1 else ()))
            found += _to_date(words, line, rows, mine)
    return found


def _column(rows: Rows, line: str, column: str, mine: f.Filed) -> Decimal | None:
    """A line summed over the reports; None where a report has it blank, or the form has no such line."""
    listed = [r for r in rows.dicts() if r["line"] == line]
    if len(listed) < len(mine.counts) or any(r[column] is None for r in listed):
        return None
    return sum((r[column] for r in listed), Decimal(0)) if listed else None


def _reported(name: str, value: Decimal, rows: Rows, mine: f.Filed, parts: tuple[tuple[str, Value], ...]) -> Answer:
    said = ("Column A of each cover, added up; a summary of the FEC's is another reading, never added", *mine.said())
    count, floor = len(mine.counts), not mine.whole
    return Answer(name, value, "USD", (rows, mine.rows), count, mine.through, floor, said, parts)


def _to_date(words: str, line: str, rows: Rows, mine: f.Filed) -> list[Answer]:
    """Column B of the last report of the one committee: election or calendar year to date, as the filer added it up."""
    listed = [r for r in rows.dicts() if r["line"] == line and r["coverage_end"]]
    if not listed or len({(r["committee_id_fec"], r["form"]) for r in mine.counts}) > 1:
        return []
    last = max(listed, key=lambda r: (r["coverage_end"], r["filed_on"]))
    if last["ytd_usd"] is None:
        return []
    what = f"calendar year {last['coverage_end'].year} to date" if last["form"] == "F3X" else "election to date"
    said = (f"Column B of filing {last['filing_number']}, as the filer added it up; never added to another report's",
            *mine.left_out())  # fmt: skip
    name = f"{words}, {what} on the last cover loaded"
    return [Answer(name, last["ytd_usd"], "USD", (rows, mine.rows), 1, last["coverage_end"], True, said)]


def _balances(words: str, line: str, rows: Rows, mine: f.Filed) -> list[Answer]:
    """A balance at the close of each committee's last report; summed over committees, never over reports."""
    last: dict[str, Row] = {}
    for row in (r for r in rows.dicts() if r["line"] == line and r["coverage_end"]):
        held = last.get(row["committee_id_fec"])
        if held is None or row["coverage_end"] > held["coverage_end"]:
            last[row["committee_id_fec"]] = row
    if set(last) != {r["committee_id_fec"] for r in mine.counts} or any(r["period_usd"] is None for r in last.values()):
        return []
    value = sum((r["period_usd"] for r in last.values()), Decimal(0))
    through = min(r["coverage_end"] for r in last.values())
    said = ("at the close of the last report that counts", *mine.said())
    name = f"{words} at the close of the last electronic report"
    return [Answer(name, value, "USD", (rows, mine.rows), len(last), through, False, said)]


def contributors(g: Given, mine: f.Filed) -> list[Answer]:
    """Who gave: committees, organisations and individuals (by name only where asked), on the lines of contributions."""
    rows = _receipts(g, mine, individuals=bool(g.individuals))
    listed = [r for r in rows.dicts() if _line(r) in GIVEN and not r["memo"]]
    found = []
    for kind, name in (("committee", "committees"), ("organisation", "organisations"), ("individual", "individuals"),
                       ("not given", "givers of no entity type")):  # fmt: skip
        kept = [r for r in listed if r["kind"] == kind]
        if not kept:
            continue
        said = ["the rows of lines 11, 12, 17 and 18, memo rows left out, refunds not taken off"]
        if kind == "organisation":
            said.append(
                "organisations by the filer's entity type: source not disclosed (who gave to them is not on record)"
            )
        if kind == "individual":
            said.append(USE if g.individuals else "individuals are named only where asked: individuals=yes")
        by = None if kind in ("individual", "not given") and not g.individuals else _giver
        tables = ("individual_contribution", "transfer", "contribution")
        found.append(_sum(g, mine, f"itemised from {name}, {IN}", kept, (rows,), said, tables, by))
    return found


def _giver(row: Row) -> str:
    return f"{row['giver_name'] or 'no name given'}{' (' + row['giver_id_fec'] + ')' if row['giver_id_fec'] else ''}"


def transfers(g: Given, mine: f.Filed) -> list[Answer]:
    """What the givers' reports have as given to committees, and the takers' as taken from them; each side alone."""
    givers, takers = (list(x.committees) if x else None for x in (g.giver, g.taker))
    found = []
    if givers and (ours := mine.of(givers)).counts:
        rows = _disbursed(g, ours, PASSED)
        kept = [r for r in rows.dicts() if not r["memo"] and _between(r, "taker_id_fec", takers)]
        names = _names(g, [r[k] for r in kept for k in ("committee_id_fec", "taker_id_fec")])
        to = lambda r: f"{names(r['committee_id_fec'])} to {names(r['taker_id_fec'])}"  # noqa: E731
        said = ["lines 18 and 21 of Form 3, 22 and 23 of Form 3X, 24 of Form 3P, to an id of another committee"]
        found.append(
            _sum(g, ours, f"as the givers reported, {IN}", kept, (rows,), said, ("transfer", "contribution"), to)
        )
    if takers and (ours := mine.of(takers)).counts:
        rows = _receipts(g, ours)
        kept = [r for r in rows.dicts() if not r["memo"] and _line(r) in TAKEN and _between(r, "giver_id_fec", givers)]
        names = _names(g, [r[k] for r in kept for k in ("committee_id_fec", "giver_id_fec")])
        to = lambda r: f"{names(r['giver_id_fec'])} to {names(r['committee_id_fec'])}"  # noqa: E731
        said = ["lines 11(b), 11(c), 12, 17(b), 17(c) and 18, from an id of another committee"]
        found.append(
            _sum(g, ours, f"as the takers reported, {IN}", kept, (rows,), said, ("transfer", "contribution"), to)
        )
    return found


def _names(g: Given, ids: Iterable[str]) -> Callable[[str], str]:
    """What puts a committee's name before its id, where a loaded file or cover has it."""
    rows = ask(g.record, "committee_names_of", dt.date.max, committees=sorted(set(ids)))
    known = dict(rows.rows)
    return lambda one: f"{known[one]} ({one})" if known.get(one) else one


def _between(row: Row, other: str, listed: Sequence[str] | None) -> bool:
    """Whether a row names another committee, one of those listed; 82094 has the filer's own id on gifts to charities."""
    return bool(row[other]) and row[other] != row["committee_id_fec"] and (listed is None or row[other] in listed)


def contributions(g: Given, mine: f.Filed) -> list[Answer]:
    """Contributions to candidates and other committees (line 23 of Form 3X), by recipient."""
    if g.party or g.phase:
        return []
    rows = _disbursed(g, mine, GIFTS, by="payee")
    wanted = targets_of(g)
    kept = [r for r in rows.dicts() if not r["memo"] and (wanted is None or r["candidate_id_fec"] in wanted)]
    said = ["line 23 of Form 3X, earmarks that a row does not mark among them"]
    by = lambda r: f"{r['named'] or 'no name given'} ({r['candidate_id_fec'] or r['taker_id_fec'] or 'no id given'})"  # noqa: E731
    name = f"contributions to candidates and other committees, {IN}"
    return [_sum(g, mine, name, kept, (rows,), said, ("contribution", "transfer"), by)]


def operating_expenditures(g: Given, mine: f.Filed) -> list[Answer]:
    """Itemised operating expenditures by purpose, payee or category."""
    by = g.values.get("by") or "purpose"
    rows = _disbursed(g, mine, OPERATING, by=by)
    kept = [r for r in rows.dicts() if not r["memo"]]
    said = ["line 17 of Form 3, 21(b) of Form 3X, 23 of Form 3P; memo rows left out"]
    label = lambda r: r["named"] or f"no {by} given"  # noqa: E731
    name = f"itemised operating expenditures, by {by}, {IN}"
    return [_sum(g, mine, name, kept, (rows,), said, ("disbursement",), label)]


def _line(row: Row) -> str:
    return f"{row['form']} {row['line_number']}"


def _days(g: Given) -> dict[str, str | None]:
    return {n: d.isoformat() if (d := g.values.get(k)) else None for n, k in (("since", "from"), ("until", "to"))}


def _receipts(g: Given, mine: f.Filed, individuals: bool = False) -> Rows:
    return ask(g.record, "filed_receipts", g.as_of, reports=mine.numbers, individuals=individuals, **_days(g))


def _disbursed(g: Given, mine: f.Filed, lines: set[str], by: str = "payee") -> Rows:
    return ask(g.record, "filed_disbursements", g.as_of, reports=mine.numbers, lines=sorted(lines), by=by, **_days(g))


def _total(rows: Iterable[Row]) -> Decimal:
    return sum((r["amount_usd"] for r in rows), Decimal(0))


def _sum(
    g: Given, mine: f.Filed, name: str, rows: Sequence[Row], asked: tuple[Rows, ...], said: list[str],
    held: tuple[str, ...], by: Callable[[Row], str] | None = None,
) -> Answer:  # fmt: skip
    """The sum of rows, by a key where one is given, with which filings they are of and how bulk rows stand to them."""
    words, beside = _beside(mine, held)
    asked = (*asked, mine.rows, *([beside] if beside else []))
    if not rows:
        none = (f"no such row is in {f.listed(mine.counts)}", *said, *mine.left_out())
        return Answer(name, None, "USD", asked, 0, None, True, none)
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows if by else ():
        assert by is not None
        sums[by(row)] += row["amount_usd"]
    parts: tuple[tuple[str, Value], ...] = tuple(sorted(sums.items(), key=lambda kv: (-kv[1], kv[0])))
    count, told = sum(r["row_count"] for r in rows), (*said, *words, *mine.said())
    return Answer(name, _total(rows), "USD", asked, count, mine.through, True, told, parts)


def _beside(mine: f.Filed, held: Sequence[str]) -> tuple[list[str], Rows | None]:
    """What is said where bulk files hold rows of the same committee and cycle: the two are never added."""
    how, rows = mine.standing(held)
    if rows is None or not any(r["bulk_rows"] for r in rows.dicts()):
        return [], rows
    inside = sum(s == f.HELD for s in how.values())
    return [MORE.format(n=inside, all=len(how)) if inside else APART], rows
