"""Rejected rows by the kind of their reason, with how many there are and a few of each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_VALUE = re.compile(r"'[^']*'")


@dataclass(frozen=True)
class Kind:
    """Rejected rows whose reasons are alike but for the value: how many rows and files, and the `first` few rows."""

    reason: str
    rows: int
    files: int
    first: tuple[dict[str, Any], ...]


def kinds(rows: Iterable[dict[str, Any]], most: int = 3) -> list[Kind]:
    """The kinds of reason of rejected rows (measure rejected_rows), the most frequent first; the counts conserve them.

    A kind is what a reason says before its colon, quoted values left out; `first` are at most `most` rows of different
    reasons, in the order of the rows.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(_VALUE.sub("'...'", row["reason"].partition(": ")[0]), []).append(row)
    listed = []
    for kind, mine in found.items():
        different: dict[str, dict[str, Any]] = {}
        for row in mine:
            different.setdefault(row["reason"], row)
        first = tuple(different.values())[:most]
        listed.append(Kind(kind, len(mine), len({r["source_file"] for r in mine}), first))
    return sorted(listed, key=lambda k: (-k.rows, k.reason))
