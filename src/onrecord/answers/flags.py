"""What to say beside a sum of independent expenditures: unmatched, not stated, repeated, mirrored, undated rows."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from onrecord.answers.ask import ask
from onrecord.model.dates import cycle_of
from onrecord.model.money import usd
from onrecord.store.record import Record

LATEST = "latest version only; an earlier one may have been public"
NO_DAY = "the day on which it became public is not known"  # a reason of expenditures_aside
_MULTISTATE = re.compile(r"\bmulti-?\s?state\b|\b(?:[A-Z]{2},\s*){5,}[A-Z]{2}\b")
SPECIAL = re.compile(r"S\w{0,2}\d{4}|S\w{0,2}")
Row = dict[str, Any]


def sized(rows: Sequence[Row]) -> str:
    """Rows and their sum in words: '3 rows ($4,000)'."""
    return counted(len(rows), sum((r["amount_usd"] for r in rows), Decimal(0)))


def counted(number: int, total: Decimal) -> str:
    """A number of rows and their sum in words, whole dollars where there are no cents."""
    whole = total.to_integral_value() if total == total.to_integral_value() else total
    return f"{number:,} row{'' if number == 1 else 's'} ({usd(whole)})"


def said_of(rows: Sequence[Row]) -> list[str]:
    """What is to be said of the rows of a sum, each once and only where there is such a row."""
    told = []
    if any(r["held_in"] in ("bulk", "fetched") for r in rows):
        told.append(LATEST)
    if lost := [r for r in rows if r["office"] is None]:
        told.append(f"unmatched: {sized(lost)} whose candidate id is blank or in no loaded master")
    if silent := [r for r in rows if r["stance"] == "not stated"]:
        told.append(f"neither support nor opposition stated: {sized(silent)}; in the total, on lines of their own")
    told += _of_another_election(rows)
    if orphans := [r for r in rows if r["unknown_version"]]:
        filings = ", ".join(sorted({str(r["filing_number"]) for r in orphans})[:5])
        told.append(f"unknown version: {sized(orphans)} of amendments whose original is not loaded ({filings})")
    if mirror := mirrored(rows):
        told.append(
            f"{sized(mirror)} have the payee, day and amount of a row on another target or stance: one advertisement in"
            f" full for each, or its parts; not merged"
        )
    if many := [r for r in rows if r["office"] == "P" and _MULTISTATE.search(r["memo_text"] or "")]:
        told.append(f"{sized(many)} are of presidential primaries of several states: attributed to no state")
    return told


def other_election(row: Row) -> str | None:
    """The filer's code where it names an election of another cycle than the report's (E11, T15); None where not."""
    return str(row["election_code"]) if election_cycle(row) not in (None, row["cycle"]) else None


def correction(row: Row) -> bool:
    """Whether a row takes back spending on another cycle's election: negative, and of that election by its code."""
    return row["amount_usd"] < 0 and other_election(row) is not None


def _of_another_election(rows: Sequence[Row]) -> list[str]:
    """What is said of rows coded for an election of another cycle: refunds of its spending, and its debts or plans."""
    told = []
    for negative, what in ((True, "negative: corrections of that election's spending"), (False, "of that election")):
        mine = [r for r in rows if other_election(r) and correction(r) is negative]
        if mine:
            when = ", ".join(str(c) for c in sorted({r["cycle"] for r in mine}))
            codes = ", ".join(sorted({str(r["election_code"]) for r in mine}))
            told.append(f"{sized(mine)} reported in the {when} cycle are coded {codes} by the filer, {what}")
    return told


def mirrored(rows: Iterable[Row]) -> list[Row]:
    """Rows of one spender with one payee, day and amount, and several targets or stances (E13): never merged."""
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        if row["payee_name"] and row["transacted_on"]:
            key = (row["committee_id_fec"], row["payee_name"], row["transacted_on"], row["amount_usd"])
            groups[key].append(row)
    both = [g for g in groups.values() if len({(r["candidate_id_fec"], r["stance"]) for r in g}) > 1]
    return [r for g in both for r in g]


def repeated(rows: Iterable[Row]) -> list[Row]:
    """Rows of filings that repeat an earlier filing of the same spender row for row: perhaps an amendment filed as new.

    Only filings whose every row has a day are compared. Of two that agree the one with the lower number stays (E4).
    """
    filings: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row["filing_number"] and row["held_in"] in ("filing", "notice file"):
            filings[(row["committee_id_fec"], row["filing_number"])].append(row)
    seen: set[tuple[Any, ...]] = set()
    found = []
    for who, number in sorted(filings, key=lambda k: (k[0], len(k[1]), k[1])):
        mine = filings[(who, number)]
        if any(r["transacted_on"] is None for r in mine):
            continue
        lines = Counter((r["candidate_id_fec"], r["stance"], r["amount_usd"], r["transacted_on"], r["disseminated_on"],
                         r["payee_name"]) for r in mine)  # fmt: skip
        key = (who, frozenset(lines.items()))
        if key in seen:
            found += mine
        seen.add(key)
    return found


def election_cycle(row: Row) -> int | None:
    """The cycle of the election that the filer's code names (P2023 is of 2024); None where it names no year (E11)."""
    year = (row["election_code"] or "")[-4:]
    return cycle_of(int(year)) if year.isdigit() and len(year) == 4 else None


def is_special(row: Row) -> bool:
    """Whether the filer's code is that of a special election, its primary, general or runoff (T15, T17)."""
    return bool(SPECIAL.fullmatch(row["election_code"] or ""))


def aside(
    record: Record,
    as_of: dt.date,
    committees: Sequence[str] | None,
    candidates: Sequence[str] | None,
    cycle: int | None,
) -> tuple[list[str], list[str]]:
    """What no sum of the day holds, with rows, sum and reason: of periodic reports, and of notices."""
    asked = {"committees": None if committees is None else list(committees), "cycle": cycle}
    found = ask(
        record, "expenditures_aside", as_of, candidates=None if candidates is None else list(candidates), **asked
    )
    sums: dict[tuple[bool, str], list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    for row in found.dicts():
        if row["reason"] == NO_DAY and row["filing_number"] is None:
            continue  # said by answers.grounds of every table
        one = sums[(bool(row["is_notice"]), row["reason"])]
        one[0] += row["row_count"]
        one[1] += row["amount_usd"] or Decimal(0)
    words = {key: f"left out: {counted(int(n), total)}: {key[1]}" for key, (n, total) in sorted(sums.items())}
    sides = [w for (notice, _), w in words.items() if not notice], [w for (notice, _), w in words.items() if notice]
    unread: dict[bool, list[str]] = {False: [], True: []}
    for row in ask(record, "unread_amendments", as_of, **asked).dicts() if committees is not None else []:
        unread[bool(row["is_notice"])].append(f"{row['filing_number']} of {row['filed_on']}")
    for notice, listed in unread.items():
        if listed:
            more = f" and {len(listed) - 3:,} more" if len(listed) > 3 else ""
            sides[notice].append(f"amended since, and the amendment is not loaded: filing {', '.join(listed[:3])}{more}")
    return sides
