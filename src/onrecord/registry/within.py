"""Districts that lie wholly in one county, so that the county's count is the whole count; each entry cited."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from onrecord.model.contest import Contest


@cache
def _listed() -> tuple[dict[str, object], ...]:
    import yaml

    return tuple(yaml.safe_load((Path(__file__).parent / "within_county.yml").read_text("utf-8")))


def lies_within(contest: Contest, county: str, day: dt.date | None) -> str | None:
    """Why a county's count is the whole contest's on that day; None when no entry says so."""
    for one in _listed():
        where = (one["state"], one["district"], one["county"]) == (contest.state, contest.district, county)
        if contest.office == "H" and where and day and one["from"] <= day <= one["to"]:  # type: ignore[operator]
            return f"{contest} lies wholly in {county} County: {one['citation']}"
    return None
