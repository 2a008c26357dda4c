"""Pages of the API kept as files: fetched to the end, gone on with after a stop, asked for again if they changed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.model.errors import SourceError
from onrecord.store.sync.cache import beside, held, save_json
from onrecord.store.sync.openfec import OpenFec, Page

SCHEMA = "onrecord.openfec/1"
PER_PAGE = 100  # the most that the API gives
Ask = tuple[str, dict[str, Any]]  # endpoint, parameters


@dataclass
class Got:
    """What one file of pages holds: its rows read, and what a person should know of how it came."""

    path: Path
    rows: list[dict[str, Any]]
    state: str  # new, changed or current
    requests: int
    said: list[str] = field(default_factory=list)


@dataclass
class Pages:
    """Fetches lists of the API into files of one JSON object a line: an envelope, then each page as it came."""

    api: OpenFec
    today: Callable[[], dt.date] = lambda: dt.datetime.now(dt.UTC).date()
    verify: bool = False  # ask again although the file is of today

    def fetch(self, path: Path, asks: Sequence[Ask], about: dict[str, Any]) -> Got:
        """The rows of `asks`, in `path`; a complete file of today is not asked for again (the API changes nightly).

        `about` goes into the envelope. Pages that came before a stop are gone on with on the same day. Raises
        SourceError when the API refuses, when a limit is reached or when its pages go in a circle.
        """
        day = self.today().isoformat()
        asked = [[endpoint, params] for endpoint, params in asks]
        known = _known(path)
        same = known.get("asks") == asked and known.get("about") == about and path.exists()
        held_rows = whole_rows(path) if same else None
        if held_rows is not None and known.get("checked_on") == day and not self.verify:
            return Got(path, held_rows, "current", 0, list(known.get("said", [])))
        same = held_rows is not None
        old = _texts(path) if same else []
        one = _Fetch(self.api, path, asked, about, day, known.get("etags", []) if same else [], old)
        return one.run()


class _Fetch:
    """One run of a file's pages, with what was kept of an earlier one."""

    def __init__(
        self, api: OpenFec, path: Path, asks: list[list[Any]], about: dict[str, Any], day: str, etags: list[str],
        old: list[str],
    ) -> None:  # fmt: skip
        self.api, self.path, self.asks, self.about, self.day = api, path, asks, about, day
        self.etags, self.old = etags, old
        self.part = path.with_name(path.name + ".part")
        self.kept: list[tuple[Page, int]] = []  # pages with the number of their ask
        self.said: list[str] = []
        self.requests = 0

    def run(self) -> Got:
        """Fetch what is lacking and put the file in its place."""
        with held(self.path.parent):
            self.path.parent.mkdir(parents=True, exist_ok=True)
        self._take_up()
        for number, (endpoint, params) in enumerate(self.asks):
            self._one(number, endpoint, params)
        texts = [page.text for page, _ in self.kept]
        state = "current" if texts == self.old else "changed" if self.old else "new"
        rows = [row for page, _ in self.kept for row in page.data["results"]]
        if state != "current":
            envelope = {
                "schema": SCHEMA,
                "fetched_on": self.day,
                "asks": self.asks,
                "about": self.about,
                "rows": len(rows),
            }
            with held(self.path.parent):
                lines = [json.dumps(envelope, sort_keys=True), *texts]
                self.part.write_text("\n".join(lines) + "\n", "utf-8")
                self.part.replace(self.path)
        with held(self.path.parent):
            facts = {"asks": self.asks, "about": self.about, "checked_on": self.day, "said": self.said}
            save_json(beside(self.path), {**facts, "etags": [page.etag for page, _ in self.kept]})
            self.part.unlink(missing_ok=True)
        return Got(self.path, rows, state, self.requests, self.said)

    def _take_up(self) -> None:
        """The pages of a run of the same day that was stopped."""
        try:
            lines = self.part.read_text("utf-8").rstrip("\n").split("\n")
            head = json.loads(lines[0])
            if head != {"asks": self.asks, "day": self.day}:
                return
            for line in lines[1:]:
                number, etag, text = json.loads(line)
                self.kept.append((Page(text, json.loads(text, parse_float=str), etag), number))
        except (OSError, ValueError, IndexError, TypeError):
            return

    def _one(self, number: int, endpoint: str, params: dict[str, Any]) -> None:
        """All pages of one list, by the indexes of the last row where the API gives them, else by page number."""
        mine = [page for page, n in self.kept if n == number]
        counts = [page.data.get("pagination", {}).get("count") for page in mine]
        seen: list[Any] = []
        while True:
            more = _more(mine, params)
            if more is None:
                break
            if more in seen:
                rule = "pages of the openFEC API that go on"
                raise SourceError(
                    rule, received=f"{endpoint}: the page after {more} is itself", example="try again later"
                )
            seen.append(more)
            page = self._get(endpoint, {**params, "per_page": PER_PAGE, **more})
            rows = page.data["results"]
            if rows and any(rows == earlier.data["results"] for earlier in mine):
                rule = "pages of the openFEC API that go on"
                raise SourceError(
                    rule, received=f"{endpoint}: the page after {more} came before", example="try again later"
                )
            mine.append(page)
            counts.append(page.data.get("pagination", {}).get("count"))
            self._keep(page, number)
        self._compare(endpoint, mine, counts)

    def _get(self, endpoint: str, params: dict[str, Any]) -> Page:
        if self.api.remaining == 0:
            raise self.api.over()
        at = len(self.kept)
        etag = self.etags[at] if at < len(self.etags) and at < len(self.old) else ""
        page = self.api.get(endpoint, params, etag)
        self.requests += 1
        if page.unchanged:
            return Page(self.old[at], json.loads(self.old[at], parse_float=str), etag)
        return page

    def _keep(self, page: Page, number: int) -> None:
        """Keep a page at once, so that a stop loses none; say what is to come after the first."""
        with held(self.path.parent):
            if not self.kept:
                self.part.write_text(json.dumps({"asks": self.asks, "day": self.day}) + "\n", "utf-8")
            with self.part.open("a", encoding="utf-8") as out:
                out.write(json.dumps([number, page.etag, page.text]) + "\n")
        self.kept.append((page, number))
        count = page.data.get("pagination", {}).get("count") or 0
        left, more = self.api.remaining, -(-int(count) // PER_PAGE) - 1
        if (
            page.data.get("pagination", {}).get("page", 1) == 1
            and left is not None
            and more > left
            and len(self.kept) == 1
        ):
            self.api.say(
                f"{self.path.name}: {more:,} more requests are needed, the key has {left:,} left; it can go on later"
            )

    def _compare(self, endpoint: str, mine: list[Page], counts: list[Any]) -> None:
        """Say where the rows that came are not as many as the API counted, or the count changed on the way."""
        got = sum(len(page.data["results"]) for page in mine)
        told = [int(c) for c in counts if c is not None]
        exact = all(page.data.get("pagination", {}).get("is_count_exact", True) for page in mine)
        if len(set(told)) > 1:
            self.said.append(f"{endpoint}: the API's count went from {told[0]:,} to {told[-1]:,} while its pages came")
        if told and got != told[-1]:
            about = "" if exact else "about "
            self.said.append(f"{endpoint}: {got:,} rows came where the API counted {about}{told[-1]:,}")


def _more(mine: list[Page], params: dict[str, Any]) -> dict[str, Any] | None:
    """The parameters that ask for the next page after `mine`; None at the end."""
    if not mine:
        return {}
    last = mine[-1].data
    told = last.get("pagination") or {}
    results = last["results"]
    if "last_indexes" in told:
        indexes = told["last_indexes"]
        got = sum(len(page.data["results"]) for page in mine)
        short = len(results) < PER_PAGE and got >= int(told.get("count") or 0)
        return None if not results or not indexes or short else dict(indexes)
    pages = int(told.get("pages") or 1)
    return {"page": len(mine) + 1} if results and len(mine) < pages else None


def _known(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(beside(path).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def _texts(path: Path) -> list[str]:
    """The pages of a complete file, each as it came."""
    try:
        return path.read_text("utf-8").rstrip("\n").split("\n")[1:]  # a string may hold other ends of lines
    except (OSError, UnicodeDecodeError):
        return []


def whole_rows(path: Path) -> list[dict[str, Any]] | None:
    """The rows of a file of pages, amounts as the text that the API sent; None when it is not as it was written."""
    try:
        with path.open(encoding="utf-8", newline="\n") as stream:
            wanted = json.loads(stream.readline())["rows"]
        rows = [row for text in _texts(path) for row in json.loads(text, parse_float=str)["results"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return rows if len(rows) == wanted else None


def forget(paths: Sequence[Path]) -> None:
    """Let go of what is known of these files of pages, so that they are asked for again."""
    for path in paths:
        with held(path.parent):
            beside(path).unlink(missing_ok=True)


def chunks(ids: Sequence[str], size: int) -> Iterator[list[str]]:
    """Ids in lists of at most `size`: the API takes ten at a time of an itemised filter (its max_count)."""
    for k in range(0, len(ids), size):
        yield list(ids[k : k + size])
