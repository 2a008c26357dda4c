"""Receipts, spending, cash and debt as newsrooms write them: whose, of which contest, which days; sums of several.

The amounts are made up: what is tested is how a sentence is read, and that no reading of it is refuted.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from onrecord.claims.check import check, listed
from onrecord.claims.flow_periods import last_report
from onrecord.claims.kinds.pooled import short_name
from onrecord.faces.sample import sample_record
from onrecord.store.record import Record

DAY = dt.date(2024, 7, 20)
OPENING = "In California’s 34th Congressional District, Rep. Jimmy Gomez faces David Kim. "
RECORD = Record(sample_record())


def _money(text: str, day: dt.date = DAY) -> list[dict[str, Any]]:
    return [c for c in listed(text, RECORD, day)["claims"] if c["claim"]["unit"] == "USD"]


@pytest.mark.parametrize(
    ("text", "measure", "who"),
    [
        ("Gomez amassed $108,000.", "receipts", "Jimmy Gomez"),
        ("Kim’s campaign raked in $108,000.", "receipts", "David Kim"),
        ("Kim netted $108,000.", "receipts", "David Kim"),
        ("Kim banked $108,000.", "receipts", "David Kim"),
        ("Gomez reported $108,000 in receipts.", "receipts", "Jimmy Gomez"),
        ("Kim’s contributions amounted to only about $108,000.", "receipts", "David Kim"),
        ("Gomez’s fundraising haul totaled $108,000.", "receipts", "Jimmy Gomez"),
        ("Kim burned through $108,000.", "disbursements", "David Kim"),
        ("Gomez had $108,000 banked.", "cash_on_hand", "Jimmy Gomez"),
        ("Kim was left with $108,000.", "cash_on_hand", "David Kim"),
        ("Gomez ended June with $108,000.", "cash_on_hand", "Jimmy Gomez"),
        ("Kim entered July with a war chest of $108,000.", "cash_on_hand", "David Kim"),
        ("Gomez was sitting on $108,000.", "cash_on_hand", "Jimmy Gomez"),
        ("Kim owed $108,000.", "debts", "David Kim"),
    ],
)
def test_what_a_candidate_has_and_takes_in(text: str, measure: str, who: str) -> None:
    (one,) = _money(OPENING + text)
    said = one["claim"]
    assert (one["claim_type"], said["measure"], said["subject"]) == ("committee_flow", measure, who)
    assert (said["office"], said["state"], said["district"]) == ("H", "CA", "34")


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Kim raised $1 in a filing covering April 1 through June 30.", ["2024Q2"]),
        ("Kim raised $1 from April 1 through June 28. Gomez posted $2 for the latest period and $3 overall.",
         ["2024-04-01..2024-06-28", "2024-04-01..2024-06-28", "to 2024-06-28"]),
        ("Kim raised $1 in the second quarter. Gomez banked $2 over the same period.", ["2024Q2", "2024Q2"]),
        ("Gomez took in $1 for the quarter.", ["2024Q2"]),
        ("Gomez reported $1 for the second quarter.", ["2024Q2"]),
        ("Gomez raised $1 in the first half of the year.", ["2024-01-01..2024-06-30"]),
        ("Gomez ended 2023 with $1.", ["2023-12-31"]),
        ("Gomez started the year with $1.", ["2023-12-31"]),
        ("Gomez had $1 at the start of July.", ["2024-06-30"]),
        ("Gomez has raised $1 since launching his campaign.", ["2024 cycle to 2024-07-20"]),
        ("Gomez raised $1 last quarter.", ["2024Q2"]),
        ("Gomez raised $1, his July quarterly report shows.", ["2024Q2"]),
        ("Gomez raised $1 in the second quarter and had $2 on hand at the end of June.", ["2024Q2", "2024-06-30"]),
        ("Gomez raised $1 in the first three months of the year and ended March with $2.", ["2024Q1", "2024-03-31"]),
        ("Kim entered July with $1.", ["2024-06-30"]),
        ("Kim began April with $1.", ["2024-03-31"]),
        ("Kim has raised $1 through June 30.", ["2024 cycle to 2024-06-30"]),
        ("Kim has raised $1 for the 2024 cycle as of June 30.", ["2024 cycle to 2024-06-30"]),
        ("Kim raised $1, according to records of the Federal Election Commission.", ["2024 cycle to 2024-06-30"]),
        ("Kim raised $1.", ["2024 cycle to 2024-07-20"]),
    ],
)  # fmt: skip
def test_the_days_of_a_candidate_s_money(text: str, periods: list[str]) -> None:
    assert [c["claim"]["period"] for c in _money(OPENING + text)] == periods


@pytest.mark.parametrize(
    ("text", "kind", "measure", "subject", "target"),
    [
        ("Of Gomez’s haul, $1,100 were itemized contributions – those totaling $200 or more.",
         "committee_flow", "itemized_individual", "Jimmy Gomez", None),
        ("Itemized contributions to Kim totaled $1,100.", "committee_flow", "itemized_individual", "David Kim", None),
        ("Kim took in $1,100 in itemized contributions.", "committee_flow", "itemized_individual", "David Kim", None),
        ("Kim raised $1,100 from donors who gave more than $200.",
         "committee_flow", "itemized_individual", "David Kim", None),
        ("Kim raised $1,100 from small-dollar donors.", "committee_flow", "unitemized_individual", "David Kim", None),
        ("Small donors gave Kim $1,100.", "committee_flow", "unitemized_individual", "David Kim", None),
        ("Gomez raised $9,000. About $1,100 of it came in donations of less than $200.",
         "committee_flow", "unitemized_individual", "Jimmy Gomez", None),
        ("Gomez collected $1,100 in unitemized donations.",
         "committee_flow", "unitemized_individual", "Jimmy Gomez", None),
        ("More than $1,100 of Kim’s money came from out of state.",
         "donor_flow", "itemized_contributions", "out-of-state donors", "David Kim"),
        ("Out-of-state donors accounted for $1,100 of Gomez’s haul.",
         "donor_flow", "itemized_contributions", "out-of-state donors", "Jimmy Gomez"),
        ("Kim received $1,100 from donors outside California.",
         "donor_flow", "itemized_contributions", "out-of-state donors", "David Kim"),
        ("Gomez took in $1,100 from PACs.", "donor_flow", "contribution", "PACs", "Jimmy Gomez"),
    ],
)  # fmt: skip
def test_a_part_of_what_was_taken_in(text: str, kind: str, measure: str, subject: str, target: str | None) -> None:
    one = next(c for c in _money(OPENING + text) if c["claim"]["value"] == "1100")
    said = one["claim"]
    assert (one["claim_type"], said["measure"], said["subject"], said["target"]) == (kind, measure, subject, target)


@pytest.mark.parametrize(
    "words", ["those totaling $200 or more", "gifts of more than $200", "donors who gave under $200"]
)
def test_what_a_giver_is_itemised_above_is_no_claim(words: str) -> None:
    text = f"{OPENING}Kim raised $9,000, {words}."
    done = listed(text, RECORD, DAY)
    assert [x["code"] for x in done["set_aside"] if "$200" in x["surface"]] == ["legal_threshold"]
    assert not any("$200" in c["surface"] for c in done["claims"])


@pytest.mark.parametrize(
    ("text", "measure", "subject"),
    [
        ("The Congressional Leadership Fund and Senate Leadership Fund raised $9 million.", "receipts", "CLF + SLF"),
        ("UDP and DMFI PAC together raised $9 million.", "receipts", "UDP + DMFI"),
        ("Northern Light Fund and Senate Leadership Fund spent $9 million between them.", "disbursements",
         "Northern Light Fund + SLF"),
        ("Fairshake and two affiliated super PACs, Protect Our Future PAC and DMFI PAC, raised $9 million.", "receipts",
         "Fairshake + Protect Our Future PAC + DMFI"),
        ("UDP, DMFI PAC and the Senate Leadership Fund raised $9 million.", "receipts", "UDP + DMFI + SLF"),
        ("Super PACs have raised $9 million this cycle.", "receipts", "all super PACs"),
        ("In all, donors have contributed $9 million to the more than 500 super PACs.", "receipts", "all super PACs"),
        ("In all, donors have poured $9 million into the 2,300 super PACs.", "receipts", "all super PACs"),
        ("Republican super PACs spent $9 million.", "disbursements", "Republican super PACs"),
        ("Orchard League’s PAC and its lobbying arm have spent $9 million.", "disbursements",
         "Orchard League (PAC + lobbying arm)"),
        ("The NRA’s PAC and lobbying arm spent $9 million on independent expenditures and campaign contributions.",
         "ie+contributions", "NRA (PVF + ILA)"),
        ("AIPAC and its super PAC spent $9 million, including donations to candidates and independent advertising.",
         "contributions+ie", "AIPAC and its super PAC"),
        ("UDP and DMFI PAC are super PACs. The two groups raised $9 million.", "receipts", "UDP + DMFI"),
    ],
)  # fmt: skip
def test_money_of_several_committees(text: str, measure: str, subject: str) -> None:
    one = _money(text)[-1]
    assert (one["claim_type"], one["claim"]["measure"], one["claim"]["subject"]) == ("aggregate_group", measure, subject)
    assert all(c["verdict"] != "refuted" for c in check(text, RECORD, DAY)["claims"])


@pytest.mark.parametrize(
    "text",
    [
        "UDP and DMFI PAC raised $9 million in 2024, compared to $4 million in 2022.",
        "UDP and DMFI PAC raised $9 million in 2024. That’s more than double the $4 million raised in 2022.",
        "UDP and DMFI PAC raised $9 million in 2024, up from $4 million in 2022.",
    ],
)
def test_an_amount_has_its_subject_from_the_one_before(text: str) -> None:
    one = next(c for c in _money(text) if c["claim"]["value"] == "4000000")
    said = one["claim"]
    assert (one["claim_type"], said["measure"], said["subject"]) == ("aggregate_group", "receipts", "UDP + DMFI")
    assert said["period"].startswith("2022")


def test_what_a_figure_is_may_be_that_of_the_amount_before_and_is_never_refuted() -> None:
    text = OPENING + "As of June 30, Gomez had $9 million on hand. Kim had $8 million."
    said = _money(text)[-1]["claim"]
    assert (said["measure"], said["subject"], said["period"]) == ("cash_on_hand", "David Kim", "2024-06-30")
    assert check(text, RECORD, dt.date(2025, 6, 1), as_of=DAY)["claims"][-1]["verdict"] == "cannot check"


@pytest.mark.parametrize(
    "text",
    [
        "Kim raised $9,000. California has $2 billion for housing.",
        "Kim raised $9,000. A median home had $1 million in added value.",
    ],
)
def test_an_amount_of_another_thing_is_none_of_the_one_before(text: str) -> None:
    assert [c["claim"]["value"] for c in _money(OPENING + text)] == ["9000"]


def test_an_amount_that_another_is_compared_with_is_a_claim_of_its_own() -> None:
    text = OPENING + "UDP spent $9 million, more than the $8 million that the Kim campaign has disclosed spending."
    one = next(c for c in _money(text) if c["claim"]["value"] == "8000000")
    assert one["surface"] == "$8 million"
    said = one["claim"]
    assert (said["measure"], said["subject"], said["comparator"]) == ("disbursements", "David Kim", "exact")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Gomez had $9 million on hand, compared with $8 million for Kim.",
         [("cash_on_hand", "Jimmy Gomez"), ("cash_on_hand", "David Kim")]),
        ("Gomez raised $9 million, ahead of Kim’s $8 million.",
         [("receipts", "Jimmy Gomez"), ("receipts", "David Kim")]),
        ("Gomez outraised Kim $9 million to $8 million.", [("receipts", "Jimmy Gomez"), ("receipts", "David Kim")]),
        ("Gomez and Kim raised $9 million and $8 million, respectively.",
         [("receipts", "Jimmy Gomez"), ("receipts", "David Kim")]),
        ("Kim raised $9 million and had $8 million.", [("receipts", "David Kim"), ("cash_on_hand", "David Kim")]),
        ("Kim spent $8 million of the $9 million he has raised.",
         [("disbursements", "David Kim"), ("receipts", "David Kim")]),
        ("The DSCC and NRSC raised $9 million and $8 million, respectively.",
         [("receipts", "DSCC"), ("receipts", "NRSC")]),
    ],
)  # fmt: skip
def test_each_of_two_amounts_is_its_own(text: str, said: list[tuple[str, str]]) -> None:
    found = [c["claim"] for c in _money(OPENING + text)]
    assert [(c["measure"], c["subject"]) for c in found] == said


def test_each_of_a_list_is_of_the_contest_beside_it() -> None:
    text = (
        "The candidates with the most cash are Ada Quill ($3 million), who is running in Ohio’s 1st District; and"
        " Bea Stone ($2 million), a lawyer up against the incumbent in Iowa’s 2nd District."
    )
    said = [(c["claim"]["subject"], c["claim"]["state"], c["claim"]["district"]) for c in _money(text)]
    assert said == [("Ada Quill", "OH", "01"), ("Bea Stone", "IA", "02")]


@pytest.mark.parametrize(
    ("day", "candidate", "end"),
    [
        (dt.date(2020, 11, 4), True, dt.date(2020, 10, 14)),  # the report before the general: FEC, Prompt 2020 dates
        (dt.date(2018, 2, 26), False, dt.date(2018, 1, 31)),
        (dt.date(2024, 7, 16), True, dt.date(2024, 6, 30)),
        (dt.date(2024, 1, 20), True, dt.date(2023, 9, 30)),
        (dt.date(2024, 2, 1), True, dt.date(2023, 12, 31)),
    ],
)
def test_the_last_day_that_reports_due_cover(day: dt.date, candidate: bool, end: dt.date) -> None:
    assert last_report(day, candidate) == end


def test_a_committee_goes_by_the_initials_that_the_registry_has() -> None:
    assert (short_name("Congressional Leadership Fund"), short_name("Nobody PAC")) == ("CLF", "Nobody PAC")
