"""The pages of the look-ups: a question's answers, a race, a committee, a group, a candidate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from onrecord.faces import contest_pages
from onrecord.faces import look_answers as draw
from onrecord.faces.look_itemised import itemised
from onrecord.faces.page import NONE, Page, dollars, figure

LINES = 12
_NO_CANDIDACY = (
    "known by a summary or an expenditure of the cycle only: no loaded master or count has a candidacy in it, and a"
    " committee that reports may be of an earlier election"
)
_CANDIDATE = ("total receipts", "all disbursements", "cash on hand at the end of the coverage")


def render(look: dict[str, Any], *, width: int = 80, colour: bool = False, everything: bool = False) -> str:
    """A look-up (schema onrecord.look/1) as lines of text, at most `width` columns where its words allow it."""
    page = Page(width, colour)
    _PAGES[look["look"]](page, look, everything)
    draw.foot(page, look)
    return page.text()


def _ask(page: Page, look: dict[str, Any], everything: bool) -> None:
    page.say(f"{look['question']}: {look['description']}", style="bold")
    page.say(draw.known(look))
    page.table(("", ""), [(k, v) for k, v in look["params"].items()])
    draw.answers(page, look["answers"], everything)


def _race(page: Page, look: dict[str, Any], everything: bool) -> None:
    page.say(f"{look['contest']}: {look['words']}, {look['cycle']} cycle", style="bold")
    page.say(draw.known(look))
    page.heading("Calendar, and the rule of each stage")
    for entry in look["calendar"]:
        _stage(page, entry)
    if not look["calendar"]:
        page.say("no day of this contest is in a loaded calendar", 2)
    for said in look["calendar_caveats"]:
        page.say(said, 2, hang=2)
    page.heading("Votes")
    for count in look["votes"]:
        _count(page, count, everything)
    contest_pages.versions(page, look["versions"])
    for said in look["disagreements"]:
        page.say(f"not used, sources disagree: {said}", 2)
    if not look["votes"]:
        years = ", ".join(map(str, look["cycles_known"])) or "none"
        page.say(f"no whole count of this cycle by {look['as_of']} is loaded; cycles with candidates: {years}", 2)
    page.heading("Independent expenditures, itemised in periodic reports, by spender")
    _by_spender(page, look["independent_expenditures"])
    for said in look["independent_expenditures_caveats"]:
        page.say(said, 2, hang=2)
    contest_pages.stage_money(page, look)
    page.heading(f"Candidates' committees, {look['cycle']} cycle, as they reported")
    _candidates(page, look["candidates"])
    if any(not c["summaries"] for c in look["candidates"]):
        page.say(f"no summary: none public by {look['as_of']} is loaded; missing is not zero", 2)
    if any("candidacy" not in c["known_by"] for c in look["candidates"]):
        page.say(f"* {_NO_CANDIDACY}", 2)
    for said in look["candidates_caveats"]:
        page.say(said, 2, hang=2)


def _stage(page: Page, entry: dict[str, Any]) -> None:
    party = f"{entry['primary_party']} " if entry["primary_party"] else ""
    special = "special " if entry["special"] else ""
    page.say(f"{entry['held_on'] or 'day not known'}  {special}{party}{entry['stage']}, by {entry['from']}", 2)
    rule = entry["rule"]
    if rule is None:
        known = "is in the rulebook" if entry["held_on"] else "can be given without its day"
        page.say(f"no rule of this stage {known}", 6)
        return
    page.say(f"{_rule(rule)} ({'; '.join(c['text'] for c in rule['citations'])})", 6)
    if not rule["certain"]:
        page.say(f"the rule rests on secondary or incomplete sources: {rule['note']}", 6)


def _rule(rule: dict[str, Any]) -> str:
    """What a rule does, in a sentence."""
    goes = f"to the {rule['next_stage'].replace('_', ' ')}" if rule["next_stage"] else ""
    said: dict[str, str] = {
        "top_two": f"{rule['party_scope']}; the two highest go on {goes}",
        "top_n": f"{rule['party_scope']}; the {rule['advances']} highest go on {goes}",
        "plurality": f"{rule['party_scope']}; the most votes decide",
        "majority_runoff": f"{rule['party_scope']}; {rule['settled_by']} decides, otherwise the highest go on {goes}",
        "ranked_choice": f"{rule['party_scope']}; ranked ballots, counted until {rule['settled_by']}",
    }
    return said.get(str(rule["system"]), str(rule["system"])).strip()


def _count(page: Page, count: dict[str, Any], everything: bool) -> None:
    also = f", the same in {', '.join(count['also_in'])}" if count["also_in"] else ""
    page.say("")
    page.say(f"{count['title']}, {count['held_on'] or 'day not known'} ({count['source']}{also})", 2, style="bold")
    lines = count["lines"] if everything or len(count["lines"]) <= LINES + 1 else count["lines"][:LINES]
    rows = [
        (
            "not given" if x["votes"] is None else f"{x['votes']:,}",
            "" if x["share_pct"] is None else figure(x["share_pct"], "pct"),
            x["party"],
            x["outcome"] or "",
            x["name"] or x["choice"] or "write-in and scattering",
        )
        for x in lines
    ]
    page.table(("votes", "share", "party", "", "candidate"), rows, right=(0, 1), indent=4)
    if len(lines) < len(count["lines"]):
        page.say(f"and {len(count['lines']) - len(lines):,} more: --all", 4)
    first = count["first_choice_margin_votes"]
    two = count["margin_votes"] if first is None else first
    ranks = "" if first is None else " by first choices"
    margin = "" if two is None else f"; margin of the first two{ranks} {two:,}"
    ended = "" if first is None else " of the last round"
    same = {True: "; the first two{} are of one party", False: "; the first two{} are of two parties"}
    total = "all votes not known" if count["votes"] is None else f"all votes {count['votes']:,}"
    page.say(f"{total}{margin}{_line(count)}{same.get(count['same_party'], '').format(ended)}", 4)
    if last := count["last_round"]:
        said = "; ".join(f"{x['name']} ({x['party']}) {x['votes']:,}" for x in last["lines"])
        by = "" if last["margin_votes"] is None else f"; margin {last['margin_votes']:,}"
        page.say(f"round {last['round']}, the last one loaded ({last['source']}): {said}{by}", 4)
    if count["not_told"]:
        page.say(f"who was first in the end is not told: {count['not_told']}", 4)
    if count["reason"]:
        page.say(count["reason"], 4)
    for said in count["caveats"]:
        page.say(said, 4, hang=2)


def _line(count: dict[str, Any]) -> str:
    """The margins about the line between those who go on and those who do not."""
    said = ""
    if count["stage"] == "primary" and count["second_third_votes"] is not None:
        said = f"; the second over the third by {count['second_third_votes']:,}"
    line = count["line_margin_votes"]
    if line is not None and line != count["second_third_votes"]:
        said += f"; the last who goes on over the first who does not by {line:,}"
    return said


def _by_spender(page: Page, listed: Sequence[dict[str, Any]]) -> None:
    spenders = dict.fromkeys((t["committee_name"], t["committee_id_fec"]) for t in listed)
    for name, committee in spenders:
        page.say(f"{name or 'name not loaded'} ({committee})", 2)
        draw.targets(page, [t for t in listed if t["committee_id_fec"] == committee], True)


def _candidates(page: Page, listed: Sequence[dict[str, Any]]) -> None:
    if not listed:
        page.say("no candidate of this cycle is in a loaded file", 2)
    columns: list[list[str | None]] = [[], [], []]
    ends, names = [], []
    for one in listed:
        for summary in one["summaries"] or [{"totals": [], "candidate_id_fec": " ".join(one["candidate_ids_fec"])}]:
            by = {a["reading"]: a for a in summary["totals"]}
            for column, reading in zip(columns, _CANDIDATE, strict=True):
                column.append(by[reading]["value"] if reading in by else None)
            ends.append(next((a["through"] for a in summary["totals"] if a["through"]), None) or "no summary")
            star = "" if "candidacy" in one["known_by"] else "* "
            names.append(f"{star}{one['name']} ({one['party']}) {summary['candidate_id_fec']}{_also(summary)}".strip())
    rows = list(zip(*(["" if v == NONE else v for v in dollars(c)] for c in columns), ends, names, strict=True))
    page.table(("receipts", "disbursements", "cash", "through", "candidate"), rows, right=(0, 1, 2))


def _also(summary: dict[str, Any]) -> str:
    """The other ids under which the same summary stands."""
    also = summary.get("same_summary_under")
    return f" (the same under {', '.join(also)}: counted once)" if also else ""


def _committee(page: Page, look: dict[str, Any], everything: bool) -> None:
    who = look["committee"]
    page.say(f"{who['name']} ({who['committee_id_fec']})", style="bold")
    page.say(draw.known(look))
    facts = [("type", who["type"]), ("designation", who["designation"]), ("party", who["party"]),
             ("connected to", who["connected_organisation"]), ("treasurer", who["treasurer_name"]),
             ("by the master of", _master(look))]  # fmt: skip
    if look["found_as"]:
        page.say(f"found under an earlier name, {look['found_as']}", 2)
    page.table(("", ""), [(k, str(v)) for k, v in facts if v])
    for one in look["names"] if len(look["names"]) > 1 else []:
        page.say(f"named {one['name']} in files of {', '.join(map(str, one['cycles']))}", 2, hang=2)
    if not who["master_cycle"]:
        page.say("in no loaded committee master", 2)
    if look["named_by_cover"]:
        page.say(f"named as on the cover of filing {look['named_by_cover']}", 2)
    for cycle in look["cycles"]:
        _cycle(page, cycle, everything)
        _received(page, cycle, everything)
    if not look["cycles"]:
        page.say("no summary and no itemised row of this committee is loaded; missing is not zero", 2)
    page.heading("Loaded files that hold it")
    rows = [
        (f"{f['rows']:,}", f["table"], str(f["cycle"] or ""), f["last_filed_on"] or "",
         f"{f['file']}{_rejected(f['rows_rejected_in_file'])}")
        for f in look["files"]
    ]  # fmt: skip
    page.table(("rows", "table", "cycle", "last filed", "file"), rows, right=(0,))


def _master(look: dict[str, Any]) -> str:
    """The cycle of the master that says who a committee is, and that it is another than the one asked of."""
    cycle = look["committee"]["master_cycle"]
    asked = [c["cycle"] for c in look["cycles"]]
    if not cycle or cycle in asked or len(asked) != 1:
        return str(cycle or "")
    return f"{cycle}: none of {asked[0]} that has it is loaded; treasurer and connections may have been others then"


def _to_date(cycle: dict[str, Any]) -> str:
    """The days that a cycle's summaries cover, as a heading says them: through the last day where they end before it."""
    ends = sorted({a["through"] for a in cycle["totals"] if a["through"]})
    if not ends or ends == [f"{cycle['cycle']}-12-31"]:
        return f"{cycle['cycle']} cycle"
    return f"{cycle['cycle']} cycle through {' or '.join(ends)}"


