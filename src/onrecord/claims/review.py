"""The review file of a story: what a person corrects in a check, as YAML beside the story; read, validated, written."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from onrecord.model.errors import InputError

SCHEMA = "onrecord.review/1"
_FOUND = ("claim", "span", "sentence", "said", "found")  # written by the program
_PERSON = ("links", "reading", "not_a_claim", "note", "aliases", "by", "date")  # written by a person
_HEAD = """# A person's review of a check, read by the next `onrecord check` of the story beside it (docs/review.md).
# Fill in, for a claim that needs it, and leave the rest as it is:
#   links: {the group: C00799031}   words of its sentence, and the committee, candidate or registry group they mean
#   reading: all disbursements      the one of found.readings that the story means
#   not_a_claim: true               nothing is checked
#   note: why, in a sentence
#   aliases: {Big PAC: https://example.org/about, seen 2024-11-01}   for onrecord check --promote: words and a citation
#   by: who corrects; date: the day, 2024-11-05   (both are needed where anything is corrected)
"""


@dataclass(frozen=True)
class Entry:
    """What the program found of one claim, and what a person says of it; `by` is empty where nobody said anything."""

    claim: str
    span: tuple[int, int]
    sentence: str  # the hash of the sentence that it stands in
    said: str = ""
    found: Mapping[str, Any] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    reading: str | None = None
    not_a_claim: bool = False
    note: str | None = None
    aliases: Mapping[str, str] = field(default_factory=dict)
    by: str | None = None
    on: dt.date | None = None

    @property
    def corrects(self) -> bool:
        """Whether a person says anything in it."""
        return bool(self.links or self.reading or self.not_a_claim or self.note or self.aliases)


@dataclass(frozen=True)
class Review:
    """The entries of a review file, and its text."""

    file: str
    entries: tuple[Entry, ...]
    text: str = ""


def hash_of(sentence: str) -> str:
    """The hash by which a sentence is found again: of its words, however they are spaced."""
    return hashlib.sha256(" ".join(sentence.split()).encode()).hexdigest()[:16]


def beside(story: str) -> Path:
    """The review file of a story's file; raises InputError for a story that is no file (an address, standard input)."""
    path = Path(story)
    if story == "-" or "://" in story:
        raise InputError(
            "a review stands beside a story that is a file", received=story, example="onrecord check story.txt --review"
        )
    return path.with_name(f"{path.name}.review.yml")


def find_review(story: str) -> Review | None:
    """The review beside a story; None where there is none. Raises InputError for a file that is not one."""
    if story == "-" or "://" in story or not beside(story).is_file():
        return None
    return read_review(beside(story))


