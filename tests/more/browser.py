"""A Chromium without a window, driven over its devtools pipe with the standard library alone."""

from __future__ import annotations

import base64
import json
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class Page:
    """One tab; `requests` are the addresses it asked for since it was opened."""

    def __init__(self, write: int, read: int) -> None:
        self._out, self._in, self._number, self._rest = write, os.fdopen(read, "rb", buffering=0), 0, b""
        self._session: str | None = None
        self._events: list[dict[str, Any]] = []
        self.requests: list[str] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Send one devtools command and give its result; raises RuntimeError with the browser's words."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return dict(answer["result"])

    def open(self, path: Path, width: int, height: int = 900, *, dark: bool = False) -> None:
        """Show a file in a window of width by height CSS pixels, light or dark, and wait until it is loaded."""
        features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.ask("Emulation.setDeviceMetricsOverride", **size)
        self.ask("Emulation.setEmulatedMedia", features=features)
        self.requests.clear()
        self._events.clear()
        self.ask("Page.navigate", url=path.resolve().as_uri())
        while not any(e["method"] == "Page.loadEventFired" for e in self._events):
            self._next()

    def value(self, script: str) -> Any:
        """What a JavaScript expression comes to in the page."""
        done = self.ask("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in done:
            raise RuntimeError(f"{script}: {done['exceptionDetails']['text']}")
        return done["result"].get("value")

    def picture(self, path: Path) -> None:
        """Write a PNG of the whole page."""
        shot = self.ask("Page.captureScreenshot", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(shot["data"]))

    def pdf(self, path: Path) -> None:
        """Write the page as it prints, without the browser's header and footer."""
        path.write_bytes(base64.b64decode(self.ask("Page.printToPDF", preferCSSPageSize=True)["data"]))

    def close(self) -> None:
        """Let go of the pipe."""
        self._in.close()

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            more = self._in.read(1 << 16)
            if not more:
                raise RuntimeError("the browser ended")
            self._rest += more
        one, self._rest = self._rest.split(b"\0", 1)
        message: dict[str, Any] = json.loads(one)
        if "method" in message:
            self._events.append(message)
            if message["method"] == "Network.requestWillBeSent":
                self.requests.append(message["params"]["request"]["url"])
        return message


@contextmanager
def page(folder: Path) -> Iterator[Page]:
    """A tab of a Chromium of its own, with folder for its profile; ended with the block, or after two minutes."""
    assert CHROMIUM
    there_read, write = os.pipe()
    read, there_write = os.pipe()
    script = 'exec 3<&"$1" 4>&"$2"; shift 2; exec "$@"'
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
    flags += ["--disable-background-networking", "--remote-debugging-pipe", f"--user-data-dir={folder}"]
    process = subprocess.Popen(
        ["bash", "-c", script, "chromium", str(there_read), str(there_write), CHROMIUM, *flags],
        pass_fds=(there_read, there_write),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    os.close(there_read)
    os.close(there_write)
    timer = threading.Timer(120, os.killpg, (process.pid, signal.SIGKILL))
    timer.start()
    try:
        tab = Page(write, read)
        try:
            yield tab
        finally:
            tab.close()
    finally:
        timer.cancel()
        os.close(write)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
