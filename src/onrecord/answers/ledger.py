"""What a sum of money (USD) is made of, filing by filing, and what was added to it or taken off since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from onrecord.answers.answer import Answer
from onrecord.answers.ask import ask, place
from onrecord.answers.money import whole
from onrecord.answers.reported import public_from
from onrecord.store.record import Record

Row = dict[str, Any]
LINES: dict[str, dict[str, str]] = {  # what a committee's summary is made of, as far as its lines are told apart
    "receipts": {
        "individual_contributions_usd": "contributions from individuals",
        "committee_contributions_usd": "contributions from other committees",
        "transfers_from_affiliates_usd": "transfers from affiliated committees",
        "loans_received_usd": "loans received",
    },
    "all disbursements": {
        "operating_expenditures_usd": "operating expenditures",
        "independent_expenditures_usd": "independent expenditures",
        "contributions_to_committees_usd": "contributions to other committees",
        "transfers_to_affiliates_usd": "transfers to affiliated committees",
        "individual_refunds_usd": "refunds to individuals",
        "committee_refunds_usd": "refunds to other committees",
        "loan_repayments_usd": "loan repayments",
    },
}
VIEWER = "https://docquery.fec.gov/cgi-bin"
LEFT = "no longer counted, for a later filing restates it"


@dataclass(frozen=True)
class Entry:
    """What one filing, one notice or one summary brings to a sum (USD); `public_on` None where the day is not known."""

    key: str
    kind: str  # report, amendment, notice, summary, part, removed
    label: str
    amount: Decimal
    rows: int = 0
    public_on: dt.date | None = None
    link: str | None = None
    whose: str = ""


@dataclass(frozen=True)
class Step:
    """One step of a waterfall: an entry, and the sum with it (USD)."""

    entry: Entry
    running: Decimal

    def as_dict(self) -> dict[str, Any]:
        """In JSON's types: amounts as decimal strings."""
        one = self.entry
        return {
            "kind": one.kind,
            "label": one.label,
            "amount": format(whole(one.amount), "f"),
            "running": format(whole(self.running), "f"),
            "rows": one.rows,
            "public_on": one.public_on.isoformat() if one.public_on else None,
            "link": one.link,
        }


def walk(start: Decimal, entries: Iterable[Entry]) -> tuple[Step, ...]:
    """The steps from a sum: each adds its amount, and the last one's running sum is the start plus all amounts."""
    steps, running = [], start
    for one in entries:
        running += one.amount
        steps.append(Step(one, running))
    return tuple(steps)


def entries(answer: Answer) -> tuple[Entry, ...]:
    """What an answer's value is the sum of, in the order in which it became public.

    Filings and notices by number (by committee and day where a bulk file has no number), a summary by its subject, else
    the answer's own parts; an answer whose rows are not known is one entry. They conserve the value to the cent.
    """
    if not isinstance(answer.value, Decimal):
        return ()
    found = _of_rows(answer.listed)
    if sum((e.amount for e in found), Decimal(0)) == answer.value and found:
        return found
    parts = [(n, v) for n, v in answer.parts if isinstance(v, Decimal)]
    if parts and sum((v for _, v in parts), Decimal(0)) == answer.value:
        return tuple(Entry(name, "part", name, value) for name, value in parts)
    return (Entry(answer.reading, "part", answer.reading, answer.value, answer.rows),)


def by_line(record: Record, answer: Answer) -> tuple[Entry, ...]:
    """A summary's total by its lines (USD), each committee's apart, what no line tells as one entry; else `entries`.

    They conserve the value: a line that the source leaves blank is in what no line tells, and is no zero.
    """
    wanted = LINES.get(str(answer.facts.get("definition")))
    if wanted is None or not answer.listed or not all(r.get("committee_id_fec") for r in answer.listed):
        return entries(answer)
    found: list[Entry] = []
    for row in answer.listed:
        (summary,) = _of_rows([row])
        given = _lines_of(record, row, answer)
        told = [(words, given[c]) for c, words in wanted.items() if given.get(c)]
        left = row["amount_usd"] - sum((v for _, v in told), Decimal(0))
        told += [("other lines, which the summary does not tell apart", left)] if left else []
        of = f"{row['name']} ({row['committee_id_fec']}), through {row['coverage_end']} ({place(row)})"
        found += [
            replace(summary, key=f"{row['committee_id_fec']} {words}", kind="line", label=f"{words}: {of}", amount=value)
            for words, value in told
        ]
    return tuple(found)


