"""How well `onrecord claims` reads labelled stories: figures found, checkable or not, kind, each slot, the whole claim.

Run: .venv/bin/python bench/claims.py [FILE.jsonl] [--record DIR] [--half 1|2] [--misses KIND|all]
Each line of FILE is one labelled claim: sentence, surface, date, url, checkable, claim_type and claim (the slots).
"""

from __future__ import annotations

import argparse
import calendar
import datetime as dt
import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any
from zlib import crc32

from _measure import HOUSE, machine, publish, shared

from onrecord.model.names import same_name

SLOTS: tuple[str, ...] = ("measure", "subject", "target", "stance", "office", "state", "district", "phase", "period")
SLOTS += ("comparator", "value", "unit")
OWN = Path(__file__).parent / "labelled"  # sets of our own; their README says how they were made
BY_STORY = ("kind", "whole claim", "not checkable, recall")
Row = dict[str, Any]


@dataclass
class Scored:
    """One labelled claim beside what was read: the claim of the same words, or the number set aside, or neither."""

    gold: Row
    read: Row | None
    aside: Row | None

    @property
    def checkable(self) -> bool:
        """Whether the label calls it checkable, in whole or in part."""
        return bool(self.gold["checkable"] != "no")

    @property
    def said_checkable(self) -> bool:
        """Whether it was read as a claim that this kind of record can answer."""
        return self.read is not None and self.read["checkable"] != "no"

    @property
    def numeric(self) -> bool:
        """Whether the label's words hold a number."""
        return bool(re.search(r"\d", self.gold["surface"]))

    def right(self, slot: str) -> bool:
        """Whether one slot is read as it is labelled."""
        assert self.read is not None
        return same(slot, self.gold["claim"].get(slot), self.read["claim"].get(slot))

    @property
    def whole(self) -> bool:
        """Whether kind and every slot are read as labelled."""
        kind = self.read is not None and self.read["claim_type"] == self.gold["claim_type"]
        return kind and all(self.right(slot) for slot in SLOTS)


@lru_cache(maxsize=10000)
def _named(text: str) -> frozenset[str]:
    """The words of a name, committees by their ids where the registry knows them, joined by " + " or as a group."""
    from onrecord.registry.groups import groups, phrases, plain

    known = phrases() | {plain(name): g for g in groups() for name in (g.short, g.name) if name}
    low = plain(text).strip()
    parts = [low] if low in known else [one.strip() for one in low.split(" + ")]
    if all(one in known for one in parts):
        return frozenset(i for one in parts for i in known[one].committees)
    return frozenset(re.findall(r"[a-z0-9]+", low)) - {"the", "pac", "inc", "for", "race", "committee"}


def same(slot: str, gold: Any, read: Any) -> bool:
    """Whether two values of a slot mean the same; numbers by value, names by their words, the rest as written."""
    if gold is None or read is None:
        return gold is read
    if slot == "value":
        return _numbers(gold) == _numbers(read)
    if slot == "target" and _sides(str(gold)):
        return _sides(str(gold)) == _sides(str(read))
    if slot in ("subject", "target"):
        return _named(str(gold)) == _named(str(read)) or same_name(str(gold), str(read))
    if slot == "period" and re.search(r"(?<!\d)\d{4}-\d{2}$", str(gold)):  # a label that ends with a month means no day
        return str(gold) == re.sub(r"(\d{4}-\d{2})-\d{2}$", r"\1", str(read))
    return str(gold).casefold() == str(read).casefold()


def _sides(text: str) -> set[tuple[str, str]]:
    """The last names and stances of "Moreno support + Brown oppose"; empty for other words."""
    return {(m[1].casefold(), m[2]) for m in re.finditer(r"([\w'\u2019-]+) (support|oppose)\b", text)}


def _numbers(value: Any) -> list[Any]:
    listed = value if isinstance(value, list) else [value]
    try:
        return [Decimal(str(one)).quantize(Decimal("0.0001")) for one in listed]
    except InvalidOperation:
        return listed


def published(text: str) -> dt.date:
    """The day of a story; the last of its month where no day is given."""
    if re.fullmatch(r"\d{4}-\d{2}", text):
        year, month = map(int, text.split("-"))
        return dt.date(year, month, calendar.monthrange(year, month)[1])
    return dt.date.fromisoformat(text)


def stories(rows: list[Row]) -> dict[str, list[Row]]:
    """The labelled claims by story, in the order of the file."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["url"]].append(row)
    return dict(found)


def half(url: str) -> int:
    """Which half a story is in, 1 or 2, by its address: the same on every machine."""
    return crc32(url.encode()) % 2 + 1


def score(rows: list[Row], record: Any) -> list[Scored]:
    """The labelled claims of one story beside what is read from its sentences in their order."""
    from onrecord.claims.check import listed

    sentences = list(dict.fromkeys(r["sentence"] for r in rows))
    text = "\n".join(sentences)
    starts = {s: sum(len(t) + 1 for t in sentences[:n]) for n, s in enumerate(sentences)}
    read = listed(text, record, published(rows[0]["date"]))
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for row in rows:
        key = (row["sentence"], row["surface"])
        span = _span(*key, seen[key], starts[row["sentence"]])
        seen[key] += 1
        found.append(Scored(row, _nearest(read["claims"], span, row), _nearest(read["set_aside"], span)))
    return found


def _span(sentence: str, surface: str, nth: int, start: int) -> tuple[int, int]:
    """The place of the nth occurrence of a label's words; of the whole sentence where they stand nowhere in it."""
    at = [m.span() for m in re.finditer(re.escape(surface), sentence)] or [(0, len(sentence))]
    a, b = at[min(nth, len(at) - 1)]
    return start + a, start + b


