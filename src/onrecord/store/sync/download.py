"""Gets one file whole: asked for if it changed, resumed after a cut, begun again when it changed, verified."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from urllib3 import BaseHTTPResponse

from onrecord.model.errors import RecordError, SourceError
from onrecord.store.files import sha256
from onrecord.store.sync.cache import Meta, beside, held, now, save_json
from onrecord.store.sync.client import Again, Budget, Http
from onrecord.store.sync.verify import fault

Step = Callable[[int, int], None]  # bytes that are here, bytes that there will be (0: not known)
_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")


@dataclass(frozen=True)
class Fetched:
    """What became of one file: new, changed, current or missing; `received` the bytes that came over the wire."""

    state: str
    meta: Meta | None = None
    received: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Said:
    """What the server said of the file that a part is the beginning of."""

    url: str
    etag: str
    last_modified: str
    total: int | None

    @property
    def validator(self) -> str:
        """What If-Range may hold: a strong ETag, else Last-Modified (RFC 9110, 13.1.5)."""
        return self.etag if self.etag.startswith('"') else self.last_modified


@dataclass
class _Download:
    http: Http
    url: str
    target: Path
    known: Meta | None
    step: Step
    size: int | None = None
    received: int = 0

    def __post_init__(self) -> None:
        self.budget = Budget(self.url)
        self.part = self.target.with_name(self.target.name + ".part")
        self.notes: list[str] = []
        self.bad = 0  # how often all came and was not whole
        self.most = 0  # the most bytes of the file that were ever here

    def once(self) -> Fetched:
        """One try; raises Again where another may bring the rest."""
        said, have = self._resumable()
        headers = {"Accept-Encoding": "identity"}
        if said:
            headers |= {"Range": f"bytes={have}-", "If-Range": said.validator}
        elif self.known and self.known.url == self.url:
            headers |= _conditions(self.known)
        answer = self.http.open("GET", self.url, headers)
        try:
            if answer.status in (404, 410):
                return Fetched("missing", received=self.received, notes=tuple(self.notes))
            if answer.status == 304 and self.known:
                return Fetched("current", self.known, self.received, tuple(self.notes))
            start, now_said = self._start(answer, said, have)
            self._copy(answer, start, now_said)
        finally:
            answer.close()
            answer.release_conn()
        return self._finish(now_said)

    def _resumable(self) -> tuple[_Said | None, int]:
        """The part that is here and can be gone on with; any other is thrown away."""
        try:
            said = _Said(**json.loads(beside(self.part).read_text("utf-8")))
            have = self.part.stat().st_size
        except (OSError, ValueError, TypeError):
            self._drop()
            return None, 0
        if said.url != self.url or not said.validator or not have or (said.total or have + 1) <= have:
            self._drop()
            return None, 0
        return said, have

    def _start(self, answer: BaseHTTPResponse, said: _Said | None, have: int) -> tuple[int, _Said]:
        """The byte that the answer's body begins at, and what the server says of the whole file."""
        told = _Said(self.url, answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", ""), None)
        encoding = answer.headers.get("Content-Encoding", "").strip().casefold() or "identity"
        if answer.status == 200 and encoding == "identity":
            if said:
                self.notes.append("changed while it came, or the server sends no parts: begun again")
            length = whole_number(answer.headers.get("Content-Length"))
            return 0, _Said(told.url, told.etag, told.last_modified, self.size if length is None else length)
        if answer.status == 206 and said:
            found = _RANGE.fullmatch(answer.headers.get("Content-Range", ""))
            first, last, total = map(whole_number, found.groups()) if found else (None, None, None)
            fits = first == have and last is not None and (total is None or last == total - 1)
            same = told.etag == said.etag and said.total in (None, total)
            same = same and told.last_modified in ("", said.last_modified)
            if fits and same and encoding == "identity":
                return have, said
            self._drop()
            raise Again("the server sent a part that does not go on where the last ended")
        if answer.status == 416 and said:
            self._drop()
            raise Again("the file is shorter than the part that came")
        how = f", encoded as {encoding} unasked" if encoding != "identity" else ""
        raise SourceError(
            "an address that may be read",
            received=f"{self.url}: the server answered {answer.status} {answer.reason or ''}".rstrip() + how,
            example="get the file with a browser, then: onrecord load FILE",
        )

    def _copy(self, answer: BaseHTTPResponse, start: int, said: _Said) -> None:
        self._room((said.total or 0) - start)
        with held(self.target.parent):
            save_json(beside(self.part), asdict(said))
            out = self.part.open("r+b" if start else "wb")
        have = start
        try:
            with out:
                out.seek(start)
                for block in self.http.blocks(answer, self.budget):
                    with held(self.target.parent):
                        out.write(block)
                    have += len(block)
                    self.received += len(block)
                    self.step(have, said.total or 0)
                with held(self.target.parent):
                    out.flush()
            if said.total is not None and have != said.total:
                raise Again(f"{have:,} of {said.total:,} bytes")
        except Again as error:
            error.gained = bool(said.validator) and have > self.most
            self.most = max(self.most, have)
            raise

    def _room(self, coming: int) -> None:
        free = shutil.disk_usage(self.target.parent).free
        if coming > free:
            raise RecordError(
                "the disk has room for the download",
                received=f"{coming:,} bytes for {free:,} free in {self.target.parent}",
                example="--cache DIR or --record DIR on a larger disk",
            )

    def _finish(self, said: _Said) -> Fetched:
        if why := fault(self.part, self.target.name):
            self._drop()
            self.bad += 1
            if self.bad == 1:  # once more: the file may have been changed under the download
                raise Again(f"what came is not whole: {why}")
            rule, example = f"{self.target.name} arrives whole", "try again later"
            raise SourceError(rule, received=f"{self.url}: {why}, twice", example=example)
        digest = sha256(self.part)
        with held(self.target.parent):
            self.part.replace(self.target)
            beside(self.part).unlink(missing_ok=True)
            stat = self.target.stat()
        moment = now()
        meta = Meta(self.url, said.etag, said.last_modified, stat.st_size, digest, stat.st_mtime_ns, moment, moment)
        state = "new" if self.known is None else "current" if self.known.sha256 == digest else "changed"
        return Fetched(state, meta, self.received, tuple(self.notes))

    def _drop(self) -> None:
        with held(self.target.parent):
            self.part.unlink(missing_ok=True)
            beside(self.part).unlink(missing_ok=True)


def whole_number(text: str | None) -> int | None:
    """The number of bytes that a header tells; None when it tells none."""
    return int(text) if text and re.fullmatch(r"[0-9]{1,18}", text) else None


def _conditions(known: Meta) -> dict[str, str]:
    if known.etag:
        return {"If-None-Match": known.etag}
    return {"If-Modified-Since": known.last_modified} if known.last_modified else {}


def download(
    http: Http,
    url: str,
    target: Path,
    step: Step = lambda _done, _all: None,
    known: Meta | None = None,
    size: int | None = None,
) -> Fetched:
    """Bring the file at `url` to `target`, whole, or leave `target` as it is.

    With `known` (what is known of the file that stands at `target`) it is asked for only if it changed. `size` is what
    the server told of it before (HEAD), in bytes: it counts where an answer does not say its length. A download
    that is cut leaves NAME.part with its validators, which the next goes on from. Raises SourceError when it fails,
    InputError for what is no address, RecordError when the disk cannot take it.
    """
    with held(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
    one = _Download(http, url, target, known, step, size)
    return http.again(url, one.once)
