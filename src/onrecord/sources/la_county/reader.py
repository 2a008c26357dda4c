"""Reads Los Angeles County's results JSON: one row for each candidate of each contest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from onrecord.sources.reading import ALL_PARTIES

HOUSE = re.compile(r"(?:UNITED STATES REPRESENTATIVE|US REP\w*|U\.S\. REPRESENTATIVE)\D*(\d+)", re.IGNORECASE)


def rows(path: Path) -> Iterator[tuple[int, list[str] | str]]:
    """Every candidate line: its fields for a US House contest, otherwise why it is not held."""
    election = json.loads(path.read_text("utf-8"))["Election"]
    held = election["Date"][:10]
    stage = "primary" if "primary" in election["Title"].casefold() else "general"
    kind = ALL_PARTIES if stage == "primary" else ""  # of the House, in California since 2011
    number = 0
    for group in election["ContestGroups"]:
        for contest in group["Contests"]:
            title = contest["Title"]
            house = HOUSE.search(title)
            for one in contest["Candidates"]:
                number += 1
                if house:
                    name, party = one["Name"], one["Party"]
                    yield number, [held, held[:4], stage, kind, house[1], name, party, str(one["Votes"])]
                else:
                    yield number, f"not a US House contest: {title}"
