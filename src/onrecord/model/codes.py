"""The FEC's codes for committees and for receipts from individuals, in words."""

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
# https://www.fec.gov/campaign-finance-data/transaction-type-code-descriptions/ (those of receipts from individuals)
TRANSACTION_TYPES = {
    "10": "contribution to a super PAC or non-contribution account",
    "11": "contribution of a tribe",
    "15": "contribution",
    "15C": "contribution of a candidate",
    "15E": "contribution earmarked through a conduit",
    "15J": "share of a joint fundraising contribution",
    "22Y": "refund to an individual",
    "24I": "earmarked gift passed on, the giver's own check",
    "24T": "earmarked gift passed on, the conduit's check",
    "30": "contribution to a convention account",
    "31": "contribution to a headquarters account",
    "32": "contribution to a recount or legal account",
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


def transaction_type(code: str | None) -> str | None:
    """The type of a receipt from an individual in words; the code itself when it is not listed, None without one."""
    return TRANSACTION_TYPES.get(code, code) if code else None
