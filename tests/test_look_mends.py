"""Look-ups refuse what the record does not know, name everyone it does, and count one person's money once."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from test_answers import PAC, UDP
from test_looks import KIM_34, answers, needs_shared, run
from test_looks import small as small
from test_looks import whole as whole
from test_store import REFUND_A, pas2

from onrecord.answers.committees import find_committee
from onrecord.model.errors import UnknownName
from onrecord.model.parties import party_of
from onrecord.store.load import load
from onrecord.store.record import Record

STORY_DAY = dt.date(2024, 11, 4)
NOW = dt.date(2026, 6, 30)
# cm22 holds a committee whose name is a colon; its street and treasurer are left blank here.
COLON = "C00684373|:|||||MA||P|P|W|A|||P00008052"


@pytest.mark.parametrize("text", ["", " ", "%", ":", "()"])
def test_a_name_of_punctuation_means_no_committee(tmp_path: Path, text: str) -> None:
    load([pas2(tmp_path, COLON, UDP, PAC, name="cm22.zip", member="cm.txt")], tmp_path / "r")
    with pytest.raises(UnknownName):
        find_committee(Record(tmp_path / "r"), text)
    assert isinstance(run(tmp_path / "r", "committee", text).exception, UnknownName)


def test_a_party_that_the_commission_does_not_know_is_not_known() -> None:
    assert party_of("UNK") is None
    assert party_of("OTH") == "OTH"
