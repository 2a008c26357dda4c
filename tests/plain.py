"""What a public file holds, read apart from the program: its rows by physical line, from each format's definition.

Nothing here is shared with the store: a record of a CSV is found by a regular expression, a zip's member by its
headers, a workbook's rows by their XML. `rows` gives (line, bytes of the row); two rows of the same bytes under the
same header mean the same.
"""

from __future__ import annotations

import json
import re
import struct
import xml.etree.ElementTree as ET
import zipfile
import zlib
from io import BytesIO
from typing import Any
from xml.parsers import expat

Row = tuple[int, bytes]
LINES = 1000  # a quoted field that runs over more lines than this never ends
LONG = 131_072  # and so one of more characters
# RFC 4180, with possessive repeats so that no text makes it slow; a quote inside a bare field is a character of it.
FIELD = rb'(?:"((?:[^"]|"")*+)"|[^",\r\n][^,\r\n]*+|)'
RECORD = re.compile(rb"(?s)" + FIELD + rb"(?:," + FIELD + rb")*+(?:\r*\n|\r*\Z)")
ONE = re.compile(rb"(?s)" + FIELD + rb"(?:,|\r*\n|\r*\Z)")
RESULTS = re.compile("US (House|Senate) Results by State$|^2019 NC 09 New Election$")
BOM = b"\xef\xbb\xbf"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def member(data: bytes, name: str) -> bytes:
    """The bytes of a zip's member: all that its compressed stream holds, whatever size the headers claim."""
    at = data.rindex(b"PK\x05\x06")
    entries, at_directory = struct.unpack_from("<H", data, at + 10)[0], struct.unpack_from("<I", data, at + 16)[0]
    if at_directory == 0xFFFFFFFF or data[at_directory : at_directory + 4] != b"PK\x01\x02":
        return zipfile.ZipFile(BytesIO(data)).read(name)  # zip64, or bytes set before the zip: as Python reads it
    for _ in range(entries):
        method, packed = (
            struct.unpack_from("<H", data, at_directory + 10)[0],
            struct.unpack_from("<I", data, at_directory + 20)[0],
        )
        sizes = struct.unpack_from("<HHH", data, at_directory + 28)
        start = struct.unpack_from("<I", data, at_directory + 42)[0]
        if data[at_directory + 46 : at_directory + 46 + sizes[0]] == name.encode() and method in (0, 8):
            start += 30 + sum(struct.unpack_from("<HH", data, start + 26))
            return data[start : start + packed] if method == 0 else zlib.decompressobj(-15).decompress(data[start:])
        at_directory += 46 + sum(sizes)
    return zipfile.ZipFile(BytesIO(data)).read(name)


def pipe_rows(data: bytes, header: list[str]) -> list[Row]:
    """Every line; the layout's header, in the first line, is no row."""
    lines = data.removeprefix(BOM).split(b"\n")
    if lines[-1] == b"":
        lines.pop()
    numbered = [(n, line.removesuffix(b"\r")) for n, line in enumerate(lines, 1)]
    if numbered and numbered[0][1].strip().lower() == "|".join(header).lower().encode():
        return numbered[1:]
    return numbered


def csv_rows(data: bytes, header: list[str] | None = None) -> list[Row]:
    """Every record after the first. A line where no record of the header's width begins is a row by itself."""
    data = data.removeprefix(BOM)
    first = RECORD.match(data)
    end = first.end() if first else data.find(b"\n") + 1
    width = len(header) if header else _width(data[:end])
    found, line = [], 1 + data[:end].count(b"\n")
    while end < len(data):
        here = data.find(b"\n", end) + 1 or len(data)
        hit = RECORD.match(data, end)
        if hit and hit.end() > here and not _whole(data[end : hit.end()], width):
            hit = None
        if hit:
            here = hit.end()
        found.append((line, data[end:here].rstrip(b"\r\n")))
        line += data.count(b"\n", end, here)
        end = here
    return found


def _width(record: bytes) -> int:
    count, at = 0, 0
    while hit := ONE.match(record, at):
        count, at = count + 1, hit.end()
        if not hit[0].endswith(b","):
            break
    return count


def _whole(record: bytes, width: int) -> bool:
    """Whether a record over several lines is one of the layout, and not what a stray quote makes of many."""
    longest = max(len(part) for part in re.split(rb'"(?:,|\r*\n|\Z)', record))
    return _width(record) == width and record.count(b"\n") <= LINES and longest <= LONG


def json_rows(data: bytes) -> list[Row]:
    """Every candidate line of Los Angeles County's results, with all that surrounds it but its fellows; or a count's."""
    root = json.loads(data, parse_float=str)
    if "Election" not in root:
        return _rounds(root)
    election = root["Election"]
    found = []
    for group in election["ContestGroups"]:
        for contest in group["Contests"]:
            for one in contest["Candidates"]:
                about = [election["Date"], election["Title"], contest["Title"], one]
                found.append((len(found) + 1, json.dumps(about, sort_keys=True).encode()))
    return found


