"""Ranked ballots: published tables reproduced cell by cell, and what holds of any ballots."""

from __future__ import annotations

import csv
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from test_store import SHARED

from onrecord.answers.counted import count_file
from onrecord.model.errors import InputError
from onrecord.rules.ballots import (
    BY_OVERVOTE,
    BY_REPEAT,
    BY_SKIPS,
    NO_CHOICE,
    OVERVOTE,
    SKIPPED,
    Ballots,
    ballots_of,
    choices,
)
from onrecord.rules.method import FOLDER, Method, named, names, read_method, with_seats
from onrecord.rules.piles import certain_losers
from onrecord.rules.rounds import UNDECLARED, RankedCount
from onrecord.rules.rule import Rule
from onrecord.rules.runoff import count_ranked
from onrecord.rules.ties import TieBreak

RCV = SHARED / "data" / "rcv"
shared = pytest.mark.skipif(not RCV.is_dir(), reason="the shared ranked-choice ballots are not beside this checkout")
TABLES = [("2013_minneapolis_mayor", "minneapolis-2013", 33), ("2015_portland_mayor", "portland-me-2015", 14)]


def method(name: str) -> Method:
    found = named(name)
    assert isinstance(found, Method)
    return found


def counted(folder: str, rule: str) -> RankedCount:
    found = count_file(RCV / folder / f"{folder}_cvr.xlsx", rule).ranked
    assert found
    return found


def alaska(name: str) -> RankedCount:
    found = count_file(RCV / "alaska_2022_special" / name, "ak-rcv").ranked
    assert found
    return found


@shared
@pytest.mark.parametrize(("folder", "rule", "rounds"), TABLES)
def test_each_cell_of_the_published_table(folder: str, rule: str, rounds: int) -> None:
    """Votes, percentages (cut to two decimals), transfers, continuing ballots, thresholds and exhausted ballots."""
    count = counted(folder, rule)
    with (RCV / folder / f"{folder}_expected_detailed_report.csv").open(encoding="utf-8", newline="") as text:
        rows = {row[0]: row[1:] for row in csv.reader(text) if row}
    assert len(count.rounds) == rounds
    assert rows["Total Number of Ballots"] == [str(count.total)]
    assert rows["Number of Undervotes (No Rankings)"] == [str(count.blank)]
    cells = 0
    for place, one in enumerate(count.rounds):
        published = {name: cell[place * 3 : place * 3 + 3] for name, cell in rows.items() if len(cell) == rounds * 3}
        votes, moved = dict(one.votes), dict.fromkeys((*count.candidates, *(end for end, _ in one.exhausted)), 0)
        for transfer in one.transfers:
            moved[transfer.target or transfer.end] += int(transfer.votes)
            moved[transfer.source] -= int(transfer.votes)
        for name in count.candidates:
            share = Fraction(int(votes.get(name, 0)) * 10000, int(one.continuing)).__floor__()
            percent = f"{share // 100}.{share % 100:02d}"
            wanted = f"{percent[:-1] if percent.endswith('0') else percent}%"
            assert published[name] == [str(votes.get(name, 0)), wanted, str(moved[name])], (one.number, name)
            cells += 3
        ends = dict(one.exhausted)
        for label, end in (
            ("Overvotes", BY_OVERVOTE),
            ("Skipped Rankings", BY_SKIPS),
            ("Exhausted Choices", NO_CHOICE),
            ("Repeated Rankings", BY_REPEAT),
        ):
            row = published[f"Inactive Ballots by {label}"]
            assert row == [str(ends[end]), "", str(moved[end])], (one.number, label)
        assert published["Active Ballots"][0] == str(one.continuing)
        assert published["Current Round Threshold"][0] == str(one.threshold)
        assert published["Inactive Ballots Total"][0] == str(one.exhausted_total)
        listed = set(published["Eliminated"][0].replace("*", "").split("; ")) - {""}
        assert listed == set(one.eliminated)
        assert published["Elected"][0] == "; ".join(one.elected)
    assert cells == len(count.candidates) * rounds * 3


