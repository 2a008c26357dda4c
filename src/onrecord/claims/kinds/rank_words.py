"""The words of ranks, as patterns: what each ranks, and by which sum where the words say it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.claims.figures import CARDINALS, ORDINALS

GATE = re.compile(
    r"\b(?:most|top|largest|biggest|highest|leading|records?|best|second only|trailing only|behind only|any"
    r" other|every|no|all other|leads?|led|greatest|ranks?|ranked|ranking|plac(?:es|ed)|out-?spen\w+"
    r"|out-?rais\w+|any ?one else|anybody else|than any|than all|no ?one|nobody|never|chief|main|primary|principal"
    r"|tops|topped|heads|headed|costliest|priciest|heaviest|ever|first|second|third|biggest|history|on record"
    r"|anything)\b",
    re.IGNORECASE,
)
_NTH = rf"(?:(?P<nth>{'|'.join(list(ORDINALS)[1:])})[- ])?"
_FIRST = (
    r"(?:(?:single[- ])?(?:top|largest|biggest|leading|highest|greatest|most generous|heaviest|chief|main|principal"
    r"|No\. 1|number[- ]one|deepest-pocketed))"
)
_ITS = r"(?:\b(?:the|its|their|his|her|whose|as) |[\u2019']s? |\b(?:is|was) )(?:by far the )?"
_KIND = (
    r"(?:super PACs?|PACs?|groups?|committees?|organi[sz]ations?|candidates?|donors?|spenders?|Democrats?|Republicans?"
    r"|campaigns?|challengers?|incumbents?|opponents?|rivals?|contenders?|members?|lawmakers?|nonprofits?)"
)
_SEVERAL = rf"(?P<n>{'|'.join(w for w, n in CARDINALS.items() if 2 <= n <= 20)}|[2-9]|[1-9]\d)"
_MANY = (
    r"(?:candidates|challengers|incumbents|contenders|Democrats|Republicans|campaigns|hopefuls|freshmen|House members"
    r"|senators|lawmakers|super PACs|PACs|groups|committees|outside groups)"
)
_ANY = rf"(?:any|all|every|the) (?:other |single |one )*(?:[\w-]+ ){{0,2}}?{_KIND}"
_RACE = (
    r"(?:race|contest|candidate|district|primary|campaign|election|incumbent|challenger|opponent|Democrat|Republican)s?"
)
_NOT_OTHERS = r"(?! (?:[\w-]+ ){0,2}?(?:groups?|PACs?|committees?|spenders?|organi[sz]ations?|candidates?|donors?)\b)"
_ELSE = (
    rf"(?:any other{_NOT_OTHERS}(?: (?:single |individual )*{_RACE})?"
    r"|any ?(?:one|body) else|anyone|all (?:the )?others)"
)
_GAVE = r"(?:given|donated|contributed|gave|gives|chipped in|kicked in)"
_PUT = r"(?:spent|mounted|waged|poured|put|invested|dropped|spends|plowed|sunk)"
_ON = r"(?:on|in|into|against|for|opposing|supporting|backing)"


@dataclass(frozen=True)
class Template:
    """A form of words and what it ranks: givers, spenders, a spender's own contests, candidates, all of time.

    `measure` is None where the verb of the sentence says it.
    """

    of: str
    measure: str | None
    pattern: re.Pattern[str]


def _form(of: str, measure: str | None, pattern: str) -> Template:
    return Template(of, measure, re.compile(pattern, re.IGNORECASE))


TEMPLATES = (
    _form(
        "several",
        None,
        rf"(?<!\bone of the )(?<!\bsome of the )(?<!\bamong the )\b(?:the |its |their )?(?P<said>(?:top"
        rf" )?{_SEVERAL} (?:top |leading )?"
        rf"(?:best|top|most|well|worst)[- ](?:funded|financed|fundraising|spending|cash-rich) (?:[\w-]+"
        rf" ){{0,2}}?{_MANY})\b",
    ),
    _form(
        "several",
        None,
        rf"(?<!\bone of the )(?<!\bsome of the )(?<!\bamong the )\b(?:the |its |their |his |her"
        rf" )(?P<said>(?:{_SEVERAL} (?:top"
        rf"|largest|biggest|leading|most generous)|(?:top|largest|biggest) {_SEVERAL.replace('<n>', '<m>')})"
        rf" (?:[\w-]+ ){{0,2}}?"
        r"(?:spenders|fund-?raisers|donors|contributors|funders|givers|outside groups|super PACs|war chests"
        r"|cash hoards))\b",
    ),
    _form(
        "record",
        None,
        r"\b(?P<said>(?:the |an )?(?:all-time )?record (?:for|of) (?:the )?(?:most|largest"
        r"|highest|biggest"
        r"|single)\b[^,.;]{0,60}?)(?= (?:for|in|to|on|during|of)\b|[,.;]|$)",
    ),
    _form(
        "record",
        None,
        r"\b(?:set|sets|setting|broke|breaks|breaking|shatter\w*|smash\w*) (?P<said>(?:an? "
        r"|the |its |all )?"
        r"(?:(?!for\b)\w+ ){0,2}?records?)\b",
    ),
    _form(
        "record",
        None,
        r"\b(?P<said>an? (?:all-time |new |state |single-\w+ |fund-?raising |spending )*record (?:for|among|by|haul"
        r"|sum|amount"
        r"|quarter|total|month|fund-?raising|spending)\b[^,.;]{0,40}?)(?=[,.;]|$| (?:of|in|that|which|and|this|last)\b)",
    ),
    _form(
        "record",
        None,
        r"\b(?P<said>(?:never before (?:has|have|had) (?:so|this|that) much(?: money)? been (?:spent|raised|given)"
        r"|(?:never|not) (?:been )?(?:matched|equal{1,2}ed|surpassed|topped|exceeded)(?: by [^,.;]{1,50})?"
        r"|(?:eclips|surpass|topp|exceed|beat|shatter|dwarf)\w* (?:anything|any (?:amount|sum|quarter|haul)"
        r"|every) [^,.;]{3,60}?"
        r"\b(?:ever|before|history)\b[^,.;]{0,30}?|more than (?:(?:on|in|for) )?any (?:[\w-]+ ){0,4}?(?:before it"
        r"|ever before"
        r"|(?:has|had) ever (?:raised|spent|reported))))(?=[,.;]|$| (?:in|of|and|for|to)\b)",
    ),
    _form(
        "record",
        "receipts",
        r"\b(?:his|her|its|their) (?P<said>(?:best|biggest|largest|strongest"
        r"|most lucrative) (?:fund-?raising )?(?:quarter|month"
        r"|haul|period)(?: (?:yet|ever|to date|so far))?)\b",
    ),
    _form(
        "record",
        None,
        r"\b(?P<said>(?:a (?:new )?record(?= \$)|record-(?:breaking|setting|shattering|high"
        r"|sized?)))",
    ),
    _form(
        "record",
        None,
        rf"\b(?P<said>(?:the )?{_NTH}(?:most|largest|highest|biggest|costliest)\b[^,.;]{{0,60}}?"
        r"(?:\bin (?:U\.S\. |American |the [\w\u2019']+ |its |congressional |House |Senate "
        r"|FEC )?history\b"
        r"|\bof all time\b|\bon record\b|(?<!than )\bever\b(?: (?:spent|raised|given|recorded"
        r"|put|reported))?))",
    ),
    _form(
        "record",
        None,
        rf"\b(?P<said>more(?: money| cash)? than any (?:other )?(?:[\w-]+ ){{0,3}}?(?:{_KIND}|{_RACE}) (?:in"
        rf" (?:[\w.\u2019']+ ){{0,3}}?history"
        r"|ever (?:has|had|did)|has ever|ever|of all time|on record))\b",
    ),
    _form(
        "race",
        "ie_total",
        rf"(?:\b(?:its|their|whose) |[\w.][\u2019']s? )(?P<said>{_NTH}(?:(?:single )?(?:biggest|largest|top|heaviest)"
        r"|costliest|priciest|most[- ]expensive) (?:House |Senate |general-election |primary )?(?:races?|contests?"
        r"|primary"
        r"|battleground|battles?|districts?|fights?|campaigns?))\b(?! (?:in|of) (?:the )?(?:state|country|nation"
        r"|history))",
    ),
    _form("contest", "race_total", rf"\b(?P<said>{_NTH}(?:costliest|priciest) (?:[\w.-]+ ){{0,3}}?{_RACE})\b"),
    _form("contest", "race_total", rf"\b(?P<said>{_NTH}most[- ]expensive (?:[\w.-]+ ){{0,3}}?{_RACE})\b"),
    _form(
        "giver",
        "contribution",
        rf"{_ITS}(?P<said>{_NTH}{_FIRST}(?: (?!of\b)[\w-]+){{0,2}}? (?:donor"
        rf"|contributor|funder|backer"
        r"|benefactor|giver|source of (?:money|funds|funding|cash)"
        rf"|financier|bankroller|patron|sponsor|(?:financial )?supporter))\b",
    ),
    _form(
        "giver",
        "contribution",
        rf"\b(?P<said>(?:no ?one|nobody|no (?:other )?(?:single )?(?:person|individual|donor|company|contributor|family"
        rf"|billionaire))(?: else)? (?:has |have |had )?(?:{_GAVE}) (?:more|as much|nearly as much))\b",
    ),
    _form(
        "giver",
        "contribution",
        r"\b(?P<said>(?:tops|topped|topping|leads|led|leading|heads|headed) (?:the |its |their |a "
        r"|all )?(?:[\w-]+ ){0,2}?"
        r"(?:donor list|donors|contributors|givers|list of (?:[\w-]+ ){0,3}?(?:donors|contributors|givers)))\b",
    ),
    _form(
        "giver",
        "contribution",
        rf"\b(?P<said>(?:ranks?|ranked|ranking|places?|placed) (?P<nth>{'|'.join(ORDINALS)}) (?:among|on the list of)"
        r" (?:[\w-]+ ){0,3}?(?:donors|contributors|givers))\b",
    ),
    _form(
        "giver",
        "contribution",
        rf"\b{_GAVE} (?P<said>(?:more|the most)(?: money)?(?: to (?:the |its )?[\w ]{{2,30}}?)? (?:than"
        rf"|of) (?:any(?:one|body) else|any"
        r" (?:other )?(?:[\w-]+ ){0,2}?(?:donor|individual|person|company|contributor|family|giver)"
        r"|all (?:other )?(?:[\w-]+ )?donors))\b",
    ),
    _form(
        "giver",
        "contribution",
        rf"\b(?:the|its|his|her|their|a) (?P<said>{_NTH}{_FIRST} (?:[\w-]+ ){{0,2}}?(?:donation|contribution"
        rf"|gift|check))\b(?!s)",
    ),
    _form(
        "race",
        "ie_total",
        rf"\b(?P<said>(?:by far )?the {_NTH}(?:most|(?:largest|biggest)(?: sum| amount)?)(?: money)?)(?: that)?"
        rf" (?:[^,.;]{{1,50}}?\b{_PUT}"
        rf"|[^,.;]{{1,40}}? spending) (?:\w+ )?{_ON} (?:any|a) (?:other |single |individual "
        rf"|one )*(?:\w+ )?{_RACE}\b",
    ),
    _form(
        "race",
        "ie_total",
        rf"\b(?P<said>(?:far |much )?more(?: money)? {_ON} (?!any\b)(?:[\w.\u2019'-]+ ){{1,5}}?than (?:it"
        rf" (?:has|had|did) )?(?:{_ON} )?"
        rf"{_ELSE})\b",
    ),
    _form("race", "ie_total", rf"\b(?P<said>more than (?:it|they) (?:has |have |had )?{_PUT} {_ON} any other)\b"),
    _form(
        "race",
        "ie_total",
        rf"\b(?P<said>more(?: money)? {_ON} (?:this|the|that) {_RACE} than (?:{_ON} )?any"
        rf" other)\b{_NOT_OTHERS}",
    ),
    _form(
        "race",
        "ie_total",
        rf"(?:\b(?:its|their)|[\w.][\u2019']s?) (?P<said>{_NTH}{_FIRST} (?:independent |single "
        r"|individual )*(?:expenditures?|investment|outlay|target|(?:ad )?buy|recipient|beneficiary))\b",
    ),
    _form(
        "contest",
        "race_total",
        r"\b(?P<said>more(?: money| cash| outside money| (?:outside |ad )?spending)? than (?:(?:in|on) )?any other"
        rf"{_NOT_OTHERS} (?:[\w-]+ ){{0,3}}?(?:race|contest|primary|district|election))\b",
    ),
    _form(
        "spender",
        "ie_total",
        r"\b(?P<said>(?:more|the most)(?: money)? (?:on|in|into) (?:[\w.\u2019'-]+ ){1,6}?(?:than"
        r"|of) any (?:other )?(?:[\w-]+ "
        r"){0,2}?(?:group|super PAC|PAC|committee|spender|organi[sz]ation))\b",
    ),
    _form(
        "spender",
        None,
        rf"\b(?P<said>(?:no ?one|nobody)(?: else)? (?:has |have |had )?(?:{_PUT}|raised|wrote|written) (?:more"
        rf"|bigger checks"
        r"|larger checks|as much))\b",
    ),
    _form(
        "spender",
        None,
        rf"{_ITS}(?P<said>{_NTH}{_FIRST}(?: (?!of\b)[\w-]+){{0,3}}? (?:spender|outside group|spending group))\b",
    ),
    _form(
        "spender",
        "ie_total",
        rf"{_ITS}(?P<said>{_NTH}(?:top|highest|biggest|most|largest)[- ]spending (?:[\w-]+ )?(?:super PAC|PAC"
        rf"|group))\b",
    ),
    _form(
        "spender",
        "receipts",
        rf"{_ITS}(?P<said>{_NTH}(?:best[- ](?:funded|financed)|top[- ]fundraising) (?:[\w-]+ )?(?:super PAC|PAC"
        rf"|group))\b",
    ),
    _form(
        "spender",
        None,
        rf"\b(?P<said>(?:by far )?the {_NTH}(?:most|highest|largest|biggest)(?: haul| total| sum| amount|"
        rf" figure| quarter)?"
        rf" (?:money )?(?:(?:spent|raised) )?(?:of|by|among|from|for) {_ANY})\b",
    ),
    _form(
        "spender",
        None,
        rf"\b(?P<said>more(?: money| cash)?(?: on hand| in the (?:\w+ ){{0,2}}?(?:quarter|month|period))? than"
        rf" (?:(?:any|every|all)(?: of the)? other"
        rf"(?: (?:[\w-]+ ){{0,2}}?{_KIND})?|any (?:[\w-]+ ){{0,2}}?{_KIND}|any ?one else|everyone else))\b",
    ),
    _form("spender", None, rf"{_ITS}(?P<said>{_NTH}{_FIRST} (?:[\w-]+ )?(?:super PAC|PAC))\b(?![\u2019'])"),
    _form(
        "spender",
        "ie_total",
        rf"\bthe (?P<said>{_NTH}{_FIRST} (?:[\w-]+ ){{0,2}}?(?:independent expenditure|ad buy|outlay|expenditure))\b",
    ),
    _form(
        "spender",
        None,
        rf"\b(?P<said>out-?(?:spen(?:t|ds?|ding)|rais(?:ed|es|ing)) (?:(?:all|every|each)(?: of)?(?: the| her|"
        rf" his| its)?(?: other)?"
        rf" (?:[\w-]+ ){{0,2}}?{_KIND}|any other (?:[\w-]+ ){{0,2}}?{_KIND}|the (?:rest of the )?field|every"
        rf" ?one else))\b",
    ),
    _form(
        "candidate",
        None,
        r"\b(?P<said>(?:topped|tops|led|leads|leading) (?:all|the|every) (?:other )?(?:[\w-]+ )?(?:candidates?"
        r"|field|pack|race"
        r"|contenders|Democrats|Republicans|incumbents|challengers))(?=[^.;]{0,40}?(?:\$|cash|rais|fund))",
    ),
    _form(
        "spender",
        None,
        rf"\b(?P<said>no (?:other )?(?:[\w-]+ ){{0,2}}?{_KIND} (?:has|have) (?:{_PUT}|raised|given) "
        r"(?:more|as much))\b",
    ),
    _form(
        "spender",
        None,
        rf"\b(?P<said>(?:ranks?|ranked|ranking|places?|placed) (?P<nth>{'|'.join(ORDINALS)})"
        r"(?: (?:\w+ ){0,3}?)?)(?=(?:in|among|for|by) [^.;]{0,60}?\b(?:cash|spend\w*|rais\w*|fund\w*|money"
        r"|receipts|donat\w*|expenditures|contributions))",
    ),
    _form(
        "spender",
        None,
        rf"\b(?P<said>(?:the |its |his |her )?(?P<nth>{'|'.join(list(ORDINALS)[1:])})[- ](?:most|highest|largest"
        rf"|biggest|best|top)"
        r"[- ](?:[\w-]+ ){0,2}?(?:amount|sum|total|haul|cash|money|funds|funded|financed|spending|expenditures?"
        r"|fundraising|quarter"
        r"|war chest)(?: on hand)?)\b",
    ),
    _form("spender", None, r"\b(?P<said>(?:second only to|trailing only|behind only|trails only|topped only by))\b"),
    _form(
        "candidate",
        "receipts",
        rf"\b(?P<said>{_NTH}(?:top|leading|best|strongest|biggest|most prolific)"
        rf" (?:[\w-]+ ){{0,2}}?"
        r"fund-?raiser)\b",
    ),
    _form(
        "candidate",
        "receipts",
        r"\b(?P<said>(?:raised|raising|hauled in|brought in|posted) the"
        r" (?:(?P<nth>second|third)[- ])?"
        r"(?:most|largest (?:sum|amount|haul))(?! (?:of|by|among|from) (?:any|all)))\b",
    ),
    _form(
        "candidate",
        "receipts",
        r"\b(?P<said>(?:leads?|led|leading|tops?|topped) (?:the|a|all) (?:[\w-]+"
        r" ){0,3}?(?:in fundraising"
        r"|fundraising (?:race|field|pack)|in money raised))",
    ),
    _form(
        "candidate",
        "cash_on_hand",
        rf"\b(?P<said>{_NTH}best[- ](?:funded|financed) (?:[\w-]+"
        rf" ){{0,2}}?(?:candidate|challenger|incumbent|Democrat|Republican"
        rf"|contender|campaign))\b",
    ),
    _form(
        "candidate",
        "cash_on_hand",
        rf"\b(?P<said>the {_NTH}(?:most (?:campaign )?(?:cash|money|funds) (?:on hand|in the bank|in (?:his|her"
        rf"|their|its) (?:\w+ )?accounts?|left|available)"
        rf"|(?:largest|biggest"
        r"|fattest|deepest) (?:campaign )?(?:war chest|bank account)))",
    ),
)
