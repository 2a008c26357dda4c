"""One person over several candidate ids: reviewable entries that join or keep apart, each cited."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from onrecord.model.errors import InputError


@dataclass(frozen=True)
class KnownPerson:
    """A person whose candidate ids were checked by hand."""

    name: str
    candidate_ids_fec: tuple[str, ...]
    citation: str


@cache
def known_people() -> tuple[KnownPerson, ...]:
    """All entries; raises InputError when an id stands in two of them."""
    import yaml

    path = Path(__file__).parent / "people.yml"
    found = tuple(
        KnownPerson(p["name"], tuple(p["candidate_ids_fec"]), p["citation"])
        for p in yaml.safe_load(path.read_text("utf-8"))
    )
    ids = [i for p in found for i in p.candidate_ids_fec]
    if twice := sorted({i for i in ids if ids.count(i) > 1}):
        raise InputError("people.yml: a candidate id belongs to one person", received=twice, example="H4CA34083")
    return found


def person_with(candidate_id: str | None) -> KnownPerson | None:
    """The entry that holds a candidate id."""
    return next((p for p in known_people() if candidate_id in p.candidate_ids_fec), None)
