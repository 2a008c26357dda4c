"""The one error tree: every error gives the rule, the value received and a valid example."""

from __future__ import annotations

MOST = 500  # characters of what was received that an error shows


class OnRecordError(Exception):
    """Base of all errors a user can cause or meet; the command line exits 2 on it."""

    def __init__(self, rule: str, *, received: object = None, example: str = "") -> None:
        self.rule = rule
        self.received = received
        self.example = example
        super().__init__(self.text())

    def text(self) -> str:
        """The message: rule, then what was received, then an example, each when known.

        What a file or a person gave is shown in full to 500 characters, and its control characters as escapes.
        """
        parts = [_plain(self.rule)]
        if self.received is not None:
            parts.append(f"received: {_plain(str(self.received))}")
        if self.example:
            parts.append(f"for example: {self.example}")
        return "\n  ".join(parts)


def _plain(text: str) -> str:
    """The text without control characters (they steer a terminal), cut when nobody would read on."""
    shown = text if len(text) <= MOST else f"{text[:MOST]}... ({len(text):,} characters)"
    return "".join(c if c.isprintable() or c == "\n" else ascii(c)[1:-1] for c in shown)


class InputError(OnRecordError):
    """A story, option or value that cannot be used as given."""


class SourceError(OnRecordError):
    """A public file that is not what its source.yml declares."""


class RecordError(OnRecordError):
    """A record folder that is missing, locked, of another format, or full."""


class UnknownName(OnRecordError):
    """A committee, candidate, contest or group that the record does not know; suggests, never decides."""
