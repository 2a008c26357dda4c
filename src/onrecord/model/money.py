"""Writes amounts of US dollars, in full for tables and short for prose; exact arithmetic, never floats."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal

from onrecord.model.errors import InputError

_SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
_CENT = Decimal("0.01")
_WIDE = Context(prec=60, rounding=ROUND_HALF_EVEN)


def usd(amount: Decimal) -> str:
    """The amount in full, for tables: Decimal('1234567.89') gives '$1,234,567.89', never rounded.

    In: USD as Decimal. Out: cents are written when the amount has any decimal places ('$0.50'), not when the source
    gave whole dollars ('$173,454'); a negative amount is '-$5'. Raises InputError for a NaN or an infinity.
    """
    value = _finite(amount)
    exponent = value.as_tuple().exponent
    places = max(2, -exponent) if isinstance(exponent, int) and exponent < 0 else 0
    return f"{'-' if value < 0 else ''}${_WIDE.abs(value):,.{places}f}"


def usd_prose(amount: Decimal) -> str:
    """The amount for a sentence: Decimal('1234567.89') gives '$1.23 million'.

    In: USD as Decimal. Out: from a million up at most two decimals of the million, billion or trillion; below it whole
    dollars ('$173,454'); below $1,000 cents when there are any ('$12.50'). Rounds half to even, so it may lose digits:
    use `usd` where the figure is checked. Raises InputError for a NaN or an infinity.
    """
    value = _finite(amount)
    size, sign = _WIDE.abs(value), "-" if value < 0 else ""
    if size < 1000:
        size = _WIDE.quantize(size, _CENT)
        cents = size != size.to_integral_value()
        return f"{sign}${size:,.2f}" if cents else f"{sign}${size:,.0f}"
    whole = _WIDE.quantize(size, Decimal(1))
    if whole < 10**6:
        return f"{sign}${whole:,}"
    for scale, word in reversed(_SCALES):
        short = _WIDE.quantize(_WIDE.divide(size, scale), _CENT)
        if short < 1000 or word == "trillion":
            break
    return f"{sign}${f'{short:,.2f}'.rstrip('0').rstrip('.')} {word}"


def _finite(amount: Decimal) -> Decimal:
    if not amount.is_finite():
        raise InputError("an amount of US dollars that is a number", received=amount, example="1234567.89")
    return amount
