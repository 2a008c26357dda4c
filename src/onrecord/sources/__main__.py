"""Writes the table of all sources for docs/sources.md: python -m onrecord.sources [docs/sources.md]."""

from __future__ import annotations

import re
import sys
from pathlib import Path

MARK_START = "<!-- sources: written by python -m onrecord.sources, do not edit -->"
MARK_END = "<!-- /sources -->"


PLAIN = (  # a file name's pattern in words that need no regular expressions
    (r"\(\?P<subject>C.*?\)(?=_\(\?P<cycle>)", "COMMITTEE"),
    (r"\(\?P<subject>.*?\)(?=_\(\?P<cycle>)", "SUBJECT"),
    (r"\(\?i:(\w+)\)", r"\1"),
    (r"\(\?:(\w+)\|(\w+)\)", r"\1 or \2"),
    (r"\(\^\|/\)|\$(?=\||$)", ""),
    (r"\(\?P<yy>\\d\\d\)", "YY"),
    (r"\(\?P<(?:cycle|year)>\\d\{4\}\)", "YYYY"),
    (r"\(\?P<number>\\d\+\)", "NUMBER"),
    (r"(?:\(\?P<date>)?\\d\{8\}\)?", "YYYYMMDD"),
    (r"\[a-z\]\{2\}", "state"),
    (r"\[\^/\]\*", "*"),
    (r"\((\w+)\)\?", r"[\1]"),
    (r"\\\.", "."),
    (r"\|", " or "),
)


def files(pattern: str) -> str:
    """A source's file names as people write them: weballYY.zip, onrecord_results*.csv."""
    for found, plain in PLAIN:
        pattern = re.sub(found, plain, pattern)
    return pattern


def table() -> str:
    """One Markdown line for each source: its files, the tables it fills, publisher, licence and caveats."""
    import yaml

    lines = ["| source | files | fills | publisher and licence | mind |", "| --- | --- | --- | --- | --- |"]
    for path in sorted(Path(__file__).parent.glob("*/source.yml")):
        data = yaml.safe_load(path.read_text("utf-8"))
        fills = [data["table"]] if "table" in data else sorted({*data["route"]["to"].values(), data["route"]["else"]})
        title, names = f"{data['title']} (`{data['name']}`)", f"`{files(data['match'])}`"
        names += f", cycles from {data['since']} on" if "since" in data else ""
        unseen = [f"**Layout unverified**: it rests on {data['rests_on']}."] if "layout" in data else []
        caveats = "<br>".join([*unseen, *data.get("caveats", [])])
        lines.append(f"| {title} | {names} | {', '.join(fills)} | {data['publisher']}; {data['licence']} | {caveats} |")
    return "\n".join(lines) + "\n"


def write(path: Path) -> None:
    """Put the table between the two marks of a Markdown file."""
    before, rest = path.read_text("utf-8").split(MARK_START)
    after = rest.split(MARK_END)[1]
    path.write_text(f"{before}{MARK_START}\n{table()}{MARK_END}{after}", "utf-8")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        write(Path(sys.argv[1]))
    else:
        sys.stdout.write(table())
