"""Reads the FEC's workbooks "Federal Elections YYYY": one row for each candidate line and stage with a result."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.model.errors import SourceError
from onrecord.sources.reading import ALL_PARTIES, PARTY, count, one_ballot, party_code
from onrecord.sources.workbook import sheets

USED = ("STATE ABBREVIATION", "DISTRICT", "FEC ID#", "CANDIDATE NAME", "TOTAL VOTES", "PARTY", "FOOTNOTES")
GE_RUNOFF = "GE RUNOFF VOTES"
VOTES = ("PRIMARY VOTES", "RUNOFF VOTES", "GENERAL VOTES", GE_RUNOFF)
WINNER = "GE WINNER INDICATOR"
IGNORED = {"STATE", "(I)", "CANDIDATE NAME (First)", "CANDIDATE NAME (Last)", "PRIMARY %", "RUNOFF %", "GENERAL %", ""}
# what a heading is called from year to year, and its one name here: blank for a column that is not used
SPELLED = (
    (r"\d+|LINE", ""),  # the first column numbers the lines
    (r"D", "DISTRICT"),
    (r"GE RUNOFF ELECTION VOTES( \(.*\))?", GE_RUNOFF),
    (r"GE RUNOFF ELECTION %( \(.*\))?", ""),
    (r"COMBINED (GE PARTY TOTALS|%)( \(.*\))?", ""),
)
DISTRICT = re.compile(r"^(\d{1,2}|S|H)\s*(?:-?\s*(FULL|UNEXPIRED) TERM)?$", re.I)
WRITE_IN = re.compile(r"^W(?:\((\w+)\))?(?:/|$)")
POOLED = re.compile(r"scattered|all others", re.I)  # write-ins together: nobody's name
ID = re.compile(r"^[HSP][0-9A-Z]{8}$")
TOP_FOUR = {"AK": 2022}  # all candidates on one primary ballot from this year on (AS 15.25.010, as amended in 2020)
Line = tuple[int, "list[str] | str"]


@dataclass(frozen=True)
class Sheet:
    """A sheet of candidates: their office, their election year, and whether all of it is a special election."""

    office: str
    year: int
    special: bool = False


def rows(path: Path, sheet_of: Callable[[str], Sheet | None], needed: Sequence[str]) -> Iterator[Line]:
    """Every line of the sheets that `sheet_of` knows, and a reason for each sheet that is set aside.

    A line's number is the sheet's place times 100,000 plus its row there (0 for a sheet set aside). Raises SourceError
    for a workbook that cannot be opened, that lacks a sheet of `needed`, or whose sheet has a column not known.
    """
    found = sheets(path, lambda name: sheet_of(name) is not None, needed)
    names = [name for _, name, _ in found]
    if not any(sheet_of(name) for name in names):
        example = "2016 US House Results by State"
        raise SourceError(f"{path.name} has a sheet of results", received=names[:12], example=example)
    for number, name, cells in found:
        place, sheet = 100_000 * number, sheet_of(name)
        if sheet is None:
            yield place, f"a sheet set aside, its elections or totals are not read: {name}"
            continue
        yield from _sheet(path, [[_text(c) for c in row] for row in cells], place, sheet)


def _text(cell: Any) -> str:
    """A cell's text; the workbook's numbers are whole, so 404170.0 is 404170."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("\xa0", " ").strip()


def heading(text: str) -> str:
    """The one name of a column here, whatever a year's workbook calls it."""
    for pattern, name in SPELLED:
        if re.fullmatch(pattern, text):
            return name
    return text


def _sheet(path: Path, table: list[list[str]], place: int, sheet: Sheet) -> Iterator[Line]:
    header = [heading(c) for c in table[0]] if table else []
    known = {*USED, *VOTES, WINNER}
    if wrong := (known - {GE_RUNOFF} - set(header)) | (set(header) - known - IGNORED):
        raise SourceError(
            f"{path.name}: every input column is mapped or ignored by name", received=sorted(wrong), example=VOTES[0]
        )
    blank = dict.fromkeys(known, "")
    lines = [(place + n, {**blank, **dict(zip(header, row, strict=False))}) for n, row in enumerate(table[1:], 2)]
    won = {_who(row) for _, row in lines if row[WINNER] == "W"}
    for number, row in lines:
        for found in candidate_lines(row, sheet, won):
            yield number, found


def _who(row: dict[str, str]) -> tuple[str, str, str]:
    """One candidate in one contest, over its ballot lines."""
    return row["STATE ABBREVIATION"], row["DISTRICT"], row["CANDIDATE NAME"].rstrip(" #*")


def candidate_lines(row: dict[str, str], sheet: Sheet, won: set[tuple[str, str, str]]) -> Iterator[list[str] | str]:
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
    special = sheet.special or (hit[2] or "").upper() == "UNEXPIRED"
    held = [v for v in VOTES if row[v] and row[v] != "*"]
    if not held:
        marked = "marked * (see the footnote)" if "*" in (row[v] for v in VOTES) else "none given"
        yield f"no votes in any stage, {marked}: {row['CANDIDATE NAME']}"
    last = held[-1] if held else ""
    district = hit[1].zfill(2) if hit[1].isdigit() else ""
    for column in held:
        stage = _stage(column, state)
        kind, primary_party = _ballot(stage, state, sheet, row["PARTY"])
        winner = ""
        if column == last and stage in ("general", "runoff") and row[WINNER] in ("", "W"):
            winner = str(_who(row) in won).lower()
        yield [
            *(sheet.office, state, district, str(sheet.year), stage, str(special).lower()),
            *(primary_party, kind, _name(row), _id(row["FEC ID#"]), row["PARTY"]),
            *("" if row[column] == "Unopposed" else count(row[column]), winner, _remark(row, column)),
        ]


def _stage(column: str, state: str) -> str:
    if column == "RUNOFF VOTES" and state == "LA":
        return "runoff"  # of its general election
    return dict(zip(VOTES, ("primary", "primary runoff", "general", "runoff"), strict=True))[column]


def _ballot(stage: str, state: str, sheet: Sheet, party: str) -> tuple[str, str]:
    """The primary's kind and party; the party of a write-in is the one in its brackets: W(D), W(GRE)/GRE."""
    if not stage.startswith("primary"):
        return "", ""
    if one_ballot(state, sheet.office, sheet.year) or sheet.year >= TOP_FOUR.get(state, 9999):
        return ALL_PARTIES, ""
    hit = WRITE_IN.match(party)
    code = party_code(hit[1] or "") if hit else party_code(party)
    return (PARTY, code) if code else ("", "")


def _name(row: dict[str, str]) -> str:
    """The candidate's name, blank for the write-ins together."""
    name = row["CANDIDATE NAME"].rstrip(" #*")
    return "" if POOLED.fullmatch(name) else name


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
    if not _name(row):
        said.append(row["CANDIDATE NAME"].rstrip(" #*") or "no name given")
    if row["FEC ID#"].casefold() not in ("", "n/a") and not _id(row["FEC ID#"]):
        said.append(f"FEC id as printed: {row['FEC ID#']}")
    return "; ".join([*said, *([row["FOOTNOTES"]] if row["FOOTNOTES"] else [])])
