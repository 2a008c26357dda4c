"""What is wrong with a record, or may be: coverage, rows left out, targets without a name, old and damaged files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from onrecord.answers.ask import Rows, ask
from onrecord.answers.coverage import KINDS, NO_ROWS, STATES, Coverage, coverage
from onrecord.answers.health import damaged, lacking, layouts, stale
from onrecord.model.form_words import line_words
from onrecord.model.money import usd
from onrecord.store.manifest import Manifest, read_manifest
from onrecord.store.record import Record

SCHEMA = "onrecord.doctor/1"
SYNC = "onrecord sync"


@dataclass
class Section:
    """One thing looked at: `items` in JSON's types, the gravest first; `findings` of them change an answer.

    `said` is the outcome in a sentence, `do` what mends it (a command), `counts` further totals by name.
    """

    name: str
    title: str
    said: str
    items: list[dict[str, Any]] = field(default_factory=list)
    findings: int = 0
    do: str = ""
    counts: dict[str, Any] = field(default_factory=dict)
    asked: tuple[Rows, ...] = ()
    #: Of the committees asked of, those without one row that a summary line could be held against: id and name.
    nothing_itemised: list[dict[str, str | None]] = field(default_factory=list)

    @property
    def state(self) -> str:
        """finding: it changes an answer; note: to be known; well: nothing."""
        return "finding" if self.findings else "note" if self.items else "well"

    def as_dict(self) -> dict[str, Any]:
        """The section with stable keys."""
        return {
            "name": self.name,
            "title": self.title,
            "state": self.state,
            "findings": self.findings,
            "said": self.said,
            "do": self.do or None,
            "counts": self.counts,
            "items": self.items,
            "receipts": [r.receipt for r in self.asked],
        }


@dataclass(frozen=True)
class Asked:
    """What is looked at: a record's folder as known on a day (inclusive), a cycle, committees; None for all."""

    folder: Path
    as_of: dt.date
    cycle: int | None = None
    committees: tuple[str, ...] | None = None
    verify: bool = False
    _open: list[Record] = field(default_factory=list)

    @property
    def record(self) -> Record:
        """The record, opened once."""
        if not self._open:
            self._open.append(Record(self.folder))
        return self._open[0]

    @property
    def manifest(self) -> Manifest:
        """What is loaded."""
        return self._open[0].manifest if self._open else read_manifest(self.folder)

    def ask(self, question: str, **params: Any) -> Rows:
        """A measure of this cycle."""
        return ask(self.record, question, self.as_of, cycle=self.cycle, **params)

    @property
    def ids(self) -> list[str] | None:
        """The committees asked of."""
        return None if self.committees is None else list(self.committees)


def examine(asked: Asked) -> Iterator[Section]:
    """Each section in turn. Of a damaged record only the damage: it cannot be asked until its files load again."""
    found = _damaged(asked)
    yield found
    if found.findings:
        return
    for look in SECTIONS if asked.committees is None else OF_COMMITTEE:
        yield look(asked)


def number_of_sections(asked: Asked) -> int:
    """How many sections `examine` gives at most."""
    return 1 + len(SECTIONS if asked.committees is None else OF_COMMITTEE)


def as_dict(asked: Asked, sections: Sequence[Section]) -> dict[str, Any]:
    """The examination in the form of schema version 1; `exit` is the exit status it stands for."""
    findings = sum(s.findings for s in sections)
    return {
        "schema": SCHEMA,
        "record": str(asked.folder),
        "snapshot": asked.manifest.stored,
        "as_of": asked.as_of.isoformat(),
        "cycle": asked.cycle,
        "committees": asked.ids,
        "nothing_itemised": [one for s in sections for one in s.nothing_itemised],
        "findings": findings,
        "exit": 1 if findings else 0,
        "sections": [s.as_dict() for s in sections],
    }


def _damaged(asked: Asked) -> Section:
    items = damaged(asked.folder, asked.manifest, asked.verify)
    how = "read and compared with its hash" if asked.verify else "of the size that was written (--verify reads them)"
    said = (
        f"{_n(len(items), 'object')} lost or damaged: nothing else can be asked" if items else f"every object is {how}"
    )
    do = "onrecord load --verify FOLDER (the folder or address that the files came from)" if items else ""
    return Section("damaged", "Objects of the record", said, items, len(items), do)


