"""Where the rulebook abstains on purpose: the contests, the reason, and what the reason rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.model.errors import InputError
from onrecord.rules.scope import Citation, Scope, read_citations, read_scope, text

REQUIRED = {"offices", "special", "stage", "from", "why"}
OPTIONAL = {"to", "districts", "citations"}


@dataclass(frozen=True, kw_only=True)
class Abstention(Scope):
    """Contests for which no rule is given, `why` in a sentence, and the sources of the reason (none: it needs none)."""

    why: str
    citations: tuple[Citation, ...]


def read_abstention(data: Mapping[str, Any], states: tuple[str, ...]) -> Abstention:
    """The abstention that one entry of a rulebook file declares; raises InputError on anything unknown or missing."""
    name = f"an abstention of {', '.join(states)}"
    if unknown := sorted(set(data) - REQUIRED - OPTIONAL):
        raise InputError(f"{name}: keys that are not known", received=unknown, example="why: two seats a district")
    if missing := sorted(REQUIRED - set(data)):
        raise InputError(f"{name}: keys that are missing", received=missing, example="why: two seats a district")
    why = text(data["why"])
    if not why.endswith("."):
        raise InputError(f"{name}: the reason is a sentence", received=why, example="Two seats a district.")
    return Abstention(
        **read_scope(name, data, states), why=why, citations=read_citations(name, data.get("citations", []))
    )
