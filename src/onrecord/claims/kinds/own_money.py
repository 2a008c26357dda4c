"""A candidate's own money: whether an amount is a loan, a contribution or both together, by the words right at it."""

from __future__ import annotations

import re

from onrecord.claims.figures import Figure, figures
from onrecord.claims.words import OWN_MONEY

_LOAN = r"(?:loan(?:s|ed|ing)?|lent|lends?|lending)"
_GIFT = r"(?:contribut\w+|donat\w+|gave|giv(?:en|es?|ing))"
_WROTE = r"(?:wr(?:ote|ites?|iting|itten)|cut|cuts|cutting)"
_ALL = (
    r"(?:total(?:s|ed|ing)?|self-fund\w*|self-financ\w*|pour(?:ed|s|ing)|pump(?:ed|s|ing)|spent|spend(?:s|ing)?|put|puts"
    r"|putting|sank|sunk|sinking|plow(?:ed|s|ing)|invest(?:ed|s|ing)|inject\w+|dump(?:ed|ing)|drop(?:ped|ping)"
    r"|infus\w+|kicked in|chipped in|ponied up|fronted|dipped into|tapped|drew|shell(?:ed|ing) out|burn\w*)"
)
_OBJECT = r"(?:his|her|their|the) (?:own )?(?:[\w-]+ ){0,3}?(?:campaign|bid|committee|run|race|candidacy|effort)\b"
_OWN_OBJECT = r"(?:his|her|their) (?:own )?(?:[\w-]+ ){0,3}?(?:campaign|bid|committee|run|candidacy)\b"
_LENT_OWN = re.compile(
    rf"\b{_LOAN} (?:to )?(?:his|her|their) (?:own )?(?:\w+ ){{0,3}}?(?:campaign|bid|committee)\b"
    rf"|\b{_LOAN} (?:[^,.;$]{{0,20}})?$|\b{_LOAN} (?:himself|herself|themselves)\b"
)
_OWN = re.compile(
    rf"\b{_GIFT} (?:to )?(?:(?:his|her) own (?:\w+ ){{0,3}}?(?:campaign|bid)|himself|herself)\b"
    r"|\bout of (?:his|her|their) own pockets?\b|\bpersonal loans?\b"
    r"|\bself-(?:fund|financ|bankroll)\w*"
    r"|\b(?:his|her|their) own (?:personal )?(?:money|pockets?|funds?|fortune|wealth|savings|cash|assets|dime"
    r"|bank account|checkbook|resources|dollars)\b"
    r"|\b(?:his|her|their|of) (?:vast |considerable |family |sizable |own )?personal (?:funds?|money|wealth|fortune"
    r"|assets|savings|cash|resources|contributions?|bank account|checkbook)\b"
    r"|\b(?:contribution|donation|loan|check|money)s? (?:from|by) (?:the candidate|himself|herself)\b"
    r"|\b(?:came|come|comes|coming|is|was|all|of it|of that) (?:straight |directly |entirely |mostly )?from "
    r"(?:(?:the candidate|he|she|[A-Z][\w\u2019'-]+(?: [A-Z][\w\u2019'-]+)?) )?(?:himself|herself"
    r"|the candidate\b(?! committee))"
    r"|\b(?:his|her|their) (?:own |vast |considerable |family |sizable |deep |personal )*(?:fortune|wealth|savings"
    r"|wallet"
    r"|pockets?|checkbook|bank account)\b"
    r"|\b(?:of|with|from) (?:his|her|their) own(?=[.,;)]|$| (?:to|into|toward|since|in|on|during|so far|for|and"
    r"|behind)\b)"
    r"|[\u2019']s (?:own )?personal (?:contributions?|loans?|donations?|funds?|money|fortune|wealth|stake|investment"
    r"|spending)\b"
    rf"|\b{_WROTE} (?:himself|herself)\b"
    r"|\bto (?:himself|herself)\b"
    r"|\b(?:bankroll|financ|fund|underwr[io]t|subsidi[sz])\w* (?:[^,.;$]{0,30}? )?(?:himself|herself)\b"
)
_TO_OWN = re.compile(rf"^[^,.;$]{{0,20}}?\b(?:to|into) {_OWN_OBJECT}")
_WORD = re.compile(rf"\b(?:(?P<loan>{_LOAN})|(?P<gift>{_GIFT}|{_WROTE})|(?P<all>{_ALL}))\b", re.IGNORECASE)
_FORM = re.compile(
    r"(?: of (?:his|her|their) own (?:money|funds))?,?"
    r" (?:(?:was |came |of it |of that )?(?:in|as|via|through|by way of) |was )?"
    rf"(?:(?:the )?form of )?(?:an? |personal |candidate |direct |\w+ )?{_LOAN}\b"
    r"(?!,? (?:and|or) (?:\w+ )?(?:contributions?|donations?|gifts?|cash))"
)
_DIRECT = re.compile(
    rf" (?:direct |personal |cash |outright |candidate ){{0,2}}(?:contributions?|donations?|gifts?) to {_OBJECT}"
    r"|,? (?:in|as|via|through) (?:an? )?(?:direct |personal |cash |outright )?(?:contributions?|donations?|gifts?)\b"
)
_GAVE_OWN = re.compile(rf"\b{_GIFT}\s+{_OWN_OBJECT}(?:[^,.;$]{{0,25}})$")
_BANKROLLED = re.compile(
    rf"\b(?:bankroll|financ|fund|underwr[io]t|seed|suppl|shower|jump-?start"
    rf"|kick-?start)\w* {_OWN_OBJECT}(?:[^,.;$]{{0,30}})? "
    r"(?:with|to the tune of) (?:(?:about|some|nearly|roughly|more than|over|an?) )*$"
)
_WROTE_CHECK = re.compile(
    rf"\b{_WROTE} {_OWN_OBJECT} (?:an?|another|two|three) "
    r"(?:(?:personal )?checks? (?:for|of|worth) )?(?:[\w-]+ ){0,2}?$"
)
_ON_TOP = re.compile(  # "gave his campaign $9 million, on top of $4 million in the spring"
    r"[^.;$]{0,60},? (?:on top of|atop|in addition to|up from|compared (?:with|to)|after|plus|and|as well as)"
    r"(?: (?:a|an|the|about|roughly|some|nearly|another|an additional|more than))* "
)
_SHARE_OF = re.compile(
    r"\b(?:half|thirds?|quarters?|fifths?|percent|%|most|all|much|share|part|bulk|chunk|majority) of (?:the|its|his"
    r"|her|their|a"
    r"|that)(?: (?:about|roughly|nearly|more than|total|overall))* $"
)
_AMONG = re.compile(
    r"(?:\bon top of\b|\batop\b|\bin addition to\b|\bfollowing\b|\bafter\b|\band\b|\bplus\b|\balong with\b"
    r"|\bas well as\b|\bincluding\b|\bof which\b|\bthen\b|,)[^,.;$]{0,30}$"
)


