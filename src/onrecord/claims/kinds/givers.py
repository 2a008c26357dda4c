"""What the record says to "sole donor" and to how many an organisation endorsed: rows that are loaded, none named."""

from __future__ import annotations

import datetime as dt

from onrecord.answers import added_up
from onrecord.answers.answer import Answer
from onrecord.answers.ask import ask
from onrecord.claims.figures import Figure
from onrecord.claims.kinds.nearby import Near
from onrecord.claims.kinds.ranking import GIVERS, SCHEDULE_A
from onrecord.claims.periods import Period
from onrecord.claims.story import Story
from onrecord.claims.typed import Judge, Judged, Tried, always, cannot
from onrecord.claims.verdict import Fit, fit_of

LEAST = "at least: each committee id, one for all individuals and one for all organisations, which are not named"
OWN_LIST = "the organisation's own list of endorsements of {}, loadable as onrecord_endorsements.csv"


def of_donors(story: Story, who: Near | None, number: int, when: Period) -> Judge:
    """The judge of "sole donor" and "only four donors": more givers than that among the loaded receipts refute it.

    Counted are givers that are surely different, so that two spellings of a name are one; nothing supports it, for what
    is loaded need not be all. Public by the day of the story.
    """
    if who is None or who.group is None or when.narrow or when.year:
        return always(cannot(GIVERS, SCHEDULE_A))
    group = who.group

    def judge(day: dt.date) -> Judged:
        last = min(day, story.published)
        asked = {"committees": list(group.committees), "cycle": when.cycle, "since": None, "until": None}
        rows = added_up.contributors(story.record, last, **asked, individuals=False, most=200)
        listed = [r for r in rows.dicts() if r["amount_usd"] > 0]
        ids = {r["giver_id_fec"] for r in listed if r["giver_id_fec"]}
        kinds = {r["kind"] for r in listed if not r["giver_id_fec"]} - {"committee"}
        if not listed:
            return cannot(GIVERS, SCHEDULE_A)
        least = len(ids) + len(kinds)
        through = max(r["last_filed_on"] for r in listed)
        answer = Answer("different givers among the loaded receipts, at least", least, "count", (rows,),
                        sum(r["row_count"] for r in listed), through, True, (LEAST,))  # fmt: skip
        fit: Fit = "no" if least > number else "unknown"
        told = f"{who.name}, {when.cycle}, filed by {last}: receipts of at least {least:,} different givers are loaded"
        return Judged([Tried(answer, fit)], told, None, settles=[SCHEDULE_A])

    return judge


def of_endorsed(story: Story, f: Figure, who: Near | None, when: Period) -> Judge:
    """The judge of how many candidates an organisation endorsed, by its loaded list; it refutes nothing."""
    settles = OWN_LIST.format(when.cycle)
    if who is None or who.group is None:
        return always(cannot("the sentence names no organisation that the registry knows", settles))
    group = who.group

    def judge(day: dt.date) -> Judged:
        names = sorted({who.name.casefold(), *(p.casefold() for p in group.phrases), group.name.casefold()})
        rows = ask(story.record, "endorsements", day, organisations=names, committees=group.committees, cycle=when.cycle)
        if not rows.rows:
            return cannot("endorsements are in no loaded source: a gift is not an endorsement", settles)
        count = len({r["candidate_id_fec"] or r["candidate_name"] for r in rows.dicts()})
        answer = Answer(f"candidates on the loaded list of {when.cycle}", count, "candidates", (rows,), len(rows.rows))
        fit = fit_of(answer, f.value, f.unit_in_last_place, f.comparator)
        told = f"the loaded list of {when.cycle}: {count} candidates"
        return Judged([Tried(answer, fit if fit == "yes" else "unknown")], told, None, settles=[settles])

    return judge
