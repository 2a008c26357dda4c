"""onrecord sync --for against a loopback openFEC API: paging, limits, refusals, what is loaded and what counts."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openfec_server import GOMEZ, KIM, NOBODY, UDP, Api, expenditure, notice, serving
from test_store import pas2

from onrecord.answers.ask import ask
from onrecord.answers.questions import ask_question
from onrecord.claims.needs import needs
from onrecord.faces.cli import cli
from onrecord.model.contest import Contest
from onrecord.model.dates import cycle_of
from onrecord.model.errors import InputError, SourceError, UnknownName
from onrecord.store.load import load
from onrecord.store.record import Record
from onrecord.store.sync import client, pages, subject
from onrecord.store.sync.client import Http
from onrecord.store.sync.openfec import DEMO, OpenFec, api_base, api_key
from onrecord.store.sync.pages import Pages

CA34 = Contest("H", "CA", "34")
DAY = dt.date(2024, 12, 31)
SECRET = "key-of-a-test"


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[Api]:
    """The API of CA-34, a key of one's own, and nobody who waits."""
    monkeypatch.setattr(client, "sleep", lambda _: None)
    monkeypatch.delenv("ONRECORD_FEC_API_KEY", raising=False)
    monkeypatch.setenv("FEC_API_KEY", SECRET)
    with serving(Api().ca34()) as made:
        monkeypatch.setenv("ONRECORD_OPENFEC_BASE", made.root)
        yield made


def asking(api: Api, day: str = "2024-11-20", **more: object) -> Pages:
    """Pages of the loopback API on a day."""
    return Pages(OpenFec(Http()), today=lambda: dt.date.fromisoformat(day), **more)  # type: ignore[arg-type]


def loaded(tmp_path: Path, *needed: subject.Need) -> Record:
    """A record that holds what was fetched."""
    load([one.path for need in needed for one in need.files], tmp_path / "r")
    return Record(tmp_path / "r")


def run(tmp_path: Path, *args: str) -> Result:
    """onrecord sync --for with folders of the test."""
    folders = ["--cache", str(tmp_path / "c"), "--record", str(tmp_path / "r")]
    return CliRunner().invoke(cli, ["sync", "--for", *args, *folders])


def sums(record: Record, **words: str) -> list[tuple[str, object]]:
    """Each reading of independent expenditures with its value."""
    found = ask_question(record, "independent-expenditures", DAY, {"cycle": "2024", **words})
    return [(a.reading, a.value) for a in found]


def test_a_race_is_fetched_with_few_requests_and_answers(api: Api, tmp_path: Path) -> None:
    done = run(tmp_path, "ca-34", "--cycle", "2024")
    assert done.exit_code == 0, done.output
    assert len(api.asked) == 7
    assert "7 requests to the openFEC API; 993 of 1,000 left this hour" in done.stdout
    assert "openfec_linkage_CA-34_2024.jsonl                       2 rows  new" in done.stdout
    assert {key for _, _, key in api.asked} == {SECRET}
    record = Record(tmp_path / "r")
    found = ask_question(record, "independent-expenditures", DAY, {"contest": "CA-34", "cycle": "2024"})
    assert found[0].value == 47195 + 46171 + 118028 + 204681
    assert "via the openFEC API, fetched for CA-34 in 2024 alone" in found[0].caveats
    totals = ask_question(record, "candidate-totals", DAY + dt.timedelta(60), {"candidate": KIM, "cycle": "2024"})
    assert totals[0].value == Decimal("570467.58")
    assert any("openFEC" in c for c in totals[0].caveats)
    notices = ask(record, "notices", DAY, committees=None, candidates=[NOBODY], cycle=2024).dicts()
    assert [(r["amount_usd"], r["election_code"]) for r in notices] == [(Decimal("118528.00"), "G2024")]
    links = record.db.execute(
        "select candidate_id_fec, committee_id_fec, designation from linkage order by 1"
    ).fetchall()
    assert links == [(KIM, "C00844225", "P"), (GOMEZ, "C00629659", "P")]


