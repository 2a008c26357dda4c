"""Adds words for a committee to the user's own aliases.yml: each entry cited, nothing that is there changed."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from onrecord.model.errors import InputError
from onrecord.registry.groups import own_file, phrases, plain

_HEAD = "# Words by which this newsroom names committees, apart from their registered names; each entry is cited.\n"
_DESCRIPTION = re.compile(r"(?:the|its|his|her|their|this|that|it|they|a|an)\b(?! [A-Z])", re.I)


@dataclass(frozen=True)
class Alias:
    """Words that mean one committee, with the citation that shows it."""

    words: str
    committee_id_fec: str
    name: str
    citation: str


def prepare() -> Path:
    """The user's file, made empty where it is not there yet; raises InputError where ONRECORD_REGISTRY is not set."""
    path = own_file()
    if path is None:
        rule = "the environment variable ONRECORD_REGISTRY names the folder of your own lists"
        raise InputError(rule, received="not set", example="ONRECORD_REGISTRY=registry onrecord check STORY --promote")
    if not path.is_file():
        _write(path, _HEAD)
    return path


def promote(listed: list[Alias]) -> tuple[Path, list[Alias]]:
    """Write aliases to the user's file; those that were added (words that mean the committee already are passed over).

    All or none: raises InputError where ONRECORD_REGISTRY is not set, for words that mean another committee, or that
    are a description ("the group") and so mean another committee in the next story.
    """
    path = prepare()
    known = phrases()
    new: list[Alias] = []
    for one in listed:
        if _DESCRIPTION.match(one.words) or not re.search(r"[A-Z]", one.words):
            rule = "an alias is a name: a description means another committee in another story"
            raise InputError(rule, received=one.words, example="UDP")
        there = known.get(plain(one.words))
        same = [n for n in new if plain(n.words) == plain(one.words)]
        if (there and there.committees != [one.committee_id_fec]) or any(
            n.committee_id_fec != one.committee_id_fec for n in same
        ):
            received = f"{one.words}: {there.name if there else same[0].name}"
            raise InputError("a phrase means one group or committee", received=received, example="UDP")
        if not there and not same:
            new.append(one)
    if new:
        _write(path, path.read_text("utf-8").rstrip("\n") + "\n" + _entries(new))
    return path, new


def _entries(new: list[Alias]) -> str:
    import yaml

    listed = [
        {"committee_id_fec": a.committee_id_fec, "name": a.name, "citation": a.citation, "aliases": [a.words]}
        for a in new
    ]
    return yaml.safe_dump(listed, sort_keys=False, allow_unicode=True, width=110)


def _write(path: Path, text: str) -> None:
    """Write the file aside and rename it."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, "utf-8")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        received = f"{path} ({error.strerror})"
        raise InputError(
            "a registry folder that can be written", received=received, example="ONRECORD_REGISTRY=lists"
        ) from error
