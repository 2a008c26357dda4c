"""What share of false sentences is caught: true claims of stories whose record is loaded, each made false in many ways.

Run: .venv/bin/python bench/perturb.py [--record DIR] [--each N] [--through] [--only WORDS]
Stories: the seed story, those of tests/cases/stories, the sample story, and true sentences made from the record's rows.
"""

from __future__ import annotations

import argparse
import datetime as dt
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from _measure import HOUSE, machine, publish, shared
from made import true_sentences
from perturbing import SORTS, Claim, Edits, applied, figure_of, moved_span

from onrecord.claims.check import check
from onrecord.claims.story import Story
from onrecord.store.record import Record

CASES = HOUSE / "tests/cases/stories"
TRUE, FALSE = ("supported", "depends on the definition"), ("refuted", "close")
MADE = "sentences made of rows"
CHANGED = ["changed", "tried", "refuted or close", "no longer supported otherwise"]
CHANGED += ["still supported: it is still true", "still supported and false"]


@dataclass(frozen=True)
class Told:
    """A story with its record: what of it is true (words of a claim, the nth of them), where that is known."""

    name: str
    text: str
    published: dt.date
    record: Record
    true: tuple[tuple[str, int], ...] | None  # None: all of it
    false: tuple[tuple[str, int], ...] = ()


@dataclass
class Outcome:
    """One perturbed claim: the story, the sort of perturbation, both texts and the verdict then."""

    story: str
    sort: str
    before: str
    after: str
    verdict: str
    reason: str = ""
    surface: str = ""
    admitted: str = ""

    @property
    def held(self) -> bool:
        """Whether it is still supported."""
        return self.verdict == "supported"


@dataclass
class Found:
    """All outcomes; the claims of the true stories that were refuted or close; how often a verdict was given."""

    outcomes: list[Outcome] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)
    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)


Results = dict[str, list[tuple[Told, Found]]]


def admits(comparator: str, value: Fraction, unit: Fraction, record: Fraction) -> bool:
    """Whether a wording admits the record's figure, by the table in docs/verdicts.md, reckoned here a second time."""
    ratio = record / value if value else Fraction(0)
    near = abs(record - value) <= unit / 2
    return {
        "exact": near,
        "approx": near or abs(ratio - 1) <= Fraction(5, 100),
        "nearly": Fraction(93, 100) <= ratio < 1,
        "just_over": 1 < ratio <= Fraction(107, 100),
        "more_than": ratio > 1,
        "at_least": ratio >= 1,
        "less_than": ratio < 1,
        "at_most": ratio <= 1,
    }.get(comparator, False)


def why_admitted(before: Claim, after: Claim, sort: str) -> str:
    """Why a perturbed claim may be right: its wording admits a figure that the record had for the true one; or ''."""
    figure = figure_of(after)
    values = [r["value"] for r in before["readings"] if r["value"] is not None and r["fits"] == "yes"]
    if "%" not in sort or figure is None or not values or figure.kind == "split":
        return ""
    at_fault = {"value": Fraction(figure.value), "unit": Fraction(figure.unit_in_last_place)}
    fits = [admits(after["claim"]["comparator"], record=Fraction(Decimal(v)), **at_fault) for v in values]
    return f"{after['claim']['comparator'].replace('_', ' ')} {figure.value} admits {values[0]}" if all(fits) else ""


def overlapping(claims: list[Claim], span: tuple[int, int]) -> Claim | None:
    """The claim that has most of a span."""
    over = [(min(span[1], c["span"][1]) - max(span[0], c["span"][0]), n) for n, c in enumerate(claims)]
    best = max(over, default=(0, 0))
    return claims[best[1]] if best[0] > 0 else None


def run(told: Told, only: str = "") -> Found:
    """Check a story as it is, then every supported claim of it perturbed in every way, one at a time."""
    found = Found()
    done = check(told.text, told.record, told.published)
    story = Story(told.text, told.record, told.published, told.published)
    seen: Counter[str] = Counter()
    for claim in done["claims"]:
        seen[claim["surface"]] += 1
        key = (claim["surface"], seen[claim["surface"]])
        if key in told.false:
            continue
        true = told.true is None or key in told.true
        if true:
            found.verdicts["true", claim["verdict"]] += 1
        if claim["verdict"] in FALSE:
            found.alarms.append(f"{told.name}: {claim['verdict']}: {claim['surface']!r} in {claim['sentence']!r}")
        if claim["verdict"] == "supported":
            for sort, edits in perturbed(story, claim):
                if only in sort:
                    found.outcomes.append(outcome(told, claim, sort, edits))
    return found


