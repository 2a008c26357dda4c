"""The committees and groups that a story names: by the registry's aliases and by registered names, exactly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.answers.ask import ask
from onrecord.model.names import TITLES, display
from onrecord.registry.groups import Group, phrases, plain

if TYPE_CHECKING:
    from onrecord.claims.story import Story

CAPITAL = r"[A-Z\u00c0-\u00de][\w\u2019'\u00c0-\u00ff-]+"
RUN = re.compile(rf"(?:{CAPITAL}|[A-Z]\.)(?:[ \u00a0](?:{CAPITAL}|[A-Z]\.|de|la|del|von|van|of|the|for|and))*")
LONGEST_NAME = 10  # words in a committee's name
NOT_GIVEN = TITLES | set(
    re.split(
        r"\s+",
        "but and yet while when if as for so then now both though although after before since because in on at with like"
        " unlike meanwhile still even only instead that the today incumbent challenger democrat democrats democratic"
        " republican republicans candidate progressive attorney lawyer former freshman representative congressman"
        " congresswoman assemblyman assemblywoman mayor councilman councilwoman professor justice judge",
    )
)


@dataclass(frozen=True)
class Mention:
    """Words of the story (by place in the whole text) and what they mean: a group, a committee or a person's name."""

    start: int
    end: int
    text: str
    group: Group | None = None
    person: str | None = None  # a full name of the story


def group_mentions(story: Story) -> list[Mention]:
    """The registry's groups and aliases that a story names."""
    low = plain(story.text)
    ordered = sorted(phrases(), key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, ordered))})(?![\w-])")
    return [
        Mention(m.start(), m.end(), story.text[m.start() : m.end()], group=phrases()[m[0]])
        for m in pattern.finditer(low)
    ]


def committee_mentions(story: Story) -> list[Mention]:
    """The committees that a story names by a registered name that only one has."""
    tries: dict[str, list[tuple[int, int]]] = {}
    for s in story.sentences:
        for run in RUN.finditer(s.text):
            spans = [m.span() for m in re.finditer(r"[^ \u00a0]+", run[0])]
            tokens = [run[0][a:b] for a, b in spans]
            for k, (a, _) in enumerate(spans):
                if k and _part_of_name(tokens[k - 1]):
                    continue
                for n, (_, b) in enumerate(spans[k + 1 : k + LONGEST_NAME], k + 1):
                    if n + 1 < len(tokens) and _part_of_name(tokens[n + 1]) and not tokens[n].endswith("s\u2019"):
                        continue
                    key = " ".join(re.sub(r"[^a-z0-9]+", " ", run[0][a:b].lower()).split())
                    tries.setdefault(key, []).append((s.start + run.start() + a, s.start + run.start() + b))
    if not tries:
        return []
    exact: dict[str, set[tuple[str, str]]] = {}
    formal: dict[str, set[tuple[str, str]]] = {}  # "Honor Pennsylvania" is Honor Pennsylvania, Inc.
    asked = sorted({*tries, *(f"{key} inc" for key in tries)})
    for number, name in ask(story.record, "committees_named", story.day, names=asked).rows:
        key = " ".join(re.sub(r"[^a-z0-9]+", " ", re.sub(r"\(.*\)", "", name.lower())).split())
        if key in tries:
            exact.setdefault(key, set()).add((number, name))
        if key.removesuffix(" inc") != key:
            formal.setdefault(key.removesuffix(" inc"), set()).add((number, name))
    names = {**{key: listed for key, listed in formal.items() if " " in key}, **exact}
    found = []
    for key, listed in names.items():
        ids = {i for i, _ in listed}
        if len(ids) == 1:  # two committees of one name: neither is meant
            number, name = min(listed)
            one = Group(number, name, ((number, name, "registered name"),), (), display(name))
            found += [Mention(a, b, story.text[a:b], group=one) for a, b in tries.get(key, [])]
    return found


def _part_of_name(token: str) -> bool:
    """Whether a capitalised word beside a committee's name may be a part of a longer name (Senate MAJORITY PAC)."""
    word = token.strip(".,").casefold()
    return (
        token[:1].isupper() and word not in NOT_GIVEN and word not in ("super", "hybrid", "and") and not word.isdigit()
    )
