"""Asks a measure of a record: rows with a receipt that any other machine would give too."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from onrecord.registry.quarantine import own_mark
from onrecord.store.record import Record

MEASURES = Path(__file__).parent.parent / "measures"
_ONLY = re.compile(r"^ *-- only for (\w+): (.+)\n((?:(?! *-- end only).*\n)*) *-- end only\n", re.M)
_WITH = re.compile(r"^ *-- only with rows of: (.+)\n((?:(?! *-- end only).*\n)*) *-- end only\n", re.M)
_PARAM = re.compile(r"\$(\w+)")
_ROWS_OF = re.compile(r"^-- rows of: (.+)$", re.M)
_FETCHED = re.compile(r"openfec_[a-z_]+?_([A-Z][\w-]*?)_(\d{4})\.jsonl$")
_DAILY = re.compile(r"(?:^|/)\d{8}\.zip$")
ORDERED = (".json", ".jsonl", ".yaml")  # files whose rows are numbered in their order, not by line
SHOWN = 60  # lines of a file that a citation of a sum lists
REMEMBERED = 256  # answers kept for each open record
_views_made: WeakKeyDictionary[Record, set[str]] = WeakKeyDictionary()
_asked: WeakKeyDictionary[Record, dict[str, Rows]] = WeakKeyDictionary()
_columns: WeakKeyDictionary[Record, dict[str, list[str]]] = WeakKeyDictionary()  # of each measure asked of it
_held: WeakKeyDictionary[Record, dict[str, bool]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Rows:
    """The rows of one measure, with the query and the receipt id."""

    question: str
    params: dict[str, Any]
    as_of: dt.date
    snapshot: str
    columns: list[str]
    rows: list[tuple[Any, ...]]
    query: str
    ruled: str = ""  # the hash of the user's own quarantine entries, where there are any

    @cached_property
    def receipt(self) -> str:
        """The hash of question, as-of date and record snapshot (and own quarantine entries): the same everywhere."""
        asked = [self.question, self.params, self.as_of.isoformat(), self.snapshot]
        asked += [self.ruled] if self.ruled else []
        return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:16]

    def dicts(self) -> list[dict[str, Any]]:
        """The rows by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    @cached_property
    def fetched(self) -> tuple[str, ...]:
        """What must be said of rows that came through the openFEC API for one subject: of what they are all."""
        if "source_file" not in self.columns:
            return ()
        at = self.columns.index("source_file")
        hits = [_FETCHED.match(name) for name in sorted({str(row[at]) for row in self.rows})]
        return tuple(dict.fromkeys(f"via the openFEC API, fetched for {h[1]} in {h[2]} alone" for h in hits if h))

    def citations(self) -> list[str]:
        """Where each row stands: file and line, with the image number of its filing where the row has one."""
        return [cite(row) for row in self.dicts()]


def cite(row: dict[str, Any]) -> str:
    """The source file and line of a row, after what a hand-entered row cites, with its FEC image number."""
    where, said = place(row), row.get("citation") or ""
    image = row.get("image_number")
    known = f"FEC image {image}" if image and str(image) not in said else ""
    if said:
        return f"{said} ({', '.join(filter(None, (where, known)))})"
    return f"{where} ({known})" if known else where


def place(row: dict[str, Any]) -> str:
    """The file and line of a row; in the FEC's zip of a day also its filing, whose lines are counted from 1."""
    if row.get("places"):
        return _places(row["places"])
    file, filing = str(row["source_file"]), row.get("filing_number")
    of = f" filing {filing}" if filing and _DAILY.search(file) else ""
    line = row.get("source_line")  # a row that sums up a file's has none
    return f"{file}{of} {at(file, line)}" if line is not None else f"{file}{of}"


def at(file: str, line: int) -> str:
    """Where a row stands, as a reader finds it: line 7; in a workbook sheet 8 row 251, kept as 800251.

    A row of JSON or YAML has no line of its own: it is numbered in the order of the file, entry 1063.
    """
    if file.casefold().endswith((".xls", ".xlsx")) and line >= 100_000:
        sheet, row = divmod(line, 100_000)
        return f"sheet {sheet} row {row}" if row else f"sheet {sheet}"
    return f"{_unit(file)} {line}"


def _unit(file: str) -> str:
    return "entry" if file.casefold().endswith(ORDERED) else "line"


