"""The pages of many contests at once and of a recount under another rule."""

from __future__ import annotations

from typing import Any

from onrecord.faces.page import Page, dollars, figure

SHOWN = 60
OFFICES = {"H": "US House", "S": "US Senate", "P": "President"}


def contests(page: Page, look: dict[str, Any], everything: bool) -> None:
    """Contests with their first two candidates, one line each, and how many there are in each year."""
    asked = look["asked"]
    words = [asked["state"], str(asked["year"] or "") or None, "special" if asked["special"] else None, asked["stage"]]
    same = ", the first two of one party" if asked["same_party"] else ""
    page.say(f"Contests: {' '.join(w for w in words if w)}{same}", style="bold")
    page.say(f"as known on {look['as_of']}, inclusive; record {look['snapshot']}")
    page.heading("How many, by year")
    titles = ("year", "office", "contests", "of those loaded")[: 4 if asked["same_party"] else 3]
    rows = [
        (str(x["year"]), OFFICES[x["office"]], f"{x['contests']:,}", f"{x['loaded']:,}")[: len(titles)]
        for x in look["by_year"]
    ]
    page.table(titles, rows, right=(2, 3)[: len(titles) - 2])
    page.say(look["told"], 2, hang=2)
    page.heading("Each, with its first two by votes")
    listed = look["contests"] if everything else look["contests"][:SHOWN]
    for one in listed:
        page.say(f"{one['title']}: {_first_two(one)}", 2, hang=2)
    if len(listed) < len(look["contests"]):
        page.say(f"and {len(look['contests']) - len(listed):,} more: --all", 2)
    if not look["contests"]:
        page.say("none of those loaded" if look["by_year"] else "nothing of what was asked is loaded", 2)
    for said in look["disagreements"]:
        page.say(f"not counted, sources disagree: {said}", 2, hang=2)
    if look["not_told"]:
        more = len(look["not_told"])
        page.say(f"of {more:,} contests a second candidate or a party is not given, so not told: --json lists them", 2)
    for said in look["caveats"]:
        page.say(said, 2, hang=2)


def _first_two(one: dict[str, Any]) -> str:
    first = [x for x in one["lines"] if x["name"]][:2]
    margin = "" if one["margin_votes"] is None else f"; margin {one['margin_votes']:,}"
    said = f"{_named(first)}{margin} ({one['source']})"
    if one["not_told"]:
        return f"by first choices {said}; who was first in the end is not told: {one['not_told']}"
    if one["first_choice_margin_votes"] is None:
        runoff = one["stage"] == "general" and any(x["outcome"] == "advances" for x in one["lines"])
        return f"{said}; nobody was elected, a runoff decides" if runoff else said
    last = one["last_round"]
    first_choices = f"by first choices {_named(first)} ({one['source']})"
    return f"{_named(last['lines'][:2])} in round {last['round']}, the last{margin} ({last['source']}); {first_choices}"


def _named(lines: list[dict[str, Any]]) -> str:
    return ", ".join(f"{x['name']} ({x['party']}) {_votes(x)}" for x in lines) or "nobody named"


def _votes(line: dict[str, Any]) -> str:
    return "unopposed or votes not given" if line["votes"] is None else f"{line['votes']:,}"


def what_if(page: Page, look: dict[str, Any], everything: bool) -> None:
    """A stage's real votes counted under another rule, or why they cannot be."""
    page.say(f"{look['contest']} {look['year']} {look['stage']} under {look['rule_words']}", style="bold")
    page.say(f"as known on {look['as_of']}, inclusive; record {look['snapshot']}")
    page.say(look["rule_does"], 2)
    if look["refused"]:
        page.heading("Refused")
        page.say(look["refused"], 2)
    for group in look["counts"]:
        page.heading(group["title"])
        rows = [
            ("not given" if x["votes"] is None else f"{x['votes']:,}",
             "" if x["share_pct"] is None else figure(x["share_pct"], "pct"), x["party"], x["outcome"] or "", x["name"])
            for x in group["lines"]
        ]  # fmt: skip
        page.table(("votes", "share", "party", "", "candidate"), rows, right=(0, 1), indent=4)
        page.say(group["reason"], 4)
    if look["as_it_was"]:
        page.heading("As it was decided")
        page.say(look["as_it_was"], 2)
    for said in look["assumptions"]:
        page.say(f"assumed: {said}", 2, hang=2)
    for said in look["caveats"]:
        page.say(said, 2, hang=2)


def versions(page: Page, listed: list[dict[str, Any]]) -> None:
    """The versions of a result that the registry notes, the one in force last."""
    for one in listed:
        until = f"to {one['until']}" if one["until"] else "on: in force"
        page.say("")
        page.say(f"{one['year']} {one['stage']}, {one['words']}, known from {one['from']} {until}", 2, style="bold")
        page.table(("votes", "candidate"), [(f"{x['votes']:,}", x["name"]) for x in one["votes"]], right=(0,), indent=4)
        page.say(f"{one['reason']}; {one['citation']}", 4)
        if one["note"]:
            page.say(one["note"], 4)


def stage_money(page: Page, look: dict[str, Any]) -> None:
    """Independent expenditures by stage of the contest's own calendar."""
    if not look["money_by_stage"] and not look["money_by_stage_caveats"]:
        return
    page.heading("Independent expenditures by stage, by the contest's days")
    rows = list(zip(dollars([x["amount_usd"] for x in look["money_by_stage"]]), look["money_by_stage"], strict=True))
    page.table(
        ("amount", "rows", "", "stage"),
        [(amount, f"{x['rows']:,}", x["stance"] or "not stated", x["stage"]) for amount, x in rows],
        right=(0, 1),
    )
    for said in look["money_by_stage_caveats"]:
        page.say(said, 2, hang=2)
