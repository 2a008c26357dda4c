"""Named questions about money from individuals: sums under each reading, sizes, who gave."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from onrecord.answers import added_up
from onrecord.answers.answer import Answer, Value
from onrecord.answers.ask import Rows, ask
from onrecord.answers.coverage import UNCOVERED
from onrecord.answers.filed import filed
from onrecord.answers.money import ROUNDED
from onrecord.answers.quarantine import left_out
from onrecord.answers.question import Given
from onrecord.answers.summaries import Lines, lines_of
from onrecord.model.codes import HYBRID

ITEMISED = "itemised from individuals"
REPORTED = "reported from individuals, itemised and not"
LATEST = "rows of the surviving version of each report; an earlier one may have been public"
UNITEMISED = (
    "gifts of at most $200 in all from one person need not be itemised: the sum of the rows is less than the total"
)
NEGATIVE = (
    "a negative row (a redesignation, a chargeback) is taken off the size of its own amount without the sign, which may"
    " not be the size of the gift it takes back"
)
USE = "names of individual contributors may not be sold or used to solicit contributions (52 U.S.C. 30111(a)(4))"
NO_LINE = "the bulk file has no line number: the FEC counts other receipts of at most $200 by their line"
ACCOUNTS = {"30": "convention account (30)", "31": "headquarters account (31)", "32": "recount and legal account (32)"}
SIZES = {0: "$200 and under", 200: "$200.01 to $499.99", 500: "$500 to $999.99", 1000: "$1,000 to $1,999.99",
         2000: "$2,000 and over"}  # fmt: skip
KINDS = (
    ("contributions from individuals", "individual_contributions_usd"),
    ("contributions from committees", "committee_contributions_usd"),
    ("transfers from affiliated or authorised committees", "transfers_from_affiliates_usd"),
    ("loans", "loans_received_usd"),
)
MOST_ROWS, PAGE_ROWS = 1_000_000, 20_000  # listed one by one; contributor_rows gives at most one more than the first
Row = dict[str, Any]


def asked_receipts(g: Given) -> Rows:
    """The itemised receipts from individuals asked for, grouped by code, memo mark, size and year."""
    return added_up.individual_contributions(
        g.record, g.as_of, committees=list(g.spender.committees), cycle=g.in_cycle,
        since=_day(g.values.get("from")), until=_day(g.values.get("to")),
    )  # fmt: skip


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def individual_contributions(g: Given) -> list[Answer]:
    """What individuals gave to a committee or group (USD) under each reading of the words.

    Itemised rows by the FEC's codes (rule A1), refunds taken off (A5), memo rows in, each calendar year (T12), and the
    summary's line with what was not itemised (A6). National party accounts (T19) and the accounts of a hybrid PAC (T8)
    are parts. Rows without a filing day are left out and counted.
    """
    rows = asked_receipts(g)
    whole = [r for r in rows.dicts() if not r["undated"]]
    lines = lines_of(g.record, g.spender.committees, g.in_cycle, g.as_of)
    said = [
        ROUNDED,
        UNITEMISED,
        *state_of(g, lines, whole),
        *_undated(rows),
        *left_out(g.record, g.spender.committees, g.in_cycle),
    ]
    coded = [r for r in whole if r["individual"] and not r["memo"]]
    found = [_sum(ITEMISED, coded, rows, (*said, *_small(whole)), _by_account(coded, lines))]
    refunds = [{**r, "amount_usd": -r["amount_usd"]} for r in whole if r["transaction_type"] == "22Y" and not r["memo"]]
    parts = (("contributions", _total(coded)), ("refunds to individuals (22Y)", _total(refunds)))
    net = "refunds of a report's period, whenever the gift was made"
    found.append(_sum(f"{ITEMISED}, refunds taken off", [*coded, *refunds], rows, (*said, net), parts))
    if any(r["individual"] and r["memo"] for r in whole):
        memo = "memo rows are shares of other rows; the FEC's is_individual counts them, a committee's total does not"
        found.append(_sum(f"{ITEMISED}, memo rows in", [r for r in whole if r["individual"]], rows, (*said, memo)))
    for small, name in (
        ("under 200", "by the FEC's SQL: under $200"),
        ("200", "by its methodology page: $200 and less"),
    ):
        more = _small_rows(whole, page=small == "200")
        if more:
            caveat = "of the small rows the file does not show the line; those not on a line of individuals are too many"
            found.append(
                _sum(f"{ITEMISED}, small rows without a code in, {name}", [*coded, *more], rows, (*said, caveat))
            )
    years = sorted({r["year"] for r in coded if r["year"]})
    found += [
        _sum(f"{ITEMISED}, in {year}", [r for r in coded if r["year"] == year], rows,
             (*said, "by the day of each gift; a row without a day is in no year"))
        for year in years
        if not (g.values.get("from") or g.values.get("to"))
    ]  # fmt: skip
    return [*found, *_reported(g, lines, coded, rows)]


def _sum(name: str, listed: Sequence[Row], rows: Rows, said: Iterable[str], parts: Any = ()) -> Answer:
    """The sum of grouped rows; None, and said so, where there is no row."""
    count = sum(r["row_count"] for r in listed)
    if not count:
        none = ("no such row is among those loaded; missing is not zero", *said)
        return Answer(name, None, "USD", (rows,), 0, None, True, none)
    through = max(r["last_filed_on"] for r in listed)
    return Answer(name, _total(listed), "USD", (rows,), count, through, True, (*said, LATEST), tuple(parts))


def _total(listed: Iterable[Row]) -> Decimal:
    total = sum((r["amount_usd"] for r in listed), Decimal(0))
    return total.to_integral_value() if total == total.to_integral_value() else total


def _by(listed: Iterable[Row], key: Callable[[Row], str]) -> tuple[tuple[str, Value], ...]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in listed:
        groups[key(row)].append(row)
    return tuple((k, _total(v)) for k, v in sorted(groups.items(), key=lambda kv: (-_total(kv[1]), kv[0])))


def _by_account(coded: Sequence[Row], lines: Lines) -> tuple[tuple[str, Value], ...]:
    """Parts by account: a national party's own limits (codes 30, 31, 32), a hybrid PAC's two accounts (code 10)."""
    hybrid = any(r["committee_type"] in HYBRID for r in lines.rows.dicts())

    def account(row: Row) -> str:
        code = row["transaction_type"]
        if code[:2] in ACCOUNTS:
            return ACCOUNTS[code[:2]]
        if hybrid:
            return "non-contribution account (10)" if code == "10" else "contribution account"
        return "earmarked through a conduit (15E)" if code == "15E" else "other contributions"

    return _by(coded, account)


def _small_rows(whole: Iterable[Row], page: bool) -> list[Row]:
    """Receipts of at most $200 outside the list of codes: by the page those without a memo code, else under $200."""
    listed = [r for r in whole if r["small"] and not r["individual"]]
    return [r for r in listed if not r["memo"]] if page else [r for r in listed if r["small"] == "under 200"]


def _small(whole: Sequence[Row]) -> list[str]:
    return [NO_LINE] if any(r["small"] and not r["individual"] for r in whole) else []


def _undated(rows: Rows) -> list[str]:
    """What is said of rows whose filing day is not known: an as-of answer leaves them out."""
    listed = [r for r in rows.dicts() if r["undated"]]
    if not listed:
        return []
    count, total = sum(r["row_count"] for r in listed), _total(listed)
    return [f"left out: {count:,} row{'' if count == 1 else 's'} (${total:,}) whose filing day is not known"]


def state_of(g: Given, lines: Lines, listed: Sequence[Row]) -> list[str]:
    """How far the disclosure of each committee reaches: what came after is not yet disclosed, which is not zero."""
    said = []
    for committee, name, _ in g.spender.members:
        end = lines.through(committee)
        mine = [r for r in listed if r.get("committee_id_fec") == committee]
        who = f"{name} ({committee})" if len(g.spender.members) > 1 else "the committee"
        if end:
            if end < g.as_of:
                said.append(
                    f"its summary reaches {end}: what {who} took in after it is not yet disclosed in what is loaded"
                )
        elif not mine and not filed(g.record, [committee], g.in_cycle, g.as_of).rows.rows:
            said.append(f"no report of {who} for {g.in_cycle} is in what was public by {g.as_of} and is loaded: not yet"
                        " disclosed, or not loaded; not zero")  # fmt: skip
        if lines.kind(committee) in HYBRID:
            said.append(f"a hybrid PAC by the master of {g.in_cycle}: one report covers a contribution account and a"
                        " non-contribution account")  # fmt: skip
    return said


def _reported(g: Given, lines: Lines, coded: Sequence[Row], rows: Rows) -> list[Answer]:
    """The summary's line of contributions from individuals, with what of it was not itemised."""
    name = REPORTED
    if g.values.get("from") or g.values.get("to"):
        return []
    total = lines.total("individual_contributions_usd")
    said = [
        "the summary's line, cycle to date through its coverage",
        *left_out(g.record, g.spender.committees, g.in_cycle),
    ]
    if total is None:
        why = f"no {g.in_cycle} summary of it that was public by {g.as_of} is loaded; missing is not zero"
        return [Answer(name, None, "USD", (lines.rows,), 0, None, True, (*said, why))]
    parts: list[tuple[str, Value]] = []
    unitemised = lines.total("individual_unitemised_usd")
    general = [r for r in coded if r["transaction_type"][:2] not in ACCOUNTS]
    covered = [r for r in general if not lines.last or not r["last_on"] or r["last_on"] <= lines.last]
    if unitemised is not None:
        parts = [("itemised, as reported", total - unitemised), ("not itemised, as reported", unitemised)]
    elif general and covered == general:
        parts = [("itemised rows", _total(general)), ("not in the itemised rows", total - _total(general))]
        said.append("what is not in the rows: gifts not itemised, cents, and reports that one of the two files lacks")
    return [
        Answer(name, total, "USD", (lines.rows, rows), len(lines.counted), lines.first_end, lines.floor(g), tuple(said),
               tuple(parts))
    ]  # fmt: skip


