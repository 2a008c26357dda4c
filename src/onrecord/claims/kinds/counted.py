"""Which counts a race can fairly mean: each stage, the final round of a ranked-choice count before its first."""

from __future__ import annotations

from onrecord.answers.contests import Contested, Count
from onrecord.claims.kinds.races import Race, line_of


def counts_of(votes: Contested, race: Race) -> list[Count] | str:
    """The counts that a race can fairly mean, one for each stage, or why there is none; of a ranked-choice count the
    final round, unless the words say the first. Sources that disagree are not used."""
    counts = votes.all_of(race.stage, race.year, race.special)
    if race.stage == "primary":
        counts = [c for c in counts if c.primary_party is None or line_of(c, race.first)]
    if race.month:
        counts = [c for c in counts if c.held_on and c.held_on.month == race.month]
    stages: dict[tuple[bool, str | None], list[Count]] = {}
    for c in counts:
        stages.setdefault((c.special, c.primary_party), []).append(c)
    if stages:
        return [c for one in stages.values() for c in _rounds(one, race.first_round)]
    if said := [d for d in votes.disagreements if d.startswith(race.where)]:
        return f"two loaded sources disagree, so neither is used: {said[0]}"
    when = f" in month {race.month}" if race.month else ""
    return f"no whole count of the {race.where}{when} is loaded that was public by that day"


def _rounds(counts: list[Count], first: bool) -> list[Count]:
    """The final round where the votes were counted in rounds, then the first; only the first where the words say so."""
    ranked = sorted((c for c in counts if c.ranked_round is not None), key=lambda c: c.ranked_round or 0)
    plain = [c for c in counts if c.ranked_round is None]
    fullest = max(plain, key=lambda c: c.fullness) if plain else None
    opening = fullest or (ranked[0] if ranked else None)
    if ranked and not first:
        return [ranked[-1], *([opening] if opening and opening is not ranked[-1] else [])]
    return [opening] if opening else []
