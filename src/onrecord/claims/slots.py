"""A claim's slots beyond what its question needs: the period in standard form, and how sure its contest is."""

from __future__ import annotations

from typing import Any

from onrecord.claims.carried import past_cycle
from onrecord.claims.flow_slots import flow
from onrecord.claims.gift_periods import period
from onrecord.claims.gift_slots import gift
from onrecord.claims.own_slots import own
from onrecord.claims.spans import standard
from onrecord.claims.stages import stage_of
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Typed
from onrecord.claims.vote_slots import filled
from onrecord.model.contest import Contest
from onrecord.model.dates import general_day

_OF_VOTES = ("result_share", "result_margin", "result_votes", "rcv_transfer", "election_rule")


def completed(story: Story, s: Sentence, one: Typed) -> dict[str, Any]:
    """The slots of a claim, money with its period in standard form."""
    said = dict(one.claim)
    if one.claim_type not in _OF_VOTES and said["unit"] in ("USD", "fraction") and said["measure"] != "ad_booking":
        on_contest = said["measure"] in ("ie_total", "ie_share") and bool(said["state"] or said["target"])
        place = min(max(one.start - s.start, 0), len(s.text) - 1)
        said["period"] = standard(s.text, place, story.published, said["measure"], on_contest)
        if one.claim_type in ("donor_flow", "self_fund"):
            said["period"] = period(story, s, one, said["period"])
        over = story.published > general_day(story.cycle) and not on_contest
        if over and said["measure"] == "ie_total" and said["period"] == f"{story.cycle} cycle to {story.published}":
            said["period"] = f"{story.cycle} cycle"  # once its election is over, the whole of it
        unsaid = said["period"] in (str(story.cycle), f"{story.cycle} cycle to {story.published}")
        if unsaid and said["measure"] in ("ie_total", "ie_share"):
            said["period"] = past_cycle(story, s) or said["period"]
    on_contest = said["office"] == "P" or (said["office"] and said["state"])
    if one.claim_type in ("ie_sum", "race_outside_total") and on_contest and said["phase"] is None:
        said["phase"] = stage_of(story, s, said)
        year = story.published.year
        if (said["phase"] or "").startswith("special") and said["period"] == str(year + year % 2):
            said["period"] = str(year)
    if one.claim_type in ("result_share", "result_margin", "result_votes"):
        return filled(story, s, one)
    if one.claim_type == "donor_flow" and said["measure"] == "contribution":
        kept = ("subject", "target", "office", "state", "district")
        return said | {k: v for k, v in gift(story, s, one).items() if k in kept}
    flows = one.claim_type in ("committee_flow", "aggregate_group") or said["measure"] == "itemized_contributions"
    if flows and said["unit"] == "USD":
        return flow(story, s, one)
    if one.claim_type == "self_fund":
        return said | {k: v for k, v in own(story, s, one).items() if k in ("subject", "office", "state", "district")}
    return said


def implied_only(story: Story, one: Typed) -> Contest | None:
    """The claim's contest, when nothing but two last names of the story leads to it: no state, district or full name."""
    said = one.claim
    contest = next(
        (
            c
            for c in story.implied
            if (c.office, c.state, c.district) == tuple(said[k] for k in ("office", "state", "district"))
            or str(c) == said["subject"]
        ),
        None,
    )
    if contest is None or any(p.state == contest.state for p in story.places):
        return None
    full = any(contest in contests for contests in story.full_names.values())
    return None if full else contest
