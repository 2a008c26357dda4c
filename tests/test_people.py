"""One person over candidate ids by evidence, namesakes apart, committees under every name, and search: on real facts."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from test_looks import answers, needs_shared, run
from test_rules import write
from test_store import SHARED

from onrecord.answers.committees import changed_names, find_committee, names_over_cycles
from onrecord.answers.finding import find_person, find_spender
from onrecord.answers.identity import agree, families
from onrecord.answers.questions import ask_question
from onrecord.answers.search import plain_name, search
from onrecord.model.errors import InputError, UnknownName
from onrecord.model.names import other_middle_name
from onrecord.registry import people
from onrecord.registry.groups import Group, aliases
from onrecord.store.load import load
from onrecord.store.record import Record

NOW = dt.date(2026, 6, 30)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """Masters, linkage and summaries of the FEC, members of Congress, and House results."""
    folder = tmp_path_factory.mktemp("people")
    load([SHARED / "data/fec", SHARED / "data/reference", SHARED / "data/results/fivethirtyeight"], folder / "r")
    return Record(folder / "r")


# --- who is joined, and by what: each a fact of the candidate masters (cn), the linkage (ccl) or the list of members
JOINED = [
    ({"H0CA27085", "S4CA00555"}, "Adam B. Schiff (S001150)"),  # C00343871 too: Schiff for Congress, then for Senate
    ({"H6MD08549", "S4MD00319"}, "C00653196"),  # David Trone's principal committee for both, cn26
    ({"H4AZ07043", "S4AZ00139"}, "C00558627"),  # Gallego for Arizona
    ({"H0OH01115", "S2NH00306"}, "C00736942"),  # Kevin Kahn: House, Ohio 1; Senate, New Hampshire
    ({"S6CA00584", "P00009423"}, "H001075"),  # Kamala Harris, an entry of people.yml
]
APART = [
    ("P00009423", "P80000722", "C00703975"),  # Harris and Biden: one committee, renamed on 21 July 2024
    ("H6FL08221", "H8IA03181", "C00650259"),  # D.J. Mauro and Eddie J. Mauro: a link typed by a filer
    ("H2TX01146", "H6CA06219", ""),  # Jrmar and Delma Jefferson
    ("H4NJ01076", "H8TX10144", ""),  # Matthew Joseph Harris, Matt Harris: the given names differ
    ("H0NY10104", "H0PA07132", "C00695106"),  # cn20 has Hendricks under H0PA07132, cn22 Lisa Scheller
]


@needs_shared
@pytest.mark.parametrize(("ids", "evidence"), JOINED, ids=lambda x: str(x)[:24])
def test_ids_are_joined_by_evidence_which_is_named(record: Record, ids: set[str], evidence: str) -> None:
    for own in ids:
        found = families(record, [own], NOW)
        assert found.family([own]) == ids
        assert any(evidence in k.evidence + k.cited and not k.why for k in found.links)
        assert all(k.cited for k in found.links)


@needs_shared
@pytest.mark.parametrize(("one", "other", "tie"), APART)
def test_a_shared_committee_joins_nobody_of_another_name(record: Record, one: str, other: str, tie: str) -> None:
    found = families(record, [one], NOW)
    assert other not in found.family([one])
    (link,) = [k for k in found.links if {k.one, k.other} == {one, other}][:1]
    assert link.why
    assert tie in link.evidence


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (["SCHIFF, ADAM"], ["SCHIFF, ADAM B."], True),
        (["HENDRICKS, DARRYL P"], ["HENDRICKS, DARRYL P", "SCHELLER, LISA"], False),
        (["HARRIS, MATTHEW JOSEPH"], ["HARRIS, MATT"], False),  # a nickname is not evidence
        (["SAIDE.JR., AHMAD"], ["SAIDE, AHMAD"], False),
        ([], ["KAHN, KEVIN"], False),
    ],
)
def test_names_that_agree(one: list[str], other: list[str], same: bool) -> None:
    assert agree(one, other) is agree(other, one) is same


@needs_shared
def test_namesakes_are_listed_and_not_joined(record: Record) -> None:
    """David Kim of California 34 (H4CA34083 and two more) and of Georgia 7 (H8GA07151); two people."""
    done = run(record, "candidate", "David Kim")
    assert isinstance(done.exception, UnknownName)
    assert "H8GA07151" in done.exception.text()
    data = json.loads(run(record, "candidate", "H4CA34083", "--json").output)
    assert data["person"]["candidate_ids_fec"] == ["H0CA34131", "H2CA34079", "H4CA34083"]
    assert any(n.startswith("GA-07") for n in data["person"]["namesakes"])
    assert [c["contest"] for c in data["contests"]] == ["CA-34"]


@needs_shared
def test_the_same_name_and_state_in_another_office_is_not_enough(record: Record) -> None:
    """Barbara Lee: H8CA09060 and S4CA00589 have no committee in common in the loaded files, and no list ties them."""
    with pytest.raises(UnknownName, match=r"S4CA00589.*H8CA09060"):
        find_person(record, "Barbara Lee", NOW)


@needs_shared
def test_a_result_without_an_id_is_not_joined_and_is_shown(record: Record) -> None:
    """Results of 1998 to 2010 name Nancy Pelosi in California 8 without an FEC id; H8CA05035 stood in 11 and 12."""
    data = json.loads(run(record, "candidate", "Nancy Pelosi", "--json").output)
    assert data["person"]["candidate_ids_fec"] == ["H8CA05035"]
    assert [c["contest"] for c in data["contests"]] == ["CA-11", "CA-12"]
    assert any("CA-08" in said for said in data["person"]["may_be_the_same"])


@needs_shared
def test_a_candidates_page_explains_each_link(record: Record) -> None:
    text = " ".join(run(record, "candidate", "Adam Schiff").output.split())
    assert "Adam Schiff (H0CA27085, S4CA00555)" in text
    assert "SCHIFF FOR SENATE (C00343871) is a principal or authorised committee of each (ccl20.zip line 56" in text
    assert "gives both ids to Adam B. Schiff (S001150) (legislators-current.csv line 108" in text
    assert "ONRECORD_REGISTRY" in text
    data = json.loads(run(record, "candidate", "Adam Schiff", "--json").output)
    assert [link["joined"] for link in data["person"]["links"]] == [True, True]
    assert {c["contest"] for c in data["contests"]} >= {"CA-SEN", "CA-30", "CA-28"}


@needs_shared
def test_money_of_a_person_over_two_offices_counts_an_identical_summary_once(record: Record) -> None:
    """weball24 gives S4CA00555 and H0CA27085 the same line, for one committee: $48,145,896.78."""
    found = answers(record, "candidate-totals", NOW, candidate="Adam Schiff", cycle="2024")
    assert found["total receipts"].value == Decimal("48145896.78")
    one = answers(record, "candidate-totals", NOW, candidate="Adam Schiff", contest="CA-30", cycle="2022")
    assert one["total receipts"].value == Decimal("25328092.74")


# --- entries of one's own


def own_list(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "people.yml").write_text(text, "utf-8")
    monkeypatch.setenv("ONRECORD_REGISTRY", str(folder))


@needs_shared
def test_a_join_can_be_undone(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "- {name: David Trone, apart: [H6MD08549, S4MD00319], citation: to see what each reported}"
    own_list(tmp_path, text, monkeypatch)
    found = families(record, ["H6MD08549"], NOW)
    assert found.family(["H6MD08549"]) == {"H6MD08549"}
    assert [k.why for k in found.links] == ["to see what each reported"]


@needs_shared
def test_a_join_can_be_made(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "- {name: Barbara Lee, candidate_ids_fec: [H8CA09060, S4CA00589], citation: 'FEC, Form 2 of S4CA00589'}"
    own_list(tmp_path, text, monkeypatch)
    assert find_person(record, "Barbara Lee", NOW).ids == ["S4CA00589", "H8CA09060"]


@pytest.mark.parametrize(
    "text",
    [
        "- {name: A B, candidate_ids_fec: [H4CA34083], citation: x}",  # the package has that id already
        "- {name: A B, candidate_ids_fec: [H4CA34084]}",
        "- {name: A B, apart: [H4CA34084], candidate_ids_fec: [H4CA34084], citation: x}",
        "- {name: A B, apart: [H4CA34084, H4CA34085], citation: ' '}",
        "- H4CA34083",
    ],
)
def test_an_entry_that_cannot_be_used_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    own_list(tmp_path, text, monkeypatch)
    with pytest.raises(InputError, match=r"people\.yml"):
        people.known_people()


def test_a_folder_may_hold_a_quarantine_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "quarantine.yml").write_text("- {id_fec: P40004541, action: release, citation: seen}", "utf-8")
    monkeypatch.setenv("ONRECORD_REGISTRY", str(tmp_path))
    assert people.known_people()


def test_a_folder_without_a_list_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_REGISTRY", str(tmp_path))
    with pytest.raises(InputError, match="ONRECORD_REGISTRY"):
        people.known_people()


def test_father_and_son_in_one_contest_are_kept_apart_by_an_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The two ids of cn22 are one David Kim; an entry that says otherwise wins over the name."""
    kim = {"CAND_NAME": "KIM, DAVID", "CAND_OFFICE_ST": "GA", "CAND_OFFICE": "H", "CAND_OFFICE_DISTRICT": "07"}
    rows = [{**kim, "CAND_ID": i, "CAND_ELECTION_YR": y} for i, y in (("H8GA07151", 2020), ("H2GA07999", 2022))]
    load([write(tmp_path, tmp_path, "cn22.zip", rows)], tmp_path / "r")
    small = Record(tmp_path / "r")
    assert find_person(small, "David Kim", NOW).ids == ["H2GA07999", "H8GA07151"]
    own_list(tmp_path, "- {name: David Kim, apart: [H8GA07151, H2GA07999], citation: two people}", monkeypatch)
    with pytest.raises(UnknownName, match="several people"):
        find_person(Record(tmp_path / "r"), "David Kim", NOW)


