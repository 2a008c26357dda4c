"""The command onrecord watch: published checks kept, and told when a load changes a verdict."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.faces.page import Page, figure

if TYPE_CHECKING:
    from onrecord.claims.watch import Watched

SCHEMA = "onrecord.watch/1"


@click.command("watch", short_help="Keep published checks, and tell which verdicts change.")
@click.argument("stories", nargs=-1, metavar="[STORY]...")
@click.option("--published", metavar="DATE", help="The day the stories appeared; their own datelines otherwise.")
@click.option("--list", "listing", is_flag=True, help="List the watched stories; nothing is checked.")
@click.option("--remove", multiple=True, metavar="ID|STORY", help="Watch a story no more.")
@click.option("--feed", type=click.Path(path_type=Path, dir_okay=False), help="Also write an Atom feed of the changes.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON (schema onrecord.watch/1, docs/watch.md).")
@click.option("--record", type=click.Path(path_type=Path), help="Record folder; the user's data directory otherwise.")
def watch_command(
    stories: tuple[str, ...], published: str | None, listing: bool, remove: tuple[str, ...], feed: Path | None,
    as_json: bool, record: Path | None,
) -> None:  # fmt: skip
    """Keep the checks of published stories, and tell which verdicts a changed record changes.

    With STORY: check it as known today, and keep it (its text, verdicts and receipts) beside the record; a review of it
    (docs/review.md) is kept too. Alone: check every watched story again, report what changed since the last time with
    the filing or file that changed it, and take that as what is known. Run it after each onrecord load.

    Exit: 0 no verdict changed, 1 one did, 2 error.

    \b
    Example: onrecord watch story.txt --published 2024-11-04
             onrecord load files && onrecord watch --feed changes.xml
             onrecord watch --list
             onrecord watch --remove story.txt
    """
    from onrecord.claims import watch
    from onrecord.model.errors import InputError
    from onrecord.store.record import default_folder

    if sum((bool(stories), listing, bool(remove))) > 1:
        rule = "stories to add, --list or --remove: one at a time"
        raise InputError(rule, received=", ".join((*stories, *remove)) or "--list", example="onrecord watch --list")
    if published and not stories:
        raise InputError("--published is of a story to add", received=published, example="onrecord watch story.txt")
    folder = record or default_folder()
    place = watch.folder_of(folder)
    if remove:
        for one in (found for name in remove for found in watch.remove(place, name)):
            click.echo(f"no longer watched: {one}")
        return
    if listing:
        _show(_listed(watch.kept(place)), as_json)
        return
    if stories:
        _show(_added(stories, published, folder), as_json)
        return
    code = _recheck(folder, feed, as_json)
    sys.exit(code)


def _added(stories: tuple[str, ...], published: str | None, folder: Path) -> dict[str, Any]:
    """Check and keep stories; all are checked before any is kept. One of the same file or address is replaced."""
    from dataclasses import replace

    from onrecord.claims import watch
    from onrecord.claims.dateline import dateline
    from onrecord.claims.drafts import read_draft
    from onrecord.claims.review import find_review
    from onrecord.faces.cli_check import opened, published_on

    today, place = dt.date.today(), watch.folder_of(folder)
    before = {one.source: one for one in watch.kept(place)}
    made = []
    for story in stories:
        draft = read_draft(story)
        day = published_on(published, "--published") or draft.published or dateline(draft.text) or today
        one = watch.watch(draft, day, opened(folder, day), find_review(story), today)
        old = before.get(one.source) if one.source != "-" else None
        made.append(replace(one, changes=old.changes) if old else one)
    watch.keep(place, made)
    for one in made:
        old = before.get(one.source)
        if old and old.id != one.id and one.source != "-":
            watch.remove(place, old.id)
    return _listed(made)


def _listed(listed: list[Watched]) -> dict[str, Any]:
    return {"schema": SCHEMA, "watched": [_about(one) for one in listed]}


def _about(one: Watched) -> dict[str, Any]:
    from onrecord.claims.watch import counts

    return {
        "id": one.id, "source": one.source, "title": one.title, "published": one.published.isoformat(),
        "added_on": one.added_on, "checked_on": one.seen["on"], "as_of": one.seen["as_of"],
        "snapshot": one.seen["snapshot"], "verdicts": counts(one), "changes": len(one.changes),
    }  # fmt: skip


def _recheck(folder: Path, to: Path | None, as_json: bool) -> int:
    """Check all again, write the feed, keep what is seen now, and print what changed; the exit status."""
    from onrecord.claims import watch
    from onrecord.faces.cli_check import opened
    from onrecord.faces.feed import feed
    from onrecord.faces.written import write_text

    today, place = dt.date.today(), watch.folder_of(folder)
    listed = watch.kept(place)
    record = opened(folder, today) if listed else None
    done = [(one, *watch.recheck(one, record, today)) for one in listed] if record else []
    if to:
        write_text(to, feed([one for _, one, _ in done], place), "--feed", "changes.xml")
    changed = [c for *_, changes in done for c in changes if c["kind"] == "verdict"]
    data = {
        "schema": SCHEMA,
        "snapshot": record.snapshot if record else None,
        "as_of": today.isoformat(),
        "changed": len(changed),
        "watched": [{**_about(one), "changed": changes} for _, one, changes in done],
    }
    if as_json:
        click.echo(json.dumps(data, indent=1, ensure_ascii=False))
    else:
        click.echo(_page(data), nl=False)
    watch.keep(place, [one for _, one, _ in done])
    return 1 if changed else 0


def _show(data: dict[str, Any], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(data, indent=1, ensure_ascii=False))
        return
    from onrecord.faces.cli_look import screen

    page = Page(*screen())
    if not data["watched"]:
        page.say("no story is watched: onrecord watch STORY")
    for one in data["watched"]:
        page.say(f"{one['id']}  {one['title'] or one['source']}, published {one['published']}")
        changes = "" if not one["changes"] else f"; {one['changes']:,} changes since {one['added_on'][:10]}"
        page.say(f"{_verdicts(one)}; as known on {one['as_of']}{changes}", 14)
    click.echo(page.text(), nl=False)


def _verdicts(one: dict[str, Any]) -> str:
    return ", ".join(f"{n} {word}" for word, n in one["verdicts"].items()) or "no claims"


def _page(data: dict[str, Any]) -> str:
    """What changed, story by story; those of which nothing changed are counted."""
    from onrecord.faces.cli_look import screen
    from onrecord.faces.feed import turn

    page = Page(*screen())
    if not data["watched"]:
        page.say("no story is watched: onrecord watch STORY")
        return page.text()
    total = data["changed"]
    verdicts = "no verdict" if not total else "1 verdict" if total == 1 else f"{total:,} verdicts"
    page.say(f"{_stories(len(data['watched']))} checked again as known on {data['as_of']}: {verdicts} changed")
    for one in data["watched"]:
        if not one["changed"]:
            continue
        page.heading(f"{one['title'] or one['source']}, published {one['published']} ({one['id']})")
        for change in one["changed"]:
            said = turn(change) if change["kind"] == "verdict" else f"{change['after']['verdict']} still"
            page.say(f"“{change['claim']}”: {said}", 2, "bold" if change["kind"] == "verdict" else "")
            page.say(change["sentence"], 5, "italic")
            for f in change["figures"]:
                values = [figure(f[k], f["unit"]) for k in ("before", "after")]
                page.say(f"{f['reading']}: {values[0]} before, {values[1]} now", 5)
            for cause in change["causes"]:
                page.say(cause, 5)
    page.say(f"\nrecord {data['snapshot']}; exit {1 if total else 0}")
    return page.text()


def _stories(count: int) -> str:
    return "1 story" if count == 1 else f"{count:,} stories"
