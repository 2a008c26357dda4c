"""Says which command would load what is missing, and how large the download is."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit

from onrecord.store.catalog import Source, cycle_params, sources


def where_of(source: Source, cycle: int | None) -> str:
    """The address of the source's file; of the cycle where its files have one ('' when it has no fixed address)."""
    if not source.where or ("{" in source.where and (cycle is None or not source.by_cycle)):
        return ""
    return source.where.format(**cycle_params(cycle)) if cycle else source.where


def size_of(source: Source, cycle: int | None) -> str:
    """The measured size of the download with its date, or 'size not known'."""
    known = source.sizes.get(cycle or 0)
    return f"about {_mb(known['bytes'])} MB as of {known['as_of']}" if known else "size not known"


def how_to_load(source_name: str, cycle: int | None = None) -> str:
    """The command that would load a source's file of `cycle`, with its download size, for a person to copy."""
    source = sources()[source_name]
    if not source.published(cycle):
        return f"nothing: {source.title} begins with the cycle {source.since}"
    address = where_of(source, cycle)
    if urlsplit(address).scheme:
        return f"onrecord load {address} ({size_of(source, cycle)})"
    if source.where.startswith("onrecord "):
        return source.where  # fetched for a subject
    publisher = f" ({source.docs})" if source.docs else ""
    return f"onrecord load FILE, where FILE is {source.title} from {source.publisher or 'you'}{publisher}"


def how_to_start(cycle: int | None = None) -> str:
    """The command that would load a cycle's public files into an empty record, with the download size."""
    year = dt.date.today().year
    cycle = cycle or year + year % 2
    all_of = [s for s in sources().values() if s.by_cycle and urlsplit(s.where).scheme]
    named = [s for s in all_of if s.published(cycle)]
    known = [s.sizes[cycle] for s in named if cycle in s.sizes]
    size = f"{len(named)} files, size not known"
    if known:
        dates = ", ".join(dict.fromkeys(k["as_of"] for k in known))
        size = f"{len(named)} files; {len(known)} of them about {_mb(sum(k['bytes'] for k in known))} MB as of {dates}"
        size += ", the others not known" if len(known) < len(named) else ""
    return f"onrecord sync --cycle {cycle} ({size})"


def _mb(size: int) -> str:
    return f"{size / 1_000_000:.1f}" if size >= 100_000 else f"{size / 1_000_000:.2f}"
