"""Asks the openFEC API: the key in a header, never in an address; limits heeded, refusals in plain words."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from onrecord.model.errors import InputError, SourceError
from onrecord.store.fetch import is_url
from onrecord.store.sync.client import Again, Budget, Http

API = "https://api.open.fec.gov/v1"
DEMO = "DEMO_KEY"
DEMO_LIMITS = (
    "DEMO_KEY, the key of everyone: 30 requests an hour and 50 a day from one address (api.data.gov); a key of your own"
    " is free (https://api.data.gov/signup/) and gives 1,000 an hour: export FEC_API_KEY=..."
)
Params = Mapping[str, str | int | Sequence[str]]


def api_base() -> str:
    """The API to ask: ONRECORD_OPENFEC_BASE, else the FEC's own; raises InputError for what is no address."""
    base = os.environ.get("ONRECORD_OPENFEC_BASE") or API
    if not is_url(base):
        raise InputError("ONRECORD_OPENFEC_BASE: the address of an openFEC API", received=base, example=API)
    return base.rstrip("/")


def api_key() -> str:
    """The key in ONRECORD_FEC_API_KEY or FEC_API_KEY, DEMO_KEY when neither is set; what a file of it had around it
    (an end of line) is no part of it. Raises InputError, which does not repeat it, for what cannot be a key."""
    for name in ("ONRECORD_FEC_API_KEY", "FEC_API_KEY"):
        key = os.environ.get(name, "").strip()
        if not key:
            continue
        if not (key.isascii() and key.isprintable()) or " " in key:
            rule = f"a key of letters and digits in {name}"
            raise InputError(rule, received=f"{len(key)} characters, others among them", example=f"export {name}={DEMO}")
        return key
    return DEMO


@dataclass(frozen=True)
class Page:
    """One answer: its JSON as it came, on one line, and read; `etag` for the next time; whether it is still the same."""

    text: str
    data: dict[str, Any]
    etag: str = ""
    unchanged: bool = False


@dataclass
class OpenFec:
    """The API at `base`; `say` hears what a person should know of its limits. `remaining` is what the API said last."""

    http: Http
    base: str = field(default_factory=api_base)
    key: str = field(default_factory=api_key, repr=False)
    say: Callable[[str], None] = lambda _: None
    limit: int | None = None
    remaining: int | None = None

    def __post_init__(self) -> None:
        self.http.headers["X-Api-Key"] = self.key

    def url(self, endpoint: str, params: Params = {}) -> str:  # noqa: B006 (never changed)
        """The address of a request: the key is no part of it."""
        return f"{self.base}{endpoint}" + (f"?{urlencode(params, doseq=True)}" if params else "")

    def get(self, endpoint: str, params: Params, etag: str = "") -> Page:
        """One answer of the API. With `etag`, an answer that is still the same comes without its text.

        Raises SourceError when it is refused, when the limit of requests is reached, or when it keeps failing.
        """
        url = self.url(endpoint, params)
        try:
            return self.http.again(url, lambda: self._once(url, etag))
        except InputError as error:
            raise InputError(error.rule, received=self._clean(str(error.received)), example=error.example) from None
        except SourceError as error:
            cause = error.__cause__
            if isinstance(cause, Again) and cause.status == 429:
                raise self.over() from error
            raise SourceError(
                self._clean(error.rule), received=self._clean(str(error.received)), example=error.example
            ) from None

    def over(self) -> SourceError:
        """The error for a limit that is reached; what was fetched is kept."""
        limit = f"{self.limit:,} requests" if self.limit else "its limit of requests"
        demo = f"; {DEMO_LIMITS}" if self.key == DEMO else ""
        return SourceError(
            "requests left under the openFEC API's limit",
            received=f"none of {limit} for this key{demo}",
            example="the same command in an hour: it goes on where it stopped",
        )

    def _once(self, url: str, etag: str) -> Page:
        answer = self.http.open("GET", url, {"Accept": "application/json", **({"If-None-Match": etag} if etag else {})})
        try:
            body = b"".join(self.http.blocks(answer, Budget(url))) if answer.status != 304 else b""
        finally:
            answer.release_conn()
        self._heed(answer.headers)
        if answer.status == 304 and etag:
            return Page("", {}, etag, True)
        text = self._clean(body.decode("utf-8", "replace"))
        if answer.status == 404:
            data = {"results": [], "pagination": {"count": 0, "pages": 0}}
            return Page(json.dumps(data), data)
        if answer.status != 200:
            raise self._refused(answer.status, text)
        try:
            data = json.loads(text, parse_float=str)
        except (ValueError, RecursionError) as error:
            raise Again("the answer is no JSON") from error
        if why := _unlike(data):
            rule = "an answer of the openFEC API, with results and how many there are"
            raise SourceError(rule, received=f"{url}: {why}: {text[:80]!r}", example=API)
        return Page(text.replace("\r", " ").replace("\n", " "), data, self._clean(answer.headers.get("ETag", "")))

    def _heed(self, headers: Mapping[str, str]) -> None:
        """Remember what the API says of the limit; raised where nothing is left only before the next request."""
        for name, key in (("X-RateLimit-Limit", "limit"), ("X-RateLimit-Remaining", "remaining")):
            if (text := headers.get(name, "")).isdigit():
                setattr(self, key, int(text))

    def _refused(self, status: int, text: str) -> SourceError:
        code, message = _told(text)
        said = self._clean(f"{status} {code} {message}".strip())
        if status in (401, 403):
            return SourceError(
                "a key that the openFEC API accepts, in FEC_API_KEY",
                received=said,
                example="a free one from https://api.data.gov/signup/, or none for DEMO_KEY",
            )
        return SourceError(
            "a request that the openFEC API understands", received=said, example="--for CA-34 --cycle 2024"
        )

    def _clean(self, text: str) -> str:
        """Text of the API's without the key, should it repeat it."""
        return text.replace(self.key, "...") if self.key != DEMO else text


def _unlike(data: Any) -> str:
    """What of an answer is not as the API's schema has it; '' when all is that is built on."""
    if not isinstance(data, dict) or not isinstance(data.get("results"), list):
        return "no results"
    if not all(isinstance(row, dict) for row in data["results"]):
        return "a result that is no row"
    told = data.setdefault("pagination", {})
    if not isinstance(told, dict):
        return "a pagination that is none"
    for name in ("count", "pages", "page"):
        if not str(told.get(name) or 0).isdecimal():
            return f"a {name} that is no number"
    return "" if isinstance(told.get("last_indexes") or {}, dict) else "last_indexes that are none"


def _told(text: str) -> tuple[str, str]:
    """The code and the message of a refusal: api.data.gov's and openFEC's own forms."""
    try:
        data = json.loads(text)
    except ValueError:
        return "", ""
    inner = data.get("error", data) if isinstance(data, dict) else {}
    if not isinstance(inner, dict):
        return "", str(inner)[:200]
    return str(inner.get("code", "")), str(inner.get("message", ""))[:200]
