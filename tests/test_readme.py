"""The README: its sample is what the program prints, its map has every folder, and it stays short."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.faces.cli import cli

HOUSE = Path(__file__).parent.parent
README = HOUSE / "README.md"
BLOCK = re.compile(r"(<!-- sample: .*? -->\n)(.*?)(<!-- end of sample -->)", re.S)
SHOWN = {"c7": ("asked", "context"), "c19": ("asked", "caveat")}  # claims, and what of each is cut


def cut(report: str) -> str:
    """The head of the report and some of its claims; […] stands where lines are left out."""
    blocks = re.split(r"\n(?=c\d+ . )", report.split("\n\nOne story, one definition")[0])
    kept = [blocks[0].rstrip()]
    for block in blocks[1:]:
        number = block.split(" ")[0]
        if number in SHOWN:
            kept.append("\n".join(_lines(block.rstrip(), SHOWN[number])))
        elif kept[-1] != "[…]":
            kept.append("[…]")
    return "\n\n".join(kept)


def _lines(block: str, left: tuple[str, ...]) -> Iterator[str]:
    skipping = False
    for line in block.split("\n"):
        label = re.match(r" {3}(asked|caveat|context|correct|settles|receipt) ", line)
        was, skipping = skipping, label[1] in left if label else skipping and line.startswith(" " * 12)
        if skipping and not was:
            yield "   […]"
        if not skipping:
            yield line


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> str:
    done = CliRunner().invoke(cli, ["check"], env={"XDG_CACHE_HOME": str(tmp_path_factory.mktemp("cache"))})
    assert done.exit_code == 1, done.output
    return f"```\n$ onrecord check\n{cut(done.output)}\n```\n"


def test_the_sample_is_what_the_program_prints(sample: str) -> None:
    text = README.read_text("utf-8")
    if os.environ.get("ONRECORD_RENEW"):
        README.write_text(BLOCK.sub(lambda m: m[1] + sample + m[3], text), "utf-8")
        text = README.read_text("utf-8")
    found = BLOCK.search(text)
    assert found
    assert found[2] == sample, "ONRECORD_RENEW=1 writes the sample anew"


def test_every_folder_is_on_the_map_and_says_what_it_holds() -> None:
    folders = {p.name for p in (HOUSE / "src/onrecord").iterdir() if p.is_dir() and p.name != "__pycache__"}
    told = dict(re.findall(r"^\| src/onrecord/(\w+) \| (.+) \|$", README.read_text("utf-8"), re.M))
    assert set(told) == folders
    for place in re.findall(r"`(tests|docs|bench|tools)`", README.read_text("utf-8")):
        assert (HOUSE / place).is_dir()


def test_it_stays_short() -> None:
    lines = README.read_text("utf-8").splitlines()
    assert len(lines) <= 136
    assert len("\n".join(lines[:5])) < 500, "two sentences, then it working"


def test_it_says_how_the_bare_word_of_the_documents_is_had() -> None:
    assert ". .venv/bin/activate" in README.read_text("utf-8")
