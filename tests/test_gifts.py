"""Gifts and own money in many wordings: who gave, who received, of which days; whose own money, for which seat.

The facts behind the sentences are of the public record: receipts of the named committees in the 2022 and 2024 cycles at
fec.gov (Schedule A), Hovde's and Trone's own money in theirs (Form 3). The sentences are our own.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from test_summaries import indiv

from onrecord.claims.check import check, listed
from onrecord.faces.sample import sample_record
from onrecord.store.load import load
from onrecord.store.record import Record

DAY = dt.date(2024, 10, 20)
UDP, SLF = "United Democracy Project", "Senate Leadership Fund"


def claims(text: str, day: dt.date = DAY) -> list[dict[str, Any]]:
    """The claims about money that a text makes."""
    found = listed(text, Record(sample_record()), day)["claims"]
    return [c | c["claim"] for c in found if c["claim"]["unit"] == "USD"]


@pytest.mark.parametrize(
    ("sentence", "giver", "receiver"),
    [
        ("Ken Griffin gave $10 million to the Senate Leadership Fund.", "Ken Griffin", SLF),
        ("The Senate Leadership Fund received $10 million from Ken Griffin, the founder of"
         " Citadel.", "Ken Griffin", SLF),
        ("United Democracy Project raised it, with WhatsApp co-founder Jan Koum giving $5 million to the"
         " group.", "Jan Koum", UDP),
        ("Billionaire Jeff Yass, co-founder of Susquehanna International Group, has cut a check for $6"
         " million to United"
         " Democracy Project.", "Jeff Yass", UDP),
        ("Steve Wynn wrote a check to the Senate Leadership Fund for $10 million.", "Steve Wynn", SLF),
        ("Home Depot co-founder Bernie Marcus and Citadel CEO Ken Griffin each chipped in $5 million to"
         " the Senate Leadership"
         " Fund.", "Bernie Marcus and Ken Griffin", SLF),
        ("Ripple, Coinbase and Andreessen Horowitz have each given Fairshake more than $40 million.",
         "Ripple, Coinbase and Andreessen Horowitz", "Fairshake"),
        ("Sheldon Adelson and his wife, Miriam, gave $5 million to United Democracy Project.", "Sheldon Adelson", UDP),
        ("Miriam Adelson, the widow of casino magnate Sheldon Adelson, bankrolled United Democracy"
         " Project with $1 million.",
         "Miriam Adelson", UDP),
        ("Reid Hoffman's $1 million donation to United Democracy Project came in March.", "Reid Hoffman", UDP),
        ("A $5 million check from Arnold Ventures co-founder John Arnold to United Democracy Project helped.",
         "John Arnold", UDP),
        ("Jan Koum gave United Democracy Project a total of $5 million.", "Jan Koum", UDP),
        ("Crypto exchange Coinbase has put $25 million into Fairshake.", "Coinbase", "Fairshake"),
        ("FEC filings show Jan Koum also funded others, with Koum giving $5 million to United Democracy Project.",
         "Jan Koum", UDP),
        ("United Democracy Project, which backs neither party, took $2 million from former New York"
         " Mayor Michael Bloomberg.",
         "Michael Bloomberg", UDP),
        ("According to the filings, $5 million was donated to United Democracy Project by Jan Koum.", "Jan Koum", UDP),
        ("In addition, in July 2023, the Senate Leadership Fund contributed $4 million to United"
         " Democracy Project, a super PAC"
         " headed by Somebody Else.", SLF, UDP),
        ("Leading the pack: Illinois-based shipping magnate Richard Uihlein, who has donated $9 million"
         " to United Democracy"
         " Project.", "Richard Uihlein", UDP),
    ],
)  # fmt: skip
def test_who_gave_and_who_received(sentence: str, giver: str, receiver: str) -> None:
    one = claims(sentence)[-1]
    assert (one["claim_type"], one["measure"], one["subject"], one["target"]) == (
        "donor_flow", "contribution", giver, receiver,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "givers"),
    [
        ("The top donors to Fairshake were Coinbase ($45 million), Ripple ($45 million) and Andreessen"
         " Horowitz ($44 million).",
         ["Coinbase", "Ripple", "Andreessen Horowitz"]),
        ("Fairshake has gotten a $25 million check from Ripple and another $25 million from Andreessen Horowitz.",
         ["Ripple", "Andreessen Horowitz"]),
        ("Paul Singer donated $1 million to Fairshake in June, and Bernie Marcus sent another $2 million.",
         ["Paul Singer", "Bernie Marcus"]),
        ("Coinbase has put $25 million into Fairshake, and venture capital firm Andreessen Horowitz has"
         " put in $23 million.",
         ["Coinbase", "Andreessen Horowitz"]),
        ("The largest checks to Fairshake came from Jan Koum, who gave $5 million, and Michael Leffell,"
         " who gave $1.5 million.",
         ["Jan Koum", "Michael Leffell"]),
        ("Dick Uihlein kicked in another $10 million to Fairshake, bringing his total to $60 million this cycle.",
         ["Dick Uihlein", "Dick Uihlein"]),
        ("Sam Bankman-Fried donated $5 million to Fairshake. Later he gave $6 million more to it.",
         ["Sam Bankman-Fried", "Sam Bankman-Fried"]),
        ("Moskovitz gave $10 million to Fairshake. Dustin Moskovitz, a founder of Facebook, gave $1"
         " million more to the PAC.",
         ["Dustin Moskovitz", "Dustin Moskovitz"]),
    ],
)  # fmt: skip
def test_each_of_several_gifts_has_its_giver_and_one_receiver(text: str, givers: list[str]) -> None:
    found = claims(text)
    assert [c["subject"] for c in found] == givers
    assert {c["target"] for c in found} == {"Fairshake"}


@pytest.mark.parametrize(
    ("sentence", "target"),
    [
        ("In March, Fairshake sent $5,000 to committees representing Kevin Lee, Ann Roe, Joe Poe and Bo Doe.", 4),
        ("Fairshake donated $5,000 each to Reps. Ann Roe, Joe Poe and Bo Doe.", 3),
        ("Fairshake gave $5,000 to the campaigns of Ann Roe and Joe Poe.", 2),
    ],
)
def test_a_list_of_candidates_is_counted(sentence: str, target: int) -> None:
    one = claims(sentence)[0]
    assert (one["subject"], one["target"]) == ("Fairshake", f"{target} named candidates (each)")


@pytest.mark.parametrize(
    "sentence",
    [
        "Congress gave $14 billion to Israel.",
        "The administration sent $300 million in aid to Ohio.",
        "Outside groups poured $20 million into the race.",
        "Jan Koum plans to give $5 million to United Democracy Project.",
        "United Democracy Project raised $35 million from donors in Texas.",
        "Fairshake put $4 million into Ohio.",
    ],
)
def test_what_is_no_gift_of_one_to_another(sentence: str) -> None:
    assert not [c for c in claims(sentence) if c["measure"] == "contribution"]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Jan Koum gave $12 million to Fairshake between Oct. 1 and Nov. 25, with $7 million of that"
         " donated prior to Election"
         " Day.", ["2024-10-01..2024-11-25", "2024-10-01..2024-11-05"]),
        ("Jan Koum gave $12 million to Fairshake between Oct. 1 and Nov. 25. That is on top of $1"
         " million he had given it prior"
         " to Oct. 1, adding up to $13 million.", ["2024-10-01..2024-11-25", "to 2024-09-30", "to 2024-11-25"]),
        ("In March, Fairshake got $1 million from Jan Koum. Paul Singer gave $2 million to the"
         " PAC.", ["2024-03", "2024-03"]),
        ("In the third quarter, Fairshake got $1 million from Jan Koum. Paul Singer gave another $2 million.",
         ["2024Q3", "2024Q3"]),
        ("In March, Fairshake got $1 million from Jan Koum. Paul Singer has given $2 million to it.",
         ["2024-03", "2024 cycle to 2024-12-05"]),
        ("Jan Koum gave $1 million to Fairshake on Aug. 5.", ["2024-08-05"]),
        ("Jan Koum has given $1 million to Fairshake so far this cycle.", ["2024 cycle to 2024-12-05"]),
        ("Jan Koum of Maryland gave $1 million to Fairshake.", ["2024 cycle to 2024-12-05"]),
    ],
)  # fmt: skip
def test_the_days_of_gifts(text: str, periods: list[str]) -> None:
    assert [c["period"] for c in claims(text, dt.date(2024, 12, 5))] == periods


KIM = ("David Kim", "H", "CA", "34")
CONTRIBUTION, LOAN, BOTH = "candidate_contribution", "candidate_loan", "self_funding"


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Kim has lent his campaign $5,000. Jimmy Gomez has raised more in California's 34th District.", [LOAN]),
        ("In California's 34th District, David Kim put $12,000 of his own savings into his bid.", [BOTH]),
        ("David Kim, a lawyer in California's 34th District, self-funded his campaign to the tune of $30,000.", [BOTH]),
        ("David Kim of California's 34th District has made a $15,000 personal contribution to his"
         " campaign and $10,000 in"
         " loans.", [CONTRIBUTION, LOAN]),
        ("In California's 34th District, David Kim dipped into his personal fortune for $40,000.", [BOTH]),
        ("In California's 34th District, David Kim has contributed $15,000 to his campaign out of his"
         " own pocket, plus another"
         " $5,000 in loans.", [CONTRIBUTION, LOAN]),
        ("In California's 34th District, $25,000 of David Kim's haul came from his own pocket.", [BOTH]),
        ("In California's 34th District, David Kim has dropped $60,000 in personal funds on the race.", [BOTH]),
        ("In California's 34th District, David Kim lent $7,000 and gave $3,000 to his campaign.", [LOAN, CONTRIBUTION]),
        ("David Kim is running in California's 34th District. He has given his campaign $8,000.", [CONTRIBUTION]),
        ("David Kim is running in California's 34th District. This included a $1,500 direct contribution"
         " to the campaign and"
         " $3,000 in the form of a loan.", [CONTRIBUTION, LOAN]),
        ("David Kim is running in California's 34th District. This brings the total amount of personal"
         " funds that he has pumped"
         " into his current congressional bid to nearly $16,000.", [BOTH]),
    ],
)  # fmt: skip
def test_whose_own_money_it_is_and_for_which_seat(text: str, measures: list[str]) -> None:
    found = [c for c in claims(text) if c["claim_type"] == "self_fund"]
    assert [c["measure"] for c in found] == measures
    assert {(c["subject"], c["office"], c["state"], c["district"]) for c in found} == {KIM}
    assert {c["period"] for c in found} == {"2024 cycle to 2024-09-30"}


def test_a_giver_known_to_all_by_a_last_name_is_given_in_full_unless_the_story_names_another() -> None:
    assert claims("Musk gave $5 million to Fairshake.")[0]["subject"] == "Elon Musk"
    assert claims("Musk gave $5 million to Fairshake, said Kimbal Musk, a donor.")[0]["subject"] == "Kimbal Musk"


@pytest.mark.parametrize(
    ("text", "givers", "receiver"),
    [
        ("In California's 34th District, Gomez took in $200,000 from out-of-state donors in the first quarter.",
         "out-of-state donors", "Jimmy Gomez"),
        ("In California's 34th District, Gomez raised $80,000 from outside the district.", "out-of-district donors",
         "Jimmy Gomez"),
        ("David Kim raised money in California's 34th District. Of that, $30,000 came from donors outside California.",
         "out-of-state donors", "David Kim"),
    ],
)  # fmt: skip
def test_money_by_where_the_givers_live(text: str, givers: str, receiver: str) -> None:
    one = claims(text)[-1]
    assert (one["claim_type"], one["subject"], one["target"]) == ("donor_flow", givers, receiver)


def test_a_pac_that_gives_his_campaign_money_is_no_own_money() -> None:
    one = claims("AIPAC PAC gave his campaign $5,000.")[0]
    assert (one["claim_type"], one["subject"]) == ("donor_flow", "AIPAC PAC")


@pytest.mark.parametrize(
    ("sentence", "giver", "target"),
    [
        ("JStreetPAC raised more than $5 million for 105 endorsed House candidates last cycle.", "JStreetPAC",
         "House candidates"),
        ("NORPAC, a conduit PAC, has directed $1.2 million to candidates this cycle.", "NORPAC", "candidates"),
        ("JStreetPAC, the largest pro-Israel conduit, passed along $400,000 to the Warnock campaign in"
         " 2022.", "JStreetPAC",
         "Warnock"),
    ],
)  # fmt: skip
def test_money_raised_for_candidates_is_contributions_made(sentence: str, giver: str, target: str) -> None:
    one = claims(sentence)[0]
    assert (one["claim_type"], one["measure"]) == ("donor_flow", "contributions_made")
    assert (one["subject"], one["target"]) == (f"{giver} (incl. earmarks)", target)


# A gift of January 2019 as the DSCC reported it: fec.gov, filing 1317269, image 201902209145571141.
ROW = (
    "C00042366|N|M2|P|201902209145571141|15|IND|EYCHANER, FRED|CHICAGO|IL||NEWSWEB CORPORATION|PRESIDENT|01302019|33900"
    "||VN874FA3BN5|1317269|||4022220191643585833"
)


@pytest.mark.parametrize(
    ("amount", "fits"),
    [("$33,900", "yes"), ("$2 million", "no"), ("$1,000", "no")],
)
def test_a_gift_to_a_committee_is_asked_of_its_receipts(tmp_path: Path, amount: str, fits: str) -> None:
    load([indiv(tmp_path, ROW)], tmp_path / "r")
    text = f"Fred Eychaner gave {amount} to the DSCC in the 2020 cycle."
    done = check(text, Record(tmp_path / "r"), dt.date(2021, 5, 1))
    one = done["claims"][0]
    assert one["verdict"] in ("cannot check", "supported")
    assert [r["fits"] for r in one["readings"]] == [fits]
    assert done["names_individuals"] is True
    assert any("30111(a)(4)" in c for c in one["caveats"])


def test_a_check_that_names_no_contributor_says_so() -> None:
    done = check("Kim raised $5,000 in California's 34th District.", Record(sample_record()), DAY)
    assert done["names_individuals"] is False
