"""Slots of comparisons, ranks, onlys and counts that the claims beside them say: whose sums, of when, of which office.

The question behind a claim is not changed here: what is filled from context is stated and never refuted.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from onrecord.answers.people import Person
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Typed
from onrecord.model.contest import Contest
from onrecord.model.dates import cycle_of

Slots = dict[str, Any]
_POINTS_BACK = re.compile(
    r"\W*(?:(?:And|But|Still|Yet|So|Altogether|In all|Overall),? )?(?:(?:That|This|It)(?:[\u2019']s| is| was| were"
    r"| represents?| marks?| amounts to| would be| (?:[\w%$.-]+ ){0,3}?(?:cut|drop|decline|decrease|reduction|increase"
    r"|jump|rise|surge|total|sum|haul|figure|amount|difference|gap|edge|advantage|lead))"
    r"|Those (?:figures|sums|totals))\b",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"\b(?:edge|advantage|lead|gap|deficit|cushion|disadvantage)\b"
    r"|\b(?:(?:his|her|the|their) (?:[\w-]+ ){0,2}?(?:opponent|rival|challenger|incumbent)|him|her)\b(?!s)",
    re.IGNORECASE,
)
_OF_MANY = re.compile(
    r"\b(?:field|all|every|any|other|others|combined|previous|earlier|last|own|cycle|rest|each|both|opponents"
    r"|rivals|challengers)\b",
    re.IGNORECASE,
)
_MEASURED = {"ie_total": "IE", "disbursements": "disbursements", "receipts": "receipts", "cash_on_hand": "cash"}
PLURALS = ("candidates", "challengers", "incumbents", "Democrats", "Republicans", "members", "contenders")
_OFFICES = {"House": "H", "congressional": "H", "Senate": "S", "presidential": "P"}


def in_context(story: Story, claims: list[Typed]) -> list[Typed]:
    """The claims of a story in its order, with the slots that the claims beside them and the story's contests say."""
    fill = {"ratio_compare": _compared, "only_none_all": _only, "count": _counted, "rank_superlative": _ranked}
    done: list[Typed] = []
    for one in claims:
        more = fill[one.claim_type](story, one, done, claims) if one.claim_type in fill else {}
        more |= called(story, one.claim | more)
        done.append(replace(one, claim=one.claim | more) if more else one)
    return done


_INITIAL = re.compile(r"[A-Z]\.? (?=[A-Z][\w\u2019'-]{2,}(?: [A-Z]\.?)? [A-Z][\w\u2019'-]+)")


def called(story: Story, said: Slots) -> Slots:
    """The subject and target of a claim without the initial of a given name that nobody uses: M Shontel Brown."""
    whole = {w.name for m in story.mentions if m.person and isinstance(w := story.who(m.person), Person)}
    names = {name: _INITIAL.sub("", name, count=1) for name in whole if _INITIAL.match(name)}
    found: Slots = {}
    for slot in ("subject", "target") if names else ():
        text = said[slot]
        for name, short in names.items():
            text = text.replace(name, short) if text else text
        if text != said[slot]:
            found[slot] = text
    return found


def office_of(story: Story, s: Sentence) -> str | None:
    """The one chamber that a sentence speaks of, else that of all the contests it names, else of all the story's."""
    said = {_OFFICES[w] for w in _OFFICES if re.search(rf"\b{w}\b(?! Majority| Leadership)", s.text)}
    here = {p.contest.office for p in story.places if p.contest and s.start <= p.start < s.end}
    whole = {c.office for c in story.contests}
    return next((found.pop() for found in (said, here, whole) if len(found) == 1), None)


def _sentence(story: Story, one: Typed) -> Sentence:
    return next(s for s in story.sentences if one.start < s.end)


def _sums(claims: list[Typed], start: int, end: int) -> list[Typed]:
    """The claims on sums of money whose words begin in a part of the story."""
    return [c for c in claims if start <= c.start < end and c.claim["unit"] == "USD" and c.claim_type != "ratio_compare"]


def _previous(story: Story, s: Sentence, claims: list[Typed]) -> list[Typed]:
    """The sums of the sentence before, where this one begins by pointing back at them."""
    number = story.sentences.index(s)
    if not number or not _POINTS_BACK.match(s.text):
        return []
    last = story.sentences[number - 1]
    return _sums(claims, last.start, last.end)


def _year(claim: Slots) -> int | None:
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", claim["period"] or "")
    return int(years[0]) if years else None


