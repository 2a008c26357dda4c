"""The demo story and its check, for the tests of the reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "cases" / "reports"


def story() -> str:
    """The demo story's text."""
    return (FOLDER / "story.txt").read_text(encoding="utf-8")


def check() -> dict[str, Any]:
    """A fresh copy of its check, of schema onrecord.check/1."""
    done: dict[str, Any] = json.loads((FOLDER / "check.json").read_text(encoding="utf-8"))
    return done


def claim(number: int, span: tuple[int, int], verdict: str = "supported", **more: Any) -> dict[str, Any]:
    """A claim with nothing but what every claim has."""
    return {
        "id": f"c{number}",
        "surface": "words",
        "sentence": "Some words.",
        "span": list(span),
        "checkable": "yes",
        "claim_type": None,
        "claim": None,
        "verdict": verdict,
        "verdict_as_published": verdict,
        "reason": "a reason",
        "readings": [],
        "context": [],
        "caveats": [],
        "settles": [],
        "receipts": [],
        **more,
    }


def with_claims(*claims: dict[str, Any]) -> dict[str, Any]:
    """The demo's check with these claims instead, and nothing set aside."""
    return {**check(), "claims": list(claims), "conflicts": [], "set_aside": []}
