"""Ways to mangle a text file: each takes its bytes and a seeded random, and gives other bytes.

TEXT goes for every format, PIPE, CSV and JSON for one of them; mangle_zip.py has those of zips and workbooks.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Any

Mutator = Callable[[bytes, Random], bytes]
BOM = b"\xef\xbb\xbf"
HUGE = (100_000, 131_072, 131_073, 300_000, 2_100_000)
CONTROL = (b"\0", b"\x1f", b"\x1a", b"\x0b", b"\x0c", b"\x1b[31m", b"\x7f", b"\x08")
# Latin-1, bytes that Windows-1252 does not have, overlong and surrogate UTF-8, line ends that are none, marks of order
BYTES = (
    *(b"\xe9", b"\xf1o", b"\x81", b"\x8d\x9d", b"\xc0\xaf", b"\xed\xa0\x80", b"\xff\xfe", b"\xf5\x80\x80\x80"),
    *(b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xae", BOM, b"\xc3\xa9", b"\xf0\x9f\x97\xb3", b"\xcc\x81"),
)
VALUES = (
    *("1,234.56", "1e5", "NaN", "Infinity", "-", ".", "-.", "1e400", "9" * 40, "0x10", "(5)", "+5", "--5", "5-", "$5"),
    *("1.005", "1.", ".5", "-0", "٣٤", "１２", "99999999", "00000000", "02302024", "2024-02-30", "0023-01-31", "T", ""),
    *(" ", "null", "NULL", "\\N", "'); drop table typed; --", "../../etc", "{{7*7}}", "=1+1", "true", "C00799031"),
)


def spot(data: bytes, random: Random) -> int:
    """Some place in the bytes, the beginning and the end among them."""
    return random.choice((0, len(data), *(random.randint(0, len(data)) for _ in range(6))))


def put(data: bytes, random: Random, what: bytes, times: int = 1) -> bytes:
    """The bytes with `what` inserted at `times` places."""
    for _ in range(times):
        at = spot(data, random)
        data = data[:at] + what + data[at:]
    return data


def lines(data: bytes, random: Random, change: Callable[[bytes], bytes], most: int = 3) -> bytes:
    """The bytes with `change` made to one or a few lines."""
    found = data.split(b"\n")
    for _ in range(random.randint(1, most)):
        at = random.randrange(len(found))
        found[at] = change(found[at])
    return b"\n".join(found)


def fields(mark: bytes, change: Callable[[list[bytes], Random], None]) -> Mutator:
    """A mutator that changes the fields of a few lines."""

    def mutate(data: bytes, random: Random) -> bytes:
        def one(line: bytes) -> bytes:
            parts = line.split(mark)
            change(parts, random)
            return mark.join(parts)

        return lines(data, random, one)

    return mutate


def _value(parts: list[bytes], random: Random) -> None:
    parts[random.randrange(len(parts))] = random.choice(VALUES).encode()


def _huge(parts: list[bytes], random: Random) -> None:
    parts[random.randrange(len(parts))] = random.choice((b"x", b"9", b" ", b"\xc3\xa9", b"\xe9")) * random.choice(HUGE)


def _swapped(parts: list[bytes], random: Random) -> None:
    one, other = random.randrange(len(parts)), random.randrange(len(parts))
    parts[one], parts[other] = parts[other], parts[one]


def _more(parts: list[bytes], random: Random) -> None:
    parts[random.randint(0, len(parts)) :] = [b""] * random.choice((1, 1, 2, 5, 50_000))


def _fewer(parts: list[bytes], random: Random) -> None:
    del parts[random.randrange(len(parts))]


def _quoted(parts: list[bytes], random: Random) -> None:
    at = random.randrange(len(parts))
    parts[at] = random.choice((b'"%s', b'%s"', b'"%s"', b'""%s', b'"""%s"', b"'%s'", b'\\"%s', b' "%s"')) % parts[at]


def _newline(parts: list[bytes], random: Random) -> None:
    at = random.randrange(len(parts))
    end = random.choice((b"\n", b"\r\n", b"\r", b"\n\n"))
    parts[at] = random.choice((b"%s", b'"%s"', b'"%s')) % (parts[at][:3] + end + parts[at][3:])


def cut(data: bytes, random: Random) -> bytes:
    """Breaks off, begins late, or lacks a piece."""
    one, other = sorted((spot(data, random), spot(data, random)))
    return random.choice((data[:one], data[other:], data[:one] + data[other:]))


