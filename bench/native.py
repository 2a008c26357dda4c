"""Makes zips of synthetic rows in the FEC's native layouts (itcont, itoth, itpas2; cm, webk), of any size, from a seed.

    python bench/native.py FOLDER [--rows 1000000] [--kinds indiv oth pas2] [--cycle 2020] [--seed 1]

No row is of a real person or committee. What is like the real files: rows stand filing by filing; half of all rows
belong to one committee and the rest are heavy-tailed; 2.3 million names in 20 million rows; UTF-8 and Latin-1 lines
mixed; literal quotes; negative amounts; memo rows; blank columns; 18-digit image numbers; sub ids of 19 digits. A few
lines cannot be loaded: a day that is none, an extra pipe, too few columns, a NUL. With --plain all is UTF-8 and no line
is malformed, as bare readers need it. The same seed, size and DuckDB give the same bytes.
"""

from __future__ import annotations

import argparse
import zipfile
from pathlib import Path

import duckdb

BIG = "C99000000"  # the committee with half of the rows
LONG, SHORT = 10_000, 50  # rows of one filing in a row: of that committee, of the others
LAYOUTS = {  # the columns after OCCUPATION differ: OTHER_ID alone, or OTHER_ID and CAND_ID
    "indiv": ("itcont.txt", ""),
    "oth": ("itoth.txt", ""),
    "pas2": ("itpas2.txt", "'H' || (who % 10) || 'CA' || lpad((who % 99999)::varchar, 5, '0'), "),
}
_BLOCK = 8 << 20
# What DuckDB cannot write stands as a control character until the text is zipped.
_BYTES = {b"\x01": b"\xf1", b"\x02": b"\0"}
_WORDS = {
    "last": "['ADA','BEL','COR','DAN','EVE','FOX','GAR','HOL','JON','KER','LAM','MOR','NAS','OLS','PET','QUI','ROS']",
    "first": "['ANNA','BEN','CARLA','DAVID','ELENA','FRANK','GRACE','HENRY','IRIS','JAMES','KAREN','LUIS','MARIA']",
    "city": "['SPRINGFIELD','FAIRVIEW','RIVERSIDE','GREENVILLE','MADISON','CLINTON','SALEM','GEORGETOWN']",
    "state": "['CA','NY','TX','FL','IL','PA','OH','MA','WA','VA','GA','NC','MI','NJ','CO','MD','AZ','MN','OR','DC']",
    "work": "['NOT EMPLOYED','RETIRED','SELF-EMPLOYED','STATE UNIVERSITY','COUNTY HOSPITAL','CITY OF FAIRVIEW']",
    "memo": "['EARMARKED FOR ANOTHER COMMITTEE','SEE NOTE BELOW','TRANSFER FROM ACCOUNT','REFUND OF EARLIER GIFT']",
}