def _one(names: list[Any]) -> Any:
    """The only value among several that are given; None where they differ or none is."""
    found = list(dict.fromkeys(n for n in names if n is not None))
    return found[0] if len(found) == 1 else None


def _person(story: Story, name: str | None) -> Person | None:
    """The candidate whom a slot names, by the story's own mentions."""
    for m in story.mentions:
        if m.person and isinstance(who := story.who(m.person), Person) and name in (who.name, m.person):
            return who
    return None


def rival_of(story: Story, person: Person) -> Person | None:
    """The only other candidate of somebody's contest whom the story names."""
    others = {}
    for m in story.mentions:
        who = story.who(m.person) if m.person else None
        if isinstance(who, Person) and who.contest == person.contest and who.name != person.name:
            others[who.name] = who
    return others.popitem()[1] if len(others) == 1 else None


def special_year(story: Story, contest: Contest) -> int | None:
    """The story's year where its contest has a special election then: by a loaded count or calendar, else the words."""
    year = story.published.year
    votes = story.roster(contest).votes
    rows = votes.calendar.dicts() if votes.calendar else []
    known = any(c.special and c.year == year for c in votes.counts) or any(
        r["special"] and r["year"] == year for r in rows
    )
    spoken = year % 2 and re.search(r"\bspecial (?:[\w-]+ ){0,2}?(?:election|primary|contest|race)\b", story.text)
    return year if known or spoken else None


def _compared(story: Story, one: Typed, done: list[Typed], claims: list[Typed]) -> Slots:
    if one.claim["measure"].startswith("vote"):
        return {}
    s, said = _sentence(story, one), dict(one.claim)
    base = next((c for c in _sums(claims, s.start, s.end) if -1 <= c.start - one.end <= 12), None)
    mine = _sums(done, s.start, one.start)
    other = mine and base and base.claim["subject"] not in (None, mine[-1].claim["subject"])
    if base and (said["measure"] == "compare_gt" or other):
        return _two_sums(story, s, said, mine, base)
    previous = _previous(story, s, done)
    if said["subject"] is None and previous:
        said["subject"] = _one([c.claim["subject"] for c in previous])
    if said["unit"] in ("x", "pct") and base is None and previous and " vs " not in (said["period"] or ""):
        years = sorted({y for c in previous if (y := _year(c.claim))})
        if len(years) == 2 and not said["target"]:
            said |= {"target": f"same period {years[0]}", "period": f"{years[1]} vs {years[0]}"}
    if base and mine and said["subject"] is None:
        said["subject"] = mine[-1].claim["subject"]
    if base and said["unit"] == "x" and said["subject"]:
        said |= _two_periods(story, said, base, mine[-1:] or previous)
    return said | _rivals(story, s, one, said)


def _two_sums(story: Story, s: Sentence, said: Slots, mine: list[Typed], base: Typed) -> Slots:
    """ "... spent $2 million, more than the $1 million that Lee's campaign spent": each side is a claim of its own."""
    if not mine:
        return {"target": base.claim["subject"] or said["target"]} if base.claim["subject"] else {}
    left, right = mine[-1].claim, base.claim
    subject, target = left["subject"], right["subject"]
    years = [_year(left), _year(right)]
    if subject and subject == target and None not in years and years[0] != years[1]:
        return {"subject": f"{years[0]} {subject}", "target": f"{years[1]} {target}",
                "period": f"{years[0]} vs {years[1]}"}  # fmt: skip
    if target == subject:  # "than his opponent raised"
        person = _person(story, subject) if _ALONE.search(s.text) else None
        rival = rival_of(story, person) if person else None
        target = rival.name if rival else None
    if left["measure"] != right["measure"] and left["measure"] in _MEASURED and right["measure"] in _MEASURED:
        subject = f"{subject} {_MEASURED[left['measure']]}" if subject else None
        target = f"{target} {_MEASURED[right['measure']]}" if target else None
    found: Slots = {"subject": subject, "target": target}
    if left["measure"] == "ie_total" and left["state"]:
        found["period"] = str(special_year(story, Contest(left["office"], left["state"], left["district"]))
                              or left["period"])  # fmt: skip
    return found | ({} if _person(story, left["subject"]) else {"office": None, "state": None, "district": None})


