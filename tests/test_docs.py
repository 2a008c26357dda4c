"""The documents: each make target, command, option, file and link that they name is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from onrecord.faces.cli import cli

HOUSE = Path(__file__).parent.parent
PAGES = [HOUSE / "README.md", HOUSE / "CONTRIBUTING.md", HOUSE / "bench/README.md", *sorted(HOUSE.glob("docs/*.md"))]
FENCED = re.compile(r"^```[^\n]*\n(.*?)^```", re.M | re.S)
SPAN = re.compile(r"`([^`\n]+)`")
TARGET = re.compile(r"(?:^|[\s;&])make ([a-z][a-z-]*)(?=$|[\s;&|)])")
COMMAND = re.compile(r"(?:^|[\s;&|/])onrecord ([^;&|#]*)")
LINK = re.compile(r"\]\(([^)#\s:]+)(?:#[^)]*)?\)")
FILE = re.compile(r"`((?:src|tests|docs|bench|tools|\.ci)/[\w./-]+)`")


def code(page: Path) -> Iterator[str]:
    """Each line of code that a page shows: of its fenced blocks, and its spans in backticks."""
    text = page.read_text(encoding="utf-8")
    for block in FENCED.findall(text):
        yield from (line.partition("#")[0] for line in re.sub(r"\\\n\s*", " ", block).splitlines())
    yield from SPAN.findall(FENCED.sub("", text))


def misnamed(line: str) -> Iterator[str]:
    """What a line of code calls that make or the command line does not have."""
    makefile = (HOUSE / "Makefile").read_text(encoding="utf-8")
    for target in TARGET.findall(line):
        if not re.search(rf"^{target}:", makefile, re.M):
            yield f"make {target}"
    for words in (found.split() for found in COMMAND.findall(line)):
        command: click.Command = cli
        while words and isinstance(command, click.Group) and re.fullmatch(r"[a-z][a-z-]*", words[0]):
            inner = command.commands.get(words[0])
            if inner is None:
                yield f"onrecord {words[0]}"
                return
            command = inner
            words = words[1:]
        known = {flag for p in command.params for flag in (*p.opts, *p.secondary_opts)} | {"--help", "-h"}
        options = {m[1] for w in words if (m := re.match(r"\[?(--?[a-z][a-z-]*)", w))}
        yield from (f"onrecord {command.name} {o}" for o in sorted(options - known))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(HOUSE)))
def test_what_a_page_names_is_there(page: Path) -> None:
    wrong = [f"{name}   in: {line}" for line in code(page) for name in misnamed(line)]
    text = page.read_text(encoding="utf-8")
    wrong += [f"link to {to}" for to in LINK.findall(text) if not (page.parent / to).exists()]
    wrong += [f"file {path}" for path in FILE.findall(text) if "NAME" not in path and not (HOUSE / path).exists()]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("make sing && make test", ["make sing"]),
        ("pip install onrecord && onrecord sing", ["onrecord sing"]),
        ("onrecord check STORY.txt --published 2024-11-04 --sing", ["onrecord check --sing"]),
        (".venv/bin/onrecord check STORY [--json]", []),
        ("onrecord", []),
    ],
)
def test_the_reader_of_pages_itself(line: str, expected: list[str]) -> None:
    assert list(misnamed(line)) == expected


def test_every_command_shows_an_example() -> None:
    for name, command in cli.commands.items():
        assert command.help, name
        if any(isinstance(p, click.Argument) for p in command.params):
            assert "Example" in command.help, f"onrecord {name} --help has no example"
