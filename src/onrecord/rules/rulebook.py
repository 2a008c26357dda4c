"""The rulebook: which rule decides a contest, by state, office, district, stage and date, or why none is given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.model.errors import InputError
from onrecord.rules.abstention import Abstention, read_abstention
from onrecord.rules.rule import Rule, read_rule
from onrecord.rules.scope import OFFICES, PLACES, STAGES, Scope, day

FOLDER = Path(__file__).parent / "rulebook"
FIRST_DAY = dt.date(2000, 1, 1)
DELEGATES = ("DC", "PR", "GU", "VI", "AS", "MP")
STATE_KEYS = {"state", "states", "name", "rules", "abstain"}
TABLE_KEYS = {"name", "suffix", "defaults", "rows"}
KIND = {
    "H": "US House", "S": "US Senate", "governor": "Governor", "state_executive": "another statewide executive office",
    "state_senate": "state Senate", "state_house": "state House", "supreme_court": "Supreme Court",
    "public_service_commission": "Public Service Commission", "board_of_education": "Board of Education",
}  # fmt: skip


@dataclass(frozen=True)
class Book:
    """The rules and the abstentions of a folder, in the order of its files."""

    rules: tuple[Rule, ...]
    abstentions: tuple[Abstention, ...]


def read_file(path: Path) -> tuple[Rule, ...]:
    """The rules of one rulebook file, for its state or states; raises InputError when it is malformed."""
    return _read(path).rules


def read_folder(folder: Path) -> Book:
    """Every entry of a folder of rulebook files; raises InputError when two share a contest, or two rules an id."""
    books = [_read(path) for path in sorted(folder.glob("*.yml"))]
    book = Book(tuple(r for b in books for r in b.rules), tuple(a for b in books for a in b.abstentions))
    ids = [rule.id for rule in book.rules]
    if twice := sorted({one for one in ids if ids.count(one) > 1}):
        raise InputError("a rule's id is its own", received=twice, example="ca-primary")
    every: list[Scope] = [*book.rules, *book.abstentions]
    for place, entry in enumerate(every):
        for other in every[:place]:
            if entry.overlaps(other):
                raise InputError("two rules decide one contest", received=f"{_label(other)} and {_label(entry)}")
    return book


@cache
def book() -> Book:
    """Every entry that ships with the program."""
    return read_folder(FOLDER)


def rulebook() -> tuple[Rule, ...]:
    """Every rule that ships with the program, in the order of its files."""
    return book().rules


def rule_for(
    state: str, office: str, district: str | int | None, stage: str, date: dt.date, special: bool = False
) -> Rule | None:
    """The rule that decides a contest on a date, or None when none is sourced (`why_no_rule` then says why).

    In: state "CA"; office "H" or "S" (the FEC's codes) or one of scope.OFFICES; district "34" or None; stage "primary",
    "primary_runoff", "general" or "runoff"; the day of the vote; whether it fills a vacancy.
    Raises InputError on an unknown state, office or stage.
    """
    seat = _checked(state, office, district, stage)
    if office == "P":
        return None
    found = [r for r in book().rules if r.covers(state, office, seat, stage, date, special)]
    return found[0] if found else None


def changes_in(
    state: str, office: str, district: str | int | None, stage: str, year: int, special: bool = False
) -> tuple[dt.date, ...]:
    """The days inside a year from which a contest is decided in another way than on the day before, 1 January apart.

    Where there is one, an unknown day of that year leaves the rule open. A rule that differs only in how surely it is
    sourced is no other way. Raises InputError as `rule_for`.
    """
    one = dt.timedelta(1)
    mine = [r for r in book().rules if state in r.states]
    turns = {r.first for r in mine} | {r.last + one for r in mine if r.last}

    def way(day: dt.date) -> tuple[object, ...] | None:
        return _way(rule_for(state, office, district, stage, day, special))

    inside = sorted(d for d in turns if dt.date(year, 1, 1) < d <= dt.date(year, 12, 31))
    return tuple(d for d in inside if way(d) != way(d - one))


def _way(rule: Rule | None) -> tuple[object, ...] | None:
    """What a rule does with votes, whatever its sources."""
    if rule is None:
        return None
    return rule.system, rule.advances, rule.threshold, rule.settled_by, rule.party_scope, rule.next_stage


def rule_named(rule_id: str) -> Rule:
    """The rule with that id; raises InputError naming near ids."""
    from difflib import get_close_matches

    by_id = {rule.id: rule for rule in rulebook()}
    if rule_id not in by_id:
        near = _of_state(rule_id, by_id) or get_close_matches(rule_id, by_id, 3) or ["ca-primary"]
        raise InputError("no such rule in the rulebook", received=rule_id, example=", ".join(near))
    return by_id[rule_id]


def _of_state(words: str, ids: Iterable[str]) -> list[str]:
    """The ids of the rules of a state that is named instead of an id: Alaska gives ak-...; empty where none is."""
    state = next((code for code, name in PLACES.items() if name.casefold() == words.strip().casefold()), None)
    return [i for i in ids if state and i.startswith(f"{state.casefold()}-")][:8]


def abstention_for(
    state: str, office: str, district: str | int | None, stage: str, date: dt.date, special: bool = False
) -> Abstention | None:
    """The entry by which the book abstains on a contest on purpose, or None; arguments as of `rule_for`."""
    seat = _checked(state, office, district, stage)
    found = [a for a in book().abstentions if a.covers(state, office, seat, stage, date, special)]
    return found[0] if found else None


def why_no_rule(
    state: str, office: str, district: str | int | None, stage: str, date: dt.date, special: bool = False
) -> str:
    """Why `rule_for` gave None: a sentence or two naming what the rulebook does hold; empty when there is a rule."""
    if rule_for(state, office, district, stage, date, special):
        return ""
    if office == "P":
        return "The rulebook holds no rule for the presidency."
    if state in DELEGATES and office != "H":
        return f"For {PLACES[state]} the rulebook speaks of the Delegate to the US House (office H) only."
    if abstained := abstention_for(state, office, district, stage, date, special):
        return abstained.why
    kind = f"a {'special ' if special else ''}{stage.replace('_', ' ')} for {KIND[office]} in {PLACES[state]}"
    same = [
        r for r in rulebook() if state in r.states and office in r.offices and stage in r.stages and special in r.special
    ]
    if "runoff" in stage and (none := _no_such_round(state, office, district, stage, date, special)):
        return none
    if not same:
        return f"The rulebook has no sourced rule for {kind}."
    spans = ", ".join(sorted(r.span for r in same))
    return f"The rulebook's rules for {kind} are in force {spans}; none is sourced for {date}."


def _no_such_round(state: str, office: str, district: str | int | None, stage: str, date: dt.date, special: bool) -> str:
    """That no such second round follows, where the rule of the first round says so; empty where that is not known."""
    before = rule_for(state, office, district, "primary" if stage == "primary_runoff" else "general", date, special)
    if before is None or before.next_stage == stage:
        return ""
    return f"No {stage.replace('_', ' ')} follows in {PLACES[state]}: {before.id} has none ({before.cited})."


def _read(path: Path) -> Book:
    import yaml

    data = yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if isinstance(data, dict) and set(data) == TABLE_KEYS:
        rows = tuple(_rows(path.name, data))
        return Book(tuple(read_rule(row, (state,)) for state, row in rows), ())
    kept = set(data) if isinstance(data, dict) else set()
    if not kept <= STATE_KEYS or ("state" in kept) == ("states" in kept) or not kept & {"rules", "abstain"}:
        raise InputError(
            f"{path.name}: state (or states), name, rules and abstain; or {', '.join(sorted(TABLE_KEYS))}",
            received=data and sorted(data),
        )
    states = tuple(data["states"] if "states" in data else [data["state"]])
    _known(path.name, states)
    return Book(
        tuple(read_rule(part, states) for one in data.get("rules", ()) for part in _parts(one)),
        tuple(read_abstention(one, states) for one in data.get("abstain", ())),
    )


def _rows(name: str, data: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each row of a table of states as a whole entry: the defaults, then what the row says itself."""
    for row in data["rows"]:
        state = row.get("state")
        _known(name, (state,))
        entry = {"id": f"{state.lower()}-{data['suffix']}", **data["defaults"], **row}
        del entry["state"]
        for part in _parts(entry):
            yield state, part


def _parts(entry: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """An entry as it is, or, with `uncertain_before`, in two: that of the days before is marked uncertain, with why."""
    one = {key: value for key, value in entry.items() if key not in ("uncertain_before", "uncertain_note")}
    if "uncertain_before" not in entry:
        yield one
        return
    name = str(entry.get("id"))
    turn = day(name, "uncertain_before", entry["uncertain_before"])
    why = entry.get("uncertain_note", f"That this was the law before {turn} is from secondary sources.")
    before = turn - dt.timedelta(days=1)
    earlier = {**one, "id": f"{name}-before-{turn.year}", "to": before.isoformat(), "certain": False}
    yield {**earlier, "note": f"{why} {one.get('note', '')}".strip()}
    yield {**one, "from": turn.isoformat()}


def _known(name: str, states: tuple[Any, ...]) -> None:
    if wrong := [s for s in states if s not in PLACES]:
        raise InputError(f"{name}: a state is two capital letters in quotes", received=wrong, example='"CA"')


def _label(entry: Scope) -> str:
    return entry.id if isinstance(entry, Rule) else f"an abstention of {', '.join(entry.states)} {entry.span}"


def _checked(state: str, office: str, district: str | int | None, stage: str) -> str | None:
    """The district as the rulebook writes it (no leading zeros); raises InputError on what it cannot know."""
    if state not in PLACES:
        raise InputError("a state is its two capital letters", received=state, example="CA")
    if office not in (*OFFICES, "P"):
        raise InputError(f"an office is one of P, {', '.join(OFFICES)}", received=office, example="H")
    if stage not in STAGES:
        raise InputError(f"a stage is one of {', '.join(STAGES)}", received=stage, example="primary")
    return None if district is None else str(district).lstrip("0") or "0"
