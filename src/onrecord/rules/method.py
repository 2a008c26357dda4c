"""How a jurisdiction counts ranked ballots, read from methods/*.yml, and the names under which a file may be counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.model.errors import InputError
from onrecord.rules.rule import Citation, Rule, read_rule
from onrecord.rules.rulebook import rule_named, rulebook

FOLDER = Path(__file__).parent / "methods"

IRV, STV = "instant runoff", "single transferable vote"
MAJORITY, TWO_REMAIN = "majority", "two remain"
CANNOT_EQUAL, CANNOT_SURPASS = "cannot equal", "cannot surpass"
ALONE_FIRST, WITH_BATCH, EXCLUDED = "out alone first", "out with the batch", "excluded"
BY_LOT, BY_ORDER, PREVIOUS_ROUNDS, STOP = "lot", "candidate order", "previous rounds", "stop"

CHOICES: dict[str, tuple[str | bool | None, ...]] = {
    "count": (IRV, STV, "refused"),
    "overvote": ("exhausts", "passed over"),
    "repeat": ("exhausts", "passed over"),
    "until": (MAJORITY, TWO_REMAIN),
    "batch": (None, CANNOT_EQUAL, CANNOT_SURPASS),
    "undeclared_write_ins": ("candidates", ALONE_FIRST, WITH_BATCH, EXCLUDED),
    "tie": (BY_LOT, BY_ORDER, PREVIOUS_ROUNDS, "unknown"),
}
NEEDED = {"name", "title", "count", "citations", "certain"}
OTHERS = {"skips", "seats", "decimals", "order", "first_choices", "note", "why_refused"}


@dataclass(frozen=True)
class Method:
    """How ranked ballots are counted in one place.

    `overvote` and `repeat` say what becomes of a ballot that reaches one; `skips` how many rankings in a row may be
    skipped before a later mark (None: any number). `until` is when an instant runoff ends: at a majority of the
    continuing votes, or when two remain (a majority of first choices ends both). `batch`: candidates who together
    cannot equal, or cannot surpass, the next one go out at once. `tie` is how the law breaks a tie for last or first;
    `order` the order of candidates that a published count used, the last of those tied going out. `decimals` are the
    places to which an STV transfer value is cut. `first_choices` are the rules of the rulebook that it counts for.
    """

    name: str
    title: str
    count: str
    citations: tuple[Citation, ...]
    certain: bool
    overvote: str = "exhausts"
    skips: int | None = 1
    repeat: str = "passed over"
    until: str = MAJORITY
    batch: str | None = None
    undeclared_write_ins: str = "candidates"
    tie: str = BY_LOT
    order: tuple[str, ...] = ()
    seats: int = 1
    decimals: int = 4
    first_choices: tuple[str, ...] = ()
    note: str = ""
    why_refused: str = ""

    @property
    def overvote_exhausts(self) -> bool:
        """Whether a ballot that reaches an overvote counts no further."""
        return self.overvote == "exhausts"

    @property
    def repeat_exhausts(self) -> bool:
        """Whether a ballot that repeats a candidate counts no further."""
        return self.repeat == "exhausts"

    @property
    def cited(self) -> str:
        """The citations' texts, in one line."""
        return "; ".join(c.text for c in self.citations)


