"""A counted file as terminal text and as JSON: how it was read, the rounds or the votes, the outcome and its law."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from onrecord.faces.page import Page

if TYPE_CHECKING:
    from onrecord.answers.counted import Counted
    from onrecord.rules.count import Outcome
    from onrecord.rules.rounds import RankedCount, Round, Votes

NAME = 28  # columns that a candidate's name may take in the table of rounds


def render(done: Counted, file: str, *, width: int = 80, colour: bool = False) -> str:
    """The count as lines of text of at most `width` columns where names allow it."""
    page = Page(width, colour)
    page.say(f"{file}, counted by {done.name}: {done.title}", style="bold")
    for text in done.read:
        page.say(text, 2)
    page.heading("Outcome")
    outcome = done.ranked or done.votes
    assert outcome
    page.say(f"{outcome.reason}.", 2)
    if done.ranked:
        _ranked(page, done.ranked)
    elif done.votes:
        _votes(page, done.votes)
    if done.note:
        page.heading("Note")
        page.say(done.note, 2)
    return page.text()


def rules_json() -> dict[str, Any]:
    """The same list in JSON's types (schema onrecord.count_rules/1); `of` is ballots or votes."""
    from onrecord.rules.method import names

    known = names()
    listed = [("ballots", name) for name in known.methods] + [("votes", name) for name in known.rules]
    rules = [{"name": name, "of": of, "title": known.titles[name]} for of, name in listed]
    return {"schema": "onrecord.count_rules/1", "rules": rules}


def rules(*, width: int = 80, colour: bool = False) -> str:
    """The names that --rule takes, with what each is: for ranked ballots, for votes, and the rulebook's own."""
    from onrecord.rules.method import names
    from onrecord.rules.rulebook import rulebook

    known = names()
    book = {rule.id for rule in rulebook()}
    page = Page(width, colour)
    for head, listed in (
        ("Ranked ballots", list(known.methods)),
        ("Votes", [name for name in known.rules if name not in book]),
        ("Votes, by the rulebook's own names", [name for name in known.rules if name in book]),
    ):
        page.heading(head)
        page.table(("rule", "what it is"), [(name, known.titles[name]) for name in listed])
    return page.text()


