"""Reads the FEC's feed of electronic filings (RSS 2.0): one row a filing, with its day of receipt."""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path

from onrecord.model.errors import SourceError

LABELS = ("CommitteeId", "FilingId", "FormType", "CoverageFrom", "CoverageThrough", "ReportType")
FORM = re.compile(r"(F(?:1M|1S|2S|3X|3P|3L|[1-9]\d?))([NAT]?)")
EXAMPLE = "a copy of https://efilingapps.fec.gov/rss/generate?preDefinedFilingType=ALL"


def rows(path: Path) -> Iterator[tuple[int, list[str] | str]]:
    """Every item of the feed as its fields, or why it is not a filing; an item's line is its place in the feed.

    Raises SourceError for a file that is not RSS, or that declares entities of its own.
    """
    data = path.read_bytes()
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise SourceError(f"{path.name} is RSS without declarations of its own", received="a DOCTYPE", example=EXAMPLE)
    try:
        root = ET.fromstring(data)
    except ET.ParseError as error:
        raise SourceError(f"{path.name} is RSS", received=str(error), example=EXAMPLE) from error
    if root.tag != "rss":
        raise SourceError(f"{path.name} is RSS", received=f"<{root.tag}>", example=EXAMPLE)
    for number, item in enumerate(root.iter("item"), 1):
        yield number, _item(item)


def _item(item: ET.Element) -> list[str] | str:
    said = {}
    for part in (item.findtext("description") or "").split("*********")[-2:-1]:
        for pair in part.split("|"):
            label, _, value = pair.partition(":")
            said[label.strip()] = value.strip()
    if unknown := set(said) - set(LABELS):
        return f"labels that the feed is not known to have: {', '.join(sorted(unknown))[:80]}"
    link = item.findtext("link") or item.findtext("guid") or ""
    in_link = re.search(r"/(\d+)\.fec", link)
    number = said.get("FilingId") or (in_link[1] if in_link else "")
    if not number.isdigit():
        return "no filing number"
    if in_link and in_link[1] != number:
        return f"two filing numbers, {number} and {in_link[1]}"
    form = FORM.fullmatch(said.get("FormType", ""))
    name = (item.findtext("title") or "").strip().removeprefix("New filing by ")
    return [
        *(number, form[1] if form else said.get("FormType", ""), form[2] if form else ""),
        *(said.get("CommitteeId", ""), name, received_on(item)),
        *(said.get("CoverageFrom", ""), said.get("CoverageThrough", ""), link),
    ]


def received_on(item: ET.Element) -> str:
    """The day in Washington on which an item was published, as the feed says it in GMT; blank when it says none."""
    from zoneinfo import ZoneInfo

    text = (item.findtext("pubDate") or "").strip()
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return text  # its column type rejects the row with the reason
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return moment.astimezone(ZoneInfo("America/New_York")).date().isoformat()
