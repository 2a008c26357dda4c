"""The HTML report in a real browser: it fits a phone, prints whole, and asks the network for nothing."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import CHROMIUM, Page, page

from onrecord.faces.html import render_html

pytestmark = [
    pytest.mark.more,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (Debian: apt-get install chromium)"),
]

FOLDER = Path(__file__).parents[1] / "cases" / "reports"
STORY = (FOLDER / "story.txt").read_text(encoding="utf-8")
LONG = "https://docquery.fec.gov/" + "a-very-long-path-without-a-break/" * 8


def _demo(*, long: bool = False) -> tuple[dict[str, Any], str]:
    """The demo's check and story; long: with words that no line can hold."""
    done = json.loads((FOLDER / "check.json").read_text(encoding="utf-8"))
    done["names_individuals"] = True
    if not long:
        return done, STORY
    word = "Donaudampfschifffahrtsgesellschaft" * 6
    for claim in done["claims"]:
        claim["surface"] = claim["reason"] = word
        claim["caveats"] = claim["settles"] = [word, LONG]
        for reading in claim["readings"]:
            reading |= {"name": word, "value": "123456789012345.67", "unit": "USD"}
        for receipt in claim["receipts"]:
            receipt["citations"] = [word, LONG]
    done["set_aside"][0] |= {"surface": word, "reason": word}
    done["record"]["loaded"][0] |= {"source": word, "file": word}
    done["story"]["title"] = word
    return done, STORY + word


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with page(tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("long", [False, True], ids=["demo", "long words"])
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_sideways_scrolling_and_no_request(tab: Page, tmp_path: Path, width: int, long: bool, dark: bool) -> None:
    path = tmp_path / "report.html"
    path.write_text(render_html(*_demo(long=long)), encoding="utf-8")
    tab.open(path, width, dark=dark)
    assert tab.value("document.scrollingElement.scrollWidth") <= width
    wide = "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
    assert tab.value(f"{wide}.map(e => e.tagName + '.' + e.className).join()") == ""
    assert tab.requests == [path.as_uri()]
    ground = tab.value("getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).map(Number)[0]")
    assert (ground < 128) is dark


def test_the_browser_reads_the_story_back(tab: Page, tmp_path: Path) -> None:
    path, text = tmp_path / "report.html", STORY + "\r\n\u202eend\u200f <b>&amp;\t."
    path.write_text(render_html(_demo()[0], text), encoding="utf-8", newline="")
    tab.open(path, 390)
    assert tab.value("document.getElementById('story-text').textContent") == text


def test_two_columns_when_wide_and_one_when_narrow(tab: Page, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(render_html(*_demo()), encoding="utf-8")
    left = "document.getElementById('{}').getBoundingClientRect().left"
    beside = f"{left.format('claims')} - {left.format('story-text')}"
    tab.open(path, 1280)
    assert tab.value(beside) > 500
    tab.open(path, 320)
    assert abs(tab.value(beside)) < 5


def test_links_lead_to_the_card_and_back(tab: Page, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(render_html(*_demo()), encoding="utf-8")
    tab.open(path, 390)
    top = "document.querySelector('{0}').getBoundingClientRect().top"
    shown = f"{top} > -1 && {top} < 900"
    assert not tab.value(shown.format("#claim-c5"))
    tab.value("document.getElementById('at-c5').click()")
    assert tab.value(shown.format("#claim-c5"))
    tab.value("document.querySelector('#claim-c5 a.ref').click()")
    assert tab.value(shown.format("#at-c5"))


def test_it_prints_light_and_whole(tab: Page, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed (Debian: apt-get install poppler-utils)")
    path, pdf = tmp_path / "report.html", tmp_path / "report.pdf"
    path.write_text(render_html(*_demo()), encoding="utf-8")
    tab.open(path, 1280, dark=True)
    tab.pdf(pdf)
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    flat = " ".join(text.split())
    pages = text.split("\f")
    for claim in _demo()[0]["claims"]:
        head = next(p for p in pages if f"{claim['id']} " in p and f"“{claim['surface']}”" in p)
        assert not claim["receipts"] or claim["receipts"][-1]["id"] in head, "a card parted by a page break"
    assert "https://elections.cdn.sos.ca.gov/sov/2022-general/sov/complete.pdf" in flat.replace("- ", "-")
    assert "Skip to the claims" not in flat
    tab.ask("Emulation.setEmulatedMedia", media="print", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    assert tab.value("getComputedStyle(document.body).color") == "rgb(28, 29, 31)"
