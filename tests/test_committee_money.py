"""Receipts, transfers and totals: reconciled with the reported lines on the shared files, conserved on any rows."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_looks import needs_shared, run
from test_rules import CASES, loaded, write
from test_store import SHARED

from onrecord.answers import money
from onrecord.answers.answer import Answer
from onrecord.answers.ask import ask
from onrecord.answers.quarantine import left_out
from onrecord.answers.questions import ask_question
from onrecord.answers.summaries import lines_of
from onrecord.answers.transfers import between
from onrecord.faces import look_answers
from onrecord.faces.export import NOTICE
from onrecord.faces.page import Page
from onrecord.model.errors import InputError
from onrecord.store.load import load
from onrecord.store.record import Record

BULK = SHARED / "data/fec/files/bulk-downloads"
SPRING = dt.date(2019, 4, 1)


@pytest.fixture(scope="module")
def spring(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """The national files of the cycle of 2020 as of March 2019."""
    folder = tmp_path_factory.mktemp("spring") / "r"
    names = ("cm20", "cn20", "ccl20", "indiv20", "oth20", "pas220", "oppexp20", "webk20", "weball20")
    load([BULK / f"2020/{n}.zip" for n in names], folder)
    return Record(folder)


def answers(record: Record, name: str, day: dt.date, **params: str) -> dict[str, Answer]:
    return {a.reading: a for a in ask_question(record, name, day, params)}


# --- reconciliations with what was reported


@needs_shared
@pytest.mark.parametrize(
    ("cycle", "through", "itemised", "reported"),
    [(2024, dt.date(2024, 8, 31), 35597302, "35597367.46"), (2022, dt.date(2022, 12, 31), 26118654, "26118700.49")],
)
def test_itemised_independent_expenditures_reconcile_with_the_summary(
    tmp_path: Path, cycle: int, through: dt.date, itemised: int, reported: str
) -> None:
    """United Democracy Project: pas2 drops the cents of each row, so the rows are a few dollars below the line."""
    load([BULK / f"{cycle}/pas2{cycle % 100}.zip", BULK / f"{cycle}/webk{cycle % 100}.zip"], tmp_path / "r")
    record = Record(tmp_path / "r")
    public = dt.date(2024, 9, 20) if cycle == 2024 else dt.date(2023, 1, 31)
    rows = money.expenditures(record, ["C00799031"], public, cycle=cycle)
    assert sum(r["amount_usd"] for r in rows.listed) == itemised
    line = next(a for a in money.summary(record, "spending", ["C00799031"], cycle, public) if "independent" in a.reading)
    assert (line.value, line.through) == (Decimal(reported), through)
    assert 0 < Decimal(reported) - itemised < len(rows.listed)


@needs_shared
@pytest.mark.parametrize(
    ("committee", "itemised", "reported", "why"),
    [
        ("C00033779", 180750, "180750.00", "all itemised"),
        ("C00107235", 1366400, "1367750.00", "1,350 not itemised"),
        ("C00489799", 13500, "13700.00", "200 not itemised"),
        ("C00658476", 849000, "849000.00", "one gift, through a joint fundraiser"),
        ("C00042366", 1226912, "2415799.53", "half of it small gifts; accounts 31 and 32 stand on another line"),
    ],
)
def test_itemised_receipts_of_individuals_are_part_of_the_reported_line(
    spring: Record, committee: str, itemised: int, reported: str, why: str
) -> None:
    line = answers(spring, "individual-contributions", SPRING, spender=committee, cycle="2020")[
        "reported from individuals, itemised and not"
    ]
    assert line.value == Decimal(reported), why
    parts = dict(line.parts)
    assert parts == {"itemised rows": itemised, "not in the itemised rows": Decimal(reported) - itemised}


@needs_shared
@pytest.mark.parametrize(
    ("committee", "itemised", "reported"),
    [("C00003418", 25547, "25547.00"), ("C00042366", 17935, "17935.50"), ("C00489799", 1000, "1000.00")],
)
def test_refunds_to_individuals_reconcile(spring: Record, committee: str, itemised: int, reported: str) -> None:
    net = answers(spring, "individual-contributions", SPRING, spender=committee, cycle="2020")[
        "itemised from individuals, refunds taken off"
    ]
    assert dict(net.parts)["refunds to individuals (22Y)"] == -itemised
    assert lines_of(spring, [committee], 2020, SPRING).total("individual_refunds_usd") == Decimal(reported)


@needs_shared
def test_joint_fundraising_transfers_reconcile_with_the_line_and_the_shares_do_not(spring: Record) -> None:
    """The RNC's January 2019: two transfers of $6,657,171 (line: 6,657,172.22), behind them shares of $7.1 million."""
    found = answers(spring, "joint-fundraising", SPRING, spender="C00003418", cycle="2020")
    assert found["transfers from joint fundraising committees"].value == 6657171
    assert lines_of(spring, ["C00003418"], 2020, SPRING).total("transfers_from_affiliates_usd") == Decimal("6657172.22")
    shares = found["candidate view: its share of each gift, by memo rows"]
    assert shares.value == 6976194 + 116726 + 75000 + 48100  # 15J marked as memos, 15J not marked, 18J, 31J