def receipts_by_kind(g: Given) -> Answer:
    """Receipts as reported (USD) with the lines that the summary gives; the rest is other receipts: all add up."""
    lines = lines_of(g.record, g.spender.committees, g.in_cycle, g.as_of)
    total, name = lines.total("receipts_usd"), "receipts by kind, as reported"
    if total is None:
        why = f"no {g.in_cycle} summary that was public by {g.as_of} is loaded; missing is not zero"
        return Answer(name, None, "USD", (lines.rows,), 0, None, True, (why,))
    known = [(words, v) for words, column in KINDS if (v := lines.total(column)) is not None]
    rest = total - sum((v for _, v in known), Decimal(0))
    parts = (*((w, v) for w, v in known if v), ("other receipts, and lines that the file lacks", rest))
    said = state_of(g, lines, [])
    return Answer(
        name, total, "USD", (lines.rows,), len(lines.counted), lines.first_end, lines.floor(g), tuple(said), parts
    )


def contribution_sizes(g: Given) -> list[Answer]:
    """Contributions from individuals by the size of the single one: the only reading that has what was not itemised."""
    rows = asked_receipts(g)
    coded = [r for r in rows.dicts() if r["individual"] and not r["memo"] and not r["undated"]]
    lines = lines_of(g.record, g.spender.committees, g.in_cycle, g.as_of)
    bands = {size: [r for r in coded if r["size_usd"] == size] for size in SIZES}
    parts: list[tuple[str, Value]] = [(SIZES[s], _total(listed)) for s, listed in bands.items() if listed]
    single = "by the amount of the single contribution, not by what one person gave in all"
    said = [ROUNDED, single, NEGATIVE, *_accounts(coded), *state_of(g, lines, coded), *_undated(rows)]
    found = [_sum("by size, itemised only", coded, rows, (*said, UNITEMISED), parts)]
    reported = _reported(g, lines, coded, rows)
    rest = [v for a in reported for n, v in a.parts if n.startswith("not ") and isinstance(v, Decimal)]
    if rest and found[0].value is not None:
        total = _total(coded) + rest[0]
        under = _total(bands[0]) + rest[0]
        in_all: list[tuple[str, Value]] = [(f"{SIZES[0]}, not itemised included", under)]
        in_all += [(n, v) for n, v in parts if n != SIZES[0]]
        found.append(
            Answer("by size, not itemised included", total, "USD", (rows, lines.rows), found[0].rows, lines.first_end,
                   lines.floor(g), tuple(said), tuple(in_all))
        )  # fmt: skip
    return found


