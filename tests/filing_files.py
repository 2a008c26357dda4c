"""Electronic filings made for tests, of the parser's own column layouts, with the facts of cited filings."""

from __future__ import annotations

import zipfile
from pathlib import Path

import hardmoney

FS = "\x1c"


def row(table: str, token: str, version: str = "8.3", **values: str) -> str:
    """One line of a filing: `values` by the parser's field names, every other field blank."""
    columns = dict(hardmoney.layout(table, version))
    unknown = set(values) - set(columns)
    assert not unknown, f"{table} {version} has no {unknown}"
    fields = [""] * (max(columns.values()) + 1)
    for name, value in {"form_type": token, **values}.items():
        fields[columns.get(name, 0)] = value
    return FS.join(fields)


def text(*lines: str, version: str = "8.3", amends: str = "", sequence: str = "") -> str:
    """A whole filing of its cover and rows."""
    header = FS.join(["HDR", "FEC", version, "onrecord test", "1", f"FEC-{amends}" if amends else "", sequence, ""])
    return "\r\n".join([header, *lines, ""])


def fec(folder: Path, name: str, *lines: str, version: str = "8.3", amends: str = "", sequence: str = "") -> Path:
    """A filing in a file of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text(*lines, version=version, amends=amends, sequence=sequence), "utf-8", newline="")
    return path


def daily(folder: Path, name: str, members: dict[str, str | bytes]) -> Path:
    """The FEC's zip of a day's filings."""
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members.items():
            archive.writestr(member, data)
    return folder / name
