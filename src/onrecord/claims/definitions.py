"""One story, one definition: claims that hold only under readings that exclude each other are reported together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from onrecord.claims.typed import Judged, Typed

SLOTS = ("target", "stance", "office", "state", "district", "phase")
SPENT = ("disbursements", "ie_total")  # what a reader takes for one and the same where a story says "spent"


@dataclass(frozen=True)
class Held:
    """A claim that some readings bear out and others do not: by definition (of money) and by the reading's own name."""

    id: str
    about: str
    subject: str
    committees: frozenset[str]
    slots: tuple[Any, ...]
    measure: str
    whole: bool  # about all of a subject's money, on no target
    defined: bool  # it holds under some definitions of money and not under others
    fits: frozenset[str]
    names: frozenset[str]
    others: frozenset[str]

    def only(self, words: frozenset[str]) -> str:
        """Under which definitions or readings it holds, in words."""
        return " or ".join(sorted(words))


def conflicts(judged: Sequence[tuple[Typed, Judged]]) -> list[dict[str, Any]]:
    """The claims of a story that no one definition holds together: each `claims` (ids) and a `text` that says why.

    Of one subject's money (or of committees that are in both) by definition; of one subject's money on one target by
    reading; and of several subjects' spending where no definition holds for both, so that they are not measured alike.
    """
    held = [h for n, (one, j) in enumerate(judged, 1) if (h := _held(n, one, j))]
    found = []
    for a, b in combinations(held, 2):
        same = a.about == b.about or bool(a.committees & b.committees)
        if same and a.defined and b.defined and not a.fits & b.fits:
            found.append(_said((a.id, b.id), _both(a, a.fits, b, b.fits)))
        elif _one_target(a, b) and not a.names & b.names:
            found.append(_said((a.id, b.id), _both(a, a.names, b, b.names)))
    return [*found, *_unlike([h for h in held if h.whole and h.measure in SPENT])]


def _one_target(a: Held, b: Held) -> bool:
    """Whether two claims are of one subject's money on one target, each borne out by some of its readings alone."""
    alike = a.about == b.about and a.slots == b.slots and a.measure == b.measure
    return alike and bool(a.slots[0]) and bool(a.others) and bool(b.others)


def _said(ids: Iterable[str], text: str) -> dict[str, Any]:
    return {"claims": list(ids), "text": text}


def _both(a: Held, mine: frozenset[str], b: Held, theirs: frozenset[str]) -> str:
    return f"{a.id} holds only as {a.only(mine)}, {b.id} only as {b.only(theirs)}: no one definition holds both"


def _held(number: int, one: Typed, judged: Judged) -> Held | None:
    """A claim about a subject's money that one definition or reading holds and another does not; else None."""
    yes = [t.answer for t in judged.readings if t.fits == "yes"]
    no = [t.answer for t in judged.readings if t.fits not in ("yes", "unknown")]
    fits = frozenset(a.facts.get("definition", a.reading) for a in yes)
    others = frozenset(a.facts.get("definition", a.reading) for a in no)
    names = frozenset(a.reading for a in yes)
    left = frozenset(a.reading for a in no) - names
    if not one.about or not fits or not (others - fits or left):
        return None
    ids = frozenset(c for a in yes for r in a.asked for c in r.params.get("committees") or ())
    slots = tuple(one.claim[k] for k in SLOTS)
    said = one.claim
    defined = bool(others - fits)
    whole = one.claim_type in ("committee_flow", "aggregate_group") and not said["target"] and defined
    subject = str(said["subject"])
    return Held(f"c{number}", one.about, subject, ids, slots, said["measure"], whole, defined, fits, names, left)


def _unlike(held: Sequence[Held]) -> Iterator[dict[str, Any]]:
    """Several subjects' spending, each of which holds under a definition that holds for none of the others."""
    subjects: dict[str, list[Held]] = {}
    for one in held:
        subjects.setdefault(one.about, []).append(one)
    apart: dict[str, Held] = {}
    for mine, theirs in combinations(subjects.values(), 2):
        if mine[0].committees & theirs[0].committees:
            continue
        shared = {d for h in mine for d in h.fits} & {d for h in theirs for d in h.fits}
        if not shared:
            apart |= {h.id: h for h in (*mine, *theirs)}
    if apart:
        listed = sorted(apart.values(), key=lambda h: int(h.id[1:]))
        words = "; ".join(f"{h.id} ({h.subject}) holds only as {h.only(h.fits)}" for h in listed)
        yield _said((h.id for h in listed), f"{words}: they are not measured alike, and cannot be compared")