@shared
@pytest.mark.parametrize(("folder", "rule", "rounds"), TABLES)
def test_each_transfer_of_the_published_report(folder: str, rule: str, rounds: int) -> None:
    """From whom to whom, of those out together each apart."""
    report = json.loads((RCV / folder / f"{folder}_expected_detailed_report.json").read_text("utf-8"))
    for one, wanted in zip(counted(folder, rule).rounds, report["results"], strict=True):
        assert {name: str(n) for name, n in one.votes} == wanted["tally"]
        got: dict[str, dict[str, int]] = {name: {} for name in one.eliminated}
        for transfer in one.transfers:
            to = transfer.target or "exhausted"
            got[transfer.source][to] = got[transfer.source].get(to, 0) + int(transfer.votes)
        out = [r for r in wanted["tallyResults"] if "eliminated" in r]
        assert got == {r["eliminated"]: {to: int(n) for to, n in r["transfers"].items()} for r in out}


@shared
def test_minneapolis_by_its_ordinance_is_the_citys_own_result() -> None:
    """Hodges 28,962 and 38,870, Andrew 19,648 and 24,972, Samuels 8,350 and 10,301, Winton 7,533 and 8,969: the
    city's results as given by https://en.wikipedia.org/wiki/2013_Minneapolis_mayoral_election ; ordinance 167.60."""
    count = counted("2013_minneapolis_mayor", "minneapolis")
    first, before, last = (dict(count.rounds[n].votes) for n in (0, -2, -1))
    assert len(count.rounds) == 33
    four = ("BETSY HODGES", "MARK ANDREW", "DON SAMUELS", "CAM WINTON")
    assert [first[name] for name in four] == [28962, 19648, 8350, 7533]
    assert last == {"BETSY HODGES": 38870, "MARK ANDREW": 24972}
    assert (before["DON SAMUELS"], before["CAM WINTON"]) == (10301, 8969)
    assert count.rounds[0].threshold == 39708  # AP, 6 November 2013
    assert count.ties == ()


@shared
def test_portlands_ties_were_broken_by_the_order_of_the_settings() -> None:
    count = counted("2015_portland_mayor", "portland-me-2015")
    assert [(tie.candidates, tie.chosen) for tie in count.ties] == [
        (("Marshall, David A.", "Rathband, Jed"), "Rathband, Jed"),
        (("Lapchick, Jodie L.", "Vail, Christopher L."), "Vail, Christopher L."),
    ]
    path = RCV / "2015_portland_mayor" / "2015_portland_mayor_cvr.xlsx"
    stopped = count_file(path, "me-rcv-2018").ranked
    assert stopped
    assert stopped.undecided == ("Marshall, David A.", "Rathband, Jed")
    assert stopped.elected == ()


@shared
def test_alaska_august_2022_and_what_ambiguous_rankings_change() -> None:
    """Certified: 75,799, 58,973, 53,810, then 91,266 to 86,026 (Division of Elections, 22SSPG/RcvDetailedReport.pdf).

    The profiles hold no overvote and no skip: of two, ambiguous ranks are taken out, and 26 ballots (10 and 16) that the
    law exhausts count on; of the third, whole ballots are. All give the same winner, by 5,234 or 5,250 for 5,240.
    """
    kept, three, dropped = (
        alaska(f"special_election_v1.{name}profile") for name in ("ignore_ambig.", "ignore_ambig.3candCm1.", "")
    )
    names_of = ("Peltola_ Mary S.", "Palin_ Sarah", "Begich_ Nick")
    assert [dict(kept.rounds[0].votes)[n] for n in names_of] == [75799, 58972, 53810]
    for count, first, final in (
        (kept, (91276, 86042), 5234),
        (three, (91276, 86042), 5234),
        (dropped, (90803, 85553), 5250),
    ):
        assert tuple(n for _, n in count.rounds[-1].votes) == first
        assert (count.elected, count.margin) == (("Peltola_ Mary S.",), final)
    assert (91276 - 91266, 86042 - 86026) == (10, 16)
    certified = SHARED / "data" / "results" / "fivethirtyeight" / "election_results_house.csv"
    with certified.open(encoding="utf-8", newline="") as rows:
        held = {
            (r["candidate_name"], r["ranked_choice_round"]): r["votes"]
            for r in csv.DictReader(rows)
            if r["race_id"] == "9496"
        }
    assert (held["Mary S. Peltola", "2"], held["Sarah Palin", "2"]) == ("91266", "86026")


@shared
def test_maine_2018_has_a_table_and_no_ballots_so_nothing_is_counted() -> None:
    folder = RCV / "2018_maine_governor_primary"
    assert not list(folder.glob("*cvr*"))
    with pytest.raises(Exception, match="tabulator's report of rounds"):
        count_file(folder / "2018_maine_governor_primary_expected_detailed_report.csv", "me-rcv-2018")


