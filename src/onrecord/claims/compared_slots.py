"""Slots of comparisons that the claims beside them and the story say: whose two sums, of when, of which contest.

What is filled here is stated and decides no verdict.
"""

from __future__ import annotations

import re

from onrecord.answers.people import Person
from onrecord.claims.compared_sides import told_sides
from onrecord.claims.kinds import ratios
from onrecord.claims.near_claims import (
    Slots,
    as_story,
    only_one,
    person_named,
    previous_sums,
    rival_of,
    sentence_of,
    special_year,
    sums_in,
    year_of,
)
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Typed
from onrecord.model.contest import Contest
from onrecord.model.dates import cycle_of

_OWN = re.compile(r"\bto (?:himself|herself)\b|\b(?:his|her) own (?:money|pocket|fortune|funds)\b|\bself-fund")
_THAT = re.compile(r"\s*(?:as much as )?(?:that(?: amount| sum| figure| total)?)(?=[.,;]| (?:from|in|for)\b)")
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
_MEASURED = {"ie_total": "IE", "disbursements": "disbursements", "receipts": "receipts", "cash_on_hand": "cash on hand"}


def compared(story: Story, one: Typed, done: list[Typed], claims: list[Typed]) -> Slots:
    """The slots of a comparison that its sentence, the claims beside it and the story's contests say."""
    if one.claim["measure"].startswith("vote"):
        return {}
    s, said = sentence_of(story, one), dict(one.claim)
    if "subject" in one.by_context:
        said["subject"] = None  # of the words before it, by its own rules
    base = next((c for c in sums_in(claims, s.start, s.end) if -1 <= c.start - one.end <= 12), None)
    mine = sums_in(done, s.start, one.start)
    other = mine and base and base.claim["subject"] not in (None, mine[-1].claim["subject"])
    if base and (said["measure"] == "compare_gt" or other):
        said |= _two_sums(story, s, said, mine, base)
        return said | _measured(story, s, one, said)
    previous = previous_sums(story, s, done)
    if said["target"] is None and (that := _THAT.match(s.text[one.end - s.start :])):
        back = sums_in(done, story.sentences[max(0, story.sentences.index(s) - 1)].start, one.start)
        said |= {"target": back[-1].claim["subject"], "period": back[-1].claim["period"]} if back and that else {}
    if said["subject"] is None and previous:
        said["subject"] = only_one([c.claim["subject"] for c in previous])
    if said["unit"] in ("x", "pct") and base is None and previous and " vs " not in (said["period"] or ""):
        years = sorted({y for c in previous if (y := year_of(c.claim))})
        if len(years) == 2 and not said["target"]:
            said |= {"target": f"same period {years[0]}", "period": f"{years[1]} vs {years[0]}"}
    if base and mine and said["subject"] is None:
        said["subject"] = mine[-1].claim["subject"]
    if base and said["unit"] == "x" and said["subject"]:
        said |= _two_periods(story, said, base, mine[-1:] or previous)
    said |= _rivals(story, s, one, said)
    if None in (said["subject"], said["target"]):
        said |= {k: v for k, v in told_sides(story, s, one, mine).items() if said[k] is None}
        said |= _rivals(story, s, one, said)
    return said | _measured(story, s, one, said)


def _measured(story: Story, s: Sentence, one: Typed, said: Slots) -> Slots:
    """The names of two people with which of their sums is compared, where the measure does not say it."""
    names = (as_story(story, said["subject"]), as_story(story, said["target"]))
    people = {a.name: a.contest for a in story.actors if not a.committee}
    contests = list(dict.fromkeys(c for n in names if (c := people.get(n or ""))))
    found: Slots = {"subject": names[0], "target": names[1]}
    if said["unit"] == "pct" or said["measure"] == "compare_gt" or names[0] in ("Democrats", "Republicans"):
        found |= dict.fromkeys(("office", "state", "district"))  # of no one contest, or of none that a sum needs
    elif said["unit"] in ("x", "USD") and said["office"] is None and len(contests) == 1 and None not in names:
        found |= {"office": contests[0].office, "state": contests[0].state, "district": contests[0].district}
    if said["measure"] not in ("ratio", "compare_gt") or not all(n in people for n in names):
        return found
    place = one.start - s.start
    sums = ratios.measure_near(s.text, place, one.end - s.start)
    words = {"spending": "disbursements", "receipts": "receipts", "cash": "cash on hand", "contribution": "receipts"}
    word = words[sums]
    other = "self-funding" if _OWN.search(s.text[one.end - s.start :]) else word
    return found | {"subject": f"{names[0]} {word}", "target": f"{names[1]} {other}"}


def _two_sums(story: Story, s: Sentence, said: Slots, mine: list[Typed], base: Typed) -> Slots:
    """ "... spent $2 million, more than the $1 million that Lee's campaign spent": each side is a claim of its own."""
    if not mine:
        return {"target": base.claim["subject"] or said["target"]} if base.claim["subject"] else {}
    left, right = mine[-1].claim, base.claim
    subject, target = left["subject"], right["subject"]
    years = [year_of(left), year_of(right)]
    if subject and subject == target and None not in years and years[0] != years[1]:
        return {"subject": f"{years[0]} {subject}", "target": f"{years[1]} {target}",
                "period": f"{years[0]} vs {years[1]}"}  # fmt: skip
    if target == subject:  # "than his opponent raised"
        person = person_named(story, subject) if _ALONE.search(s.text) else None
        rival = rival_of(story, person) if person else None
        target = rival.name if rival else None
    if left["measure"] != right["measure"] and left["measure"] in _MEASURED and right["measure"] in _MEASURED:
        subject = f"{subject} {_MEASURED[left['measure']]}" if subject else None
        target = f"{target} {_MEASURED[right['measure']]}" if target else None
    found: Slots = {"subject": subject, "target": target}
    if left["measure"] == "ie_total" and left["state"]:
        found["period"] = str(special_year(story, Contest(left["office"], left["state"], left["district"]))
                              or left["period"])  # fmt: skip
    return found | ({} if person_named(story, left["subject"]) else {"office": None, "state": None, "district": None})


def _two_periods(story: Story, said: Slots, base: Typed, previous: list[Typed]) -> Slots:
    """ "That's more than double the $44 million of 2022": one giver's or spender's sums of two periods."""
    then, now = year_of(base.claim), only_one([year_of(c.claim) for c in previous]) or cycle_of(story.published)
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
    person = person_named(story, said["subject"] or found.get("subject"))
    alone = _ALONE.search(s.text) and not _OF_MANY.search(s.text)
    if person is None and (other := person_named(story, said["target"])) and said["office"] is None:
        c = other.contest
        found |= {"office": c.office, "state": c.state, "district": c.district}
        rival = rival_of(story, other) if said["unit"] == "USD" and alone else None
        return found | {"subject": rival.name if rival else None}
    if person is None or said["measure"] == "pct_change":
        return {}
    if said["target"] is None and alone and "target" not in found:
        rival = rival_of(story, person)
        found["target"] = rival.name if rival else None
    other = person_named(story, found.get("target") or said["target"])
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


