"""Which files a sync is about: of every source that says where its files are, those of the cycles and days asked for."""

from __future__ import annotations

import datetime as dt
import difflib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from onrecord.model.errors import InputError, UnknownName
from onrecord.store.catalog import Source, cycle_params, source_of, sources
from onrecord.store.fetch import is_url, joined

FEC = "https://www.fec.gov"
DAYS = 7  # of the daily files, when no day is given
MOST_DAYS = 3660


@dataclass(frozen=True)
class Planned:
    """One file: the source, the parameters in its name, its path on the publisher's site and where it is asked for."""

    source: Source
    params: dict[str, str]
    path: str
    url: str
    feed: bool = False  # one of the daily files, which a site has for some days only

    @property
    def tail(self) -> str:
        """The last two names of its path."""
        return "/".join(self.path.split("/")[-2:])

    @property
    def declared(self) -> int | None:
        """Its size in bytes as the source's declaration measured it once, None when it did not."""
        size = self.source.sizes.get(int(self.params.get("cycle", 0)))
        return int(size["bytes"]) if size else None


def base_url(given: str | None = None) -> str:
    """The site to ask: as given, else ONRECORD_FEC_BASE, else the FEC's own; raises InputError for what is no site."""
    base = given or os.environ.get("ONRECORD_FEC_BASE") or FEC
    if not is_url(base):
        raise InputError("--base: the address of a site laid out as the FEC's", received=base, example=FEC)
    return base.rstrip("/")


def current_cycle(today: dt.date | None = None) -> int:
    """The even year that ends the cycle of a day."""
    year = (today or dt.date.today()).year
    return year + year % 2


def plan(
    base: str,
    cycles: Sequence[int],
    names: Sequence[str] = (),
    *,
    feeds: bool = False,
    since: dt.date | None = None,
    today: dt.date | None = None,
) -> list[Planned]:
    """The files to bring, in the catalogue's order; with `names` those of these sources alone.

    Files of the FEC's site are asked for under `base`, and where that is another site so are those of the FEC's other
    hosts (the feed); fixed addresses of others as they are. Daily files (a
    template with {date}) and feeds come with `feeds`, from `since` (inclusive; a week otherwise) to `today`. Raises
    UnknownName for a source that is none, InputError for one without an address.
    """
    today = today or dt.date.today()
    since = since or today - dt.timedelta(days=DAYS - 1)
    if feeds and not 0 <= (today - since).days < MOST_DAYS:
        raise InputError("--since: a day of the last ten years", received=since, example=str(today))
    days = [since + dt.timedelta(days=n) for n in range((today - since).days + 1)] if feeds else []
    found = []
    for source in _asked(names, feeds):
        for where, cycle in _addresses(source, cycles, days):
            found.append(_planned(source, where, base, cycle, today))
    unique = {one.url: one for one in found}
    return list(unique.values())


def _asked(names: Sequence[str], feeds: bool) -> list[Source]:
    placed = {n: s for n, s in sources().items() if urlsplit(s.where).scheme in ("http", "https")}
    for name in names:
        if name not in sources():
            near = difflib.get_close_matches(name, placed, n=3) or sorted(placed)[:3]
            raise UnknownName("a source by its name", received=name, example=", ".join(near))
        if name not in placed:
            example = "onrecord load FILE"
            raise InputError("a source that has an address to fetch from", received=name, example=example)
        if is_feed(placed[name]) and not feeds:
            raise InputError("daily files are fetched with --feeds", received=name, example=f"--feeds --source {name}")
    return [s for n, s in placed.items() if (n in names if names else True) and (feeds or not is_feed(s))]


def is_feed(source: Source) -> bool:
    """Whether its files are those of days: a template with {date}, or a feed of the latest filings."""
    return "{date}" in source.where or "/rss" in urlsplit(source.where).path


def _addresses(source: Source, cycles: Sequence[int], days: Sequence[dt.date]) -> list[tuple[str, int | None]]:
    """The addresses of its template filled in, each with its cycle."""
    if "{date}" in source.where:
        return [(source.where.format(date=f"{d:%Y%m%d}", **cycle_params(d.year + d.year % 2)), None) for d in days]
    if "{" in source.where:
        mine = [cycle for cycle in cycles if source.published(cycle)]
        return [(source.where.format(**cycle_params(cycle)), cycle) for cycle in mine]
    return [(source.where, None)]


def _planned(source: Source, where: str, base: str, cycle: int | None, today: dt.date) -> Planned:
    parts = urlsplit(where)
    ours = parts.netloc == urlsplit(FEC).netloc
    here = ours or (parts.netloc.endswith(".fec.gov") and base != FEC)
    path = unquote(parts.path).lstrip("/")
    url = joined(base, parts.path) + (f"?{parts.query}" if parts.query else "") if here else where
    if not ours:
        path = f"{parts.netloc.replace(':', '_')}/{path}"
    if not cycle and is_feed(source) and "{date}" not in source.where:
        path = _of_day(source, path, today)
    hit = source_of(Path("/" + path))
    params = hit[1] if hit else cycle_params(cycle) if cycle else {}
    return Planned(source, params, path, url, is_feed(source))


def _of_day(source: Source, path: str, today: dt.date) -> str:
    """The name of a feed's copy of today: a feed holds some days only, so that each day's copy is kept."""
    folder = path.rpartition("/")[0]
    names = [f"{path}_{today:%Y%m%d}.xml", f"{folder}/fec_filing_feed_{today:%Y%m%d}.xml", f"{path}.xml"]
    return next((name for name in names if source.match.search(name)), path)
