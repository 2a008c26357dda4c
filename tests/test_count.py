"""onrecord count: which columns are read, what is refused and in what words, and the outputs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from test_ranked import RCV, shared
from test_store import SHARED

from onrecord.answers.counted import count_file
from onrecord.faces.cli import cli
from onrecord.model.errors import InputError, OnRecordError, SourceError
from onrecord.rules.ties import TieBreak

CA_2014 = SHARED / "data" / "results" / "openelections" / "ca" / "2014" / "20140603__ca__primary.csv"
# Los Angeles County, certified results of 5 March 2024, CA-34 (tests/cases/contests/ca-34-2024-primary).
CA_34 = """candidate,party,votes
Jimmy Gomez,DEM,"41,611"
David Kim,DEM,22703
Calvin Lee,REP,11495
David Ferrell,DEM,5518
"""
RANKED = "id,rank 1,rank 2,rank 3\n1,A,B,\n2,A,,\n3,B,A,C\n4,C,B,overvote\n5,,,\n6,B,undervote,A\n7,A,C,B\n8,A,B,C\n"


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def run(*args: str) -> Any:
    return CliRunner().invoke(cli, ["count", *args], catch_exceptions=False)


def test_votes_with_columns_said_and_the_line(tmp_path: Path) -> None:
    done = run(str(write(tmp_path, "a.csv", CA_34)), "--rule", "ca-top-two")
    assert done.exit_code == 0
    assert "Candidates from the column candidate, votes from votes." in done.output
    assert "first over second 18,908; last to go on over the next 11,208" in done.output
    assert done.output.count("advances") == 2


def test_votes_as_json(tmp_path: Path) -> None:
    done = run(str(write(tmp_path, "a.csv", CA_34)), "--rule", "ca-primary", "--json")
    data = json.loads(done.output)
    assert (data["schema"], data["kind"]) == ("onrecord.count/1", "votes")
    assert data["advancing"] == ["Jimmy Gomez", "David Kim"]
    assert data["leader_share"] == "41611/81327"


def test_none_of_these_candidates_neither_wins_nor_goes_on(tmp_path: Path) -> None:
    """NRS 293.269; its votes are in the total."""
    text = "candidate,votes\nAble,900\nBaker,700\nNone of These Candidates,1000\n"
    found = count_file(write(tmp_path, "a.csv", text), "nv-general")
    assert found.votes
    assert (found.votes.elected, found.votes.total) == ("Able", 2600)
    assert "None of These Candidates can neither win nor go on (NRS 293.269); in the total: 1,000." in found.read
    assert count_file(write(tmp_path, "b.csv", text), "ca-top-two").votes.advancing == ("Able", "Baker")  # type: ignore[union-attr]


def test_rows_of_places_are_added_up_and_totals_set_aside(tmp_path: Path) -> None:
    text = "county,candidate,votes\nX,A,3\nY,A,4\nX,B,5\nX,Registered Voters,90\nY,Under Votes,2\n"
    found = count_file(write(tmp_path, "a.tsv", text.replace(",", "\t")), "plurality")
    assert found.votes
    assert dict(found.votes.order) == {"A": 7, "B": 5}
    assert "3 rows added up to 2 candidates." in found.read
    assert "Set aside, not candidates: Registered Voters, Under Votes." in found.read


def test_a_lot_breaks_a_tie_only_where_the_law_draws_one(tmp_path: Path) -> None:
    """Washington draws a lot (RCW 29A.60.221); California never does (Elections Code 8142(b))."""
    path = write(tmp_path, "a.csv", "candidate,votes\nA,50\nB,20\nC,20\n")
    open_, drawn = (count_file(path, "wa-top-two", tie_break=TieBreak(lot=lot)).votes for lot in ((), ("C", "B")))
    assert open_
    assert drawn
    assert (open_.advancing, open_.undecided) == (("A",), ("B", "C"))
    assert (drawn.advancing, drawn.eliminated, drawn.undecided) == (("A", "C"), ("B",), ())
    assert "B and C tie for second at 20, and the lot given put C ahead" in drawn.reason
    california = count_file(path, "ca-top-two", tie_break=TieBreak(lot=("C", "B"))).votes
    assert california
    assert california.advancing == ("A", "B", "C")
    even = write(tmp_path, "b.csv", "candidate,votes\nA,20\nB,20\n")
    general = count_file(even, "ca-general", tie_break=TieBreak(lot=("B", "A"))).votes
    assert general
    assert (general.elected, general.eliminated) == ("B", ("A",))
    with pytest.raises(InputError, match="among the candidates"):
        count_file(path, "wa-top-two", tie_break=TieBreak(lot=("Z",)))


def test_ranked_rows(tmp_path: Path) -> None:
    path = write(tmp_path, "b.csv", RANKED)
    found = count_file(path, "irv").ranked
    assert found
    assert (found.total, found.blank, found.elected) == (8, 1, ("A",))
    assert dict(found.rounds[0].votes) == {"A": 4, "B": 2, "C": 1}
    first = count_file(path, "plurality")
    assert first.votes
    assert dict(first.votes.order) == {"A": 4, "B": 2, "C": 1}
    assert first.read[-1] == "The rule takes one vote a ballot: the first rank counts, later ones do not."


@pytest.mark.parametrize(
    "header",
    [
        "1ST CHOICE MAYOR,2ND CHOICE MAYOR,3RD CHOICE MAYOR",
        "For Mayor Choice 1 (45),For Mayor Choice 2 (50),For Mayor Choice 3 (55)",
        "rank1,rank2,rank3",
        "1,2,3",
        "First choice,Second choice,Third choice",
    ],
)
def test_columns_of_ranks_as_offices_name_them(tmp_path: Path, header: str) -> None:
    found = count_file(write(tmp_path, "b.csv", f"{header}\nA,B,C\nA,C,\nB,A,C\n"), "irv").ranked
    assert found
    assert dict(found.rounds[0].votes) == {"A": 2, "B": 1, "C": 0}


def test_a_preflib_file_with_its_ties_as_overvotes(tmp_path: Path) -> None:
    text = "# FILE NAME: x.toi\n# ALTERNATIVE NAME 1: Al\n# ALTERNATIVE NAME 2: Bo\n5: 1,2\n3: 2\n1: {1,2},1\n"
    found = count_file(write(tmp_path, "x.toi", text), "ak-rcv").ranked
    assert found
    assert (found.elected, dict(found.rounds[0].exhausted)["overvote"]) == (("Al",), 1)


def test_a_rule_of_the_rulebook_finds_its_method(tmp_path: Path) -> None:
    path = write(tmp_path, "b.csv", RANKED)
    found = count_file(path, "ak-general")
    assert found.ranked
    assert found.ranked.method.name == "ak-rcv"
    with pytest.raises(InputError, match="--rule me-rcv, --rule me-rcv-2018"):
        count_file(path, "me-general-federal")


def test_first_choices_alone_decide_a_ranked_contest_only_by_a_majority(tmp_path: Path) -> None:
    found = count_file(write(tmp_path, "a.csv", "candidate,votes\nA,60\nB,40\n"), "ak-rcv")
    assert found.votes
    assert found.votes.elected == "A"
    with pytest.raises(InputError, match="the ranked ballots decide"):
        count_file(write(tmp_path, "b.csv", "candidate,votes\nA,40\nB,35\nC,25\n"), "me-rcv")
    with pytest.raises(InputError, match="counts ranked ballots"):
        count_file(tmp_path / "a.csv", "minneapolis")


@pytest.mark.parametrize(
    ("name", "text", "rule", "match"),
    [
        ("a.csv", "", "plurality", "is empty"),
        ("a.csv", "candidate,votes\n", "plurality", "a header and rows"),
        ("a.csv", "x\ny\n", "plurality", "a header and rows"),
        ("a.csv", "who,what\nA,3\n", "plurality", "a column of candidates and one of votes"),
        ("a.csv", "candidate,votes\nA,3.5\n", "plurality", "a number of votes is whole"),
        ("a.csv", "candidate,votes\nA,\n", "plurality", "a number of votes is whole"),
        ("a.csv", "candidate,votes\nAnn,4\nANN,5\n", "plurality", "one spelling"),
        ("a.csv", "rank 1,rank 2\nAnn,B\nANN,B\n", "irv", "one spelling"),
        ("a.csv", "candidate,votes\nA,-4\n", "plurality", "a number of votes is whole"),
        ("a.csv", "candidate,votes\nA,4,9\n", "plurality", "a row has the 2 columns"),
        ("a.csv", 'candidate,votes\n"A"x,4\n', "plurality", "a CSV that can be read"),
        ("a.csv", "candidate,votes\nA,0\nB,0\n", "plurality", "without a vote"),
        ("a.csv", "office,candidate,votes\nGovernor,A,4\nSenate,B,4\n", "plurality", "one contest at a time"),
        ("a.csv", "county,candidate,votes\nX,A,4\nTotal,A,4\n", "plurality", "twice"),
        ("a.csv", "party,candidate,votes\nDEM,A,4\nREP,B,5\n", "oh-primary", "within each party"),
        ("a.csv", "contest,rank 1,rank 2\nX,A,B\nY,C,D\n", "irv", "one contest at a time"),
        ("a.csv", "rank 1,rank 1,rank 2\nA,B,C\n", "irv", "each rank has one column"),
        ("a.csv", "rank 1,rank 2\n,\nundervote,undervote\n", "irv", "without|a mark"),
        ("a.csv", b"candidate\0votes", "irv", "a text file or a workbook"),
        ("a.xlsx", b"PK\x03\x04 no workbook", "irv", "a workbook that can be opened"),
        ("a.profile", "A,B\nIND,IND\n-+-+-\n(A,Z) : 4\n", "irv", "a line of a profile"),
        ("a.profile", "A,B\nIND,IND\n-+-+-\n(A,B) : four\n", "irv", "a line of a profile"),
        ("a.soi", "# ALTERNATIVE NAME 1: A\n4: 1,7\n", "irv", "a line of a PrefLib file"),
        ("a.csv", "Contest Information\nGenerated By,RCTab 2.0.0\n\nRounds,Round 1 Votes\n", "irv", "report of rounds"),
        ("a.csv", "candidate,votes\nA,4\n", "stv-cambridge", "counts ranked ballots"),
        ("a.csv", "rank 1,rank 2\nA,B\n", "stv-cambridge", "every n-th ballot"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_the_rule(
    tmp_path: Path, name: str, text: str | bytes, rule: str, match: str
) -> None:
    with pytest.raises(OnRecordError, match=match) as caught:
        count_file(write(tmp_path, name, text), rule)
    assert caught.value.received is not None


def test_no_file_and_wrong_conditions(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="a file of votes"):
        count_file(tmp_path / "none.csv", "plurality")
    path = write(tmp_path, "a.csv", CA_34)
    with pytest.raises(InputError, match="--where takes COLUMN=VALUE"):
        count_file(path, "plurality", where=["county=X"])
    with pytest.raises(InputError, match="no row has that party"):
        count_file(path, "plurality", where=["party=GRN"])
    with pytest.raises(InputError, match="for ranked ballots"):
        count_file(path, "ca-top-two", tie_break=TieBreak("previous rounds"))
    one = count_file(path, "plurality", where=["party=REP"])
    assert one.votes
    assert [name for name, _ in one.votes.order] == ["Calvin Lee"]


def test_the_command_without_a_file_and_the_list_of_rules() -> None:
    with pytest.raises(InputError, match="count takes a file and a rule"):
        run()
    listed = run("--rules").output
    some = ["ca-top-two", "wa-top-two", "me-rcv", "ak-rcv", "minneapolis-2013", "plurality", "ca-primary"]
    assert [name for name in some if name not in listed] == []
    told = json.loads(run("--rules", "--json").output)
    assert told["schema"] == "onrecord.count_rules/1"
    assert set(some) <= {one["name"] for one in told["rules"]}
    assert {"name": "ak-rcv", "of": "ballots", "title": "Alaska, general election by ranked choice"} in told["rules"]


def drawn(path: Path) -> ElementTree.Element:
    root = ElementTree.fromstring(path.read_text("utf-8"))
    space = "{http://www.w3.org/2000/svg}"
    assert root.tag == f"{space}svg"
    assert root.get("role") == "img"
    ids = {child.get("id") for child in root.iter() if child.get("id")}
    assert set((root.get("aria-labelledby") or "").split()) <= ids
    assert root.find(f"{space}title") is not None
    return root


def test_a_chart_is_well_formed_and_says_what_it_shows(tmp_path: Path) -> None:
    path = write(tmp_path, "b.csv", RANKED.replace("A", "A & <i>"))
    done = run(str(path), "--rule", "irv", "--svg", str(tmp_path / "c.svg"))
    assert done.exit_code == 0
    text = "".join(drawn(tmp_path / "c.svg").itertext())
    assert "A & <i> is elected in round" in text
    assert "Round 1: " in text
    run(str(write(tmp_path, "a.csv", CA_34)), "--rule", "ca-top-two", "--svg", str(tmp_path / "d.svg"))
    assert "41,611 (advances)" in "".join(drawn(tmp_path / "d.svg").itertext())


@shared
def test_the_real_ballots_from_the_command_line(tmp_path: Path) -> None:
    path = RCV / "2013_minneapolis_mayor" / "2013_minneapolis_mayor_cvr.xlsx"
    done = run(str(path), "--rule", "minneapolis", "--svg", str(tmp_path / "m.svg"))
    assert "80,101 ballots (7,084 distinct), 639 without a mark; 36 candidates." in done.output
    assert "rounds 2 to 27 not drawn" in "".join(drawn(tmp_path / "m.svg").itertext())
    data = json.loads(run(str(path), "--rule", "minneapolis-2013", "--json").output)
    assert (len(data["rounds"]), data["elected"], data["margin"]) == (33, ["BETSY HODGES"], 13910)
    seats = json.loads(run(str(path), "--rule", "stv-minneapolis", "--seats", "2", "--json").output)
    assert seats["rounds"][0]["threshold"] == 79415 // 3 + 1


@shared
def test_the_write_in_with_five_votes_of_2014(tmp_path: Path) -> None:
    """CA-44, 3 June 2014: Janice Hahn 25,641, and Adam Shbeita, a write-in, 5: both go on."""
    done = run(str(CA_2014), "--rule", "ca-top-two", "--where", "office=U.S. House", "--where", "district=44", "--json")
    assert json.loads(done.output)["advancing"] == ["Janice Hahn", "Adam Shbeita"]


@pytest.mark.parametrize(
    "name", ["Write-in", "WRITE-INS", "Undeclared Write-ins", "Scattering", "Other", "Write-in (unresolved)"]
)
def test_write_ins_without_a_name_are_in_the_total_and_nobodys(tmp_path: Path, name: str) -> None:
    """As many as the last who is chosen may be one person's (Alaska's Senate seat of 2010 was won by a write-in)."""
    path = tmp_path / "votes.csv"
    path.write_text(f"candidate,votes\nA,100\nB,5\n{name},4\n")
    data = json.loads(run(str(path), "--rule", "ca-top-two", "--json").output)
    assert (data["advancing"], data["total"]) == (["A", "B"], 109)
    path.write_text(f"candidate,votes\nA,90\nB,60\n{name},102\n")
    with pytest.raises(InputError, match="without a name"):
        count_file(path, "plurality")
    path.write_text("candidate,votes\nA,100\nB,5\nWrite-in (Jane Roe),6\n")
    data = json.loads(run(str(path), "--rule", "ca-top-two", "--json").output)
    assert data["advancing"] == ["A", "Write-in (Jane Roe)"]


def test_a_tie_of_two_who_have_the_share_asked_for_stays_open(tmp_path: Path) -> None:
    """South Dakota's 35%: the rule on ties for second does not break one for the nomination."""
    path = tmp_path / "votes.csv"
    path.write_text("candidate,votes\nA,40\nB,40\nC,20\n")
    said = " ".join(run(str(path), "--rule", "sd-primary").output.split())
    assert "nobody is chosen; A and B tie for first at 40, and how the law breaks it is not sourced" in said


