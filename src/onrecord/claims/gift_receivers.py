"""Who receives a gift, by the words after "to": a name, several, or a kind of committee."""

from __future__ import annotations

import re

from onrecord.claims.gift_names import Party, last_group, name_at, names_at
from onrecord.claims.gift_words import COMMITTEE
from onrecord.claims.story import Sentence, Story

_PLURAL = re.compile(
    r"(?:(?:the|its|his|her|their|various|several|both|two|three|other|dozens of"
    r"|a (?:number|host|handful|network|slate|pair) of) )*"
    r"(?P<who>(?:[\w-]+ ){0,3}?(?:super PACs|PACs|committees|groups|funds|candidates|campaigns|causes|organi[sz]ations"
    r"|lawmakers|members of Congress|Republicans|Democrats|nonprofits))\b"
)
_OF_LIST = re.compile(
    r"(?: (?:of|for|representing|such as|including|like)|:|, including|, such as) (?:the )?"
    r"(?=(?:Reps?\. |Sens?\. )?[A-Z])"
)
_DESCRIBED = re.compile(
    rf"(?:the|a|an|his|her|its|their|that|another|one) (?:[\w\u2019'-]+ ){{0,5}}?{COMMITTEE}(?P<rest>[^,;]{{0,50}}?)?"
    r"(?:,? (?:called|named|known as|dubbed)|,|:)? (?:the )?(?=[A-Z\u201c\"])"
)
_ABOUT = re.compile(
    r"\b(?:backing|supporting|by|opposing|against|of|for|aligned|allied|tied|headed|led|from|to|with|that)\b"
)
_THE = re.compile(rf"(?:the|that|this|his|her|their|its) (?:[\w-]+ ){{0,3}}?{COMMITTEE}\b")
_A = re.compile(rf"(?:a|an|another|one) (?:[\w-]+ ){{0,4}}?{COMMITTEE}\b")
_CAMPAIGN = re.compile(r"(?:the|his|her|their) (?:[\w-]+ ){0,2}?campaign\b")


def receiver_at(story: Story, s: Sentence, text: str, place: int) -> Party | None:
    """Who receives, by the words after "to": a name, several ("3 named candidates (each)"), or a kind of committee."""
    if plural := _PLURAL.match(text, place):
        listed = _OF_LIST.match(text, plural.end())
        several = names_at(story, s, text, listed.end()) if listed else None
        if several and several.count > 1:
            return Party(f"{several.count} named {_sort(plural['who'], True)} (each)", None, several.count)
        if several:
            return several
        return Party(plural["who"])
    described = _DESCRIBED.match(text, place)
    if described and not _ABOUT.search(described["rest"] or "") and (one := name_at(story, s, text, described.end())):
        return one.party
    if the := _THE.match(text, place):
        return last_group(story, s, the.start())
    if _A.match(text, place) or _CAMPAIGN.match(text, place):
        return None
    found = names_at(story, s, text, place)
    if found and found.count > 1:
        people = not re.search(rf"\b(?:{COMMITTEE}|Fund|Action|Project|Inc)\b", found.name)
        return Party(f"{found.count} named {'candidates' if people else 'recipients'} (each)", None, found.count)
    return found


def _sort(words: str, of_list: bool) -> str:
    last = words.split(" ")[-1]
    return "candidates" if last in ("candidates", "campaigns", "committees", "lawmakers") and of_list else last
