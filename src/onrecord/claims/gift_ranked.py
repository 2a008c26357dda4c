"""Gifts told by rank, share or list: "its top donor is X, at $5 million", "X's $5 million made up half of Y's money"."""

from __future__ import annotations

import re
from typing import Any

COUNT = (
    r"(?:(?:about|some|roughly|nearly|almost|over|more than|just|just over|up to|at least|another|an additional"
    r"|a further"
    r"|a combined|a total of|an?) )*"
)
_DONOR = (
    r"(?:donors?|contributors?|backers?|funders?|givers?|benefactors?|patrons?|megadonors?|mega-donors?|financiers?|bankrollers?"
    r"|sources? of (?:money|cash|funds|funding|income))"
)
_NAME = r"(?:the )?[A-Z][\w.&\u2019'-]*"
_AT = r"(?:at|with|giving|having given|contributing|having contributed|donating|for)"
_TO = r"(?:to|of|for|behind)"
Places = dict[str, Any]
_IS_DONOR = re.compile(  # "X is the largest donor to Y, at"
    rf"(?P<verb>\b(?:is|was|are|were|remains|remained|ranks|ranked|has been|became|tops|topped|leads|led)\b)"
    rf"(?=[^$;]{{0,90}}\b{_DONOR}\b)[^$;]{{0,90}}?\b(?:{_DONOR}|donor list|list of donors)(?: {_TO} (?P<to>{_NAME}"
    rf"|(?:the|that) ))?[^$;]{{0,60}}?,?"
    rf" {_AT} {COUNT}$"
)
_DONOR_IS = re.compile(  # "Y's largest donor is X, at" and "the largest donor to Y was X, with"
    rf"(?:(?P<owner>[A-Z][^$;,]{{1,40}}?)[\u2019']s? (?:[\w-]+ ){{0,4}}?)?\b{_DONOR}\b(?: {_TO}"
    rf" (?P<to>{_NAME}))?[^$;]{{0,30}}?"
    rf"(?:\b(?:is|was|are|were|being|include[sd]?)\b|:|,) (?P<who>{_NAME})[^$;]{{0,50}}?,? (?:at|with|for) {COUNT}$"
)
_SHARE_OF = re.compile(  # "X accounted for $5 million of Y's receipts"
    r"\b(?P<verb>account(?:ed|s|ing) for|provid(?:ed|es|ing)|suppl(?:ied|ies|ying)|represent(?:ed|s)|put (?:in|up)"
    r"|kicked in"
    rf"|contributed|gave|was behind|is behind) {COUNT}$"
)
_OF = re.compile(
    r" of (?:the (?:money|funds|cash) (?:raised by|of|in) )?(?=(?:the )?[A-Z])"
    r"(?=[^,.;$]{2,60}(?:[\u2019']s?\b|money|receipts))"
)
_OWNED = re.compile(rf"(?P<who>{_NAME}(?: [A-Z][\w.-]*){{0,3}})[\u2019']s? (?:own )?(?:(?:[\w-]+) )?$")
_MADE_UP = re.compile(
    r",? (?:which )?(?:made|makes|making) up|,? (?:which )?(?:account(?:ed|s|ing) for|represent(?:ed|s|ing)|was|is"
    r"|provid(?:ed|es)"
    r"|suppl(?:ied|ies)|equals?|came to)\b"
)
_OF_R = re.compile(r"[^$;.]{0,50}?\b(?:of|to) (?=(?:the )?(?:[A-Z][\w&.-]*[ \u2019'])+)")
_FUNDED_BY = re.compile(
    r"\b(?P<verb>(?:been |is |was |are |were )?(?:[\w-]+ly )?(?:bankrolled|funded|financed|backed|fueled|seeded"
    r"|powered|underwritten"
    rf"|supported))\b[^$;]{{0,40}}?\bby (?P<who>{_NAME})[^$;]{{0,60}}?,? (?:who|which) (?:has |have |had |together "
    rf"|\w+ly |alone )*(?:put (?:in|up)"
    rf"|given|gave|contributed|donated|invested|poured in|provided|kicked in|chipped in|ponied up|sent) {COUNT}$"
)
_WITH = re.compile(rf"^(?:With|On|After|Thanks to|Fueled by|Backed by|Buoyed by|Powered by|Flush with) {COUNT}$")
_FROM_THEN = re.compile(r" (?:in [\w ]{2,20} )?from (?P<who>(?:the )?[A-Z][^,;$]{2,60}), (?P<to>(?:the )?[A-Z])")


