"""A correction ready to copy: a sentence in newspaper style, its caveat and its footnote, worded from a claim's data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from onrecord.claims.correction_kinds import of_kind
from onrecord.claims.correction_words import (
    day_said,
    how_said,
    is_number,
    pair_of,
    places_of,
    round_of,
    rounded,
    where_of,
)
from onrecord.model.contest import Contest
from onrecord.model.money import usd

FEC = "Federal Election Commission"
WRONG = ("refuted", "close")
_VERBS = {
    "disbursements": "spent {}",
    "contributions+ie": "spent {}",
    "ie+contributions": "spent {}",
    "receipts": "raised {}",
    "cash_on_hand": "had {} in cash on hand",
    "debts": "owed {}",
    "candidate_contribution": "gave {} to the campaign out of personal funds",
    "candidate_loan": "lent {} to the campaign",
    "self_funding": "put {} of personal funds into the campaign",
    "contributions_made": "gave {} to other committees",
    "contribution": "gave {} to {target}",
    "individual_contributions": "raised {} from individuals",
    "ie_total": "spent {}",
}
_BALANCES = ("cash_on_hand", "debts")  # of one day
_STANCES = {"oppose": "opposing", "support": "supporting"}
_LINE = re.compile(r" \(\S+ line \d+\)$")  # where the row of a cited document stands in a list made by hand
_PLAIN = {  # readings whose definition the verb says already
    "total receipts", "cash on hand at the end of the coverage", "debts owed at the end of the coverage",
    "contributions from the candidate", "loans from the candidate", "contributions and loans from the candidate",
    "all of the cycle, on this target", "contributions to other committees", "margin of the first over the second named",
    "votes counted", "share of all votes", "itemised, in periodic reports",
    "reported from individuals, itemised and not",
}  # fmt: skip
_NONE: dict[str, Any] = {"name": "", "value": None, "unit": None, "parts": []}
_WIDER = "the summary holds the whole cycle to date"
_OWN = "you, "  # the publisher of a list made by hand: each of its rows cites a document
_OF_THE_YEAR = (  # a floor of the year that a story speaks of, or of the time up to its day
    "independent expenditures itemised in reports filed after",
    "independent expenditures itemised in reports filed by",
)


def correction(claim: dict[str, Any], publishers: Mapping[str, str]) -> dict[str, Any] | None:
    """The correction of a refuted or close claim (schema onrecord.check/1); None for any other verdict.

    `publishers` gives the publisher of each loaded file. Out: `sentence`, `caveat` (None where there is none) and
    `footnote`. The figure is that of the first reading that was tried and has a value; it is rounded in the sentence
    as newspapers do and is in full in the footnote.
    """
    if claim["verdict"] not in WRONG:
        return None
    reading = _reading(claim)
    source = _source(claim, reading, publishers)
    said = of_kind(claim, reading or _NONE) or (_sentence(claim, reading) if reading else None)
    if said is None:
        said = re.sub(r"[.\s]+$", "", claim["reason"])
    by = "" if claim["claim"]["measure"] == "election_rule" else f", according to {source}"
    return {
        "sentence": f"{said[:1].upper()}{said[1:]}{by}.",
        "caveat": _caveat(claim, reading),
        "footnote": _footnote(claim, reading, publishers),
    }


def _reading(claim: dict[str, Any]) -> dict[str, Any] | None:
    """The reading whose figure is given: the first close one of a close claim, the floor of the year that the story
    speaks of, else the first with a value."""
    known = [r for r in claim["readings"] if r["value"] is not None]
    known.sort(key=lambda r: not r["name"].startswith(_OF_THE_YEAR))
    close = [r for r in known if r["fits"] == "slack"] if claim["verdict"] == "close" else []
    return next(iter([*close, *known]), None)


def _sentence(claim: dict[str, Any], reading: dict[str, Any]) -> str | None:
    said = claim["claim"]
    measure = said["measure"]
    if measure in _VERBS and reading["unit"] == said["unit"] == "USD" and said["subject"]:
        return _money(claim, reading)
    if measure.startswith("vote") and said["subject"] and is_number(reading["value"]):
        return _votes(claim, reading)
    numbers = is_number(said["value"]) and is_number(reading["value"])
    if not numbers or reading["unit"] != said["unit"]:
        return None
    figure, claimed = pair_of(Decimal(str(reading["value"])), Decimal(str(said["value"])), reading["unit"])
    whose = f"For {said['subject']}, the" if said["subject"] else "The"
    return f"{whose} figure was {figure} ({reading['name']}), not {how_said(said, claimed)}"


def _money(claim: dict[str, Any], reading: dict[str, Any]) -> str | None:
    """Who spent, raised or held how much, of which cycle, through which day; None where a sum of more than the time
    that the sentence speaks of is above its figure, which says nothing of that time."""
    said = claim["claim"]
    value, wanted = Decimal(reading["value"]), Decimal(said["value"])
    figure, claimed = pair_of(value, wanted, "USD")
    of_year = reading["name"].startswith(_OF_THE_YEAR)
    wider = not of_year and any(_WIDER in c for c in claim["caveats"])
    if wider and value > wanted:
        return None
    least = "at least " if reading["floor"] or of_year else ""
    verb = _VERBS[said["measure"]].format(f"{least}{figure}", target=said["target"])
    verb += "" if wider else f", not {how_said(said, claimed)},"
    if said["measure"] == "ie_total":
        verb += _on(said, reading)
    elif reading["name"] not in _PLAIN:
        name = _dated(reading) if of_year else reading["name"]
        verb += f" ({name})" if wider else f" {'in' if of_year else 'counting'} {name},"
    cycle = _cycle(claim, reading)
    when = f" in {'all of ' if wider else ''}the {cycle} election cycle" if cycle and not of_year else ""
    until = "" if of_year else _until(said, reading)
    when = "" if said["measure"] in _BALANCES else when
    less = f", less than the {claimed} stated for a part of it" if wider else ""
    return f"{said['subject']} {verb}{when}{until}{less}".removesuffix(",")


def _dated(reading: dict[str, Any]) -> str:
    """The name of a floor of itemised rows, its day as newspapers write it."""
    return f"{reading['name'][:-10]}{day_said(reading['name'][-10:])}"


def _until(said: dict[str, Any], reading: dict[str, Any]) -> str:
    """How far the figure reaches: the end of a summary's coverage, the day of the last report of a floor of rows."""
    if not reading["through"]:
        return ""
    if said["measure"] in ("ie_total", "contribution"):
        return f" in reports filed through {day_said(reading['through'])}" if reading["floor"] else ""
    return f" {'as of' if said['measure'] in _BALANCES else 'through'} {day_said(reading['through'])}"


