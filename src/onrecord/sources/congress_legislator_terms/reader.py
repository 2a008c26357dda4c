"""Reads unitedstates/congress-legislators' YAML: one row for each term of each member of Congress."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.model.errors import SourceError

NAME = ("official_full", "first", "middle", "last", "suffix", "nickname")
TERM = ("type", "state", "district", "class", "party", "caucus", "party_affiliations", "start", "end", "how", "end-type")
IGNORED = {
    "person": {"bio", "leadership_roles", "family", "other_names"},
    "name": set(),
    "term": {"url", "address", "phone", "fax", "office", "contact_form", "rss_url", "state_rank"},
}


def rows(path: Path) -> Iterator[tuple[int, list[str] | str]]:
    """Every term, numbered in the order of the file; raises SourceError for what is not such a list of people."""
    import yaml

    try:
        people = yaml.load(path.read_bytes(), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except yaml.YAMLError as error:
        raise SourceError(f"{path.name} is YAML", received=str(error).splitlines()[0]) from error
    if not isinstance(people, list):
        raise SourceError(f"{path.name} is a list of people", received=type(people).__name__, example="- id: ...")
    number = 0
    for person in people:
        _known(path, "person", person, ("id", "name", "terms"))
        _known(path, "name", person["name"], NAME)
        who = [_word(path, person["id"]["bioguide"]), *(_word(path, person["name"].get(key, "")) for key in NAME)]
        ids = ",".join(_word(path, one) for one in _list(path, person["id"].get("fec", [])))
        for term in _list(path, person["terms"]):
            _known(path, "term", term, TERM)
            number += 1
            yield number, [*who, ids, *(_told(path, key, term.get(key, "")) for key in TERM)]


def _known(path: Path, what: str, found: Any, used: tuple[str, ...]) -> None:
    """Raise SourceError for a key that is neither used nor ignored by name."""
    if not isinstance(found, dict):
        raise SourceError(f"{path.name}: a {what} has keys", received=type(found).__name__, example=f"{used[0]}: ...")
    if unknown := set(found) - set(used) - IGNORED[what]:
        rule = f"{path.name}: every key of a {what} is mapped or ignored by name"
        raise SourceError(rule, received=sorted(map(str, unknown))[:8], example=used[0])


def _list(path: Path, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise SourceError(f"{path.name}: FEC ids and terms are lists", received=type(value).__name__, example="- ...")
    return value


def _word(path: Path, value: Any) -> str:
    if not isinstance(value, str):
        raise SourceError(f"{path.name}: a value is a word", received=type(value).__name__, example="state: NJ")
    return value


def _told(path: Path, key: str, value: Any) -> str:
    """A term's value as text; party affiliations as "Democrat 2019-01-03 to 2019-12-18; ..."."""
    if key != "party_affiliations" or value == "":
        return _word(path, value)
    return "; ".join(
        f"{_word(path, one['party'])} {_word(path, one['start'])} to {_word(path, one['end'])}"
        for one in _list(path, value)
    )
