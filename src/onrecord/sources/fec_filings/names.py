"""Reads names, days, lines and codes out of a filing's fields as the record has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import hardmoney

PARTS = ("first_name", "middle_name", "prefix", "suffix")


def first(line: hardmoney.Line, *fields: str) -> str:
    """The first of the fields that this row has and that is not blank."""
    for name in fields:
        value = line.get(name)
        if value:
            return value
    return ""


def person(line: hardmoney.Line, prefix: str) -> str:
    """A person's or organisation's name of the fields that begin with `prefix`: "Last, First Middle Prefix Suffix".

    Before version 6 a name is one field, its parts divided by ^ (last, first, prefix, suffix).
    """
    whole = line.get(f"{prefix}_organization_name") or line.get(f"{prefix}_name")
    if whole:
        last, *rest = [p.strip() for p in whole.split("^")]
    else:
        last = line.get(f"{prefix}_last_name") or ""
        rest = [line.get(f"{prefix}_{part}") or "" for part in PARTS]
    given = " ".join(p for p in rest if p)
    return f"{last}, {given}" if last and given else last or given


def day(text: str) -> str:
    """A day YYYYMMDD; one filled with zeros is blank."""
    return text if text.strip("0 /-") else ""


def line_number(form_type: str, table: str) -> str:
    """The line of the form that a row supports: SA11AI is 11AI, SB17 is 17; a form's own schedule (F132) is itself.

    Versions 3 to 5 write 11A1 for line 11(a)(i).
    """
    if table in ("SchA", "SchB", "SchF"):
        number = form_type[2:].strip("/")
        return "11AI" if number == "11A1" else number
    return form_type


def stance(code: str) -> str:
    """S or O as filed; anything else is not stated."""
    return code.upper() if code.upper() in ("S", "O") else ""


def cycle_of(*days: str) -> str:
    """The two-year cycle of the first day YYYYMMDD that is one, by its even year."""
    for text in days:
        if len(text) == 8 and text.isdigit() and 1975 <= int(text[:4]) <= 2100:
            year = int(text[:4])
            return str(year + year % 2)
    return ""