def test_rows_of_a_race_are_never_taken_for_all_of_a_spender(api: Api, tmp_path: Path) -> None:
    record = loaded(tmp_path, subject.race(asking(api), tmp_path / "c", CA34, 2024))
    assert sums(record, spender=UDP)[0][1] is None
    assert sums(record, spender=UDP, target=KIM)[0][1] == 47195 + 46171
    assert ask(record, "loaded", DAY, committees=[UDP]).rows == []
    both = subject.committee(asking(api), tmp_path / "c", UDP, 2024)
    record = loaded(tmp_path, both)
    assert sums(record, spender=UDP)[0][1] == 47195 + 46171 + 118028 + 204681
    assert sums(record, contest="CA-34")[0][1] == 47195 + 46171 + 118028 + 204681  # not twice
    index = ask_rows(record, "select filing_number, filed_on, amends_filing_number from filing_index order by 1")
    assert index == [("9000002", dt.date(2024, 10, 11), "9000001"), ("9000007", dt.date(2024, 10, 24), None)]


def ask_rows(record: Record, query: str) -> list[tuple[object, ...]]:
    """The rows of a query on the record's tables."""
    rows: list[tuple[object, ...]] = record.db.execute(query).fetchall()
    return rows


def test_the_bulk_file_of_the_cycle_wins(api: Api, tmp_path: Path) -> None:
    need = subject.committee(asking(api), tmp_path / "c", UDP, 2024)
    row = "|".join(
        [UDP, "N", "12G", "G2024", "202410249710446808", "24A", "ORG", "MISSION CONTROL INC", *[""] * 5, "10102024",
         "47195", KIM, KIM, "SE1", "9000007", "", "", "4110720241001"]
    )  # fmt: skip
    race = subject.race(asking(api), tmp_path / "c", CA34, 2024)
    load([*(one.path for n in (need, race) for one in n.files), pas2(tmp_path, row)], tmp_path / "r")
    record = Record(tmp_path / "r")
    assert ask_rows(record, "select count(*), min(source), max(source) from expenditure") == [
        (1, "fec_pas2", "fec_pas2")
    ]
    assert ask_rows(record, "select count(*) from notice") == [(2,)]
    done = run(tmp_path, UDP, "--cycle", "2024")
    assert "pas224.zip of 2024 is loaded: its rows count, the fetched rows of expenditure do not" in done.stdout
    load([pas2(tmp_path, row.replace("G2024", "G2022"), name="pas222.zip")], tmp_path / "other")
    load([one.path for one in need.files], tmp_path / "other")
    counted = ask_rows(Record(tmp_path / "other"), "select cycle, count(*) from expenditure group by 1 order by 1")
    assert counted == [(2022, 1), (2024, 4)]


def test_pages_go_to_the_end_by_the_last_indexes(api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "PER_PAGE", 2)
    need = subject.race(asking(api), tmp_path, CA34, 2024)
    asked = [p for e, p, _ in api.asked if e == "/schedules/schedule_e/"]
    assert [p.get("last_index", [""])[0][-1:] for p in asked] == ["", "6", "2", "4"]
    assert asked[3]["sort_null_only"] == ["True"]
    rows = next(one for one in need.files if "schedule_e" in one.path.name).rows
    assert sorted(r["sub_id"][-1] for r in rows) == list("123456")
    assert all(not one.said for one in need.files)
    lines = next(one.path for one in need.files if "schedule_e" in one.path.name).read_text().splitlines()
    assert json.loads(lines[0])["rows"] == 6
    assert SECRET not in "".join(p.read_text() for p in tmp_path.rglob("*") if p.is_file())


def test_a_count_that_shrinks_or_differs_is_said(api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "PER_PAGE", 4)
    api.counts = [1, 9, 8, 8]
    got = asking(api).fetch(
        tmp_path / "a.jsonl",
        [("/committees/", {"committee_id": UDP}), ("/schedules/schedule_e/", {"cycle": 2024})],
        {},
    )
    assert got.said == [
        "/schedules/schedule_e/: the API's count went from 9 to 8 while its pages came",
        "/schedules/schedule_e/: 6 rows came where the API counted 8",
    ]
    assert (
        asking(api).fetch(tmp_path / "a.jsonl", json.loads((tmp_path / "a.jsonl.json").read_text())["asks"], {}).said
        == got.said
    )


def test_pages_in_a_circle_end(api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "PER_PAGE", 2)
    api.loop = True
    with pytest.raises(SourceError, match="pages of the openFEC API that go on"):
        subject.committee(asking(api), tmp_path, UDP, 2024)


