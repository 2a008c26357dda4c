"""The correction that is ready to copy: its sentence word for word, and nothing to copy where nothing is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from test_store import SHARED

from onrecord.claims.check import check
from onrecord.claims.correction import correction
from onrecord.claims.drafts import read_draft
from onrecord.faces.sample import STORY, files
from onrecord.store.load import load
from onrecord.store.record import Record

CASES = Path(__file__).parent / "cases/corrections"
WRONG = {"refuted", "close"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("sample")
    load(files(), folder)
    draft = read_draft(STORY)
    assert draft.published
    return check(draft.text, Record(folder), draft.published)


def test_the_sample_story(sample: dict[str, Any]) -> None:
    expected = yaml.safe_load((CASES / "sample.yml").read_text("utf-8"))
    found = {c["surface"]: c["correction"]["sentence"] for c in sample["claims"] if c["correction"]}
    assert found == expected


def test_what_is_not_wrong_has_no_correction(sample: dict[str, Any]) -> None:
    for one in sample["claims"]:
        assert (one["correction"] is not None) == (one["verdict"] in WRONG)
        if one["correction"]:
            assert one["correction"]["sentence"].endswith(".")
            assert any(r["id"] in one["correction"]["footnote"] for r in one["receipts"])


def test_a_floor_is_said_and_its_caveat(sample: dict[str, Any]) -> None:
    (one,) = [c for c in sample["claims"] if c["surface"] == "about $530,000"]
    assert "spent at least $576,448" in one["correction"]["sentence"]
    assert "the whole may be larger" in one["correction"]["caveat"]
    assert "FEC image 202410249710446808" in one["correction"]["footnote"]


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="the shared public records are not beside this checkout")
def test_a_story_on_the_shared_record(tmp_path: Path) -> None:
    case = yaml.safe_load((CASES / "shared.yml").read_text("utf-8"))
    load([SHARED / "data"], tmp_path / "record")
    done = check(case["text"], Record(tmp_path / "record"), case["published"])
    found = {c["surface"]: c["correction"]["sentence"] for c in done["claims"] if c["correction"]}
    assert found == case["expect"]


def _claim(measure: str, value: Any, unit: str, reading: dict[str, Any], **more: Any) -> dict[str, Any]:
    said = dict.fromkeys(("subject", "target", "stance", "office", "state", "district", "phase", "period"))
    read = {"name": "all disbursements", "value": None, "unit": unit, "through": None, "floor": False, "fits": "no",
            "caveats": [], "receipts": []}  # fmt: skip
    return {
        "verdict": "refuted", "sentence": "", "reason": "The record says otherwise", "caveats": more.pop("caveats", []),
        "claim": {**said, "measure": measure, "comparator": "exact", "value": value, "unit": unit, **more},
        "readings": [{**read, **reading}], "receipts": [],
    }  # fmt: skip


WHOLE = "the sentence speaks of March; the summary holds the whole cycle to date"


def test_a_sum_of_a_longer_time_is_no_correction_upward_and_a_bound_downward() -> None:
    below = _claim("disbursements", "900", "USD", {"value": "500.00"}, subject="The fund", caveats=[WHOLE])
    assert correction(below, {}) is not None
    text = correction(below, {})["sentence"]  # type: ignore[index]
    assert "less than the $900 stated for a part of it" in text
    above = _claim("disbursements", "300", "USD", {"value": "500.00"}, subject="The fund", caveats=[WHOLE])
    assert correction(above, {})["sentence"].startswith("The record says otherwise")  # type: ignore[index]


def test_two_numbers_are_never_written_alike() -> None:
    near = _claim("receipts", "1000001", "USD", {"name": "total receipts", "value": "1000000"}, subject="The fund")
    assert "$1,000,000, not $1 million," in correction(near, {})["sentence"]  # type: ignore[index]


@pytest.mark.parametrize("value", [None, "233-152", ["53", "47"]])
def test_a_shape_that_has_no_sentence_gives_the_reason(value: Any) -> None:
    odd = _claim("count_endorsements", value, "candidates", {"name": "endorsed", "value": "3-4"}, subject="The fund")
    assert correction(odd, {})["sentence"].startswith("The record says otherwise")  # type: ignore[index]
    assert correction({**odd, "readings": []}, {})["sentence"].startswith("The record")  # type: ignore[index]
