"""One person over several candidate ids: reviewable entries that join ids or keep them apart, each cited."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from onrecord.model.errors import InputError

KEYS = ({"name", "candidate_ids_fec", "citation"}, {"name", "apart", "citation"})


@dataclass(frozen=True)
class KnownPerson:
    """A person whose candidate ids were checked by hand; of `apart`, ids that are a person each."""

    name: str
    candidate_ids_fec: tuple[str, ...]
    citation: str
    apart: bool = False


def folder() -> str:
    """The folder of one's own entries (its people.yml), which ONRECORD_REGISTRY names; empty when there is none."""
    return os.environ.get("ONRECORD_REGISTRY", "")


def known_people() -> tuple[KnownPerson, ...]:
    """All entries that join ids: the package's, then those of one's own folder.

    Raises InputError for an entry of other keys, or when an id stands in two entries.
    """
    return tuple(p for p in _entries(folder()) if not p.apart)


def person_with(candidate_id: str | None) -> KnownPerson | None:
    """The entry that holds a candidate id."""
    return _by_id(folder()).get(candidate_id or "")


def kept_apart(one: str, other: str) -> str | None:
    """Why two candidate ids are never one person's: the citation of the entry that keeps them apart, or None."""
    return _apart(folder()).get(frozenset((one, other))) if one != other else None


@cache
def _by_id(own: str) -> dict[str, KnownPerson]:
    return {i: p for p in _entries(own) if not p.apart for i in p.candidate_ids_fec}


@cache
def _apart(own: str) -> dict[frozenset[str], str]:
    entries = [p for p in _entries(own) if p.apart]
    listed = [(frozenset(pair), p.citation) for p in entries for pair in combinations(p.candidate_ids_fec, 2)]
    return dict(reversed(listed))  # of two entries the first


@cache
def _entries(own: str) -> tuple[KnownPerson, ...]:
    found = _read(Path(__file__).parent / "people.yml")
    if own:
        path = Path(own) / "people.yml"
        if not any((Path(own) / name).is_file() for name in ("people.yml", "quarantine.yml", "aliases.yml")):
            rule = "ONRECORD_REGISTRY names a folder with people.yml, quarantine.yml or aliases.yml"
            raise InputError(rule, received=own, example="registry/people.yml")
        found += _read(path) if path.is_file() else []
    ids = [i for p in found if not p.apart for i in p.candidate_ids_fec]
    if twice := sorted({i for i in ids if ids.count(i) > 1}):
        raise InputError("people.yml: a candidate id belongs to one person", received=twice, example="H4CA34083")
    return tuple(found)


def _read(path: Path) -> list[KnownPerson]:
    import yaml

    listed = yaml.safe_load(path.read_text("utf-8")) or []
    return [_entry(one) for one in listed]


def _entry(one: Any) -> KnownPerson:
    if not isinstance(one, dict) or set(one) not in KEYS or not str(one["citation"]).strip():
        rule = "people.yml: an entry has name, citation, and candidate_ids_fec or apart"
        raise InputError(rule, received=one, example="{name: David Kim, apart: [H4CA34083, H8GA07151], citation: ...}")
    apart = "apart" in one
    return KnownPerson(one["name"], tuple(one["apart" if apart else "candidate_ids_fec"]), one["citation"], apart)