_DOES = (
    r"(?:put|puts|has|had|have|lent|loaned|gave|given|kicked|used|spent|contributed|invested|raised|collected|none|no)"
)
_WORTH = re.compile(  # "$464 million of his estimated $60 billion fortune"
    r" (?:of|from|out of) (?:his|her) (?:[\w-]+ ){0,3}?\$[\d.,]+(?: (?:b|m)illion)?(?: personal)? (?:fortune"
    r"|net worth|wealth)\b"
)
_ELSEWHERE = re.compile(  # a gift to somebody else's committee
    r"^[^.;$]{0,60}?\b(?:to|into|in) (?:the |a |an |another |his |her |its "
    r"|pro-\w+ )?(?:[\w.&\u2019'-]+ ){0,4}?(?:super PACs?"
    r"|PACs?|groups?|nonprofits?|other candidates|candidates|causes)\b"
)


def own_money(text: str, figure: Figure) -> str | None:
    """What an amount of a candidate's own money is: candidate_loan, candidate_contribution or self_funding; else None.

    "contributed $100 and lent $200 to his campaign" is one of each: a verb before an amount outranks words after it.
    Words that call an amount a loan or a gift to the campaign make it own money where another of the sentence is.
    """
    plain = text.replace("\u2014", ",")
    before_it = [f.end for f in figures(text) if f.kind == "money" and f.end <= figure.start]
    floor = max([0, *before_it[-1:]])
    near = re.split(r";|, (?:which|who|while|but)\b", plain[floor : figure.start])[-1]
    after = re.split(r"\$", plain[figure.end : figure.end + 70])[0]
    after = re.split(rf"[;]|, (?:which|who|while|but|and)\b| and (?=(?:\w+ ){{0,2}}?{_DOES}\b)", after)[0]
    lent = _LENT_OWN.search(near[-60:]) and (
        _TO_OWN.match(after)
        or re.search(rf"\b(?:to|into) {_OWN_OBJECT}", plain[figure.end :])
        or re.search(r"\b(?:his|her|himself|herself|themselves)\b", near[-60:])
    )
    formed = _FORM.match(after) or _DIRECT.match(after)
    if floor and not formed and _ON_TOP.fullmatch(near) and _sibling(text, figure):
        before = [f for f in figures(text) if f.kind == "money" and f.end <= figure.start][-1]
        return own_money(text, before) or "candidate_contribution"
    if _SHARE_OF.search(near):  # "Kim's $1 million to himself made up half of the $2 million that he raised"
        near = ""
    whole = near + plain[figure.start : figure.end] + after
    wealth = _WORTH.match(plain[figure.end :])
    own = bool(wealth) or bool(re.search(OWN_MONEY, whole) or lent or _OWN.search(whole))
    own = own or bool(floor and formed and _AMONG.search(near) and _sibling(text, figure))
    direct = _DIRECT.match(after) and re.search(r"direct|personal", after[:30])
    own = own or bool(direct and re.search(_LOAN, plain[figure.end :]))
    lent_too = re.match(rf",? (?:and|plus) (?:also )?{_LOAN} ", plain[figure.end :])  # "contributed $1 and loaned $2 to"
    if lent_too and re.search(_GIFT, near) and re.search(rf"\b(?:to|into) {_OWN_OBJECT}", plain[figure.end :]):
        return "candidate_contribution"
    if not own or _ELSEWHERE.search(plain[figure.end : figure.end + 90]):
        return None
    return _sort(near, after)


