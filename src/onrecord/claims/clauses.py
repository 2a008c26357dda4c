"""The clauses of a sentence: where one amount's words end and another's begin, and what stands apart between commas."""

from __future__ import annotations

import re

_CUT = re.compile(
    r"[;\u2014]|\s--\s|,? (?:while|but|compared (?:with|to)|up from|down from|versus)\b|, and\b| and (?=\$)"
    r"|, (?:including|to|plus) (?=\$)"
    r"|, (?=(?:(?:far|well|much|nearly|almost|about|roughly) )*(?:(?:more|less) than )?"
    r"(?:double|triple|quadruple|twice|three times|half) (?:the|what|its|his|her|that|as)\b)"
    r"|, (?=(?:(?:far|well|much) )*(?:more|less) than the \$)"
)


def clauses(text: str) -> list[tuple[int, int]]:
    """The spans of a sentence's clauses, in order."""
    cuts = [m.span() for m in _CUT.finditer(text)]
    return list(zip([0, *(b for _, b in cuts)], [*(a for a, _ in cuts), len(text)], strict=True))


def clause_of(text: str, start: int, end: int) -> tuple[int, int]:
    """The part of a sentence that holds the amount at start..end: up to "while", "but", "compared with", ", and"."""
    cuts = [m.span() for m in _CUT.finditer(text)]
    first = max((b for _, b in cuts if b <= start), default=0)
    last = min((a for a, _ in cuts if a >= end), default=len(text))
    return first, last


def aside_spans(text: str) -> list[tuple[int, int]]:
    """Appositions and relative clauses between commas: ", the super PAC affiliated with X," and ", who beat X,"."""
    opens = (
        "the|a|an|which|who|whose|where|that|its|formerly|also|along|backed|led|founded|funded|affiliated|known|facing"
    )
    pattern = rf",\s+(?:{opens})\b(?:[^,]|,(?=\d))*,(?!\d)"  # the comma of 3,500 ends nothing
    return [m.span() for m in re.finditer(pattern, text)]


_THAN = re.compile(
    r",? (?:compared (?:with|to)|up from|down from|versus|vs\.|as opposed to"
    r"|an? (?:\w+ )?(?:drop|jump|rise|increase|decrease|decline|fall) from"
    r"|(?:(?:far|well|much|nearly|almost|about|roughly) )*(?:(?:more|less) than )?(?:double|triple|quadruple|twice"
    r"|three times|half|more than|less than) (?:the \$|what|its \$|his \$|her \$|their \$|the amount))[^;]*?"
    r"(?=, (?!\d)|;|[.!?]?$)"
)


def uncompared(text: str, place: int) -> str:
    """A sentence without what an amount is compared with: "..., compared with $6 million in 2022" is left blank."""
    for hit in _THAN.finditer(text, place):
        text = text[: hit.start()] + " " * (hit.end() - hit.start()) + text[hit.end() :]
    return text