def ranked(text: str, lead: str, tail: str, end: int, floor: int) -> Places | None:
    """Where such words put the giver and the receiver of the amount that ends at `end`, in the terms of a Frame."""
    part = lead[floor:]
    if hit := _FUNDED_BY.search(part):
        return {"giver_after": floor + hit.start("who"), "receiver_before": floor + hit.start("verb"), "floor": floor}
    if hit := _DONOR_IS.search(part):
        group = "owner" if hit["owner"] else "to" if hit["to"] else None
        to = {"receiver_after": floor + _bare(part, hit.start(group))} if group else {}
        return {"giver_after": floor + hit.start("who"), "floor": floor} | to
    if hit := _IS_DONOR.search(part):
        to = {"receiver_after": floor + hit.start("to")} if hit["to"] else {}
        return {"giver_before": floor + hit.start("verb"), "floor": floor} | to
    if (hit := _SHARE_OF.search(part)) and (of := _OF.match(tail)):
        return {"giver_before": floor + hit.start("verb"), "receiver_after": end + of.end(), "floor": floor}
    if (hit := _OWNED.search(part)) and (made := _MADE_UP.match(tail)) and (of := _OF_R.match(tail, made.end())):
        return {"giver_after": floor + hit.start("who"), "receiver_after": end + of.end(), "floor": floor}
    if _WITH.match(lead) and (hit := _FROM_THEN.match(tail)):
        return {"giver_after": end + hit.start("who"), "receiver_after": end + hit.start("to")}
    return None


def _bare(part: str, at: int) -> int:
    """A place of a name without the article before it."""
    return at + (4 if part[at : at + 4] == "The " else 0)


_CUES_AFTER = re.compile(
    r"^[^()$]{0,20}\)(?:,? (?:and )?[^()$;.]{2,50}\([^()]{0,30}\$[^()]{2,30}\)){0,6},?(?: (?:have|has|had|each|also"
    r"|all|both))*"
    r" (?P<verb>gave|given|donated|contributed|sent money|chipped in|wrote checks)\b(?P<gap>[^.;$]{0,30}? to )?"
)
_RETURN = re.compile(
    r"\b(?:refund\w*|return(?:ed|ing|s)?|give back|gave back|giving back)\b(?=[^$;]*\b(?:donations?|contributions?"
    r"|money|gifts?|include[sd]?"
    r"|:|from|to|by)|:)",
    re.IGNORECASE,
)
_WHOSE = re.compile(
    r"(?P<who>(?:Rep\. |Sen\. |former )*[A-Z][\w.-]+(?: [A-Z][\w.-]+){0,3})"
    r"(?:[\u2019']s?)? (?:campaign|committee|re-?election)\b"
)


def bracketed(text: str, lead: str, opened: int, end: int) -> Places | None:
    """Places of names before brackets: "A ($2,000) and B ($5,000) gave to C", "returned the gifts of A ($2,000)"."""
    cut = max(
        (
            m.end()
            for m in re.finditer(r"\)|\b(?:were|are|include[sd]?|including|was|is|by|from|of|to)\b|:|;", lead[:opened])
        ),
        default=0,
    )
    if hit := _CUES_AFTER.match(text[end:]):
        to = {"receiver_after": end + hit.end()} if hit["gap"] else {}
        return {"giver_before": opened, "floor": cut} | to
    if _RETURN.search(lead[:opened]):
        whose = _WHOSE.search(text)
        to = {"receiver_after": whose.start("who")} if whose else {}
        return {"giver_before": opened, "floor": cut} | to
    return None