def _coverage(asked: Asked) -> Section:
    """Itemised rows against the summary line, the largest difference first."""
    found, rows = coverage(asked.record, asked.committees, asked.cycle, asked.as_of)
    counts = {kind: {state: 0 for state in STATES} for kind in KINDS}
    for one in found:
        counts[one.kind][one.state] += 1
    bad = [c for c in found if c.found]
    told = found if asked.committees is not None else [c for c in found if c.changes_an_answer]
    ordered = sorted(told, key=lambda c: (not c.found, *_weight(c)))
    do = "; ".join(f"{SYNC} --cycle {c}" for c in sorted({c.cycle for c in bad}))
    said = f"{_n(len(bad), 'sum')} of rows differ from the summary line by more than 3%: figures on them say so"
    if beyond := sum(c.changes_an_answer and not c.found for c in found):
        said += f"; {beyond:,} more fall short of a line that holds more than the loaded rows can show"
    if not bad:
        said = _all_well(found, beyond)
    return Section(
        "coverage", "Itemised rows against reported summaries", said, [c.as_dict() for c in ordered], len(bad), do,
        counts, (rows,), _nothing_itemised(asked, found),
    )  # fmt: skip


def _nothing_itemised(asked: Asked, found: Sequence[Coverage]) -> list[dict[str, str | None]]:
    """The committees asked of that have no row of any kind compared here: that nothing is found says nothing of them."""
    loaded = {one.committee_id_fec for one in found if one.state != NO_ROWS}
    names = {one.committee_id_fec: one.name for one in found}
    return [{"committee_id_fec": c, "name": names.get(c)} for c in asked.ids or [] if c not in loaded]


def _all_well(found: Sequence[Coverage], beyond: int) -> str:
    """The outcome without a finding: how many sums were compared, and how many fall short of a line that holds more."""
    known = sum(c.reported_usd is not None and c.itemised_usd is not None for c in found)
    if not known:
        return "nothing to compare"
    if beyond:
        rest = f"the other {known - beyond:,} reconcile" if known > beyond else "no other was compared"
        return f"{_n(beyond, 'sum')} of rows fall short of a line that holds more than the loaded rows can show; {rest}"
    return f"every sum of rows reconciles with its summary line ({known:,} compared)"


def _weight(one: Coverage) -> tuple[Decimal, str, int, str]:
    return -abs(one.difference_usd or Decimal(0)), one.committee_id_fec, one.cycle, one.kind


def _disagreements(asked: Asked) -> Section:
    rows = asked.ask("summary_disagreements", ids=asked.ids)
    items = _items(rows)
    said = f"{_n(len(items), 'line')} of summaries differ between two files of the same days; an answer takes one"
    do = "compare the amount with the committee's own report (each line names the two files)" if items else ""
    return _plain("disagreements", "Summaries that disagree", said if items else "none", items, rows, do, True)


def _unmatched(asked: Asked) -> Section:
    rows = asked.ask("unmatched_targets", committees=asked.ids)
    items = _items(rows)
    total = sum((r["amount_usd"] for r in rows.dicts()), Decimal(0))
    number = sum(r["row_count"] for r in rows.dicts())
    said = f"{_n(number, 'row')}, {usd(_short(total))} in all, are for or against no candidate of that cycle's master"
    cycles = sorted({r["cycle"] for r in rows.dicts() if "no master" in r["reason"]})
    do = "; ".join(f"{SYNC} --cycle {c}" for c in cycles)
    return _plain("unmatched", "Targets that no master names", said if items else "none", items, rows, do)


def _undated(asked: Asked) -> Section:
    rows = asked.ask("undated_by_file", committees=asked.ids)
    items = _items(rows)
    number = sum(r["row_count"] for r in rows.dicts())
    said = f"{_n(number, 'row')} without the day on which they became public: as-of answers leave them out"
    do = f"{SYNC} --feeds: electronic filings and their index give receipt days" if items else ""
    return _plain("undated", "Rows without a day", said if items else "none", items, rows, do)


def _filings(asked: Asked) -> Section:
    rows = asked.ask("undated_filings", committees=asked.ids)
    items = _items(rows)
    number = sum(r["filing_count"] for r in rows.dicts())
    said = f"{_n(number, 'electronic filing')} of unknown receipt day: as-of answers leave them out"
    do = f"{SYNC} --feeds, or a list onrecord_filings*.csv of your own" if items else ""
    loaded = asked.ask("filings_loaded", committees=asked.ids)
    if every := {r["form"]: r["filing_count"] for r in loaded.dicts()}:
        gone = sum(r["withdrawn_count"] for r in loaded.dicts())
        told = f"{_n(sum(every.values()), 'electronic filing')} loaded" + (f", {gone:,} withdrawn" if gone else "")
        said = f"{told}; {said}" if items else f"{told}, each with its receipt day"
    section = _plain("filings", "Filings without a receipt day", said if items or every else "none", items, rows, do)
    return replace(section, counts=every, asked=(rows, loaded))