def perturbed(story: Story, claim: Claim) -> Iterator[tuple[str, Edits]]:
    """Every perturbation of a claim: its sort and the edits of the story's text."""
    s = next(s for s in story.sentences if s.start <= claim["span"][0] < s.end)
    for sort, way in SORTS.items():
        for edits in way(story, s, claim):
            yield sort, edits


def outcome(told: Told, claim: Claim, sort: str, edits: Edits) -> Outcome:
    """Check the story with one claim made false."""
    text = applied(told.text, edits)
    done = check(text, told.record, told.published)
    after = overlapping(done["claims"], moved_span(tuple(claim["span"]), edits))
    if after is None:
        return Outcome(told.name, sort, claim["sentence"], text, "not read")
    one = Outcome(told.name, sort, claim["sentence"], after["sentence"], after["verdict"], after["reason"])
    one.surface = claim["surface"]
    if one.held:
        one.admitted = why_admitted(claim, after, sort) or reviewed(one)
    return one


def reviewed(one: Outcome) -> str:
    """Why a person who read the perturbed sentence holds it for true still, from still_true.yml; or ''."""
    keys = (one.story, one.sort)
    return next((e["why"] for e in still_true() if (e["story"], e["sort"]) == keys and e["surface"] in one.surface), "")


@cache
def still_true() -> list[dict[str, str]]:
    """The reviewed list: story, sort and the words of the claim before, and why it is still true."""
    listed: list[dict[str, str]] = yaml.safe_load((HOUSE / "bench/still_true.yml").read_text("utf-8"))
    return listed


def own_stories(record: Record) -> Iterator[Told]:
    """The stories and sentences of tests/cases/stories: true is what they say is supported or depends."""
    for path in sorted((CASES / "own").glob("*.yml")):
        case = yaml.safe_load(path.read_text("utf-8"))
        true, false = (
            tuple((o["surface"], o.get("nth", 1)) for o in case["expect"] if o["verdict"] in v) for v in (TRUE, FALSE)
        )
        yield Told(f"own/{path.stem}", case["text"], case["published"], record, true, false)
    for name in ("alone", "votes"):
        for case in yaml.safe_load((CASES / f"{name}.yml").read_text("utf-8")):
            if case.get("verdict") in TRUE:
                yield Told(name, case["text"] + "\n", case["published"], record, ((case["surface"], 1),))


def seed_story(record: Record) -> Told:
    """The story that the project began with: what the record bears out is true."""
    listed = yaml.safe_load((CASES / "seed/expected.yml").read_text("utf-8"))
    true = tuple((one["surface"], 1) for one in listed if one["verdict"] in TRUE)
    text = (shared() / "stories/seed.txt").read_text("utf-8")
    return Told("seed", text, dt.date(2024, 11, 4), record, true)


def sample_story() -> Told:
    """The story of the package on its own record; what it states wrongly, on purpose, is named here."""
    from onrecord.claims.drafts import read_draft
    from onrecord.faces.sample import STORY, sample_record

    draft = read_draft(STORY)
    wrong = ("about 5,000 votes", "62-38", "about $530,000", "54-46", "about $170 million", "$6.5 million")
    false = tuple((words, 1) for words in wrong)
    return Told("sample", draft.text, dt.date(2024, 12, 9), Record(sample_record()), None, false)


def made_stories(record: Record, each: int) -> list[tuple[str, Told]]:
    """True sentences made from the record's rows, each a story of its own."""
    listed = true_sentences(lambda query: record.db.execute(query).fetchall(), each)
    return [(o.sort, Told(f"made: {o.sort}", o.text + "\n", o.published, record, ((o.surface, 1),))) for o in listed]


def share(part: int, of: int) -> str:
    """A count with its share."""
    return f"{part} ({100 * part / of:.0f} %)" if of else "0"


def table(outcomes: list[Outcome]) -> list[list[str]]:
    """For each sort: tried, caught outright, no longer supported, still supported with and without a reason."""
    by: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        by[one.sort].append(one)
    rows = [_row(sort, by[sort]) for sort in SORTS if by[sort]]
    return [*rows, _row("all", outcomes)]


