"""What an amendment changed: two filings compared row by row, cover by cover, with support/oppose flips marked."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from onrecord.answers.ask import Rows, ask
from onrecord.answers.pairs import Pair, paired
from onrecord.model.errors import InputError, UnknownName
from onrecord.store.load import load
from onrecord.store.record import Record

SCHEMA = "onrecord.diff/1"
EVER = dt.date.max
WORDS = {"S": "support", "O": "oppose"}


@dataclass(frozen=True)
class Version:
    """One filing as held: what it says of itself, the money lines of its cover, and its rows."""

    about: dict[str, Any]
    lines: list[dict[str, Any]]
    rows: list[dict[str, Any]]
    asked: tuple[Rows, ...] = ()

    @property
    def number(self) -> str:
        """Its filing number."""
        return str(self.about["filing_number"])


@dataclass(frozen=True)
class Sum:
    """The rows of one line before and after, memo rows apart, in US dollars."""

    schedule: str
    line: str
    rows: tuple[int, int]
    usd: tuple[Decimal, Decimal]
    memo_rows: tuple[int, int]

    @property
    def change_usd(self) -> Decimal:
        """What was added to the sum, in US dollars; negative when it fell."""
        return self.usd[1] - self.usd[0]


@dataclass(frozen=True)
class Diff:
    """All that differs between two filings; `notes` say why the two may be no versions of one report."""

    before: Version
    after: Version
    about: list[tuple[str, Any, Any]]
    lines: list[tuple[str, str, Decimal | None, Decimal | None]]
    sums: list[Sum]
    pairs: list[Pair]
    unchanged: int
    renumbered: int
    notes: list[str] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        """Whether anything of the cover or the rows differs."""
        return bool(self.about or self.lines or self.pairs)

    @property
    def fields(self) -> dict[str, int]:
        """How many changed rows differ in each field, the most frequent first."""
        return dict(Counter(name for pair in self.pairs for name, _, _ in pair.fields).most_common())

    @property
    def flips(self) -> list[Pair]:
        """The rows whose support or oppose was turned into the other."""
        return [p for p in self.pairs if p.flip]


def diff(first: str, second: str, folder: Path) -> Diff:
    """Compare two filings, each a filing number in the record at `folder` or the path of a .fec file.

    Raises UnknownName for a number the record does not hold (with near ones, if any), InputError for neither a number
    nor a file, SourceError for a file that is no filing, RecordError for a record that cannot be opened.
    """
    return compare(version(first, folder), version(second, folder))


def version(named: str, folder: Path) -> Version:
    """The filing of that number in the record, or in that file."""
    path = Path(named)
    if path.suffix.lower() == ".fec" or path.name != named:
        if path.suffix.lower() != ".fec" or not path.is_file():
            raise InputError("a .fec file that is there", received=named, example="onrecord diff 467627.fec 767339.fec")
        with tempfile.TemporaryDirectory() as scratch:
            load([path], Path(scratch) / "record")
            record = Record(Path(scratch) / "record")
            return _held(record, ask(record, "filings", EVER, filing=None).dicts()[0]["filing_number"])
    record, number = Record(folder), named.removeprefix("FEC-")
    if not ask(record, "filings", EVER, filing=number).rows:
        raise _unknown(number, ask(record, "filings", EVER, filing=None))
    return _held(record, number)


def _held(record: Record, number: str) -> Version:
    about, lines, rows = (ask(record, m, EVER, filing=number) for m in ("filings", "filing_lines", "filing_rows"))
    return Version(about.dicts()[0], lines.dicts(), rows.dicts(), (about, lines, rows))


def _unknown(number: str, held: Rows) -> UnknownName:
    """The error for a number that is not held: how to load it, and the numbers of the record with its leading digits."""
    near = near_numbers(number, [str(row[0]) for row in held.rows])
    wanted = number if number.isascii() and number.isdigit() else "1544132"
    return UnknownName(
        "a filing number that the record holds, or the path of a .fec file",
        received=f"{number}; near numbers in the record: {', '.join(near)}" if near else number,
        example=f"onrecord load https://docquery.fec.gov/dcdev/posted/{wanted}.fec",
    )


def near_numbers(number: str, held: Iterable[str]) -> list[str]:
    """At most three of `held` that are as long as `number` and differ from it in their last three digits alone (of a
    short number in the last half), the nearest first; none of what is no number."""
    if not (number.isascii() and number.isdigit()):
        return []
    begin = number[: max(len(number) - 3, (len(number) + 1) // 2)]
    near = [n for n in held if n.isascii() and n.isdigit() and len(n) == len(number) and n.startswith(begin)]
    return sorted(near, key=lambda n: (abs(int(n) - int(number)), n))[:3]


COVER = (
    *("committee_id_fec", "committee_name", "candidate_id_fec", "form", "report_type", "election_code"),
    *("coverage_start", "coverage_end", "text"),
)


def compare(before: Version, after: Version) -> Diff:
    """The differences from one filing to another, every row of both accounted for: unchanged, or in `pairs`."""
    pairs, unchanged, renumbered = paired(before.rows, after.rows)
    about = [(k, before.about[k], after.about[k]) for k in COVER if before.about[k] != after.about[k]]
    return Diff(
        before=before,
        after=after,
        about=about,
        lines=list(_lines(before.lines, after.lines)),
        sums=list(_sums(before.rows, after.rows)),
        pairs=pairs,
        unchanged=unchanged,
        renumbered=renumbered,
        notes=list(_notes(before.about, after.about)),
    )


def _lines(
    before: Iterable[dict[str, Any]], after: Iterable[dict[str, Any]]
) -> Iterator[tuple[str, str, Decimal | None, Decimal | None]]:
    """The cover's lines that differ: line, column (A or B), before, after; None is blank."""
    old, new = ({row["line"]: row for row in rows} for rows in (before, after))
    for line in [*old, *(n for n in new if n not in old)]:
        for column, name in (("A", "period_usd"), ("B", "ytd_usd")):
            was, now = old.get(line, {}).get(name), new.get(line, {}).get(name)
            if was != now:
                yield line, column, was, now