def _rejected(number: int | None) -> str:
    return f" ({number:,} of the file's rows were rejected)" if number else ""


def _cycle(page: Page, cycle: dict[str, Any], everything: bool) -> None:
    page.heading(f"{_to_date(cycle)}, as reported {_where(cycle)}")
    draw.totals(page, cycle["totals"])
    page.heading(f"Independent expenditures, itemised in periodic reports, {cycle['cycle']} cycle")
    draw.answers(page, [{**a, "parts": []} for a in cycle["independent_expenditures"]], everything)
    if cycle["targets"]:
        page.say("")
    draw.targets(page, cycle["targets"], everything)
    page.heading(f"Given to candidates (24K and 24Z), {cycle['cycle']} cycle")
    draw.answers(page, cycle["contributions"], everything)


def _where(cycle: dict[str, Any]) -> str:
    """Where reported totals stand: in summaries, or on the covers of electronic reports."""
    return "on covers" if any("electronic report" in a["reading"] for a in cycle["totals"]) else "in summaries"


def _received(page: Page, cycle: dict[str, Any], everything: bool) -> None:
    """Receipts by kind, who gave, and operating expenditures; what no loaded file holds in a line."""
    page.heading(f"Receipts by kind, {cycle['cycle']} cycle")
    draw.answers(page, cycle["receipts"], everything)
    itemised(page, cycle, everything)
    for heading, key, words in (
        (f"Who gave, itemised, {cycle['cycle']} cycle", "contributors", "receipt"),
        (f"Operating expenditures, itemised, {cycle['cycle']} cycle", "operating_expenditures", "operating expenditure"),
    ):
        page.heading(heading)
        known = [a for a in cycle[key] if a["value"] is not None]
        draw.answers(page, known, everything)
        if not known:
            page.say(f"no itemised {words} of it is loaded; missing is not zero", 2)