def shuffle(data: bytes, random: Random) -> bytes:
    """Lines lost, doubled, blank, in another order."""
    found = data.split(b"\n")
    at, other = random.randrange(len(found)), random.randrange(len(found))
    kind = random.randrange(5)
    if kind == 0:
        del found[at]
    elif kind == 1:
        found[at:at] = [found[other]] * random.randint(1, 3)
    elif kind == 2:
        found[at:at] = [random.choice((b"", b" ", b"\t"))] * random.choice((1, 1, 2, 300))
    elif kind == 3:
        found[at], found[other] = found[other], found[at]
    else:
        found = found * random.choice((2, 40))
    return b"\n".join(found)


def flip(data: bytes, random: Random) -> bytes:
    """Some bytes changed."""
    changed = bytearray(data or b"?")
    for _ in range(random.choice((1, 1, 3, 20))):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def recode(data: bytes, random: Random) -> bytes:
    """Another encoding as a whole, byte order marks, one or two."""
    text = data.decode("utf-8", "replace")
    choices: list[Callable[[], bytes]] = [
        *(lambda name=name: text.encode(name) for name in ("utf-16", "utf-16-le", "utf-32", "utf-8-sig", "utf-7")),
        *(lambda name=name: text.encode(name, "replace") for name in ("latin-1", "cp1252", "cp037")),
        lambda: BOM + BOM + data,
        lambda: b"\xff\xfe" + data,
    ]
    return random.choice(choices)()


def ends(data: bytes, random: Random) -> bytes:
    """Other line ends: of Windows, of old Macs, turned round, mixed, doubled, none at the end, many at the end."""
    unix = data.replace(b"\r\n", b"\n")
    some = b"".join(
        part + random.choice((b"\n", b"\r\n", b"\n", b"\r\r\n", b"\r")) for part in unix.removesuffix(b"\n").split(b"\n")
    )
    everywhere = (b"\r\n", b"\r", b"\n\r", b"\n\n", b"\r\r\n", b"\xc2\x85")
    return random.choice(
        (some, data.rstrip(b"\r\n"), data + b"\n" * 50, *(unix.replace(b"\n", end) for end in everywhere))
    )


def other(data: bytes, random: Random) -> bytes:
    """Not the file at all."""
    page = b"<!DOCTYPE html><html><body><h1>503 Service Unavailable</h1></body></html>\n"
    noise = bytes(random.randrange(256) for _ in range(2000))
    return random.choice((b"", b"\n", b"\n" * 2000, b"\0" * 4096, page, noise, BOM, b'"', b"[" * 5000, b"," * 5000))


def header(data: bytes, random: Random) -> bytes:
    """The first line: lost, doubled, at the end, in capitals, with spaces, with another name."""
    first, _, rest = data.partition(b"\n")
    at = random.randint(0, len(first))
    return random.choice(
        (
            *(rest, first + b"\n" + data, rest + first + b"\n", first.upper() + b"\n" + rest, b"\n" + data, b" " + data),
            first[:at] + b"X" + first[at:] + b"\n" + rest,
            first.replace(b",", b" , ").replace(b"|", b" | ") + b"\n" + rest,
        )
    )


TEXT: dict[str, Mutator] = {
    "cut": cut,
    "lines": shuffle,
    "bytes flipped": flip,
    "control character": lambda d, r: put(d, r, r.choice(CONTROL), r.choice((1, 1, 4))),
    "stray bytes": lambda d, r: put(d, r, r.choice(BYTES), r.choice((1, 1, 4))),
    "encoding": recode,
    "line ends": ends,
    "other file": other,
    "header": header,
    "stray quote": lambda d, r: put(d, r, r.choice((b'"', b'""', b"'")), r.choice((1, 1, 2, 3))),
}


