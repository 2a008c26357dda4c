"""What the readers of fetched openFEC pages share: the envelope, the rows in order, values as text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from onrecord.model.errors import SourceError

SCHEMA = "onrecord.openfec/1"
Row = tuple[int, "list[str] | str"]


def pages(path: Path) -> Iterator[tuple[int, dict[str, Any], dict[str, Any]]]:
    """Each row of the file with its number and the envelope's `about`; amounts are the text that the API sent.

    Raises SourceError when the file is not one that onrecord sync --for wrote.
    """
    number = 0
    with path.open(encoding="utf-8", newline="\n") as stream:
        first = json.loads(stream.readline() or "null")
        if not isinstance(first, dict) or first.get("schema") != SCHEMA:
            rule = f"{path.name} begins with an envelope {SCHEMA}"
            raise SourceError(rule, received=str(first)[:60], example="onrecord sync --for CA-34 --cycle 2024")
        for line in stream:
            for row in json.loads(line, parse_float=str)["results"]:
                number += 1
                yield number, row, first.get("about") or {}
    if number != first.get("rows"):
        rule = f"{path.name} holds the rows that its envelope says"
        raise SourceError(rule, received=f"{number} of {first.get('rows')}", example="onrecord sync --for ... --verify")


def text(value: Any) -> str:
    """A JSON value as a column reads it: null is blank, true and false in small letters, half of a character a question
    mark; ValueError for a list."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        raise ValueError("a list where one value belongs")
    return str(value).encode("utf-8", "replace").decode()


def texts(row: dict[str, Any], names: Iterable[str]) -> list[str]:
    """The row's values of these names; one that the API does not send is blank."""
    return [text(row.get(name)) for name in names]


def day(value: Any) -> str:
    """The day of a date or of a moment ("2024-08-31T00:00:00")."""
    return text(value)[:10]


def first(row: dict[str, Any], names: Sequence[str]) -> str:
    """The first value of these names that is there."""
    return next((text(row[name]) for name in names if row.get(name) is not None), "")


def image_day(number: Any) -> str:
    """The day in an image number of 18 digits (since 29 June 2015), blank for an older one."""
    digits = text(number)
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}" if len(digits) == 18 and digits.isdigit() else ""


_BEFORE = ("committee_id", "committee_name", "amendment_indicator", "report_type")
_TARGET = ("candidate_id", "candidate_name", "candidate_office", "candidate_office_state", "candidate_office_district")
_AFTER = ("transaction_id", "file_number", "previous_file_number", "memo_code", "memo_text", "sub_id", "is_notice")
_TYPES = {"O": "24A", "S": "24E"}


def expenditures(path: Path) -> Iterator[Row]:
    """Every row of Schedule E in the file, in the order of the columns that the two sources of it declare.

    A notice's election code is its letter alone, as in the bulk file of notices; a periodic row's has its year.
    """
    for number, row, _ in pages(path):
        code, stance = text(row.get("election_type")), text(row.get("support_oppose_indicator"))
        notice = text(row.get("is_notice")).casefold() == "true"
        name = text((row.get("committee") or {}).get("name"))
        yield (
            number,
            [
                *texts({"committee_name": name, **{k: v for k, v in row.items() if v is not None}}, _BEFORE),
                code.rstrip("0123456789") if notice else code,
                text(row.get("image_number")),
                day(row.get("filing_date")) or image_day(row.get("image_number")),
                _TYPES.get(stance, ""),
                text(row.get("payee_name")),
                day(row.get("expenditure_date")),
                day(row.get("dissemination_date")),
                text(row.get("expenditure_amount")),
                *texts(row, _TARGET),
                text(row.get("candidate_party")),
                stance if stance in _TYPES else "",
                text(row.get("expenditure_description")),
                *texts({**row, "is_notice": notice}, _AFTER),
            ],
        )
