"""The commands that look things up: ask, race, committee, candidate, group."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from onrecord.model.errors import InputError

if TYPE_CHECKING:
    from onrecord.answers.look import Look
    from onrecord.store.record import Record

F = TypeVar("F", bound=Callable[..., Any])
_EXPORT = (
    "Also write the rows underneath: FILE.csv, .parquet or .json. Where people may be named, a CSV begins with the"
    " notice on their use, a line with #: skip it when reading (pandas: skiprows=1)."
)


def can_be_written(_context: click.Context, _param: click.Parameter, path: Path | None) -> Path | None:
    """The path of an export, refused before anything is asked or printed."""
    if path:
        from onrecord.faces.export import check

        check(path)
    return path


def common(function: F) -> F:
    """The options that every look-up has."""
    for option in (
        click.option("--all", "everything", is_flag=True, help="List every part instead of the first ones."),
        click.option("--export", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
                     callback=can_be_written, help=_EXPORT),
        click.option("--json", "as_json", is_flag=True, help="Print JSON (schema onrecord.look/1)."),
        click.option("--record", "folder", type=click.Path(path_type=Path),
                     help="Record folder; the user's data directory otherwise."),
        click.option("--as-of", metavar="DATE", help="As known on this day, inclusive; today otherwise."),
    ):  # fmt: skip
        function = option(function)
    return function


cycle_option = click.option("--cycle", type=int, metavar="YEAR", help="Two-year cycle by its even year.")


def opened(folder: Path | None, as_of: str | None) -> tuple[Record, dt.date]:
    """The record and the day that the options name; raises InputError for a day that is none."""
    from onrecord.answers.questions import read_day
    from onrecord.store.record import Record, default_folder

    day = read_day(as_of, "--as-of") if as_of else dt.date.today()
    return Record(folder or default_folder()), day


def checked_cycle(cycle: int | None) -> int | None:
    """A cycle as given; raises InputError for one that is not an even year."""
    if cycle is not None and (cycle % 2 or not 1900 <= cycle <= 2100):
        raise InputError("--cycle: an even year of four digits", received=cycle, example="--cycle 2024")
    return cycle


def show(look: Look, as_json: bool, export: Path | None, everything: bool) -> None:
    """Print a look-up, keep its receipts, and write the rows where asked."""
    from onrecord.answers.receipts import keep
    from onrecord.faces.look_pages import render

    keep(look.asked)
    data = look.as_dict()
    if as_json:
        click.echo(json.dumps(data, indent=1, ensure_ascii=False))
    else:
        width, colour = screen()
        click.echo(render(data, width=width, colour=colour, everything=everything), nl=False)
    if export:
        from onrecord.faces.export import export as write

        number = write(export, look.asked)
        click.echo(f"{number:,} rows written to {export}", err=True)


def screen() -> tuple[int, bool]:
    """The width to write at, and whether to colour: 80 columns and no colour unless on a terminal."""
    import shutil

    on_screen = sys.stdout.isatty()
    columns = shutil.get_terminal_size((80, 24)).columns
    return (min(columns, 120) if on_screen else 80), on_screen and "NO_COLOR" not in os.environ


@click.command(short_help="Ask the record a named question under every fair reading.")
@click.argument("question", required=False)
@click.argument("params", nargs=-1, metavar="[NAME=VALUE]...")
@click.option(
    "--list",
    "listed",
    is_flag=True,
    help="List the questions by subject; of one QUESTION, or with --all of each, its parameters and an example.",
)
@common
def ask(
    question: str | None, params: tuple[str, ...], listed: bool, as_of: str | None, folder: Path | None,
    as_json: bool, export: Path | None, everything: bool,
) -> None:  # fmt: skip
    """Ask the record a named question; every fair reading is answered.

    \b
    Example: onrecord ask independent-expenditures spender="United Democracy Project" cycle=2024
             onrecord ask result contest=CA-34 year=2020
             onrecord ask --list
             onrecord ask --list contributors
    """
    from onrecord.answers.look import asked_look
    from onrecord.answers.questions import QUESTIONS, read_params
    from onrecord.answers.questions import question as named

    if listed or question is None:
        asked_of = {question: named(question)} if question else QUESTIONS
        _list(asked_of, as_json, everything or question is not None)
        return
    asked = named(question)
    values: dict[str, str] = {}
    for word in params:
        name, sign, value = word.partition("=")
        if not sign or name in values:
            raise InputError("parameters are NAME=VALUE, each once", received=word, example=asked.example)
        values[name] = value
    record, day = opened(folder, as_of)
    show(asked_look(read_params(record, asked, day, values), asked), as_json, export, everything)


def _list(questions: dict[str, Any], as_json: bool, whole: bool) -> None:
    """The questions by subject, a line or two each; `whole` with their parameters and an example."""
    if as_json:
        found = [
            {"name": q.name, "subject": q.subject, "description": q.description, "example": q.example,
             "params": [{"name": p.name, "meaning": p.meaning, "choices": list(p.choices)} for p in q.params]}
            for q in questions.values()
        ]  # fmt: skip
        click.echo(json.dumps({"questions": found}, indent=1, ensure_ascii=False))
        return
    from onrecord.faces.page import Page

    width, colour = screen()
    page = Page(width, colour)
    for q in questions.values() if whole else ():
        page.heading(q.name)
        page.say(q.description, 2)
        page.table(("", ""), [(p.name, p.meaning) for p in q.params], indent=4)
        page.lines(f"Example: {q.example}", 2)
    for subject in () if whole else dict.fromkeys(q.subject for q in questions.values()):
        page.heading(subject)
        page.table(("", ""), [(q.name, q.description) for q in questions.values() if q.subject == subject])
    if not whole:
        page.say("")
        page.say("onrecord ask --list QUESTION shows its parameters and an example; --list --all those of each")
    click.echo(page.text(), nl=False)


@click.command(short_help="Show a contest: its rules, votes and money on each candidate.")
@click.argument("contest")
@cycle_option
@common
def race(
    contest: str, cycle: int | None, as_of: str | None, folder: Path | None, as_json: bool, export: Path | None,
    everything: bool,
) -> None:  # fmt: skip
    """A contest: its days and rules, the votes of every stage and who went on, and the money on each candidate.

    CONTEST is state and district (CA-34), AL for at large (AK-AL), SEN for the Senate (OH-SEN), or President. Without
    --cycle, the latest one of which the record knows a candidate.

    Example: onrecord race CA-34 --cycle 2024 --as-of 2024-11-04
    """
    from onrecord.answers.race import race as look_up
    from onrecord.model.contest import parse_contest

    where = parse_contest(contest)
    record, day = opened(folder, as_of)
    show(look_up(record, where, checked_cycle(cycle), day), as_json, export, everything)


@click.command(short_help="Show a committee: what it reported, who gave, whom it backed.")
@click.argument("name")
@click.option("--donors", is_flag=True, help="Name individual givers too: not to be sold or used to solicit.")
@cycle_option
@common
def committee(
    name: str, donors: bool, cycle: int | None, as_of: str | None, folder: Path | None, as_json: bool,
    export: Path | None, everything: bool,
) -> None:  # fmt: skip
    """A committee: who it is, what it reported, who gave to it, whom it supported, opposed and gave to.

    NAME is its exact name, its FEC id, or an alias of the registry.

    \b
    Example: onrecord committee "United Democracy Project" --cycle 2024 --as-of 2024-11-04
    """
    from onrecord.answers.who import committee as look_up

    record, day = opened(folder, as_of)
    show(look_up(record, name, checked_cycle(cycle), day, donors), as_json, export, everything)


@click.command(short_help="Show a candidate: one person over all ids, votes and money.")
@click.argument("name")
@click.option("--contest", metavar="CONTEST", help="The contest, where several people have the name: CA-34.")
@cycle_option
@common
def candidate(
    name: str, contest: str | None, cycle: int | None, as_of: str | None, folder: Path | None, as_json: bool,
    export: Path | None, everything: bool,
) -> None:  # fmt: skip
    """A candidate: one person over all ids, candidacies, votes, summaries, and money spent for and against.

    NAME is a full name or an FEC candidate id. Where several people have the name, all are listed and none is chosen.

    Example: onrecord candidate "David Kim" --contest CA-34
    """
    from onrecord.answers.who import candidate as look_up
    from onrecord.model.contest import parse_contest

    where = parse_contest(contest) if contest else None
    record, day = opened(folder, as_of)
    show(look_up(record, name, where, checked_cycle(cycle), day), as_json, export, everything)


@click.command(short_help="Show a group of committees and their money together.")
@click.argument("name")
@cycle_option
@common
def group(
    name: str, cycle: int | None, as_of: str | None, folder: Path | None, as_json: bool, export: Path | None,
    everything: bool,
) -> None:  # fmt: skip
    """A group of committees in the registry: its members with citations, and their money together.

    Without --cycle, that of the as-of day.

    Example: onrecord group aipac --cycle 2024 --as-of 2024-11-04
    """
    from onrecord.answers.who import group as look_up

    record, day = opened(folder, as_of)
    show(look_up(record, name, checked_cycle(cycle), day), as_json, export, everything)


COMMANDS = (ask, race, committee, candidate, group)
