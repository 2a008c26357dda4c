"""Named questions about money between committees: transfers counted once, earmarks passed on, joint fundraising."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from onrecord.answers.answer import Answer, Value
from onrecord.answers.ask import Rows, ask
from onrecord.answers.money import ROUNDED
from onrecord.answers.quarantine import left_out
from onrecord.answers.question import Given
from onrecord.store.record import Record

Row = dict[str, Any]
Pair = tuple[str, str]
NONE = "no such row is among those loaded; missing is not zero"
ONE_SIDE = "a transfer that both report stands twice: of each pair one side is taken, the giver's where it has rows"
OWN_LIMIT = 5000  # US dollars to a candidate's committee for one election: 11 CFR 110.2(b)
BY_LAW = "own money is at most $5,000 an election to a candidate (11 CFR 110.2); more is earmarked, or to no candidate"


@dataclass(frozen=True)
class Between:
    """What committees gave each other: sums (USD) by pair as each side reported them, refunds taken off."""

    rows: Rows
    given: dict[Pair, Decimal]
    taken: dict[Pair, Decimal]
    names: dict[str, str]

    def once(self) -> dict[Pair, Decimal]:
        """Each pair's sum from one side: the giver's where it reported any, else the taker's."""
        return {pair: self.given.get(pair, self.taken.get(pair, Decimal(0))) for pair in {**self.taken, **self.given}}

    def total(self) -> Decimal:
        """The sum of all pairs, each counted once."""
        return sum(self.once().values(), Decimal(0))

    def count(self, side: str | None = None) -> int:
        """How many reported rows a side, or both, have that count."""
        return sum(r["row_count"] for r in counting(self.rows) if side in (None, r["side"]))

    def through(self) -> dt.date | None:
        """The last filing day of the rows that count."""
        return max((r["last_filed_on"] for r in counting(self.rows)), default=None)

    def differences(self) -> list[str]:
        """The pairs whose two sides do not agree, in words."""
        both = sorted(set(self.given) & set(self.taken), key=lambda p: -abs(self.given[p] - self.taken[p]))
        sums = [(g, t, _whole(self.given[(g, t)]), _whole(self.taken[(g, t)])) for g, t in both]
        return [
            f"{self.name(g)} reports ${gave:,} given, {self.name(t)} ${took:,} taken"
            for g, t, gave, took in sums
            if gave != took
        ]

    def name(self, committee: str) -> str:
        """A committee as a table names it."""
        known = self.names.get(committee)
        return f"{known} ({committee})" if known else committee or "no id given"


def itemised_loaded(record: Record, cycle: int, table: str = "transfer") -> bool:
    """Whether a file with rows of an itemised table is loaded for a cycle: only then does no row say something."""
    loads = record.manifest.loads.values()
    return any(table in e["objects"] and str(e["params"].get("cycle")) == str(cycle) for e in loads)


def counting(rows: Rows) -> list[Row]:
    """The grouped rows that count as transfers: no memo row, no other kind, filing day known."""
    return [r for r in rows.dicts() if r["kind"] == "transfer" and not r["memo"] and not r["undated"]]


def between(
    record: Record, givers: Sequence[str] | None, takers: Sequence[str] | None, cycle: int, as_of: dt.date,
    since: dt.date | None = None, until: dt.date | None = None,
) -> Between:  # fmt: skip
    """Transfers from givers to takers (None for any), public by `as_of`, in USD; days inclusive."""
    rows = ask(
        record, "committee_transfers", as_of, givers=None if givers is None else list(givers),
        takers=None if takers is None else list(takers), cycle=cycle,
        since=since.isoformat() if since else None, until=until.isoformat() if until else None,
    )  # fmt: skip
    sums: dict[str, dict[Pair, Decimal]] = {"giver": defaultdict(Decimal), "taker": defaultdict(Decimal)}
    names: dict[str, str] = {}
    for row in counting(rows):
        sums[row["side"]][(row["giver_id_fec"] or "", row["taker_id_fec"] or "")] += row["amount_usd"]
        other = row["taker_id_fec"] if row["side"] == "giver" else row["giver_id_fec"]
        if other and row["other_name"]:
            names.setdefault(other, row["other_name"])
    known = ask(
        record, "committee_names_of", dt.date.max, committees=sorted({i for s in sums.values() for p in s for i in p})
    )
    names.update({i: n for i, n in known.rows})
    return Between(rows, dict(sums["giver"]), dict(sums["taker"]), names)


def transfers(g: Given) -> list[Answer]:
    """What committees gave each other (USD): counted once, as the givers reported, as the takers reported."""
    givers = g.giver.committees if g.giver else None
    takers = g.taker.committees if g.taker else None
    found = between(g.record, givers, takers, g.in_cycle, g.as_of, g.values.get("from"), g.values.get("to"))
    other = [r for r in found.rows.dicts() if r["kind"] != "transfer" or r["memo"]]
    said = [
        ROUNDED,
        *_not_summed(other),
        *_undated(found.rows),
        *left_out(g.record, [*(givers or []), *(takers or [])], g.in_cycle),
    ]
    differ = found.differences()
    more = [f"and {len(differ) - 5:,} more pairs differ"] if len(differ) > 5 else []
    once = (ONE_SIDE, *said, *differ[:5], *more)
    return [
        _answer("counted once", found, found.once(), found.count(), once),
        _answer("as the givers reported", found, found.given, found.count("giver"), said),
        _answer("as the takers reported", found, found.taken, found.count("taker"), said),
    ]


