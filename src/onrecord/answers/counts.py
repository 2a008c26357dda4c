"""One count of a contest's stage from one source: its lines from the most votes down, its total, shares and margins."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from onrecord.model.contest import Contest


@dataclass(frozen=True)
class Line:
    """A candidate's votes in one count; None when the source gives none.

    A line without a name is of write-ins, or of the `choice` against all candidates: in the total and nobody's.
    """

    name: str | None
    party: str | None
    votes: int | None
    candidate_id_fec: str | None = None
    winner: bool | None = None
    choice: str | None = None


@dataclass(frozen=True)
class Count:
    """The votes of one stage of a contest from one source: lines from the most votes down."""

    contest: Contest
    year: int
    stage: str
    special: bool
    primary_party: str | None
    held_on: dt.date | None
    ranked_round: int | None
    source: str
    lines: tuple[Line, ...]
    rows: int
    whole: bool  # the whole contest, not one county's part of it
    caveats: tuple[str, ...] = ()
    no_votes: int = 0  # blank, void and spoiled ballots that the source lists beside the votes
    listed_only: bool = False  # the whole contest's votes, of some candidates only: an order without shares

    @property
    def named(self) -> list[Line]:
        """The candidates with votes, without write-in and scattering lines, from the most votes down."""
        return [x for x in self.lines if x.name and x.votes is not None]

    @property
    def fullness(self) -> tuple[bool, int]:
        """What a count is preferred by: that it knows nobody by the FEC id alone, then its lines."""
        return all(x.name != x.candidate_id_fec for x in self.named), len(self.lines)

    @property
    def total(self) -> int:
        """All votes counted, write-ins and scattering too; blank, void and spoiled ballots are no votes."""
        return sum(x.votes for x in self.lines if x.votes is not None)

    @property
    def unnamed(self) -> int:
        """Votes of write-ins without a name, some of whom may be one person's; None of These Candidates is nobody's."""
        return sum(x.votes or 0 for x in self.lines if not x.name and not x.choice)

    @property
    def for_nobody(self) -> int:
        """Votes for the ballot's choice against all candidates, which neither wins nor goes on (NRS 293.269)."""
        return sum(x.votes or 0 for x in self.lines if x.choice)

    @property
    def margin(self) -> int | None:
        """Votes between the first two candidates; None when there are not two."""
        return self.behind(0)

    @property
    def has_majority(self) -> bool:
        """Whether the first has more than half of all votes counted; False where candidates are left out."""
        return bool(self.named) and not self.listed_only and 2 * (self.named[0].votes or 0) > self.total

    def behind(self, place: int) -> int | None:
        """Votes between the candidate at a place, from 0, and the next; None when there is no next."""
        votes = [x.votes for x in self.named if x.votes is not None]
        return votes[place] - votes[place + 1] if len(votes) > place + 1 else None

    def share(self, votes: int) -> Fraction:
        """A share of all votes counted, in percent."""
        return Fraction(100 * votes, self.total)

    @property
    def title(self) -> str:
        """The stage as a sentence would name it."""
        party = f"{self.primary_party} " if self.primary_party else ""
        return f"{self.contest} {self.year} {'special ' if self.special else ''}{party}{self.stage}"
