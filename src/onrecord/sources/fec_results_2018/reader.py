"""Reads the FEC's workbook "Federal Elections 2018": one row for each candidate line and stage with a result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.model.errors import SourceError
from onrecord.sources.reading import ALL_PARTIES, PARTY, count, one_ballot, party_code
from onrecord.sources.workbook import sheets

# sheets with results: their office, their election year, and whether all of it is a special election
SHEETS = {
    "2018 US Senate Results by State": ("S", 2018, False),
    "2018 US House Results by State": ("H", 2018, False),
    "2019 NC 09 New Election": ("H", 2019, True),
}
USED = ("STATE ABBREVIATION", "DISTRICT", "FEC ID#", "CANDIDATE NAME", "TOTAL VOTES", "PARTY", "FOOTNOTES")
VOTES = ("PRIMARY VOTES", "RUNOFF VOTES", "GENERAL VOTES", "GE RUNOFF ELECTION VOTES (MS Senate)")
WINNER = "GE WINNER INDICATOR"
IGNORED = {
    *("1", "STATE", "(I)", "CANDIDATE NAME (First)", "CANDIDATE NAME (Last)", "PRIMARY %", "RUNOFF %", "GENERAL %", ""),
    *("GE RUNOFF ELECTION % (MS Senate)", "COMBINED GE PARTY TOTALS (CT, NY)", "COMBINED % (CT, NY)"),
}
DISTRICT = re.compile(r"^(\d{1,2}|S|H)\s*(?:-\s*(FULL|UNEXPIRED) TERM)?$")
WRITE_IN = re.compile(r"^W(?:\((\w+)\))?(?:/|$)")
ID = re.compile(r"^[HSP][0-9A-Z]{8}$")
Line = tuple[int, "list[str] | str"]


def rows(path: Path) -> Iterator[Line]:
    """Every line of the results sheets; a line's number is the sheet's place times 100,000 plus its row there."""
    found = sheets(path, list(SHEETS))
    for name, (office, year, special) in SHEETS.items():
        place, cells = found[name]
        table = [[_text(c) for c in row] for row in cells]
        yield from _sheet(path, table, 100_000 * place, office, year, special)


def _text(cell: Any) -> str:
    """A cell's text; the workbook's numbers are whole, so 404170.0 is 404170."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("\xa0", " ").strip()


def _sheet(path: Path, table: list[list[str]], place: int, office: str, year: int, special: bool) -> Iterator[Line]:
    header = table[0] if table else []
    if unknown := set(header) ^ {*USED, *VOTES, WINNER, *IGNORED} - {""}:
        raise SourceError(
            f"{path.name}: every input column is mapped or ignored by name",
            received=sorted(unknown),
            example=VOTES[0],
        )
    lines = [(place + n, dict(zip(header, row, strict=False))) for n, row in enumerate(table[1:], 2)]
    won = {_who(row) for _, row in lines if row[WINNER] == "W"}
    for number, row in lines:
        for found in candidate_lines(row, office, year, special, won):
            yield number, found


def _who(row: dict[str, str]) -> tuple[str, str, str]:
    """One candidate in one contest, over its ballot lines."""
    return row["STATE ABBREVIATION"], row["DISTRICT"], row["CANDIDATE NAME"].rstrip(" #*")


def candidate_lines(
    row: dict[str, str], office: str, year: int, special: bool, won: set[tuple[str, str, str]]
) -> Iterator[list[str] | str]:
    """The results of one line, one for each stage that has one; or the reason why it has none."""
    if total := row["TOTAL VOTES"]:
        yield f"a total, not a candidate: {total} {row['PARTY']}".strip()
        return
    if not row["CANDIDATE NAME"] and not any(row[v] for v in VOTES):
        yield f"a blank line between contests{': ' + row['FOOTNOTES'] if row['FOOTNOTES'] else ''}"
        return
    hit = DISTRICT.match(row["DISTRICT"].strip())
    state = row["STATE ABBREVIATION"]
    if not hit or not state:
        yield f"not a seat: {state} {row['DISTRICT']}"
        return
    special = special or hit[2] == "UNEXPIRED"
    held = [v for v in VOTES if row[v] and row[v] != "*"]
    if not held:
        marked = "marked * (see the footnote)" if "*" in (row[v] for v in VOTES) else "none given"
        yield f"no votes in any stage, {marked}: {row['CANDIDATE NAME']}"
    last = held[-1] if held else ""
    for column in held:
        stage = _stage(column, state)
        kind, primary_party = _ballot(stage, state, office, year, row["PARTY"])
        winner = ""
        if column == last and stage in ("general", "runoff") and row[WINNER] in ("", "W"):
            winner = str(_who(row) in won).lower()
        yield [
            *(office, state, hit[1].zfill(2) if hit[1].isdigit() else "", str(year), stage, str(special).lower()),
            *(primary_party, kind, row["CANDIDATE NAME"].rstrip(" #*"), _id(row["FEC ID#"]), row["PARTY"]),
            *("" if row[column] == "Unopposed" else count(row[column]), winner, _remark(row, column)),
        ]


def _stage(column: str, state: str) -> str:
    if column == "RUNOFF VOTES" and state == "LA":
        return "runoff"  # of its general election
    return dict(zip(VOTES, ("primary", "primary runoff", "general", "runoff"), strict=True))[column]


def _ballot(stage: str, state: str, office: str, year: int, party: str) -> tuple[str, str]:
    """The primary's kind and party; the party of a write-in is the one in its brackets: W(D), W(GRE)/GRE."""
    if not stage.startswith("primary"):
        return "", ""
    if one_ballot(state, office, year):
        return ALL_PARTIES, ""
    hit = WRITE_IN.match(party)
    code = party_code(hit[1] or "") if hit else party_code(party)
    return (PARTY, code) if code else ("", "")


def _id(text: str) -> str:
    """The FEC id, blank for n/a and for a misprint, which the remark keeps: the votes are good all the same."""
    return text if ID.match(text) else ""


def _remark(row: dict[str, str], column: str) -> str:
    """What the table says beside the votes, then the contest's footnote."""
    party, primary = row["PARTY"], column in VOTES[:2]
    said = []
    if row[column] == "Unopposed":
        said.append("unopposed")
    if WRITE_IN.match(party) and (primary or "/" not in party):
        said.append("write-in")
    if not row["CANDIDATE NAME"]:
        said.append("no name given")
    if row["FEC ID#"].casefold() not in ("", "n/a") and not _id(row["FEC ID#"]):
        said.append(f"FEC id as printed: {row['FEC ID#']}")
    return "; ".join([*said, *([row["FOOTNOTES"]] if row["FOOTNOTES"] else [])])
