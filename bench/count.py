"""How long a count of ranked ballots takes, against votekit and pyrankvote on the same ballots in one run.

    .venv/bin/python bench/count.py --peers build/peers/bin/python [--ballots 1000000] [--runs 7] [--slow-runs 1]

The ballots are synthetic: 20 candidates of unequal strength, one to five ranked, drawn from a seed and held as tuples of
names in memory; reading them is not timed. Timed is what each then does: make its own ballots, and count them by instant
runoff to a winner. Each is a process of its own that first counts a thousand ballots, so that what is compiled at first
use is not timed. votekit needs an older numpy than onrecord, so the peers have an environment of their own:

    python3 -m venv build/peers && build/peers/bin/pip install votekit pyrankvote

votekit takes minutes: it is timed --slow-runs times, one ratio each, and the others --runs times.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

CANDIDATES = [f"candidate {n:02d}" for n in range(1, 21)]
RANKS = 5
Rankings = list[tuple[str, ...]]
ENGINES = ("onrecord", "pyrankvote", "votekit")


def draw(number: int, seed: int) -> Rankings:
    """Ballots whose every choice is drawn by strength 1/place among those left (Plackett and Luce), cut at 1 to 5."""
    chance = random.Random(seed)
    rate = [1 / place for place in range(1, len(CANDIDATES) + 1)]
    found = []
    for _ in range(number):
        waits = sorted((-math.log(1 - chance.random()) / r, name) for r, name in zip(rate, CANDIDATES, strict=True))
        found.append(tuple(name for _, name in waits[: chance.randint(1, RANKS)]))
    return found


def onrecord(rankings: Rankings) -> tuple[Callable[[], Any], Callable[[Any], str]]:
    """Ballots by distinct ranking, and the plain instant runoff."""
    from onrecord.rules.ballots import ballots_of
    from onrecord.rules.method import Method, named
    from onrecord.rules.runoff import count_ranked

    method = named("irv")
    assert isinstance(method, Method)
    place = {name: n for n, name in enumerate(CANDIDATES)}
    return (
        lambda: ballots_of(CANDIDATES, (([place[name] for name in one], n) for one, n in Counter(rankings).items())),
        lambda ballots: (count_ranked(ballots, method).elected or ("a tie",))[0],
    )


def pyrankvote(rankings: Rankings) -> tuple[Callable[[], Any], Callable[[Any], str]]:
    """One Ballot a ballot, as the library wants it."""
    import pyrankvote as library

    candidates = {name: library.Candidate(name) for name in CANDIDATES}
    return (
        lambda: [library.Ballot(ranked_candidates=[candidates[name] for name in one]) for one in rankings],
        lambda ballots: library.instant_runoff_voting(list(candidates.values()), ballots).get_winners()[0].name,
    )


def votekit(rankings: Rankings) -> tuple[Callable[[], Any], Callable[[Any], str]]:
    """A profile of distinct rankings with weights, which is the kindest form."""
    from votekit import RankBallot, RankProfile
    from votekit.elections import IRV

    def made() -> Any:
        held = tuple(RankBallot(ranking=[{name} for name in one], weight=n) for one, n in Counter(rankings).items())
        return RankProfile(ballots=held, candidates=tuple(CANDIDATES), max_ranking_length=RANKS)

    return made, lambda profile: next(iter(IRV(profile, tiebreak="first_place").get_elected()[0]))


def one(engine: str, path: Path) -> None:
    """Time one engine on the ballots of a file, and print seconds and winner as JSON."""
    with path.open(encoding="utf-8", newline="") as text:
        rankings = [tuple(row) for row in csv.reader(text)]
    for timed in (rankings[:1000], rankings):
        make, count = {"onrecord": onrecord, "pyrankvote": pyrankvote, "votekit": votekit}[engine](timed)
        started = time.perf_counter()
        ballots = make()
        between = time.perf_counter()
        winner = count(ballots)
        ended = time.perf_counter()
    print(json.dumps({"made": between - started, "counted": ended - between, "winner": winner}))


def timed(python: str, engine: str, path: Path) -> dict[str, Any]:
    """What `one` printed, of a process of its own."""
    from _measure import ENVIRONMENT

    command: Sequence[str] = [python, __file__, "--one", engine, str(path)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, env=ENVIRONMENT)
    if done.returncode:
        sys.exit(f"bench: {engine}\n{done.stderr}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Draw the ballots, time the engines in turn, publish; exit 1 when onrecord is not ahead."""
    read = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    read.add_argument("--peers", default="build/peers/bin/python", help="a Python that has votekit and pyrankvote")
    read.add_argument("--ballots", type=int, default=1_000_000)
    read.add_argument("--runs", type=int, default=7, help="runs of onrecord and pyrankvote, in turn")
    read.add_argument("--slow-runs", type=int, default=1, help="runs of votekit, in the same turns")
    read.add_argument("--one", nargs=2, metavar=("ENGINE", "FILE"), help=argparse.SUPPRESS)
    asked = read.parse_args()
    if asked.one:
        return one(asked.one[0], Path(asked.one[1]))
    from _measure import HOUSE, machine, publish

    path = HOUSE / "build" / f"bench-count-{asked.ballots}.csv"
    path.parent.mkdir(exist_ok=True)
    rankings = draw(asked.ballots, 1)
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rankings)
    found: dict[str, list[dict[str, Any]]] = {engine: [] for engine in ENGINES}
    for turn in range(asked.runs):
        for engine in ENGINES if turn < asked.slow_runs else ENGINES[:2]:
            found[engine].append(timed(sys.executable if engine == "onrecord" else asked.peers, engine, path))
    path.unlink()
    winners = {engine: {run["winner"] for run in runs} for engine, runs in found.items()}
    if len(set.union(*winners.values())) > 1:
        sys.exit(f"bench: the winners differ: {winners}")
    ratios: dict[str, Any] = {}
    for peer in ENGINES[1:]:
        mine = found["onrecord"][: len(found[peer])]
        for words, parts in (("ballots made and counted", ("made", "counted")), ("counted", ("counted",))):
            over, under = ([sum(run[part] for part in parts) for run in runs] for runs in (mine, found[peer]))
            both = (over, under) if len(over) > 1 else (over * 2, under * 2)  # a single run has no quartiles
            ratios[f"onrecord / {peer}: {words}"] = fine(*both) | {"held_to": 1}
    told = {
        f"{engine}: {words}": [run[part] for run in runs]
        for engine, runs in found.items()
        for words, part in (("ballots made", "made"), ("counted", "counted"))
    }
    distinct = len(set(rankings))
    slower = 1 / ratios_of(found["onrecord"], found["votekit"])
    publish(
        "count",
        {
            "ratios": ratios,
            "timed": {name: spread(runs) for name, runs in told.items()},
            "notes": [
                f"{asked.ballots:,} ballots, {distinct:,} distinct, {len(CANDIDATES)} candidates, from memory; "
                f"all elect {winners['onrecord'].pop()}",
                f"making and counting, votekit took {slower:.0f} times as long as onrecord",
            ],
            "machine": machine([]) | versions(asked.peers),
        },
    )
    if missed := [name for name, told in ratios.items() if told["median"] > 1]:
        sys.exit(f"bench: onrecord is not ahead: {'; '.join(missed)}")


def fine(over: list[float], under: list[float]) -> dict[str, float]:
    """The ratio with four places, since votekit's has nothing in the first two."""
    from _measure import ratio

    return {name: round(value / 100, 4) for name, value in ratio([100 * s for s in over], under).items()}


def ratios_of(mine: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> float:
    """Least time of making and counting over least time."""
    return min(run["made"] + run["counted"] for run in mine) / min(run["made"] + run["counted"] for run in theirs)


def spread(seconds: list[float]) -> dict[str, Any]:
    """Medians and quartiles; of a single run that run's."""
    from _measure import figures

    return figures(seconds if len(seconds) > 1 else seconds * 2) | {"runs": len(seconds)}


def versions(python: str) -> dict[str, str]:
    """The versions of the peers, in their own environment."""
    code = "from importlib.metadata import version as v; print(v('votekit'), v('pyrankvote'))"
    kit, vote = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    return {"votekit": kit, "pyrankvote": vote}


if __name__ == "__main__":
    main()
