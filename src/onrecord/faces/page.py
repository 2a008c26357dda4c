"""Plain pages for the terminal: paragraphs and aligned tables at a width, coloured only where the caller asks."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING, Any

from onrecord.faces.shown import value_text
from onrecord.faces.terminal import clean
from onrecord.model.money import usd

if TYPE_CHECKING:
    from rich.text import Text

NONE = "not known"
GAP = 2  # blanks between the columns of a table
LEAST = 8  # columns of the screen in which a cell can be wrapped
_ONE = {"parties": "party", "elections": "election", "targets": "target"}


class Page:
    """A page being written: headings, paragraphs and tables, wrapped at `width` columns."""

    def __init__(self, width: int = 80, colour: bool = False) -> None:
        from rich.console import Console

        self.width, self._colour = max(40, width), colour
        self._out = Console(
            file=StringIO(), width=self.width, force_terminal=colour, color_system="standard" if colour else None,
            no_color=not colour, legacy_windows=False, highlight=False, markup=False, emoji=False,
        )  # fmt: skip

    def text(self) -> str:
        """The page, lines without trailing blanks, ending in one newline."""
        lines = self._out.file.getvalue().splitlines()  # type: ignore[attr-defined]
        return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"

    def heading(self, text: str) -> None:
        """A blank line and a heading."""
        self._out.print()
        self.say(text, style="bold")

    def say(self, text: object, indent: int = 0, style: str = "", hang: int = 0) -> None:
        """A paragraph, indented; lines after the first by `hang` more."""
        from rich.padding import Padding
        from rich.table import Table
        from rich.text import Text

        words = Text(clean(text).strip(), style=style, overflow="fold")
        if not self._colour:
            self._plain(words, indent, hang)
            return
        if not hang:
            self._out.print(Padding(words, (0, 0, 0, indent)))
            return
        table = Table.grid(padding=0)
        table.add_column(width=hang, no_wrap=True)
        table.add_column(overflow="fold")
        table.add_row(Text("- "[:hang].ljust(hang)), words)
        self._out.print(Padding(table, (0, 0, 0, indent), expand=False))

    def _plain(self, words: Text, indent: int, hang: int) -> None:
        """A paragraph without colour: the lines into which rich wraps it, written as they are."""
        mark = "- "[:hang].ljust(hang) if hang else ""
        for line in words.wrap(self._out, self.width - indent - hang, overflow="fold") or [""]:
            self._out.file.write(f"{' ' * indent}{mark}{line}\n")
            mark = " " * hang

    def lines(self, text: str, indent: int = 2) -> None:
        """Lines as they are, never wrapped: what a reader will copy."""
        for line in text.splitlines():
            self._out.out(" " * indent + clean(line), highlight=False)

    def table(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = (), indent: int = 2
    ) -> None:
        """Rows under a head, columns aligned; the last column takes the room left and wraps. No rows: nothing."""
        from rich.padding import Padding
        from rich.table import Table
        from rich.text import Text

        if not rows:
            return
        if not self._colour and self._plain_table([*([head] if any(head) else []), *rows], right, indent):
            return
        table = Table.grid(padding=(0, GAP, 0, 0))
        for place in range(len(head)):
            last = place == len(head) - 1
            table.add_column(no_wrap=not last, justify="right" if place in right else "left", overflow="fold")
        if any(head):
            table.add_row(*(Text(h, style="dim") for h in head))
        for row in rows:
            table.add_row(*(Text(clean(cell), overflow="fold") for cell in row))
        self._out.print(Padding(table, (0, 0, 0, indent), expand=False))

    def _plain_table(self, rows: Sequence[Sequence[str]], right: Sequence[int], indent: int) -> bool:
        """Write a table without colour as rich would, the last column wrapped; false where others had to be cut."""
        from rich.cells import cell_len
        from rich.text import Text

        cells = [[clean(cell) for cell in row] for row in rows]
        *widths, last = (max(map(cell_len, column)) for column in zip(*cells, strict=True))
        room = self.width - indent - sum(widths) - GAP * len(widths)
        if not any((*widths, last)) or (last > room and (room < LEAST or len(widths) in right)):
            return False
        for *row, text in cells:
            first = [
                _aligned(cell, n, place in right) + " " * GAP
                for place, (cell, n) in enumerate(zip(row, widths, strict=True))
            ]
            before = " " * indent + "".join(first)
            if last <= room:
                self._out.file.write(f"{before}{_aligned(text, last, len(widths) in right)}\n")
                continue
            for line in Text(text).wrap(self._out, room, overflow="fold") or [""]:
                self._out.file.write(f"{before}{line}\n")
                before = " " * cell_len(before)
        return True


def _aligned(cell: str, width: int, right: bool) -> str:
    """A cell in its column, as rich aligns it: measured with the blanks at its end, placed without."""
    from rich.cells import cell_len

    text = cell.rstrip()
    blank = " " * (width - cell_len(text))
    return blank + text if right else text + blank


def dollars(values: Sequence[str | None]) -> list[str]:
    """A column of amounts (decimal strings): cents everywhere when any has them; None is 'not known'."""
    known = [Decimal(v) for v in values if v is not None]
    whole = all(v == v.to_integral_value() for v in known)
    return [NONE if v is None else usd(_cents(Decimal(v), whole)) for v in values]


def _cents(value: Decimal, whole: bool) -> Decimal:
    return value.quantize(Decimal(1)) if whole else value.quantize(Decimal("0.01"))


def figure(value: Any, unit: str | None) -> str:
    """One figure with its unit: shares and points with two decimals, fractions as percentages, None 'not known'."""
    if value is None:
        return NONE
    if unit == "USD":
        return dollars([str(value)])[0]
    if unit in ("pct", "pp"):
        return value_text(str(Decimal(str(value)).quantize(Decimal("0.01"))), unit)
    if unit == "fraction":
        return f"{(Decimal(str(value)) * 100).quantize(Decimal('0.1'))}%"
    if unit == "place":
        return ordinal(int(value))
    return value_text(value, (_ONE.get(unit or "", unit) if str(value) == "1" else unit) or None)


def ordinal(number: int) -> str:
    """A place in words: 1st place, 2nd place, 11th place."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending} place"


def through(value: str | None) -> str:
    """How far a figure reaches."""
    return f"through {value}" if value else "no coverage day"
