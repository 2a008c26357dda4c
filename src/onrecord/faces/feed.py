"""The Atom feed (RFC 4287) of verdicts that changed: one entry for each change, the latest first."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from onrecord import __version__
from onrecord.faces.terminal import clean

if TYPE_CHECKING:
    from onrecord.claims.watch import Watched

ATOM = "http://www.w3.org/2005/Atom"
ENTRIES = 100
_SPACE = uuid.UUID("6f0d4f7e-6f3f-5d0c-9a53-2d1d4b0c7e11")  # of this program's feeds; ids must never change


def feed(listed: Sequence[Watched], folder: Path) -> str:
    """The feed of the watched stories kept in a folder, as XML; its ids are the same each time it is written."""
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed")
    changes = [(one, change) for one in listed for change in one.changes if change["kind"] == "verdict"]
    changes.sort(key=lambda pair: pair[1]["on"], reverse=True)
    times = [change["on"] for _, change in changes] or [one.added_on for one in listed] or ["1970-01-01T00:00:00Z"]
    _text(root, "id", uuid.uuid5(_SPACE, str(folder.resolve())).urn)
    _text(root, "title", "Verdicts that changed")
    _text(root, "updated", max(times))
    _text(_text(root, "author", ""), "name", "onrecord")
    _text(root, "generator", "onrecord").set("version", __version__)
    for one, change in changes[:ENTRIES]:
        _entry(root, one, change)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _entry(root: ET.Element, one: Watched, change: dict[str, Any]) -> None:
    entry = ET.SubElement(root, f"{{{ATOM}}}entry")
    _text(entry, "id", uuid.uuid5(_SPACE, f"{one.id} {change['id']}").urn)
    _text(entry, "title", f"“{change['claim']}”: {turn(change)}")
    _text(entry, "updated", change["on"])
    _text(entry, "published", change["on"])
    if one.source.startswith(("http://", "https://")):
        ET.SubElement(entry, f"{{{ATOM}}}link", {"rel": "related", "href": clean(one.source)})
    after = change["after"]
    lines = [f"{one.title or one.source}, published {one.published}", change["sentence"]]
    lines += [after["reason"] if after else "it is no longer read as a claim", *change["causes"]]
    _text(entry, "content", "\n".join(clean(line) for line in lines), whole=True).set("type", "text")


def turn(change: dict[str, Any]) -> str:
    """How a verdict changed, in words: 'supported, it was refuted'."""
    before, after = change["before"], change["after"]
    if before is None:
        return f"{after['verdict']}, newly read as a claim"
    if after is None:
        return f"no longer read as a claim, it was {before['verdict']}"
    was, now = ([x["verdict"], x["verdict_as_published"]] for x in (before, after))
    if was[0] == was[1] and now[0] == now[1] and was != now:
        return f"{now[0]}, it was {was[0]}"
    said = f"{now[0]}, it was {was[0]}" if now[0] != was[0] else now[0]
    return said if now[1] == was[1] else f"{said}; of what was known when published {now[1]}, it was {was[1]}"


def _text(parent: ET.Element, name: str, text: str, whole: bool = False) -> ET.Element:
    child = ET.SubElement(parent, f"{{{ATOM}}}{name}")
    child.text = text if whole else clean(text) or None
    return child