def sql(kind: str, rows: int, cycle: int, seed: int, plain: bool) -> str:
    """The SELECT of one text column `line`: `rows` lines of the layout `kind`, none malformed when `plain`."""
    donors = max(10, rows * 115 // 1000)

    def some(what: str, by: str, salt: str) -> str:
        return f"{_WORDS[what]}[1 + (hash({by} || '{salt}{seed}') % len({_WORDS[what]}))::int]"

    def part(salt: str) -> str:
        return f"substr('BCDFGHKLMNPRSTVW', 1 + (hash(who || '{salt}{seed}') % 16)::int, 1)"

    candidate, never = LAYOUTS[kind][1], " and false" if plain else ""
    return f"""
        with drawn as (
            select i, hash(i || 'h{seed}') as h, (hash(i || 'd{seed}') % 100000000) / 1e8 as d,
                i // {LONG} as long, hash(i // {LONG} || 'b{seed}') % 2 = 0 as of_big from range({rows}) as t(i)
        ), filed as (
            select *, case when of_big then long else i // {SHORT} end as filing from drawn
        ), runs as (
            select *, hash(filing || 'f{seed}' || of_big) as f, (hash(filing || 'c{seed}') % 1000000) / 1e6 as c,
                date '{cycle - 1}-02-01' + (i * 690 // {rows})::int as filed_on
            from filed
        ), rows as (
            select i, h, f, filed_on, (d * d * {donors})::bigint as who,
                case when of_big then '{BIG}' else 'C' || (99000001 + (pow(c, 4) * 16000)::bigint) end as committee,
                filed_on - (h % 40)::int as day,
                case h // 7 % 40 when 0 then '-' else '' end
                    || [5, 10, 25, 50, 100, 250, 500, 1000, 2800, 5 + h // 11 % 900][1 + (h // 13 % 10)::int] as amount
            from runs
        ), named as (
            select *, {some("last", "who", "l1")} || {part("p1")} || {some("last", "who", "l2")} || {part("p2")}
                || {part("p3")} || ', ' || {some("first", "who", "f")}
                || case who % 3 when 0 then ' ' || {part("p4")} || '.' else '' end
                || case when who % 211 = 0 then ' "' || {some("first", "who", "n")} || '"' else '' end as plain
            from rows
        ), lines as (
            select i, concat_ws('|', committee, ['N', 'N', 'N', 'A'][1 + (f // 3 % 4)::int],
                ['M2', 'M3', 'Q1', 'YE', 'TER', '30G'][1 + (f // 5 % 6)::int],
                case h % 97 when 0 then '' else ['P', 'G', 'P{cycle}', 'G{cycle}'][1 + (h // 17 % 4)::int] end,
                strftime(filed_on, '%Y%m%d') || lpad(((f + i // 3) % 10000000000)::varchar, 10, '0'),
                {"['15','15E','15','22Y','10']" if kind == "indiv" else "['24K','24T','18G','24E','24A']"}
                    [1 + (h // 19 % 5)::int],
                {"'IND'" if kind == "indiv" else "['PAC','CCM','ORG','PTY'][1 + (h // 23 % 4)::int]"},
                case when i % 1009 = 7{never} then replace(plain, 'O', chr(1))
                     when i % 503 = 5 then replace(plain, 'O', 'Ñ') else plain end,
                {some("city", "who", "c")}, {some("state", "who", "s")}, lpad((who % 100000)::varchar, 5, '0'),
                {some("work", "who", "e")}, {some("work", "who", "o")},
                case when i % 99991 = 77 then '13452019' when i % 1511 = 0 then '' else strftime(day, '%m%d%Y') end,
                amount, case when h % 11 = 0 then 'C' || (98000000 + h % 9000) else '' end, {candidate}
                'SA11AI.' || (h % 90000000), 1300000 + f % 400000, case when h % 29 = 0 then 'X' else '' end,
                case when h % 13 = 0 then {some("memo", "h", "m")} else '' end,
                (4000000000000000000 + i)::varchar) as line
            from named
        )
        select case when i % 500009 = 11{never} then line || '|' when i % 500009 = 500{never} then substr(line, 1, 60)
            when i % 700001 = 13{never} then replace(line, 'A', chr(2)) else line end as line
        from lines order by i
    """


def make(folder: Path, kind: str, rows: int, cycle: int = 2020, seed: int = 1, plain: bool = False) -> Path:
    """Write the zip of `kind` (indiv, oth, pas2) with `rows` lines into `folder`, and return its path."""
    member = LAYOUTS[kind][0]
    text, target = folder / member, folder / f"{kind}{cycle % 100:02d}.zip"
    with duckdb.connect() as db:
        name = str(text).replace("'", "''")
        query = sql(kind, rows, cycle, seed, plain).replace(" order by i", "")  # range() is in order, and COPY keeps it
        db.execute(f"copy ({query}) to '{name}' (format csv, header false, delimiter '\x1e', quote '', escape '')")
    with (
        text.open("rb") as lines,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(member, "w", force_zip64=True) as out,
    ):
        while block := lines.read(_BLOCK):
            for stand_in, byte in _BYTES.items():
                block = block.replace(stand_in, byte)
            out.write(block)
    text.unlink()
    return target


def masters(folder: Path, cycle: int = 2020) -> list[Path]:
    """Write the committee master and the PAC summary of every committee that `make` can draw; return the two paths.

    The summaries end on the 23rd of November, within a month, as those after a general election do.
    """
    last = {i: f"{4_000_000_000 if i == BIG else 800_000}" for i in (BIG, *(f"C{99000001 + n}" for n in range(16_001)))}
    master = [f"{i}|COMMITTEE {i[1:]}|TREASURER OF IT||||DC|20001|U|N||Q|||" for i in last]
    summary = [
        "|".join([i, f"COMMITTEE {i[1:]}", "N", "U", "Q", usd, "0", usd, *"0000", "1000", *"000000", "5000", *"000000",
                  f"11/23/{cycle}"])
        for i, usd in last.items()
    ]  # fmt: skip
    found = []
    for name, member, lines in (("cm", "cm.txt", master), ("webk", f"webk{cycle % 100:02d}.txt", summary)):
        found.append(folder / f"{name}{cycle % 100:02d}.zip")
        with zipfile.ZipFile(found[-1], "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(member, "\n".join(lines) + "\n")
    return found


def main() -> None:
    """Make the zips that the command line asks for."""
    read = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    read.add_argument("folder", type=Path)
    read.add_argument("--rows", type=int, default=1_000_000)
    read.add_argument("--kinds", nargs="+", choices=list(LAYOUTS), default=list(LAYOUTS))
    read.add_argument("--cycle", type=int, default=2020)
    read.add_argument("--seed", type=int, default=1)
    read.add_argument("--plain", action="store_true", help="UTF-8 alone and no malformed line")
    asked = read.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    for kind in asked.kinds:
        path = make(asked.folder, kind, asked.rows, asked.cycle, asked.seed, asked.plain)
        print(f"{path.name}: {asked.rows:,} rows, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