def _two_periods(story: Story, said: Slots, base: Typed, previous: list[Typed]) -> Slots:
    """ "That's more than double the $44 million of 2022": one giver's or spender's sums of two periods."""
    then, now = _year(base.claim), _one([_year(c.claim) for c in previous]) or cycle_of(story.published)
    other = base.claim["subject"]
    if then is None or then >= now or (other and other != said["subject"]):
        return {"target": other} if other else {}
    who = re.sub(r"^20\d\d ", "", said["subject"])
    return {"subject": f"{now} {who}", "target": f"{then} {who}", "period": f"{now} vs {then}"}


def _rivals(story: Story, s: Sentence, one: Typed, said: Slots) -> Slots:
    """The contest of two candidates, the rival whom the words leave unnamed, and the year of a special election."""
    found: Slots = {}
    if said["subject"] is None and said["target"] is None:
        found = _both(story, s, said)
    person = _person(story, said["subject"] or found.get("subject"))
    alone = _ALONE.search(s.text) and not _OF_MANY.search(s.text)
    if person is None and (other := _person(story, said["target"])) and said["office"] is None:
        c = other.contest
        found |= {"office": c.office, "state": c.state, "district": c.district}
        rival = rival_of(story, other) if said["unit"] == "USD" and alone else None
        return found | {"subject": rival.name if rival else None}
    if person is None or said["measure"] == "pct_change":
        return {}
    if said["target"] is None and alone and "target" not in found:
        rival = rival_of(story, person)
        found["target"] = rival.name if rival else None
    other = _person(story, found.get("target") or said["target"])
    if said["office"] is None and (other is None or other.contest == person.contest):
        c = person.contest
        found |= {"office": c.office, "state": c.state, "district": c.district}
    if said["unit"] == "x" and other and said["period"] == f"{story.cycle} cycle to {story.published}":
        year = special_year(story, person.contest) if story.published.year % 2 else None
        found |= {"period": f"{year} special"} if year else {}
    return found


def _both(story: Story, s: Sentence, said: Slots) -> Slots:
    """The two candidates of one contest whom a difference is between, the first named first: of the sentence, or of the
    one before where "the two" means them."""
    if said["unit"] != "USD":
        return {}
    number = story.sentences.index(s)
    back = number and re.search(r"\b(?:the two|the pair|the candidates|the rivals|both|them)\b", s.text)
    for one in [s, *([story.sentences[number - 1]] if back else [])]:
        found = {w.name: w for m in story.people_in(one) if isinstance(w := story.who(m.person or ""), Person)}
        if len(found) == 2 and len({w.contest for w in found.values()}) == 1:
            return dict(zip(("subject", "target"), found, strict=True))
        if found:
            return {}
    return {}


def _only(story: Story, one: Typed, done: list[Typed], claims: list[Typed]) -> Slots:
    said = one.claim
    if said["measure"].startswith("party_of"):
        return _chamber(story, one)
    if said["measure"] != "count_donors" or said["period"] != f"{story.cycle} cycle to {story.published}":
        return {}
    s = _sentence(story, one)
    number = story.sentences.index(s)
    first = story.sentences[max(0, number - 1)].start
    gifts = [c for c in claims if first <= c.start < s.end and c.claim_type == "donor_flow"]
    near = [c.claim["period"] for c in gifts if _same(c.claim["target"], said["subject"])]
    return {"period": near[-1]} if near and near[-1] else {}


def _same(one: str | None, other: str | None) -> bool:
    return bool(one and other) and str(one).casefold() == str(other).casefold()


def _counted(story: Story, one: Typed, done: list[Typed], claims: list[Typed]) -> Slots:
    if one.claim["measure"] in ("count_with_cash_ge", "count_with_receipts_ge") and not one.claim["state"]:
        return _chamber(story, one)
    if one.claim["measure"] != "count_committees":
        return {}
    s = _sentence(story, one)
    found = _one([c.claim["period"] for c in _sums(claims, s.start, s.end)])
    return {"period": found} if found and found.startswith((one.claim["period"] or "-")[:10]) else {}


def _ranked(story: Story, one: Typed, done: list[Typed], claims: list[Typed]) -> Slots:
    many = str(one.claim["subject"]).endswith(" named") and one.claim["measure"] in ("cash_on_hand", "receipts")
    return _chamber(story, one) if many else {}


def _chamber(story: Story, one: Typed) -> Slots:
    """The chamber of candidates of many contests, and its name before a plain word for them: House challengers."""
    said = one.claim
    office = said["office"] or office_of(story, _sentence(story, one))
    names = {"H": "House", "S": "Senate"}
    plain = said["subject"] if said["subject"] in PLURALS and office in names else None
    return {"office": office} | ({"subject": f"{names[office]} {plain}"} if plain and office else {})