def test_an_empty_list_is_held_as_one(api: Api, tmp_path: Path) -> None:
    api.rows["/schedules/schedule_e/"] = []
    record = loaded(tmp_path, subject.race(asking(api), tmp_path / "c", CA34, 2024))
    assert ask_rows(record, "select file, rows_in from load where file like '%schedule_e%'") == [
        ("openfec_schedule_e_CA-34_2024.jsonl", 0)
    ]
    api.rows["/candidates/totals/"] = []
    with pytest.raises(UnknownName, match="candidates of the cycle"):
        subject.race(asking(api), tmp_path / "c", Contest("H", "CA", "52"), 2024)
    with pytest.raises(UnknownName, match="a committee that the FEC knows"):
        subject.committee(asking(api), tmp_path / "c", "C00000001", 2024)


def test_a_day_asks_once_and_the_next_only_for_what_changed(api: Api, tmp_path: Path) -> None:
    first = subject.race(asking(api), tmp_path, CA34, 2024)
    before = {one.path: one.path.read_bytes() for one in first.files}
    assert subject.race(asking(api), tmp_path, CA34, 2024).requests == 0
    next_day = subject.race(asking(api, "2024-11-21"), tmp_path, CA34, 2024)
    assert next_day.requests == 7
    assert {one.state for one in next_day.files} == {"current"}
    assert {one.path: one.path.read_bytes() for one in next_day.files} == before
    api.rows["/schedules/schedule_e/"][0]["expenditure_amount"] = 47196.0
    third = subject.race(asking(api, "2024-11-22"), tmp_path, CA34, 2024)
    assert [one.path.name for one in third.files if one.state == "changed"] == ["openfec_schedule_e_CA-34_2024.jsonl"]
    assert subject.race(asking(api, "2024-11-22", verify=True), tmp_path, CA34, 2024).requests == 7
    held = third.files[0].path
    held.write_text(held.read_text()[:-40])
    assert subject.race(asking(api, "2024-11-22"), tmp_path, CA34, 2024).requests == 1  # a damaged file is fetched again


def test_a_limit_that_is_reached_is_said_and_gone_on_from(
    api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "PER_PAGE", 2)
    api.left = 6
    with pytest.raises(SourceError, match="requests left under the openFEC API's limit") as caught:
        subject.race(asking(api), tmp_path, CA34, 2024)
    assert "none of 1,000 requests" in caught.value.text()
    assert len(api.asked) == 6  # nothing was sent once none was left
    api.left = 1000
    again = subject.race(asking(api), tmp_path, CA34, 2024)
    pages_of_e = [p.get("last_index") for e, p, _ in api.asked if e == "/schedules/schedule_e/"]
    assert len(pages_of_e) == len({str(p) for p in pages_of_e}) == 4  # no page was asked for twice
    assert sorted(r["sub_id"][-1] for f in again.files for r in f.rows if "sub_id" in r) == list("123456")


def test_the_server_is_waited_for_and_a_limit_without_a_word_is_one_too(api: Api, tmp_path: Path) -> None:
    over = {"error": {"code": "OVER_RATE_LIMIT", "message": "You have exceeded your rate limit."}}
    waited: list[float] = []
    asked = Pages(OpenFec(Http(sleep=waited.append, per_second=1e9)))
    api.faults = [(429, {"Retry-After": "9"}, over), (503, {}, {})]
    assert subject.committee(asked, tmp_path / "a", UDP, 2024).files
    assert waited[0] == 9
    api.faults = [(429, {}, over)] * client.TRIES
    with pytest.raises(SourceError, match="openFEC API's limit"):
        subject.committee(asking(api), tmp_path / "b", UDP, 2024)


