"""The vocabulary of column types: the SQL that reads each one from text, and its type in the record."""

from __future__ import annotations

_DAY = "date '1975-01-01'"  # the FEC opened in 1975: an earlier day is a typing error, not a filing


def _checked(date: str) -> str:
    """SQL that keeps `date` only between 1975 and 2100."""
    return f"case when {date} between {_DAY} and date '2100-12-31' then {date} end"


def _parsed(column: str, *formats: str) -> str:
    """SQL of the first format that gives a day between 1975 and 2100 (10/15/98 is no day of the year 98)."""
    days = [_checked(f"coalesce(try_strptime({column}, '{f}')::date)") for f in formats]
    return days[0] if len(days) == 1 else f"coalesce({', '.join(days)})"


SQL_TYPES = {
    "text": "varchar",
    "int": "bigint",
    "bool": "boolean",
    "money": "decimal(18,2)",
    "iso_date": "date",
    "election_date": "date",
    "ymd_date": "date",
    "us_date": "date",
    "slash_date": "date",
    "dmy_date": "date",
    "image_date": "date",
    "image_link": "varchar",
    "image_link_date": "date",
    "dollars": "decimal(18,2)",
    "committee_id": "varchar",
    "candidate_id": "varchar",
    "district": "varchar",
    "seat": "varchar",
}

HOW = {
    "int": "a whole number",
    "bool": "true or false",
    "money": "an amount in US dollars with at most two decimals",
    "dollars": "an amount in US dollars, a dollar sign and thousands commas allowed",
    "iso_date": "a day from 1975 to 2100, written 2024-11-05",
    "election_date": "a day, written 2024-11-05",
    "ymd_date": "a day from 1975 to 2100, written YYYYMMDD",
    "us_date": "a day from 1975 to 2100, written MMDDYYYY",
    "slash_date": "a day from 1975 to 2100, written MM/DD/YYYY",
    "dmy_date": "a day from 1975 to 2100, written 05-NOV-24",
    "committee_id": "C and eight digits",
    "candidate_id": "H, S or P and eight letters or digits",
    "seat": "a US House seat: District 34, 34 or At-Large",
}


def _seat(column: str) -> str:
    """SQL for the two digits of a House district, 00 at large."""
    digits = f"regexp_extract({column}, '^(?:District )?(\\d{{1,2}})$', 1)"
    large = f"regexp_matches(lower({column}), '^at[- ]large$|delegate|resident commissioner')"
    return f"case when {large} then '00' when {digits} <> '' then lpad({digits}, 2, '0') end"


_IMAGE = "'(?:^|[?&=_/])(\\d{18}|\\d{11})(?:\\+0)?$'"  # an image number, alone or as a link to the image ends
_DOLLARS = "'-?\\$?(\\d{0,15}|\\d{1,3}(,\\d{3}){1,4})(\\.\\d{0,2})?'"


def expression(column: str, kind: str) -> str:
    """SQL that turns the text of `column` into `kind`, NULL where the text is not of that kind."""
    exact = {
        "text": column,
        "int": f"case when regexp_full_match({column}, '[+-]?\\d{{1,18}}') then try_cast({column} as bigint) end",
        "bool": f"try_cast({column} as boolean)",
        "money": (
            f"case when regexp_full_match({column}, '-?\\d{{0,15}}(\\.\\d{{0,2}})?') "
            f"then try_cast({column} as decimal(18,2)) end"
        ),
        "iso_date": _parsed(column, "%Y-%m-%d"),
        # contests are older than the FEC, so no earliest day
        "election_date": f"try_strptime({column}, '%Y-%m-%d')::date",
        # of seven digits nobody can say which day or month lost one
        "ymd_date": f"case when length({column}) = 8 then {_parsed(column, '%Y%m%d')} end",
        "us_date": _parsed(column, "%m%d%Y"),
        "slash_date": _parsed(column, "%m/%d/%Y", "%m/%d/%y"),
        "dmy_date": _parsed(column, "%d-%b-%y", "%d-%b-%Y", "%m/%d/%Y"),
        # an image number of 18 digits begins with the day the surviving version was received
        "image_date": (
            f"case when regexp_full_match({column}, '\\d{{18}}') then "
            + _parsed(f"substr({column}, 1, 8)", "%Y%m%d")
            + " end"
        ),
        # what is no such number or link stays as the file gives it
        "image_link": f"coalesce(nullif(regexp_extract({column}, {_IMAGE}, 1), ''), {column})",
        "image_link_date": (
            f"case when length(regexp_extract({column}, {_IMAGE}, 1)) = 18 then "
            + _parsed(f"substr(regexp_extract({column}, {_IMAGE}, 1), 1, 8)", "%Y%m%d")
            + " end"
        ),
        "dollars": (
            f"case when regexp_full_match({column}, {_DOLLARS}) "
            f"then try_cast(translate({column}, '$,', '') as decimal(18,2)) end"
        ),
        "committee_id": f"case when regexp_full_match({column}, 'C\\d{{8}}') then {column} end",
        "candidate_id": f"case when regexp_full_match({column}, '[HSP][0-9A-Z]{{8}}') then {column} end",
        # -1 is how a list of old members of Congress says that the district is not known
        "district": (
            f"case when regexp_full_match({column}, '\\d{{1,2}}') then lpad({column}, 2, '0') "
            f"when {column} <> '-1' then {column} end"
        ),
    }
    exact["seat"] = _seat(column)
    return exact[kind]