def read_review(path: Path) -> Review:
    """A review file, validated whole: one fault and nothing of it is used. Raises InputError that names the entry."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        received = f"{path.name}: {error}"
        raise InputError("a review file that can be read", received=received, example=path.name) from error
    return parse_review(text, path.name)


def parse_review(text: str, name: str) -> Review:
    """The review in the text of a file of that name; raises InputError as read_review does."""
    import yaml

    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        where = getattr(error, "problem_mark", None)
        line = f" line {where.line + 1}" if where else ""
        received = f"{name}{line}: {getattr(error, 'problem', None) or error}"
        example = "links: {the group: C00799031}"
        raise InputError("a review file that is YAML", received=received, example=example) from error
    if not isinstance(data, dict) or data.get("schema") != SCHEMA or not isinstance(data.get("entries"), list):
        received = f"{name}: {data.get('schema') if isinstance(data, dict) else type(data).__name__}"
        rule = f"a review file has schema: {SCHEMA} and a list of entries"
        raise InputError(rule, received=received, example="onrecord check STORY --review")
    entries = tuple(_entry(name, n, one) for n, one in enumerate(data["entries"], 1))
    return Review(name, entries, text)


def _entry(name: str, number: int, one: Any) -> Entry:
    def wrong(rule: str, received: object, example: str) -> InputError:
        return InputError(f"{name}, entry {number}: {rule}", received=received, example=example)

    if not isinstance(one, dict) or set(one) - {*_FOUND, *_PERSON} or not {"claim", "span", "sentence"} <= set(one):
        received = sorted(map(str, set(one) - {*_FOUND, *_PERSON})) if isinstance(one, dict) else one
        raise wrong(f"the keys of an entry ({', '.join((*_FOUND, *_PERSON))})", received, "not_a_claim: true")
    span = one["span"]
    if not (isinstance(span, list) and len(span) == 2 and all(isinstance(x, int) for x in span)):
        raise wrong("span is two whole numbers", span, "span: [12, 25]")
    maps = {}
    for key, example in (("links", "{the group: C00799031}"), ("aliases", "{Big PAC: its own site, seen 2024-11-01}")):
        given = one.get(key) or {}
        if not isinstance(given, dict) or not all(isinstance(x, str) and x.strip() for kv in given.items() for x in kv):
            raise wrong(f"{key} is words and what goes with them", given, f"{key}: {example}")
        maps[key] = given
    for key in ("reading", "note", "by"):
        if not isinstance(one.get(key), str | None):
            raise wrong(f"{key} is text", one[key], f"{key}: ...")
    if not isinstance(one.get("not_a_claim", False), bool | None):
        raise wrong("not_a_claim is true or false", one["not_a_claim"], "not_a_claim: true")
    if isinstance(one.get("date"), str):  # quoted, as the file's own days are
        with suppress(ValueError):
            one = {**one, "date": dt.date.fromisoformat(one["date"])}
    if not isinstance(one.get("date"), dt.date | None):
        raise wrong("date is a day, written year-month-day", one["date"], "date: 2024-11-05")
    made = Entry(
        claim=str(one["claim"]),
        span=(span[0], span[1]),
        sentence=str(one["sentence"]),
        said=str(one.get("said") or ""),
        found=one.get("found") or {},
        links=maps["links"],
        reading=one.get("reading"),
        not_a_claim=bool(one.get("not_a_claim")),
        note=one.get("note"),
        aliases=maps["aliases"],
        by=one.get("by"),
        on=one.get("date"),
    )
    if made.corrects and not (made.by and made.by.strip() and made.on):
        raise wrong(
            "a correction says by whom and when", f"by: {made.by}, date: {made.on}", "by: A. Editor, date: 2024-11-05"
        )
    return made


def merged(done: Mapping[str, Any], before: Review | None) -> list[Entry]:
    """The entries for a check (schema onrecord.check/1): a person's words are kept, what was found is written anew."""
    kept = [e for e in (before.entries if before else ()) if e.corrects]
    taken: set[int] = set()
    found = []
    for one in done["claims"]:
        fresh = Entry(
            one["surface"], (one["span"][0], one["span"][1]), hash_of(one["sentence"]), one["sentence"], _found(one)
        )
        same = [
            k for k, e in enumerate(kept) if (e.claim, e.sentence) == (fresh.claim, fresh.sentence) and k not in taken
        ]
        if same:
            at = min(same, key=lambda k: abs(kept[k].span[0] - fresh.span[0]))
            taken.add(at)
            found.append(replace(kept[at], span=fresh.span))
        else:
            found.append(fresh)
    found += [e for k, e in enumerate(kept) if k not in taken]
    return sorted(found, key=lambda e: e.span)


def _found(one: Mapping[str, Any]) -> dict[str, Any]:
    said = one["claim"]
    return {
        "kind": one["claim_type"],
        "subject": said["subject"],
        "target": said["target"],
        "links": {x["words"]: ", ".join(x["ids"]) or None for x in one["links"]},
        "readings": [r["name"] for r in one["readings"]],
        "verdict": one["verdict"],
    }


def write_review(path: Path, story: Mapping[str, Any], entries: Sequence[Entry]) -> None:
    """Write the review file, aside first and then renamed. Raises InputError where the folder cannot be written."""
    import yaml

    listed = [
        {
            "claim": e.claim, "span": list(e.span), "sentence": e.sentence, "said": e.said, "found": dict(e.found),
            "links": dict(e.links), "reading": e.reading, "not_a_claim": e.not_a_claim, "note": e.note,
            "aliases": dict(e.aliases), "by": e.by, "date": e.on,
        }
        for e in entries
    ]  # fmt: skip
    about = {"schema": SCHEMA, "story": story["source"], "published": story["published"], "entries": listed}
    text = _HEAD + yaml.safe_dump(about, sort_keys=False, allow_unicode=True, width=110)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(text, "utf-8")
        part.replace(path.resolve())
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        received = f"{path} ({error.strerror})"
        raise InputError(
            "--review: a folder that can be written", received=received, example="a copy of the story elsewhere"
        ) from error
