"""What a race or a committee needs of the openFEC API, and no more: lists of requests, each kept as one file."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.model.contest import Contest
from onrecord.model.errors import UnknownName
from onrecord.store.sync.openfec import OpenFec
from onrecord.store.sync.pages import Ask, Got, Pages, chunks

ITEMISED, LISTED = 10, 40  # ids in one request: the API's own limit for itemised lists; a bearable length of address
_COMMITTEE = re.compile(r"C\d{8}", re.IGNORECASE)
_WHO = ("name", "party", "office", "state", "district", "incumbent_challenge")


@dataclass(frozen=True)
class Need:
    """One subject of a cycle, with the files that hold what was fetched of it."""

    subject: str  # CA-34, C00799031
    cycle: int
    files: list[Got]

    @property
    def requests(self) -> int:
        """How many requests it took."""
        return sum(one.requests for one in self.files)


def race(pages: Pages, root: Path, contest: Contest, cycle: int) -> Need:
    """Everything of a contest: its candidates of the cycle with their committees, links and totals, the independent
    expenditures and notices for and against them, and the spenders with their totals.

    Raises UnknownName when the API knows no candidate of it in the cycle, SourceError as Pages.fetch does.
    """
    one = _Files(pages, root, str(contest), cycle)
    seat: dict[str, Any] = {"office": contest.office, "cycle": cycle, "election_full": "false"}
    seat |= {"state": contest.state} if contest.state else {}
    seat |= {"district": contest.district} if contest.district else {}
    people = [
        p for p in one.get("candidates", [("/candidates/totals/", seat)]) if isinstance(p.get("candidate_id"), str)
    ]
    if not people:
        raise UnknownName(
            "a contest with candidates of the cycle", received=f"{contest} {cycle}", example="--for CA-34 --cycle 2024"
        )
    who = {p["candidate_id"]: {k: p.get(k) for k in _WHO} for p in people}
    about = {"candidates": dict(sorted(who.items()))}
    one.get("committees", _many("/committees/", "candidate_id", who, LISTED, cycle=cycle), about)
    one.copy("committees", "linkage")
    funded = sorted(p["candidate_id"] for p in people if _some(p.get("receipts")) or _some(p.get("disbursements")))
    totals: list[Ask] = [(f"/candidate/{i}/totals/", {"cycle": cycle, "election_full": "false"}) for i in funded]
    if totals:
        one.get("candidate_totals", totals, about)
    rows = one.get("schedule_e", _expenditures("candidate_id", who, cycle))
    spenders = sorted({r["committee_id"] for r in rows if r.get("committee_id")})
    if spenders:
        one.get("spenders", _many("/committees/", "committee_id", spenders, LISTED))
        reporting = [i for i in spenders if not i.startswith("C9")]  # C9: persons and groups that file Form 5
        asks = _many("/totals/pac-party/", "committee_id", reporting, LISTED, cycle=cycle)
        if asks:
            one.get("committee_totals", asks)
    return Need(str(contest), cycle, one.files)


def committee(pages: Pages, root: Path, committee_id: str, cycle: int) -> Need:
    """Everything of a committee: its registration, totals, independent expenditures and notices, contributions to
    candidates and committees (Form 3X line 23), filings with receipt days, and the candidates these name.

    Raises UnknownName when the API does not know the id, SourceError as Pages.fetch does.
    """
    one = _Files(pages, root, committee_id, cycle)
    if not one.get("committees", [("/committees/", {"committee_id": committee_id})]):
        raise UnknownName(
            "a committee that the FEC knows, by its id or exact name", received=committee_id, example="C00799031"
        )
    one.get("committee_totals", [(f"/committee/{committee_id}/totals/", {"cycle": cycle})])
    rows = one.get("schedule_e", _expenditures("committee_id", [committee_id], cycle))
    rows += one.get(
        "schedule_b",
        [
            (
                "/schedules/schedule_b/",
                {
                    "committee_id": committee_id,
                    "two_year_transaction_period": cycle,
                    "line_number": "F3X-23",
                    "sort": "disbursement_date",
                },
            )
        ],
    )
    one.get("filings", [(f"/committee/{committee_id}/filings/", {"cycle": cycle, "sort": "-receipt_date"})])
    named = sorted({r["candidate_id"] for r in rows if r.get("candidate_id")})
    if named:
        asks = _many("/candidates/totals/", "candidate_id", named, LISTED, cycle=cycle, election_full="false")
        one.get("candidates", asks)
    return Need(committee_id, cycle, one.files)


def find(api: OpenFec, text: str) -> tuple[str, str]:
    """The (id, name) of the committee whose id or exact name is `text`; raises UnknownName with what is near."""
    if _COMMITTEE.fullmatch(text.strip()):
        return text.strip().upper(), ""
    found = [(r["id"], r["name"]) for r in api.get("/names/committees/", {"q": text}).data["results"]]
    exact = [one for one in found if _plain(one[1]) == _plain(text)]
    if len(exact) == 1:
        return exact[0]
    rule = "several committees have that name; give an id" if exact else "a committee's id or its exact name"
    near = "; ".join(f"{i} {n}" for i, n in (exact or found)[:5])
    raise UnknownName(rule, received=text, example=near or "C00799031")


def _plain(name: str) -> str:
    """A name without its bracketed short form, punctuation and case: what an exact match compares."""
    return " ".join(re.sub(r"[^a-z0-9 ]", " ", re.sub(r"\(.*?\)", " ", name.casefold())).split())


class _Files:
    """The files of one subject, written as they are asked for."""

    def __init__(self, pages: Pages, root: Path, subject: str, cycle: int) -> None:
        self.pages, self.subject, self.cycle = pages, subject, cycle
        self.folder = root / "openfec" / str(cycle) / subject
        self.files: list[Got] = []

    def path(self, what: str) -> Path:
        """Where the file of that kind is kept; its name says what, of whom and of which cycle."""
        return self.folder / f"openfec_{what}_{self.subject}_{self.cycle}.jsonl"

    def get(self, what: str, asks: Sequence[Ask], about: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """The rows of a list of requests."""
        got = self.pages.fetch(self.path(what), asks, {"cycle": self.cycle, "subject": self.subject, **(about or {})})
        self.files.append(got)
        return list(got.rows)

    def copy(self, what: str, to: str) -> None:
        """The same pages once more, for the source that reads them as something else."""
        target = self.path(to)
        shutil.copyfile(self.path(what), target)
        self.files.append(Got(target, self.files[-1].rows, self.files[-1].state, 0))


def _expenditures(by: str, ids: Iterable[str], cycle: int) -> list[Ask]:
    """Schedule E, periodic rows and notices alike, in the order of their dates: the blank ones come last."""
    return _many("/schedules/schedule_e/", by, ids, ITEMISED, cycle=cycle, sort="expenditure_date")


def _many(endpoint: str, by: str, ids: Iterable[str], size: int, **params: Any) -> list[Ask]:
    return [(endpoint, {by: chunk, **params}) for chunk in chunks(sorted(ids), size)]


def _some(amount: object) -> bool:
    """Whether an amount is given and is not zero."""
    return amount is not None and str(amount).strip("0.-") != ""
