"""Figures are found as written, and a wording admits what its table row says."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.claims.figures import figures
from onrecord.claims.tolerance import fits, split_fits, understates
from onrecord.model.errors import InputError


@pytest.mark.parametrize(
    ("text", "kind", "surface", "value", "unit", "comparator"),
    [
        ("have spent some $100 million this year", "money", "some $100 million", 100_000_000, 1_000_000, "approx"),
        ("booked $1.9 million in ads", "money", "$1.9 million", 1_900_000, 100_000, "exact"),
        ("raised $1.2M.", "money", "$1.2M", 1_200_000, 100_000, "exact"),
        ("winning by about 3,000 votes.", "votes", "about 3,000 votes", 3000, 1, "approx"),
        ("won 51.2% of the vote", "percent", "51.2%", Decimal("51.2"), Decimal("0.1"), "exact"),
        ("more than $37 million", "money", "more than $37 million", 37_000_000, 1_000_000, "more_than"),
        ("just over $1.6 million", "money", "just over $1.6 million", 1_600_000, 100_000, "just_over"),
        ("gave $173,454.", "money", "$173,454", 173_454, 1, "exact"),
    ],
)
def test_a_figure_is_found(text: str, kind: str, surface: str, value: int, unit: int, comparator: str) -> None:
    (one,) = figures(text)
    assert (one.kind, one.surface, one.value, one.unit_in_last_place, one.comparator) == (
        kind,
        surface,
        value,
        unit,
        comparator,
    )
    assert text[one.start : one.end] == surface


@pytest.mark.parametrize("text", ["prevailed 53-47 over Kim", "51.7% to 48.3%", "53 to 47"])
def test_a_split_is_one_figure(text: str) -> None:
    (one,) = figures(text)
    assert one.kind == "split"
    assert one.second is not None


@pytest.mark.parametrize("text", ["1,2 million", "a 3-2 ruling", "C00799031"])
def test_what_is_not_a_figure_is_not_read_as_one(text: str) -> None:
    assert [f for f in figures(text) if f.kind in ("split", "money")] == []
    assert "1,2" not in [f.surface for f in figures(text)]


@given(st.integers(min_value=1, max_value=10**12))
def test_an_amount_written_out_is_read_back(amount: int) -> None:
    (one,) = figures(f"It spent ${amount:,} on the race.")
    assert (one.value, one.unit_in_last_place) == (amount, 1)


@pytest.mark.parametrize(
    ("claimed", "unit", "comparator", "computed", "fit"),
    [
        ("1900000", "100000", "exact", "1850000", "yes"),
        ("1900000", "100000", "exact", "1950000.01", "slack"),
        ("1900000", "100000", "exact", "2000000.01", "no"),
        ("100000000", "1000000", "approx", "103739277.99", "yes"),
        ("100000000", "1000000", "approx", "110000000", "slack"),
        ("100000000", "1000000", "approx", "35597367.46", "no"),
        ("100", "1", "nearly", "93", "yes"),
        ("100", "1", "nearly", "100", "no"),
        ("100", "1", "just_over", "107", "yes"),
        ("100", "1", "just_over", "100", "no"),
        ("100", "1", "more_than", "100", "no"),
        ("100", "1", "at_least", "100", "yes"),
        ("7000", "1", "less_than", "7000", "no"),
        ("7000", "1", "less_than", "6999", "yes"),
    ],
)
def test_each_wording_admits_its_range(claimed: str, unit: str, comparator: str, computed: str, fit: str) -> None:
    assert fits(Decimal(claimed), Decimal(unit), comparator, Decimal(computed)) == fit


def test_splits_by_the_votes_of_ca_34() -> None:
    """2020 general: 108,792 to 96,554 (Secretary of State's Statement of Vote)."""
    votes, total = (108792, 96554), 108792 + 96554
    assert split_fits((Decimal(53), Decimal(47)), 1, votes, total)
    assert not split_fits((Decimal(47), Decimal(53)), 1, votes, total)
    assert not split_fits((Decimal(55), Decimal(45)), 1, votes, total)


def test_flags_and_unknown_wordings() -> None:
    assert understates(100, "more_than", 126)
    assert not understates(100, "more_than", 125)
    with pytest.raises(InputError, match="wording"):
        fits(1, 1, "sort of", 1)