def _row(name: str, listed: list[Outcome]) -> list[str]:
    counted = Counter(o.verdict for o in listed)
    caught = counted["refuted"] + counted["close"]
    fell = counted["cannot check"] + counted["depends on the definition"] + counted["not read"]
    admitted = sum(o.held and bool(o.admitted) for o in listed)
    through = str(counted["supported"] - admitted)
    return [name, str(len(listed)), share(caught, len(listed)), share(fell, len(listed)), str(admitted), through]


def main() -> None:
    """Perturb all stories, print what got through, publish the tables."""
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument("--record", type=Path, help="a loaded record; all shared files, loaded into build/, otherwise")
    read.add_argument("--each", type=int, default=12, help="sentences made of each sort of rows")
    read.add_argument("--through", action="store_true", help="print what is still supported, publish nothing")
    read.add_argument("--only", default="", metavar="WORDS", help="only sorts with these words")
    read.add_argument("--stories", default="", metavar="WORDS", help="only stories with these words in their name")
    given = read.parse_args()
    record = given.record or HOUSE / "build/bench-record"
    if given.record is None:
        onrecord = str(Path(sys.executable).parent / "onrecord")
        subprocess.run([onrecord, "load", str(shared() / "data"), "--record", str(record)], check=True)
    opened = Record(record)
    made = [told for _, told in made_stories(opened, given.each)]
    groups = {
        "the sample story": [sample_story()],
        "the seed story": [seed_story(opened)],
        "tests/cases/stories": list(own_stories(opened)),
        MADE: made,
    }
    results: Results = {}
    for name, listed in groups.items():
        results[name] = [(t, run(t, given.only)) for t in listed if given.stories in t.name]
    report(results, bool(given.through or given.only or given.stories))


def report(results: Results, private: bool) -> None:
    """Print what got through and every false alarm; publish the tables unless told not to."""
    outcomes = [o for listed in results.values() for _, f in listed for o in f.outcomes]
    for one in (o for o in outcomes if o.held):
        why = one.admitted or f"NO REASON: {one.reason}"
        print(f"\n{one.story}: {one.sort}\n  was  {one.before.strip()}\n  now  {one.after.strip()}\n  {why}")
    for listed in results.values():
        for alarm in (a for _, f in listed for a in f.alarms):
            print(f"FALSE ALARM {alarm}")
    tables = tables_of(results, outcomes)
    if private:
        for one in tables:
            print("\n".join(["", one["title"], *(" | ".join(row) for row in [one["columns"], *one["rows"]])]))
        return
    publish("perturb", {"ratios": {}, "timed": {}, "tables": tables, "machine": machine(["duckdb"])})


def tables_of(results: Results, outcomes: list[Outcome]) -> list[dict[str, Any]]:
    """The tables of the page: by sort of perturbation, by story, and by sort of made sentence."""
    titled = {
        "Every supported claim made false, one change at a time": (CHANGED, table(outcomes)),
        "By story; a true claim that is refuted or close is a false alarm": (
            ["story", "true claims", "given a verdict", "false alarms", "perturbed", "no longer supported"],
            _by_story(results),
        ),
        "True sentences made of the record's rows: what the loaded record can answer by construction": (
            ["states", "sentences", "given a verdict", "supported", "depends on the definition", "refuted or close"],
            _by_made(results.get(MADE, [])),
        ),
    }
    return [{"title": title, "columns": columns, "rows": rows} for title, (columns, rows) in titled.items()]


def _by_story(results: Results) -> list[list[str]]:
    rows = []
    for name, listed in results.items():
        said = sum((f.verdicts for _, f in listed), Counter())
        given = sum(n for (_, v), n in said.items() if v != "cannot check")
        tried = [o for _, f in listed for o in f.outcomes]
        fell = share(sum(not o.held for o in tried), len(tried))
        alarms = str(sum(len(f.alarms) for _, f in listed))
        rows.append([name, str(said.total()), share(given, said.total()), alarms, str(len(tried)), fell])
    return rows


def _by_made(listed: list[tuple[Told, Found]]) -> list[list[str]]:
    by: dict[str, Counter[str]] = defaultdict(Counter)
    for told, found in listed:
        verdict = next((v for (_, v) in found.verdicts), "cannot check")
        by[told.name.removeprefix("made: ")][verdict] += 1
    rows = []
    for name, said in [*by.items(), ("all", sum(by.values(), Counter()))]:
        of = sum(said.values())
        false = said["refuted"] + said["close"]
        given, depends = share(of - said["cannot check"], of), str(said["depends on the definition"])
        rows.append([name, str(of), given, str(said["supported"]), depends, str(false)])
    return rows


if __name__ == "__main__":
    main()
