"""A page without colour has the words, the breaks and the blanks of the same page in colour, which rich draws."""

from __future__ import annotations

import random
import re

import pytest

from onrecord.faces.page import Page

ANSI = re.compile(r"\x1b\[[0-9;]*m")
LINK = "https://www.fec.gov/files/bulk-downloads/2020/indiv20.zip"
WORDS = ["a", "committee", "$1,234,567.00", "—", "Ñandú", "日本語", "(C00799031)", "x" * 50, LINK]
WORDS += ["the", "of", "receipts;", "", "  ", "e\u0301", "tab\there", "new\nline", "-"]


def draw(page: Page, seed: int) -> str:
    """Some paragraphs and tables, the same for a seed; without colour and without blanks at the end of a line."""
    some = random.Random(seed)

    def text(most: int) -> str:
        return " ".join(some.choice(WORDS) for _ in range(some.randint(0, most)))

    for _ in range(3):
        page.say(text(40), some.choice([0, 2, 4, 6]), some.choice(["", "bold"]), some.choice([0, 0, 2, 4]))
        columns = some.randint(1, 6)
        head = [some.choice(["", "USD", "what"]) for _ in range(columns)]
        rows = [
            [text(some.choice([1, 2, 3, 12 if n == columns - 1 else 2])) for n in range(columns)]
            for _ in range(some.randint(0, 4))
        ]
        page.table(head, rows, [n for n in range(columns) if some.random() < 0.3], some.choice([0, 2, 4, 6]))
    lines = [line.rstrip() for line in ANSI.sub("", page.text()).splitlines()]
    return "\n".join(lines).strip("\n")


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_plain_is_coloured_without_colour(width: int) -> None:
    for seed in range(150):
        assert draw(Page(width), seed) == draw(Page(width, colour=True), seed)
