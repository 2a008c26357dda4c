"""The words of onlys, firsts, nevers and alls, as patterns: what each counts, and how."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.claims.figures import CARDINALS
from onrecord.claims.words import GAVE, RAISED, SPENT

GATE = re.compile(
    r"\b(?:only|just|sole|solely|lone|single|exclusively|entirely|wholly|no other|no others|first|never|none|no"
    r" one|nobody"
    r"|not a single|every|each|all|alone|nothing|any|best|top|dime|penny|cent|dollar|precisely|exactly|one|without)\b",
    re.IGNORECASE,
)
_SMALL = sorted((w for w, n in CARDINALS.items() if 0 < n <= 20), key=len, reverse=True)
_COUNT = rf"(?:a single|{'|'.join(_SMALL)}|\d{{1,3}})"
_WHOM = (
    r"(?:candidates?|Democrats?|Republicans?|members of Congress|lawmakers|incumbents?|challengers?|people|politicians?)"
)
_IE = r"(?:independent expenditures?|outside expenditures?|I\.?E\.?s?|expenditures?)"
_GIVER = (
    r"(?:donors?|contributors?|funders?|backers?|benefactors?|givers?|source of (?:money|funds|funding|cash|income))"
)
_DID = (
    r"(?:spent|spend|spending|poured|put|invested|intervened|waded|weighed in|got involved|gotten involved"
    r"|supported|opposed"
    r"|targeted|backed|ran ads|run ads|aired|donated|contributed|jumped into|gone after|went after|taken on|took on"
    r"|taken aim)"
)
_DO = r"(?:spend|weigh in|get involved|intervene|run ads|put money|invest|back|oppose|support|target)"
RANKED = r"(?:candidates|challengers|incumbents|contenders|freshmen|members|nominees|hopefuls)"
_LIST = r"(?:[^.;]|\.\d){0,250}?\b(?:is|are|were|was) "
_PARTIES = r"(?:all |both |each )?(?:an? |women |men )?(?P<party>Democrats|Republicans|Democratic|Republican|Democrat)"


@dataclass(frozen=True)
class Template:
    """A form of words, what it counts, and how: only so many, the first, none, or all."""

    measure: str
    how: str
    pattern: re.Pattern[str]


def _form(measure: str, how: str, pattern: str) -> Template:
    return Template(measure, how, re.compile(pattern, re.IGNORECASE))


TEMPLATES = (
    _form(
        "count_ie_targets",
        "only",
        r"\b(?:focus\w*|spen[dt]\w*|aimed|concentrat\w+|(?:has|have|had) (?:been )?active) (?P<said>(?:exclusively"
        r"|solely"
        r"|entirely) (?:on|in|against|at))\b",
    ),
    _form(
        "count_ie_targets",
        "only",
        r"\b(?P<said>(?:the )?(?:only|sole|lone) (?:[\w-]+ )?(?:candidate|Democrat|Republican|incumbent|race|contest"
        r"|primary)"
        r"(?= (?:that |whom |where )?(?:it|they|the (?:[\w-]+ )?(?:group|super PAC|PAC|committee)) (?:has |have |had )?"
        r"(?:spent|backed|supported|opposed|targeted|endorsed|funded)\b))",
    ),
    _form(
        "count_donors",
        "only",
        r"\b(?:has|had|have|with|from|by|lists?|listed|reported|reports|disclosed|received"
        r"|drew on) (?:had )?(?P<said>(?:a single"
        r"|(?:just |only |exactly |precisely )?one) (?:source of (?:income|money|funds|funding|cash|revenue)"
        r"|(?:contribution|donation|gift|check)(?=,| from\b)))\b",
    ),
    _form(
        "count_donors",
        "only",
        r"\b(?P<said>(?:from|by) a single (?:donor|person|company|source|contributor|billionaire|individual|family))\b",
    ),
    _form(
        "share_of_receipts",
        "all",
        r"\b(?P<said>(?:every|each) (?:last |single )?(?:dollar|penny|cent|dime)(?: of (?:it|that|which|the money)"
        r"| (?:that )?(?:it"
        r"|he|she|they|the \w+) (?:has |have |had )?(?:raised|received|collected|reported"
        r"|took in))?)(?=[^.;]{0,25}? (?:came"
        r"|comes|from)\b)",
    ),
    _form(
        "share_of_receipts",
        "all",
        r"\b(?P<said>all (?:of )?(?:it|that|which|the money|its funding|that money|those funds))(?= (?:has "
        r"|have )?(?:came|come"
        r"|comes|coming|was given|was donated|from)\b)",
    ),
    _form(
        "share_of_receipts",
        "none",
        r"\b(?P<said>(?:not (?:a|one) (?:single )?(?:dime|penny|dollar|cent)|none) of (?:it|that|which|the money"
        r"|that money"
        r"|its money))(?= (?:has |have )?(?:came|come|comes|was|from)\b)",
    ),
    _form(
        "share_of_receipts",
        "none",
        r"\b(?:accept\w*|tak(?:es|en|ing)|took|received) (?P<said>no (?:money from (?:[\w-]+ )?(?:PACs|lobbyists)"
        r"|(?:[\w-]+ )?(?:PAC|lobbyist) (?:money|contributions|donations|cash)))\b",
    ),
    _form(
        "count_recipients",
        "none",
        r"\b(?P<said>(?:(?:has|have|had|did|does|do)(?: not|n[\u2019']t| never| yet to)|never) (?:yet "
        r"|ever )?(?:given|give|gave"
        r"|donated?|contributed?) (?:a (?:single )?(?:dime|dollar|penny|cent)|any money|anything|money|to (?:any|an?)"
        r" (?:[\w-]+ )?(?:candidate|Democrat|Republican))s?)\b",
    ),
    _form(
        "count_ie_targets",
        "none",
        r"\b(?P<said>(?:(?:has|have|had|did|does|do)(?: not|n[\u2019']t| never| yet to)|never) (?:yet "
        r"|ever )?(?:spen[dt]|put"
        r"|invested?) (?:a (?:single )?(?:dime|dollar|penny|cent)|any money|anything|money))\b",
    ),
    _form(
        "count_committees",
        "none",
        r"\b(?P<said>(?:no|without|without any|zero|no such) (?:super PAC|outside|outside-group|independent) (?:help"
        r"|support|money"
        r"|spending|groups?|backing|cavalry|assistance)(?: at all)?)\b(?! (?:limit|cap|restriction))",
    ),
    _form(
        "count_committees",
        "none",
        r"\b(?P<said>no (?:help|support|money|backing|assistance)(?= from (?:any )?(?:super PACs?|outside groups?)\b))",
    ),
    _form(
        "count_committees",
        "only",
        rf"\b(?P<said>(?:exactly|precisely|just|only|but) (?P<n>{_COUNT}) (?:outside |independent )?(?:groups?"
        rf"|super PACs?|PACs?"
        rf"|committees?))\b(?! (?:gave|contributed|donated))",
    ),
    _form("count_ie_targets", "only", rf"\b(?P<said>(?:just|only) (?P<n>{_COUNT}) {_IE})\b"),
    _form(
        "count_ie_targets",
        "only",
        r"\b(?:its|their|the group[\u2019']s|whose) (?P<said>(?:only|sole|lone)"
        r" (?:known |reported )?"
        r"(?:independent |outside )?(?:expenditure|target|beneficiary|candidate|focus|cause|priority|recipient))\b",
    ),
    _form(
        "count_ie_targets",
        "only",
        r"\b(?:spent|spending|put|poured|backed|backing|supported|supporting"
        r"|opposed|opposing)"
        rf" [^,.;]{{0,40}}?(?P<said>(?:only|just) (?P<n>{_COUNT}) (?:\w+ )?{_WHOM})\b",
    ),
    _form(
        "count_ie_targets",
        "only",
        r"\b(?:has |have |had )?(?:spent|spending|supported|backed|opposed"
        r"|targeted) (?:money )?"
        rf"(?P<said>(?:on )?no other (?:\w+ )?(?:{_WHOM}|races?|contests?))\b",
    ),
    _form(
        "count_donors",
        "only",
        rf"\b(?P<said>(?:sole|only|lone|one and only|(?<=its )single|(?<=whose"
        rf" )single) (?:known |reported |named"
        rf" |disclosed"
        rf" |individual |financial )?{_GIVER})\b",
    ),
    _form(
        "count_donors",
        "only",
        r"\b(?:has|had|have|with|from|by|lists?|listed|reported|reports|disclosed) (?P<said>(?:a single|one)"
        r" (?:\w+ ){0,1}?"
        r"(?:donor|contributor|funder))\b(?! (?:gave|who gave|contributed))",
    ),
    _form("count_donors", "only", rf"\b(?P<said>(?:only|just) (?P<n>{_COUNT}) (?:\w+ ){{0,2}}?{_GIVER})\b"),
    _form(
        "count_donors",
        "only",
        r"\b(?P<said>(?:no|not any|without any) other (?:\w+ )?(?:donations?"
        r"|contributions?|donors?"
        r"|contributors?|gifts?|receipts?|source of (?:money|funds|funding)))\b",
    ),
    _form(
        "count_donors",
        "only",
        r"\b(?P<said>(?:exclusively|entirely|wholly|solely|100 percent) (?:funded"
        r"|financed|bankrolled"
        r"|backed|supported) by)\b|\b(?:funded|financed|bankrolled)"
        r" (?P<said2>(?:exclusively|entirely"
        r"|wholly|solely) by)\b",
    ),
    _form(
        "first_ie",
        "first",
        r"\b(?:its|their|the (?:[\w-]+ )?(?:group|PAC|committee|project"
        r"|organi[sz]ation)[\u2019']s|whose|(?-i:[A-Z])"
        rf"\w+[\u2019']s?) (?:very )?(?P<said>first(?:-ever|-known)? (?:[\w-]+"
        rf" ){{0,2}}?(?:{_IE}|spending"
        r"|investment|foray|outlay|ad buy|ads?|intervention))\b",
    ),
    _form(
        "first_ie",
        "first",
        r"\b(?P<said>first-ever (?:[\w-]+ ){0,4}?(?:spending|expenditures?|ads?|ad campaign|foray|involvement"
        r"|intervention|contributions?|donations?|investment|super PAC))\b",
    ),
    _form(
        "first_ie",
        "first",
        rf"\b(?P<said>(?:the )?first (?:[\w-]+ ){{0,2}}?(?:independent expenditures?|outside (?:spending|money"
        rf"|expenditures?)"
        rf"|(?:super PAC|outside group|PAC) to {_DO}))\b",
    ),
    _form("first_ie", "first", rf"\b(?P<said>(?:the )?first(?:-ever| ever)? time) (?:that )?[^.;]{{0,110}}?\b{_DID}\b"),
    _form("first_ie", "first", rf"\b{_DID}\b[^.;]{{0,100}}?\b(?P<said>for the first(?:-ever| ever)? time)\b"),
    _form("first_ie", "first", rf"\b(?P<said>for the first(?:-ever| ever)? time)\b[^.;]{{0,60}}?\b{_DID}\b"),
    _form(
        "first_ie",
        "first",
        rf"\b(?P<said>first-ever (?:[\w-]+ ){{0,2}}?(?:{_IE}|spending|campaign spending"
        rf"|contributions?"
        r"|donations?))\b",
    ),
    _form(
        "first_ie",
        "first",
        r"\b(?:its|their|the (?:[\w-]+ )?(?:group|PAC|committee|project|organi[sz]ation)[\u2019']s|whose"
        r"|(?-i:[A-Z])\w+[\u2019']s?)"
        r" (?:very )?(?P<said>first(?:-ever|-known)? (?:[\w-]+ ){0,2}?(?:spend|buy|move|play|bet|expenditure"
        r"|attack|ads?)"
        r" (?:in|on|against|for)\b[^,.;\u2014]{0,60}?\b(?:election|race|contest|primary|candidate|Democrat"
        r"|Republican|general|runoff"
        r"|incumbent))\b",
    ),
    _form(
        "count_ie_targets",
        "none",
        r"\b(?P<said>(?:has|have|had|did|does|do)(?: not|n[\u2019']t| never| yet to)"
        r" (?:yet )?(?:spent|spend|made|make|reported?) (?:any|a (?:dime|dollar"
        r"|penny|cent)|money)"
        r"(?: money| (?:independent )?expenditures?)?)\b",
    ),
    _form(
        "count_ie_targets",
        "none",
        r"\b(?P<said>(?:has|have|had) never (?:spent|backed|supported|opposed"
        r"|endorsed|funded)"
        r" (?:money )?(?:on |in )?(?:an?|any) (?:\w+ )?(?:candidate|Democrat"
        r"|Republican|race"
        r"|primary|incumbent|challenger))\b",
    ),
    _form(
        "count_ie_targets",
        "none",
        r"\b(?P<said>(?:has|have|had|did|does|do)(?: not|n[\u2019']t| never)(?: (?:ever|before|previously"
        r"|yet))? (?:spent|spend|backed|back"
        r"|supported|support|opposed|oppose|endorsed|endorse|funded|targeted|target|intervened|intervene|run"
        r" ads|aired ads)"
        r"(?: money| a dime| a dollar| a cent)?(?: on| in| against| for| to (?:help|oppose|support|oust))?"
        r" (?:an?|any|either) (?:[\w-]+ ){0,2}?"
        r"(?:candidates?|Democrats?|Republicans?|races?|primary|primaries|elections?|incumbents?|challengers?"
        r"|contests?))\b",
    ),
    _form(
        "share_of_receipts",
        "all",
        r"\b(?P<said>(?:all(?: of)?|every (?:dollar|penny|cent) of|every (?:dollar"
        r"|penny|cent))"
        r" (?:its|their|the (?:\w+ )?(?:group|PAC|committee|campaign)[\u2019']s|his|her)"
        r" (?:money|funding|funds|cash|receipts|contributions|donations))\b",
    ),
    _form(
        "party_of_top_k_cash",
        "all",
        rf"\b(?P<said>(?:all |each |every one )?(?:of )?(?:the )?(?:top )?(?P<n>{_COUNT})(?: of the)?"
        rf" (?:(?:best|top|most"
        rf"|well)[- ](?:funded|financed"
        rf"|cash-rich)|(?:[\w-]+ ){{1,3}}with the (?:most|biggest|largest|fattest) (?:campaign )?(?:cash|money"
        rf"|war chests|accounts))"
        rf"\b{_LIST}{_PARTIES})\b",
    ),
    _form(
        "party_of_top_k_receipts",
        "all",
        rf"\b(?P<said>(?:all )?(?:of )?(?:the )?(?:top (?P<n>{_COUNT}) (?:[\w-]+ ){{0,2}}?fund-?raisers"
        rf"|top[- ]fundraising)\b"
        rf"{_LIST}{_PARTIES})\b",
    ),
    _form(
        "count_donors",
        "only",
        rf"\b(?P<said>(?:came|comes|come) (?:exclusively|entirely|solely|only) from (?:(?P<n>{_COUNT}) (?:[\w-]+"
        rf" ){{0,2}}?(?:donors|people"
        r"|billionaires|sources|contributors|individuals|families)|one \w+))\b",
    ),
    _form(
        "count_spenders",
        "only",
        r"\b(?P<said>(?:the |its )?(?:only|sole|lone) (?:[\w-]+ )?(?:super PAC|PAC|group|outside group|committee"
        r"|outside spender)"
        r"(?= (?:to|that|which|active|spending|backing|supporting|involved)\b))",
    ),
    _form(
        "count_candidates",
        "only",
        r"\b(?P<said>(?:the )?(?:only|sole|lone) (?:[\w-]+ ){0,2}?(?:candidate|Democrat|Republican|incumbent"
        r"|challenger|member)"
        rf"(?=(?: in the (?:race|field|contest|primary|district))? (?:who|to|that"
        rf"|with)\b[^.;]{{0,60}}?(?:\b(?:{RAISED}|{SPENT}|{GAVE}|cash|PACs?|donors?|money)\b|\$)))",
    ),
    _form(
        "count_ie_targets",
        "none",
        r"\b(?P<said>(?:has|have|had) (?:spent|reported spending) nothing|(?:has|have|had) yet to (?:report"
        r"|disclose|spend)"
        r" (?:any|a (?:dime|dollar|cent|penny))\b)",
    ),
    _form(
        "party_of_top_k_cash",
        "all",
        rf"\b(?P<said>(?P<party>Democrats|Republicans) (?:make up|hold|held|occupy|claim\w*|account for|took"
        rf"|take) (?:all )?(?:of )?"
        rf"(?:the )?(?:top|first) (?P<n>{_COUNT}))\b(?=[^.;]{{0,60}}?\b(?:cash|fund\w*|money|rais\w*|bank))",
    ),
    _form(
        "first_ie",
        "first",
        r"\b(?P<said>(?:the|its|their|his|her) (?:very )?first (?:[\w-]+ ){0,3}?(?:independent expenditures?"
        r"|spending|ad buy|outlay"
        r"|investment|expenditures?|attack ads?|television ads?|TV ads?|money|disbursements?))(?= (?:by|from|of"
        r"|in|on|against|for"
        r"|to|this|since)\b|[.,;])",
    ),
    _form(
        "share_of_receipts",
        "none",
        r"\b(?P<said>none of (?:the|its|their|his|her|that) (?:[\w-]+[\u2019']?s? )?(?:money|funding|funds|cash|receipts"
        r"|contributions|donations))\b",
    ),
)
