"""Committees and groups by the exact words that mean them: reviewable lists, each member cited."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.model.errors import InputError, UnknownName

KEYS = {"id", "name", "short", "members", "phrases", "bare"}
ALIAS_KEYS = {"committee_id_fec", "name", "citation", "aliases"}


@dataclass(frozen=True)
class Group:
    """A named list of committees, or one committee; `phrases` are the exact words that mean it."""

    id: str
    name: str
    members: tuple[tuple[str, str, str], ...]  # (committee id, name, citation)
    phrases: tuple[str, ...]
    short: str = ""
    bare: tuple[str, ...] = ()  # phrases that can mean the first member alone

    @property
    def committees(self) -> list[str]:
        """The members' committee ids."""
        return [m[0] for m in self.members]


def _load(path: Path) -> Any:
    import yaml

    return yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@cache
def groups() -> tuple[Group, ...]:
    """All groups of the package; raises InputError for a key that is not known."""
    found = []
    for path in sorted(Path(__file__).parent.glob("*.yml")):
        data = _load(path)
        if wrong := set(data) ^ KEYS:
            raise InputError(f"{path.name}: the keys of a group", received=sorted(wrong), example="phrases")
        members = tuple((m["committee_id_fec"], m["name"], m["citation"]) for m in data["members"])
        phrased, bare = tuple(data["phrases"]), tuple(data["bare"])
        found.append(Group(data["id"], data["name"], members, phrased, data["short"], bare))
    return tuple(found)


def aliases() -> tuple[Group, ...]:
    """All committees with aliases, each as a group of one: the package's, then those of the user's aliases.yml (in the
    folder ONRECORD_REGISTRY). Raises InputError for a key that is not known.
    """
    return (*_aliases(Path(__file__).parent.parent / "aliases.yml", 0), *_own_aliases())


def own_file() -> Path | None:
    """Where the user's own aliases stand, whether there are any yet or not; None where ONRECORD_REGISTRY is not set."""
    folder = os.environ.get("ONRECORD_REGISTRY")
    return Path(folder) / "aliases.yml" if folder else None


def _own_aliases() -> tuple[Group, ...]:
    path = own_file()
    return _aliases(path, path.stat().st_mtime_ns) if path and path.is_file() else ()


@cache
def _aliases(path: Path, changed: int) -> tuple[Group, ...]:
    found = []
    for one in _load(path) or []:
        if not isinstance(one, dict) or (wrong := set(one) ^ ALIAS_KEYS):
            received = sorted(wrong) if isinstance(one, dict) else one
            raise InputError("aliases.yml: the keys of an entry", received=received, example="aliases")
        member = (one["committee_id_fec"], one["name"], one["citation"])
        phrases = tuple(dict.fromkeys([*one["aliases"], one["name"]]))
        found.append(Group(one["committee_id_fec"], one["name"], (member,), phrases, one["name"]))
    return tuple(found)


def phrases() -> dict[str, Group]:
    """Every phrase in lower case with straight apostrophes; raises InputError when two entries claim one."""
    return _phrases(aliases())


@cache
def _phrases(listed: tuple[Group, ...]) -> dict[str, Group]:
    found: dict[str, Group] = {}
    for group in (*groups(), *listed):
        for phrase in group.phrases:
            if found.setdefault(plain(phrase), group).committees != group.committees:
                raise InputError("a phrase means one group or committee", received=phrase, example="crypto PACs")
    return found


def plain(text: str) -> str:
    """Text as phrases are compared: lower case, straight apostrophes; as long as the text itself."""
    return text.replace("\u2019", "'").replace("\u00a0", " ").lower()


def group_of(name: str) -> Group:
    """The group with this id or phrase; raises UnknownName with those there are."""
    wanted = plain(name)
    for group in groups():
        if wanted in (group.id, plain(group.name)) or phrases().get(wanted) == group:
            return group
    raise UnknownName("a group of the registry", received=name, example=", ".join(g.id for g in groups()))
