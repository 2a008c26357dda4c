"""What stands in a part of a text, found without a look at all the rest: long stories are read in linear time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from onrecord.claims.discourse import Actor
    from onrecord.claims.mentions import Mention
    from onrecord.claims.places import Place
    from onrecord.claims.story import Sentence


class Placed(Protocol):
    """Anything with a place in a text."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """The place after its last character."""


T = TypeVar("T", bound=Placed)


class Within(Generic[T]):
    """Things with places, given in the order of their starts."""

    def __init__(self, listed: Sequence[T]) -> None:
        self._listed = listed
        self._starts = [one.start for one in listed]
        self._longest = max((one.end - one.start for one in listed), default=0)

    def over(self, start: int, end: int) -> list[T]:
        """Those that share a character with start to end, in their order."""
        first = bisect_right(self._starts, start - self._longest - 1)
        return [one for one in self._listed[first : bisect_left(self._starts, end)] if one.end > start]


class Lookup:
    """A story's mentions, places and sentences by their place in its text."""

    if TYPE_CHECKING:

        @property
        def mentions(self) -> list[Mention]: ...

        @property
        def actors(self) -> list[Actor]: ...

        @property
        def places(self) -> list[Place]: ...

        @property
        def sentences(self) -> list[Sentence]: ...

    def mentions_of(self, s: Sentence) -> list[Mention]:
        """The mentions that stand in a sentence or reach into it, in its order."""
        return self._mentions.over(s.start, s.end)

    def places_of(self, s: Sentence) -> list[Place]:
        """The places that a sentence names, in its order."""
        return self._places.over(s.start, s.end)

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin in a part of the text, in its order."""
        return [m for m in self._mentions.over(start, end) if m.start >= start]

    def places_in(self, start: int, end: int) -> list[Place]:
        """The contests and states whose names begin in a part of the text, in its order."""
        return [p for p in self._places.over(start, end) if p.start >= start]

    def actors_in(self, start: int, end: int) -> list[Actor]:
        """Those whom the story names in a part of the text, in its order."""
        return [a for a in self._actors.over(start, end) if a.start >= start and a.end <= end]

    def sentence_at(self, place: int) -> Sentence:
        """The sentence that a place of the text is in, or else the next one."""
        return self.sentences[bisect_right(self._ends, place)]

    @cached_property
    def _mentions(self) -> Within[Mention]:
        return Within(self.mentions)

    @cached_property
    def _actors(self) -> Within[Actor]:
        return Within(self.actors)

    @cached_property
    def _places(self) -> Within[Place]:
        return Within(self.places)

    @cached_property
    def _ends(self) -> list[int]:
        return [s.end for s in self.sentences]
