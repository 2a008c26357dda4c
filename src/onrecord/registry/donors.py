"""Givers whom stories call by a last name alone: a reviewable list of full names, each entry cited."""

from __future__ import annotations

from functools import cache
from pathlib import Path

KEYS = {"last_name", "name", "citation"}


@cache
def known_donors() -> dict[str, str]:
    """Full names by last name. Raises InputError for an entry of other keys, or for a last name that stands twice."""
    import yaml

    from onrecord.model.errors import InputError

    found: dict[str, str] = {}
    for entry in yaml.safe_load((Path(__file__).parent / "donors.yml").read_text("utf-8")):
        if set(entry) != KEYS or entry["last_name"] in found:
            rule = "an entry of donors.yml has last_name (once), name and citation"
            raise InputError(rule, received=str(entry), example="last_name: Musk, name: Elon Musk")
        found[entry["last_name"]] = entry["name"]
    return found
