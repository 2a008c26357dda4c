"""Pairs the rows of two filings: by transaction id, else by content; what is left is added or removed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]
WHERE = {"source_file", "source_line"}  # where a row stands, not what it says
AKIN = ("name", "amount_usd", "transacted_on", "disseminated_on")
# Tried in turn on rows without a partner; a key counts where it is one row's alone on each side.
KEYS = (
    ("line, name, day and amount", ("schedule", "line", "transacted_on", "disseminated_on", "amount_usd", "name")),
    ("name, day and candidate", ("schedule", "transacted_on", "disseminated_on", "candidate_id_fec", "name")),
    ("name and amount", ("schedule", "amount_usd", "name")),
)


@dataclass(frozen=True)
class Pair:
    """A row that differs: `before` is None when it was added, `after` when it was removed; `by` says what matched."""

    before: Row | None
    after: Row | None
    by: str = ""

    @property
    def kind(self) -> str:
        """added, removed or changed."""
        return "changed" if self.before and self.after else "added" if self.after else "removed"

    @property
    def fields(self) -> list[tuple[str, Any, Any]]:
        """The fields that differ: name, before, after; none for a row that was added or removed."""
        if not self.before or not self.after:
            return []
        old, new = self.before, self.after
        return [(k, old[k], new[k]) for k in old if k not in WHERE and old[k] != new[k]]

    @property
    def flip(self) -> bool:
        """Whether support became oppose, or oppose support."""
        stances = {(self.before or {}).get("stance"), (self.after or {}).get("stance")}
        return stances == {"S", "O"}


def paired(before: list[Row], after: list[Row]) -> tuple[list[Pair], int, int]:
    """The rows that differ, in the order of the second filing, then of the first; how many are the same, and of these
    how many under another transaction id.

    A transaction id pairs two rows where it is one row's alone, on its schedule, in each filing, and they share a name,
    a day or an amount: software that numbers rows anew gives old ids to other rows. Identical rows pair one to one. A
    row is in one pair only, so that added + changed + the same = the rows of the second filing.
    """
    found: list[Pair] = []
    same = renumbered = 0
    left, right = dict(enumerate(before)), dict(enumerate(after))
    for old, new in _alone(left, right, ("schedule", "transaction_id"), _akin):
        pair = Pair(old, new, "transaction id")
        same += not pair.fields
        found += [pair] if pair.fields else []
    for old, new in _identical(left, right):
        same += 1
        renumbered += old["transaction_id"] != new["transaction_id"]
    for by, names in KEYS:
        found += [Pair(old, new, by) for old, new in _alone(left, right, names)]
    found += [Pair(None, row) for row in right.values()]
    found.sort(key=lambda p: p.after["source_line"] if p.after else 0)
    return [*found, *(Pair(row, None) for row in left.values())], same, renumbered


def _akin(old: Row, new: Row) -> bool:
    """Whether two rows of one transaction id can be one transaction."""
    told = [name for name in AKIN if old[name] is not None or new[name] is not None]
    return not told or any(old[name] == new[name] for name in told)


def _alone(
    left: dict[int, Row],
    right: dict[int, Row],
    names: tuple[str, ...],
    fits: Callable[[Row, Row], bool] = lambda _old, _new: True,
) -> list[tuple[Row, Row]]:
    """Take out of both sides, and return, the rows that alone have their values of `names` on each side.

    The last name's value is not blank: nothing is matched by what is missing.
    """
    sides = []
    for rows in (left, right):
        held: dict[Hashable, list[int]] = defaultdict(list)
        for number, row in rows.items():
            if row[names[-1]] is not None:
                held[tuple(row[name] for name in names)].append(number)
        sides.append({value: numbers[0] for value, numbers in held.items() if len(numbers) == 1})
    both = [(number, sides[1][value]) for value, number in sides[0].items() if value in sides[1]]
    return [(left.pop(old), right.pop(new)) for old, new in both if fits(left[old], right[new])]


def _identical(left: dict[int, Row], right: dict[int, Row]) -> list[tuple[Row, Row]]:
    """Take out of both sides, and return, rows of the same content, one to one; those of one id first."""
    pairs = []
    for skipped in (WHERE, WHERE | {"transaction_id", "back_reference"}):
        held: dict[Hashable, list[int]] = defaultdict(list)
        for number, row in left.items():
            held[_content(row, skipped)].append(number)
        for number, row in list(right.items()):
            if numbers := held.get(_content(row, skipped)):
                pairs.append((left.pop(numbers.pop(0)), right.pop(number)))
    return pairs


def _content(row: Row, skipped: set[str]) -> Hashable:
    return tuple(row[name] for name in sorted(row) if name not in skipped)
