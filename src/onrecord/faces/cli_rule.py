"""The command that shows the election rule of a contest: onrecord rule."""

from __future__ import annotations

import datetime as dt
import json
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import click

from onrecord.faces.cli_look import screen
from onrecord.faces.page import Page
from onrecord.model.errors import InputError

if TYPE_CHECKING:
    from onrecord.rules.rule import Rule

# Words for offices that people type: what they may have meant, never taken for it.
MEANT = {
    "house": "H (US House) or state_house", "senate": "S (US Senate) or state_senate", "assembly": "state_house",
    "representative": "H (US House) or state_house", "senator": "S (US Senate) or state_senate", "congress": "H or S",
    "gov": "governor", "attorney general": "state_executive", "secretary of state": "state_executive", "delegate": "H",
}  # fmt: skip


@click.command("rule")
@click.argument("state", required=False)
@click.argument("office", required=False)
@click.option("--stage", default="primary", help="primary, primary_runoff, general or runoff.", show_default=True)
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
              help="The day of the vote; today otherwise.")  # fmt: skip
@click.option("--district", help="The district, where rules differ by it (34).")
@click.option("--special", is_flag=True, help="An election to fill a vacancy.")
@click.option("--list", "listed", is_flag=True, help="List the rulebook, of one STATE or of all.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print JSON (schema onrecord.rule/1, or onrecord.rules/1 for a list)."
)
def rule_command(
    state: str | None, office: str | None, stage: str, day: dt.datetime | None, district: str | None, special: bool,
    listed: bool, as_json: bool,
) -> None:  # fmt: skip
    """Show the law that decides a contest on a day, cited.

    STATE is two letters or a name; OFFICE is H (US House, delegates too), S (US Senate), governor, state_executive,
    state_senate, state_house, supreme_court, public_service_commission or board_of_education. A rule whose law was
    not read in the statute is marked UNCERTAIN. Where the rulebook has no rule it says why.

    \b
    Example: onrecord rule CA H --stage primary --date 2024-03-05 --district 34
             onrecord rule --list GA
    """
    width, colour = screen()
    if listed:
        place = known_state(state) if state else None
        entries = book_of(place)
        text = (
            _json({"schema": "onrecord.rules/1", "entries": entries}) if as_json else render_list(entries, width, colour)
        )
    else:
        if not state or not office:
            raise InputError(
                "rule needs a state and an office", received=state, example="onrecord rule CA H --date 2024-03-05"
            )
        date = day.date() if day else dt.date.today()
        found = look(known_state(state), known_office(office), district, stage, date, special)
        text = _json(found) if as_json else render(found, width, colour)
    click.echo(text, nl=False)


def known_state(given: str) -> str:
    """The two letters of a state given by letters or name; raises InputError naming near ones."""
    from onrecord.rules.scope import PLACES

    by_name = {name.lower(): code for code, name in PLACES.items()}
    code = by_name.get(given.strip().lower(), given.strip().upper())
    if code not in PLACES:
        names = get_close_matches(given.strip().lower(), by_name, 3) or ["california"]
        near = ", ".join(f"{by_name[n]} ({PLACES[by_name[n]]})" for n in names)
        raise InputError("a state is its two letters or its name", received=given, example=near)
    return code


def known_office(given: str) -> str:
    """The rulebook's word for an office; raises InputError with what may have been meant."""
    from onrecord.rules.scope import OFFICES

    every = {one.lower(): one for one in (*OFFICES, "P")}
    word = given.strip().lower().replace("-", "_")
    if found := every.get(word.replace(" ", "_")):
        return found
    plain = word.replace("_", " ")
    meant = MEANT.get(plain) or MEANT.get(next(iter(get_close_matches(plain, MEANT, 1)), ""))
    near = meant or ", ".join(get_close_matches(word, every, 3)) or "H"
    raise InputError(f"an office is one of {', '.join(OFFICES)}", received=given, example=near)


def look(state: str, office: str, district: str | None, stage: str, date: dt.date, special: bool) -> dict[str, Any]:
    """The rule of a contest in JSON's types, who may vote, or why there is none; raises InputError on unknown words."""
    from onrecord.rules.eligibility import who_may_vote
    from onrecord.rules.rulebook import abstention_for, rule_for, why_no_rule

    asked = (state, office, district, stage, date)
    found = rule_for(*asked, special=special)
    because = None if found or office == "P" else abstention_for(*asked, special=special)
    votes = who_may_vote(found, state, date) if found else None
    return {
        "schema": "onrecord.rule/1",
        "asked": {
            "state": state, "office": office, "district": district, "stage": stage, "date": date.isoformat(),
            "special": special,
        },
        "rule": in_json(found) if found else None,
        "who_may_vote": votes and {
            "kind": votes.kind or None, "says": votes.says, "certain": votes.certain,
            "citations": _cited(votes.citations),
        },
        "why_no_rule": why_no_rule(*asked, special=special) or None,
        "why_citations": _cited(because.citations) if because else [],
    }  # fmt: skip


