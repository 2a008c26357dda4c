"""Writes a file that an option names: aside first and then renamed, so that an error leaves the file that was there."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from onrecord.model.errors import InputError


def write_text(path: Path, text: str, option: str, example: str) -> None:
    """Write text to `path` as UTF-8. Raises InputError, naming the option, where it cannot be written."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if path.exists() and not path.is_file():  # /dev/stdout, a pipe
            path.write_text(text, "utf-8")
            return
        part.write_text(text, "utf-8")
        part.replace(path.resolve())  # a link stays a link
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        received = f"{path} ({error.strerror})"
        raise InputError(f"{option}: a file that can be written", received=received, example=example) from error
