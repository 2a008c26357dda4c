"""A loopback openFEC API, built from its published schema, for the tests of onrecord sync --for.

The names and types of fields are those of the FEC's repository: webservices/common/models/itemized.py (ScheduleE,
ScheduleB), models/filings.py (Filings), models/totals.py (CommitteeTotals, CandidateTotalsDetail), models/candidates.py
(CandidateHistory, CandidateTotal), models/committees.py, and webservices/schemas.py; pages follow webservices/utils.py
(fetch_page, fetch_seek_page with last_indexes and sort_null_only) and webservices/common/views.py (ItemizedResource,
max_count 10, the 422 of a lone last_index); refusals are those of api.data.gov (API_KEY_INVALID, OVER_RATE_LIMIT).
The amounts are United Democracy Project's in CA-34, October 2024 (FEC images 202410249710446808 and ...809); filing
numbers from 9000000 on, sub ids and days of single expenditures stand in for those that the copy at hand has lost. The
notices are of a committee and a candidate that do not exist.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.server
import json
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

UDP, KIM, GOMEZ = "C00799031", "H4CA34083", "H8CA34266"
NOBODY, NO_COMMITTEE = "H4CA34999", "C00000001"  # neither exists
SEEK = {"/schedules/schedule_e/": "expenditure_date", "/schedules/schedule_b/": "disbursement_date"}
LISTS = {"committee_id", "candidate_id", "cycle", "q", "candidate_ids", "is_notice"}


def expenditure(sub_id: str, candidate: str, amount: float, image: str, **more: Any) -> dict[str, Any]:
    """A row of /schedules/schedule_e/ as ScheduleESchema gives it."""
    names = {KIM: "KIM, DAVID", GOMEZ: "GOMEZ, JIMMY"}
    return {
        "committee_id": UDP, "committee": {"committee_id": UDP, "name": "UNITED DEMOCRACY PROJECT ('UDP')"},
        "candidate_id": candidate, "candidate_name": names.get(candidate, "NOBODY, ANN"),
        "candidate_office": "H", "candidate_office_state": "CA", "candidate_office_district": "34",
        "candidate_party": "DEM", "support_oppose_indicator": "O" if candidate == KIM else "S",
        "expenditure_amount": amount, "expenditure_date": "2024-10-10",
        "dissemination_date": "2024-10-10", "expenditure_description": "MEDIA PRODUCTION",
        "payee_name": "MISSION CONTROL INC",
        "payee_street_1": "1 MAIN ST", "election_type": "G2024", "report_type": "12G", "report_year": 2024,
        "filing_form": "F3X", "filing_date": "2024-10-24", "file_number": 9000007, "previous_file_number": 9000007,
        "amendment_indicator": "N", "image_number": image, "memo_code": None, "memo_text": None, "is_notice": False,
        "most_recent": True, "sub_id": sub_id, "transaction_id": f"SE{sub_id[-4:]}", "office_total_ytd": 346148.0,
        **more,
    }  # fmt: skip


def notice(sub_id: str, candidate: str, amount: float, number: int, before: int | None, **more: Any) -> dict[str, Any]:
    """A row of a 24- or 48-hour notice."""
    who = {"committee_id": NO_COMMITTEE, "committee": {"name": "A COMMITTEE OF THE TESTS"}}
    return expenditure(
        sub_id, candidate, amount, "202410110000000001", is_notice=True, filing_form="F24", report_type="24",
        file_number=number, previous_file_number=before, filing_date="2024-10-11",
        amendment_indicator="A" if before and before != number else "N", **{**who, **more},
    )  # fmt: skip


class Api:
    """Rows by endpoint; `asked` hears each request's endpoint, parameters and key; `faults` are shown in order."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = {}
        self.asked: list[tuple[str, dict[str, list[str]], str]] = []
        self.faults: list[tuple[int, dict[str, str], dict[str, Any]]] = []
        self.counts: list[int] = []  # what the API says of the number of rows, in place of the truth
        self.limit, self.left = 1000, 1000
        self.keys = {"DEMO_KEY", "key-of-a-test"}
        self.loop = False  # whether every page is followed by itself
        api = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                with contextlib.suppress(OSError):
                    api.answer(self)

            def log_message(self, *_: object) -> None:
                """Quiet."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.root = f"http://127.0.0.1:{self.server.server_address[1]}/v1"

    def ca34(self) -> Api:
        """CA-34 in 2024: two candidates, one spender, four periodic rows and a notice with its amendment."""
        common = {
            "office": "H",
            "state": "CA",
            "district": "34",
            "party": "DEM",
            "cycle": 2024,
            "candidate_election_year": 2024,
        }
        self.rows = {
            "/candidates/totals/": [
                {**common, "candidate_id": KIM, "name": "KIM, DAVID", "incumbent_challenge": "C",
                 "candidate_status": "C",
                 "receipts": 570467.58, "disbursements": 553269.72},
                {**common, "candidate_id": GOMEZ, "name": "GOMEZ, JIMMY", "incumbent_challenge": "I",
                 "candidate_status": "C",
                 "receipts": 2245652.6, "disbursements": 2712396.48},
                {**common, "candidate_id": NOBODY, "name": "NOBODY, ANN", "incumbent_challenge": "C",
                 "candidate_status": "C", "receipts": None, "disbursements": None},
            ],
            "/committees/": [
                self.registered("C00844225", "DAVID KIM FOR CONGRESS", "H", "P", [KIM]),
                self.registered("C00629659", "JIMMY GOMEZ FOR CONGRESS", "H", "P", [GOMEZ]),
                self.registered(UDP, "UNITED DEMOCRACY PROJECT ('UDP')", "O", "U", []),
            ],
            f"/candidate/{KIM}/totals/": [self.total(KIM, 570467.58, 553269.72, 17197.86)],
            f"/candidate/{GOMEZ}/totals/": [self.total(GOMEZ, 2245652.6, 2712396.48, 88758.91)],
            "/totals/pac-party/": [self.udp()],
            f"/committee/{UDP}/totals/": [self.udp()],
            "/schedules/schedule_e/": [
                expenditure("4110720241001", KIM, 47195.0, "202410249710446808"),
                expenditure("4110720241002", KIM, 46171.0, "202410249710446809"),
                expenditure("4110720241003", GOMEZ, 118028.0, "202410249710446808"),
                expenditure("4110720241004", GOMEZ, 204681.0, "202410249710446809", expenditure_date=None),
                notice("4101120241005", NOBODY, 118028.0, 9000001, 9000001),
                notice("4101120241006", NOBODY, 118528.0, 9000002, 9000001),
            ],
            "/schedules/schedule_b/": [],
            f"/committee/{UDP}/filings/": [
                {"committee_id": UDP, "committee_name": "UNITED DEMOCRACY PROJECT ('UDP')", "form_type": "F3X",
                 "file_number": 9000007, "previous_file_number": 9000007, "amendment_indicator": "N",
                 "receipt_date": "2024-10-24T00:00:00", "coverage_start_date": "2024-10-01",
                 "coverage_end_date": "2024-10-16",
                 "beginning_image_number": "202410249710446700"},
                {"committee_id": UDP, "committee_name": "UNITED DEMOCRACY PROJECT ('UDP')", "form_type": "F24",
                 "file_number": 9000002, "previous_file_number": 9000001, "amendment_indicator": "A",
                 "receipt_date": "2024-10-11T00:00:00", "coverage_start_date": None, "coverage_end_date": None},
            ],
            "/names/committees/": [{"id": UDP, "name": "UNITED DEMOCRACY PROJECT ('UDP')", "is_active": True}],
        }  # fmt: skip
        return self

    def registered(self, number: str, name: str, kind: str, designation: str, ids: list[str]) -> dict[str, Any]:
        """A row of /committees/."""
        return {
            "committee_id": number, "name": name, "committee_type": kind, "designation": designation, "party": None,
            "treasurer_name": None, "filing_frequency": "Q", "organization_type": None, "candidate_ids": ids,
            "street_1": "1 MAIN ST",
        }  # fmt: skip

    def total(self, candidate: str, receipts: float, spent: float, cash: float) -> dict[str, Any]:
        """A row of /candidate/ID/totals/ (weball24, coverage to 31 December 2024)."""
        return {
            "candidate_id": candidate, "cycle": 2024, "election_full": False, "receipts": receipts,
            "disbursements": spent,
            "last_cash_on_hand_end_period": cash, "last_debts_owed_by_committee": 0.0, "candidate_contribution": 0.0,
            "loans_received_from_candidate": 0.0, "coverage_end_date": "2024-12-31T00:00:00",
        }  # fmt: skip

    def udp(self) -> dict[str, Any]:
        """United Democracy Project's summary (webk24, coverage to 31 August 2024)."""
        return {
            "committee_id": UDP, "committee_name": "UNITED DEMOCRACY PROJECT ('UDP')", "committee_type": "O",
            "committee_designation": "U", "cycle": 2024, "receipts": 68432283.98, "disbursements": 56003714.61,
            "individual_contributions": 67270746.72, "other_political_committee_contributions": 0.0,
            "cash_on_hand_beginning_period": 2999990.5, "last_cash_on_hand_end_period": 15428559.87,
            "last_debts_owed_by_committee": 0.0, "fed_candidate_committee_contributions": 3550000.0,
            "independent_expenditures": 35597367.46, "coordinated_expenditures_by_party_committee": 0.0,
            "coverage_start_date": "2023-01-01T00:00:00", "coverage_end_date": "2024-08-31T00:00:00",
        }  # fmt: skip

    def answer(self, request: http.server.BaseHTTPRequestHandler) -> None:
        parts = urlsplit(request.path)
        endpoint, params = parts.path.removeprefix("/v1"), parse_qs(parts.query)
        key = request.headers.get("X-Api-Key", "")
        self.asked.append((endpoint, params, key))
        if self.faults:
            self._send(request, *self.faults.pop(0))
        elif key not in self.keys:
            message = f"An invalid api_key was supplied: {key}. Get one at https://api.data.gov/signup/"
            self._send(request, 403, {}, {"error": {"code": "API_KEY_INVALID", "message": message}})
        elif self.left <= 0:
            self._send(
                request, 429, {}, {"error": {"code": "OVER_RATE_LIMIT", "message": "You have exceeded your rate limit."}}
            )
        elif endpoint not in self.rows:
            self._send(request, 404, {}, {"message": "Not Found", "status": 404})
        else:
            self.left -= 1
            self._list(request, endpoint, params)

    def _list(self, request: http.server.BaseHTTPRequestHandler, endpoint: str, params: dict[str, list[str]]) -> None:
        if any(len(params.get(k, [])) > 10 for k in ("committee_id", "candidate_id")) and endpoint in SEEK:
            self._send(request, 422, {}, {"status": 422, "message": "Can only specify up to 10 values"})
            return
        rows = [r for r in self.rows[endpoint] if _passes(r, params)]
        size = int(params.get("per_page", ["20"])[0])
        count = self.counts.pop(0) if self.counts else len(rows)
        if endpoint in SEEK:
            self._seek(request, endpoint, params, rows, size, count)
            return
        page = int(params.get("page", ["1"])[0])
        told = {"count": count, "page": page, "pages": -(-count // size), "per_page": size, "is_count_exact": True}
        self._send(request, 200, {}, {"pagination": told, "results": rows[(page - 1) * size : page * size]})

    def _seek(
        self, request: http.server.BaseHTTPRequestHandler, endpoint: str, params: dict[str, list[str]],
        rows: list[dict[str, Any]], size: int, count: int,
    ) -> None:  # fmt: skip
        by = SEEK[endpoint]
        last, at = params.get("last_index"), params.get(f"last_{by}")
        if last and not at and "sort_null_only" not in params:
            self._send(request, 422, {}, {"status": 422, "message": "both values from the previous page are needed"})
            return
        ordered = sorted(rows, key=lambda r: (r[by] is None, r[by] or "", int(r["sub_id"])))
        start = 0
        if last and not self.loop:
            start = next(n for n, r in enumerate(ordered) if r["sub_id"] == last[0]) + 1
        shown = ordered[start : start + size]
        indexes: dict[str, Any] | None = None
        if shown:
            end = shown[-1]
            indexes = {"last_index": end["sub_id"]}
            indexes |= {f"last_{by}": end[by]} if end[by] else {"sort_null_only": True}
        told = {
            "count": count,
            "pages": -(-count // size),
            "per_page": size,
            "last_indexes": indexes,
            "is_count_exact": True,
        }
        self._send(request, 200, {}, {"api_version": "1.0", "pagination": told, "results": shown})

    def _send(
        self, request: http.server.BaseHTTPRequestHandler, status: int, headers: dict[str, str], data: dict[str, Any]
    ) -> None:
        body = (json.dumps(data, indent=2) + "\n").encode()
        etag = f'"{hashlib.md5(body, usedforsecurity=False).hexdigest()}"'
        if status == 200 and request.headers.get("If-None-Match") == etag:
            status, body = 304, b""
        request.send_response(status)
        told = {"X-RateLimit-Limit": str(self.limit), "X-RateLimit-Remaining": str(max(self.left, 0)), "ETag": etag}
        for name, value in {**told, **headers}.items():
            request.send_header(name, value)
        if status != 304:
            request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)


def _passes(row: dict[str, Any], params: dict[str, list[str]]) -> bool:
    """Whether a row passes the filters that are columns of it; a list of candidate ids is met by any of them."""
    for name, wanted in params.items():
        if name in ("committee_id", "office", "state", "district") and name in row and str(row[name]) not in wanted:
            return False
        if name == "candidate_id":
            have = row.get("candidate_ids", [row.get("candidate_id")])
            if not set(have) & set(wanted):
                return False
        if name == "cycle" and "cycle" in row and str(row["cycle"]) not in wanted:
            return False
        if name == "q" and not all(w.upper() in row["name"].upper() for w in wanted[0].split()):
            return False
    return True


@contextlib.contextmanager
def serving(api: Api) -> Iterator[Api]:
    """The API while it is being served."""
    thread = threading.Thread(target=api.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield api
    finally:
        api.server.shutdown()
        api.server.server_close()
        thread.join()
