"""The FEC's letter codes for committees, in words."""

from __future__ import annotations

# https://www.fec.gov/campaign-finance-data/committee-type-code-descriptions/ and the committee master's description
COMMITTEE_TYPES = {
    "C": "communication cost",
    "D": "delegate committee",
    "E": "electioneering communication",
    "H": "House campaign committee",
    "I": "independent expenditures, person or group",
    "N": "PAC, nonqualified",
    "O": "super PAC (independent expenditures only)",
    "P": "presidential campaign committee",
    "Q": "PAC, qualified",
    "S": "Senate campaign committee",
    "U": "single-candidate independent expenditures",
    "V": "hybrid PAC, nonqualified",
    "W": "hybrid PAC, qualified",
    "X": "party committee, nonqualified",
    "Y": "party committee, qualified",
    "Z": "national party, nonfederal account",
}
HYBRID = ("V", "W")  # a contribution account and a non-contribution account in one report
DESIGNATIONS = {
    "A": "authorised by a candidate",
    "B": "lobbyist or registrant PAC",
    "D": "leadership PAC",
    "J": "joint fundraiser",
    "P": "principal campaign committee",
    "U": "unauthorised",
}


def committee_type(code: str | None) -> str | None:
    """A committee type in words; the code itself when it is not listed, None when there is none."""
    return COMMITTEE_TYPES.get(code, code) if code else None


def designation(code: str | None) -> str | None:
    """A designation in words; the code itself when it is not listed, None when there is none."""
    return DESIGNATIONS.get(code, code) if code else None