# What a ballot is worth under a method: 21-A M.R.S. 723-A, AS 15.15.350 and Minneapolis 167.60(c)(2).
@pytest.mark.parametrize(
    ("ranking", "maine", "minneapolis"),
    [
        ((0, 1), ((0, 1), NO_CHOICE), ((0, 1), NO_CHOICE)),
        ((SKIPPED, 1), ((1,), NO_CHOICE), ((1,), NO_CHOICE)),
        ((SKIPPED, SKIPPED, 1), ((), BY_SKIPS), ((1,), NO_CHOICE)),
        ((0, SKIPPED, SKIPPED, 1), ((0,), BY_SKIPS), ((0, 1), NO_CHOICE)),
        ((0, SKIPPED, 1, SKIPPED, 2), ((0, 1, 2), NO_CHOICE), ((0, 1, 2), NO_CHOICE)),
        ((OVERVOTE, 1), ((), BY_OVERVOTE), ((1,), NO_CHOICE)),
        ((0, OVERVOTE, 1), ((0,), BY_OVERVOTE), ((0, 1), NO_CHOICE)),
        ((SKIPPED, SKIPPED, OVERVOTE), ((), BY_SKIPS), ((), NO_CHOICE)),
        ((0, 0, 1), ((0, 1), NO_CHOICE), ((0, 1), NO_CHOICE)),
    ],
)
def test_what_a_ballot_counts_for(ranking: tuple[int, ...], maine: Any, minneapolis: Any) -> None:
    assert choices(ranking, method("me-rcv")) == choices(ranking, method("ak-rcv")) == maine
    assert choices(ranking, method("minneapolis")) == minneapolis


def test_alaska_passes_over_write_ins_without_calling_them_a_skip() -> None:
    assert choices((0, 3, SKIPPED, 1), method("ak-rcv"), frozenset([3])) == ((0, 1), NO_CHOICE)
    ballots = ballots_of(["A", "B", UNDECLARED], [((2, 0), 6), ((0,), 4), ((1,), 3)])
    assert "told apart by name" in count_ranked(ballots, method("ak-rcv")).undecided_by


def test_undeclared_write_ins_are_never_elected() -> None:
    only = ballots_of([UNDECLARED], [((0,), 3)])
    for name in ("minneapolis", "minneapolis-2013", "ak-rcv"):
        assert count_ranked(only, method(name)).elected == ()
    level = ballots_of(["A", UNDECLARED], [((0,), 3), ((1,), 3)])
    assert count_ranked(level, method("minneapolis")).elected == ("A",)


def test_batches_by_law() -> None:
    """Maine's "not enough to surpass" takes out who could only draw level; Minneapolis's "equal or surpass" not."""
    votes = {0: 10, 1: 3, 2: 2, 3: 1}
    assert certain_losers(votes, "cannot surpass", 0, 1) == [3, 2, 1]
    assert certain_losers({0: 10, 1: 3, 2: 2, 3: 1, 4: 9}, "cannot equal", 0, 1) == [3, 2, 1]
    assert certain_losers({0: 4, 1: 2, 2: 2}, "cannot surpass", 0, 1) == [1, 2]
    assert certain_losers({0: 4, 1: 2, 2: 2}, "cannot equal", 0, 1) == []
    assert certain_losers(votes, "cannot surpass", 0, 2) == [3, 2]
    assert certain_losers(votes, None, 0, 1) == []


def test_two_remain_in_maine_and_alaska_though_a_majority_comes_earlier() -> None:
    """Eliminations go on to two candidates unless the first choices hold a majority; Minneapolis stops at a majority."""
    ballots = ballots_of(["A", "B", "C", "D"], [((0,), 45), ((1,), 30), ((2,), 15), ((3, 0), 10)])
    assert [len(count_ranked(ballots, method(name)).rounds) for name in ("me-rcv", "ak-rcv", "minneapolis")] == [3, 3, 2]
    majority = ballots_of(["A", "B", "C"], [((0,), 51), ((1,), 30), ((2,), 19)])
    assert all(len(count_ranked(majority, method(name)).rounds) == 1 for name in ("me-rcv", "ak-rcv", "minneapolis"))


TIED = ballots_of(["A", "B", "C"], [((0,), 5), ((1, 0), 3), ((2, 1), 3), ((0, 1), 1)])


