"""Search over names: committees under every name they had, candidates, members of Congress, donors, and aliases."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.answers.ask import ask
from onrecord.model.codes import committee_type
from onrecord.model.errors import InputError
from onrecord.registry.groups import aliases, groups
from onrecord.registry.groups import plain as phrase
from onrecord.store.record import Record

KINDS = ("committee", "candidate", "person", "donor")
Matched = Literal["exact", "prefix", "token", "near"]
ORDER: tuple[Matched, ...] = ("exact", "prefix", "token", "near")


@dataclass(frozen=True)
class Hit:
    """A name that was found: `kind` is one of KINDS or group; `id` is empty for a donor, who has none.

    `matched` says how: near hits are suggestions, which decide nothing. `cycles` are those of the files with the name.
    """

    kind: str
    id: str
    name: str
    detail: str
    matched: Matched
    cycles: tuple[int, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The hit in JSON's types."""
        return {**self.__dict__, "cycles": list(self.cycles)}


def search(record: Record, text: str, kinds: Sequence[str] = KINDS, limit: int = 20) -> list[Hit]:
    """At most `limit` names for what was typed: exact ones, then by their beginning, then by their words.

    Where there is none of these, near names are suggested. Aliases and groups of the registry come first among equals.
    Raises InputError for a kind that is none.
    """
    if wrong := sorted(set(kinds) - set(KINDS)):
        raise InputError("kinds of names", received=", ".join(wrong), example=", ".join(KINDS))
    plain = plain_name(text)
    if not plain or limit < 1:
        return []
    listed = _in_registry(text) if "committee" in kinds else []
    found = [*listed, *_in_record(record, text, plain, kinds, limit, near=False)]
    if not found:
        found = [*_near_phrases(text, kinds), *_in_record(record, text, plain, kinds, limit, near=True)]
    once: dict[tuple[str, str, str], Hit] = {}
    for hit in sorted(found, key=lambda h: ORDER.index(h.matched)):
        once.setdefault((hit.kind, hit.id, hit.name), hit)
    return list(once.values())[:limit]


def plain_name(text: str) -> str:
    """A name as names are compared: words of letters and digits in lower case, without accents."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", bare.lower()).split())


def _in_record(record: Record, text: str, plain: str, kinds: Sequence[str], limit: int, near: bool) -> list[Hit]:
    about = {"plain": plain, "words": plain.split(), "near": near, "limit": limit}
    registered = sorted(set(kinds) - {"donor"})
    rows = ask(record, "names", dt.date.max, typed=text.strip(), kinds=registered, **about).dicts() if registered else []
    if "donor" in kinds:  # millions of names: by the index of their words
        rows += ask(record, "donor_names", dt.date.max, **_in_index(plain.split(), near, limit), **about).dicts()
    return [_hit(row) for row in rows]


def _in_index(words: list[str], near: bool, limit: int) -> dict[str, Any]:
    """Where to look in the index of contributors' names: at the longest word, a beginning only when it is the last."""
    at = max(range(len(words)), key=lambda n: len(words[n]))
    longest, others = words[at], [*words[:at], *words[at + 1 :], "", ""]
    word = longest[:2] if near else longest
    beyond = word + ("~" if near or at == len(words) - 1 else " ")  # "~" sorts after, " " before every letter and digit
    alone = len(words) == 1 and not near  # thousands of names hold a common word: the index has the best first
    among, deepest = (max(200, limit),) * 2 if alone else (50_000, 1 << 62)
    if near:
        others = ["", ""]
    where = {"word": word, "beyond": beyond, "longest": longest, "second": others[0], "third": others[1]}
    return {**where, "among": among, "deepest": deepest}


def _hit(row: dict[str, Any]) -> Hit:
    detail = row["detail"] or ""
    if row["kind"] == "committee":
        renamed = plain_name(row["present_name"]) != plain_name(row["name"])
        cover = detail.removeprefix("cover ") if detail.startswith("cover ") else ""
        detail = f"as on the cover of filing {cover}" if cover else committee_type(row["detail"]) or ""
        detail = f"now {row['present_name']}" if renamed else detail
    elif row["kind"] == "donor":
        detail = f"{row['row_count']:,} itemised row{'' if row['row_count'] == 1 else 's'}"
    cycles = tuple(c for c in row["cycles"] if c is not None)
    return Hit(row["kind"], row["id"] or "", row["name"], detail, row["matched"], cycles)


def _in_registry(text: str) -> list[Hit]:
    """Groups and aliases whose words are, begin with or hold what was typed."""
    wanted = phrase(text.strip())
    found = []
    for group in (*groups(), *aliases()):
        words = [phrase(p) for p in (group.id, group.name, *group.phrases)]
        if matched := _matched(wanted, words):
            found.append(_registered(group, matched))
    return found


def _matched(wanted: str, words: list[str]) -> Matched | None:
    if wanted in words:
        return "exact"
    if any(w.startswith(wanted) for w in words):
        return "prefix"
    return "token" if any(set(wanted.split()) <= set(plain_name(w).split()) for w in words) else None


def _near_phrases(text: str, kinds: Sequence[str]) -> list[Hit]:
    if "committee" not in kinds:
        return []
    by_words = {phrase(p): group for group in (*groups(), *aliases()) for p in group.phrases}
    close = difflib.get_close_matches(phrase(text.strip()), by_words, n=3, cutoff=0.75)
    return [_registered(by_words[c], "near") for c in close]


def _registered(group: Any, matched: Matched) -> Hit:
    """A group as its members, an alias as the committee that it means."""
    if len(group.members) == 1:
        return Hit("committee", group.members[0][0], group.name, "an alias of the registry", matched)
    return Hit("group", group.id, group.name, f"group of {', '.join(group.committees)}", matched)
