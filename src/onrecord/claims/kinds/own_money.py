"""A candidate's own money: whether an amount is a loan, a contribution or both together, by the words right at it."""

from __future__ import annotations

import re

from onrecord.claims.figures import Figure
from onrecord.claims.words import OWN_MONEY

_LOAN = r"(?:loan(?:s|ed|ing)?|lent|lends?|lending)"
_GIFT = r"(?:contribut\w+|donat\w+|gave|giv(?:en|es?|ing))"
_ALL = r"(?:total(?:s|ed|ing)?|self-fund\w*|poured|pumped|spent|put|putting|sank|sunk|plowed|invested)"
_LENT_OWN = re.compile(
    rf"\b{_LOAN} (?:to )?(?:his|her|their) (?:own )?(?:\w+ )?(?:campaign|bid)\b"
    rf"|\b{_LOAN} (?:[^,.;$]{{0,20}})?$|\b{_LOAN} (?:himself|herself)\b"
)
_OWN = re.compile(
    rf"\b{_GIFT} (?:to )?(?:(?:his|her) own (?:\w+ )?(?:campaign|bid)|himself|herself)\b"
    r"|\bout of (?:his|her) own pocket\b|\bpersonal loans?\b"
)
_TO_OWN = re.compile(r"^[^,.;$]{0,20}?\b(?:to|into) (?:his|her) (?:own )?(?:\w+ )?(?:campaign|bid)\b")
_WORD = re.compile(rf"\b(?:(?P<loan>{_LOAN})|(?P<gift>{_GIFT})|(?P<all>{_ALL}))\b", re.IGNORECASE)


def own_money(text: str, figure: Figure) -> str | None:
    """What an amount of a candidate's own money is: candidate_loan, candidate_contribution or self_funding; else None.

    "contributed $100 and lent $200 to his campaign" is one of each: a verb before an amount outranks words after it.
    """
    near = re.split(r"[;\u2014]|, (?:which|who|while|but)\b", text[: figure.start])[-1]
    after = re.split(r"\$", text[figure.end : figure.end + 60])[0]
    whole = near[-60:] + text[figure.start : figure.end] + text[figure.end : figure.end + 60]
    lent = _LENT_OWN.search(near[-60:]) and (
        _TO_OWN.match(after) or re.search(r"\b(?:his|her|himself|herself)\b", near[-60:])
    )
    if not (re.search(OWN_MONEY, whole) or lent or _OWN.search(whole)):
        return None
    before = [m for m in _WORD.finditer(near[-60:])]
    right = re.match(
        rf"(?: of (?:his|her|their) own (?:money|funds))?,? (?:in |as |via |through )?(?:an? |personal )*{_LOAN}\b"
        r"(?!,? (?:and|or) (?:\w+ )?(?:contributions?|donations?|gifts?|cash))",
        after,
    )
    if right:
        return "candidate_loan"
    hit = before[-1] if before else _WORD.search(after)
    if hit and hit["loan"]:
        return "candidate_loan"
    return "candidate_contribution" if hit and hit["gift"] else "self_funding"
