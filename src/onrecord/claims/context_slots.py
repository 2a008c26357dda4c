"""Slots of comparisons, ranks, onlys and counts that the claims beside them say: whose sums, of when, of which office.

The question behind a claim is not changed here: what is filled from context is stated and never refuted.
"""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.claims.compared_slots import compared
from onrecord.claims.kinds.onlys import helpers_of
from onrecord.claims.near_claims import Slots, only_one, sentence_of, sums_in
from onrecord.claims.rank_slots import ranked
from onrecord.claims.share_slots import shared
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Typed
from onrecord.model.names import without_initial

PLURALS = ("candidates", "challengers", "incumbents", "Democrats", "Republicans", "members", "contenders")
_OFFICES = {"House": "H", "congressional": "H", "Senate": "S", "presidential": "P"}


def in_context(story: Story, claims: list[Typed]) -> list[Typed]:
    """The claims of a story in its order, with the slots that the claims beside them and the story's contests say."""
    fill = {"ratio_compare": compared, "only_none_all": _only, "count": _counted, "rank_superlative": _ranked}
    fill["share"] = shared
    done: list[Typed] = []
    for one in claims:
        more = fill[one.claim_type](story, one, done, claims) if one.claim_type in fill else {}
        more |= {k: without_initial(more[k]) for k in ("subject", "target") if more.get(k)}
        done.append(replace(one, claim=one.claim | more) if more else one)
    return done


def office_of(story: Story, s: Sentence) -> str | None:
    """The one chamber that a sentence speaks of, else that of all the contests it names, else of all the story's."""
    said = {_OFFICES[w] for w in _OFFICES if re.search(rf"\b{w}\b(?! Majority| Leadership)", s.text)}
    here = {p.contest.office for p in story.places if p.contest and s.start <= p.start < s.end}
    whole = {c.office for c in story.contests}
    return next((found.pop() for found in (said, here, whole) if len(found) == 1), None)


def _only(story: Story, one: Typed, done: list[Typed], claims: list[Typed]) -> Slots:
    said = one.claim
    if said["measure"].startswith("party_of"):
        return _chamber(story, one)
    if said["measure"] == "count_committees" and said["subject"] and not said["subject"].startswith("outside"):
        s = sentence_of(story, one)
        return {"subject": f"{helpers_of(s.text, one.start - s.start)} {said['subject']}"}
    if said["measure"] != "count_donors" or said["period"] != f"{story.cycle} cycle to {story.published}":
        return {}
    s = sentence_of(story, one)
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
    s = sentence_of(story, one)
    found = only_one([c.claim["period"] for c in sums_in(claims, s.start, s.end)])
    return {"period": found} if found and found.startswith((one.claim["period"] or "-")[:10]) else {}


def _ranked(story: Story, one: Typed, done: list[Typed], claims: list[Typed]) -> Slots:
    many = str(one.claim["subject"]).endswith(" named") and one.claim["measure"] in ("cash_on_hand", "receipts")
    return _chamber(story, one) if many else ranked(story, one, done, claims)


def _chamber(story: Story, one: Typed) -> Slots:
    """The chamber of candidates of many contests, and its name before a plain word for them: House challengers."""
    said = one.claim
    office = said["office"] or office_of(story, sentence_of(story, one))
    names = {"H": "House", "S": "Senate"}
    plain = said["subject"] if said["subject"] in PLURALS and office in names else None
    return {"office": office} | ({"subject": f"{names[office]} {plain}"} if plain and office else {})