def _places(said: str) -> str:
    """The files and lines of a sum's rows, from `file:line` of each; the first SHOWN of a file, the others counted."""
    lines: dict[str, list[str]] = {}
    for one in said.split(" "):
        file, _, line = one.rpartition(":")
        lines.setdefault(file, []).append(line)
    told = []
    for file, held in lines.items():
        more = f" and {len(held) - SHOWN:,} more" if len(held) > SHOWN else ""
        one, many = ("entry", "entries") if _unit(file) == "entry" else ("line", "lines")
        told.append(f"{file} {many if len(held) > 1 else one} {', '.join(held[:SHOWN])}{more}")
    return "; ".join(told)


@cache
def query_of(question: str) -> str:
    """The SQL text of a measure."""
    return (MEASURES / f"{question}.sql").read_text("utf-8")


@cache
def measures() -> tuple[str, ...]:
    """The names of all measures."""
    return tuple(sorted(p.stem for p in MEASURES.glob("*.sql")))


def ask(record: Record, question: str, as_of: dt.date, **params: Any) -> Rows:
    """Ask `question` of the record as it was known on `as_of` (inclusive).

    A record that is open does not change: what was asked of it before is not asked again.
    """
    known = _asked.setdefault(record, {})
    key = json.dumps([question, params, as_of.isoformat()], sort_keys=True)
    if key not in known:
        if len(known) >= REMEMBERED:
            known.pop(next(iter(known)))
        known[key] = _ask(record, question, as_of, params)
    return known[key]


def _ask(record: Record, question: str, as_of: dt.date, params: dict[str, Any]) -> Rows:
    query = query_of(question)
    if record not in _views_made:
        from onrecord.answers.quarantine import set_aside

        set_aside(record, query_of("beyond_belief"))
        _views_made[record] = set()
    known = _columns.setdefault(record, {})
    said = _ROWS_OF.search(query)
    if said and question in known and not _holds(record, said[1], params):
        return Rows(question, params, as_of, record.snapshot, known[question], [], query, own_mark())
    text = narrowed(query, params)
    text = _WITH.sub(lambda part: part[2] if _holds(record, part[1], params) else "", text)
    _make_views(record, text)
    values = {**params, "as_of": as_of} if "$as_of" in query else params
    unused = set(_PARAM.findall(query)) - set(_PARAM.findall(text))
    values = {name: value for name, value in values.items() if name not in unused}
    done = record.db.execute(text, values) if values else record.db.execute(text)
    columns = known[question] = [c[0] for c in done.description]
    return Rows(question, params, as_of, record.snapshot, columns, done.fetchall(), query, own_mark())


def narrowed(query: str, params: dict[str, Any]) -> str:
    """A measure without the parts that give no row for these parameters, which would only have to be planned.

    Such a part stands between `-- only for NAME: VALUE` and `-- end only`; the parameter NAME is a list.
    """
    return _ONLY.sub(lambda part: part[3] if part[2] in params[part[1]] else "", query)


def _holds(record: Record, tables: str, params: dict[str, Any]) -> bool:
    """Whether any of the tables (`TABLE, ...`) has a row of the committees asked for; true where all are asked for.

    A measure that says `-- rows of: TABLE, ...` has none otherwise; nor has the part of one that stands between
    `-- only with rows of: TABLE, ...` and `-- end only`. To look is faster than to plan such a query.
    """
    committees = params.get("committees")
    if committees is None:
        return True
    known = _held.setdefault(record, {})
    key = json.dumps([tables, committees])
    if key not in known:
        every = " union all ".join(f"select committee_id_fec from {table}" for table in tables.split(", "))
        one = f"select 1 from ({every}) where list_contains($committees, committee_id_fec) limit 1"
        known[key] = record.db.execute(one, {"committees": committees}).fetchone() is not None
    return known[key]


@cache
def _views() -> dict[str, str]:
    """The shared views by name. One whose first line says `-- table:` is computed once for an open record."""
    return {p.stem: p.read_text("utf-8") for p in MEASURES.glob("views/*.sql")}


def _make_views(record: Record, text: str) -> None:
    """Make the views that a query names, and first those that they name."""
    made = _views_made[record]
    for name in sorted((_views().keys() - made) & set(re.findall(r"\w+", text))):
        view = _views()[name]
        made.add(name)
        _make_views(record, view)
        kind = "table" if view.startswith("-- table:") else "view"
        record.db.execute(f"create or replace temp {kind} {name} as {view}")
