"""Filers set aside or released by hand: reviewable entries, each cited; a newsroom adds its own file."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.model.errors import InputError

ACTIONS = ("set aside", "release")
KEYS = {"id_fec", "cycle", "action", "above_usd", "citation"}


@dataclass(frozen=True)
class Ruling:
    """What is done with a filer's rows: `cycle` None is every cycle; `above_usd` a bound on receipts in US dollars."""

    id_fec: str
    cycle: int | None
    action: str
    above_usd: int | None
    citation: str


def rulings() -> tuple[Ruling, ...]:
    """The entries of the package, then those of the user's quarantine.yml (in the folder ONRECORD_REGISTRY).

    Raises InputError for an entry without a citation, or with a key or an action that is not known.
    """
    return (*_read(Path(__file__).parent / "quarantine.yml"), *own())


def own() -> tuple[Ruling, ...]:
    """The user's entries; none where ONRECORD_REGISTRY is not set or its folder has no quarantine.yml."""
    folder = os.environ.get("ONRECORD_REGISTRY")
    path = Path(folder) / "quarantine.yml" if folder else None
    return _read(path) if path and path.is_file() else ()


def own_mark() -> str:
    """A hash of the user's entries, for a receipt to name them; empty where there are none."""
    listed = [asdict(r) for r in own()]
    return hashlib.sha256(json.dumps(listed, sort_keys=True).encode()).hexdigest()[:16] if listed else ""


def _read(path: Path) -> tuple[Ruling, ...]:
    return _parse(path, path.stat().st_mtime_ns)


@cache
def _parse(path: Path, changed: int) -> tuple[Ruling, ...]:
    import yaml

    listed = yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or []
    return tuple(_ruling(path.name, one) for one in listed)


def _ruling(name: str, one: Any) -> Ruling:
    example = "{id_fec: P60005204, cycle: 2016, action: set aside, citation: ...}"
    if not isinstance(one, dict) or set(one) - KEYS or not {"id_fec", "action", "citation"} <= set(one):
        raise InputError(
            f"{name}: an entry has id_fec, action, citation; cycle, above_usd", received=one, example=example
        )
    if one["action"] not in ACTIONS or not str(one["citation"]).strip():
        raise InputError(f"{name}: an action ({', '.join(ACTIONS)}) with its citation", received=one, example=example)
    numbers = [one.get(k) for k in ("cycle", "above_usd")]
    if any(n is not None and not isinstance(n, int) for n in numbers):
        raise InputError(f"{name}: cycle and above_usd are whole numbers", received=one, example=example)
    return Ruling(str(one["id_fec"]), numbers[0], one["action"], numbers[1], " ".join(str(one["citation"]).split()))
