"""Groups of committees as reviewable lists, each member cited; found by exact phrases only."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from onrecord.model.errors import InputError

KEYS = {"id", "name", "members", "phrases"}


@dataclass(frozen=True)
class Group:
    """A named list of committees; `phrases` are the exact words that mean all of them together."""

    id: str
    name: str
    members: tuple[tuple[str, str, str], ...]  # (committee id, name, citation)
    phrases: tuple[str, ...]

    @property
    def committees(self) -> list[str]:
        """The members' committee ids."""
        return [m[0] for m in self.members]


@cache
def groups() -> tuple[Group, ...]:
    """All groups of the package; raises InputError for a key that is not known."""
    import yaml

    found = []
    for path in sorted(Path(__file__).parent.glob("*.yml")):
        data = yaml.safe_load(path.read_text("utf-8"))
        if wrong := set(data) ^ KEYS:
            raise InputError(f"{path.name}: the keys of a group", received=sorted(wrong), example="phrases")
        members = tuple((m["committee_id_fec"], m["name"], m["citation"]) for m in data["members"])
        found.append(Group(data["id"], data["name"], members, tuple(data["phrases"])))
    return tuple(found)


def group_named(text: str) -> Group | None:
    """The group that `text` names by one of its phrases, apart from case; None when none or several do."""
    plain = " ".join(text.replace("\u2019", "'").casefold().split())
    hits = [g for g in groups() if any(p.casefold() in plain for p in g.phrases)]
    return hits[0] if len(hits) == 1 else None