def in_json(rule: Rule) -> dict[str, Any]:
    """A rule with all its parts in JSON's types, shares as fractions in words."""
    from onrecord.rules.describe import sentence

    return {
        "id": rule.id, "says": sentence(rule), "system": rule.system, "advances": rule.advances, "seats": rule.seats,
        "threshold": str(rule.threshold) if rule.threshold else None,
        "settled_by": str(rule.settled_by) if rule.settled_by else None,
        "party_scope": rule.party_scope, "next_stage": rule.next_stage or None, "on_request": rule.on_request,
        "runoff_day": rule.runoff_day or None, "tie": rule.tie, "ties": rule.ties, "write_ins": rule.write_ins,
        "withdrawal": rule.withdrawal, "counting": rule.counting or None,
        "states": list(rule.states), "offices": list(rule.offices), "districts": list(rule.districts),
        "stages": list(rule.stages), "special": list(rule.special),
        "from": rule.first.isoformat(), "to": rule.last.isoformat() if rule.last else None,
        "certain": rule.certain, "note": rule.note or None, "citations": _cited(rule.citations),
    }  # fmt: skip


def book_of(state: str | None) -> list[dict[str, Any]]:
    """Every rule of a state (of all when None), then every abstention, in JSON's types."""
    from onrecord.rules.rulebook import book

    rules = [{"kind": "rule", **in_json(r)} for r in book().rules if state is None or state in r.states]
    gaps = [
        {
            "kind": "abstention", "why": a.why, "states": list(a.states), "offices": list(a.offices),
            "districts": list(a.districts), "stages": list(a.stages), "special": list(a.special),
            "from": a.first.isoformat(), "to": a.last.isoformat() if a.last else None, "citations": _cited(a.citations),
        }
        for a in book().abstentions
        if state is None or state in a.states
    ]  # fmt: skip
    return sorted(rules + gaps, key=lambda e: (e["states"], e["kind"] != "rule", e["stages"], e["from"]))


def render(found: dict[str, Any], width: int = 80, colour: bool = False) -> str:
    """The rule of a contest as a page."""
    page, asked, rule = Page(width, colour), found["asked"], found["rule"]
    district = f" {asked['district']}" if asked["district"] else ""
    kind = f"{'special ' if asked['special'] else ''}{asked['stage'].replace('_', ' ')}"
    page.say(f"{asked['state']} {asked['office']}{district}, {kind} of {asked['date']}", style="bold")
    if rule is None:
        page.say(f"No rule is given. {found['why_no_rule']}")
        _citations(page, found["why_citations"])
        return page.text()
    page.say(rule["says"])
    if not rule["certain"]:
        page.say(f"UNCERTAIN: {rule['note']}", style="bold")
    elif rule["note"]:
        page.say(rule["note"])
    for label, text in (
        ("Next round", rule["runoff_day"]), ("Ties", rule["ties"]), ("Write-ins", rule["write_ins"]),
        ("Withdrawal and death", rule["withdrawal"]), ("Counting", rule["counting"]),
        ("Who may vote", found["who_may_vote"]["says"]),
        ("In force", f"{rule['from']} to {rule['to'] or 'now'} ({rule['id']})"),
    ):  # fmt: skip
        if text:
            page.say(f"{label}: {text}", 2)
    _citations(page, rule["citations"])
    if not found["who_may_vote"]["certain"] and found["who_may_vote"]["citations"]:
        page.say("Who may vote, by (a secondary source):", 2)
        _citations(page, found["who_may_vote"]["citations"])
    return page.text()


def render_list(entries: list[dict[str, Any]], width: int = 80, colour: bool = False) -> str:
    """The rulebook as a page: for each entry its contests, its dates and what it says."""
    page = Page(width, colour)
    for one in entries:
        special = {(False,): "", (True,): "special ", (False, True): "regular and special "}[tuple(one["special"])]
        where = f" (districts {', '.join(one['districts'])})" if one["districts"] else ""
        stages = " or ".join(s.replace("_", " ") for s in one["stages"])
        head = f"{', '.join(one['states'])}: {special}{stages} for {', '.join(one['offices'])}{where}"
        name = one["id"] if one["kind"] == "rule" else "no rule"
        page.say(f"{head}, {one['from']} to {one['to'] or 'now'} [{name}]", style="bold")
        page.say(one["says"] if one["kind"] == "rule" else one["why"], 2)
        if one["kind"] == "rule" and not one["certain"]:
            page.say(f"UNCERTAIN: {one['note']}", 2)
    return page.text()


def _citations(page: Page, cited: list[dict[str, str]]) -> None:
    for one in cited:
        page.say(one["text"], 2, hang=2)
        page.lines(one["url"], 4)


def _cited(citations: Any) -> list[dict[str, str]]:
    return [{"text": c.text, "url": c.url} for c in citations]


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"