# Two people of one name in one contest, as the candidate masters have them
TWO = [
    ("H2CA36439", "H0CA36177", "CA-36"),  # Raul Ruiz, DEM, C00502575; Raul Ruiz of Perris, REP, C00718387: cn22, 2020
    ("P00011890", "P40006900", "President"),  # Christopher Lee Johnson, Greer SC; Christopher James Johnson, Libby MT
]


@needs_shared
@pytest.mark.parametrize(("one", "other", "contest"), TWO)
def test_namesakes_in_one_contest_are_two_people(record: Record, one: str, other: str, contest: str) -> None:
    assert find_person(record, one, NOW).ids == [one]
    assert find_person(record, other, NOW).ids == [other]
    listed = json.loads(run(record, "candidate", other, "--json").output)["contests"]
    assert [c["contest"] for c in listed] == [contest]
    assert listed[0]["results"] == []  # the votes of a Representative are not those of his namesake


@needs_shared
def test_votes_go_to_the_namesake_of_the_party(record: Record) -> None:
    """Results name Raul Ruiz without an id: the Democrat's, 2012 to 2020."""
    listed = json.loads(run(record, "candidate", "H2CA36439", "--json").output)["contests"]
    (there,) = [c for c in listed if c["contest"] == "CA-36"]
    assert {r["year"] for r in there["results"]} >= {2012, 2014, 2016, 2020}
    assert there["in_a_row"][0]["value"] == 5


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("JOHNSON, CHRISTOPHER LEE", "JOHNSON, CHRISTOPHER JAMES", True),
        ("SMITH, ROBERT EUGENE", "Robert Wendell Smith", True),
        ("DAVIS, MORRIS D. COL.", "Morris Durham Davis", False),
        ("DE LA CRUZ, MONICA MARIE", "Monica De La Cruz", False),
        ("CLARK, CORNELL MAURICE M.D.", "CLARK, CORNELL MAURICE DR.", False),
        ('JOHNSON, CONSTANCE "CONNIE"', "JOHNSON, CONSTANCE LOV", False),
        ("KIM, DAVID YUNG HO", "David Kim", False),
    ],
)
def test_middle_names_that_differ(one: str, other: str, differ: bool) -> None:
    assert other_middle_name(one, other) is other_middle_name(other, one) is differ


