"""The one error tree: every error gives the rule, the value received and a valid example."""

from __future__ import annotations


class OnRecordError(Exception):
    """Base of all errors a user can cause or meet; the command line exits 2 on it."""

    def __init__(self, rule: str, *, received: object = None, example: str = "") -> None:
        self.rule = rule
        self.received = received
        self.example = example
        super().__init__(self.text())

    def text(self) -> str:
        """The message: rule, then what was received, then an example, each when known."""
        parts = [self.rule]
        if self.received is not None:
            parts.append(f"received: {self.received}")
        if self.example:
            parts.append(f"for example: {self.example}")
        return "\n  ".join(parts)


class InputError(OnRecordError):
    """A story, option or value that cannot be used as given."""


class SourceError(OnRecordError):
    """A public file that is not what its source.yml declares."""


class RecordError(OnRecordError):
    """A record folder that is missing, locked, of another format, or full."""


class UnknownName(OnRecordError):
    """A committee, candidate, contest or group that the record does not know; suggests, never decides."""
