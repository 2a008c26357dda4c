"""What onrecord check does for a review: it writes the file beside the story, and promotes the aliases in it."""

from __future__ import annotations

from typing import Any

import click

from onrecord.claims.review import Review, beside, merged, write_review
from onrecord.model.errors import InputError


def ready(story: str | None, *, promote: bool) -> None:
    """Refuse --review and --promote, before anything is checked, where they can do nothing."""
    if story is None:
        rule = "--review and --promote are of a story of yours"
        raise InputError(rule, received="the sample story", example="onrecord check story.txt --review")
    beside(story)
    if promote:
        from onrecord.registry.own_aliases import prepare

        prepare()


def after(story: str, done: dict[str, Any], review: Review | None, *, write: bool, promote: bool) -> None:
    """Write the review file of a checked story, and add its cited aliases to the user's own list; says what was done.

    What is said goes to standard error, so that --json stays JSON.
    """
    path = beside(story)
    if promote:
        _promote(path.name, done, review)
    if write:
        entries = merged(done, review)
        write_review(path, done["story"], entries)
        click.echo(f"review: {path} ({len(entries)} claims)", err=True)


def _promote(name: str, done: dict[str, Any], review: Review | None) -> None:
    """Add the aliases of the review's entries; raises InputError where there are none or one means no committee."""
    from onrecord.registry.own_aliases import Alias, promote

    listed = []
    for entry in review.entries if review else ():
        for words, citation in entry.aliases.items():
            linked = next((c for c in _linked(done, words) if c), None)
            if linked is None:
                rule = f"{name}: an alias is of words that a link of the same claim ties to one committee"
                raise InputError(rule, received=words, example=f"links: {{{words}: C00799031}}")
            listed.append(Alias(words, *linked, f"{' '.join(citation.split())} (by {entry.by}, {entry.on})"))
    if not listed:
        example = "aliases: {Big PAC: https://example.org/about, seen 2024-11-01}"
        raise InputError("--promote: a review with cited aliases", received=name, example=example)
    path, new = promote(listed)
    for one in new:
        click.echo(f"alias: {one.words} is {one.name} ({one.committee_id_fec}), in {path}", err=True)
    if not new:
        click.echo("no new alias: these words mean their committees already", err=True)


def _linked(done: dict[str, Any], words: str) -> list[tuple[str, str] | None]:
    """The committees that the checked claims link some words to: (id, name); None for anything but one committee."""
    found = []
    for claim in done["claims"]:
        for link in claim["review"]["links"] if claim["review"] else []:
            if link["words"] == words:
                one = len(link["ids"]) == 1 and link["ids"][0].startswith("C")
                found.append((link["ids"][0], link["name"]) if one else None)
    return found
