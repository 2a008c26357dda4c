"""Named questions about what was reported: totals of committees and candidates, gifts to candidates, endorsements."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import Any

from onrecord.answers.answer import Answer
from onrecord.answers.ask import Rows, ask
from onrecord.answers.distinct import distinct_rows
from onrecord.answers.money import contest_of, distinct_by_party, summary
from onrecord.answers.people import Person
from onrecord.answers.phases import LETTERS
from onrecord.answers.quarantine import left_out
from onrecord.answers.question import Given
from onrecord.answers.readings import family
from onrecord.answers.sides import not_held, targets_of
from onrecord.model.parties import party_of

EARMARKS = "24K rows mix a committee's own money with earmarked money passed on; own money is at most $5,000 an election"
PUBLIC = "a summary counts as public 20 days after its coverage ends, 31 where that is in December"
COMMITTEE_WORDS = ("receipts", "spending", "contributions", "cash", "debts")
CANDIDATE_WORDS = ("candidate_receipts", "candidate_spending", "candidate_cash", "self_funding")


def committee_totals(g: Given) -> list[Answer]:
    """Receipts, disbursements, contributions to others, cash and debts (USD) under every reading, from summaries."""
    found = [a for words in COMMITTEE_WORDS for a in reported(g, words, g.spender.committees)]
    said = left_out(g.record, g.spender.committees, g.in_cycle)
    return [replace(a, caveats=(*a.caveats, *said)) for a in found] if said else found


def candidate_totals(g: Given) -> list[Answer]:
    """Receipts, disbursements, cash and own money (USD) of a candidate's committees, from summaries."""
    person: Person = g.candidate
    rows = ask(g.record, "candidate_total", g.as_of, candidates=person.ids, cycle=g.in_cycle)
    kept, said_of_ids = distinct_rows(rows.dicts())
    if not kept:
        aside = left_out(g.record, person.ids, g.in_cycle)
        said = (no_summary(f"{g.in_cycle} summary of {person.name}", g.as_of), *aside)
        names = [one.name for words in CANDIDATE_WORDS for one in family(words)]
        return [Answer(name, None, "USD", (rows,), 0, None, True, said) for name in names]
    ids = [r["candidate_id_fec"] for r in kept]
    if len({i[0] for i in ids}) > 1:
        said_of_ids.append("ids of several offices: what one committee passed to another of them is in both sums")
    ends = {r["candidate_id_fec"]: r["coverage_end"] for r in kept}
    found = [a for words in CANDIDATE_WORDS for a in reported(g, words, ids)]
    return [_with_ids(a, rows, ends, said_of_ids) for a in found]


def _with_ids(answer: Answer, rows: Rows, ends: dict[str, dt.date], said: list[str]) -> Answer:
    """An answer with what became of the person's other ids; where it is a sum over ids, each with its own coverage."""
    if said:  # the rows of the ids that do not count are what shows why
        answer = replace(answer, asked=tuple({r.receipt: r for r in (*answer.asked, rows)}.values()))
    parts = answer.parts
    if len(ends) > 1:
        parts = tuple((f"{name}, through {ends[i]}", v) for i, (name, v) in zip(ends, parts, strict=False))
    return replace(answer, caveats=(*answer.caveats, *said), parts=parts)


def reported(g: Given, words: str, ids: list[str]) -> list[Answer]:
    """Each reading of a family of words; where a member's summary or line is missing, it is said and not summed."""
    found = []
    for one in summary(g.record, words, ids, g.in_cycle, g.as_of):
        said = list(one.caveats)
        if one.facts["missing"]:
            missing = ", ".join(one.facts["missing"])
            said.append(no_summary(f"{g.in_cycle} summary of {missing}", g.as_of))
        elif one.value is None:
            said.append("a summary leaves this line blank; missing is not zero")
        moment = words in ("cash", "debts", "candidate_cash")
        if one.value is not None and one.floor:
            so = "not the present state" if moment else "a floor"
            said.append(f"the summary ends {one.through}, before {g.as_of}: {so}")
        if len(ids) > 1 and words.startswith(("candidate", "self")) and one.value is not None:
            said.append(f"summed over {len(ids)} candidate ids; it reaches as far as the one that ends first")
        floor = one.floor and not moment
        found.append(
            Answer(
                one.reading, one.value, "USD", one.asked, one.rows, one.through, floor, tuple(said), one.parts, one.facts
            )
        )
    return found


