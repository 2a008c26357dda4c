"""Reads electronic filings as filed: one .fec file, or the FEC's zip of a day's filings."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from onrecord.model.errors import SourceError
from onrecord.sources.fec_filings.cover import affiliation_rows, candidacy_rows, filing_row, money_rows
from onrecord.sources.fec_filings.pieces import EXAMPLE, pieces
from onrecord.sources.fec_filings.schedules import row_of
from onrecord.sources.inflate import Member

# The order of the columns in source.yml.
HEADER = (
    *("row_table", "filing_number", "form", "committee_id_fec", "cycle", "amendment_indicator", "spec_version"),
    *("committee_name", "report_type", "election_code", "coverage_start", "coverage_end", "signed_on", "filed_on"),
    *("amends_filing_number", "amendment_number", "text", "schedule_rows", "is_notice", "line", "period_usd"),
    *("ytd_usd", "transaction_id", "back_reference", "candidate_id_fec", "candidate_name", "office", "state"),
    *("district", "stance", "stance_as_filed", "amount_usd", "disseminated_on", "disbursed_on", "payee_name"),
    *("purpose", "category_code", "memo_code", "memo_text", "line_number", "entity_type", "contributor_name"),
    *("contributor_committee_id_fec", "city", "zip", "employer", "occupation", "received_on", "aggregate_usd"),
    *("receipt_description", "payee_committee_id_fec", "row_type", "name", "affiliated_committee_id_fec"),
    *("affiliated_name", "relationship"),
)
AT = {column: place for place, column in enumerate(HEADER)}
MAX_BYTES, MAX_RATIO = 1_000_000_000, 200  # a member above both, against its packed size, is no public file


def rows(path: Path) -> Iterator[tuple[int, list[str] | str]]:
    """Every row of the filing as (its line, its fields); of a day's zip, of each filing that can be read, and for any
    other member one (1, reason). Raises SourceError when a file that is itself a filing cannot be read."""
    if path.suffix.lower() != ".zip":
        with path.open("rb") as stream:
            yield from _filing(stream, path.name, "")
        return
    with zipfile.ZipFile(path) as archive:
        seen: set[str] = set()
        for info in archive.infolist():
            if info.is_dir():
                continue
            number = filing_number(info.filename)
            if number in seen:
                yield (
                    1,
                    f"{info.filename} must be the one filing of its number in the zip; received: another of its number",
                )
            else:
                yield from _member(archive, info, path.stem)
            seen.add(number)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, received: str) -> Iterator[tuple[int, list[str] | str]]:
    """The rows of a zip's member; it is read to its end first, as nothing is taken of a filing that breaks off."""
    try:
        _check_member(info)
        with _opened(archive, info) as stream:
            for number, piece in enumerate(pieces(stream, info.filename)):
                if not number:
                    filing_row(piece.head, filing_number(info.filename), received)
    except SourceError as error:
        yield 1, f"{error.rule}; received: {error.received}"
        return
    with _opened(archive, info) as stream:
        yield from _filing(stream, info.filename, received)


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> IO[bytes]:
    """The member's bytes, to the end of what is packed."""
    archive.open(info).close()  # compares the member's own header with the directory's
    return io.BufferedReader(Member(Path(archive.filename or ""), info))


def _check_member(info: zipfile.ZipInfo) -> None:
    """Raise SourceError for a zip's member that is no electronic filing to be unpacked."""
    name = info.filename
    if not name.lower().endswith(".fec"):
        rule = f"{name} in the zip must be an electronic filing, NUMBER.fec"
        raise SourceError(rule, received="another kind of file", example=EXAMPLE)
    if info.flag_bits & 0x1:
        raise SourceError(f"{name} must not be encrypted", received="an encrypted member of the zip", example=EXAMPLE)
    if info.file_size > MAX_BYTES and info.file_size > MAX_RATIO * info.compress_size:
        rule = f"{name} must be at most {MAX_RATIO} times its packed size of {info.compress_size:,} bytes"
        raise SourceError(rule, received=f"{info.file_size:,} bytes", example=EXAMPLE)


def filing_number(name: str) -> str:
    """The filing number in a file's name (1544132.fec, FEC-1544132.fec); any other name is itself the number."""
    stem = PurePosixPath(name).stem
    hit = re.fullmatch(r"(?:FEC-?)?(\d+)", stem, re.IGNORECASE)
    return hit[1] if hit else stem


def _filing(stream: IO[bytes], name: str, received: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of one filing, the filing itself last, as it says how many rows its schedules have."""
    filing: dict[str, str] = {}
    base: dict[str, str] = {}
    cover_line, schedule_rows = 0, 0
    for piece in pieces(stream, PurePosixPath(name).name):
        if not filing:
            cover, cover_line = piece.head.summary, piece.head.summary.line_no
            filing = filing_row(piece.head, filing_number(name), received)
            base = {k: filing[k] for k in ("filing_number", "form", "committee_id_fec", "cycle", "is_notice")}
            for row in (*money_rows(piece.head), *affiliation_rows(cover), *candidacy_rows(cover)):
                yield cover_line, _fields({**base, **row})
        for line, one in piece.rows:
            schedule_rows += 1
            for row in (row_of(one), *affiliation_rows(one)):
                yield line, _fields({**base, **row})
    yield cover_line, _fields({**filing, "schedule_rows": str(schedule_rows)})


def _fields(row: dict[str, str]) -> list[str]:
    fields = [""] * len(HEADER)
    for column, value in row.items():
        fields[AT[column]] = value
    return fields
