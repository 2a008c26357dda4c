"""A story's text: its sentences with spans, page furniture left out, and the contest it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from onrecord.model.errors import InputError

FURNITURE = re.compile(r"^\s*(Recent Posts|Related Posts|Related Stories|Most Read|Read More)\s*$", re.M | re.I)
_END = re.compile(
    r"(?<!\bRep)(?<!\bSen)(?<!\bGov)(?<!\bDr)(?<!\bJr)(?<!\bU\.S)(?<!\b[A-Z])[.!?][\u201d\"\u2019']?\s+|\n+"
)
STATES = {"California": "CA", "Georgia": "GA", "New York": "NY", "Missouri": "MO", "Pennsylvania": "PA", "Texas": "TX"}
_DISTRICT = re.compile(rf"\b({'|'.join(STATES)})[\u2019']s (\d{{1,2}})(?:st|nd|rd|th) (?:Congressional )?District", re.I)


@dataclass(frozen=True)
class Sentence:
    """A sentence with its place in the story."""

    text: str
    start: int


def read_story(path: Path) -> str:
    """The text of a plain-text or Markdown story; raises InputError when missing, empty or binary."""
    if not path.is_file():
        raise InputError("a story file that exists", received=path, example="onrecord check story.txt")
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError("a story in UTF-8 text or Markdown", received=path, example="story.txt") from error
    if not text.strip() or "\0" in text:
        raise InputError("a story with text in it", received=path, example="story.txt")
    return text


def sentences(text: str) -> list[Sentence]:
    """The sentences of the story itself, up to the page's furniture."""
    cut = FURNITURE.search(text)
    body = text[: cut.start()] if cut else text
    found, start = [], 0
    for end in [*(m.end() for m in _END.finditer(body)), len(body)]:
        if body[start:end].strip():
            found.append(Sentence(body[start:end], start))
        start = end
    return found


def contest_of(text: str) -> tuple[str, str] | None:
    """The (state, district) that the story names; None when it names none or several."""
    named = {(STATES[m[1].title()], m[2].zfill(2)) for m in _DISTRICT.finditer(text)}
    return named.pop() if len(named) == 1 else None