OLD = "3\n1,Ann\n2,Bea\n3,Cal\n10,10,3\n5,1,2\n3,2,3,1\n2,3,{1,2}\n"


def test_an_older_preflib_file_is_read(tmp_path: Path) -> None:
    """The form of PrefLib before 2022: the number of candidates, each with its own, three sums, then the orders."""
    found = count_file(write(tmp_path, "a.soi", OLD), "irv")
    assert found.ranked
    assert found.ranked.rounds[0].votes == (("Ann", 5), ("Bea", 3), ("Cal", 2))
    assert "10 ballots (3 distinct), 0 without a mark; 3 candidates." in found.read


@pytest.mark.parametrize(
    ("change", "match"),
    [(("10,10,3", "11,11,3"), "line of sums"), (("5,1,2", "5,1,9"), "line 6"), (("3,Cal\n", ""), "by number")],
)
def test_an_older_preflib_file_that_is_damaged(tmp_path: Path, change: tuple[str, str], match: str) -> None:
    with pytest.raises(SourceError) as caught:
        count_file(write(tmp_path, "a.soi", OLD.replace(*change)), "irv")
    assert match in caught.value.text()


def test_fewer_candidates_than_seats(tmp_path: Path) -> None:
    ballots = "id,rank 1,rank 2\n1,A,B\n2,B,A\n3,A,\n"
    found = count_file(write(tmp_path, "a.csv", ballots), "stv-minneapolis", seats=3)
    assert found.ranked
    assert "elected to 2 of 3 seats; the candidates are fewer than the seats" in found.ranked.reason


def test_a_row_is_named_by_its_place_in_the_file(tmp_path: Path) -> None:
    text = "candidate,votes\nA,3\n\n\nB,x\n"
    with pytest.raises(InputError) as caught:
        count_file(write(tmp_path, "a.csv", text), "plurality")
    assert "row 5" in caught.value.text()
    ranked = "rank 1,rank 2,ballots\nA,B,3\n\nB,A,x\n"
    with pytest.raises(InputError) as caught:
        count_file(write(tmp_path, "b.csv", ranked), "irv")
    assert "row 4" in caught.value.text()