# --- committees


@needs_shared
@pytest.mark.parametrize(
    ("earlier", "committee", "now"),
    [
        ("Biden for President", "C00703975", "HARRIS FOR PRESIDENT"),  # cm22, cm26
        ("Common Purpose", "C00682211", "COMMON POWER"),  # cm20, cm22
        ("4 MA PAC", "C00543504", "GROUNDWORK PROJECT PAC"),  # cm20, cm22
    ],
)
def test_a_committee_is_found_under_an_earlier_name(record: Record, earlier: str, committee: str, now: str) -> None:
    assert find_committee(record, earlier) == (committee, now)
    text = " ".join(run(record, "committee", earlier).output.split())
    assert f"found under an earlier name, {earlier.upper()}" in text
    assert f"named {now} in files of" in text
    assert "found under" not in run(record, "committee", now).output


@needs_shared
def test_names_over_cycles(record: Record) -> None:
    assert changed_names(names_over_cycles(record, "C00703975")) == [
        {"name": "HARRIS FOR PRESIDENT", "cycles": [2026]},
        {"name": "BIDEN FOR PRESIDENT", "cycles": [2022]},
    ]
    assert len(changed_names(names_over_cycles(record, "C00799031"))) == 1  # (UDP), ('UDP'): one name


# --- search


