"""The words of counts of givers, of those who got money, and of committees that passed a sum, as patterns."""

from __future__ import annotations

import re

DONORS = re.compile(
    r"^ (?:[\w-]+ ){0,2}?(?:donors|contributors|funders)\b(?P<gave> (?:who |have |had |each )*(?:gave|given|contributed"
    r"|donated))?",
    re.IGNORECASE,
)
GAVE_IT = re.compile(
    r"^ (?:[\w-]+ ){0,2}?(?:people|individuals|companies|corporations|billionaires|families|firms|executives|couples)"
    r"(?: and \w+)?(?: (?:who|have|had|each|together))* (?:gave|given|contributed|donated|wrote (?:it )?checks?)\b",
    re.IGNORECASE,
)
GOT_IT = re.compile(
    r"^ (?:of (?:his|her|their|its|the) )?(?:[\w-]+ ){0,3}?(?:candidates|lawmakers|colleagues|members|incumbents"
    r"|Republicans"
    r"|Democrats|challengers|freshmen|campaigns)(?: (?:have|had|each|also))* (?:got|received|gotten|took in|were given)"
    r" (?:[\w-]+ ){0,4}?(?:transfers?|checks?|money|contributions?|donations?|\$|help)",
    re.IGNORECASE,
)
BIG_ONES = re.compile(  # "fewer than 60 have raised more than $10 million": of the committees named before
    r"^ (?:of them |of those )?(?:have |had )?(?P<verb>raised|spent|taken in|reported (?:raising"
    r"|spending)) (?P<least>more than"
    r"|over|at least|upwards of) (?P<sum>\$[\d.,]+(?: (?:million|billion|thousand))?)",
    re.IGNORECASE,
)
NOUN = re.compile(r"\b(?P<what>super PACs|PACs|political action committees|committees)\b")
HAS = re.compile(
    r"\b(?:has|had|have|lists?|listed|reported|reports|disclosed|identified|names?|named|shows?|cites?|money from"
    r"|contributions from|donations from|funded by|bankrolled by) $",
    re.IGNORECASE,
)