# --- transfers


@needs_shared
def test_a_gift_in_kind_is_a_gift(spring: Record) -> None:
    """itoth20: NRSC took catering worth $4,186 from BGR PAC on 9 January 2019 (15Z, SUB_ID 4022720191644425175)."""
    assert answers(spring, "transfers", SPRING, giver="C00359588", taker="C00027466")["counted once"].value == 4186
    found = answers(spring, "contributors", SPRING, spender="C00027466", cycle="2020")
    assert ("BGR PAC (C00359588)", 4186) in found["itemised from committees"].parts


@needs_shared
def test_gifts_without_the_receiving_committees_id_are_not_all_to_one_recipient(tmp_path: Path) -> None:
    """pas224: AIPAC PAC's 6,535 gifts name candidates, no committee: 937 sums to one for an election, 322 of them above
    $5,000."""
    load([BULK / "2024/pas224.zip", BULK / "2024/webk24.zip"], tmp_path / "r")
    found = answers(Record(tmp_path / "r"), "earmarks", dt.date(2025, 4, 1), spender="C00797670", cycle="2024")
    assert found["gave, of its own money"].value == 6003990
    assert found["gave, at most $5,000 to one recipient for one election"].value == 3164295
    assert "no id given" not in dict(found["gave, of its own money"].parts)


@needs_shared
def test_a_share_is_of_the_days_of_its_whole(tmp_path: Path) -> None:
    """webk24 ends on 31 August 2024: of 23 rows coded G2024 one was filed by 20 September."""
    load([BULK / "2024/pas224.zip", BULK / "2024/webk24.zip"], tmp_path / "r")
    day, asked = dt.date(2025, 4, 1), {"spender": "C00799031", "phase": "general", "cycle": "2024"}
    found = answers(Record(tmp_path / "r"), "share", day, **asked)
    of_all = found["coded G2024 by the filer, of all disbursements"]
    assert dict(of_all.parts)["the part"] == 167010
    assert any("22 rows, $2,300,436, filed after 2024-09-20" in said for said in of_all.caveats)
    assert dict(found["coded G2024 by the filer, of its itemised independent expenditures"].parts)["the part"] == 2467446


@needs_shared
def test_every_row_between_committees_is_there_once(spring: Record) -> None:
    ask(spring, "own_gifts", SPRING, committees=["C00247403"], cycle=2020)  # makes the view
    count, total = spring.db.execute("select count(*), sum(abs(amount_usd)) from between_committees").fetchone()
    assert (count, total) == spring.db.execute("select count(*), sum(abs(amount_usd)) from transfer").fetchone()
    assert spring.db.execute("select count(*) from contribution").fetchone()[0] == 3054


