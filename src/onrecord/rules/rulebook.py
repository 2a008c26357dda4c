"""The rulebook: which rule decides a contest, by state, office, district, stage and date."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path

from onrecord.model.errors import InputError
from onrecord.rules.rule import OFFICES, STAGES, Rule, read_rule

FOLDER = Path(__file__).parent / "rulebook"
STATE = re.compile(r"[A-Z]{2}")


def read_file(path: Path) -> tuple[Rule, ...]:
    """The rules of one rulebook file, for its state or states; raises InputError when it is malformed."""
    import yaml

    data = yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if not isinstance(data, dict) or set(data) not in ({"state", "name", "rules"}, {"states", "name", "rules"}):
        raise InputError(f"{path.name}: state (or states), name and rules, no more", received=data and sorted(data))
    states = data["states"] if "states" in data else [data["state"]]
    if wrong := [s for s in states if not isinstance(s, str) or not STATE.fullmatch(s)]:
        raise InputError(f"{path.name}: a state is two capital letters in quotes", received=wrong, example='"CA"')
    return tuple(read_rule(one, tuple(states)) for one in data["rules"])


def read_folder(folder: Path) -> tuple[Rule, ...]:
    """Every rule of a folder of rulebook files; raises InputError when two rules share an id or a contest."""
    found = tuple(rule for path in sorted(folder.glob("*.yml")) for rule in read_file(path))
    for place, rule in enumerate(found):
        for other in found[:place]:
            if rule.id == other.id:
                raise InputError("a rule's id is its own", received=rule.id, example="ca-primary")
            if rule.overlaps(other):
                raise InputError("two rules decide one contest", received=f"{other.id} and {rule.id}")
    return found


@cache
def rulebook() -> tuple[Rule, ...]:
    """Every rule that ships with the program, in the order of its files."""
    return read_folder(FOLDER)


def rule_for(
    state: str, office: str, district: str | int | None, stage: str, date: dt.date, special: bool = False
) -> Rule | None:
    """The rule that decides a contest on a date, or None when none is sourced (`why_no_rule` then says why).

    In: state "CA"; office "H" or "S" (the FEC's codes) or one of rule.OFFICES; district "34" or None; stage "primary",
    "primary_runoff", "general" or "runoff"; the day of the vote; whether it fills a vacancy.
    Raises InputError on an unknown office or stage.
    """
    seat = _checked(state, office, district, stage)
    if office == "P":
        return None
    found = [r for r in rulebook() if r.covers(state, office, seat, stage, date, special)]
    return found[0] if found else None


def rule_named(rule_id: str) -> Rule:
    """The rule with that id; raises InputError naming near ids."""
    from difflib import get_close_matches

    by_id = {rule.id: rule for rule in rulebook()}
    if rule_id not in by_id:
        near = get_close_matches(rule_id, by_id, 3) or ["ca-primary"]
        raise InputError("no such rule in the rulebook", received=rule_id, example=", ".join(near))
    return by_id[rule_id]


def why_no_rule(
    state: str, office: str, district: str | int | None, stage: str, date: dt.date, special: bool = False
) -> str:
    """Why `rule_for` gave None: one sentence naming what the rulebook does hold; empty when there is a rule."""
    if rule_for(state, office, district, stage, date, special):
        return ""
    if office == "P":
        return "The rulebook holds no rule for the presidency."
    kind = f"a {'special ' if special else ''}{stage} for {office} in {state}"
    same = [
        r for r in rulebook() if state in r.states and office in r.offices and stage in r.stages and special in r.special
    ]
    if not same:
        return f"The rulebook has no sourced rule for {kind}."
    spans = ", ".join(sorted(_span(r) for r in same))
    return f"The rulebook's rules for {kind} are in force {spans}; none is sourced for {date}."


def _span(rule: Rule) -> str:
    where = f" (districts {', '.join(rule.districts)} only)" if rule.districts else ""
    return f"from {rule.first} to {rule.last or 'now'}{where}"


def _checked(state: str, office: str, district: str | int | None, stage: str) -> str | None:
    """The district as the rulebook writes it (no leading zeros); raises InputError on what it cannot know."""
    if not STATE.fullmatch(state):
        raise InputError("a state is its two capital letters", received=state, example="CA")
    if office not in (*OFFICES, "P"):
        raise InputError(f"an office is one of P, {', '.join(OFFICES)}", received=office, example="H")
    if stage not in STAGES:
        raise InputError(f"a stage is one of {', '.join(STAGES)}", received=stage, example="primary")
    return None if district is None else str(district).lstrip("0") or "0"