def found(record: Record, text: str, **kinds: Any) -> list[tuple[str, str, str]]:
    return [(h.kind, h.id, h.matched) for h in search(record, text, **kinds)]


@needs_shared
@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("UDP", ("committee", "C00799031", "exact")),
        ("AIPAC", ("group", "aipac", "exact")),
        ("Fairshake", ("committee", "C00835959", "exact")),
        ("Chuck Schumer", ("person", "S000148", "exact")),  # Charles E. Schumer: the list of members gives the nickname
        ("crypto PACs", ("group", "crypto", "exact")),
        ("RNC", ("committee", "C00003418", "exact")),
        ("DNC", ("committee", "C00010603", "exact")),
        ("LCV", ("committee", "C00486845", "prefix")),  # one of several, so that it decides nothing
        ("Senate Majority PAC", ("committee", "C00484642", "exact")),
        ("Fairshak", ("group", "crypto", "prefix")),
        ("Biden for President", ("committee", "C00703975", "exact")),
        ("jimmy gomez", ("candidate", "H8CA34266", "exact")),
        ("H4CA34083", ("candidate", "H4CA34083", "exact")),
        ("C0079903", ("committee", "C00799031", "prefix")),
        ("Unitd Democracy", ("committee", "C00799031", "near")),
        ("Davit Kim", ("candidate", "H4CA34083", "near")),
        ("Jimy Gomes", ("candidate", "H8CA34266", "near")),  # not Jim Toes or Tim Gomes, near in one word
    ],
)
def test_search_finds_aliases_old_names_ids_and_suggests(record: Record, text: str, first: tuple[str, str, str]) -> None:
    hits = found(record, text, kinds=("committee", "candidate", "person"))
    assert hits[0] == first
    assert len({m == "near" for _, _, m in hits}) == 1, "suggestions only where nothing else is found"


@needs_shared
def test_search_of_a_kind_and_its_limit(record: Record) -> None:
    hits = search(record, "smith", ("donor",), 3)
    assert len(hits) == 3
    assert {(h.kind, h.id) for h in hits} == {("donor", "")}
    assert found(record, "zzzzqqq") == found(record, " : ") == found(record, "UDP", limit=0) == []
    with pytest.raises(InputError, match="kinds"):
        search(record, "UDP", ("people",))
    done = run(record, "search", "Unitd", "Democracy", "--json")
    data = json.loads(done.output)
    assert (done.exit_code, data["hits"], data["suggestions"][0]["id"]) == (1, [], "C00799031")
    assert "did you mean" in run(record, "search", "Unitd Democracy").output
    named = run(record, "search", "smith", "--kind", "donor", "--limit", "1")
    assert "30111(a)(4)" in named.output
    assert "30111" not in run(record, "search", "UDP").output


@needs_shared
@pytest.mark.parametrize("alias", aliases(), ids=lambda a: a.id)
def test_each_alias_is_of_a_committee_of_a_master_and_no_other_is_named_so(record: Record, alias: Group) -> None:
    of_id = "select count(*) from committee where committee_id_fec = ? and source = 'fec_committee_master'"
    assert record.db.execute(of_id, [alias.id]).fetchone() != (0,)
    assert alias.members[0][2].startswith("cm")
    if alias.id in ("C00710848", "C00825851"):
        return  # names that other committees were registered under too, of which newsrooms mean this one
    names = record.db.execute("select distinct name from committee where committee_id_fec <> ?", [alias.id]).fetchall()
    assert not {plain_name(n) for (n,) in names if n} & {plain_name(p) for p in alias.phrases}


@needs_shared
@pytest.mark.parametrize(("text", "committee"), [("RNC", "C00003418"), ("DNC", "C00010603"), ("LCV", None)])
def test_initials_are_asked_of_or_refused_with_those_that_have_them(
    record: Record, text: str, committee: str | None
) -> None:
    if committee:
        assert find_spender(record, text).committees == [committee]
    else:
        with pytest.raises(UnknownName):
            find_spender(record, text)


@needs_shared
def test_a_near_name_is_suggested_and_decides_nothing(record: Record) -> None:
    with pytest.raises(UnknownName, match="C00799031"):
        ask_question(record, "committee-totals", NOW, {"spender": "United Democrasy Project"})


@pytest.mark.parametrize(
    ("text", "plain"), [("Mú\u00f1oz, Ana (D)", "munoz ana d"), (" : ", ""), ("C00799031", "c00799031")]
)
def test_names_are_compared_plainly(text: str, plain: str) -> None:
    assert plain_name(text) == plain