@needs_shared
@pytest.mark.parametrize(
    ("giver", "taker", "given", "taken"),
    [
        ("C00200907", "C00108209", 146622, 146622),  # both report the same: counted once
        ("C00030718", "C00075820", 60000, 15000),  # the taker's other accounts are not in the file
        ("C00684209", "C00484642", 39317, None),  # super PAC to super PAC; the taker files quarterly
    ],
)
def test_a_transfer_is_counted_on_one_side(
    spring: Record, giver: str, taker: str, given: int, taken: int | None
) -> None:
    found = answers(spring, "transfers", SPRING, giver=giver, taker=taker, cycle="2020")
    assert found["counted once"].value == found["as the givers reported"].value == given
    assert found["as the takers reported"].value == taken
    differ = any("reports" in c and "taken" in c for c in found["counted once"].caveats)
    assert differ == (taken is not None and taken != given)


@needs_shared
def test_what_a_committee_sends_itself_is_no_transfer(spring: Record) -> None:
    """The DNC's 31G rows of January 2019 name the DNC: $745,000 between its own accounts."""
    assert between(spring, ["C00010603"], ["C00010603"], 2020, SPRING).total() == 0


# --- who gave, and who is named


@needs_shared
def test_individuals_are_named_only_where_asked_and_never_without_the_notice(spring: Record, tmp_path: Path) -> None:
    words = ("committee", "C00428557", "--cycle", "2020", "--as-of", "2019-04-01")
    plain, named = run(spring, *words), run(spring, *words, "--donors")
    assert "COLOROFCHANGE.ORG" in plain.output
    assert "SOFFER" not in plain.output
    assert "SOFFER" in named.output
    assert "30111(a)(4)" in named.output
    data = json.loads(run(spring, *words, "--donors", "--json").output)
    assert any("30111(a)(4)" in c for a in data["cycles"][0]["contributors"] for c in a["caveats"])
    out = tmp_path / "rows.csv"
    asked = ("ask", "contributors", "spender=C00428557", "cycle=2020", "individuals=yes", "--as-of", "2019-04-01")
    run(spring, *asked, "--export", str(out))
    text = out.read_text("utf-8")
    assert text.startswith(f"# {NOTICE}")
    assert "SOFFER, JILL" in text
    header = next(line for line in text.splitlines() if line.startswith("measure"))
    rows = [line for line in text.splitlines() if "SOFFER, JILL" in line and "contributor_rows" in line]
    assert [
        dict(zip(header.split(","), r.replace('"SOFFER, JILL"', "S").split(","), strict=True))["city"] for r in rows
    ] == [""]
    receipt = next(
        r["id"] for r in json.loads(run(spring, *asked, "--json").output)["receipts"] if "rows" in r["question"]
    )
    assert json.loads(run(spring, "receipt", receipt, "--json").output)["notice"] == NOTICE


# --- set aside and released


def case(name: str) -> Path:
    return next(CASES.glob(f"{name}-*"))


@pytest.fixture
def bogus(tmp_path: Path) -> Path:
    """The record of rule T13's case."""
    import yaml

    folder = case("T13")
    return loaded(tmp_path, folder, yaml.safe_load((folder / "case.yml").read_text("utf-8")))


