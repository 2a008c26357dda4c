"""Ways to mangle a zip, and a workbook, which is one: broken, hostile, or lying about what they hold."""

from __future__ import annotations

import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from random import Random

from mangle import TEXT, Mutator, cut, flip

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
Made = Callable[[str, bytes, Random], bytes]


def zipped(
    name: str, data: bytes, method: int = zipfile.ZIP_DEFLATED, more: tuple[tuple[str, bytes], ...] = ()
) -> bytes:
    """A zip with one member, and `more`."""
    out = BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", method) as archive:
        warnings.simplefilter("ignore")  # a name twice
        for one, content in ((name, data), *more):
            archive.writestr(zipfile.ZipInfo(one, (2024, 11, 5, 0, 0, 0)), content, method)
    return out.getvalue()


def patched(data: bytes, offset: int, value: bytes, *headers: tuple[bytes, int]) -> bytes:
    """The zip with `value` written at `offset` of the central header and, moved by as much, of the `headers` given."""
    changed = bytearray(data)
    for signature, moved in ((CENTRAL, 0), *headers):
        at = data.rindex(signature) + offset + moved
        changed[at : at + len(value)] = value
    return bytes(changed)


def _lying(name: str, data: bytes, random: Random) -> bytes:
    """Headers that claim another size, another check sum, or the check sum of a part."""
    whole = zipped(name, data)
    kept = random.randint(0, len(data))
    claims = random.choice((kept, len(data) + 1, 0, 2_000_000_000, 0xFFFFFFFE)).to_bytes(4, "little")
    crc = struct.pack("<I", zlib.crc32(data[:kept]))
    both = (LOCAL, -2)
    return random.choice(
        (
            patched(whole, 24, claims),
            patched(whole, 24, claims, both),
            patched(patched(whole, 24, kept.to_bytes(4, "little"), both), 16, crc, both),
            patched(whole, 20, claims),
            patched(whole, 20, claims, both),
            patched(whole, 16, b"\1\2\3\4", both),
            patched(whole, 42, claims),
        )
    )