def _lines_of(record: Record, row: Row, answer: Answer) -> Row:
    """All lines of the summary that a row is of."""
    as_of = max(r.as_of for r in answer.asked)
    rows = ask(record, "committee_lines", as_of, committees=[row["committee_id_fec"]], cycle=row["cycle"]).dicts()
    same = [r for r in rows if (r["source_file"], r["source_line"]) == (row["source_file"], row["source_line"])]
    return same[0] if len(same) == 1 else {}


def since(before: Answer, after: Answer) -> tuple[Entry, ...]:
    """What makes the second answer of the first, a later one to the same question, filing by filing.

    A filing that is no longer counted is taken off before the one that came instead. Conserves the difference.
    """
    old, new = ({e.key: e for e in entries(a)} for a in (before, after))
    added = [e for key, e in new.items() if key not in old]
    moved = [_moved(old[key], e) for key, e in new.items() if key in old and e.amount != old[key].amount]
    gone = [_gone(e, [*added, *moved]) for key, e in old.items() if key not in new]
    return tuple(sorted([*added, *moved, *gone], key=lambda e: (e.public_on or dt.date.max, e.kind != "removed", e.key)))


def until(listed: Sequence[Entry], day: dt.date) -> Decimal:
    """The sum of the entries that were public by a day (inclusive); those of unknown day are not."""
    return sum((e.amount for e in listed if e.public_on and e.public_on <= day), Decimal(0))


def _moved(old: Entry, new: Entry) -> Entry:
    label = f"{new.label}, added since" if old.label == new.label else f"{new.label}; before: {old.label}"
    return replace(new, label=label, amount=new.amount - old.amount)


def _gone(old: Entry, added: Sequence[Entry]) -> Entry:
    """An entry taken off, on the day of the first filing of the same committee that came since."""
    days = [e.public_on for e in added if e.whose == old.whose and e.public_on]
    return replace(
        old, kind="removed", label=f"{old.label}: {LEFT}", amount=-old.amount, public_on=min(days, default=None)
    )


def _of_rows(rows: Sequence[Row]) -> tuple[Entry, ...]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(_key(row), []).append(row)
    made = [_entry(key, mine) for key, mine in groups.items()]
    return tuple(sorted(made, key=lambda e: (e.public_on or dt.date.max, e.key)))


def _is_summary(row: Row) -> bool:
    return "coverage_end" in row and "filed_on" not in row


def _is_notice(row: Row) -> bool:
    return bool(row.get("is_notice", "report_type" not in row))  # the measure of notices has no type of report


def _key(row: Row) -> str:
    who = row.get("committee_id_fec") or row.get("candidate_id_fec") or ""
    if _is_summary(row):
        return f"summary {who}"
    kind = "notice" if _is_notice(row) else "report"
    return f"{kind} {who} {row.get('filing_number') or row.get('filed_on')}"


def _entry(key: str, rows: list[Row]) -> Entry:
    one = rows[0]
    total = sum((r["amount_usd"] for r in rows), Decimal(0))
    whose = one.get("committee_id_fec") or one.get("candidate_id_fec") or ""
    if _is_summary(one):
        label = f"{one['name']} ({whose}), summary through {one['coverage_end']} ({place(one)})"
        return Entry(key, "summary", label, total, 1, public_from(one["coverage_end"]), None, whose)
    amended = one.get("amendment_indicator") == "A"
    kind = "notice" if _is_notice(one) else "amendment" if amended else "report"
    return Entry(key, kind, _label(kind, whose, rows), total, len(rows), one["filed_on"], _link(one, whose), whose)


def _label(kind: str, whose: str, rows: list[Row]) -> str:
    """A filing in words: its kind, number or images, and the day it was filed."""
    one = rows[0]
    what = {"notice": "24- or 48-hour notice", "amendment": "amended report", "report": "report"}[kind]
    of = f" {one['report_type']}" if one.get("report_type") else ""
    number = f", filing {one['filing_number']}" if one.get("filing_number") else ""
    images = sorted({str(r["image_number"]) for r in rows if r.get("image_number")})
    named = f", FEC image {images[0]}{f' to {images[-1]}' if len(images) > 1 else ''}" if images and not number else ""
    cited = f", {one['citation']}" if one.get("citation") and not number and not named else ""
    return f"{what}{of} of {whose} filed {one['filed_on']}{number}{named}{cited}"


def _link(row: Row, whose: str) -> str | None:
    """Where the FEC shows the filing, or the first page of its rows; None where neither number is known."""
    number, image = row.get("filing_number"), row.get("image_number")
    if number and str(number).isdigit():
        return f"{VIEWER}/forms/{whose}/{number}/"
    return f"{VIEWER}/fecimg/?{image}" if image else None