def no_summary(which: str, as_of: dt.date) -> str:
    """What is said where no summary was public by a day (inclusive)."""
    return f"no {which} that was public by {as_of} is loaded ({PUBLIC}); missing is not zero"


def public_from(coverage_end: dt.date) -> dt.date:
    """The day from which a summary counts as public: that on which the report of its last days is due.

    Monthly reports are due on the 20th, year-end reports on 31 January (11 CFR 104.5(a) to (c)).
    """
    return coverage_end + dt.timedelta(days=31 if coverage_end.month == 12 else 20)


def contributions(g: Given) -> list[Answer]:
    """What committees reported giving to candidates (24K and 24Z, USD, refunds taken off), and to how many, by party."""
    asked = {"committees": list(g.spender.committees), "candidates": targets_of(g), "cycle": g.in_cycle}
    rows = ask(g.record, "contribution_recipients", g.as_of, **asked)
    code = f"{LETTERS[g.phase]}{g.in_cycle}" if g.phase else None
    kept = replace(rows, rows=[t for t, r in zip(rows.rows, rows.dicts(), strict=True) if _wanted(g, r, code)])
    listed = kept.dicts()
    words = f", coded {code} by the filer" if code else ""
    said = [EARMARKS, *not_held(g, g.spender, "contribution", "contribution to a candidate")]
    if not listed:
        none = (*said[1:], "no such row is among those loaded")
        return [Answer(f"contributions to candidates{words}", None, "USD", (rows,), 0, None, True, none)]
    through = max(r["last_filed_on"] for r in listed)
    count = sum(r["row_count"] for r in listed)
    by_party: dict[str, Decimal] = defaultdict(Decimal)
    for row in listed:
        by_party[party_of(row["party"]) or "party not known"] += row["amount_usd"]
    parts = tuple(sorted(by_party.items(), key=lambda kv: (-kv[1], kv[0])))
    total = sum(by_party.values(), Decimal(0))
    above = sum(r["amount_usd"] > 5000 for r in listed)
    if above:
        sums, are, them = ("sum", "is", "it") if above == 1 else ("sums", "are", "them")
        said.append(f"{above:,} {sums} to one candidate for one election {are} above $5,000: earmarks are in {them}")
    distinct = distinct_by_party(kept)
    people = Answer(
        f"distinct candidates given to{words}, those with a positive sum",
        sum(distinct.values()), "candidates", (rows,), count, through, True,
        ("a gift is not an endorsement", "refunded in full is not counted", *said), tuple(distinct.items()),
        {"parts": "candidates"},
    )  # fmt: skip
    return [
        Answer(f"contributions to candidates{words}", total, "USD", (rows,), count, through, True, tuple(said), parts),
        people,
    ]


def _wanted(g: Given, row: dict[str, Any], code: str | None) -> bool:
    return (
        (code is None or row["election_code"] == code)
        and (g.contest is None or g.target is not None or contest_of(row) == g.contest)
        and (g.party is None or party_of(row["party"]) == g.party)
    )


def endorsements(g: Given) -> list[Answer]:
    """How many candidates an organisation's loaded list endorses, by party; None when no list is loaded."""
    group = g.spender
    names = sorted({group.name.casefold(), *(p.casefold() for p in group.phrases)})
    rows = ask(g.record, "endorsements", g.as_of, organisations=names, committees=group.committees, cycle=g.in_cycle)
    listed = {(r["candidate_id_fec"] or r["candidate_name"]): r for r in rows.dicts()}
    said = ["a list is as complete as whoever made it says", "money given is not an endorsement"]
    if not listed:
        said.insert(0, "no list of it is loaded (onrecord_endorsements.csv): endorsements are in no filing")
        return [Answer("candidates endorsed", None, "candidates", (rows,), 0, None, False, tuple(said))]
    counts: dict[str, int] = defaultdict(int)
    for row in listed.values():
        counts[party_of(row["party"]) or "party not given"] += 1
    parts = tuple(sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])))
    days = [r["endorsed_on"] for r in listed.values() if r["endorsed_on"]]
    return [
        Answer(
            "candidates endorsed", len(listed), "candidates", (rows,), len(rows.rows), max(days, default=None), False,
            tuple(said), parts, {"parts": "candidates"},
        )
    ]  # fmt: skip