def _opposite(data: bytes, random: Random) -> bytes:
    """One line too wide by what others are too narrow, so that a count over all lines finds nothing amiss."""
    found = [x for x in data.split(b"\n") if x]
    width = found[-1].count(b"|") if found else 0
    if random.random() < 0.5:
        found = [line + b"|" for line in found * (width // max(1, len(found)) + 1)][:width]
        found.insert(random.randint(0, len(found)), b"")
    elif len(found) > 1:
        one, other = random.sample(range(len(found)), 2)
        found[one] = random.choice((found[one] + b"|", b"|" + found[one]))
        found[other] = found[other].replace(b"|", b"", 1)
    return b"\n".join([*found, b""])


def of_fields(mark: bytes) -> dict[str, Mutator]:
    """The mutators of fields between delimiters."""
    return {
        "value": fields(mark, _value),
        "huge field": fields(mark, _huge),
        "fields swapped": fields(mark, _swapped),
        "more delimiters": fields(mark, _more),
        "fewer delimiters": fields(mark, _fewer),
        "quoted field": fields(mark, _quoted),
        "newline in a field": fields(mark, _newline),
    }


PIPE = {**of_fields(b"|"), "opposite faults": _opposite}
CSV = of_fields(b",")


def _text(data: bytes, random: Random) -> bytes:
    """A free text opened, closed, or both, somewhere in a filing."""
    found = data.split(b"\n")
    for mark in random.choice(((b"[BEGINTEXT]",), (b"[ENDTEXT]",), (b"[BEGINTEXT]", b"a line", b"[ENDTEXT]"))):
        found.insert(random.randint(1, len(found)), mark)
    return b"\n".join(found)


def _filing(data: bytes, random: Random) -> bytes:
    """Another version, form or kind of row."""
    words = (
        b"HDR",
        b"FEC",
        b"8.0",
        b"8.3",
        b"6.1",
        b"5.3",
        b"3.00",
        b"SA",
        b"SB",
        b"SE",
        b"F3",
        b"F24",
        b"F99",
        b"TEXT",
        b"FEC-",
    )
    old = random.choice([w for w in words if w in data] or [b"\n"])
    return data.replace(old, random.choice((*words, b"9.9", b"180.5", b"ZZ", b"")), random.choice((1, 1, -1)))


FILING = {**of_fields(b"\x1c"), "free text": _text, "filing": _filing}


def _nodes(value: Any, found: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else []
    for key in keys:
        found.append((value, key))
        _nodes(value[key], found)
    return found


def _node(data: bytes, random: Random) -> bytes:
    """A value of another kind, a key lost, renamed or given twice, numbers beyond reason."""
    try:
        root = json.loads(data)
        holder, key = random.choice(_nodes(root, []))
    except (ValueError, IndexError, RecursionError):
        return data + b"]"
    kind = random.randrange(6)
    if kind == 0:
        del holder[key]
    elif kind == 1 and isinstance(holder, dict):
        holder[f"{key} "] = holder.pop(key)
    elif kind == 2:
        holder[key] = [holder[key]]
    else:
        odd = (None, True, -5, 1.5, 10**30, float("nan"), [], {}, [[]], {"a": {}}, "", "x\0y", "\ud800", *VALUES)
        holder[key] = random.choice(odd)
    text = json.dumps(root, indent=1)
    if kind == 5:
        text = text.replace('"Votes": ', '"Votes": 1, "Votes": ', 1)
    return text.encode()


JSON: dict[str, Mutator] = {
    "node": _node,
    "deep": lambda d, r: d.replace(b"[", b"[" * r.choice((2, 900, 100_000)), 1),
    "big number": lambda d, r: put(d, r, b"9" * r.choice((20, 400, 5000))),
}


def _page(data: bytes, random: Random) -> bytes:
    """A value of another kind in one of the pages."""
    found = data.split(b"\n")
    at = random.randrange(len(found))
    found[at] = b" ".join(_node(found[at], random).split(b"\n"))
    return b"\n".join(found)


JSONL = {**JSON, "node": _page}


def _yaml(data: bytes, random: Random) -> bytes:
    """Anchors within anchors, tags, tabs, several documents, a key given twice, values of another kind."""
    bomb = b"\n".join(
        [b"a0: &a0 [x, x]", *(b"a%d: &a%d [%s]" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 12))]
    )
    loop = b"- &x {id: {bioguide: X}, name: {last: y}, terms: [*x]}\n"
    first = data.find(b"\n") + 1
    return random.choice(
        (
            data.replace(b"- id:", b"- bio:\n    " + bomb.replace(b"\n", b"\n    ") + b"\n  id:", 1),
            data.replace(b"district: 2", b"district: &d [[x, x], [x, x]]", 1),
            data.replace(
                b"district: 2", b"bombs:\n      " + bomb.replace(b"\n", b"\n      ") + b"\n    district: *a11", 1
            ),
            *(
                data + loop,
                loop,
                data + b"---\n" + data,
                data.replace(b"  ", b"\t", 3),
                data.replace(b"- id", b"- !!python/object:os.system id"),
            ),
            *(
                data.replace(b"terms:", b"terms: {}\n  terms:", 1),
                data.replace(b"terms:", b"term:", 1),
                data[first:],
                data * 40,
            ),
            data.replace(b"party: Republican", b"party: " + random.choice(VALUES).encode(), 1),
            b"[" * random.choice((500, 100_000)),
            b"{" * 20_000,
        )
    )


YAML: dict[str, Mutator] = {
    "yaml": _yaml,
    "yaml values": lambda d, r: put(d, r, r.choice((b": ", b"- ", b"&a ", b"*a ", b"? ", b"!!int ", b"| ")), 2),
}
