"""Connections that wait for an answer's headers for a time in all, however slowly each byte of them comes."""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import TYPE_CHECKING

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection

if TYPE_CHECKING:
    from urllib3 import HTTPResponse

HEADERS = 120.0  # seconds until the headers of an answer are whole


class _Whole(HTTPConnection):
    """A connection whose answer has to begin, with all its headers, within `within` seconds."""

    within = HEADERS

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]
        """The answer, its body unread; raises TimeoutError when its headers are not whole in time."""
        late = threading.Event()
        held = self.sock

        def give_up() -> None:
            late.set()
            with contextlib.suppress(OSError):
                socket.socket.shutdown(held, socket.SHUT_RDWR)  # ends the read that waits in the other thread

        timer = threading.Timer(self.within, give_up)
        timer.daemon = True
        timer.start()
        try:
            answer = super().getresponse()
        except Exception as error:
            if late.is_set():
                raise TimeoutError(f"headers that are not whole in {self.within:g} seconds") from error
            raise
        finally:
            timer.cancel()
        if late.is_set():  # cut off among its headers, which were taken for whole
            answer.close()
            raise TimeoutError(f"headers that are not whole in {self.within:g} seconds")
        return answer


def bounded(pools: PoolManager, within: float) -> PoolManager:
    """The same manager of connections, whose answers have their headers within that many seconds."""
    plain = type("Plain", (_Whole,), {"within": within})
    secure = type("Secure", (_Whole, HTTPSConnection), {"within": within})
    pools.pool_classes_by_scheme = {
        "http": type("PlainPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
        "https": type("SecurePool", (HTTPSConnectionPool,), {"ConnectionCls": secure}),
    }
    return pools
