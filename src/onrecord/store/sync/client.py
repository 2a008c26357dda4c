"""The one HTTP client: polite, patient within bounds, and clear about what went wrong."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import quote, unquote, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3 import BaseHTTPResponse
from urllib3.exceptions import HTTPError, InvalidHeader, LocationValueError, SSLError
from urllib3.util import Retry, Timeout, make_headers

from onrecord.model.errors import InputError, SourceError
from onrecord.store.sync.patience import HEADERS, bounded

TRIES = 5  # tries in a row that bring nothing new
MOST_TRIES = 200  # tries of one file in all, those that brought a part of it among them
FIRST_WAIT = 1.0  # seconds before the second try; doubled before each later one, up to ...
LONGEST_WAIT = 120.0
LONGEST_ASKED = 900.0  # a Retry-After beyond this is told to the person, not waited for
PER_SECOND = 2.0  # requests per second at most
CONNECT, READ = 20.0, 60.0  # seconds without a connection, without a byte
GRACE, SLOWEST, DAY = 600.0, 1_000, 86_400.0  # a file's seconds whatever its size; bytes for each more; seconds in all
BLOCK = 1 << 20
REDIRECTS = 5
_SAFE = "%/:?#[]@!$&'()*+,;=~"  # an address is sent as it is given, less what is no ASCII
_OBJECT = re.compile(r"^\w+\(host=[^)]*\): ")  # how urllib3 names the connection that failed
_AGAIN = {408, 425, 429, 500, 502, 503, 504}
_MOVED = {301, 302, 303, 307, 308}
T = TypeVar("T")
sleep = time.sleep  # where no other is given


class Again(Exception):
    """A try failed in a way that another may mend; `after` is the pause in seconds that the server asked for."""

    def __init__(self, why: str, *, after: float | None = None, gained: bool = False, status: int = 0) -> None:
        self.after = after
        self.status = status  # of the server's answer, 0 when there was none
        self.gained = gained  # whether the try brought a part of the file that the next need not fetch again
        super().__init__(why)


def user_agent() -> str:
    """What a server is told about who asks."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"onrecord/{version('onrecord')}"
    except PackageNotFoundError:
        return "onrecord"


@dataclass
class Budget:
    """The time that one file may take to come, over all its tries, relative to the bytes that came: a trickle ends."""

    url: str
    seconds: float = 0.0
    bytes: int = 0

    def spend(self, seconds: float, size: int) -> None:
        """Count `size` bytes that came in `seconds`; raises SourceError when the file is too slow."""
        self.seconds += seconds
        self.bytes += size
        if self.seconds > min(GRACE + self.bytes / SLOWEST, DAY):
            raise SourceError(
                f"a file that comes in {GRACE / 60:.0f} minutes and a second for each {SLOWEST:,} bytes, a day at most",
                received=f"{self.url}: {self.bytes:,} bytes in {self.seconds:,.0f} seconds",
                example="try again later; what has come is kept by onrecord sync",
            )


