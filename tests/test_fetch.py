"""Downloads from a loopback server that fails in the ways that servers fail."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_bad_input import files_of
from test_store import REFUND_A, SHARED, pas2

from onrecord.faces.cli import cli
from onrecord.model.errors import InputError, RecordError, SourceError
from onrecord.store.catalog import source_of, sources
from onrecord.store.hints import how_to_load, how_to_start
from onrecord.store.load import load
from onrecord.store.record import Record
from onrecord.store.sync import client, download


class Site:
    """A loopback site: its files by path, and for each path the faults to show before it answers well."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.faults: dict[str, list[str]] = {}
        self.asked: list[str] = []
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.answer(self)

            def log_message(self, *_: object) -> None:
                """Quiet."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.root = f"http://127.0.0.1:{self.server.server_address[1]}"

    def answer(self, request: http.server.BaseHTTPRequestHandler) -> None:
        self.asked.append(request.path)
        faults = self.faults.get(request.path, [])
        fault = faults.pop(0) if faults else ""
        body = self.files.get(request.path)
        if fault.isdigit() or body is None:
            request.send_error(int(fault or 404))
            return
        request.send_response(200)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body[: len(body) // 2] if fault == "cut" else body)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The site, and no pause between tries."""
    monkeypatch.setattr(client, "sleep", lambda _: None)
    made = Site()
    thread = threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


PAS2 = "/files/bulk-downloads/2024/pas224.zip"


def test_a_site_is_loaded_through_faults_and_what_it_lacks_is_told(site: Site, tmp_path: Path) -> None:
    site.files[PAS2] = pas2(tmp_path, REFUND_A).read_bytes()
    site.faults[PAS2] = ["503", "cut"]
    done = load([site.root], tmp_path / "r", cycles=[2024])
    assert site.asked.count(PAS2) == 3
    assert [d.tail for d in done if d.state == "loaded"] == ["2024/pas224.zip"]
    missing = {d.note for d in done if d.state == "not there"}
    assert f"{site.root}/files/bulk-downloads/2024/cn24.zip" in missing
    assert len(missing) == len(done) - 1
    assert Record(tmp_path / "r").db.execute("select tail, rows_loaded from load").fetchall() == [("2024/pas224.zip", 1)]
    again = load([f"{site.root}/files/"], tmp_path / "r", cycles=[2024])  # the same site named from further down
    assert [d.state for d in again if d.source == "fec_pas2"] == ["unchanged"]


def test_one_address(site: Site, tmp_path: Path) -> None:
    site.files[PAS2] = pas2(tmp_path, REFUND_A).read_bytes()
    assert load([site.root + PAS2], tmp_path / "r")[0].state == "loaded"
    before = files_of(tmp_path / "r")
    with pytest.raises(SourceError, match="holds the file"):
        load([f"{site.root}/elsewhere/pas222.zip"], tmp_path / "r")
    with pytest.raises(SourceError, match="known source"):
        load([f"{site.root}/notes.html"], tmp_path / "r")
    with pytest.raises(InputError, match="by cycle"):
        load([site.root], tmp_path / "r")
    with pytest.raises(SourceError, match="laid out as on the FEC"):
        load([f"{site.root}/wrong"], tmp_path / "r", cycles=[2022])
    assert files_of(tmp_path / "r") == before


@pytest.mark.parametrize(("faults", "words"), [(["503"] * 9, "503"), (["cut"] * 9, "bytes"), (["403"], "403")])
def test_a_download_that_keeps_failing_leaves_the_record_as_it_was(
    site: Site, tmp_path: Path, faults: list[str], words: str
) -> None:
    load([pas2(tmp_path, REFUND_A, name="pas222.zip")], tmp_path / "r")
    before = files_of(tmp_path / "r")
    site.files[PAS2] = pas2(tmp_path, REFUND_A).read_bytes()
    site.faults[PAS2] = faults
    with pytest.raises(SourceError) as caught:
        load([site.root], tmp_path / "r", cycles=[2024])
    assert words in caught.value.text()
    assert files_of(tmp_path / "r") == before
    assert site.asked.count(PAS2) == (1 if words == "403" else client.TRIES)