def _short_filings(asked: Asked) -> Section:
    rows = asked.ask("short_filings", committees=asked.ids)
    items = [{**i, "line_words": line_words(i["line"])} for i in _items(rows)]
    said = f"{_n(len(items), 'report')} whose rows fall short of a cover's line that lists every row: cut, or misfiled"
    do = "onrecord load https://docquery.fec.gov/dcdev/posted/NUMBER.fec (the FEC's own copy)" if items else ""
    return _plain("short", "Filings that may be cut", said if items else "none", items, rows, do, True)


def _copies(asked: Asked) -> Section:
    rows = asked.ask("differing_copies", committees=asked.ids)
    items = _items(rows)
    said = f"{_n(len(items), 'filing number')} of which two files hold different contents: the earliest day's counts"
    where = "https://docquery.fec.gov/dcdev/posted/NUMBER.fec"
    do = f"onrecord load {where} (the FEC's own copy, in the place of a loose one)" if items else ""
    return _plain("copies", "Filings held twice", said if items else "none that differ", items, rows, do)


def _unverified(asked: Asked) -> Section:
    rows = asked.ask("unverified_filers", ids=asked.ids)
    items = _items(rows)
    said = f"{_n(len(items), 'filer')} with money of a cycle whose master has not their id: told, not left out"
    return _plain("unverified", "Filers that no master of the cycle has", said if items else "none", items, rows)


def _quarantined(asked: Asked) -> Section:
    rows = asked.ask("quarantined", ids=asked.ids)
    items = _items(rows)
    said = f"{_n(len(items), 'entry', 'entries')} marked beyond belief and left out of every sum"
    return _plain("quarantined", "Quarantined filers", said if items else "none", items, rows)


def _rejected(asked: Asked) -> Section:
    rows = asked.ask("rejected_reasons")
    items = _items(rows)
    number = sum(r["row_count"] for r in rows.dicts())
    files = len({r["source_file"] for r in rows.dicts()})
    said = f"{_n(number, 'row')} of {_n(files, 'file')} not loaded, each with its line and reason"
    do = "; ".join(f"onrecord sources --rejected {name}" for name in dict.fromkeys(i["source"] for i in items))
    return _plain("rejected", "Rejected rows", said if items else "none", items, rows, do)


def _stale(asked: Asked) -> Section:
    items = stale(asked.manifest, asked.as_of, asked.cycle)
    cycles = sorted({i["cycle"] for i in items})
    said = f"{_n(len(items), 'file')} end before a report that was due by {asked.as_of}"
    do = "; ".join(f"{SYNC} --cycle {c}" for c in cycles)
    return Section("stale", "Files that are old", said if items else "none", items, 0, do)


def _lacking(asked: Asked) -> Section:
    items = lacking(asked.manifest, asked.cycle)
    cycles = sorted({i["cycle"] for i in items})
    said = f"{_n(len(items), 'gap')} in what is loaded by cycle; what is not loaded is not zero"
    do = "; ".join(f"{SYNC} --cycle {c}" for c in cycles)
    empty = any(not i["beside"] for i in items)  # asked of a cycle that is not there
    if empty:
        said = f"no file of {asked.cycle} is loaded, filings and lists of no one cycle apart: what is well here is empty"
    return Section("lacking", "Cycles held in part", said if items else "none", items, int(empty), do)


def _layouts(asked: Asked) -> Section:
    items = layouts(asked.manifest)
    said = f"{_n(len(items), 'source')} of which no real file of the publisher's was read when it was declared"
    return Section("layouts", "Layouts not verified", said if items else "none", items)


def _plain(
    name: str, title: str, said: str, items: list[dict[str, Any]], rows: Rows, do: str = "", grave: bool = False
) -> Section:
    return Section(name, title, said, items, len(items) if grave else 0, do, {}, (rows,))


def _items(rows: Rows) -> list[dict[str, Any]]:
    """Rows in JSON's types: money as decimal strings, days as year-month-day."""
    return [{k: _cell(v) for k, v in row.items()} for row in rows.dicts()]


def _cell(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(_short(value), "f")
    return value.isoformat() if isinstance(value, dt.date) else value


def _short(amount: Decimal) -> Decimal:
    """Whole dollars without decimals."""
    return amount.to_integral_value() if amount == amount.to_integral_value() else amount


def _n(number: int, word: str, many: str = "") -> str:
    """1 row; 2 rows."""
    return f"{number:,} {word if number == 1 else many or word + 's'}"


Look = Callable[[Asked], Section]
OF_COMMITTEE: tuple[Look, ...] = (
    *(_coverage, _disagreements, _unmatched, _undated, _filings, _short_filings, _copies, _quarantined, _unverified),
)
SECTIONS: tuple[Look, ...] = (*OF_COMMITTEE, _rejected, _stale, _lacking, _layouts)
