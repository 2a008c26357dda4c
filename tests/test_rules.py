"""The rules of counting money, one case folder each (tests/cases/rules): what is loaded, asked and expected."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import shlex
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from filing_files import row as line_of
from filing_files import text

from onrecord.answers.answer import Answer
from onrecord.answers.ask import ask
from onrecord.answers.questions import question, read_params
from onrecord.faces.cli import cli
from onrecord.store.catalog import source_of
from onrecord.store.load import load
from onrecord.store.record import Record

CASES = Path(__file__).parent / "cases" / "rules"
KEYS = {"rule", "title", "citation", "files", "order", "asks"}


def write(folder: Path, case: Path, name: str, given: Any) -> Path:
    """A public file of the name, from rows by column, from text, or from a file of the case; zipped for a zip."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(given, dict) and "rows" in given:
        lines = [
            line_of(one.pop("table"), one.pop("token"), **{k: str(v) for k, v in one.items()})
            for one in map(dict, given["rows"])
        ]
        data = text(*lines, amends=str(given.get("amends") or "")).encode()
    elif isinstance(given, dict):
        data = (case / given["copy"]).read_bytes() if "copy" in given else given["text"].encode()
    else:
        hit = source_of(path)
        assert hit, f"{name} is no file of a known source"
        data = rows(hit[0].format, hit[0].header, given).encode()
    if path.suffix != ".zip":
        path.write_bytes(data)
        return path
    found, params = source_of(path) or (None, {})
    assert found
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(found.member.format(**params), data)
    return path


def rows(form: str, header: list[str], given: list[dict[str, Any]]) -> str:
    """Rows by column name as the layout has them; a column that the layout has not is a fault of the case."""
    for row in given:
        assert not set(row) - set(header), f"not in the layout: {sorted(set(row) - set(header))}"
    listed = [["" if row.get(c) is None else str(row[c]) for c in header] for row in given]
    if form == "pipe":
        return "".join("|".join(r) + "\n" for r in listed)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *listed])
    return out.getvalue()


def loaded(folder: Path, case: Path, data: dict[str, Any]) -> Path:
    """The record of a case."""
    record = folder / "record"
    for number, names in enumerate(data.get("order") or [list(data["files"])]):
        load([write(folder / str(number), case, name, data["files"][name]) for name in names], record)
    return record


def plain(value: Any) -> Any:
    """A cell as YAML would have it: money as text, days as days."""
    return str(value) if isinstance(value, Decimal) else value


def compare(found: Answer, wanted: Any) -> None:
    """One reading against what the case says of it."""
    got = found.as_dict()
    if not isinstance(wanted, dict):
        assert got["value"] == wanted, found.reading
        return
    wanted = dict(wanted)
    if caveat := wanted.pop("caveat", None):
        for words in [caveat] if isinstance(caveat, str) else caveat:
            assert any(words in c for c in got["caveats"]), (words, got["caveats"])
    if parts := wanted.pop("parts", None):
        have = {p["name"]: p["value"] for p in got["parts"]}
        assert {name: have.get(name) for name in parts} == parts, have
    if "through" in wanted:
        wanted["through"] = wanted["through"] and wanted["through"].isoformat()
    assert {k: got[k] for k in wanted} == wanted, found.reading


def run(record: Path, one: dict[str, Any]) -> None:
    """Ask what a case asks and compare."""
    if "command" in one:
        done = CliRunner().invoke(cli, [*shlex.split(one["command"]), "--record", str(record)], catch_exceptions=False)
        assert done.exit_code == one.get("exit", 0), done.output
        assert [words for words in one.get("prints", []) if words not in done.output] == [], done.output
        return
    day = one["as_of"]
    assert isinstance(day, dt.date)
    params = one.get("params", {})
    if "measure" in one:
        found = ask(Record(record), one["measure"], day, **params).dicts()
        got = [{k: plain(row[k]) for k in want} for row, want in zip(found, one["expect"], strict=False)]
        assert got == one["expect"]
        assert len(found) == len(one["expect"]) or not one.get("exactly", True), found
        return
    asked = question(one["question"])
    given = read_params(Record(record), asked, day, {k: str(v) for k, v in params.items()})
    answers = {a.reading: a for a in asked.answer(given)}
    for reading, wanted in one["expect"].items():
        assert reading in answers, list(answers)
        compare(answers[reading], wanted)
    assert not one.get("exactly") or set(answers) == set(one["expect"])


@pytest.mark.parametrize("case", sorted(p.parent for p in CASES.glob("*/case.yml")), ids=lambda p: p.name)
def test_rule(tmp_path: Path, case: Path) -> None:
    data = yaml.safe_load((case / "case.yml").read_text("utf-8"))
    assert not set(data) - KEYS
    assert re.fullmatch(r"[EAT]\d{1,2}", data["rule"])
    assert case.name.startswith(data["rule"] + "-")
    assert data["title"]
    assert data["citation"]
    assert (case / "README.md").is_file()
    assert data["asks"]
    record = loaded(tmp_path, case, data)
    for one in data["asks"]:
        run(record, one)
