"""Finds the public files that folders, files and addresses hold, and which dataset each one is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from onrecord.model.errors import InputError, SourceError
from onrecord.store.catalog import Source, cycle_params, source_of
from onrecord.store.fetch import is_url, under
from onrecord.store.files import reading
from onrecord.store.manifest import dataset


@dataclass(frozen=True)
class Found:
    """One public file: on this disk (`path`) or at an address (`url`)."""

    source: Source
    params: dict[str, str]
    tail: str  # the last two names of its path
    path: Path | None = None
    url: str = ""
    optional: bool = False  # tried because the site may have it; a missing one is told and passed over
    named: bool = True  # by the user, not found in a folder

    @property
    def file(self) -> str:
        """The file's own name."""
        return self.tail.rsplit("/", 1)[-1]

    @property
    def key(self) -> str:
        """The dataset it is a copy of: source, the named groups of the source's match, and the file's name."""
        return dataset(self.source.name, self.params, self.file)


def find(places: Sequence[Path | str], cycles: Sequence[int] = ()) -> list[Found]:
    """The public files at `places`: a folder, a file, the address of a file, or of a copy of the FEC's site.

    With `cycles`, files of other cycles are left out; files of no cycle stay. Raises SourceError when nothing is
    known there, InputError when a site is given without a cycle.
    """
    found: list[Found] = []
    for place in places:
        text = str(place)
        found += _at_url(text, cycles) if isinstance(place, str) and is_url(text) else _on_disk(Path(place))
    kept = [f for f in found if not cycles or "cycle" not in f.params or int(f.params["cycle"]) in cycles]
    if not kept:
        rule = "a file or folder with public files of a known source"
        raise SourceError(
            f"{rule} and of the cycle" if cycles and found else rule,
            received=", ".join(map(str, places)),
            example="onrecord load files/bulk-downloads/2024/pas224.zip (onrecord sources lists what is known)",
        )
    return kept


def passed_over(places: Sequence[Path | str]) -> list[Path]:
    """The files in folders among `places` that no source knows, which a load leaves alone: to be told, not refused.

    What a sync keeps beside a download (NAME.json, NAME.part) and hidden files are not told.
    """
    folders = [Path(place) for place in places if not is_url(str(place)) and Path(place).is_dir()]
    left = [f for folder in folders for f in sorted(folder.absolute().rglob("*")) if f.is_file() and not source_of(f)]
    return [f for f in dict.fromkeys(left) if not f.name.startswith(".") and not _beside(f)]


def _beside(file: Path) -> bool:
    return file.suffix == ".part" or (file.suffix == ".json" and file.with_suffix("").is_file())


def _at_url(url: str, cycles: Sequence[int]) -> list[Found]:
    path = unquote(urlsplit(url).path)
    if hit := source_of(Path(path)):
        return [Found(*hit, _tail(Path(path)), url=url)]
    if path.rsplit("/", 1)[-1].count("."):
        raise SourceError("a public file of a known source", received=url, example="see: onrecord sources")
    if not cycles:
        raise InputError("a site is loaded by cycle, the even year that ends it", received=url, example="--cycle 2024")
    found = []
    for cycle in cycles:
        for source, address in under(url, cycle):
            path = unquote(urlsplit(address).path)
            hit = source_of(Path(path)) or (source, cycle_params(cycle))
            found.append(Found(*hit, _tail(Path(path)), url=address, optional=True))
    return found


def _on_disk(place: Path) -> list[Found]:
    with reading(place):
        there = place.exists()
    if not there:
        example = "onrecord load files/bulk-downloads/2024"
        raise SourceError("a file or folder that is there, or an address", received=place, example=example)
    if place.is_dir():
        files = sorted(f for f in place.absolute().rglob("*") if f.is_file())
        return [Found(*hit, _tail(f), f, named=False) for f in files if (hit := source_of(f))]
    if not place.is_file():
        rule = "a file or a folder, not a pipe or a device"
        raise SourceError(rule, received=place, example="save it as a file first: cat PIPE > pas224.zip")
    hit = source_of(place.absolute())
    if not hit:
        raise SourceError("a public file of a known source", received=place, example="see: onrecord sources")
    return [Found(*hit, _tail(place.absolute()), place)]


def _tail(path: Path) -> str:
    return "/".join(p for p in path.parts[-2:] if p != "/")
