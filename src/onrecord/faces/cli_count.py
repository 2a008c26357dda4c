"""The command that counts a file of votes or ballots under a rule by name: onrecord count."""

from __future__ import annotations

import json
from pathlib import Path

import click

from onrecord.faces.cli_look import screen
from onrecord.model.errors import InputError

MODES = ("stop", "previous-rounds", "candidate-order")  # rules/ties.py, which is not imported for --help


@click.command("count")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--rule", metavar="NAME", help="The rule to count by; --rules lists them.")
@click.option("--rules", "listed", is_flag=True, help="List the names of rules with their law, and count nothing.")
@click.option(
    "--where",
    multiple=True,
    metavar="COLUMN=VALUE",
    help="Only rows with that value, to choose one contest of a file (may be given again).",
)
@click.option("--seats", type=click.IntRange(1, 100), help="Seats to fill, where the rule fills several.")
@click.option(
    "--tie-break",
    "mode",
    type=click.Choice(MODES),
    help="What breaks a tie of ranked ballots; otherwise what the rule says, and a lot is not guessed.",
)
@click.option(
    "--lot",
    multiple=True,
    metavar="CANDIDATE",
    help="The order that a drawn lot gave, first ahead (once for each candidate).",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON (schema onrecord.count/1).")
@click.option("--svg", type=click.Path(path_type=Path, dir_okay=False), help="Also write the count as a chart.")
def count(
    file: Path | None, rule: str | None, listed: bool, where: tuple[str, ...], seats: int | None, mode: str | None,
    lot: tuple[str, ...], as_json: bool, svg: Path | None,
) -> None:  # fmt: skip
    """Count votes or ranked ballots by a named rule, with the reason.

    FILE is a CSV or workbook of candidates and votes, or of ranked ballots with one column for each rank, or a PrefLib
    profile. What was read from which column is said. A tie that the law breaks by lot stays open until --lot gives it.

    \b
    Example: onrecord count results.csv --rule ca-top-two
             onrecord count cvr.xlsx --rule minneapolis --svg rounds.svg
             onrecord count --rules
    """
    from onrecord.faces import count_page

    width, colour = screen()
    if listed:
        told = json.dumps(count_page.rules_json(), indent=1, ensure_ascii=False) + "\n"
        click.echo(told if as_json else count_page.rules(width=width, colour=colour), nl=False)
        return
    if file is None or not rule:
        raise InputError(
            "count takes a file and a rule", received=f"file {file or 'none'}, rule {rule or 'none'}",
            example="onrecord count results.csv --rule ca-top-two; onrecord count --rules",
        )  # fmt: skip
    from onrecord.answers.counted import count_file
    from onrecord.rules.ties import TieBreak

    done = count_file(file, rule, seats=seats, tie_break=TieBreak((mode or "").replace("-", " "), lot), where=where)
    if svg:
        from onrecord.faces.count_svg import draw

        svg.write_text(draw(done, file.name), encoding="utf-8")
        click.echo(f"chart written to {svg}", err=True)
    if as_json:
        click.echo(json.dumps(count_page.in_json(done, file.name), indent=1, ensure_ascii=False))
        return
    click.echo(count_page.render(done, file.name, width=width, colour=colour), nl=False)