def test_a_tie_stops_the_count_unless_something_given_breaks_it() -> None:
    stopped = count_ranked(TIED, method("ak-rcv"))
    assert (stopped.elected, stopped.undecided) == ((), ("B", "C"))
    assert "The count stops: B and C are level for last at 3 in round 1; the law breaks it by lot" in stopped.reason
    drawn = count_ranked(TIED, method("ak-rcv"), TieBreak(lot=("C", "B")))
    assert drawn.rounds[0].eliminated == ("B",)
    assert "B went out by lot" in drawn.reason
    assert count_ranked(TIED, method("ak-rcv"), TieBreak("candidate order")).rounds[0].eliminated == ("C",)
    assert count_ranked(TIED, method("ak-rcv"), TieBreak("previous rounds")).undecided == ("B", "C")


def test_earlier_rounds_break_a_later_tie() -> None:
    """B and C are level in round 2; B had fewer in round 1."""
    ballots = ballots_of(["A", "B", "C", "D"], [((0,), 9), ((1, 2), 4), ((2, 1), 5), ((3, 1), 1)])
    found = count_ranked(ballots, method("irv"), TieBreak("previous rounds"))
    assert found.rounds[1].tie
    assert (found.rounds[1].tie.chosen, found.rounds[1].tie.by) == ("B", "the votes of earlier rounds")


def test_level_at_the_end_the_lot_elects() -> None:
    even = ballots_of(["A", "B"], [((0,), 5), ((1,), 5)])
    assert count_ranked(even, method("me-rcv")).undecided == ("A", "B")
    found = count_ranked(even, method("minneapolis"), TieBreak(lot=("B", "A")))
    assert (found.elected, found.margin) == (("B",), 0)


@pytest.mark.parametrize(
    ("given_", "match"),
    [
        (TieBreak("coin"), "a tie-break is one of"),
        (TieBreak(lot=("Z",)), "among the candidates"),
        (TieBreak(lot=("A", "A")), "once"),
    ],
)
def test_a_tie_break_that_cannot_be(given_: TieBreak, match: str) -> None:
    with pytest.raises(InputError, match=match):
        count_ranked(TIED, method("irv"), given_)


def test_a_surplus_moves_at_values_cut_to_four_places() -> None:
    """167.20 by hand: threshold 100/3 + 1 = 34; 26 of A's 60 move, at 0.4333 each: 17.3320 and 8.6660; 0.0020 is cut.

    B's 32.3320 then cannot equal C's 33.6660 and goes out, which leaves as many as there are seats: C is elected.
    """
    ballots = ballots_of(["A", "B", "C"], [((0, 1), 40), ((0, 2), 20), ((1,), 15), ((2,), 25)])
    found = count_ranked(ballots, with_seats(method("stv-minneapolis"), 2))
    assert found.elected == ("A", "C")
    assert [one.elected or one.eliminated for one in found.rounds] == [("A",), ("B",), ("C",)]
    assert dict(found.rounds[1].votes) == {"A": 34, "C": Fraction("33.666"), "B": Fraction("32.332")}
    assert found.rounds[1].residue == Fraction("0.002")
    assert dict(found.rounds[2].votes)["B"] == Fraction("32.332")  # out in the last round, it keeps its votes


def test_cambridge_is_named_and_not_counted() -> None:
    with pytest.raises(InputError, match="every n-th ballot in the order"):
        count_ranked(TIED, method("stv-cambridge"))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yml")), ids=lambda p: p.stem)
def test_every_method_is_cited_and_every_name_is_one_rule(path: Path) -> None:
    for one in yaml.safe_load(path.read_text("utf-8")).get("methods", ()):
        read = read_method(one)
        assert named(read.name) == read
        assert all(isinstance(named(rule), Rule) for rule in read.first_choices)
    assert set(names().titles) == {*names().methods, *names().rules}


GOOD = yaml.safe_load((FOLDER / "alaska.yml").read_text("utf-8"))["methods"][0]


@pytest.mark.parametrize(
    "change",
    [
        {"colour": "red"},
        {"overvote": "coin"},
        {"skips": -1},
        {"skips": "many"},
        {"citations": []},
        {"certain": False, "note": ""},
        {"count": "refused"},
        {"tie": "candidate order"},
        {"batch": True},
    ],
    ids=str,
)
def test_a_method_that_is_not_as_it_must_be_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        read_method({**GOOD, **change})


