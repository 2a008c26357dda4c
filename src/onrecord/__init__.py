"""onrecord checks a story's figures against the public record of money and votes, with receipts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.answers.answer import Answer
    from onrecord.answers.questions import ask_question as ask
    from onrecord.claims.check import check
    from onrecord.model.contest import Contest
    from onrecord.model.errors import InputError, OnRecordError, RecordError, SourceError, UnknownName
    from onrecord.model.money import usd
    from onrecord.store.load import load
    from onrecord.store.record import Record

__all__ = [
    "Answer",
    "Contest",
    "InputError",
    "OnRecordError",
    "Record",
    "RecordError",
    "SourceError",
    "UnknownName",
    "__version__",
    "ask",
    "check",
    "load",
    "usd",
]
__version__ = "0.1.0"

# Where each public name lives; it is imported when first used, so that `import onrecord` stays cheap.
_HOMES = {
    "Answer": ("onrecord.answers.answer", "Answer"),
    "Contest": ("onrecord.model.contest", "Contest"),
    "InputError": ("onrecord.model.errors", "InputError"),
    "OnRecordError": ("onrecord.model.errors", "OnRecordError"),
    "Record": ("onrecord.store.record", "Record"),
    "RecordError": ("onrecord.model.errors", "RecordError"),
    "SourceError": ("onrecord.model.errors", "SourceError"),
    "UnknownName": ("onrecord.model.errors", "UnknownName"),
    "ask": ("onrecord.answers.questions", "ask_question"),
    "check": ("onrecord.claims.check", "check"),
    "load": ("onrecord.store.load", "load"),
    "usd": ("onrecord.model.money", "usd"),
}


def __getattr__(name: str) -> Any:
    """A public name, imported from its home when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    from importlib import import_module

    module, attribute = _HOMES[name]
    found = getattr(import_module(module), attribute)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
