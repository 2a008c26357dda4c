"""The commands about many contests and other rules: contests, what-if."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.faces.cli_look import checked_cycle, common, cycle_option, opened, show
from onrecord.model.errors import InputError


def _state(text: str | None) -> str | None:
    """A state's two letters in capitals; raises InputError for one that is none."""
    from onrecord.model.contest import NAMES

    if text is not None and text.upper() not in NAMES:
        raise InputError("--state: a state's two letters", received=text, example="--state CA")
    return text.upper() if text else None


@click.command(name="contests")
@click.option("--same-party", is_flag=True, help="Only those whose first two candidates are of one party.")
@click.option("--state", metavar="ST", help="One state's, by its two letters.")
@click.option("--year", type=int, metavar="YEAR", help="Of the votes of one year.")
@click.option("--office", metavar="O", help="H for the House, S for the Senate; both otherwise.")
@click.option("--stage", default="general", show_default=True, help="primary, primary runoff, general or runoff.")
@click.option("--special", is_flag=True, help="Special elections instead of regular ones.")
@common
def contests_command(
    same_party: bool, state: str | None, year: int | None, office: str | None, stage: str, special: bool,
    as_of: str | None, folder: Path | None, as_json: bool, export: Path | None, everything: bool,
) -> None:  # fmt: skip
    """List contests with their first two candidates and margin.

    Example: onrecord contests --same-party --state CA --year 2012 --office H
    """
    from onrecord.answers.survey import contests

    if not (state or year or same_party):
        example = "--state CA --year 2012"
        raise InputError("--state, --year or --same-party: not every contest at once", received="none", example=example)
    record, day = opened(folder, as_of)
    kind = office.upper() if office else None
    found = contests(
        record, day, office=kind, state=_state(state), year=year, stage=stage, special=special, same_party=same_party
    )
    show(found, as_json, export, everything)


@click.command(name="what-if")
@click.argument("contest")
@click.option("--rule", required=True, metavar="RULE", help="closed-primary, top-two, ... or an id of the rulebook.")
@click.option("--stage", default="primary", show_default=True, help="Whose votes: primary or general.")
@click.option("--special", is_flag=True, help="The special election of the cycle.")
@cycle_option
@common
def what_if_command(
    contest: str, rule: str, stage: str, special: bool, cycle: int | None, as_of: str | None, folder: Path | None,
    as_json: bool, export: Path | None, everything: bool,
) -> None:  # fmt: skip
    """Count a contest's real votes under another rule.

    \b
    RULE is one of closed-primary, top-two, top-four, plurality, majority-runoff, ranked-choice, or a rulebook id.
    Example: onrecord what-if CA-31 --cycle 2012 --rule closed-primary
    """
    from onrecord.answers.whatif import what_if
    from onrecord.model.contest import parse_contest

    where = parse_contest(contest)
    record, day = opened(folder, as_of)
    show(
        what_if(record, where, checked_cycle(cycle), rule, day, stage=stage, special=special),
        as_json,
        export,
        everything,
    )


COMMANDS = (contests_command, what_if_command)