def read_method(data: Mapping[str, Any]) -> Method:
    """The method that one entry of a methods file declares; raises InputError on what is unknown, missing or at odds."""
    name = str(data.get("name", "a method without a name"))
    if missing := sorted(NEEDED - set(data)):
        raise InputError(f"{name}: keys that are missing", received=missing, example="count: instant runoff")
    if unknown := sorted(set(data) - NEEDED - OTHERS - set(CHOICES)):
        raise InputError(f"{name}: keys that are not known", received=unknown, example="overvote: exhausts")
    for key, allowed in CHOICES.items():
        if key in data and data[key] not in allowed:
            raise InputError(f"{name}: {key} is one of {list(allowed)}", received=data[key], example=str(allowed[0]))
    if data.get("skips") is not None and not (isinstance(data["skips"], int) and data["skips"] >= 0):
        raise InputError(f"{name}: skips is a whole number, or null for any", received=data["skips"], example="skips: 1")
    cited = tuple(Citation(str(c["text"]), str(c["url"])) for c in data["citations"])
    wrong = [
        (
            not cited or any(not c.text or not c.url.startswith("https://") for c in cited),
            "a method is cited, with links",
        ),
        (not data["certain"] and not data.get("note"), "an uncertain method says what is uncertain"),
        (data["count"] == "refused" and not data.get("why_refused"), "a method that is not counted says why"),
        (data.get("tie") == BY_ORDER and not data.get("order"), "a tie by candidate order gives the order"),
    ]
    for failed, rule in wrong:
        if failed:
            raise InputError(f"{name}: {rule}", received=dict(data))
    given = {key: data[key] for key in data if key not in ("citations", "order", "first_choices")}
    given["title"] = " ".join(str(given["title"]).split())
    given["note"] = " ".join(str(data.get("note", "")).split())
    given["why_refused"] = " ".join(str(data.get("why_refused", "")).split())
    given["first_choices"] = tuple(map(str, data.get("first_choices", ())))
    return Method(citations=cited, order=tuple(map(str, data.get("order", ()))), **given)


@dataclass(frozen=True)
class Names:
    """What a file may be counted under: methods for ranked ballots and rules for votes, each by its name."""

    methods: Mapping[str, Method]
    rules: Mapping[str, Rule]
    titles: Mapping[str, str]


@cache
def names() -> Names:
    """Every name that ships with the program: those of methods/*.yml first, then the rulebook's ids.

    Raises InputError when a file of the folder is malformed or a name stands for two things.
    """
    import yaml

    methods: dict[str, Method] = {}
    rules: dict[str, Rule] = {}
    titles: dict[str, str] = {}
    for path in sorted(FOLDER.glob("*.yml")):
        data = yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        if not isinstance(data, dict) or not set(data) <= {"methods", "rules", "names"}:
            raise InputError(f"{path.name}: methods, rules and names, no more", received=path.name)
        for one in data.get("methods", ()):
            _new(methods, titles, one["name"], read_method(one), one["title"])
        for one in data.get("rules", ()):
            rule = read_rule({key: one[key] for key in one if key != "title"}, ())
            _new(rules, titles, rule.id, rule, one["title"])
        for name, one in data.get("names", {}).items():
            _new(rules, titles, name, rule_named(one["rule"]), one["title"])
    for rule in rulebook():
        _new(rules, titles, rule.id, rule, f"{rule.stages[0].replace('_', ' ')}, {' '.join(rule.states[:3])}")
    return Names(methods, rules, titles)


def _new(held: dict[str, Any], titles: dict[str, str], name: str, what: Any, title: str) -> None:
    if name in titles:
        raise InputError("a name stands for one rule", received=name)
    held[name], titles[name] = what, " ".join(str(title).split())


def named(name: str) -> Method | Rule:
    """The method or rule of that name; raises InputError that suggests near names."""
    from difflib import get_close_matches

    known = names()
    found = known.methods.get(name) or known.rules.get(name)
    if found is None:
        state = [n for n in known.methods if known.titles[n].casefold().startswith(name.strip().casefold() or "-")][:4]
        near = state or get_close_matches(name.casefold(), known.titles, 4, 0.5) or ["ca-top-two", "ak-rcv", "plurality"]
        raise InputError(
            "no rule of that name (onrecord count --rules lists all)", received=name, example=", ".join(near)
        )
    return found


def with_seats(method: Method, seats: int | None) -> Method:
    """The method for that many seats; raises InputError when it fills one seat only or the number is none."""
    if seats is None or seats == method.seats:
        return method
    if seats < 1 or method.count != STV:
        raise InputError(f"{method.name} fills {method.seats} seat(s)", received=seats, example="--rule stv-minneapolis")
    return replace(method, seats=seats)
