"""How many House seats each state has, by census: what tells whether every contest of a year is loaded.

Source: US Census Bureau, apportionment of 2000, 2010 and 2020 (2 U.S.C. 2a); 435 seats in each.
https://www.census.gov/data/tables/time-series/dec/apportionment-data-text.html
"""

from __future__ import annotations

_SEATS = {  # the first election under a census: each state with its seats
    2002: (
        "AL 7 AK 1 AZ 8 AR 4 CA 53 CO 7 CT 5 DE 1 FL 25 GA 13 HI 2 ID 2 IL 19 IN 9 IA 5 KS 4 KY 6 LA 7 ME 2 MD 8 MA 10"
        " MI 15 MN 8 MS 4 MO 9 MT 1 NE 3 NV 3 NH 2 NJ 13 NM 3 NY 29 NC 13 ND 1 OH 18 OK 5 OR 5 PA 19 RI 2 SC 6 SD 1 TN 9"
        " TX 32 UT 3 VT 1 VA 11 WA 9 WV 3 WI 8 WY 1"
    ),
    2012: (
        "AL 7 AK 1 AZ 9 AR 4 CA 53 CO 7 CT 5 DE 1 FL 27 GA 14 HI 2 ID 2 IL 18 IN 9 IA 4 KS 4 KY 6 LA 6 ME 2 MD 8 MA 9"
        " MI 14 MN 8 MS 4 MO 8 MT 1 NE 3 NV 4 NH 2 NJ 12 NM 3 NY 27 NC 13 ND 1 OH 16 OK 5 OR 5 PA 18 RI 2 SC 7 SD 1 TN 9"
        " TX 36 UT 4 VT 1 VA 11 WA 10 WV 3 WI 8 WY 1"
    ),
    2022: (
        "AL 7 AK 1 AZ 9 AR 4 CA 52 CO 8 CT 5 DE 1 FL 28 GA 14 HI 2 ID 2 IL 17 IN 9 IA 4 KS 4 KY 6 LA 6 ME 2 MD 8 MA 9"
        " MI 13 MN 8 MS 4 MO 8 MT 2 NE 3 NV 4 NH 2 NJ 12 NM 3 NY 26 NC 14 ND 1 OH 15 OK 5 OR 6 PA 17 RI 2 SC 7 SD 1 TN 9"
        " TX 38 UT 4 VT 1 VA 11 WA 10 WV 2 WI 8 WY 1"
    ),
}


def house_seats(state: str | None, year: int) -> int | None:
    """The voting seats of a state, or of all states for None, at the regular election of a year from 2002 to 2030.

    None where no apportionment is held: another year, an odd one, or a place that is no state.
    """
    if not 2002 <= year <= 2030 or year % 2:
        return None
    first = max(y for y in _SEATS if y <= year)
    listed = _SEATS[first].split()
    seats = dict(zip(listed[::2], map(int, listed[1::2]), strict=True))
    return sum(seats.values()) if state is None else seats.get(state)
