"""The command line's main job: onrecord check."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from onrecord.store.record import Record

from onrecord.model.errors import InputError, RecordError


@click.command(short_help="Check the figures and statements of a story against the record.")
@click.argument("story", required=False)
@click.option("--published", metavar="DATE", help="The day the story appeared; its own dateline otherwise, else today.")
@click.option("--as-of", metavar="DATE|published|now", default="published", help="What the record may know.")
@click.option("--record", type=click.Path(path_type=Path), help="Record folder; the user's data directory otherwise.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON (schema onrecord.check/1, docs/check-json.md).")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Also write a self-contained HTML report.")
@click.option("--strict", is_flag=True, help="Exit 3 when something could not be checked.")
@click.option("--explain", type=int, metavar="N", help="Show claim N alone and in full.")
def check(
    story: str | None,
    published: str | None,
    as_of: str,
    record: Path | None,
    as_json: bool,
    html: Path | None,
    strict: bool,
    explain: int | None,
) -> None:
    """Check the figures and statements of STORY against the record, with receipts.

    STORY is a text, Markdown, HTML, DOCX or PDF file, a URL, or - for standard input. Without STORY, the sample story
    that ships with onrecord is checked against its sample record.

    Exit: 0 all supported or set aside with a reason, 1 something refuted or close, 2 error, 3 (with --strict) something
    that could not be checked.

    \b
    Example: onrecord check story.txt --published 2024-11-04
             onrecord check story.docx --as-of now --html report.html
             onrecord check - --json < story.md
    """
    from onrecord.answers.receipts import keep_from
    from onrecord.claims.check import check as check_story
    from onrecord.claims.dateline import dateline
    from onrecord.claims.drafts import read_draft
    from onrecord.faces.sample import STORY, sample_record
    from onrecord.store.record import default_folder

    sample = story is None
    draft = read_draft(STORY if sample else str(story))
    folder = record or (sample_record() if sample else default_folder())
    given, own = published_on(published, "--published"), draft.published or dateline(draft.text)
    day = given or own or dt.date.today()
    dated = "option" if given else "story" if own else "today"
    until = {"published": day, "now": dt.date.today()}.get(as_of) or published_on(as_of, "--as-of")
    source = "the sample story" if sample else draft.source
    done = check_story(draft.text, opened(folder, day), day, as_of=until, dated=dated, source=source, title=draft.title)
    keep_from(done)
    if html:
        _write_html(html, done, draft.text)
    if as_json:
        click.echo(json.dumps(done, indent=1, ensure_ascii=False))
    else:
        _print(done, explain, strict, ("the record of --record" if record else "its sample record") if sample else "")
        if html:
            click.echo(f"\nreport: {html}")
    from onrecord.faces.shown import exit_status

    sys.exit(exit_status(done, strict=strict)[0])


def opened(folder: Path, day: dt.date) -> Record:
    """The record; where nothing is loaded, the error names the files of the story's own cycle."""
    from onrecord.model.dates import cycle_of
    from onrecord.store.hints import how_to_start
    from onrecord.store.manifest import read_manifest
    from onrecord.store.record import Record

    if not read_manifest(folder).loads:
        received = f"nothing in {folder}"
        raise RecordError("a record with something loaded", received=received, example=how_to_start(cycle_of(day)))
    return Record(folder)


def published_on(text: str | None, option: str) -> dt.date | None:
    """The day an option gives, or None; InputError, naming the option, for what is no day."""
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{option}: a day, written year-month-day", received=text, example="2024-11-04") from error


def _print(done: dict[str, Any], explain: int | None, strict: bool, sample: str) -> None:
    import shutil

    from onrecord.faces.terminal import render_check

    on_screen = sys.stdout.isatty()
    width = min(shutil.get_terminal_size((100, 24)).columns, 120)
    colour = on_screen and "NO_COLOR" not in os.environ
    if sample:
        click.echo(f"The sample story that ships with onrecord, on {sample}. Yours: onrecord check STORY\n")
    click.echo(render_check(done, width=width, colour=colour, explain=explain, strict=strict))


def _write_html(path: Path, done: dict[str, Any], text: str) -> None:
    """Write the report aside and rename it, so that a full disk or an error leaves the file that was there."""
    from onrecord.faces.html import render_html

    page = render_html(done, text)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if path.exists() and not path.is_file():  # /dev/stdout, a pipe
            path.write_text(page, "utf-8")
            return
        part.write_text(page, "utf-8")
        part.replace(path.resolve())  # a link stays a link
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        received = f"{path} ({error.strerror})"
        raise InputError("--html: a file that can be written", received=received, example="report.html") from error
