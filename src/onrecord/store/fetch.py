"""Downloads a public file whole, or says why it could not."""

from __future__ import annotations

import http.client
import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from onrecord.model.errors import InputError, RecordError, SourceError
from onrecord.store.catalog import Source, cycle_params, sources
from onrecord.store.manifest import told

TRIES = 4
WAIT = 1.0  # seconds before the second try; doubled before each later one
TIMEOUT = 60.0
BLOCK = 1 << 20
_SAFE = "%/:?#[]@!$&'()*+,;=~"  # an address is sent as it is given, less what is no ASCII


class _Again(Exception):
    """The download failed in a way that another try may mend."""


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
    example = "https://www.fec.gov/files/bulk-downloads/2024/pas224.zip"
    return InputError("an address as a browser shows it", received=f"{url!r} ({why})", example=example)


def under(root: str, cycle: int) -> list[tuple[Source, str]]:
    """The addresses below `root`, a copy of the publishers' sites, of every declared file of `cycle`."""
    found = []
    for source in sources().values():
        if source.by_cycle:
            path = urlsplit(source.where.format(**cycle_params(cycle))).path
            found.append((source, _joined(root, path)))
    return found


def _joined(root: str, path: str) -> str:
    """`root` and `path` with what the end of one and the beginning of the other share written once."""
    above, below = [p for p in urlsplit(root).path.split("/") if p], [p for p in path.split("/") if p]
    shared = next((k for k in range(len(above), 0, -1) if above[-k:] == below[:k]), 0)
    return root.rstrip("/") + "/" + "/".join(below[shared:])


def fetch(url: str, folder: Path, step: Callable[[int, int], None]) -> Path | None:
    """The file at `url`, whole, in `folder` under its last two names; None when the site has no such file (404).

    Tries again, with growing pauses, after a server error (5xx, 429) or a cut connection. `step` hears the bytes
    got and the bytes announced. Raises SourceError when it fails, InputError for what is no address, RecordError when
    the disk cannot take it.
    """
    names = [unquote(p) for p in urlsplit(url).path.split("/") if p][-2:]
    target = folder.joinpath(*(n.replace("/", "_").lstrip(".") or "_" for n in names))
    with told(folder):
        target.parent.mkdir(parents=True, exist_ok=True)
    for attempt in range(1, TRIES + 1):
        try:
            return target if _get(url, target, step) else None
        except _Again as error:
            if attempt == TRIES:
                raise SourceError(
                    "the whole file arrives", received=f"{url}: {error}, {TRIES} times", example="try again later"
                ) from error
            time.sleep(WAIT * 2 ** (attempt - 1))
    raise AssertionError("unreachable")


def _get(url: str, target: Path, step: Callable[[int, int], None]) -> bool:
    try:
        request = urllib.request.Request(quote(url, safe=_SAFE), headers={"User-Agent": "onrecord"})
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            _save(answer, target, step)
    except urllib.error.HTTPError as error:
        with error:
            if error.code == 404:
                return False
            if error.code == 429 or error.code >= 500:
                raise _Again(f"the server answered {error.code}") from error
            raise SourceError(
                "an address that may be read",
                received=f"{url}: the server answered {error.code} {error.reason}",
                example="get the file with a browser, then: onrecord load FILE",
            ) from error
    except (http.client.InvalidURL, ValueError) as error:
        raise _no_address(url, str(error)) from error
    except (urllib.error.URLError, http.client.HTTPException, ConnectionError, TimeoutError) as error:
        raise _Again(str(getattr(error, "reason", error)) or type(error).__name__) from error
    return True


def _save(answer: http.client.HTTPResponse, target: Path, step: Callable[[int, int], None]) -> None:
    announced = answer.headers.get("Content-Length")
    length = int(announced) if announced and announced.isdigit() else None
    free = shutil.disk_usage(target.parent).free
    if length is not None and length > free:
        raise RecordError(
            "the record's disk has room for the download",
            received=f"{length:,} bytes for {free:,} free",
            example="--record DIR on a larger disk",
        )
    got = 0
    with told(target.parent):
        out = target.open("wb")
    with out:
        while block := answer.read(BLOCK):
            with told(target.parent):
                out.write(block)
            got += len(block)
            step(got, length or 0)
        with told(target.parent):
            out.flush()
    if length is not None and got != length:
        raise _Again(f"{got:,} of {length:,} bytes")
