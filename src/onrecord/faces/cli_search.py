"""The command that finds names: onrecord search."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.faces.cli_look import screen

if TYPE_CHECKING:
    from onrecord.answers.search import Hit

CHOICES = ("committee", "candidate", "person", "donor")


@click.command(short_help="Find committees, candidates and donors by name, alias or id.")
@click.argument("words", nargs=-1, required=True)
@click.option("--kind", "kinds", multiple=True, type=click.Choice(CHOICES),
              help="Only names of this kind (may be given again); all but donor otherwise.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, help="At most this many.", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON (schema onrecord.search/1).")
@click.option("--record", "folder", type=click.Path(path_type=Path),
              help="Record folder; the user's data directory otherwise.")
def search(words: tuple[str, ...], kinds: tuple[str, ...], limit: int, as_json: bool, folder: Path | None) -> None:
    """Find committees, candidates, members of Congress and donors by name, alias or id.

    Names that are what was typed come first, then those that begin with it, then those that hold its words; committees
    are found under earlier names too. Only where there is none, like names are suggested, and nothing is decided.

    Exit: 0 a name was found, 1 none was (like names may be suggested), 2 error.

    \b
    Example: onrecord search UDP
             onrecord search "Biden for President" --kind committee
    """
    from onrecord.answers.search import search as find
    from onrecord.store.record import Record, default_folder

    text = " ".join(words)
    asked = kinds or CHOICES[:3]
    record = Record(folder or default_folder())
    hits = find(record, text, asked, limit)
    if as_json:
        click.echo(json.dumps(_in_json(text, asked, record.snapshot, hits), indent=1, ensure_ascii=False))
    else:
        width, colour = screen()
        click.echo(render(text, hits, width=width, colour=colour), nl=False)
    sys.exit(0 if any(h.matched != "near" for h in hits) else 1)


def _in_json(text: str, kinds: tuple[str, ...], snapshot: str, hits: list[Hit]) -> dict[str, Any]:
    return {
        "schema": "onrecord.search/1",
        "text": text,
        "kinds": list(kinds),
        "snapshot": snapshot,
        "hits": [h.as_dict() for h in hits if h.matched != "near"],
        "suggestions": [h.as_dict() for h in hits if h.matched == "near"],
        "notice": _notice(hits),
    }


def _notice(hits: list[Hit]) -> str | None:
    """What must be said where individual contributors are named."""
    from onrecord.faces.shown import SALE_OR_USE

    return SALE_OR_USE if any(h.kind == "donor" for h in hits) else None


def render(text: str, hits: list[Hit], *, width: int = 80, colour: bool = False) -> str:
    """What was found as lines of text: id, kind and name, then what it is and the cycles of the files with the name."""
    from onrecord.faces.page import Page

    page = Page(width, colour)
    if not hits:
        page.say(f"nothing in the record is named like {text}", style="bold")
        return page.text()
    if hits[0].matched == "near":
        page.say(f"no name holds {text}; did you mean (nothing is decided)", style="bold")
    rows = []
    for hit in hits:
        cycles = f" ({', '.join(map(str, hit.cycles))})" if hit.cycles else ""
        rows.append((hit.id or "no id", hit.kind, f"{hit.name}{f', {hit.detail}' if hit.detail else ''}{cycles}"))
    page.table(("", "", ""), rows)
    if said := _notice(hits):
        page.say(said, 2)
    return page.text()
