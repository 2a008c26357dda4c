"""A claim's slots beyond what its question needs: the period in standard form, and how sure its contest is."""

from __future__ import annotations

from typing import Any

from onrecord.claims.gift_slots import gift
from onrecord.claims.spans import standard
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Typed
from onrecord.claims.vote_slots import filled
from onrecord.model.contest import Contest

_OF_VOTES = ("result_share", "result_margin", "result_votes", "rcv_transfer", "election_rule")


def completed(story: Story, s: Sentence, one: Typed) -> dict[str, Any]:
    """The slots of a claim, money with its period in standard form."""
    said = dict(one.claim)
    if one.claim_type not in _OF_VOTES and said["unit"] in ("USD", "fraction"):
        on_contest = said["measure"] in ("ie_total", "ie_share") and bool(said["state"])
        place = min(max(one.start - s.start, 0), len(s.text) - 1)
        said["period"] = standard(s.text, place, story.published, said["measure"], on_contest)
    if said["measure"] == "ie_total" and said["office"] and said["state"] and said["phase"] is None:
        said["phase"] = _before_primary(story, said)
    if one.claim_type in ("result_share", "result_margin", "result_votes"):
        return filled(story, s, one)
    if one.claim_type == "donor_flow" and said["measure"] == "contribution":
        return said | {k: v for k, v in gift(story, s, one).items() if k in ("subject", "target")}
    return said


def _before_primary(story: Story, said: dict[str, Any]) -> str | None:
    """primary where a story of an election year is no later than the contest's primary in a loaded calendar; else None.

    Where the parties have days of their own it is before the first of them.
    """
    if said["period"] != str(story.published.year):
        return None
    calendar = story.roster(Contest(said["office"], said["state"], said["district"])).votes.calendar
    rows = [r for r in (calendar.dicts() if calendar else []) if r["year"] == story.published.year]
    days = [r["held_on"] for r in rows if r["stage"] == "primary" and not r["special"]]
    special = any(r["special"] for r in rows)
    known = bool(days) and all(days) and not special
    return "primary" if known and story.published <= min(days) else None


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
