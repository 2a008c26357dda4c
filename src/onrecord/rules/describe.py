"""The plain statements a story may make about an election rule, each true or false of any rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from onrecord.model.errors import InputError
from onrecord.rules.rule import UNKNOWN, Rule

FILE = Path(__file__).parent / "statements.yml"
ABOUT = {
    "system", "advances", "party_scope", "elects_on_majority", "fills_the_office", "tie", "next_stage", "on_request",
}  # fmt: skip
KEYS = {"says", "words", "when"}


@dataclass(frozen=True)
class Statement:
    """One statement: its id, the sentence, the words a story uses for it, and the parts of a rule that make it true.

    Each part lists the values under which it holds; the statement is true when every part does.
    """

    id: str
    says: str
    words: tuple[str, ...]
    when: Mapping[str, tuple[object, ...]]

    def true_of(self, rule: Rule) -> bool | None:
        """Whether the rule makes the statement true; None when it turns on a part of the rule that is not sourced."""
        parts = {part: getattr(rule, part) for part in self.when}
        if UNKNOWN in parts.values():
            return None
        return all(parts[part] in values for part, values in self.when.items())


@cache
def statements() -> tuple[Statement, ...]:
    """Every statement of statements.yml, in its order; raises InputError when the file is not as it must be."""
    import yaml

    data = yaml.load(FILE.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return tuple(_statement(key, entry) for key, entry in data.items())


def describes(rule: Rule) -> dict[str, bool | None]:
    """Each statement's id and whether it is true of the rule (None: not sourced); see also `rule.certain`."""
    return {one.id: one.true_of(rule) for one in statements()}


def _statement(key: str, entry: Mapping[str, object]) -> Statement:
    when = entry.get("when")
    if set(entry) != KEYS or not isinstance(when, dict) or not set(when) <= ABOUT:
        raise InputError(
            f"statements.yml, {key}: says, words and when, on {', '.join(sorted(ABOUT))}",
            received=sorted(entry),
            example="when: {advances: 2}",
        )
    words = entry["words"]
    return Statement(
        id=key,
        says=str(entry["says"]),
        words=tuple(str(w) for w in words) if isinstance(words, list) else (),
        when={part: tuple(v) if isinstance(v, list) else (v,) for part, v in when.items()},
    )
