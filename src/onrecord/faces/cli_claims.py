"""The command onrecord claims: what a story states, typed, without verdicts."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import click


@click.command("claims", short_help="List what a story states, typed, without verdicts.")
@click.argument("story")
@click.option("--published", metavar="DATE", help="The day the story appeared; its own dateline otherwise, else today.")
@click.option("--record", type=click.Path(path_type=Path), help="Record folder; the user's data directory otherwise.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON (schema onrecord.claims/1, docs/check-json.md).")
def claims_command(story: str, published: str | None, record: Path | None, as_json: bool) -> None:
    """List the claims of STORY: each figure's kind, subject, target, place, phase, period and value; nothing is checked.

    STORY is a text, Markdown, HTML, DOCX or PDF file, a URL, or - for standard input. The record is used only to tell
    who is who; the numbers that are no claim are listed with the reason.

    \b
    Example: onrecord claims story.txt --published 2024-11-04
             onrecord claims - --json < story.md
    """
    from onrecord.claims.check import listed
    from onrecord.claims.dateline import dateline
    from onrecord.claims.drafts import read_draft
    from onrecord.faces.cli_check import opened, published_on
    from onrecord.store.record import default_folder

    draft = read_draft(story)
    given, own = published_on(published, "--published"), draft.published or dateline(draft.text)
    day = given or own or dt.date.today()
    dated = "option" if given else "story" if own else "today"
    found = listed(
        draft.text, opened(record or default_folder(), day), day, dated=dated, source=draft.source, title=draft.title
    )
    click.echo(json.dumps(found, indent=1, ensure_ascii=False) if as_json else "\n".join(_lines(found)))


def _lines(found: dict[str, Any]) -> list[str]:
    lines = [f"{len(found['claims'])} claims, {len(found['set_aside'])} numbers set aside", ""]
    for one in found["claims"]:
        slots = ", ".join(f"{key} {value}" for key, value in one["claim"].items() if value is not None)
        lines += [f"{one['id']}  {one['claim_type']}  “{one['surface']}”", f"    {slots}"]
    if found["set_aside"]:
        lines += ["", "Set aside"]
    lines += [f"    “{one['surface']}”: {one['reason']} ({one['code']})" for one in found["set_aside"]]
    return lines
