"""The itemised part of a committee's look-up: receipts from individuals, against the summary, by code, month, latest."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from onrecord.answers import donors
from onrecord.answers.answer import Answer
from onrecord.answers.coverage import KINDS, coverage
from onrecord.answers.itemised import USE, Itemised, Row, itemised
from onrecord.answers.look import Look, usd_text
from onrecord.answers.question import Given
from onrecord.model.codes import transaction_type
from onrecord.registry.groups import Group

KIND = KINDS[2]
READINGS = (donors.ITEMISED, f"{donors.ITEMISED}, refunds taken off", donors.REPORTED)


def itemised_part(look: Look, group: Group, cycle: int, named: bool) -> dict[str, Any] | None:
    """Itemised receipts from individuals of one committee and cycle, as known on the look-up's day; None where no row
    is loaded, which is not zero.

    `readings` are answers in USD; `coverage` says how the rows stand to the summary; `totals`, `months`
    and `by_month` sum by code (memo rows, refunds and short notices apart); `latest` rows name organisations, and
    individuals only where `named`.
    """
    committee = group.committees[0]
    page = itemised(look.record, committee, cycle, look.as_of, individuals=named)
    if not page.totals:
        return None
    look.took(*page.asked)
    given = Given(look.record, look.as_of, {"spender": group, "cycle": cycle})
    known, rows = coverage(look.record, [committee], None, look.as_of, [KIND])  # as the caveats of the readings ask
    look.took(rows)
    return {
        "readings": look.answers(_main(donors.individual_contributions(given))),
        "coverage": [one.as_dict() | {"said": one.sentence()} for one in known if one.cycle == cycle],
        **_listed(page),
        "by_month": _by_month(page.months),
        "notice": USE if named else "individuals are named only where asked: --donors",
    }


def _main(answers: list[Answer]) -> list[Answer]:
    """The readings that a page shows; `onrecord ask individual-contributions` gives all."""
    return [a for a in answers if a.reading in READINGS]


def _listed(page: Itemised) -> dict[str, list[Row]]:
    """Totals, months and latest rows in JSON's types."""
    shown = ("committee_id_fec", "transaction_type", "entity_type", "contributor_name", "transacted_on", "filed_on",
             "election_code", "memo_code", "memo_text", "image_number", "source_file", "source_line")  # fmt: skip
    latest = [{**{k: r[k] for k in shown}, "amount_usd": r["amount_usd"]} for r in page.latest]
    return {"totals": _plain(page.totals), "months": _plain(page.months), "latest": _plain(latest)}


def _by_month(rows: list[Row]) -> list[Row]:
    """Receipts and refunds to individuals (22Y) of each month in USD, memo rows and 24- and 48-hour reports left out;
    what was passed on (24I, 24T) and other payments are in neither."""
    found: dict[str, Row] = {}
    empty = {"receipts_usd": Decimal(0), "receipt_rows": 0, "refunds_usd": Decimal(0), "refund_rows": 0}
    for row in rows:
        code = row["transaction_type"]
        if row["month"] is None or row["memo_code"] == "X" or row["short_notice"]:
            continue
        if code.startswith("2") and code != "22Y":
            continue
        kind = "refund" if code == "22Y" else "receipt"
        one = found.setdefault(row["month"].isoformat(), dict(empty))
        one[f"{kind}s_usd"] += row["amount_usd"]
        one[f"{kind}_rows"] += row["row_count"]
    usd = ("receipts_usd", "refunds_usd")
    return [{"month": m, **one, **{k: usd_text(one[k]) for k in usd}} for m, one in sorted(found.items())]


def _plain(rows: list[Row]) -> list[Row]:
    found = []
    for row in rows:
        one = {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in row.items()}
        found.append(
            {**one, "amount_usd": usd_text(row["amount_usd"]), "what": transaction_type(row["transaction_type"])}
        )
    return found
