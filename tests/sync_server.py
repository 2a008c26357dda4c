"""A loopback site for the tests of sync: it answers as a good one does, or in the ways that sites fail."""

from __future__ import annotations

import contextlib
import email.utils
import gzip
import hashlib
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

STAMP = 1_700_000_000  # the day on which every file of the site last changed, until it is changed


class Site:
    """Files by path, and for each path the faults to show, one for each GET, before it answers well.

    Faults: `cut` (half of the body), `stall` (half, then nothing until it is let go), a status such as `503`, with
    `503 after 7` or `429 after Wed, ...` its Retry-After, `short` and `long` (a Content-Length that is a lie),
    `bad-range` (a part of another place), `other-part` (a part of another file), `416`, `to URL` (a redirect),
    `page` (a web page with status 200), `refusal` (one that begins as XML), `wrong` (bytes that are no zip), `packed`
    (a Content-Encoding that nobody asked for), `length X` (X for a Content-Length), `unsaid` and `unsaid cut` (no
    Content-Length: the body ends where the connection does), `drip` (headers a byte at a time that never end), `ooze`
    (status 503 with a body that comes a byte at a time and never ends).
    """

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.stamps: dict[str, int] = {}
        self.faults: dict[str, list[str]] = {}
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.validators = True  # whether it sends ETag and Last-Modified
        self.etags = True  # whether it sends ETag beside Last-Modified
        self.if_range = True  # whether it heeds If-Range
        self.bare = False  # whether a part comes without its validators
        self.ranges = True  # whether it knows Range
        self.heads = True  # whether it knows HEAD
        self.let_go = threading.Event()
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                with contextlib.suppress(OSError):
                    site.answer(self, "GET")

            def do_HEAD(self) -> None:
                site.answer(self, "HEAD")

            def log_message(self, *_: object) -> None:
                """Quiet."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.root = f"http://127.0.0.1:{self.server.server_address[1]}"

    def put(self, path: str, body: bytes) -> None:
        """Put a file on the site, or change it: with a new ETag and a later day."""
        if path in self.files:
            self.stamps[path] = self.stamps.get(path, STAMP) + 3600
        self.files[path] = body

    def folder(self, root: Path) -> None:
        """Put every file below a folder on the site."""
        for path in sorted(root.rglob("*")):
            if path.is_file():
                self.files["/" + path.relative_to(root).as_posix()] = path.read_bytes()

    def gets(self, path: str) -> list[dict[str, str]]:
        """The headers of every GET of a path."""
        return [headers for method, asked, headers in self.asked if (method, asked) == ("GET", path)]

    def answer(self, request: http.server.BaseHTTPRequestHandler, method: str) -> None:
        path = request.path
        self.asked.append((method, path, dict(request.headers)))
        body = self.files.get(path)
        faults = self.faults.get(path, []) if method == "GET" else []
        fault = faults.pop(0) if faults else ""
        if fault in ("drip", "ooze"):
            self._drip(request, fault)
        elif fault.startswith("to "):
            self._send(request, method, 302, {"Location": fault[3:]}, b"")
        elif fault[:3].isdigit():
            status, _, after = fault.partition(" after ")
            self._send(request, method, int(status), {"Retry-After": after} if after else {}, b"not now")
        elif method == "HEAD" and not self.heads:
            self._send(request, method, 405, {}, b"")
        elif body is None:
            self._send(request, method, 404, {}, b"not here")
        elif fault == "page":
            self._send(request, method, 200, {}, b"<!DOCTYPE html><html><body>Down for repairs</body></html>")
        elif fault == "refusal":
            self._send(request, method, 200, {}, b'<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>')
        elif fault == "packed":
            self._send(request, method, 200, {"Content-Encoding": "gzip"}, gzip.compress(body))
        else:
            self._file(request, method, body, fault)

    def _drip(self, request: http.server.BaseHTTPRequestHandler, fault: str) -> None:
        ended = b"Content-Length: 9000\r\n\r\n" if fault == "ooze" else b"X-Long: "
        request.close_connection = True
        request.wfile.write(b"HTTP/1.1 503 Busy\r\n" + ended)
        for _ in range(1000):
            request.wfile.write(b"x")
            if self.let_go.wait(0.02):
                return

    def _file(self, request: http.server.BaseHTTPRequestHandler, method: str, body: bytes, fault: str) -> None:
        etag = f'"{hashlib.md5(body, usedforsecurity=False).hexdigest()}"'
        stamp = email.utils.formatdate(self.stamps.get(request.path, STAMP), usegmt=True)
        headers = {"ETag": etag, "Last-Modified": stamp} if self.validators else {}
        if not self.etags:
            headers.pop("ETag", None)
        if self.validators and self._unchanged(request, etag, stamp):
            self._send(request, method, 304, headers, b"")
            return
        asked, condition = request.headers.get("Range", ""), request.headers.get("If-Range", "")
        if fault in ("bad-range", "other-part") or (
            asked and self.ranges and (condition in ("", etag, stamp) or not self.if_range)
        ):
            start = int(asked.removeprefix("bytes=").rstrip("-") or 0) if asked else 0
            if fault == "other-part":
                headers["ETag"] = '"of another file"'
            if self.bare:
                headers = {}
            headers["Content-Range"] = f"bytes {start + (7 if fault == 'bad-range' else 0)}-{len(body) - 1}/{len(body)}"
            self._send(request, method, 206, headers, body[start:], fault)
            return
        self._send(request, method, 200, headers, b"x" * len(body) if fault == "wrong" else body, fault)

    def _unchanged(self, request: http.server.BaseHTTPRequestHandler, etag: str, stamp: str) -> bool:
        if "If-None-Match" in request.headers:
            return request.headers["If-None-Match"] == etag
        return request.headers.get("If-Modified-Since") == stamp

    def _send(
        self, request: http.server.BaseHTTPRequestHandler, method: str, status: int, headers: dict[str, str],
        body: bytes, fault: str = "",
    ) -> None:  # fmt: skip
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name, value)
        length: object = {"short": len(body) * 2 // 3, "long": len(body) + 99}.get(fault, len(body))
        if fault.startswith("length "):
            length = fault.removeprefix("length ")
        if status != 304 and not fault.startswith("unsaid"):
            request.send_header("Content-Length", str(length))
        request.send_header("Connection", "close")
        request.end_headers()
        request.close_connection = True
        if method == "HEAD" or status == 304:
            return
        request.wfile.write(body[: len(body) // 2] if fault in ("cut", "stall", "unsaid cut") else body)
        request.wfile.flush()
        if fault == "stall":
            self.let_go.wait(10)


@contextlib.contextmanager
def serving(site: Site) -> Iterator[Site]:
    """The site while it is being served."""
    thread = threading.Thread(target=site.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.let_go.set()
        site.server.shutdown()
        site.server.server_close()
        thread.join()