def _ranked(page: Page, count: RankedCount) -> None:
    from onrecord.rules.rounds import shown

    chosen = _chosen(count.rounds, (page.width - NAME - 4) // 10)
    last = chosen[1].votes if len(chosen) < len(count.rounds) else chosen[0].votes
    page.heading("Votes" if len(chosen) == len(count.rounds) else "Votes, first round and the last ones")
    rows = []
    for name, _ in last:
        cells = [_cell(dict(one.votes).get(name), shown) for one in chosen]
        mark = "*" if name in count.elected else ""
        rows.append((_short(name + mark), *cells))
    rows.append(("continuing", *(shown(one.continuing) for one in chosen)))
    rows.append(("exhausted", *(shown(one.exhausted_total) for one in chosen)))
    if any(one.residue for one in chosen):
        rows.append(("cut from values", *(shown(one.residue) for one in chosen)))
    rows.append(("needed", *(shown(one.threshold) for one in chosen)))
    right = tuple(range(1, len(chosen) + 1))
    page.table(("candidate", *(f"round {one.number}" for one in chosen)), rows, right)
    if count.elected:
        page.say("* elected", 2)
    page.heading("Rounds")
    page.table(("", "out or elected", "votes moved to"), [_round(one, shown) for one in count.rounds], right=(0,))
    if kinds := [f"{shown(n)} by {end}" for end, n in count.rounds[-1].exhausted if n]:
        page.say(f"Exhausted at the end: {', '.join(kinds)}; {count.blank:,} ballots without a mark are in no round.", 2)


def _chosen(rounds: Sequence[Round], fit: int) -> list[Round]:
    """The first round and as many of the last as fit."""
    fit = max(2, fit)
    return list(rounds) if len(rounds) <= fit else [rounds[0], *rounds[-(fit - 1) :]]


def _cell(votes: Votes | None, shown: Any) -> str:
    return "out" if votes is None else str(shown(votes))


def _short(name: str) -> str:
    return name if len(name) <= NAME else f"{name[: NAME - 3]}..."


def _round(one: Round, shown: Any) -> tuple[str, str, str]:
    what = [f"{name} elected" for name in one.elected] + list(one.eliminated)
    if one.tie and not one.tie.chosen:
        what.append(f"tie: {', '.join(one.tie.candidates)}")
    moved: dict[str, Any] = {}
    for transfer in one.transfers:
        to = transfer.target or "exhausted"
        moved[to] = moved.get(to, 0) + transfer.votes
    listed = sorted(moved.items(), key=lambda pair: (-pair[1], pair[0]))
    few = ", ".join(f"{to} {shown(n)}" for to, n in listed[:3])
    more = f", {len(listed) - 3} more" if len(listed) > 3 else ""
    return (
        str(one.number),
        _short("; ".join(what))
        if len(what) == 1
        else "; ".join(map(_short, what[:2])) + (f"; {len(what) - 2} more" if len(what) > 2 else ""),
        few + more,
    )


def _votes(page: Page, found: Outcome) -> None:
    from onrecord.rules.words import percent

    page.heading("Votes")
    rows = []
    for place, (name, votes) in enumerate(found.order, 1):
        share = percent(Fraction(votes, found.total)) if found.total else ""
        rows.append((str(place), name, f"{votes:,}", share, standing(found, name)))
    page.table(("", "candidate", "votes", "share", "result"), rows, right=(0, 2, 3))
    said = [f"{found.total:,} votes" if found.total is not None else "a partial count"]
    if found.margin is not None:
        said.append(f"first over second {found.margin:,}")
    if found.line_margin is not None:
        said.append(f"last to go on over the next {found.line_margin:,}")
    page.say("; ".join(said), 2)


def standing(found: Outcome, name: str) -> str:
    """What became of a candidate: elected, nominated, advances, open or out."""
    if name == found.elected:
        return "elected"
    if name == found.nominated:
        return "nominated"
    return "advances" if name in found.advancing else "open" if name in found.undecided else "out"


def in_json(done: Counted, file: str) -> dict[str, Any]:
    """The count as JSON (schema onrecord.count/1); votes are numbers, fractions of votes exact decimal strings."""
    base = {"schema": "onrecord.count/1", "file": file, "rule": done.name, "title": done.title, "note": done.note,
            "read": list(done.read), "kind": "ranked" if done.ranked else "votes"}  # fmt: skip
    return {**base, **(_ranked_json(done.ranked) if done.ranked else _votes_json(done.votes))}


def _exact(votes: Votes | None) -> int | str | None:
    if votes is None or isinstance(votes, int):
        return votes
    from onrecord.rules.rounds import shown

    return int(votes) if votes.denominator == 1 else shown(votes).replace(",", "")


def _ranked_json(count: RankedCount) -> dict[str, Any]:
    return {
        "certain": count.method.certain,
        "citations": [{"text": c.text, "url": c.url} for c in count.method.citations],
        "ballots": count.total,
        "blank": count.blank,
        "candidates": list(count.candidates),
        "seats": count.method.seats,
        "elected": list(count.elected),
        "undecided": list(count.undecided),
        "undecided_by": count.undecided_by,
        "margin": _exact(count.margin),
        "reason": count.reason,
        "rounds": [_round_json(one) for one in count.rounds],
    }


def _round_json(one: Round) -> dict[str, Any]:
    tie = one.tie and {
        "candidates": list(one.tie.candidates), "votes": _exact(one.tie.votes), "place": one.tie.place,
        "chosen": one.tie.chosen, "by": one.tie.by,
    }  # fmt: skip
    return {
        "round": one.number,
        "votes": {name: _exact(n) for name, n in one.votes},
        "continuing": _exact(one.continuing),
        "threshold": _exact(one.threshold),
        "exhausted": {end: _exact(n) for end, n in one.exhausted},
        "residue": _exact(one.residue),
        "elected": list(one.elected),
        "eliminated": list(one.eliminated),
        "transfers": [
            {"from": t.source, "to": t.target or None, "exhausted_by": t.end or None, "votes": _exact(t.votes)}
            for t in one.transfers
        ],
        "tie": tie,
    }


def _votes_json(found: Outcome | None) -> dict[str, Any]:
    assert found
    share = found.leader_share
    return {
        "certain": found.certain,
        "citations": [{"text": c.text, "url": c.url} for c in found.rule.citations],
        "votes": dict(found.order),
        "total": found.total,
        "elected": found.elected,
        "nominated": found.nominated,
        "advancing": list(found.advancing),
        "eliminated": list(found.eliminated),
        "undecided": list(found.undecided),
        "undecided_by": found.undecided_by,
        "margin": found.margin,
        "line_margin": found.line_margin,
        "leader_share": None if share is None else f"{share.numerator}/{share.denominator}",
        "ties": [{"candidates": list(t.candidates), "votes": t.votes, "place": t.place, "resolved": t.resolved}
                 for t in found.ties],
        "next_stage": found.next_stage,
        "reason": found.reason,
    }  # fmt: skip