def _rounds(root: Any) -> list[Row]:
    """Every figure of every round of RCTab's report: the candidates', then those of the inactive ballots."""
    found: list[Row] = []
    for one in root["results"]:
        for kind in ("tally", "inactiveBallots"):
            for name, figure in one[kind].items():
                about = [root["config"], one["round"], one["tallyResults"], kind, name, figure]
                found.append((len(found) + 1, json.dumps(about, sort_keys=True).encode()))
    return found


def yaml_rows(data: bytes) -> list[Row]:
    """Every term of every person, as PyYAML's own parser (not the C library) reads them."""
    import yaml

    people = yaml.load(data, Loader=yaml.BaseLoader)
    terms = [[one["id"], one["name"], term] for one in people for term in one["terms"]]
    return [(n, json.dumps(one, sort_keys=True).encode()) for n, one in enumerate(terms, 1)]


def filing_rows(data: bytes) -> list[Row]:
    """Every line of an electronic filing after its header that is not blank; a free text belongs to the row before it.

    Since version 6 fields are parted by the separator FS; before it a row is a record of a CSV.
    """
    lines = data.removeprefix(BOM).split(b"\n")
    if b"\x1c" not in lines[0]:
        joined = b"\n".join(lines)
        start = len(lines[0]) + 1
        return [(n, raw) for n, raw in _records(joined, start, 2) if raw.strip()]
    found: list[Row] = []
    text = False
    for number, line in enumerate(lines[1:], 2):
        mark = line.strip().upper()
        if text or mark == b"[BEGINTEXT]":
            text = mark != b"[ENDTEXT]"
            if found:
                found[-1] = (found[-1][0], found[-1][1] + b"\n" + line)
        elif mark:
            found.append((number, line.rstrip(b"\r") if found else b"cover " + line.rstrip(b"\r")))
    return found


def _records(data: bytes, end: int, line: int) -> list[Row]:
    found = []
    while end < len(data):
        hit = RECORD.match(data, end)
        here = hit.end() if hit else data.find(b"\n", end) + 1 or len(data)
        found.append((line, data[end:here].rstrip(b"\r\n")))
        line += data.count(b"\n", end, here)
        end = here
    return found


def feed_rows(data: bytes) -> list[Row]:
    """Every item of an RSS feed, by its place."""
    parser = expat.ParserCreate()
    starts: list[int] = []
    found: dict[int, bytes] = {}
    open_items: list[int] = []

    def start(name: str, _: dict[str, str]) -> None:
        if name == "item":
            starts.append(parser.CurrentByteIndex)
            open_items.append(len(starts))

    def end(name: str) -> None:
        if name == "item":
            number = open_items.pop()
            found[number] = data[starts[number - 1] : parser.CurrentByteIndex]

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(data, True)
    return sorted(found.items())


def xlsx_rows(data: bytes) -> list[Row]:
    """Every row under the header of each sheet of results, blank ones between others too, and each other sheet as one.

    A row's number is the sheet's place times 100,000 plus its row.
    """
    book = zipfile.ZipFile(BytesIO(data))
    shared = []
    if "xl/sharedStrings.xml" in book.namelist():
        for item in ET.fromstring(book.read("xl/sharedStrings.xml")):
            shared.append("".join(t.text or "" for t in item.iter(MAIN + "t")))
    targets = {r.get("Id"): r.get("Target") for r in ET.fromstring(book.read("xl/_rels/workbook.xml.rels"))}
    found: list[Row] = []
    named = list(ET.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet"))
    for place, sheet in enumerate(named, 1):
        if not RESULTS.search(sheet.get("name") or ""):
            found.append((100_000 * place, json.dumps(sheet.get("name")).encode()))
        else:
            target = str(targets[sheet.get(REL)]).lstrip("/").removeprefix("xl/")
            table = _sheet(ET.fromstring(book.read(f"xl/{target}")), shared)
            if not table:
                continue
            header = table[min(table)]
            for number in range(min(table) + 1, max(table) + 1):
                cells = table.get(number, {})
                about = [sheet.get("name"), sorted(header.items()), sorted(cells.items())]
                found.append((100_000 * place + number, json.dumps(about).encode()))
    return found


def _sheet(root: ET.Element, shared: list[str]) -> dict[int, dict[str, str]]:
    table: dict[int, dict[str, str]] = {}
    for row in root.iter(MAIN + "row"):
        number = int(row.get("r") or len(table) + 1)
        for cell in row.iter(MAIN + "c"):
            value: Any = cell.find(MAIN + "v")
            text = "".join(t.text or "" for t in cell.iter(MAIN + "t")) if value is None else value.text or ""
            if cell.get("t") == "s" and value is not None:
                text = shared[int(text)]
            if text:
                at = cell.get("r") or f"{number} after {len(table.get(number, {}))}"
                table.setdefault(number, {})[at.rstrip("0123456789")] = text
    return table


def page_rows(data: bytes) -> list[Row]:
    """The rows of fetched API pages: an envelope's line, then a line of JSON for each page, whose results are the rows.

    A row is numbered by its place among all of them; what it becomes rests on the envelope too.
    """
    first, *lines = data.decode("utf-8").removesuffix("\n").split("\n")
    about = json.loads(first).get("about")
    rows = [row for line in lines for row in json.loads(line, parse_float=str)["results"]]
    return [(number, json.dumps([about, row]).encode()) for number, row in enumerate(rows, 1)]