def _on(said: dict[str, Any], reading: dict[str, Any]) -> str:
    """What independent expenditures were for, by the reading's own scope."""
    name = reading["name"]
    if name.startswith(_OF_THE_YEAR):
        stance = _STANCES.get(str(said["stance"]), "on")
        target = f" {stance} {said['target']}" if said["target"] else ""
        return f" on independent expenditures{target} {_dated(reading).removeprefix('independent expenditures ')}"
    if name.startswith("on all candidates of"):
        return f" on independent expenditures {name}"
    stance = _STANCES.get(str(said["stance"]), "on")
    target = f" {stance} {said['target']}" if said["target"] else ""
    if said["target"] == "race":
        target = f" on the {Contest(said['office'], said['state'], said['district'])} race"
    return f" on independent expenditures{target}" + ("" if name in _PLAIN else f" ({name})")


def _votes(claim: dict[str, Any], reading: dict[str, Any]) -> str | None:
    """Who had how many votes, which share, or which margin over whom."""
    said, unit = claim["claim"], reading["unit"]
    value, where = Decimal(str(reading["value"])), where_of(claim, reading)
    if said["measure"] in ("vote_margin", "vote_margin_pp") and said["target"] and is_number(said["value"]):
        if value < 0:
            return _behind(claim, f"by {pair_of(-value, Decimal(0), unit)[0]}", reading, where)
        figure, claimed = pair_of(value, Decimal(str(said["value"])), unit)
        ahead = f"{said['subject']} {_ended(claim, reading)} ahead of {said['target']} by {figure}"
        return f"{ahead}, not by {how_said(said, claimed)}{where}"
    if said["measure"] == "vote_split" and said["target"] and isinstance(said["value"], list):
        return _split(claim, reading, value, where)
    if said["measure"] in ("vote_share", "votes") and is_number(said["value"]):
        figure, claimed = pair_of(value, Decimal(str(said["value"])), unit)
        of = "" if unit == "votes" else " of the vote"
        name = "" if reading["name"] in _PLAIN else f" ({reading['name']})"
        return f"{said['subject']} received {figure}{of}, not {how_said(said, claimed)}{name}{where}"
    return None


