"""The bed of a day's zip of electronic filings: many files in one, each of which stands alone."""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

import plain
from fuzzing import APART, Bed, Broken, Rows
from mangle_zip import zipped

NAMED = "electronic/20111112.zip"


class DayBed(Bed):
    """A day's zip of three members: the filing that is mangled, the same whole under another number, and no filing."""

    def __init__(self, folder: Path, named: str, text: bytes) -> None:
        self.whole = (("752357.fec", text), ("readme.txt", b"see the site\n"))
        super().__init__(folder, named, text)
        self.member = "752356.fec"

    def packed(self, text: bytes) -> bytes:
        """The three members zipped."""
        return zipped("752356.fec", text, more=self.whole)

    def _held(self) -> Rows:
        """Each row under its filing and line; a rejected one, of which no filing is known, under its reason and line."""
        entry = next(iter(json.loads((self.record / "manifest.json").read_text("utf-8"))["loads"].values()))
        found: dict[Any, list[tuple[Any, ...]]] = {}
        for key, name in sorted(entry["objects"].items()):
            table = key.partition(".")[0]
            rows = self.db.execute("from read_parquet(?)", [str(self.record / name)])
            names = [d[0] for d in rows.description]
            who = names.index("reason" if table == "rejected" else "filing_number")
            at, keep = names.index("source_line"), [i for i, n in enumerate(names) if n not in {*APART, "schedule_rows"}]
            for row in rows.fetchall():
                found.setdefault((table == "rejected", row[who], row[at]), []).append((table, *(row[i] for i in keep)))
        if sum(map(len, found.values())) != entry["rows_in"]:
            raise Broken(f"rows in {entry['rows_in']} against {sum(map(len, found.values()))} in the objects")
        return found

    def _plain(self, data: bytes) -> list[plain.Row]:
        """Each row as ((filing, line), bytes), of every member, its number the stem of its name."""
        found: list[Any] = []
        for info in zipfile.ZipFile(BytesIO(data)).infolist():
            name = info.filename
            if name.lower().endswith(".fec"):
                content = plain.member(data, name)
                head = b"\n".join(content.split(b"\n")[:2])
                number = PurePosixPath(name).stem
                found += [((number, line), head + raw) for line, raw in plain.filing_rows(content)]
        return found

    def _account(self, found: Any, rows: Any) -> None:
        """Each row of a filing that was read is in the record or rejected; of another member there is one rejection."""
        told = [(reason, line) for (rejected, reason, line), of in found.items() if rejected for _ in of]
        members = [i.filename for i in zipfile.ZipFile(self.file).infolist() if not i.is_dir()]
        whole = [next((n for n in members if reason.startswith(n)), "") for reason, _ in told]
        out = {PurePosixPath(name).stem for name in whole if name} - {
            number for rejected, number, _ in found if not rejected
        }
        lost = Counter(line for (number, line), _ in rows if number not in out and (False, number, line) not in found)
        rejected = Counter(line for name, (_, line) in zip(whole, told, strict=True) if not name)
        more = [key[1:] for key in found if not key[0] and key[1:] not in {at for at, _ in rows}]
        if more or lost - rejected:
            raise Broken(f"lines lost {dict(lost)}, rejected {dict(rejected)}, not there {more[:5]}")
        unread = {m for m in members if PurePosixPath(m).stem not in {number for (number, _), _ in rows} - out}
        if unread - set(whole):
            raise Broken(f"members of which nothing is told: {sorted(unread - set(whole))}")

    def _conserved(self, found: Any, rows: Any) -> None:
        for (number, line), raw in rows:
            have = found.get((False, number, line))
            if have is None or raw not in self.as_was:
                continue
            if sorted(map(repr, _nameless(have, number))) != sorted(map(repr, self.as_was[raw])):
                raise Broken(f"line {line} of {number} was not touched, yet {self.as_was[raw]} became {have}")

    def _learn(self, found: Any, rows: Any) -> None:
        for (number, line), raw in rows:
            self.as_was[raw] = _nameless(found[(False, number, line)], number)


def _nameless(rows: list[tuple[Any, ...]], number: str) -> list[tuple[Any, ...]]:
    """Rows without the number of their filing: the same filing under another number has the same rows."""
    return [tuple("NUMBER" if value == number else value for value in row) for row in rows]
