"""The command that examines the record: onrecord doctor."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.faces.cli_look import checked_cycle, cycle_option, screen

if TYPE_CHECKING:
    from onrecord.answers.doctor import Asked, Section

FIRST = 6
MARKS = {"well": "✓", "note": "·", "finding": "✗"}


@click.command(short_help="Examine the record: coverage, rows left out, old files.")
@cycle_option
@click.option("--committee", metavar="NAME", help="Only this committee or group: its name, id or alias.")
@click.option("--verify", is_flag=True, help="Read every object and compare it with its hash.")
@click.option("--all", "everything", is_flag=True, help="List every item instead of the first ones.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON (schema onrecord.doctor/1).")
@click.option(
    "--record", "folder", type=click.Path(path_type=Path), help="Record folder; the user's data directory otherwise."
)
@click.option("--as-of", metavar="DATE", help="As known on this day, inclusive; today otherwise.")
def doctor(
    cycle: int | None, committee: str | None, verify: bool, everything: bool, as_json: bool, folder: Path | None,
    as_of: str | None,
) -> None:  # fmt: skip
    """Examine the record: coverage, rows left out, targets without a name, old and damaged files.

    Itemised rows are held against the summary line of the same committee, cycle and days. A figure whose rows are below
    97% of that line (or above 103%) says so in every answer; here all such are listed, with what to do.

    Exit: 0 nothing that changes an answer, 1 something that does, 2 error.

    \b
    Example: onrecord doctor --cycle 2024
             onrecord doctor --committee "United Democracy Project"
    """
    from onrecord.answers.doctor import as_dict

    asked = _asked(folder, as_of, checked_cycle(cycle), committee, verify)
    sections = _examined(asked)
    data = as_dict(asked, sections)
    if as_json:
        click.echo(json.dumps(data, indent=1, ensure_ascii=False))
    else:
        width, colour = screen()
        click.echo(render(data, width=width, colour=colour, everything=everything), nl=False)
    sys.exit(data["exit"])


def _asked(folder: Path | None, as_of: str | None, cycle: int | None, committee: str | None, verify: bool) -> Asked:
    import datetime as dt

    from onrecord.answers.doctor import Asked
    from onrecord.answers.finding import find_spender
    from onrecord.answers.questions import read_day
    from onrecord.model.errors import RecordError
    from onrecord.store.hints import how_to_start
    from onrecord.store.record import default_folder

    day = read_day(as_of, "--as-of") if as_of else dt.date.today()
    asked = Asked(folder or default_folder(), day, cycle, None, verify)
    if not asked.manifest.loads:
        rule = "a record with something loaded"
        raise RecordError(rule, received=f"nothing in {asked.folder}", example=how_to_start())
    if committee is None:
        return asked
    return Asked(asked.folder, day, cycle, tuple(find_spender(asked.record, committee).committees), verify)


def _examined(asked: Asked) -> list[Section]:
    """The sections, with a bar on standard error for a person."""
    from onrecord.answers.doctor import examine, number_of_sections

    if not sys.stderr.isatty():
        return list(examine(asked))
    from rich.console import Console
    from rich.progress import track

    total, bar = number_of_sections(asked), Console(stderr=True)
    return list(track(examine(asked), "examining", total=total, console=bar, transient=True))


def render(data: dict[str, Any], *, width: int = 80, colour: bool = False, everything: bool = False) -> str:
    """An examination (schema onrecord.doctor/1) as lines of text, at most `width` columns where its words allow it."""
    from onrecord.faces.page import Page

    page = Page(width, colour)
    number = data["findings"]
    found = f"{number:,} finding{'' if number == 1 else 's'} that change{'s' if number == 1 else ''} answers"
    page.say(found if number else "nothing found that changes an answer", style="bold")
    about = [f"cycle {data['cycle']}"] if data["cycle"] else []
    about += data["committees"] or []
    page.say("; ".join([f"as known on {data['as_of']}, inclusive; record {data['snapshot']}", *about]))
    if data["nothing_itemised"]:
        page.say(_not_itemised(data))
    for section in data["sections"]:
        page.heading(f"{MARKS[section['state']]} {section['title']}: {section['said']}")
        if section["name"] == "coverage":
            _counts(page, section["counts"])
        draw = _DRAWN[section["name"]]
        listed = section["items"] if everything or len(section["items"]) <= FIRST + 1 else section["items"][:FIRST]
        head, right = draw[0], draw[1]
        page.table(head, [draw[2](item) for item in listed], right=right)
        if len(listed) < len(section["items"]):
            page.say(f"and {len(section['items']) - len(listed):,} more: --all", 2)
        for number_of, command in enumerate((section["do"] or "").split("; ")):  # a line each: it can be copied
            if command:
                page.say(command if number_of else f"do: {command}", 6 if number_of else 2)
    page.say("")
    page.say(f"exit {data['exit']}: {found if number else 'nothing that changes an answer'}")
    return page.text()


def _not_itemised(data: dict[str, Any]) -> str:
    """That no row of a committee is loaded, so that nothing of it could be compared."""
    named = [f"{i['name'] or 'name not loaded'} ({i['committee_id_fec']})" for i in data["nothing_itemised"]]
    more = f" and {len(named) - FIRST:,} more" if len(named) > FIRST else ""
    when = f" of {data['cycle']}" if data["cycle"] else ""
    kinds = "independent expenditures, contributions to candidates, gifts of individuals, operating expenditures"
    who = ", ".join(named[:FIRST])
    return f"nothing itemised{when} is loaded of {who}{more}: no row of {kinds}, so nothing could be compared"


def _counts(page: Any, counts: dict[str, dict[str, int]]) -> None:
    """How many committees and cycles are in each state, by kind of money."""
    for kind, states in counts.items():
        said = ", ".join(f"{number:,} {state}" for state, number in states.items() if number)
        page.say(f"{kind}: {said or 'none loaded'}", 2, hang=2)


def _money(text: str | None) -> str:
    from onrecord.faces.page import dollars

    return "not loaded" if text is None else dollars([text])[0]


def _share(item: dict[str, Any]) -> str:
    """The ratio as a percentage, rounded away from the line at 97% or 103% that it is beyond."""
    if item["ratio"] is None:
        return ""
    from fractions import Fraction

    from onrecord.answers.coverage import percent

    return percent(Fraction(item["ratio"]))


def _covered(i: dict[str, Any]) -> tuple[str, ...]:
    from onrecord.answers.coverage import ALSO_HELD

    who = f"{i['name'] or 'name not loaded'} ({i['committee_id_fec']})"
    end = f"{i['cycle']} through {i['coverage_end']}" if i["coverage_end"] else f"{i['cycle']}, no summary"
    sums = f"{_money(i['itemised_usd'])} itemised, {_money(i['reported_usd'])} reported"
    sums += f", difference {_money(i['difference_usd'])}" if i["difference_usd"] is not None else ""
    more = [f"the line also holds {ALSO_HELD[i['line']]}"] if i["line"] else []
    more += ["no finding"] if i["line"] and i["state"].startswith("below") else []
    more += [f"{i['later']['rows']:,} later rows apart"] if i["later"]["rows"] else []
    more += [f"{i['undated']['rows']:,} undated rows apart"] if i["undated"]["rows"] else []
    return _share(i), "; ".join([f"{i['state']}: {who}, {i['kind']}, {end}: {sums}", *more])


def _where(i: dict[str, Any], line: str) -> str:
    from onrecord.answers.ask import at

    return f"{i['source_file']} {at(i['source_file'], i[line])}"


def _disagrees(i: dict[str, Any]) -> tuple[str, ...]:
    spread = f"{_money(i['least_usd'])} or {_money(i['most_usd'])}"
    return i["line"], spread, f"{i['name']} ({i['id_fec']}), {i['cycle']} through {i['coverage_end']}: {i['files']}"


def _unmatched(i: dict[str, Any]) -> tuple[str, ...]:
    words = f"{i['reason']} ({i['target_count']:,} ids), first {_where(i, 'source_line')}"
    return str(i["cycle"]), i["held"], f"{i['row_count']:,}", _money(i["amount_usd"]), words


def _undated(i: dict[str, Any]) -> tuple[str, ...]:
    return str(i["cycle"]), i["held"], f"{i['row_count']:,}", _money(i["amount_usd"]), f"first {_where(i, 'first_line')}"


def _quarantined(i: dict[str, Any]) -> tuple[str, ...]:
    who = f"{i['name'] or 'name not loaded'} ({i['id_fec']})"
    return str(i["cycle"]), i["held"], f"{i['row_count']:,}", f"{who}: {i['reason']}, first {_where(i, 'first_line')}"


def _filings(i: dict[str, Any]) -> tuple[str, ...]:
    who = f"{i['name'] or 'name not given'} ({i['committee_id_fec']}), first {i['source_file']}"
    return f"{i['filing_count']:,}", f"{i['row_count'] or 0:,}", i["form"], who


def _short_filing(i: dict[str, Any]) -> tuple[str, ...]:
    who = f"{i['name'] or 'name not given'} ({i['committee_id_fec']}), {i['form']} through {i['coverage_end']}"
    rows = f"{_money(i['itemised_usd'])} in {i['row_count']:,} rows" if i["row_count"] else "no row"
    sums = f"{rows} of {_money(i['reported_usd'])}, {i['line_words']}"
    return i["filing_number"], f"{who}: {sums}"


def _copies(i: dict[str, Any]) -> tuple[str, ...]:
    who = f"{i['name'] or 'name not given'} ({i['committee_id_fec']}), {i['form']}"
    return i["filing_number"], f"{who}: {i['files']} differ in {i['differs_in']}; {i['counted_file']} counts"


def _unverified(i: dict[str, Any]) -> tuple[str, ...]:
    who = f"{i['name'] or 'name not loaded'} ({i['id_fec']}), first {i['source_file']}"
    return str(i["cycle"]), i["held"], f"{i['row_count']:,}", _money(i["amount_usd"]), who


def _rejected(i: dict[str, Any]) -> tuple[str, ...]:
    return f"{i['row_count']:,}", f"{i['reason']}, first {_where(i, 'first_line')}"


def _stale(i: dict[str, Any]) -> tuple[str, ...]:
    return i["through"], f"{i['days_old']:,} days", i["report_due"], i["file"]


Draw = tuple[tuple[str, ...], Sequence[int], Callable[[dict[str, Any]], tuple[str, ...]]]
_DRAWN: dict[str, Draw] = {
    "damaged": (("", ""), (), lambda i: (i["file"], i["fault"])),
    "coverage": (("covered", ""), (0,), _covered),
    "disagreements": (("line", "USD", ""), (), _disagrees),
    "unmatched": (("cycle", "table", "rows", "USD", ""), (2, 3), _unmatched),
    "undated": (("cycle", "table", "rows", "USD", ""), (2, 3), _undated),
    "quarantined": (("cycle", "table", "rows", ""), (2,), _quarantined),
    "rejected": (("rows", ""), (0,), _rejected),
    "stale": (("through", "age", "a report was due", "file"), (1,), _stale),
    "lacking": (("cycle", "missing", "beside"), (), lambda i: (str(i["cycle"]), i["missing"], ", ".join(i["beside"]))),
    "filings": (("filings", "rows", "form", ""), (0, 1), _filings),
    "short": (("filing", ""), (), _short_filing),
    "copies": (("filing", ""), (), _copies),
    "unverified": (("cycle", "table", "rows", "USD", ""), (2, 3), _unverified),
    "layouts": (("source", "it rests on"), (), lambda i: (i["source"], i["rests_on"])),
}