def _names(name: str, data: bytes, random: Random) -> bytes:
    """The member under another name, twice, as a folder, outside the zip, or one zip deeper."""
    outside = ("../", "/", "a/../../", "..\\", "C:", "./", "a/")
    return random.choice(
        (
            zipped(name.upper(), data),
            zipped(name + " ", data),
            zipped("other.txt", data),
            zipped(name, data, more=((name, data[: len(data) // 2]),)),
            zipped(name, data, more=(("readme.txt", b"see the site"),)),
            zipped(name, data, more=((random.choice(outside) + name, data),)),
            zipped(random.choice(outside) + name, data),
            zipped(name + "/", b"", more=((name + "/" + name, data),)),
            zipped(name, zipped(name, data)),
            zipped(name + ".zip", zipped(name, data)),
            zipped(name, data).replace(name.encode(), name[:-1].encode() + b"\0"),
            zipped(name, data, more=tuple((f"{n}.txt", b"") for n in range(2000))),
        )
    )


def _bomb(name: str, data: bytes, random: Random) -> bytes:
    """A few kilobytes that hold much: of zeros, of blank lines, of one line, of rows."""
    size = random.choice((300_000, 3_000_000, 30_000_000))
    row = data[: data.find(b"\n") + 1] or data
    rows = data + row * (min(size // 300, 30_000_000 // max(1, len(row))))
    content = random.choice((b"\0" * size, b"\n" * (size // 30), b"x" * size, rows))
    whole = zipped(name, content)
    if random.random() < 0.5:
        return whole
    return patched(whole, 24, random.choice((1, 5_000_000, 2_000_000_000)).to_bytes(4, "little"), (LOCAL, -2))


def _methods(name: str, data: bytes, random: Random) -> bytes:
    """Stored, by other methods, encrypted, zip64, streamed, or not a zip but another packing."""
    import bz2
    import gzip

    streamed = BytesIO()
    with (
        zipfile.ZipFile(_NoSeek(streamed), "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w", force_zip64=True) as out,
    ):
        out.write(data)
    return random.choice(
        (
            *(zipped(name, data, method) for method in (zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)),
            *(patched(zipped(name, data), 10, bytes((method, 0)), (LOCAL, -2)) for method in (0, 9, 14, 93, 99)),
            patched(zipped(name, data), 8, b"\1", (LOCAL, -2)),
            patched(zipped(name, data), 6, b"\xff\xff", (LOCAL, -2)),
            streamed.getvalue(),
            gzip.compress(data, mtime=0),
            bz2.compress(data),
            data,
        )
    )


class _NoSeek:
    """A stream that cannot go back, so that sizes follow the data."""

    def __init__(self, out: BytesIO) -> None:
        self.write, self.flush = out.write, out.flush


def _around(name: str, data: bytes, random: Random) -> bytes:
    """Bytes before and after, a comment, two zips in one, records of the end lost or doubled."""
    whole = zipped(name, data)
    end = whole.rindex(END)
    junk = bytes(random.randrange(256) for _ in range(random.choice((1, 30, 70_000))))
    return random.choice(
        (
            *(junk + whole, whole + junk, whole + whole, zipped("other.txt", b"x") + whole, whole[:end], whole[end:]),
            whole[:end] + whole[end:-2] + len(junk).to_bytes(3, "little")[:2] + junk,
            whole[: end + 8] + b"\xff\xff" + whole[end + 10 :],
            whole[: end + 16] + b"\xff\xff\xff\xff" + whole[end + 20 :],
        )
    )


#: name: what makes a mangled zip of a member's name and bytes.
ZIP: dict[str, Made] = {
    "zip: cut": lambda n, d, r: cut(zipped(n, d), r),
    "zip: bytes flipped": lambda n, d, r: flip(zipped(n, d), r),
    "zip: lying sizes": _lying,
    "zip: members": _names,
    "zip: bomb": _bomb,
    "zip: methods": _methods,
    "zip: around": _around,
}


def repacked(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """A zip with its members changed."""
    book = zipfile.ZipFile(BytesIO(data))
    parts = {name: book.read(name) for name in book.namelist()}
    change(parts)
    (first, content), *rest = parts.items()
    return zipped(first, content, more=tuple(rest))


def _part(random: Random) -> str:
    return random.choice(("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml"))


def _xml(data: bytes, random: Random) -> bytes:
    """A part's XML as text, mangled as any text is."""

    def change(parts: dict[str, bytes]) -> None:
        name = random.choice((*parts, _part(random), _part(random), "xl/workbook.xml"))
        if name in parts:
            parts[name] = TEXT[random.choice(sorted(TEXT))](parts[name], random)

    return repacked(data, change)


def _cells(data: bytes, random: Random) -> bytes:
    """Places of cells and rows beyond the sheet, kinds of cells that they are not, values of any sort."""
    swaps = (
        (b'r="3"', b'r="1048576"'),
        (b'r="3"', b'r="4294967295"'),
        (b'r="3"', b'r="2"'),
        (b'r="B2"', b'r="XFD1048576"'),
        (b'r="B2"', b'r="ZZZZZZ99999999"'),
        (b'r="B2"', b'r="B0"'),
        (b'r="B2"', b'r=""'),
        (b't="inlineStr"', b't="s"'),
        (b't="n"', b't="s"'),
        (b't="n"', b't="e"'),
        (b't="n"', b't="b"'),
        (b't="n"', b't="d"'),
        (b"<v>", b"<v>99999999999999999999"),
        (b"<v>", b"<v>-"),
        (b"<v>", b"<v>1e308"),
        (b"<v>", b"<v>NaN"),
        (b"<v>", b"<v>1.5"),
        (b"<t>", b"<t>&#0;"),
        (b"<t>", b"<t>&bomb;"),
        (b"<t>", b"<t>_x0000_"),
        (b"</row>", b""),
        (b"<sheetData>", b"<sheetData><row/><row/>"),
        (b"<dimension ", b'<dimension ref="A1:XFD1048576" x="'),
        (b"<worksheet", b'<!DOCTYPE w [<!ENTITY bomb "&bomb;&bomb;">]><worksheet'),
    )

    def change(parts: dict[str, bytes]) -> None:
        name = _part(random)
        for _ in range(random.randint(1, 2)):
            old, new = random.choice(swaps)
            parts[name] = parts.get(name, b"").replace(old, new, random.choice((1, -1)))

    return repacked(data, change)


def _book(data: bytes, random: Random) -> bytes:
    """Parts lost, sheets renamed, swapped or many, a sheet that is a bomb."""

    def change(parts: dict[str, bytes]) -> None:
        kind = random.randrange(5)
        name = random.choice(sorted(parts))
        if kind == 0:
            del parts[name]
        elif kind == 1:
            parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"Results", b"results", 1)
        elif kind == 2:
            one, other = _part(random), _part(random)
            parts[one], parts[other] = parts[other], parts[one]
        elif kind == 3:
            parts[_part(random)] = b"<worksheet><sheetData>" + b"<row><c><v>1</v></c></row>" * 200_000
        else:
            parts[_part(random)] = b" " * random.choice((1_000_000, 30_000_000))

    return repacked(data, change)


XLSX: dict[str, Mutator] = {
    "zip: cut": cut,
    "zip: bytes flipped": flip,
    "workbook: xml": _xml,
    "workbook: cells": _cells,
    "workbook: parts": _book,
}
