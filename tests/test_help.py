"""What the command line says of itself: one whole sentence for each command, and its words explained."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.answers.question import SUBJECTS
from onrecord.answers.questions import QUESTIONS
from onrecord.faces.cli import cli

GLOSSARY = Path(__file__).parent.parent / "docs/glossary.md"


def test_each_command_is_one_whole_sentence_on_one_line() -> None:
    text = CliRunner().invoke(cli, ["--help"], terminal_width=80).output
    listed = {
        line.split()[0]: line.strip() for line in text.partition("Commands:")[2].splitlines() if line.startswith("  ")
    }
    assert max(map(len, text.splitlines())) <= 80
    for name in cli.commands:
        assert listed[name].endswith("."), name
        assert not listed[name].endswith("..."), name


@pytest.mark.parametrize("word", ["floor", "master", "unmatched", "not loaded"])
def test_its_words_are_explained(word: str) -> None:
    said = " ".join(CliRunner().invoke(cli, ["--help"]).output.split())
    assert "docs/glossary.md" in said
    assert word in said.casefold()
    assert f"\n| {word} |" in GLOSSARY.read_text("utf-8")


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_no_help_shows_a_format_of_days(command: str) -> None:
    assert "%Y" not in CliRunner().invoke(cli, [command, "--help"]).output


def test_the_questions_are_listed_by_subject_in_a_line_or_two_each() -> None:
    said = CliRunner().invoke(cli, ["ask", "--list"], terminal_width=80).output
    assert len(said.splitlines()) < 3 * len(QUESTIONS)
    assert all(f"\n  {name} " in said for name in QUESTIONS)
    assert said.index("\nCandidacies and votes") > said.index("Independent expenditures\n") > -1
    assert {q.subject for q in QUESTIONS.values()} <= {*SUBJECTS.values()}, "a module of answers without a subject"
    one = CliRunner().invoke(cli, ["ask", "--list", "contributors"]).output
    assert "Example: onrecord ask contributors" in one
    assert "transfers" not in one
    assert "Example: onrecord ask share" in CliRunner().invoke(cli, ["ask", "--list", "--all"]).output


def test_each_example_stands_on_one_line_to_be_copied() -> None:
    said = CliRunner().invoke(cli, ["ask", "--list", "--all"], terminal_width=80).output
    for name, question in QUESTIONS.items():
        assert f"  Example: {question.example}\n" in said, name


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_no_example_of_a_help_is_broken_over_lines(command: str) -> None:
    """What is copied from a help runs as printed: at 80 columns no example is wrapped."""
    written = [line.strip() for line in (cli.commands[command].help or "").splitlines()]
    said = CliRunner().invoke(cli, [command, "--help"], terminal_width=80).output
    shown = [line.strip() for line in said.splitlines()]
    for line in written:
        if line.removeprefix("Example:").strip().startswith("onrecord "):
            assert line in shown, line


def test_the_receipt_of_the_help_is_one_of_the_sample_story(tmp_path: Path) -> None:
    """The id that the help shows is there once the sample story is checked, as make demo does."""
    said = CliRunner().invoke(cli, ["receipt", "--help"], terminal_width=80).output
    shown = {word for word in said.split() if re.fullmatch(r"[0-9a-f]{16}", word)}
    env = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "XDG_STATE_HOME": str(tmp_path / "state")}
    checked = CliRunner().invoke(cli, ["check", "--json"], env=env)
    assert checked.exit_code == 1
    assert shown
    assert all(receipt in checked.output for receipt in shown)
