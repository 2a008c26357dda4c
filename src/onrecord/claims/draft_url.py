"""A story fetched from the web: http and https only, no cookies, limited in time and size."""

from __future__ import annotations

import http.client
import ssl
import time
import urllib.error
import urllib.request
import zlib
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from onrecord.model.errors import InputError

AGENT = "onrecord (checks a news story's figures against public records; one request for one story)"
TIMEOUT = 20.0  # seconds without an answer or a byte
DEADLINE = 60.0  # seconds for all of it
_EXAMPLE = "onrecord check https://example.org/2024/11/story"
_TEXTUAL = {
    *("text/html", "text/plain", "text/markdown", "text/x-markdown", "application/xhtml+xml", "application/pdf"),
    *("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/octet-stream"),
}


@dataclass(frozen=True)
class Fetched:
    """What a URL answered: its bytes, its content type (lower case, "" when not said) and its declared encoding."""

    data: bytes
    content_type: str
    charset: str | None


class _WebOnly(urllib.request.HTTPRedirectHandler):
    """Follows redirects to http and https alone; the standard one would go to ftp too."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        if urlsplit(newurl).scheme not in ("http", "https"):
            raise urllib.error.HTTPError(req.full_url, code, f"it redirects to {newurl}", headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch(url: str, limit: int) -> Fetched:
    """What url answers, at most limit bytes; InputError when it cannot be had, is no text, or is too large."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        good = False
    if not good or any(c.isspace() or ord(c) < 32 for c in url):
        raise InputError("a URL that begins with http:// or https:// and names a host", received=url, example=_EXAMPLE)
    request = urllib.request.Request(
        _ascii(url), headers={"User-Agent": AGENT, "Accept": "text/html, text/*, application/pdf, */*;q=0.1"}
    )
    try:
        with _opener().open(request, timeout=TIMEOUT) as answer:
            kind = (answer.headers.get_content_type() if "Content-Type" in answer.headers else "").lower()
            if kind and kind not in _TEXTUAL:
                rule = "a URL of a story: a web page, plain text, Markdown, DOCX or PDF"
                raise InputError(rule, received=f"{url} ({kind})", example=_EXAMPLE)
            data = _body(answer, url, limit)
            return Fetched(data, kind, answer.headers.get_content_charset())
    except urllib.error.HTTPError as error:
        error.close()
        rule = "a URL that answers with the story; where it asks to log in, save the page and check the file"
        if 300 <= error.code < 400:
            rule = "a URL that leads to a story in few steps, by http or https pages only"
        raise InputError(rule, received=f"{url} ({error.code} {error.reason})", example=_EXAMPLE) from error
    except (OSError, http.client.HTTPException, ssl.SSLError, UnicodeError, ValueError, zlib.error) as error:
        why = getattr(error, "reason", None) or error
        rule = "a URL that can be reached"
        raise InputError(rule, received=f"{url} ({why})", example=_EXAMPLE) from error


def _opener() -> urllib.request.OpenerDirector:
    """An opener that knows the web alone: no file, ftp or data handlers, no cookies; the environment's proxies."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        _WebOnly(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


def _body(answer: http.client.HTTPResponse, url: str, limit: int) -> bytes:
    """All of an answer, unpacked when the server packed it unasked; InputError when too large or too slow."""
    until = time.monotonic() + DEADLINE
    packed = (answer.headers.get("Content-Encoding") or "").lower() in ("gzip", "x-gzip", "deflate")
    unpack = zlib.decompressobj(47) if packed else None
    data = b""
    while piece := answer.read1(65536):
        data += unpack.decompress(piece, limit + 1 - len(data)) if unpack else piece
        if len(data) > limit:
            rule = f"a story of at most {limit // 2**20} MB"
            raise InputError(rule, received=f"{url} (larger)", example=_EXAMPLE)
        if time.monotonic() > until:
            raise TimeoutError(f"not all there after {DEADLINE:.0f} seconds")
    if answer.length:
        raise http.client.IncompleteRead(data, answer.length)
    return data


def _ascii(url: str) -> str:
    """The URL as it goes over the wire: a host in another script in its ASCII form, other such letters escaped."""
    parts = urlsplit(url)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    return quote(parts._replace(netloc=host, fragment="").geturl(), safe="%/:?#[]@!$&'()*+,;=~")
