"""What an address is, which files a site has for a cycle, and the download of one file for a load."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from onrecord.model.errors import InputError
from onrecord.store.catalog import Source, cycle_params, sources


def is_url(place: str) -> bool:
    """Whether `place` is an http or https address; raises InputError for one that names no site."""
    if not place.casefold().startswith(("http:", "https:")):
        return False
    try:
        parts = urlsplit(place)
        whole = bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise _no_address(place, str(error)) from error
    if not whole or any(c.isspace() or not c.isprintable() for c in place):
        raise _no_address(place, "no site, or a blank in it")
    return True


def _no_address(url: str, why: str) -> InputError:
    from onrecord.store.sync.client import no_address

    return no_address(url, why)


def under(root: str, cycle: int) -> list[tuple[Source, str]]:
    """The addresses below `root`, a copy of the publishers' sites, of every declared file that `cycle` has."""
    return [
        (source, joined(root, urlsplit(source.where.format(**cycle_params(cycle))).path))
        for source in sources().values()
        if source.by_cycle and source.published(cycle)
    ]


def joined(root: str, path: str) -> str:
    """`root` and `path` with what the end of one and the beginning of the other share written once."""
    above, below = [p for p in urlsplit(root).path.split("/") if p], [p for p in path.split("/") if p]
    shared = next((k for k in range(len(above), 0, -1) if above[-k:] == below[:k]), 0)
    return root.rstrip("/") + "/" + "/".join(below[shared:])


def fetch(url: str, folder: Path, step: Callable[[int, int], None]) -> Path | None:
    """The file at `url`, whole, in `folder` under its last two names; None when the site has no such file (404).

    It is brought by the downloader of `onrecord sync`, which resumes, tries again and verifies. `step` hears the bytes
    got and the bytes announced. Raises SourceError when it fails, InputError for what is no address, RecordError when
    the disk cannot take it.
    """
    from onrecord.store.sync.client import Http
    from onrecord.store.sync.download import download

    names = [unquote(p) for p in urlsplit(url).path.split("/") if p][-2:]
    target = folder.joinpath(*(n.replace("/", "_").lstrip(".") or "_" for n in names))
    return None if download(Http(), url, target, step).state == "missing" else target
