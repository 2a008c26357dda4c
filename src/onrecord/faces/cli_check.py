"""The command line's main job: onrecord check."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from onrecord.store.record import Record

from onrecord.faces.written import write_text
from onrecord.model.errors import InputError, RecordError

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(short_help="Check the figures and statements of a story against the record.")
@click.argument("story", required=False)
@click.option("--published", metavar="DATE", help="The day the story appeared; its own dateline otherwise, else today.")
@click.option("--as-of", metavar="DATE|published|now", default="published", help="What the record may know.")
@click.option("--record", type=click.Path(path_type=Path), help="Record folder; the user's data directory otherwise.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON (schema onrecord.check/1, docs/check-json.md).")
@click.option("--html", type=_FILE, help="Also write a self-contained HTML report.")
@click.option("--markdown", type=_FILE, help="Also write a Markdown report.")
@click.option("--claim-review", type=_FILE, help="Also write schema.org ClaimReview: of others' published stories only.")
@click.option("--author", metavar="NAME", help="With --claim-review: whose story it is.")
@click.option("--source-url", metavar="URL", help="With --claim-review: where it is published, if STORY is no URL.")
@click.option("--reviewer", metavar="NAME", help="With --claim-review: who publishes the review.")
@click.option("--review-url", metavar="URL", help="With --claim-review: where the HTML report will stand.")
@click.option("--strict", is_flag=True, help="Exit 3 when something could not be checked.")
@click.option("--explain", type=int, metavar="N", help="Show claim N alone and in full.")
@click.option("--review", "write_review", is_flag=True, help="Write STORY.review.yml for a person to correct.")
@click.option("--promote", is_flag=True, help="Add the review's cited aliases to your own list (ONRECORD_REGISTRY).")
@click.option("--propose", metavar="MODEL", help="Ask a language model (onrecord[llm]) about numbers set aside.")
def check(
    story: str | None,
    published: str | None,
    as_of: str,
    record: Path | None,
    as_json: bool,
    html: Path | None,
    markdown: Path | None,
    claim_review: Path | None,
    author: str | None,
    source_url: str | None,
    reviewer: str | None,
    review_url: str | None,
    strict: bool,
    explain: int | None,
    write_review: bool,
    promote: bool,
    propose: str | None,
) -> None:
    """Check the figures and statements of STORY against the record, with receipts.

    STORY is a text, Markdown, HTML, DOCX or PDF file, a URL, or - for standard input. Without STORY, the sample story
    that ships with onrecord is checked against its sample record.

    A review that a person filled in (STORY.review.yml, docs/review.md) is applied, and said at each claim. Nothing
    leaves this machine but a request for a STORY that is a URL, unless --propose names a language model that is
    elsewhere: then the sentences of the numbers set aside go to it (docs/proposer.md).

    Exit: 0 nothing refuted or close, 1 something refuted or close, 2 error, 3 (with --strict) nothing refuted or close
    and something that could not be checked.

    \b
    Example: onrecord check story.txt --published 2024-11-04
             onrecord check story.docx --as-of now --html report.html
             onrecord check - --json < story.md
             onrecord check story.txt --explain 3
             onrecord check story.txt --strict
             onrecord check story.txt --review
             onrecord check story.txt --promote
             onrecord check https://paper.example/story --claim-review review.json --author "The Paper"
    """
    from onrecord.answers.receipts import keep_from
    from onrecord.claims.check import check as check_story
    from onrecord.claims.dateline import dateline
    from onrecord.claims.drafts import read_draft
    from onrecord.claims.review import find_review
    from onrecord.faces.cli_review import after, ready
    from onrecord.faces.sample import STORY, sample_record
    from onrecord.store.record import default_folder

    if write_review or promote:
        ready(story, promote=promote)
    sample = story is None
    draft = read_draft(STORY if sample else str(story))
    folder = record or (sample_record() if sample else default_folder())
    given, own = published_on(published, "--published"), draft.published or dateline(draft.text)
    day = given or own or dt.date.today()
    dated = "option" if given else "story" if own else "today"
    until = {"published": day, "now": dt.date.today()}.get(as_of) or published_on(as_of, "--as-of")
    source = "the sample story" if sample else draft.source
    review = None if story is None else find_review(story)
    done = check_story(
        draft.text, opened(folder, day), day, as_of=until, dated=dated, source=source, title=draft.title, review=review,
        proposer=propose,
    )  # fmt: skip
    reports = _reports(done, draft.text, html, markdown, claim_review, (author, source_url, reviewer, review_url))
    keep_from(done)
    for path, text, option, example in reports:
        write_text(path, text, option, example)
    if as_json:
        click.echo(json.dumps(done, indent=1, ensure_ascii=False))
    else:
        _print(done, explain, strict, ("the record of --record" if record else "its sample record") if sample else "")
        for path, *_ in reports:
            click.echo(f"\nreport: {path}")
    if write_review or promote:
        after(str(story), done, review, write=write_review, promote=promote)
    from onrecord.faces.shown import exit_status

    sys.exit(exit_status(done, strict=strict)[0])


def _reports(
    done: dict[str, Any], text: str, html: Path | None, markdown: Path | None, claim_review: Path | None,
    about: tuple[str | None, ...],
) -> list[tuple[Path, str, str, str]]:  # fmt: skip
    """The files asked for: each one's path, text, option and an example; all are made before any is written."""
    found = []
    if claim_review:
        from onrecord.faces.claim_review import as_json, claim_reviews

        author, source_url, reviewer, review_url = about
        made = claim_reviews(done, author=author, source_url=source_url, reviewer=reviewer, review_url=review_url)
        found.append((claim_review, as_json(made), "--claim-review", "review.json"))
    elif any(about):
        rule = "--author, --source-url, --reviewer and --review-url belong to --claim-review"
        raise InputError(rule, received=next(filter(None, about)), example="--claim-review review.json")
    if html:
        from onrecord.faces.html import render_html

        found.append((html, render_html(done, text), "--html", "report.html"))
    if markdown:
        from onrecord.faces.markdown import render_markdown

        found.append((markdown, render_markdown(done), "--markdown", "report.md"))
    return found


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