def test_a_server_that_is_not_there_and_a_disk_without_room(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SourceError, match="sends the whole file"):
        load(["http://127.0.0.1:9/pas224.zip"], tmp_path / "r")
    site.files[PAS2] = b"x" * 5000
    usage = type("Usage", (), {"free": 100})
    monkeypatch.setattr(download.shutil, "disk_usage", lambda _: usage)
    with pytest.raises(RecordError, match="room for the download"):
        load([site.root + PAS2], tmp_path / "r")


@pytest.mark.parametrize(
    "url",
    [
        *("http://[bad/cn22.zip", "http:///pas224.zip", "https:pas224.zip", "http://a:x/pas224.zip"),
        *("http://a:99999/pas224.zip", "http://a\n/pas224.zip", "http://a b/pas224.zip"),
        *(f"http://{'a' * 70}.test/pas224.zip", "http://../pas224.zip"),
    ],
)
def test_what_is_no_address_is_told_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: str) -> None:
    monkeypatch.setattr(client, "sleep", lambda _: pytest.fail("tried again"))
    with pytest.raises(InputError, match="as a browser shows it") as caught:
        load([url], tmp_path / "r")
    assert "https://www.fec.gov/" in caught.value.example


def test_refusals_say_what_to_do_and_counts_are_of_files_read(site: Site, tmp_path: Path) -> None:
    site.files[PAS2] = pas2(tmp_path, REFUND_A).read_bytes()
    where = ["load", site.root, "--cycle", "2024", "--record", str(tmp_path / "r")]
    assert "\n1 file read, 1 row: 1 loaded" in CliRunner().invoke(cli, where).stdout
    again = CliRunner().invoke(cli, where).stdout
    assert "\n0 files read: the file is in the record already" in again
    with pytest.raises(SourceError) as caught:
        load([f"{site.root}/elsewhere/pas222.zip"], tmp_path / "r")
    assert "onrecord load https://www.fec.gov/files/bulk-downloads/2022/pas222.zip" in caught.value.example
    site.faults[PAS2] = ["403"]
    with pytest.raises(SourceError) as caught:
        load([site.root + PAS2], tmp_path / "r")
    assert "with a browser" in caught.value.example


def test_the_commands_by_json(site: Site, tmp_path: Path) -> None:
    import json

    site.files[PAS2] = pas2(tmp_path, REFUND_A).read_bytes()
    where = ["--record", str(tmp_path / "r"), "--json"]
    loaded = CliRunner().invoke(cli, ["load", site.root, "--cycle", "2024", *where])
    about = json.loads(loaded.stdout)
    assert (about["changed"], about["snapshot"]) == (True, Record(tmp_path / "r").snapshot)
    assert [f["state"] for f in about["files"] if f["source"] == "fec_pas2"] == ["loaded"]
    listed = json.loads(CliRunner().invoke(cli, ["sources", *where]).stdout)["sources"]
    assert {s["name"] for s in listed} == set(sources())
    held = next(s for s in listed if s["name"] == "fec_pas2")["loaded"]
    assert [(h["cycle"], h["through"], h["rows_loaded"]) for h in held] == [("2024", "2024-01-31", 1)]
    plain = CliRunner().invoke(cli, ["load", site.root + PAS2, "--record", str(tmp_path / "r")])
    assert "nothing changed" in plain.stdout
    assert plain.stderr == ""


def test_the_command_that_would_load_what_is_missing() -> None:
    assert how_to_load("fec_pas2", 2024) == (
        "onrecord load https://www.fec.gov/files/bulk-downloads/2024/pas224.zip (size not known)"
    )
    assert how_to_load("fec_candidate_totals", 2024).endswith("weball24.zip (about 0.2 MB as of April 2025)")
    assert how_to_load("la_county").startswith("onrecord load FILE, where FILE is Los Angeles County election results")
    assert how_to_start(2024).startswith("onrecord sync --cycle 2024 (")
    for source in sources().values():
        assert how_to_load(source.name, 2024)
        if source.by_cycle:
            assert source_of(Path(source.where.format(cycle=2024, yy="24"))) is not None, source.name
        assert "{" not in source.where or source.where.startswith("https://"), source.name


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="the shared public records are not beside this checkout")
def test_the_sizes_that_are_told_were_measured() -> None:
    for source in sources().values():
        for cycle, size in source.sizes.items():
            path = source.where.format(cycle=cycle, yy=f"{cycle % 100:02d}").removeprefix("https://www.fec.gov/")
            assert (SHARED / "data/fec" / path).stat().st_size == size["bytes"], source.name