def test_what_is_set_aside_can_be_released_and_added_to_by_a_users_file(
    bogus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = dt.date(2023, 3, 1)
    before = ask(Record(bogus), "candidate_total", day, candidates=["P40004541", "H8CA34266"], cycle=2022)
    assert [r[0] for r in before.rows] == ["H8CA34266"]
    monkeypatch.setenv("ONRECORD_REGISTRY", str(tmp_path))
    (tmp_path / "quarantine.yml").write_text(
        "- {id_fec: P40004541, action: release, citation: checked by hand}\n"
        "- {id_fec: H8CA34266, cycle: 2022, action: set aside, citation: a test of the list}\n",
        "utf-8",
    )
    record = Record(bogus)
    after = ask(record, "candidate_total", day, candidates=["P40004541", "H8CA34266"], cycle=2022)
    assert [r[0] for r in after.rows] == ["P40004541"]
    assert after.receipt != before.receipt, "own entries are part of a receipt"
    assert "a test of the list" in left_out(record, ["H8CA34266"], 2022)[0]


def test_a_page_says_what_is_set_aside(bogus: Path) -> None:
    record = Record(bogus)
    for page in (run(record, "candidate", "P40004541", "--as-of", "2023-03-01").output, committee_aside(record)):
        assert "left out as beyond belief: 1 row of" in " ".join(page.split())


def committee_aside(record: Record) -> str:
    """Totals of a committee whose summary is set aside, as its page has them."""
    aside = {"reading": "total receipts", "value": None, "rows": 0, "through": None, "floor": True}
    said = "left out as beyond belief: 1 row of C00484642: x; neither zero nor known"
    page = Page(80, False)
    look_answers.totals(page, [{**aside, "caveats": [said]}])
    return page.text()


@pytest.mark.parametrize("entry", ["{id_fec: X, action: release}", "{id_fec: X, action: hide, citation: y}", "word"])
def test_an_entry_without_its_citation_or_action_is_refused(
    entry: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bogus: Path
) -> None:
    monkeypatch.setenv("ONRECORD_REGISTRY", str(tmp_path))
    (tmp_path / "quarantine.yml").write_text(f"- {entry}\n", "utf-8")
    with pytest.raises(InputError, match=r"quarantine\.yml"):
        left_out(Record(bogus), None, None)


# --- conservation

ROW = st.fixed_dictionaries(
    {
        "TRANSACTION_TP": st.sampled_from(["10", "15", "15E", "15C", "22Y", "24T", "31", "12"]),
        "TRANSACTION_AMT": st.integers(-5000, 5000),
        "MEMO_CD": st.sampled_from(["", "X"]),
        "ENTITY_TP": st.sampled_from(["IND", "ORG", "PAC", ""]),
        "RPT_TP": st.sampled_from(["Q1", "48H"]),
        "IMAGE_NUM": st.sampled_from(["202404159000000001", "14961011111"]),
        "TRANSACTION_DT": st.sampled_from(["02012024", "", "12012023"]),
    }
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(ROW, min_size=1, max_size=30))
def test_each_receipt_stands_in_one_group_and_the_groups_sum_to_the_whole(rows: list[dict[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        listed = [{"CMTE_ID": "C00999901", "SUB_ID": n, **r} for n, r in enumerate(rows)]
        load([write(folder, folder, "indiv24.zip", listed)], folder / "r")
        record = Record(folder / "r")
        day = dt.date(2024, 12, 31)
        asked = {"committees": ["C00999901"], "cycle": 2024, "since": None, "until": None}
        groups = ask(record, "individual_contributions", day, **asked).dicts()
        counted = [r for r in rows if r["RPT_TP"] != "48H"]
        assert sum(g["row_count"] for g in groups) == len(counted)
        assert sum(g["amount_usd"] for g in groups) == sum(int(str(r["TRANSACTION_AMT"])) for r in counted)
        dated = [r for r in counted if len(str(r["IMAGE_NUM"])) == 18 and r["MEMO_CD"] == ""]
        given_ = ask(record, "contributors", day, **asked, individuals=False, most=2).dicts()
        wanted = [r for r in dated if not str(r["TRANSACTION_TP"]).startswith("2")]
        assert sum(g["row_count"] for g in given_) == len(wanted)
        assert sum(g["amount_usd"] for g in given_) == sum(int(str(r["TRANSACTION_AMT"])) for r in wanted)


def test_a_summary_without_the_line_of_transfers_refutes_no_gift(tmp_path: Path) -> None:
    """Hand-entered totals hold line 23 of Form 3X and not line 22, in which a gift to an affiliated committee stands."""
    from onrecord.claims.check import check
    from onrecord.faces import sample

    load([Path(sample.__file__).parent / "sample" / "onrecord_committee_totals.csv"], tmp_path / "r")
    text = "In the 2022 cycle, the Congressional Leadership Fund gave $20 million to other committees."
    (claim,) = check(text, Record(tmp_path / "r"), dt.date(2024, 12, 9))["claims"]
    assert claim["verdict"] == "cannot check"