def _group(page: Page, look: dict[str, Any], everything: bool) -> None:
    one = look["group"]
    page.say(f"{one['name']} (group {one['id']})", style="bold")
    page.say(draw.known(look))
    page.heading("Members, and what shows that each belongs")
    page.table(("", ""), [(m["committee_id_fec"], f"{m['name']}: {m['citation']}") for m in look["members"]])
    page.say(f"words that mean the group: {'; '.join(one['phrases'])}", 2)
    for cycle in look["cycles"]:
        page.heading(f"{_to_date(cycle)}, all members together, as reported in summaries")
        draw.totals(page, cycle["totals"])
        for answer in cycle["totals"][:3]:
            if answer["parts"]:
                page.say(answer["reading"], 4)
                draw.parts(page, answer["parts"], everything)
        page.heading(f"Independent expenditures, itemised in periodic reports, {cycle['cycle']} cycle")
        draw.answers(page, [{**a, "parts": []} for a in cycle["independent_expenditures"]], everything)
        if cycle["targets"]:
            page.say("")
        draw.targets(page, cycle["targets"], everything)
        page.heading(f"Given to candidates (24K and 24Z), {cycle['cycle']} cycle")
        draw.answers(page, cycle["contributions"], everything)


def _candidate(page: Page, look: dict[str, Any], everything: bool) -> None:
    who = look["person"]
    page.say(f"{who['name']} ({', '.join(who['candidate_ids_fec']) or 'no FEC id'})", style="bold")
    page.say(draw.known(look))
    _ids(page, who)
    for stood in look["contests"]:
        page.heading(f"Stood for {stood['contest']}")
        page.table(("", ""), [(str(y["year"]), "; ".join(y["evidence"])) for y in stood["years"]])
        for one in (a for a in stood["in_a_row"] if a["value"] is not None):
            page.say(f"{figure(one['value'], one['unit'])} {one['reading']}", 2)
            for caveat in one["caveats"][1:]:
                page.say(caveat, 4, hang=2)
        page.heading(f"Votes in {stood['contest']}")
        _results(page, stood["results"])
    page.heading("Summaries, as the candidate's committees reported")
    for one in look["summaries"]:
        page.say(f"{one['cycle']} cycle, {one['candidate_id_fec']}{_also(one)}", 2)
        draw.totals(page, one["totals"])
    if not look["summaries"]:
        which = "other summary" if look["summaries_caveats"] else "summary"
        page.say(f"no {which} public by {look['as_of']} is loaded; missing is not zero", 2)
    for said in look["summaries_caveats"]:
        page.say(said, 2, hang=2)
    page.heading("Independent expenditures for and against, itemised in periodic reports")
    for cycle in dict.fromkeys(t["cycle"] for t in look["independent_expenditures"]):
        page.say(f"{cycle} cycle", 2)
        _by_spender(page, [t for t in look["independent_expenditures"] if t["cycle"] == cycle])
    if not look["independent_expenditures"]:
        page.say("no row among those loaded; missing is not zero", 2)
    for said in look["independent_expenditures_caveats"]:
        page.say(said, 2, hang=2)


