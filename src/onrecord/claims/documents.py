"""The public files that would settle a claim, each with the command that loads it."""

from __future__ import annotations

from onrecord.store.hints import how_to_load

WHAT = {
    "fec_pas2": "itemised independent expenditures and contributions of periodic reports",
    "fec_ie_notices": "the 24- and 48-hour notices",
    "fec_committee_totals": "the committees' next summary",
    "fec_candidate_totals": "the candidates' next summary",
    "fec_candidate_master": "the candidate master",
}


def document(source: str, cycle: int) -> str:
    """A source's file of a cycle, in words, with the command that loads it and its download size where known."""
    return f"{WHAT[source]} of {cycle}: {how_to_load(source, cycle)}"


def individual_contributions(cycle: int) -> str:
    """The file of itemised contributions, which this version does not load."""
    return f"itemised contributions of individuals and organisations (the FEC's indiv{cycle % 100:02d}.zip)"