def test_a_wrong_key_is_told_and_never_shown(api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_FEC_API_KEY", "wrong-and-secret")
    with pytest.raises(SourceError, match="a key that the openFEC API accepts") as caught:
        subject.race(asking(api), tmp_path, CA34, 2024)
    assert "API_KEY_INVALID" in caught.value.text()
    done = run(tmp_path, "CA-34")
    shown = caught.value.text() + done.output + repr(done.exception) + repr(OpenFec(Http()))
    assert "wrong-and-secret" not in shown
    assert not any("wrong-and-secret" in str(params) for _, params, _ in api.asked)


@pytest.mark.parametrize("around", ["\r", "\n", " ", "\r\n"])
def test_the_end_of_a_line_is_no_part_of_a_key(
    api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, around: str
) -> None:
    monkeypatch.setenv("FEC_API_KEY", f"{SECRET}{around}")
    result = run(tmp_path, "CA-34", "--cycle", "2024")
    assert result.exit_code == 0, result.output
    assert {key for _, _, key in api.asked} == {SECRET}


@pytest.mark.parametrize("key", [f"{SECRET}\u2019", f"{SECRET}\rX", f"{SECRET} x", f"{SECRET}\x7f"])
def test_what_cannot_be_a_key_is_refused_without_repeating_it(
    api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setenv("FEC_API_KEY", key)
    result = run(tmp_path, "CA-34", "--cycle", "2024")
    assert isinstance(result.exception, InputError)
    assert "FEC_API_KEY" in result.exception.text()
    assert SECRET not in result.exception.text() + result.output
    assert not api.asked


def test_a_key_that_the_api_repeats_is_not_kept(api: Api, tmp_path: Path) -> None:
    told = {"count": 1, "pages": 1}
    page = {"pagination": told, "results": [{"committee_id": UDP, "name": SECRET}], "api_key": SECRET}
    api.faults = [(200, {"ETag": f'"{SECRET}"'}, page)]
    subject.committee(asking(api), tmp_path, UDP, 2024)
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and SECRET in path.read_text("utf-8")]


def test_a_redirect_that_repeats_the_key_is_told_without_it(
    api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    api.faults = [(302, {"Location": f"http://x:99999/?api_key={SECRET}"}, {})]
    result = run(tmp_path, "CA-34", "--cycle", "2024")
    assert isinstance(result.exception, InputError)
    assert SECRET not in result.exception.text() + result.output


def test_keys_and_the_demo_keys_limits(api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert api_key() == SECRET
    monkeypatch.delenv("FEC_API_KEY")
    assert api_key() == DEMO
    done = run(tmp_path, "CA-34", "--cycle", "2024")
    assert "30 requests an hour and 50 a day" in done.stderr
    monkeypatch.delenv("ONRECORD_OPENFEC_BASE")
    assert api_base() == "https://api.open.fec.gov/v1"


def test_what_the_api_refuses_or_garbles_is_an_error_with_its_words(api: Api, tmp_path: Path) -> None:
    api.faults = [(422, {}, {"status": 422, "message": "Can only specify up to 10 values"})]
    with pytest.raises(SourceError, match="a request that the openFEC API understands") as caught:
        subject.committee(asking(api), tmp_path, UDP, 2024)
    assert "10 values" in caught.value.text()
    api.faults = [(200, {}, {"other": []})]
    with pytest.raises(SourceError, match="with results"):
        subject.committee(asking(api), tmp_path, UDP, 2024)


@pytest.mark.parametrize(
    "changed",
    [
        {"pagination": None}, {"pagination": [1]}, {"pagination": {"count": "abc"}}, {"pagination": {"count": 6.5}},
        {"pagination": {"count": -6}}, {"pagination": {"pages": "x"}}, {"pagination": {"last_indexes": "x"}},
        {"results": ["x"]}, {"results": [None]}, {"results": None},
    ],
)  # fmt: skip
def test_a_page_that_is_not_as_the_schema_has_it_is_an_error_with_its_words(
    api: Api, tmp_path: Path, changed: dict[str, object]
) -> None:
    page = {"pagination": {"count": 1, "pages": 1}, "results": [{"committee_id": UDP}]}
    api.faults = [(200, {}, {**page, **changed})]
    with pytest.raises(SourceError, match="with results"):
        subject.committee(asking(api), tmp_path, UDP, 2024)
    assert subject.committee(asking(api), tmp_path, UDP, 2024).files[0].rows  # and the next one works


def test_what_the_api_does_not_have_of_a_subject_is_an_empty_list(api: Api, tmp_path: Path) -> None:
    del api.rows[f"/candidate/{KIM}/totals/"]
    need = subject.race(asking(api), tmp_path, CA34, 2024)
    totals = next(one for one in need.files if "candidate_totals" in one.path.name)
    assert [row["candidate_id"] for row in totals.rows] == [GOMEZ]
    assert loaded(tmp_path, need).db.execute("select candidate_id_fec from candidate_total").fetchall() == [(GOMEZ,)]
    assert {one.state for one in subject.race(asking(api), tmp_path, CA34, 2024).files} == {"current"}


def test_a_page_that_comes_again_is_not_taken_for_the_next(
    api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filings = f"/committee/{UDP}/filings/"
    monkeypatch.setattr(pages, "PER_PAGE", 1)
    real = api._list

    def first_page_only(request: Any, endpoint: str, params: dict[str, list[str]]) -> None:
        real(request, endpoint, {**params, "page": ["1"]} if endpoint == filings else params)

    monkeypatch.setattr(api, "_list", first_page_only)
    with pytest.raises(SourceError, match="pages of the openFEC API that go on"):
        subject.committee(asking(api), tmp_path, UDP, 2024)


def test_a_candidate_without_an_id_and_half_a_character_stop_nothing(api: Api, tmp_path: Path) -> None:
    api.rows["/candidates/totals/"].append({"office": "H", "state": "CA", "district": "34", "candidate_id": None})
    api.rows["/schedules/schedule_e/"][0] |= {"payee_name": "MISSION \ud800", "is_notice": "false"}
    record = loaded(tmp_path, subject.race(asking(api), tmp_path, CA34, 2024))
    assert record.db.execute("select count(*) from expenditure where payee_name = 'MISSION ?'").fetchone() == (1,)
    assert record.db.execute("select count(*) from rejected").fetchone() == (1,)


def test_what_cannot_be_loaded_is_asked_for_again_on_the_same_day(api: Api, tmp_path: Path) -> None:
    rows = api.rows["/schedules/schedule_e/"]
    api.rows["/schedules/schedule_e/"] = [{**row, "expenditure_amount": "lots"} for row in rows]
    assert isinstance(run(tmp_path, "CA-34", "--cycle", "2024").exception, SourceError)
    api.rows["/schedules/schedule_e/"] = rows
    result = run(tmp_path, "CA-34", "--cycle", "2024")
    assert result.exit_code == 0, result.exception
    assert Record(tmp_path / "r").db.execute("select count(*) from expenditure").fetchone() == (4,)


def test_what_for_means_is_decided_by_its_form(api: Api, tmp_path: Path) -> None:
    done = run(tmp_path, "United Democracy Project", "--cycle", "2024", "--json")
    told = json.loads(done.stdout)
    assert ({f["subject"] for f in told["files"]}, told["via"]) == ({UDP}, "openFEC API")
    api.rows["/names/committees/"] = [{"id": f"C0000000{n}", "name": "VOTERS FIRST PAC"} for n in (1, 2)]
    several = CliRunner().invoke(cli, ["sync", "--for", "Voters First PAC", "--cache", str(tmp_path / "c")])
    assert isinstance(several.exception, UnknownName)
    assert "C00000001 VOTERS FIRST PAC; C00000002" in several.exception.text()
    api.rows["/names/committees/"] = [{"id": UDP, "name": "VOTERS FIRST PAC"}]
    near = run(tmp_path, "Voters Fist PAC")
    assert isinstance(near.exception, UnknownName)  # a near name decides nothing
    missing = run(tmp_path, "stories/none.txt")
    assert "a story file that is there" in str(missing.exception)
    both = run(tmp_path, "CA-34", "--dry-run")
    assert both.exit_code == 2


def test_a_story_is_fetched_for_what_it_names(api: Api, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(
        "November 20, 2024\n\nUnited Democracy Project spent against David Kim in California's 34th Congressional"
        " District. Unheard Of Victory Fund stayed away.\n"
    )
    api.rows["/names/committees/"] = []
    done = run(tmp_path, str(story))
    assert done.exit_code == 0, done.output
    assert "contests: CA-34" in done.stderr
    assert f"({UDP})" in done.stderr
    assert "not recognised, and not fetched: Unheard Of Victory Fund" in done.stderr
    checked = CliRunner().invoke(cli, ["check", str(story), "--record", str(tmp_path / "r")])
    assert checked.exit_code == 0, checked.output
    assert "no date found" not in done.stderr
    bare = tmp_path / "bare.txt"
    bare.write_text("United Democracy Project spent in CA-34.\n")
    now = cycle_of(dt.date.today())
    assert f"no date found in the story: the cycle of today, {now}, is taken" in run(tmp_path, str(bare)).stderr
    assert "no date found" not in run(tmp_path, str(bare), "--cycle", "2024").stderr
    nothing = tmp_path / "nothing.txt"
    nothing.write_text("It rained.\n")
    assert "a story that names a contest" in str(run(tmp_path, str(nothing)).exception)


def test_what_a_story_names_is_taken_exactly() -> None:
    found = needs("AIPAC and its allied super PAC spent in CA-34 and OH-11.", None, DAY)
    assert set(found.contests) == {CA34, Contest("H", "OH", "11")}
    assert UDP in found.committees
    assert needs("Nothing to see.", None, DAY).committees == {}


def test_a_stance_that_is_neither_is_not_stated_and_a_street_is_nowhere(api: Api, tmp_path: Path) -> None:
    api.rows["/schedules/schedule_e/"] += [
        expenditure("4110720241007", KIM, 10.5, "202410249710446811", support_oppose_indicator=None),
        expenditure("4110720241008", KIM, 10.0, "202410249710446811", memo_code="X"),
        expenditure("4110720241009", KIM, 7.0, "24971044681", filing_date=None, file_number=9000008),
        notice("4101120241010", NOBODY, 5.0, 9000003, None, support_oppose_indicator="X"),
    ]
    record = loaded(tmp_path, subject.race(asking(api), tmp_path / "c", CA34, 2024))
    rows = ask(record, "independent_expenditures", DAY, committees=None, candidates=[KIM], cycle=2024).dicts()
    assert [(r["stance"], r["amount_usd"]) for r in rows if r["amount_usd"] < 100] == [("not stated", Decimal("10.50"))]
    assert ask_rows(record, "select filed_on from expenditure where amount_usd = 7") == [(None,)]
    assert ask_rows(record, "select stance from notice where amount_usd = 5") == [(None,)]
    every = " ".join(str(ask_rows(record, f"select * from {t}")) for t in ("expenditure", "notice", "committee"))
    assert "MAIN ST" not in every


def test_of_masters_and_summaries_the_bulk_file_wins_unless_it_ends_earlier(api: Api, tmp_path: Path) -> None:
    from test_sync import zipped

    header = [UDP, "UDP OF THE BULK FILE", "O", "U", "M", "1", *[""] * 6, "2", *[""] * 13, "09/30/2024"]
    bulk = tmp_path / "webk24.zip"
    bulk.write_bytes(zipped("webk24.txt", ("|".join(header) + "\n").encode()))
    master = tmp_path / "cm24.zip"
    master.write_bytes(zipped("cm.txt", (f"{UDP}|UDP OF THE MASTER" + "|" * 13 + "\n").encode()))
    need = subject.committee(asking(api), tmp_path / "c", UDP, 2024)
    paths = [one.path for one in need.files]
    load([bulk, master, *paths], tmp_path / "r")
    record = Record(tmp_path / "r")
    assert ask_rows(record, "select name from committee_total") == [("UDP OF THE BULK FILE",)]
    assert ask_rows(record, f"select name from committee where committee_id_fec = '{UDP}'") == [("UDP OF THE MASTER",)]
    api.rows[f"/committee/{UDP}/totals/"][0]["coverage_end_date"] = "2024-10-16T00:00:00"
    need = subject.committee(asking(api, "2024-11-21"), tmp_path / "c", UDP, 2024)
    load([one.path for one in need.files], tmp_path / "r")
    ends = ask_rows(Record(tmp_path / "r"), "select source, coverage_end from committee_total order by 2")
    assert ends == [("fec_committee_totals", dt.date(2024, 9, 30)), ("openfec_committee_totals", dt.date(2024, 10, 16))]


def test_a_filing_without_a_number_is_told(api: Api, tmp_path: Path) -> None:
    letter = {"committee_id": UDP, "form_type": "FRQ", "file_number": None, "receipt_date": "2024-11-01T00:00:00"}
    api.rows[f"/committee/{UDP}/filings/"].append(letter)
    record = loaded(tmp_path, subject.committee(asking(api), tmp_path / "c", UDP, 2024))
    assert ask_rows(record, "select reason from rejected") == [("a filing without a number: FRQ",)]
