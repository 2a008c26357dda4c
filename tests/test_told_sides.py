"""Whose sums comparisons, shares, ranks and counts are of, by the words around them and the claims beside them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from onrecord.claims.check import listed
from onrecord.claims.figures import figures
from onrecord.faces.sample import sample_record
from onrecord.store.record import Record

DAY = dt.date(2024, 7, 20)
LEAD = "United Democracy Project is a super PAC. Jimmy Gomez and David Kim ran in California's 34th District. "
GROUP = "United Democracy Project"
GOMEZ, KIM = "Jimmy Gomez", "David Kim"


@pytest.fixture(scope="module")
def record() -> Record:
    return Record(sample_record())


def one(record: Record, text: str, kind: str, surface: str) -> dict[str, Any]:
    found = [c for c in listed(LEAD + text + "\n", record, DAY)["claims"] if c["span"][0] >= len(LEAD)]
    mine = [c["claim"] for c in found if (c["claim_type"], c["surface"]) == (kind, surface)]
    assert len(mine) == 1, [(c["claim_type"], c["surface"]) for c in found]
    claim: dict[str, Any] = mine[0]
    return claim


@pytest.mark.parametrize(
    ("text", "surface", "comparator"),
    [
        ("outraised her by better than 3 to 1", "better than 3 to 1", "more_than"),
        ("a bit more than $1.2 million", "a bit more than $1.2 million", "just_over"),
        ("a good third of its money", "a good third", "more_than"),
        ("well over $5 million", "well over $5 million", "more_than"),
        ("exactly five donors", "exactly five", "exact"),
        ("outspent them by a 2-1 margin", "2-1", "exact"),
    ],
)
def test_hedges(text: str, surface: str, comparator: str) -> None:
    assert (surface, comparator) in [(f.surface, f.comparator) for f in figures(text)]


@pytest.mark.parametrize(
    ("text", "surface", "subject", "target"),
    [
        ("Gomez raised $1.2 million, more than five times what Kim raised.", "more than five times", GOMEZ, KIM),
        ("Gomez raised $1.2 million, about 10 times as much as his opponent.", "about 10 times", GOMEZ, KIM),
        ("Kim raised $108,000. Gomez has raised more than double that.", "more than double", GOMEZ, KIM),
        ("Gomez outraised Kim better than 3 to 1.", "better than 3 to 1", GOMEZ, KIM),
        ("Kim was outraised eleven to one by the incumbent, Gomez.", "eleven to one", GOMEZ, KIM),
        ("Gomez's haul was ten times larger than Kim's.", "ten times", GOMEZ, KIM),
        ("Kim raised less than a tenth of the sum that Gomez raised.", "less than a tenth", KIM, GOMEZ),
    ],
)  # fmt: skip
def test_both_sides_of_a_ratio(record: Record, text: str, surface: str, subject: str, target: str) -> None:
    claim = one(record, text, "ratio_compare", surface)
    assert (claim["subject"], claim["target"], claim["measure"]) == (subject, target, "receipts_ratio")


@pytest.mark.parametrize(
    ("text", "surface", "subject", "target"),
    [
        ("The group raised $9 million. Three firms (Coinbase, Ripple and Citadel) account for about 80% of it.",
         "about 80%", "Coinbase + Ripple + Citadel", GROUP),
        ("Coinbase and Ripple provided nearly 90 percent of the super PAC's funds.", "nearly 90 percent",
         "Coinbase + Ripple", GROUP),
        ("Gomez raised $1 million, more than half of it from PACs.", "more than half", "PACs", GOMEZ),
        ("Gomez raised $1 million, 60% of it in donations of $200 or less.", "60%", "unitemized donors", GOMEZ),
        ("Small donors accounted for 40% of his total. Gomez won.", "40%", "Small donors", None),
        ("Jan Koum gave the group $5 million, about a quarter of its receipts.", "about a quarter", "Jan Koum", GROUP),
        ("Jan Koum gave the group $5 million. That gift made up half of what it collected.", "half", "Jan Koum", GROUP),
        ("Kim put in $100,000 of his own money, about half of what he raised.", "about half", KIM, f"{KIM} campaign"),
    ],
)  # fmt: skip
def test_who_gave_a_share_of_whose_money(
    record: Record, text: str, surface: str, subject: str, target: str | None
) -> None:
    claim = one(record, text, "share", surface)
    assert (claim["subject"], claim["measure"]) == (subject, "contribution_share")
    assert target is None or claim["target"] == target


@pytest.mark.parametrize(
    ("text", "surface", "slots"),
    [
        ("Gomez had spent $1.8 million, more than any other House candidate.", "more than any other House candidate",
         {"measure": "disbursements", "subject": GOMEZ, "office": "H", "state": None, "district": None}),
        ("Jan Koum gave $5 million to the group. No one else has given more.", "No one else has given more",
         {"measure": "contribution", "subject": "Jan Koum", "target": GROUP}),
        ("Jan Koum tops the donor list.", "tops the donor list", {"measure": "contribution", "subject": "Jan Koum"}),
        ("Jan Koum is the biggest giver to Preserve America.", "biggest giver", {"target": "Preserve America"}),
        ("The group's chief backer is Coinbase.", "chief backer", {"subject": "Coinbase", "target": GROUP}),
        ("The group's top target was David Kim.", "top target", {"subject": GROUP, "target": KIM, "state": "CA"}),
        ("The group spent more on the race than any other super PAC.", "more on the race than any other super PAC",
         {"measure": "ie_total", "subject": GROUP}),
        ("Gomez raised $1.2 million, a record for a House incumbent.", "a record for a House incumbent",
         {"measure": "receipts", "subject": GOMEZ, "office": "H", "period": "all time to 2024-07"}),
    ],
)  # fmt: skip
def test_who_is_first(record: Record, text: str, surface: str, slots: dict[str, Any]) -> None:
    claim = one(record, text, "rank_superlative", surface)
    assert {k: claim[k] for k in slots} == slots


@pytest.mark.parametrize(
    ("text", "surface", "slots"),
    [
        ("The group has not spent a dime in the race.", "has not spent a dime",
         {"measure": "count_ie_targets", "value": 0}),
        ("Every penny of it came from Jan Koum.", "Every penny of it", {"measure": "share_of_receipts", "value": 1}),
        ("Not a dime of it came from PACs.", "Not a dime of it", {"measure": "share_of_receipts", "value": 0}),
        ("The group has made the race its sole focus.", "sole focus", {"measure": "count_ie_targets", "subject": GROUP}),
        ("The group had a single source of income.", "a single source of income",
         {"measure": "count_donors", "value": 1}),
        ("Kim had no super PAC help at all.", "no super PAC help at all",
         {"measure": "count_committees", "subject": f"outside groups supporting {KIM}", "value": 0}),
    ],
)  # fmt: skip
def test_onlys_and_nevers(record: Record, text: str, surface: str, slots: dict[str, Any]) -> None:
    claim = one(record, text, "only_none_all", surface)
    assert {k: claim[k] for k in slots} == slots


@pytest.mark.parametrize(
    ("text", "surface", "slots"),
    [
        ("More than two dozen people gave the group at least $1 million.", "More than two dozen",
         {"measure": "count_donors", "unit": "count", "comparator": "more_than"}),
        ("Some 2,300 super PACs are registered; fewer than 60 have raised more than $10 million.", "fewer than 60",
         {"measure": "count_committees", "subject": "super PACs with receipts above $10 million"}),
        ("Thirty-one of his colleagues got transfers from the group.", "Thirty-one",
         {"measure": "count_recipients", "value": 31}),
    ],
)  # fmt: skip
def test_counts(record: Record, text: str, surface: str, slots: dict[str, Any]) -> None:
    claim = one(record, text, "count", surface)
    assert {k: claim[k] for k in slots} == slots


@pytest.mark.parametrize(
    "words", ["on the Gomez race", "in Gomez's primary", "on the Gomez contest, most of it against him"]
)
def test_a_race_by_one_name_is_the_whole_contest(record: Record, words: str) -> None:
    claim = one(record, f"The group spent $3 million {words}.", "ie_sum", "$3 million")
    assert (claim["target"], claim["stance"], claim["district"]) == ("race", "both", "34")
