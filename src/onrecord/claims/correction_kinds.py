"""Corrections of statements that are no plain amount or vote: places, ranks, comparisons, counts, parties, rules."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from onrecord.claims.correction_words import (
    day_said,
    how_said,
    in_words,
    is_number,
    listed,
    pair_of,
    place_in_words,
    seat_coded,
    seat_of,
)
from onrecord.model.contest import NAMES
from onrecord.model.dates import cycle_of
from onrecord.model.money import usd_prose

Claim = dict[str, Any]
_PLACE = re.compile(
    r"(?P<place>\d+)\w\w of (?:the )?(?P<of>\d+)(?: listed)?: (?P<who>.+), (?P<seat>[A-Z]{2}-\w{2}) (?P<stage>.+)"
)
_ADVANCE = re.compile(
    r"(?P<seat>[A-Z]{2}-\w{2}) (?P<stage>\d{4} [^:]+): (?:nobody has a majority, and )?(?P<who>.+?) advances?\b"
)
_FACED = re.compile(r"(?P<seat>[A-Z]{2}-\w{2}) (?P<stage>\d{4} [^:]+): (?P<one>.+ \([^)]+\)) and (?P<two>.+ \([^)]+\))")
_CLOSEST = re.compile(
    r"closest House general in (?P<by>\w+)[^,]*, (?P<where>.+) (?P<year>\d{4}): (?P<seat>[A-Z]{2}-\w{2})"
)
_RULE = re.compile(
    r"The rule (?:on (?P<day>\d{4}-\d\d-\d\d)|of (?P<year>\d{4})(?: \([^)]*\))?): (?P<what>.+?); (?P<n>\d+) go on"
    r" \((?P<law>[^()]+(?:\([^)]*\)[^()]*)*)\)"
)
_RANK = re.compile(
    r"(?P<what>.+?)(?: among (?P<among>.+?)|, (?P<seat>[A-Z]{2}-\w{2}) (?P<year>\d{4})): (?P<who>.+) number (?P<n>\d+)"
)
_WENT = re.compile(
    r"(?P<who>.+)['’]s? (?P<all>[\d,]+) votes, (?P<seat>[A-Z]{2}-\w{2}) (?P<stage>.+?), after round (?P<round>\d+):"
    r" (?P<n>[\d,]+) to (?P<to>.+?), of"
)
_VERBS = {
    "receipts": "raised", "total receipts": "raised", "disbursements": "spent", "all disbursements": "spent",
    "independent expenditures": "spent", "cash": "had", "cash on hand": "had",
}  # fmt: skip
_NOUNS = {
    "count_ie_targets": "{who} reported independent expenditures on {n} targets",
    "count_recipients": "{who} gave to {n} candidates",
    "count_contests": "{who} was active in {n} contests",
    "count_donors": "{who} had at least {n} different donors in the receipts that are loaded",
    "count_committees": "There were {n} {who}",
    "count_losses": "{who} lost {n} times",
    "wins": "{who} won {n} general elections in a row",
    "second_places": "{who} finished second {n} times",
    "consecutive_candidacies": "{who} ran in {n} elections in a row",
}


def of_kind(claim: Claim, reading: Claim) -> str | None:
    """The sentence of a claim whose measure has its own words; None where it has none, or what is read is another."""
    said = claim["claim"]
    own = {
        "place": _place, "advanced": _advanced, "same_party": _same_party, "party": _party, "election_rule": _rule,
        "rcv_transfer": _transferred, "compare_gt": _compared,
    }  # fmt: skip
    if said["measure"] in own:
        return own[said["measure"]](claim, reading)
    if said["comparator"] == "rank":
        return _closest(claim, reading) if said["measure"].startswith("vote") else _ranked(claim, reading)
    if said["measure"].startswith("vote") and "vs" in str(said["period"]):
        return _margins(claim)
    if said["measure"].endswith("_difference"):
        return _difference(claim, reading)
    if said["unit"] == "x":
        return _ratio(claim, reading)
    return _counted(claim, reading) if said["measure"] in _NOUNS else None


def _contest(seat: str, stage: str) -> str:
    election = " election" if stage.endswith("general") else ""
    return f"the {stage}{election} in {seat_coded(seat)}"


def _place(claim: Claim, reading: Claim) -> str | None:
    hit = _PLACE.fullmatch(reading["name"])
    if not hit:
        return None
    value = claim["claim"]["value"]
    wanted = place_in_words(int(value)) if is_number(value) else "last"
    stage, _, more = hit["stage"].partition(", ")
    round_ = f", {more}" if more else ""
    place, of = place_in_words(int(hit["place"])), in_words(int(hit["of"]))
    return f"{hit['who']} finished {place} of {of}, not {wanted}, in {_contest(hit['seat'], stage)}{round_}"


def _advanced(claim: Claim, reading: Claim) -> str | None:
    hit = _ADVANCE.match(claim["reason"])
    if not hit:
        return None
    said = claim["claim"]
    goal = str(said["phase"] or "next stage")
    goal = f"{goal} election" if goal.endswith("general") else goal
    if said["subject"]:
        wrong = f"not {listed(said['subject'].split(', '))}"
    else:
        party = f" {said['target']} " if said["target"] else " "
        wrong = f"not {in_words(int(said['value']))}{party}candidates"
    return f"{hit['who']}, {wrong}, advanced to the {goal} from {_contest(hit['seat'], hit['stage'])}"


def _same_party(claim: Claim, reading: Claim) -> str | None:
    said = claim["claim"]
    if hit := _FACED.match(claim["reason"]):
        party = f" of the {said['target']} Party" if said["target"] else " of one party"
        return f"{hit['one']} and {hit['two']}, not two candidates{party}, met in {_contest(hit['seat'], hit['stage'])}"
    state = NAMES.get(str(said["state"]), "")
    if said["unit"] != "contests" or not is_number(reading["value"]) or not state:
        return None
    n, year = int(reading["value"]), said["period"]
    if n == int(said["value"] or 0):  # the number is right: the contest is none of them
        whose = f"{state}’" if state.endswith("s") else f"{state}’s"
        return f"The contest named is not among {whose} {in_words(n)} same-party House races of {year}"
    races = f"House race{'' if n == 1 else 's'} between two candidates of the same party"
    return f"{state} had {in_words(n)} {races} in the {year} general election, not {in_words(int(said['value']))}"


def _party(claim: Claim, reading: Claim) -> str | None:
    pairs = [p.rpartition(": ") for p in claim["reason"].rstrip(".").split("; ")]
    if not all(name and party for name, _, party in pairs):
        return None
    parties: dict[str, list[str]] = {}
    for name, _, party in pairs:
        parties.setdefault(party, []).append(name)
    told = [
        f"{listed(names)} {'is' if len(names) == 1 else 'are'} listed as {party}" for party, names in parties.items()
    ]
    wrong = claim["claim"]["target"]
    return f"{'; '.join(told)}{f', not {wrong}' if wrong and wrong not in parties else ''}"


def _rule(claim: Claim, reading: Claim) -> str | None:
    hit = _RULE.match(claim["reason"])
    state = NAMES.get(str(claim["claim"]["state"] or claim["claim"]["subject"]), "")
    if not hit or not state:
        return None
    whose = f"{state}’" if state.endswith("s") else f"{state}’s"
    when = f"primary of {day_said(hit['day'])}," if hit["day"] else f"primaries of {hit['year']}"
    on = f"with {in_words(int(hit['n']))} candidate{'' if hit['n'] == '1' else 's'} going on"
    what = hit["what"].replace("top two, all", "top two, with all")
    return f"{whose} rule for the {when} was {what}, {on}, under {hit['law']}"


def _transferred(claim: Claim, reading: Claim) -> str | None:
    hit = _WENT.match(reading["name"])
    if not hit:
        return None
    said = claim["claim"]
    figure, claimed = pair_of(Decimal(str(reading["value"])), Decimal(str(said["value"])), reading["unit"])
    votes = f"{hit['n']} of {hit['all']}, after round {hit['round']} of {_contest(hit['seat'], hit['stage'])}"
    return f"Of {hit['who']}’s votes, {figure} went to {hit['to']}, not {how_said(said, claimed)}: {votes}"


def _two(reading: Claim) -> tuple[Claim, Claim, str] | None:
    """The two sums that are compared, and what they are of."""
    parts = [p for p in reading["parts"] if p["unit"] == "USD"]
    return (parts[0], parts[1], reading["name"].partition(": ")[0]) if len(parts) == 2 else None


def _cycle(claim: Claim) -> str:
    year = re.search(r"\b(?:19|20)\d\d\b", str(claim["claim"]["period"] or ""))
    return f" in the {cycle_of(int(year[0]))} election cycle" if year else ""


def _sums(one: Claim, other: Claim, what: str) -> str:
    return f"{usd_prose(Decimal(one['value']))} to {usd_prose(Decimal(other['value']))} in {what}"


def _compared(claim: Claim, reading: Claim) -> str | None:
    two = _two(reading)
    if not two or two[2] not in _VERBS:
        return None
    one, other, what = two
    less = Decimal(one["value"]) < Decimal(other["value"])
    than = f"{'less' if less else 'more'} than {other['name']}{_cycle(claim)}"
    return f"{one['name']} {_VERBS[what]} {than}, {_sums(one, other, what)}"


def _difference(claim: Claim, reading: Claim) -> str | None:
    two = _two(reading)
    if not two or two[2] not in _VERBS:
        return None
    one, other, what = two
    value, said = Decimal(reading["value"]), claim["claim"]
    figure, claimed = pair_of(abs(value), abs(Decimal(said["value"])), "USD")
    wrong = how_said(said, claimed) + (" more" if value < 0 else "")
    than = f"{figure} {'less' if value < 0 else 'more'} than {other['name']}, not {wrong}"
    return f"{one['name']} {_VERBS[what]} {than},{_cycle(claim)}, {_sums(one, other, what)}".replace(",,", ",")


def _ratio(claim: Claim, reading: Claim) -> str | None:
    two = _two(reading)
    if not two or two[2] not in _VERBS or not is_number(reading["value"]):
        return None
    one, other, what = two
    said = claim["claim"]
    times = f"{Decimal(str(reading['value'])).quantize(Decimal('0.01')):f}"
    value = Decimal(str(said["value"]))
    wrong = f"{in_words(int(value)) if value == value.to_integral_value() else f'{value.normalize():f}'} times"
    wrong = how_said(said, "twice" if value == 2 else wrong)
    than = f"{times} times as much as {other['name']}{_cycle(claim)}"
    return f"{one['name']} {_VERBS[what]} {than}, not {wrong} as much, {_sums(one, other, what)}"


def _ranked(claim: Claim, reading: Claim) -> str | None:
    hit = _RANK.match(reading["name"])
    value = claim["claim"]["value"]
    if not hit or not is_number(value):
        return None
    among = f" among {hit['among']}" if hit["among"] else f" in {seat_coded(hit['seat'])} in {hit['year']}"
    first = next((p for p in reading["parts"] if p["unit"] == "USD"), None)
    led = f"; {first['name'].partition(' (')[0]} was first with {usd_prose(Decimal(first['value']))}" if first else ""
    n = int(hit["n"])
    return f"{hit['who']} ranked {place_in_words(n)}, not {place_in_words(int(value))}, in {hit['what']}{among}{led}"


def _closest(claim: Claim, reading: Claim) -> str | None:
    hit = _CLOSEST.match(reading["name"])
    if not hit or not is_number(reading["value"]):
        return None
    figure, _ = pair_of(Decimal(str(reading["value"])), Decimal(0), reading["unit"])
    where = "the country" if hit["where"] == "all states" else hit["where"]
    mine = next((p for p in reading["parts"] if p["name"].startswith(f"{claim['claim']['subject']} ")), None)
    other = (
        f"; in {seat_coded(claim['claim']['subject'])} it was {mine['value']:,}" if mine and hit["by"] == "votes" else ""
    )
    first = f"The closest House race in {where} in {hit['year']} was in {seat_coded(hit['seat'])}"
    return f"{first}, with a margin of {figure}{other}"


def _margins(claim: Claim) -> str | None:
    """Two elections' margins of the same two people, the first and the one it is compared with."""
    hits = re.findall(r"(\d{4}) [\w ]+: (-?[\d,]+) votes", claim["reason"])
    said = claim["claim"]
    if len(hits) != 2:
        return None
    (year, one), (before, other) = ((y, int(v.replace(",", ""))) for y, v in hits)
    where = seat_of(said["office"], said["state"], said["district"])
    place = f" in {where}" if where else ""
    if one < 0 and other < 0:
        ahead = f"{said['target']}, not {said['subject']}, finished ahead{place} in both {year} and {before}"
        return f"{ahead}, by {-one:,} and {-other:,} votes"
    if one < 0 or other < 0:
        return None
    how = "smaller" if one < other else "wider"
    whose = f"{said['subject']}’s margin over {said['target']}{place}"
    return f"{whose} was {how} in {year} than in {before}, {one:,} votes to {other:,}"


def _counted(claim: Claim, reading: Claim) -> str | None:
    said = claim["claim"]
    if not is_number(reading["value"]) or not is_number(said["value"]) or not said["subject"]:
        return None
    n = int(reading["value"])
    told = _NOUNS[said["measure"]].format(who=said["subject"], n=in_words(n))
    wrong = how_said(said, in_words(int(said["value"])))
    if said["measure"] in ("wins", "consecutive_candidacies", "second_places"):
        where = seat_of(said["office"], said["state"], said["district"])
        year = re.search(r" to (\d{4})", reading["name"])
        through = year[1] if year else said["period"] if re.fullmatch(r"\d{4}", str(said["period"] or "")) else ""
        told += f" in {where}" * bool(where) + f" through {through}" * bool(through)
    elif said["measure"] == "count_committees":
        told += " " + re.sub(r", by the master of (\d{4})$", r" for the \1 election cycle", reading["name"])
    else:
        told += _cycle(claim)
    return f"{told}, not {wrong}"
