"""Claims proposed by a model: recorded answers, held to the validator and the linker, marked, and never refuted."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from onrecord.claims import propose
from onrecord.claims.check import check
from onrecord.faces.cli import cli
from onrecord.faces.sample import files
from onrecord.model.errors import InputError
from onrecord.store.load import load
from onrecord.store.record import Record

RECORDED = yaml.safe_load((Path(__file__).parent / "cases/proposer/recorded.yml").read_text("utf-8"))
SENTENCES = "\n".join(
    f"House Majority PAC gobbled up {amount} in the 2022 election cycle."
    for amount in (
        "$182 million",
        "$90 million",
        "$70 million",
        "$60 million",
        "$50 million",
        "$40 million",
        "$30 million",
    )
)
TEXT = (
    f"House Majority PAC raised about $181.8 million in the 2022 election cycle.\n{SENTENCES}\nA poll cost $5 million.\n"
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    load(files(), folder)
    return folder


@pytest.fixture
def prompts() -> Iterator[list[str]]:
    """A recorded model, registered with llm as a plugin would; the prompts that were put to it."""
    llm = pytest.importorskip("llm")
    plugins = pytest.importorskip("llm.plugins")
    seen: list[str] = []

    class Recorded(llm.Model):  # type: ignore[misc, name-defined]
        model_id = "recorded"
        can_stream = False
        supports_schema = True

        def execute(self, prompt: Any, stream: bool, response: Any, conversation: Any) -> Iterator[str]:
            seen.append(prompt.prompt)
            assert prompt.schema == propose.FORM
            yield next(one["answer"] for one in RECORDED if one["words"] in prompt.prompt)

    class Plugin:
        __name__ = "recorded"

        @llm.hookimpl  # type: ignore[untyped-decorator]
        def register_models(self, register: Any) -> None:
            register(Recorded())

    plugins.pm.register(Plugin(), name="recorded")
    yield seen
    plugins.pm.unregister(name="recorded")


def test_proposals_are_validated_linked_marked_and_never_refuted(
    record: Path, tmp_path: Path, prompts: list[str]
) -> None:
    story = tmp_path / "story.txt"
    story.write_text(TEXT, "utf-8")
    given = ["check", str(story), "--published", "2024-12-09", "--record", str(record)]
    ran = CliRunner().invoke(cli, [*given, "--json", "--propose", "recorded"])
    assert ran.stdout, repr(ran.exception)
    done = json.loads(ran.stdout)
    found = {c["surface"]: c for c in done["claims"]}
    assert set(found) == {"about $181.8 million", "$182 million", "$90 million"}
    assert found["about $181.8 million"]["proposed"] is None
    for surface in ("$182 million", "$90 million"):
        assert found[surface]["proposed"] == {"model": "recorded"}
        assert found[surface]["correction"] is None
        assert any("proposed by the language model recorded" in c for c in found[surface]["caveats"])
    assert found["$182 million"]["verdict"] in ("supported", "depends on the definition")
    assert found["$182 million"]["readings"][0]["value"] == "181635256.31"
    assert found["$90 million"]["verdict"] == "cannot check"  # receipts are $181,792,746.78
    refused = {x["surface"]: x["reason"] for x in done["proposer"]["refused"]}
    assert set(refused) == {"$70 million", "$60 million", "$50 million", "$40 million", "$30 million"}
    assert "Senate Majority PAC" in refused["$70 million"]
    assert "not of the schema" in refused["$50 million"]
    assert (done["proposer"]["asked"], done["proposer"]["kept"]) == (7, 2)
    assert all(json.loads(p)["names"] == ["House Majority PAC"] for p in prompts)
    assert not any("poll" in p for p in prompts)
    shown = CliRunner().invoke(cli, [*given, "--propose", "recorded"]).stdout
    assert "by the language model recorded" in " ".join(shown.split())


def test_without_the_option_nothing_is_asked(record: Path, prompts: list[str]) -> None:
    import datetime as dt

    done = check(TEXT, Record(record), dt.date(2024, 12, 9))
    assert done["proposer"] is None
    assert all(c["proposed"] is None for c in done["claims"])
    assert prompts == []


def test_the_library_is_not_even_loaded() -> None:
    code = "import onrecord.claims.check, onrecord.claims.propose, sys; print('llm' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_model_that_is_not_there_is_a_clear_error(prompts: list[str]) -> None:
    with pytest.raises(InputError, match="llm models"):
        propose.asker("no such model")


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "llm", None)
    with pytest.raises(InputError, match=r"onrecord\[llm\]"):
        propose.asker("any")


def test_what_a_model_raises_is_told(prompts: list[str]) -> None:
    with pytest.raises(InputError, match="recorded"):
        propose.asker("recorded")("a prompt that was not recorded")
