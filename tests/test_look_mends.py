"""Look-ups refuse what the record does not know, name everyone it does, and count one person's money once."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import pytest
from test_answers import PAC, UDP
from test_looks import answers, needs_shared, run
from test_looks import small as small
from test_looks import whole as whole
from test_store import pas2

from onrecord.answers.ask import place
from onrecord.answers.committees import find_committee
from onrecord.answers.distinct import distinct_rows
from onrecord.answers.questions import ask_question
from onrecord.answers.reported import public_from
from onrecord.answers.stage_money import OTHER_ELECTION
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
    with pytest.raises(UnknownName, match="C00799031"):  # the example, not the colon
        find_committee(Record(tmp_path / "r"), text)
    assert isinstance(run(tmp_path / "r", "committee", text).exception, UnknownName)


def test_a_party_that_the_commission_does_not_know_is_not_known() -> None:
    assert party_of("UNK") is None
    assert party_of("OTH") == "OTH"


@needs_shared
def test_an_id_without_activity_neither_adds_cash_nor_sets_the_coverage(whole: Record) -> None:
    """weball24: H2CA34079 has no receipt or disbursement and ends on 01/01/2023; H4CA34083 ends on 12/31/2024."""
    found = answers(whole, "candidate-totals", NOW, candidate="David Kim", contest="CA-34", cycle="2024")
    receipts, cash = found["total receipts"], found["cash on hand at the end of the coverage"]
    assert (receipts.value, receipts.through, receipts.floor) == (Decimal("570467.58"), dt.date(2024, 12, 31), False)
    assert (cash.value, cash.through) == (Decimal("17197.86"), dt.date(2024, 12, 31))
    assert any("not summed: H2CA34079" in c and "2023-01-01" in c for c in receipts.caveats)


@needs_shared
def test_one_persons_identical_summaries_count_once(whole: Record) -> None:
    """weball24 has the same line for S2WI00268 and S4WI00256."""
    found = answers(whole, "candidate-totals", NOW, candidate="Eric Hovde", cycle="2024")
    assert found["total receipts"].value == Decimal("31958333.20")
    assert "the same summary stands under S2WI00268 and S4WI00256: counted once" in found["total receipts"].caveats
    text = " ".join(run(whole, "candidate", "Eric Hovde", "--as-of", "2026-06-30").output.split())
    assert text.count("31,958,333.20") == 1
    assert "the same under S4WI00256: counted once" in text


def test_two_ids_that_both_report_are_summed_each_with_its_own_coverage() -> None:
    row = {"candidate_id_fec": "H0CA34131", "cycle": 2022, "coverage_end": dt.date(2021, 10, 15),
           "receipts_usd": Decimal(0), "disbursements_usd": Decimal("792.04"), "cash_usd": Decimal("14.06"),
           "debts_usd": None, "individual_contributions_usd": None, "candidate_contributions_usd": None,
           "candidate_loans_usd": None}  # fmt: skip
    other = {**row, "candidate_id_fec": "H2CA34079", "receipts_usd": Decimal("264511.59"),
             "coverage_end": dt.date(2022, 12, 31)}  # fmt: skip
    assert distinct_rows([row, other]) == ([row, other], [])
    idle = {**row, "disbursements_usd": Decimal(0)}
    assert distinct_rows([idle])[0] == [idle]  # nothing else says anything of the person
    assert distinct_rows([{**idle, "receipts_usd": None}, other])[1] == []  # a blank is not a zero


@needs_shared
@pytest.mark.parametrize(
    ("words", "near"),
    [
        (["race", "CA-99", "--cycle", "2024"], "CA-01 to CA-53"),
        (["race", "CA-0"], "CA-01"),  # cn22 and weball24 hold a candidate of CA-00, which is no seat
        (["race", "DC-SEN"], "DC-AL"),
        (["ask", "result", "contest=CA-99", "year=2024"], "CA-01 to CA-53"),
        (["ask", "independent-expenditures", "contest=KS-39"], "KS-01 to KS-05"),  # in cn22: a state house seat
    ],
)
def test_a_contest_that_is_none_is_refused_with_near_ones(whole: Record, words: list[str], near: str) -> None:
    done = run(whole, *words)
    assert isinstance(done.exception, UnknownName)
    assert near in done.exception.text()
    assert not done.output


@needs_shared
@pytest.mark.parametrize("contest", ["AK-0", "AK-AL", "CA-1", "CA-53", "OH-SEN", "P", "PR-AL"])
def test_a_contest_that_the_record_knows_is_shown(whole: Record, contest: str) -> None:
    assert run(whole, "race", contest).exit_code == 0


def test_a_district_is_judged_by_what_is_loaded(small: Record) -> None:
    assert run(small, "race", "AK-AL").exit_code == 0  # nothing of Alaska is loaded: nothing can be said
    assert isinstance(run(small, "race", "CA-99").exception, UnknownName)  # a master names CA-34


@needs_shared
def test_a_race_lists_who_has_a_summary_or_money_of_the_cycle(whole: Record) -> None:
    """The masters loaded name George Latimer for 2026 only; weball24 has his summary."""
    text = run(whole, "race", "NY-16", "--cycle", "2024", "--as-of", "2026-06-30").output
    assert "$6,679,191.82" in text
    assert "* George Latimer (D)" in text
    assert "the list may be incomplete" in " ".join(text.split())
    data = json.loads(run(whole, "race", "NY-16", "--cycle", "2024", "--as-of", "2026-06-30", "--json").output)
    (latimer,) = [c for c in data["candidates"] if "H4NY16087" in c["candidate_ids_fec"]]
    assert latimer["known_by"] == ["summary", "independent expenditure"]
    early = json.loads(run(whole, "race", "NY-16", "--cycle", "2024", "--as-of", "2023-06-30", "--json").output)
    assert not [c for c in early["candidates"] if "H4NY16087" in c["candidate_ids_fec"]]


@needs_shared
def test_a_contest_counts_by_money_of_the_cycle_and_refunds_stand_apart(whole: Record) -> None:
    """pas224: United Democracy Project has rows in 19 contests, of which 9 only as refunds of 2022."""
    spender = {"spender": "United Democracy Project", "cycle": "2024"}
    found = answers(whole, "contests-active", STORY_DAY, **spender)
    counted, apart, _ = found.values()  # best to date is not given: no notice is loaded
    assert (counted.value, apart.value) == (10, 9)
    assert all(v > 0 for _, v in counted.parts)
    assert all(v <= 0 for _, v in apart.parts)
    assert "not counted" in apart.reading
    every = answers(whole, "independent-expenditures", STORY_DAY, **spender)["itemised, in periodic reports"]
    assert sum(v for one in found.values() for _, v in one.parts) == every.value


def test_refunds_alone_are_no_activity(small: Record) -> None:
    counted, apart, _ = ask_question(small, "contests-active", STORY_DAY, {"spender": "UDP", "cycle": "2024"})
    assert (counted.value, counted.parts) == (None, ())
    assert (apart.value, apart.rows) == (2, 3)


@needs_shared
def test_a_receipt_about_a_target_holds_the_rows_of_the_target(whole: Record) -> None:
    for params in ({"target": "Jimmy Gomez"}, {"contest": "CA-34"}):
        for name in ("contributions", "independent-expenditures", "largest", "first", "share"):
            given = {"spender": "UDP" if name != "contributions" else "AIPAC PAC", "cycle": "2024", **params}
            asked = ask_question(whole, name, NOW, given)[0].asked[0]
            assert "H8CA34266" in asked.params["candidates"], name
            assert asked.rows, name
            ids = {r["candidate_id_fec"] for r in asked.dicts()}
            assert ids <= set(asked.params["candidates"]), name


@pytest.mark.parametrize(
    ("end", "day"), [((2024, 8, 31), (2024, 9, 20)), ((2024, 12, 31), (2025, 1, 31)), ((2024, 11, 25), (2024, 12, 15))]
)
def test_a_summary_is_public_when_its_report_is_due(end: tuple[int, int, int], day: tuple[int, int, int]) -> None:
    assert public_from(dt.date(*end)) == dt.date(*day)


@needs_shared
def test_a_look_up_says_from_when_a_summary_is_public(whole: Record) -> None:
    """webk24 gives United Democracy Project through 08/31/2024: it counts on the day that is shown."""
    words = ["ask", "committee-totals", "spender=UDP", "cycle=2024", "--as-of"]
    done = run(whole, *words, "2024-09-20").output
    assert "through 2024-08-31; public from 2024-09-20" in done
    assert "$68,432,283.98" in done
    before = " ".join(run(whole, *words, "2024-08-30").output.split())
    assert "that was public by 2024-08-30 is loaded" in before
    data = json.loads(run(whole, "committee", "UDP", "--cycle", "2024", "--as-of", "2024-11-04", "--json").output)
    days = {a["public_from"] for a in data["cycles"][0]["totals"]}
    assert days == {"2024-09-20"}
    assert {a["public_from"] for a in data["cycles"][0]["contributions"]} == {None}


@needs_shared
def test_a_district_that_the_cycle_does_not_name_says_so(whole: Record) -> None:
    """California has had 52 districts since 2022."""
    said = "names this district; those of 2024 or later name 52 of its state"
    assert said in " ".join(run(whole, "race", "CA-53", "--cycle", "2024").output.split())
    assert "names this district" not in run(whole, "race", "CA-34", "--cycle", "2024").output


@needs_shared
def test_a_race_asks_for_all_its_summaries_once(whole: Record) -> None:
    data = json.loads(run(whole, "race", "CA-34", "--cycle", "2024", "--as-of", "2026-06-30", "--json").output)
    assert not [r for r in data["receipts"] if r["question"] == "candidate_total" and not r["rows"]]


@needs_shared
def test_a_sum_of_gifts_cites_each_line(whole: Record) -> None:
    """AIPAC PAC to Jimmy Gomez by 4 November 2024: six rows of pas224.zip, $10,801."""
    given = {"spender": "AIPAC PAC", "target": "Jimmy Gomez", "cycle": "2024"}
    (rows,) = ask_question(whole, "contributions", STORY_DAY, given)[0].asked
    assert rows.citations() == ["pas224.zip lines 1525, 1526", "pas224.zip lines 3232, 4481, 4482, 4483"]
    assert sum(r["row_count"] for r in rows.dicts()) == 6


def test_a_citation_of_many_lines_counts_the_rest() -> None:
    row = {"source_file": "a.zip", "source_line": 1, "places": " ".join(f"a.zip:{n}" for n in range(1, 63)) + " b.csv:2"}
    assert place(row).endswith("59, 60 and 2 more; b.csv line 2")


@needs_shared
def test_refunds_of_an_earlier_elections_spending_are_marked(whole: Record) -> None:
    """pas224: two rows of United Democracy Project, -2,674 and -12,695, for Cuellar, coded P2022, filed 2024-01-31."""
    said = "2 rows (-$15,369) reported in the 2024 cycle are coded P2022 by the filer, negative: corrections of that"
    look = json.loads(run(whole, "race", "TX-28", "--cycle", "2024", "--as-of", "2026-06-30", "--json").output)
    (money,) = look["independent_expenditures"]
    assert (money["amount_usd"], money["note"]) == ("-15369", "a correction of spending on an election of 2022")
    assert any(said in c for c in look["independent_expenditures_caveats"])
    assert [s["stage"] for s in look["money_by_stage"]] == [OTHER_ELECTION]
    for words in (
        ("race", "TX-28", "--cycle", "2024"),
        ("candidate", "H2TX23082", "--cycle", "2024"),
        ("ask", "independent-expenditures", "target=H2TX23082", "cycle=2024"),
    ):
        assert said in " ".join(run(whole, *words, "--as-of", "2026-06-30").output.split()), words


@needs_shared
def test_people_whom_a_result_gives_with_an_initial_have_the_name_too(whole: Record) -> None:
    """2010: John W. Smith stood in TN-05 and John A. Smith in CA-39; cn20: SMITH, JOHN ARTHUR in NM-02 in 2002."""
    done = run(whole, "candidate", "John Smith")
    assert isinstance(done.exception, UnknownName)
    told = str(done.exception)
    assert "several people have that name" in told
    assert all(who in told for who in ("John W. Smith, TN-05", "John A. Smith, CA-39", "John Arthur Smith, NM-02"))
    assert run(whole, "candidate", "John Smith", "--contest", "NM-02").exit_code == 0
    assert run(whole, "candidate", "Adam Schiff").exit_code == 0  # his results say Adam B. Schiff


@needs_shared
def test_a_committee_of_one_cycle_is_shown_by_the_master_of_that_cycle(whole: Record) -> None:
    """cm22 and cm26 give UDP; no cm24 is loaded. webk24 ends on 2024-08-31: the heading names the day it covers."""
    of_2022 = json.loads(run(whole, "committee", "UDP", "--cycle", "2022", "--json").output)["committee"]
    assert of_2022["master_cycle"] == 2022
    text = " ".join(run(whole, "committee", "UDP", "--cycle", "2024").output.split())
    assert "by the master of 2026: none of 2024 that has it is loaded" in text
    assert "2024 cycle through 2024-08-31, as reported in summaries" in text
    assert "cycle to date" not in text.partition("Independent expenditures")[0]
