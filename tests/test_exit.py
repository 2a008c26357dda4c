"""How the program ends: every error in one form with exit 2, an interruption with 130, a closed pipe without a word."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from onrecord.faces import cli as cli_module
from onrecord.faces import html as html_module
from onrecord.faces.cli import cli, main

PROGRAM = [sys.executable, "-c", "from onrecord.faces.cli import main; main()"]


def ended(monkeypatch: pytest.MonkeyPatch, *argv: str) -> object:
    """The exit status of a run of the program in this process."""
    monkeypatch.setattr(sys, "argv", ["onrecord", *argv])
    with pytest.raises(SystemExit) as caught:
        main()
    return caught.value.code


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """A command `fail` that raises `error`."""

    @click.command("fail")
    def fail() -> None:
        raise error

    monkeypatch.setitem(cli.commands, "fail", fail)


@pytest.mark.parametrize(
    ("argv", "words", "example"),
    [
        (["chekc"], "No such command 'chekc'", "onrecord --help"),
        (["check", "--nope"], "No such option '--nope'", "onrecord check --help"),
        (["load"], "Missing argument 'SOURCE...'", "onrecord load --help"),
        (["check", "--explain", "x"], "'x' is not a valid integer", "onrecord check --help"),
        (["load", "x", "--cycle"], "Option '--cycle' requires an argument", "--help"),
    ],
)
def test_words_that_the_command_line_does_not_know(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], argv: list[str], words: str, example: str
) -> None:
    assert ended(monkeypatch, *argv) == 2
    said = capsys.readouterr().err
    assert said.startswith("onrecord: ")
    assert words in said
    assert f"\n  received: onrecord {argv[0]}" in said
    assert "\n  for example: onrecord" in said
    assert example in said


def test_the_status_that_a_command_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command("fail")
    @click.pass_context
    def fail(context: click.Context) -> None:
        context.exit(2)

    monkeypatch.setitem(cli.commands, "fail", fail)
    assert ended(monkeypatch, "fail") == 2
    assert ended(monkeypatch, "--help") == 0


def test_a_sync_of_a_site_that_is_down_ends_with_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """As docs/sync.md says: a file that fails leaves the others be, and the exit code is 2."""
    from onrecord.model.errors import SourceError
    from onrecord.store.sync import run

    def down(*_: object) -> object:
        raise SourceError("a server that answers, and sends the whole file", received="503, 5 times")

    monkeypatch.setattr(run, "download", down)
    where = ["--cache", str(tmp_path / "c"), "--record", str(tmp_path / "r")]
    only = ["--cycle", "2024", "--source", "fec_filing_index", "--feeds"]
    assert ended(monkeypatch, "sync", *only, "--base", "http://127.0.0.1:9", *where) == 2
    said = capsys.readouterr().err
    assert "could not be brought: 503, 5 times (needed: a server that answers, and sends the whole file)" in said


QUERYING = """
import click, duckdb, signal
from onrecord.store.interrupt import interruptible
from onrecord.faces.cli import cli, main

@click.command("fail")
def fail():
    print("asking", flush=True)
    interruptible(duckdb.connect()).execute("select sum(range) from range(100000000000000)").fetchall()

signal.signal(signal.SIGINT, signal.default_int_handler)  # a process in the background ignores it
cli.commands["fail"] = fail
main()
"""


def test_ctrl_c_while_a_query_runs() -> None:
    """The key is pressed again when it is not heard: DuckDB can miss a signal that comes while it prepares a query."""
    program = subprocess.Popen(
        [sys.executable, "-c", QUERYING, "fail"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "asking\n"
    try:
        for _ in range(10):
            time.sleep(1)
            program.send_signal(signal.SIGINT)
            try:
                _, said = program.communicate(timeout=10)
                break
            except subprocess.TimeoutExpired:
                continue
    finally:
        program.kill()
    assert (program.returncode, said) == (130, "onrecord: stopped; the record is as it was\n")


def test_an_error_that_nobody_foresaw(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    failing(monkeypatch, KeyError("surprise"))
    assert ended(monkeypatch, "fail") == 2
    said = capsys.readouterr().err
    assert said.startswith("onrecord: an unexpected error; nothing was changed in the record\n  received: KeyError")
    assert "Traceback" not in said
    monkeypatch.setenv("ONRECORD_DEBUG", "1")
    assert ended(monkeypatch, "fail") == 2
    assert "Traceback" in capsys.readouterr().err


def test_an_interruption_and_a_closed_pipe(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    failing(monkeypatch, KeyboardInterrupt())
    assert ended(monkeypatch, "fail") == 130
    assert capsys.readouterr().err.strip() == "onrecord: stopped; the record is as it was"
    monkeypatch.setattr(cli_module, "_drop_output", lambda: None)
    failing(monkeypatch, BrokenPipeError())
    assert ended(monkeypatch, "fail") == 141
    assert capsys.readouterr().err == ""


def test_output_that_nobody_reads_any_more() -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as out:
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run([*PROGRAM, "--help"], stdout=out, stderr=subprocess.PIPE, env=env, check=False)
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_report_that_cannot_be_finished_leaves_the_old_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "report.html"
    page.write_text("the report of yesterday", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    write = Path.write_text

    def full(self: Path, text: str, *more: str) -> int:
        if self.parent != tmp_path:
            return write(self, text, *more)
        self.open("wb").close()
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", full)
        assert ended(monkeypatch, "check", "--html", str(page)) == 2
    assert "a file that can be written" in capsys.readouterr().err
    assert page.read_text("utf-8") == "the report of yesterday"
    assert sorted(p.name for p in tmp_path.glob("*report*")) == ["report.html"]
    monkeypatch.setattr(html_module, "render_html", lambda *_: "the report of today")
    assert ended(monkeypatch, "check", "--html", str(page)) in (0, 1)
    assert page.read_text("utf-8") == "the report of today"
    assert [p.name for p in tmp_path.glob("*report*")] + [p.name for p in tmp_path.glob(".*part")] == ["report.html"]
