"""Which rows that were fetched for one subject count beside whole files: none is counted twice.

The rule. Of a table whose rows are added up, rows from the openFEC API count only for a cycle of which no bulk file of
the FEC's is loaded: the bulk file wins. A row that two fetches brought (the same sub_id) counts once; rows fetched for a
race give way to those of a committee that was fetched whole. Of masters, a fetched row counts where no bulk file has the
id in that cycle; of summaries, where none reaches as far. Nothing is deleted: without the bulk file they count again.
"""

from __future__ import annotations

from pathlib import Path

from onrecord.store.manifest import Manifest
from onrecord.store.objects import parts_of

FETCHED = "openfec_"
BULK = "fec_"
RACE = "openfec_race_expenditures"  # rows of a race: all of its candidates, never all of a committee
WHOLE = "openfec_expenditures"
ADDED_UP = {"expenditure", "notice", "contribution"}
KEYS = {
    "committee": ("committee_id_fec", "cycle"),
    "candidate": ("candidate_id_fec", "cycle"),
    "linkage": ("candidate_id_fec", "committee_id_fec", "cycle"),
    "committee_total": ("committee_id_fec", "cycle"),
    "candidate_total": ("candidate_id_fec", "cycle"),
    "filing_index": ("filing_number",),
}


def rows_of(folder: Path, manifest: Manifest, table: str) -> str:
    """The SELECT of a table's rows that count, from all objects that hold rows of it; '' when none does."""
    whole: list[str] = []
    fetched: list[str] = []
    cycles: set[int] = set()
    files = 0
    for entry in manifest.loads.values():
        if table not in entry["objects"]:
            continue
        paths = [str(folder / name) for name in parts_of(entry, table)]
        files += 1
        (fetched if entry["source"].startswith(FETCHED) else whole).extend(paths)
        if entry["source"].startswith(BULK) and "cycle" in entry["params"]:
            cycles.add(int(entry["params"]["cycle"]))
    if not fetched:
        return _read(whole, by_name=files > 1) if whole else ""
    apart = _added_up(_read(fetched), cycles) if table in ADDED_UP else _by_key(table, _read(fetched), whole)
    return f"{_read(whole)} union all by name {apart}" if whole else apart


def _added_up(fetched: str, cycles: set[int]) -> str:
    counts = f"cycle not in ({', '.join(map(str, sorted(cycles)))})" if cycles else "true"
    return (
        f"select * exclude (whole_) from (select *, bool_or(source <> '{RACE}')"
        f" over (partition by committee_id_fec, cycle) as whole_ from ({fetched}))"
        f" where {counts} and (source <> '{RACE}' or not whole_)"
        " qualify row_number() over (partition by coalesce(sub_id, source_file || ' ' || source_line)"
        " order by source_file, source_line) = 1"
    )


def _by_key(table: str, fetched: str, whole: list[str]) -> str:
    keys = KEYS.get(table, ())
    if not keys:
        return fetched
    total = table.endswith("_total")
    once = (
        f"select * from ({fetched}) qualify row_number() over (partition by {', '.join(keys)} order by"
        f" {'coverage_end desc nulls last, ' if total else ''}source_file, source_line) = 1"
    )
    if not whole:
        return once
    same = " and ".join(f"w.{key} is not distinct from f.{key}" for key in keys)
    further = " and w.coverage_end >= f.coverage_end" if total else ""
    return f"select f.* from ({once}) as f where not exists (select 1 from ({_read(whole)}) as w where {same}{further})"


def _read(paths: list[str], by_name: bool = True) -> str:
    """The SELECT of all rows of Parquet files; the parts of one load have the same columns: one of them is enough."""
    files = ", ".join("'" + p.replace("'", "''") + "'" for p in sorted(paths))
    return f"select * from read_parquet([{files}]{', union_by_name=true' if by_name else ''})"
