"""Amounts as written: in full in tables, short in prose."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.errors import InputError
from onrecord.model.money import usd, usd_prose


@pytest.mark.parametrize(
    ("amount", "full", "prose"),
    [
        ("103739277.99", "$103,739,277.99", "$103.74 million"),  # webk24, C00797670 + C00799031, through 08/31/2024
        ("35597367.46", "$35,597,367.46", "$35.6 million"),  # webk24, C00799031 IND_EXP
        ("100000000", "$100,000,000", "$100 million"),
        ("173454", "$173,454", "$173,454"),  # pas224: UDP opposing H4CA34083, filed by 2024-11-04
        ("-28159", "-$28,159", "-$28,159"),  # pas224: UDP, a refund coded G2024
        ("1234567.89", "$1,234,567.89", "$1.23 million"),
        ("4820000000", "$4,820,000,000", "$4.82 billion"),
        ("0", "$0", "$0"),
        ("0.00", "$0.00", "$0"),
        ("12.50", "$12.50", "$12.50"),
        ("0.5", "$0.50", "$0.50"),
        ("-5", "-$5", "-$5"),
        ("0.125", "$0.125", "$0.12"),
        ("1E+6", "$1,000,000", "$1 million"),
        ("999999.50", "$999,999.50", "$1 million"),
        ("999999999.99", "$999,999,999.99", "$1 billion"),
        ("1234567890123456", "$1,234,567,890,123,456", "$1,234.57 trillion"),
    ],
)
def test_amounts(amount: str, full: str, prose: str) -> None:
    assert usd(Decimal(amount)) == full
    assert usd_prose(Decimal(amount)) == prose


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=2))
def test_in_full_reads_back_exactly(amount: Decimal) -> None:
    assert Decimal(usd(amount).replace("$", "").replace(",", "")) == amount


@pytest.mark.parametrize("amount", ["NaN", "Infinity"])
def test_not_a_number_is_refused(amount: str) -> None:
    for write in (usd, usd_prose):
        with pytest.raises(InputError, match="number"):
            write(Decimal(amount))