def _sums(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Iterator[Sum]:
    keys = sorted({(r["schedule"], r["line"] or "") for r in (*before, *after)})
    for schedule, line in keys:
        sides = [[r for r in rows if (r["schedule"], r["line"] or "") == (schedule, line)] for rows in (before, after)]
        plain = [[r for r in side if r["memo_code"] != "X"] for side in sides]
        yield Sum(
            schedule,
            line,
            (len(plain[0]), len(plain[1])),
            (_total(plain[0]), _total(plain[1])),
            (len(sides[0]) - len(plain[0]), len(sides[1]) - len(plain[1])),
        )


def _total(rows: list[dict[str, Any]]) -> Decimal:
    return sum((r["amount_usd"] for r in rows if r["amount_usd"] is not None), Decimal("0.00"))


def _notes(before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    """Why the second filing may be no version of the first one's report."""
    first, second = before["filing_number"], after["filing_number"]
    if before["committee_id_fec"] != after["committee_id_fec"]:
        yield "The two are of different filers."
    elif (before["form"], before["coverage_end"]) != (after["form"], after["coverage_end"]):
        yield "The two cover different forms or periods."
    if first == after["amends_filing_number"]:
        return
    if second == before["amends_filing_number"]:
        yield f"{first} amends {second}: the first is the later version."
    elif first != second and before["root_filing_number"] != after["root_filing_number"]:
        yield f"{second} does not say that it amends {first}."


def as_dict(found: Diff) -> dict[str, Any]:
    """The comparison in JSON's types: money as decimal strings, days as year-month-day, stances in words."""
    kinds = ("added", "removed", "changed")
    return {
        "schema": SCHEMA,
        "differs": found.differs,
        "before": _plain(found.before.about),
        "after": _plain(found.after.about),
        "notes": found.notes,
        "about": [{"field": k, "before": _text(a), "after": _text(b)} for k, a, b in found.about],
        "lines": [{"line": n, "column": c, "before": _text(a), "after": _text(b)} for n, c, a, b in found.lines],
        "sums": [
            {
                "schedule": s.schedule,
                "line": s.line,
                "rows": list(s.rows),
                "memo_rows": list(s.memo_rows),
                "before_usd": _text(s.usd[0]),
                "after_usd": _text(s.usd[1]),
                "change_usd": _text(s.change_usd),
            }
            for s in found.sums
        ],
        "counts": {
            **{kind: sum(p.kind == kind for p in found.pairs) for kind in kinds},
            "unchanged": found.unchanged,
            "renumbered": found.renumbered,
            "flips": len(found.flips),
        },
        "fields": found.fields,
        "rows": [_row(p) for p in sorted(found.pairs, key=_weight)],
    }


def _weight(pair: Pair) -> tuple[bool, bool, bool]:
    """What a reader wants first: support and oppose exchanged, then amounts changed, then rows added and removed."""
    names = {name for name, _, _ in pair.fields}
    return not pair.flip, not (names & {"amount_usd", "stance", "memo_code"}), pair.kind == "changed"


def _row(pair: Pair) -> dict[str, Any]:
    shown = pair.after or pair.before or {}
    return {
        "kind": pair.kind,
        "schedule": shown["schedule"],
        "line": shown["line"],
        "transaction_id": shown["transaction_id"],
        "matched_by": pair.by,
        "flip": pair.flip,
        "fields": [{"field": k, "before": _said(k, a), "after": _said(k, b)} for k, a, b in pair.fields],
        "before": _plain(pair.before) if pair.before else None,
        "after": _plain(pair.after) if pair.after else None,
    }


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {k: _said(k, v) for k, v in row.items()}


def _said(name: str, value: Any) -> Any:
    return WORDS.get(value, value) if name == "stance" else _text(value)


def _text(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, dt.date) else value
