"""The JSON of a check: every output keeps to the schema, the schema to its document, and no number is a float."""

from __future__ import annotations

import copy
import datetime as dt
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from test_store import SHARED

from onrecord.claims import words
from onrecord.claims.check import SCHEMA, check
from onrecord.claims.drafts import read_draft
from onrecord.faces.sample import STORY, files
from onrecord.store.load import load
from onrecord.store.record import Record

HOUSE = Path(__file__).parent.parent
FORM: dict[str, Any] = json.loads((HOUSE / "src/onrecord/claims/check.schema.json").read_text("utf-8"))
DOCUMENT = (HOUSE / "docs/check-json.md").read_text("utf-8")


def strict(form: Any) -> Any:
    """The schema with no key but its own: keys may be added for a reader, and not by chance."""
    if isinstance(form, list):
        return [strict(x) for x in form]
    if not isinstance(form, dict):
        return form
    closed = {k: strict(v) for k, v in form.items()}
    if closed.get("type") == "object" and "properties" in closed and "required" in closed:
        closed["additionalProperties"] = False
    return closed


VALIDATOR = Draft202012Validator(strict(FORM))


def keys(form: dict[str, Any]) -> Iterator[str]:
    """Every key that the schema names, at any depth."""
    for part in [form, *form.get("$defs", {}).values()]:
        yield from part.get("properties", {})
        for inner in part.get("properties", {}).values():
            yield from keys(inner)
            yield from keys(inner.get("items", {}))


def valid(done: dict[str, Any], text: str) -> None:
    """The output as printed keeps to the schema; its parts agree with each other and with the story."""

    def refuse(number: str) -> None:
        raise AssertionError(f"a float: {number}")

    read = json.loads(json.dumps(done, ensure_ascii=False), parse_float=refuse, parse_constant=refuse)
    wrong = [f"{error.json_path}: {error.message[:200]}" for error in VALIDATOR.iter_errors(read)]
    assert not wrong, "\n".join(wrong[:5])
    for one in [*read["claims"], *read["set_aside"]]:
        assert text[slice(*one["span"])] == one["surface"]
    for one in read["claims"]:
        held = {r["id"] for r in one["receipts"]}
        used = {i for r in [*one["readings"], *one["context"]] for i in r["receipts"]}
        assert used <= held, one["id"]
        assert not any(r["open"] and r["fits"] != "no" for r in one["readings"])
        named = FORM["$defs"]["claim"]["properties"]["claim_type"]["examples"]
        assert one["claim_type"] in named, f"{one['claim_type']}: name it in the schema and the document"
        for key in ("measure", "comparator"):
            told = FORM["$defs"]["typed"]["properties"][key]["examples"]
            assert one["claim"][key] in told, f"{one['claim'][key]}: name it in the schema and the document"
        assert one["claim"]["unit"] in (None, *FORM["$defs"]["unit"]["examples"])
    codes = FORM["properties"]["set_aside"]["items"]["properties"]["code"]["examples"]
    assert {x["code"] for x in read["set_aside"]} <= set(codes)
    counted = sum(n for word, n in read["summary"].items() if word != "set aside")
    assert (counted, read["summary"]["set aside"]) == (len(read["claims"]), len(read["set_aside"]))


def test_the_schema_is_one_and_names_its_version() -> None:
    Draft202012Validator.check_schema(FORM)
    assert FORM["properties"]["schema"]["const"] == SCHEMA


def test_the_document_tells_every_key_and_every_name() -> None:
    told = {part for span in re.findall(r"`([a-z_.+]+)`", DOCUMENT) for part in span.split(".")}
    missing = {k for k in keys(FORM) if re.fullmatch(r"[a-z_]+", k)} - told - {"supported", "close", "refuted"}
    assert not missing
    listed = [FORM["$defs"]["claim"]["properties"]["claim_type"], FORM["$defs"]["typed"]["properties"]["measure"]]
    listed += [FORM["properties"]["set_aside"]["items"]["properties"]["code"]]
    for names in listed:
        assert set(names["examples"]) <= told
    for name in [*FORM["$defs"]["typed"]["properties"]["comparator"]["examples"], *FORM["$defs"]["unit"]["examples"]]:
        assert re.search(rf"\b{name}\b", DOCUMENT), name


def test_every_code_of_the_words_is_in_the_schema() -> None:
    codes = FORM["properties"]["set_aside"]["items"]["properties"]["code"]["examples"]
    assert {code for code, _, _ in words.SET_ASIDE} <= set(codes)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("sample")
    load(files(), folder)
    draft = read_draft(STORY)
    assert draft.published
    return draft.text, check(draft.text, Record(folder), draft.published, title=draft.title)


def test_the_sample_story_keeps_to_the_schema(sample: tuple[str, dict[str, Any]]) -> None:
    text, done = sample
    valid(done, text)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d["claims"][0].pop("reason"),
        lambda d: d["claims"][0].update(verdict="true"),
        lambda d: d["claims"][9]["readings"][0].update(value=1723988),
        lambda d: d["claims"][0]["readings"][0].update(value=0.5),
        lambda d: d["record"].update(as_of="4 November 2024"),
        lambda d: d["claims"][0].update(more=1),
    ],
    ids=["a key gone", "another verdict", "money as a number", "a float", "another date", "a key that is not told"],
)
def test_the_schema_refuses_what_is_not_of_it(sample: tuple[str, dict[str, Any]], spoil: Any) -> None:
    done = copy.deepcopy(sample[1])
    spoil(done)
    assert list(VALIDATOR.iter_errors(done))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Record:
    if not (SHARED / "data").is_dir():
        pytest.skip("the shared public records are not beside this checkout")
    folder = tmp_path_factory.mktemp("record")
    bulk = SHARED / "data/fec/files/bulk-downloads"
    results = SHARED / "data/results"
    names = ["2022/cn22.zip", "2026/cn26.zip", "2026/cm26.zip", "2024/webk24.zip", "2024/weball24.zip"]
    names += ["2024/pas224.zip"]
    load([*(bulk / n for n in names), results / "fivethirtyeight/election_results_house.csv"], folder)
    return Record(folder)


def test_the_stories_of_the_shared_folder_keep_to_the_schema(shared: Record) -> None:
    seed = read_draft(SHARED / "stories/seed.txt").text
    stories = {("2024-11-04", seed): None}
    by_story: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for line in (SHARED / "stories/dev_claims.jsonl").read_text("utf-8").splitlines():
        one = json.loads(line)
        by_story[(one["date"], one["url"])][one["sentence"]] = None
    stories |= {(day, "\n".join(sentences)): None for (day, _), sentences in by_story.items()}
    assert len(stories) > 20
    for day, text in stories:
        day = day if len(day) == 10 else f"{day}-28"  # of some only the month is known
        valid(check(text, shared, dt.date.fromisoformat(day)), text)