def _answer(name: str, found: Between, sums: dict[Pair, Decimal], count: int, said: Iterable[str]) -> Answer:
    if not sums:
        return Answer(name, None, "USD", (found.rows,), 0, None, True, (*said, NONE))
    listed = sorted(sums.items(), key=lambda kv: (-kv[1], kv[0]))
    parts: tuple[tuple[str, Value], ...] = tuple(
        (f"{found.name(g)} to {found.name(t)}", _whole(amount)) for (g, t), amount in listed
    )
    total = _whole(sum(sums.values(), Decimal(0)))
    return Answer(name, total, "USD", (found.rows,), count, found.through(), True, tuple(said), parts)


def _whole(amount: Decimal) -> Decimal:
    return amount.to_integral_value() if amount == amount.to_integral_value() else amount


def _not_summed(rows: Sequence[Row]) -> list[str]:
    if not rows:
        return []
    count = sum(r["row_count"] for r in rows)
    kinds = ", ".join(sorted({f"{r['transaction_type']}{' memo' if r['memo'] else ''}" for r in rows}))
    return [f"not summed: {count:,} row{'' if count == 1 else 's'} of other kinds ({kinds})"]


def _undated(rows: Rows) -> list[str]:
    listed = [r for r in rows.dicts() if r["undated"]]
    count, total = sum(r["row_count"] for r in listed), sum((r["amount_usd"] for r in listed), Decimal(0))
    return (
        [f"left out: {count:,} row{'' if count == 1 else 's'} (${_whole(total):,}) whose filing day is not known"]
        if listed
        else []
    )


def earmarks(g: Given) -> list[Answer]:
    """A conduit's own gifts and what it passed on, apart (USD); as a recipient, what came to it through conduits.

    The same gift stands at the conduit and at the recipient: each reading takes one side (rule A4).
    """
    group = list(g.spender.committees)
    own = ask(g.record, "own_gifts", g.as_of, committees=group, cycle=g.in_cycle)
    passed = ask(g.record, "earmarks", g.as_of, conduits=group, recipients=None, cycle=g.in_cycle)
    got = ask(g.record, "earmarks", g.as_of, conduits=None, recipients=group, cycle=g.in_cycle)
    unmarked = [r for r in own.dicts() if not r["marked"]]
    once = "the same gifts stand at the conduit and at the recipient: one side is taken, the two are never added"
    people = "money of individuals, passed on; not the conduit's own"
    here, there = _side(passed, "conduit"), _side(passed, "recipient")
    return [
        _kind("gave, of its own money", unmarked, own, [BY_LAW, *_above(unmarked)], "recipient_id_fec"),
        _kind("gave, at most $5,000 to one recipient for one election", capped(unmarked), own,
              ["rows above $5,000 counted to that limit", BY_LAW], "recipient_id_fec"),
        _kind("passed on, as the conduit reported", here, passed, [people, once], "recipient_id_fec"),
        _kind("passed on, as the recipients reported", there, passed, [people, once], "recipient_id_fec"),
        _kind("received through conduits, as reported by the recipient", _side(got, "recipient"), got, [people, once],
              "conduit_id_fec"),
    ]  # fmt: skip


def _side(rows: Rows, side: str) -> list[Row]:
    """The rows of one side; the conduit's memo rows (24I) are its record of a cheque that never was its money."""
    return [r for r in rows.dicts() if r["side"] == side and (side == "conduit" or not r["memo"])]


def capped(rows: Iterable[Row]) -> list[Row]:
    """Sums to one recipient for one election, cut off at $5,000 (11 CFR 110.2): what can be own money to a candidate."""
    return [{**r, "amount_usd": min(r["amount_usd"], Decimal(OWN_LIMIT))} for r in rows]


def _above(rows: Sequence[Row]) -> list[str]:
    above = sum(r["amount_usd"] > OWN_LIMIT for r in rows)
    return [f"{above:,} sum{'' if above == 1 else 's'} to one recipient for one election above $5,000"] if above else []


def _kind(name: str, listed: Sequence[Row], rows: Rows, said: Sequence[str], by: str) -> Answer:
    count = sum(r["row_count"] for r in listed)
    if not count:
        return Answer(name, None, "USD", (rows,), 0, None, True, (*said, NONE))
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in listed:
        sums[row[by] or "no id given"] += row["amount_usd"]
    parts = tuple((k, _whole(v)) for k, v in sorted(sums.items(), key=lambda kv: (-kv[1], kv[0])))
    through = max(r["last_filed_on"] for r in listed)
    total = _whole(sum(sums.values(), Decimal(0)))
    return Answer(name, total, "USD", (rows,), count, through, True, (ROUNDED, *said), parts)


def joint_fundraising(g: Given) -> list[Answer]:
    """What a participant has from joint fundraising (USD): the transfers, or the memo shares behind them; never both."""
    rows = ask(g.record, "joint_fundraising", g.as_of, committees=list(g.spender.committees), cycle=g.in_cycle)
    never = "the memo shares and the transfers are the same money: one of the two is counted, never both"
    costs = "the shares may exceed the transfer: the costs of the joint committee are taken off first"
    donor = "a view of donors counts each gift at the joint committee that itemises it (individual-contributions of it)"
    moved = [r for r in rows.dicts() if not r["share"]]
    shares = [r for r in rows.dicts() if r["share"]]
    return [
        _kind("transfers from joint fundraising committees", moved, rows, [never], "sender_name"),
        _kind(
            "candidate view: its share of each gift, by memo rows",
            shares,
            rows,
            [never, costs, donor],
            "transaction_type",
        ),
    ]
