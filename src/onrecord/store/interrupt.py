"""Ctrl-C while DuckDB works: DuckDB hears the signal, but goes on to the end of the query unless it is told to stop."""

from __future__ import annotations

import signal
from contextlib import suppress
from typing import Any
from weakref import WeakSet

_open: WeakSet[Any] = WeakSet()


def interruptible(db: Any) -> Any:
    """The DuckDB connection `db`, whose query is stopped by Ctrl-C from now on."""
    _open.add(db)
    return db


def hear() -> None:
    """Let Ctrl-C stop every open connection's query before it is raised; nothing where Ctrl-C is ignored."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _stop)


def _stop(*_: object) -> None:
    for db in list(_open):
        with suppress(Exception):  # closed
            db.interrupt()
    raise KeyboardInterrupt