def _sort(near: str, after: str) -> str:
    """Which of the three, by the words after an amount that name its form, else by the last verb before it."""
    if _FORM.match(after):
        return "candidate_loan"
    if _DIRECT.match(after) and not re.match(r",? (?:in|as|via|through)", after):
        return "candidate_contribution"
    hits = list(_WORD.finditer(near))
    hit = hits[-1] if hits else _WORD.search(after)
    if hit and hit["loan"]:
        return "candidate_loan"
    if _DIRECT.match(after):
        return "candidate_contribution"
    return "candidate_contribution" if hit and hit["gift"] else "self_funding"


def _sibling(text: str, figure: Figure) -> bool:
    """Whether an earlier amount of the sentence is a candidate's own money."""
    earlier = [f for f in figures(text) if f.kind == "money" and f.end <= figure.start]
    return bool(earlier) and (own_money(text, earlier[-1]) is not None or gave_own(text, earlier[-1]))


def gave_own(text: str, figure: Figure) -> bool:
    """Whether the words are "gave his campaign $5": own money where the one who gave it is a candidate and no group."""
    after = text[figure.end : figure.end + 60]
    to_own = re.match(rf"[^,.;$]{{0,25}}?\b(?:to|into) {_OWN_OBJECT}", after)
    if _BANKROLLED.search(text[: figure.start]) or _WROTE_CHECK.search(text[: figure.start]):
        return True
    return bool(
        _GAVE_OWN.search(text[: figure.start])
        or (to_own and _WORD.search(text[max(0, figure.start - 60) : figure.start]))
    )