def _ids(page: Page, who: dict[str, Any]) -> None:
    """What ties the person's ids, what does not, and who may be the same; nothing where there is one id alone."""
    for one in who["joined_in_a_contest"]:
        page.say(f"{', '.join(one['candidate_ids_fec'])}, one person: {one['evidence']}", 2, hang=2)
    for link in who["links"]:
        ids, more = ", ".join(link["candidate_ids_fec"]), len(link["cited"]) - 1
        said = "one person" if link["joined"] else f"not joined, {link['why_not']}, though"
        where = f"{link['cited'][0]}{f', and {more:,} more' if more else ''}"
        page.say(f"{ids}, {said}: {link['evidence']} ({where})", 2, hang=2)
    for one in who["may_be_the_same"]:
        page.say(f"not joined, the same name, state and office but no id: {one}", 2, hang=2)
    if who["namesakes"]:
        page.say(f"the name also stood for {'; '.join(who['namesakes'])}: not joined", 2, hang=2)
    if who["joined_in_a_contest"] or any(k["joined"] for k in who["links"]):
        page.say("an entry `apart` in a people.yml of your own (ONRECORD_REGISTRY names its folder) undoes a join", 2)


def _results(page: Page, listed: Sequence[dict[str, Any]]) -> None:
    rows = []
    for count in listed:
        line = next(x for x in count["lines"] if x["this_person"])
        place = [x["name"] for x in count["lines"]].index(line["name"]) + 1
        votes = "not given" if line["votes"] is None else f"{line['votes']:,}"
        share = "" if line["share_pct"] is None else figure(line["share_pct"], "pct")
        rows.append((votes, share, f"{place} of {len(count['lines'])}", line["outcome"] or "", _stage_words(count)))
    page.table(("votes", "share", "place", "", "stage"), rows, right=(0, 1))
    if not rows:
        page.say("no whole count with a line of this person is loaded", 2)


def _stage_words(count: dict[str, Any]) -> str:
    return f"{count['title']}, {count['held_on'] or 'day not known'} ({count['source']})"


_PAGES: dict[str, Callable[[Page, dict[str, Any], bool], None]] = {
    "ask": _ask, "race": _race, "committee": _committee, "group": _group, "candidate": _candidate,
    "contests": contest_pages.contests, "what-if": contest_pages.what_if,
}  # fmt: skip