def test_a_name_that_is_near_is_suggested() -> None:
    with pytest.raises(InputError, match="ca-top-two"):
        named("ca-top2")
    with pytest.raises(InputError, match="fills 1 seat"):
        with_seats(method("irv"), 2)


@pytest.mark.parametrize(
    ("candidates", "rankings", "match"),
    [
        (["A", "A"], [((0,), 1)], "each candidate once"),
        (["A"], [((1,), 1)], "a mark is a place"),
        (["A"], [((0,), 0)], "above zero"),
        (["A"], [((0,), True)], "above zero"),
    ],
)
def test_ballots_that_cannot_be(candidates: list[str], rankings: Any, match: str) -> None:
    with pytest.raises(InputError, match=match):
        ballots_of(candidates, rankings)


def test_blank_ballots_alone_are_no_count() -> None:
    with pytest.raises(InputError, match="a mark"):
        count_ranked(ballots_of(["A"], [((SKIPPED,), 3)]), method("irv"))


MARKS = st.lists(st.integers(OVERVOTE, 4), max_size=6).map(tuple)
PROFILES = st.lists(st.tuples(MARKS, st.integers(1, 40)), min_size=1, max_size=25)
COUNTED = st.sampled_from(
    ["me-rcv", "me-rcv-2018", "ak-rcv", "minneapolis", "minneapolis-2013", "irv", "stv-minneapolis"]
)
NAMES = ("A", "B", "C", "D", UNDECLARED)


def held(rankings: list[tuple[tuple[int, ...], int]]) -> Ballots | None:
    ballots = ballots_of(NAMES, rankings)
    return ballots if any(ballots.rankings) else None


@settings(deadline=None)
@given(PROFILES, COUNTED)
def test_ballots_are_conserved_in_every_round(rankings: Any, rule: str) -> None:
    ballots = held(rankings)
    if ballots is None:
        return
    found = count_ranked(ballots, method(rule))
    before: dict[str, Any] = {}
    for one in found.rounds:
        assert one.continuing == sum(n for _, n in one.votes)
        assert one.continuing + one.exhausted_total + one.residue + found.blank == found.total
        for name, votes in one.votes:
            assert not before or votes == before[name]
        before = dict(one.votes)
        for name in one.eliminated:
            assert (
                one is found.rounds[-1]
                or not one.transfers
                or before[name] == sum(t.votes for t in one.transfers if t.source == name)
            )
        for t in one.transfers:
            before[t.source] -= t.votes
            if t.target:
                before[t.target] += t.votes
        if rule == "stv-minneapolis":  # the elected keep the threshold, and what was cut is residue
            before = {name: one.threshold if name in one.elected else n for name, n in before.items()}


@settings(deadline=None)
@given(PROFILES, COUNTED, st.permutations(range(5)), st.randoms(use_true_random=False))
def test_the_order_of_ballots_and_of_candidates_changes_nothing(
    rankings: Any, rule: str, order: list[int], chance: Any
) -> None:
    ballots = held(rankings)
    if ballots is None:
        return
    listed = [(tuple(order.index(m) if m >= 0 else m for m in marks), n) for marks, n in rankings]
    chance.shuffle(listed)
    one, other = (
        count_ranked(ballots, method(rule)),
        count_ranked(ballots_of([NAMES[c] for c in order], listed), method(rule)),
    )
    assert (one.rounds, one.elected, one.undecided, one.reason) == (
        other.rounds,
        other.elected,
        other.undecided,
        other.reason,
    )


@settings(deadline=None)
@given(PROFILES, st.sampled_from(["me-rcv", "minneapolis", "irv"]), st.integers(0, 3))
def test_a_majority_of_first_choices_wins(rankings: Any, rule: str, lucky: int) -> None:
    total = sum(n for _, n in rankings)
    found = count_ranked(ballots_of(NAMES, [*rankings, ((lucky,), total + 1)]), method(rule))
    assert found.elected == (NAMES[lucky],)
    assert len(found.rounds) == 1


@settings(deadline=None)
@given(PROFILES, COUNTED)
def test_somebody_is_elected_or_it_is_said_why_not(rankings: Any, rule: str) -> None:
    ballots = held(rankings)
    if ballots is None:
        return
    found = count_ranked(ballots, method(rule))
    assert found.elected or found.undecided_by
    assert UNDECLARED not in found.elected or method(rule).undeclared_write_ins == "candidates"
    seats = method(rule).seats
    assert len(set(found.elected)) == len(found.elected) <= seats
