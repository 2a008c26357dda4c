"""An amount in its sentence, with what the words around it say that it measures."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from onrecord.answers.answer import Answer
from onrecord.claims.figures import Figure
from onrecord.claims.periods import Period
from onrecord.claims.story import Sentence
from onrecord.claims.typed import claim
from onrecord.model.money import usd


@dataclass(frozen=True)
class Amount:
    """An amount in its sentence with the meaning of the words around it."""

    sentence: Sentence
    figure: Figure
    measure: str

    @property
    def span(self) -> tuple[int, int]:
        """Its place in the whole text."""
        return self.sentence.start + self.figure.start, self.sentence.start + self.figure.end


def _money(figure: Figure) -> str:
    return format(
        figure.value.normalize() if figure.value != figure.value.to_integral() else figure.value.to_integral(), "f"
    )


def said_of(a: Amount, measure: str, subject: str | None, period: Period, **more: object) -> dict[str, object]:
    return claim(measure, subject, a.figure.comparator, _money(a.figure), "USD", period=period.words, **more)


def dollars(one: Answer) -> str:
    """An answer in US dollars as a reason prints it."""
    assert isinstance(one.value, Decimal)
    return usd(one.value)