def _split(claim: dict[str, Any], reading: dict[str, Any], value: Decimal, where: str) -> str | None:
    """Two people's shares of their votes together, the one ahead first; None where only the share of all is known."""
    if "two candidates" not in reading["name"]:
        return None
    said = claim["claim"]
    shares = sorted((value, 100 - value), reverse=True)
    wanted = sorted((Decimal(str(v)) for v in said["value"]), reverse=True)
    behind = value < 50
    for places in (max(map(places_of, wanted)), 1, 2):
        shown = [rounded(v, places) for v in shares]
        if shown[0] != shown[1] and (behind or shown != wanted):
            break
    pair = f"{shown[0]}% to {shown[1]}%"
    if behind:
        return _behind(claim, pair, reading, where)
    ahead = f"{said['subject']} {_ended(claim, reading)} ahead of {said['target']}, {pair}"
    return f"{ahead}, not {wanted[0]}% to {wanted[1]}%{where}"


def _behind(claim: dict[str, Any], by: str, reading: dict[str, Any], where: str) -> str:
    """The one whom the claim puts second was first."""
    said = claim["claim"]
    return f"{said['target']}, not {said['subject']}, {_ended(claim, reading)} ahead, {by}{where}"


def _ended(claim: dict[str, Any], reading: dict[str, Any]) -> str:
    return "was" if round_of(claim, reading) == "first" else "finished"


def _rests_on(claim: dict[str, Any], reading: dict[str, Any] | None) -> list[dict[str, Any]]:
    """The receipts of the reading, or all of the claim's where there is none."""
    mine = [r for r in claim["receipts"] if reading and r["id"] in reading["receipts"]]
    return mine or list(claim["receipts"])


def _cycle(claim: dict[str, Any], reading: dict[str, Any]) -> int | None:
    """The two-year cycle that was asked of: the receipts say it, whatever the sentence's words are."""
    asked = {r["params"].get("cycle") for r in _rests_on(claim, reading)}
    only = asked.pop() if len(asked) == 1 else None
    return only if isinstance(only, int) else None


def _source(claim: dict[str, Any], reading: dict[str, Any] | None, publishers: Mapping[str, str]) -> str:
    """Whom the figure is according to: money is of filings, votes of results, and anything else of what it rests on."""
    found = _published_by(claim, reading, publishers)
    if claim["claim"]["measure"].startswith("vote"):
        return f"results published by {found[0]}" if len(found) == 1 else "published election results"
    if claim.get("claim_type", "").startswith(("result", "rcv")):
        return "published election results"
    filings = [p for p in found if FEC in p]
    if claim["claim"]["unit"] == "USD" or filings == found:
        return f"{FEC} filings"
    return f"{FEC} filings and published election results" if filings else "published election results"


def _published_by(claim: dict[str, Any], reading: dict[str, Any] | None, publishers: Mapping[str, str]) -> list[str]:
    cited = [c for r in _rests_on(claim, reading) for c in r["citations"]]
    named = (p for file, p in publishers.items() if any(file in c for c in cited))
    return [p for p in dict.fromkeys(named) if not p.startswith(_OWN)]


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _caveat(claim: dict[str, Any], reading: dict[str, Any] | None) -> str | None:
    """What limits the figure: the claim's caveats, the reading's, and that it is a floor."""
    said = [*claim["caveats"], *(reading["caveats"] if reading else [])]
    if reading and reading["floor"]:
        said.append("the sum is of what is loaded so far: the whole may be larger")
    others = [r for r in claim["readings"] if r["value"] is not None and r is not reading]
    said += [f"by another reading, {r['name']}: {_full(r)}" for r in others]
    listed = "; ".join(dict.fromkeys(one.rstrip(".") for one in said))
    return f"{listed[:1].upper()}{listed[1:]}." if listed else None


def _footnote(claim: dict[str, Any], reading: dict[str, Any] | None, publishers: Mapping[str, str]) -> str:
    """Who published the rows, the figure in full, where the rows stand, and the receipt."""
    by = _published_by(claim, reading, publishers)
    parts = [_listed(by)] if by else []
    if reading:
        parts.append(f"{reading['name']}: {_full(reading)}")
    for receipt in _rests_on(claim, reading):
        cited = list(dict.fromkeys(_LINE.sub("", c) for c in receipt["citations"]))
        more = f" and {len(cited) - 3} more" if len(cited) > 4 else ""
        where = "; ".join(cited if len(cited) <= 4 else cited[:3])
        parts.append(f"{where}{more} (onrecord receipt {receipt['id']}, as known on {receipt['as_of']})")
    text = ". ".join(parts)
    return f"{text[:1].upper()}{text[1:]}."


def _full(reading: dict[str, Any]) -> str:
    unit = reading["unit"]
    if not is_number(reading["value"]):
        return f"{reading['value']} {unit}".strip()
    value = Decimal(str(reading["value"]))
    if unit == "USD":
        return usd(value)
    sign = {"pct": "%", "pp": " percentage points", "x": " times", "fraction": " of the whole"}.get(unit, f" {unit}")
    return f"{value:,f}{sign}"