@dataclass
class Http:
    """One connection to each site, at most `per_second` requests a second, with pauses that grow between tries.

    `sleep`, `clock` and `chance` (0 to 1, the jitter) can be given, so that tests take no time. `headers` go with
    every request to the site first asked, and to no other that it redirects to.
    """

    per_second: float = PER_SECOND
    tries: int = TRIES
    connect: float = CONNECT
    read: float = READ
    within: float = HEADERS  # seconds until the headers of an answer are whole
    headers: dict[str, str] = field(default_factory=dict, repr=False)  # may hold a key
    sleep: Callable[[float], None] = lambda seconds: sleep(seconds)
    clock: Callable[[], float] = time.monotonic
    chance: Callable[[], float] = random.random
    requests: int = 0
    _last: float | None = None
    _pools: dict[str, urllib3.PoolManager] = field(default_factory=dict, repr=False)  # by proxy, which may hold a word

    def open(self, method: str, url: str, headers: dict[str, str] | None = None) -> BaseHTTPResponse:
        """The answer to one request, its body unread; redirects are followed, never from https to http.

        Raises Again for what another try may mend (a server's error, a limit, a lost connection), SourceError for a
        redirect or a certificate that cannot be trusted, InputError for what is no address.
        """
        own = {"User-Agent": user_agent(), **self.headers, **(headers or {})}
        at = quote(url, safe=_SAFE)
        for _ in range(REDIRECTS + 1):
            answer = self._ask(method, at, own, url)
            location = answer.headers.get("Location")
            if answer.status not in _MOVED or not location:
                return self._judged(answer)
            answer.close()  # its body is not waited for
            there = quote(location, safe=_SAFE)
            try:
                there = urljoin(at, there)
                here, to = urlsplit(at), urlsplit(there)
            except ValueError:  # no address at all
                here, to = urlsplit(at), urlsplit("")
            if to.scheme not in ("https", here.scheme) or not to.hostname or to.scheme not in ("http", "https"):
                rule = "a redirect to an https address, or from http to http"
                raise SourceError(rule, received=f"{url}: to {there}", example="the address that a browser ends at")
            if (here.scheme, here.netloc) != (to.scheme, to.netloc):
                own = {k: v for k, v in own.items() if k not in self.headers}
            at = there
        raise SourceError(f"at most {REDIRECTS} redirects", received=url, example="the address that a browser ends at")

    def _ask(self, method: str, at: str, headers: dict[str, str], url: str) -> BaseHTTPResponse:
        self._pace()
        self.requests += 1
        try:
            return self._pool(at).urlopen(
                method,
                at,
                headers=headers,
                redirect=False,
                retries=False,
                preload_content=False,
                decode_content=False,
                timeout=Timeout(connect=self.connect, read=self.read),
            )
        except LocationValueError as error:
            raise no_address(url, str(error)) from error
        except SSLError as error:
            rule = "a site whose certificate is valid"
            raise SourceError(rule, received=f"{url}: {error}", example="https://www.fec.gov") from error
        except HTTPError as error:
            raise Again(_why(error)) from error
        except (ValueError, UnicodeError) as error:
            raise no_address(url, str(error)) from error

    def _judged(self, answer: BaseHTTPResponse) -> BaseHTTPResponse:
        if answer.status not in _AGAIN:
            return answer
        after = asked_pause(answer)
        answer.close()
        raise Again(f"the server answered {answer.status}", after=after, status=answer.status)

    def blocks(self, answer: BaseHTTPResponse, budget: Budget) -> Iterator[bytes]:
        """The body in blocks; raises Again when it breaks off or stalls, SourceError when its budget is spent."""
        try:
            while True:
                before = self.clock()
                block = answer.read1(BLOCK, decode_content=False)  # what has come, so that a stall loses none of it
                if not block:
                    return
                budget.spend(self.clock() - before, len(block))
                yield block
        except (HTTPError, OSError) as error:
            raise Again(_why(error)) from error

    def again(self, url: str, attempt: Callable[[], T], tries: int = 0) -> T:
        """The result of `attempt`, tried again after Again: `tries` times (the client's own
        number otherwise) in a row without gain, MOST_TRIES in all.

        Raises SourceError when it keeps failing, or when the server asks for a longer pause than LONGEST_ASKED.
        """
        idle = 0
        for total in range(1, MOST_TRIES + 1):
            try:
                return attempt()
            except Again as error:
                idle = 0 if error.gained else idle + 1
                if idle >= (tries or self.tries) or total == MOST_TRIES:
                    raise SourceError(
                        "a server that answers, and sends the whole file",
                        received=f"{url}: {error}, {total} times",
                        example="try again later; what has come is kept by onrecord sync",
                    ) from error
                if error.after is not None and error.after > LONGEST_ASKED:
                    raise SourceError(
                        f"a server that asks to wait at most {LONGEST_ASKED / 60:.0f} minutes",
                        received=f"{url}: {error}, again in {error.after / 60:,.0f} minutes",
                        example="the same command then",
                    ) from error
                self.sleep(self.pause(idle, error.after))
        raise AssertionError("unreachable")

    def pause(self, idle: int, asked: float | None) -> float:
        """Seconds before the next try after `idle` in a row without gain: what the server asked, or longer each time."""
        if asked is not None:
            return asked
        wait = min(FIRST_WAIT * 2.0 ** max(idle - 1, 0), LONGEST_WAIT)
        return wait / 2 + wait / 2 * self.chance()

    def _pace(self) -> None:
        now = self.clock()
        if self._last is not None and (rest := self._last + 1 / self.per_second - now) > 0:
            self.sleep(rest)
            now += rest
        self._last = now

    def _pool(self, url: str) -> urllib3.PoolManager:
        """The pool for an address: through the proxy of the environment, if it has one for it."""
        parts = urlsplit(url)
        proxy = getproxies().get(parts.scheme, "")
        if not proxy or (parts.hostname and proxy_bypass(parts.hostname)):
            proxy = ""
        if proxy not in self._pools:
            self._pools[proxy] = bounded(_pool_through(proxy), self.within)
        return self._pools[proxy]


def _pool_through(proxy: str) -> urllib3.PoolManager:
    if not proxy:
        return urllib3.PoolManager(num_pools=4, maxsize=1)
    at = proxy if "://" in proxy else f"http://{proxy}"
    parts = urlsplit(at)
    auth = make_headers(proxy_basic_auth=unquote(f"{parts.username}:{parts.password or ''}")) if parts.username else None
    return urllib3.ProxyManager(at, num_pools=4, maxsize=1, proxy_headers=auth)


def asked_pause(answer: BaseHTTPResponse) -> float | None:
    """The seconds that an answer's Retry-After asks to wait; None when it has none that can be read."""
    try:
        return Retry().get_retry_after(answer)
    except (InvalidHeader, OverflowError, ValueError):
        return None


def no_address(url: str, why: str) -> InputError:
    """The error for what is no address of a site."""
    example = "https://www.fec.gov/files/bulk-downloads/2024/pas224.zip"
    return InputError("an address as a browser shows it", received=f"{url!r} ({why})", example=example)


def _why(error: Exception) -> str:
    """An error of the connection in one line, without the object or the class that urllib3 prints before it."""
    text = str(error.args[0] if error.args else error) or type(error).__name__
    return _OBJECT.sub("", text.rsplit(">: ", 1)[-1]).splitlines()[0][:200]
