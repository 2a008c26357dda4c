"""What breaks a tie in a count of ranked ballots: a lot that was drawn, earlier rounds, an order; else nothing does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.model.errors import InputError
from onrecord.rules.method import BY_LOT, BY_ORDER, PREVIOUS_ROUNDS, STOP, Method

MODES = (STOP, PREVIOUS_ROUNDS, BY_ORDER)


@dataclass(frozen=True)
class TieBreak:
    """What the caller says of ties: a mode of MODES ("" takes the method's own), and the order that a lot gave.

    `lot` lists candidates as drawn, the first of those tied being ahead: of two tied for last the later one goes out.
    """

    mode: str = ""
    lot: tuple[str, ...] = ()

    def check(self, candidates: Sequence[str]) -> None:
        """Raise InputError for a mode that is not known or a lot over somebody who is no candidate."""
        if self.mode and self.mode not in MODES:
            raise InputError(f"a tie-break is one of {', '.join(MODES)}", received=self.mode, example=PREVIOUS_ROUNDS)
        if wrong := [name for name in self.lot if name not in candidates]:
            raise InputError("a lot is drawn among the candidates", received=", ".join(wrong), example=candidates[0])
        if len(set(self.lot)) < len(self.lot):
            raise InputError("a lot names each candidate once", received=", ".join(self.lot), example=candidates[0])


def break_tie(
    tied: Sequence[str],
    first: bool,
    method: Method,
    given: TieBreak,
    candidates: Sequence[str],
    before: Sequence[Mapping[str, object]],
) -> tuple[str, str]:
    """Whom a tie chooses (to go out, or when `first` to win) and by what; ("", "") when nothing given decides it.

    `before` are the votes of the earlier rounds, oldest first. The lot given by the caller comes before the order by
    which a published count broke its ties, and earlier rounds before either when the caller or the method asks for them.
    """
    mode = given.mode or (method.tie if method.tie in (BY_ORDER, PREVIOUS_ROUNDS) else STOP)
    left = list(tied)
    if mode == PREVIOUS_ROUNDS:
        left = _by_rounds(left, first, before)
        if len(left) == 1:
            return left[0], "the votes of earlier rounds"
    if given.lot and all(name in given.lot for name in left):
        return sorted(left, key=given.lot.index)[0 if first else -1], BY_LOT
    if mode == BY_ORDER:
        order = method.order or tuple(candidates)
        if all(name in order for name in left):
            return sorted(left, key=order.index)[0 if first else -1], BY_ORDER
    return "", ""


def _by_rounds(tied: list[str], first: bool, before: Sequence[Mapping[str, object]]) -> list[str]:
    """Those left level by the latest earlier rounds: fewest for the last place, most for the first."""
    for votes in reversed(before):
        held = {name: votes.get(name, 0) for name in tied}
        best = (max if first else min)(held.values())  # type: ignore[type-var]
        tied = [name for name in tied if held[name] == best]
        if len(tied) == 1:
            break
    return tied
