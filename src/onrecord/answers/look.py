"""What a look-up gives: data in JSON's types, with the rows it rests on; the same for terminal, web and API."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from onrecord.answers.answer import Answer
from onrecord.answers.ask import Rows
from onrecord.answers.coverage import with_coverage
from onrecord.answers.flags import correction, other_election
from onrecord.answers.grounds import grounded
from onrecord.answers.money import contest_of
from onrecord.answers.question import Given, Param, Question
from onrecord.answers.receipts import receipt_of
from onrecord.answers.reported import public_from
from onrecord.model.names import display
from onrecord.model.parties import letter, party_of
from onrecord.store.record import Record

SUMMARIES = ("committee_total", "committee_lines", "candidate_total")
# Measures of itemised rows, whose last day is one of filing, not of the money.
BY_FILING = {
    "independent_expenditures", "notices", "contribution_recipients", "individual_contributions", "contributors",
    "committee_transfers", "own_gifts", "earmarks", "joint_fundraising", "operating_expenditures",
}  # fmt: skip
SCHEMA = "onrecord.look/1"


@dataclass
class Look:
    """One look-up: `kind` (ask, race, committee, candidate, group), its data, and the rows asked for it."""

    kind: str
    record: Record
    as_of: dt.date
    data: dict[str, Any] = field(default_factory=dict)
    asked: list[Rows] = field(default_factory=list)

    def took(self, *rows: Rows | None) -> None:
        """Note rows that the data rests on, each once."""
        have = {r.receipt for r in self.asked}
        self.asked += [r for r in rows if r is not None and r.receipt not in have]

    def answers(self, found: Iterable[Answer]) -> list[dict[str, Any]]:
        """Answers in JSON's types with the caveats of grounds and coverage, parts with their unit; notes the rows."""
        listed = with_coverage(self.record, grounded(self.record, found))
        for one in listed:
            self.took(*one.asked)
        return [in_json(one) for one in listed]

    def as_dict(self) -> dict[str, Any]:
        """The look-up with stable keys: money and shares as decimal strings, days as year-month-day."""
        receipts = [r.as_dict() for r in map(receipt_of, self.asked) if r.rows is not None]
        return {
            "schema": SCHEMA,
            "look": self.kind,
            "as_of": self.as_of.isoformat(),
            "snapshot": self.record.snapshot,
            **self.data,
            "receipts": receipts,
        }


def in_json(one: Answer) -> dict[str, Any]:
    """An answer in JSON's types; each part carries its unit. `public_from` is the day from which all the summaries it
    rests on count as public; None where it rests on other rows, which carry their own days. `through_is` says whether
    `through` is a day of filing (the last of itemised rows) or of coverage."""
    said = one.as_dict()
    unit = one.facts.get("parts", one.unit)
    said["public_from"] = _public_from(one)
    by_filing = bool(one.asked) and one.asked[0].question in BY_FILING and "day" not in one.facts
    said["through_is"] = "filing" if by_filing else "coverage"
    said["parts"] = [{**part, "unit": unit} for part in said["parts"]]
    return said


def _public_from(one: Answer) -> str | None:
    if one.value is None or any(rows.question not in SUMMARIES for rows in one.asked):
        return None
    days = [public_from(r["coverage_end"]) for rows in one.asked for r in rows.dicts()]
    return max(days).isoformat() if days else None


def asked_look(given: Given, question: Question) -> Look:
    """A named question's answers as a look-up."""
    look = Look("ask", given.record, given.as_of)
    params = {p.name: shown_param(p, given.values[p.name]) for p in question.params if p.name in given.values}
    if question.param("cycle") and "cycle" not in given.values:
        params["cycle"] = f"{given.in_cycle}, that of the as-of day, as none was given"
    answers = look.answers(question.answer(given))
    look.data = {"question": question.name, "description": question.description, "params": params, "answers": answers}
    return look


def shown_param(param: Param, value: Any) -> str:
    """A parameter as it was understood: names with their ids."""
    if param.kind == "spender":
        ids = ", ".join(value.committees)
        return f"{value.name} ({ids})"
    if param.kind == "candidate":
        return f"{value.name} ({', '.join(value.ids) or 'no FEC id'}), {value.contest}"
    if param.kind == "flag":
        return "yes" if value else "no"
    return str(value).upper() if param.name in ("state", "office") else str(value)


def targets(rows: Iterable[dict[str, Any]], *keys: str) -> list[dict[str, Any]]:
    """Independent expenditures by candidate, stance, election code and further columns, from the largest down.

    Each: candidate_id_fec, name, party (letter), contest, stance, election_code, those columns, amount_usd (whole
    dollars where the file drops the cents), rows, last_filed_on, and note: what the code says of another cycle's
    election, None otherwise. The sums conserve the total.
    """
    grouped: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        key = (row["candidate_id_fec"], row["stance"], row["election_code"], *(row[k] for k in keys))
        grouped[key].append(row)
    found = []
    for (who, stance, code, *more), mine in grouped.items():
        total = sum((r["amount_usd"] for r in mine), Decimal(0))
        contest = contest_of(mine[0])
        found.append(
            {
                "candidate_id_fec": who,
                "name": display(mine[0]["candidate_name"]) if mine[0]["candidate_name"] else None,
                "party": letter(party_of(mine[0]["party"])),
                "contest": str(contest) if contest else None,
                "stance": stance,
                "election_code": code,
                **dict(zip(keys, more, strict=True)),
                "amount_usd": usd_text(total),
                "rows": len(mine),
                "last_filed_on": max(r["filed_on"] for r in mine).isoformat(),
                "note": _note(mine),
            }
        )
    return sorted(found, key=lambda t: (-Decimal(t["amount_usd"]), str(t["candidate_id_fec"]), t["stance"]))


def _note(rows: Sequence[dict[str, Any]]) -> str | None:
    """That rows of one code are of another cycle's election than their reports' (E11, T15); None where they are not."""
    if not all(other_election(r) for r in rows):
        return None
    year = str(rows[0]["election_code"])[-4:]
    if all(map(correction, rows)):
        return f"a correction of spending on an election of {year}"
    return f"of an election of {year} by its code"


def usd_text(amount: Decimal | None) -> str | None:
    """An amount as a decimal string, without cents when it has none; None stays None."""
    if amount is None:
        return None
    return format(amount.to_integral_value() if amount == amount.to_integral_value() else amount, "f")