def _accounts(coded: Sequence[Row]) -> list[str]:
    """What is said of a national party's special accounts among the rows of a sum by size (T19)."""
    apart = [r for r in coded if r["transaction_type"][:2] in ACCOUNTS]
    if not apart:
        return []
    count = sum(r["row_count"] for r in apart)
    named = ", ".join(ACCOUNTS[code] for code in sorted({r["transaction_type"][:2] for r in apart}))
    rows_of = f"{count:,} row{'' if count == 1 else 's'} (${_total(apart):,})"
    return [f"{rows_of} of a national party's {named} are in these sizes: such accounts have limits of their own"]


def contributors(g: Given, on_page: bool = False) -> list[Answer]:
    """Who gave to a committee (USD): organisations and committees by name; individuals by name only where asked.

    `individuals` yes names them; `details` yes adds where they live and work to the rows. An organisation's
    row says what it is; the sources of its own money are not in the record (rule T10). Where individuals are named,
    each row is listed too: of more than MOST_ROWS raises InputError; `on_page` leaves out a list of more than PAGE_ROWS.
    """
    named = bool(g.individuals)
    day = {"since": _day(g.values.get("from")), "until": _day(g.values.get("to"))}
    committees = list(g.spender.committees)
    who: dict[str, Any] = {"committees": committees, "cycle": g.in_cycle, **day}
    rows = added_up.contributors(g.record, g.as_of, **who, individuals=named, most=200)
    asked: tuple[Rows, ...] = (rows,)
    if named or g.details:
        counted, most = sum(r["row_count"] for r in rows.dicts()), PAGE_ROWS if on_page else MOST_ROWS
        many = counted > most
        if not many:
            listed = ask(g.record, "contributor_rows", g.as_of, **who, individuals=named, details=bool(g.details))
            many = len(listed.rows) > most
        if many and not on_page:
            from onrecord.model.errors import InputError

            received = f"{counted:,}" if counted > MOST_ROWS else "more"
            raise InputError("at most a million rows by name; narrow them", received=received, example="from=2024-01-01")
        asked = (rows,) if many else (rows, listed)
    lines = lines_of(g.record, g.spender.committees, g.in_cycle, g.as_of)
    found = []
    for kind, name in (
        ("committee", "from committees"),
        ("organisation", "from organisations"),
        ("individual", "from individuals"),
    ):
        mine = [r for r in rows.dicts() if r["kind"] == kind]
        said = [
            ROUNDED,
            "as the taker reported, refunds not taken off",
            *state_of(g, lines, [{"committee_id_fec": c} for c in committees if mine]),
        ]
        if kind == "organisation":
            said.append(
                "organisations by the filer's entity type: source not disclosed (who gave to them is not on record)"
            )
        if kind == "individual":
            said.append(USE if named else "individuals are named only where asked: individuals=yes")
        parts = tuple((_giver(r), r["amount_usd"].to_integral_value()) for r in mine if r["contributor_name"] or named)
        one = _sum(f"itemised {name}", mine, rows, said, parts)
        about = (one.rows, one.through, True, one.caveats, parts, {UNCOVERED: kind == "committee"})
        found.append(Answer(one.reading, one.value, "USD", asked, *about))
    return found


def _giver(row: Row) -> str:
    if not row["shown"]:
        return f"{row['names']:,} other name{'' if row['names'] == 1 else 's'}"
    return (
        f"{row['contributor_name'] or 'no name given'}{' (' + row['giver_id_fec'] + ')' if row['giver_id_fec'] else ''}"
    )