def _nearest(read: list[Row], span: tuple[int, int], gold: Row | None = None) -> Row | None:
    """What was read at a place: of several that overlap it the one of the label's kind, then the longest overlap."""
    over = [(min(span[1], r["span"][1]) - max(span[0], r["span"][0]), r) for r in read]
    kind = gold["claim_type"] if gold else None
    best = [(r.get("claim_type") == kind, length, -n, r) for n, (length, r) in enumerate(over) if length > 0]
    return max(best, key=lambda one: one[:3])[3] if best else None


def measures(found: list[Scored]) -> dict[str, tuple[int, int]]:
    """Every score as (right, of)."""
    yes = [f for f in found if f.checkable]
    no = [f for f in found if not f.checkable]
    typed = [f for f in yes if f.read]
    numbers = [f for f in found if f.numeric]
    scores = {
        "figure recall": (sum(bool(f.read or f.aside) for f in numbers), len(numbers)),
        "checkable, precision": (
            sum(f.checkable for f in found if f.said_checkable),
            sum(f.said_checkable for f in found),
        ),
        "checkable, recall": (sum(f.said_checkable for f in yes), len(yes)),
        "not checkable, precision": (
            sum(not f.checkable for f in found if not f.said_checkable),
            sum(not f.said_checkable for f in found),
        ),
        "not checkable, recall": (sum(not f.said_checkable for f in no), len(no)),
        "kind": (sum(f.read["claim_type"] == f.gold["claim_type"] for f in typed if f.read), len(yes)),
    }
    scores |= {f"slot {s}": (sum(f.right(s) for f in typed), len(yes)) for s in SLOTS}
    return scores | {"whole claim": (sum(f.whole for f in yes), len(yes))}


def share(right: int, of: int) -> str:
    """A score as a percentage with its counts."""
    return f"{100 * right / of:.1f} % ({right} of {of})" if of else "none"


def misses(found: list[Scored], kind: str) -> None:
    """Print every labelled claim that was not read as labelled."""
    for f in found:
        if (f.checkable and f.whole) or (not f.checkable and not f.said_checkable):
            continue
        if kind not in ("all", f.gold["claim_type"]):
            continue
        print(f"\n{f.gold['id']} {f.gold['date']} {f.gold['claim_type']} “{f.gold['surface']}” {f.gold['sentence']}")
        if not f.checkable:
            print(f"  read as {f.read and f.read['claim_type']}; label: not checkable, {f.gold.get('reason')}")
        elif f.read is None:
            print(f"  label {f.gold['claim']}\n  not read: {f.aside and f.aside['reason']}")
        else:
            wrong = {s: (f.gold["claim"].get(s), f.read["claim"].get(s)) for s in SLOTS if not f.right(s)}
            print(f"  kind {f.read['claim_type']}; label, read: {wrong}")


def main() -> None:
    """Score the file and publish the table, or with --misses print what was read otherwise than labelled."""
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument("file", type=Path, nargs="?", help="labelled claims; all sets otherwise")
    read.add_argument("--record", type=Path, help="a loaded record; all shared files, loaded into build/, otherwise")
    read.add_argument("--half", type=int, choices=(1, 2), help="only the stories of one half")
    read.add_argument("--misses", metavar="KIND|all", help="print the misses of a kind, publish nothing")
    given = read.parse_args()
    record = given.record or HOUSE / "build/bench-record"
    if given.record is None:
        onrecord = str(Path(sys.executable).parent / "onrecord")
        subprocess.run([onrecord, "load", str(shared() / "data"), "--record", str(record)], check=True)
    from onrecord.store.record import Record

    opened = Record(record)
    files = [given.file] if given.file else [shared() / "stories/dev_claims.jsonl", *sorted(OWN.glob("*.jsonl"))]
    tables = []
    for file in files:
        rows = [json.loads(line) for line in file.open()]
        found = {url: score(listed, opened) for url, listed in stories(rows).items()}
        halves = {n: [f for url, fs in found.items() if half(url) == n for f in fs] for n in (1, 2)}
        if given.misses:
            misses(halves[given.half] if given.half else halves[1] + halves[2], given.misses)
            continue
        columns = {"all": halves[1] + halves[2], "half 1": halves[1], "half 2": halves[2]}
        scored = {name: measures(listed) for name, listed in columns.items()}
        lines = [[name, *(share(*scored[c][name]) for c in columns)] for name in scored["all"]]
        title = f"{file.name}: {len(rows)} labelled claims of {len(found)} stories"
        tables.append({"title": title, "columns": ["score", *columns], "rows": lines})
        if file.parent != OWN:
            each = [[f"{fs[0].gold.get('outlet')}, {fs[0].gold['date']}", *_of_story(fs)] for fs in found.values()]
            tables.append({"title": f"{file.name}, by story", "columns": ["story", *BY_STORY], "rows": each})
    if not given.misses:
        publish("claims", {"ratios": {}, "timed": {}, "tables": tables, "machine": machine(["duckdb"])})


def _of_story(found: list[Scored]) -> list[str]:
    scores = measures(found)
    return [share(*scores[name]) for name in BY_STORY]


if __name__ == "__main__":
    main()
