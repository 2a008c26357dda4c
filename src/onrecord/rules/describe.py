"""What a rule says in a sentence, and the plain statements a story may make of it, each true or false of any rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from onrecord.model.errors import InputError
from onrecord.rules.rule import UNKNOWN, WITHIN_PARTY, Rule
from onrecord.rules.words import number, percent

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


def sentence(rule: Rule) -> str:
    """What the rule decides, in one plain sentence."""
    party = rule.party_scope == WITHIN_PARTY
    where = "In each party's own primary" if party else f"With {rule.party_scope}"
    done = "nominate" if party else "elect"
    onward = rule.next_stage.replace("_", " ")
    least = f", each with at least {percent(rule.threshold).replace('.00', '')} of the votes," if rule.threshold else ""
    if rule.system == "plurality":
        return f"{where}, the most votes {done}."
    if rule.system == "ranked_choice":
        return f"{where}, voters rank the candidates; ballots are counted in rounds until one has {rule.settled_by}."
    if rule.system == "majority_runoff":
        asked = ", if the runner-up asks for it" if rule.on_request else ""
        return (
            f"{where}, {_share(rule)} {done}s; "
            f"otherwise the {number(rule.advances)} highest meet in the {onward}{asked}."
        )
    return (
        f"{where}, the {number(rule.advances)} highest{least} go on to the {onward}, and no share of the votes elects."
    )


def _share(rule: Rule) -> str:
    """The share that settles a contest, in words: "a majority", "at least 35% of the votes"."""
    given = rule.settled_by
    if given is None or str(given) == "a majority":
        return str(given or "")
    return f"{'at least' if given.inclusive else 'more than'} {percent(given.share).replace('.00', '')} of the votes"


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
