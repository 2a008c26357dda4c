"""Party names as the sources spell them, brought to one word; a party that is not listed stays as it is."""

from __future__ import annotations

from functools import lru_cache

SPELLINGS = {
    "Democratic": ("DEM", "D", "DEMOCRATIC", "DEMOCRAT", "DEMOCRATIC PARTY", "DFL", "DNL"),
    "Republican": ("REP", "R", "REPUBLICAN", "REPUBLICAN PARTY", "GOP"),
    "Libertarian": ("LIB", "L", "LIBERTARIAN"),
    "Green": ("GRE", "GRN", "G", "GREEN"),
    "Independent": ("IND", "I", "INDEPENDENT"),
    "No party preference": ("NPP", "NPA", "NOP", "NON", "NONE", "NO PARTY PREFERENCE", "NON PARTISAN", "N"),
    "Peace and Freedom": ("PAF", "PFP", "PEACE AND FREEDOM"),
    "American Independent": ("AIP", "AMERICAN INDEPENDENT"),
}
NOT_KNOWN = ("UNK", "UNKNOWN")  # the FEC's code for a party it does not know
_BY_SPELLING = {word: party for party, words in SPELLINGS.items() for word in words}


@lru_cache(maxsize=4096)
def party_of(text: str | None) -> str | None:
    """The party that a source's code or word means (DFL is Democratic); None when the source gives none."""
    if not text or not text.strip() or text.strip().upper() in NOT_KNOWN:
        return None
    return _BY_SPELLING.get(text.strip().upper(), text.strip())


def letter(party: str | None) -> str:
    """The letter printed beside a name: D, R, L, G, I or the party's own word; ? when not known."""
    known = {"Democratic": "D", "Republican": "R", "Libertarian": "L", "Green": "G", "Independent": "I"}
    return known.get(party or "", party or "?")
