"""Parts of what a candidate or committee took in: itemised or not, from out of state, from PACs.

No loaded summary has these lines, so they are read, and not judged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.claims import aside
from onrecord.claims.clauses import clause_of
from onrecord.claims.figures import Figure
from onrecord.claims.flow_slots import contest_of, full_name, named_at, taker
from onrecord.claims.kinds.amount import Amount, said_of
from onrecord.claims.kinds.nearby import Near
from onrecord.claims.periods import period_of
from onrecord.claims.referred import referred
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Typed, always, cannot
from onrecord.model.names import without_initial

_GIFTS = r"(?:contributions?|donations?|gifts?|checks?|receipts)"
_GIVERS = r"(?:donors?|contributors?|givers?|supporters|people|individuals|residents)"
_GAVE = r"(?:gave|give|given|contributed|contributing|donated|donating|chipped in|sent)"
_MORE = (
    r"(?:more than|over|above|at least|exceeding|exceed(?:ed|s)?|larger than|bigger than|greater than"
    r"|totaling (?:more than |over |at least )?)"
)
_LESS = r"(?:less than|under|below|no more than|smaller than|up to)"


@dataclass(frozen=True)
class Part:
    """A part of all receipts: its measure, who gave it where that is said, and the words that mean it."""

    measure: str
    giver: str | None
    words: re.Pattern[str]


def _part(measure: str, giver: str | None, *words: str) -> Part:
    return Part(measure, giver, re.compile("|".join(words), re.IGNORECASE))


PARTS = (
    _part(
        "unitemized_individual", None,
        r"\b(?:unitemi[sz]ed|non-itemi[sz]ed|not itemi[sz]ed)\b",
        r"\bsmall(?:er)?[- ](?:dollar|donor|money)\b", r"\bsmall(?:er)? (?:donors?|donations?|contribut\w+|gifts)\b",
        r"\bgrass-?roots (?:donors?|donations?|contribut\w+|supporters)\b",
        rf"\b{_GIFTS} (?:of )?{_LESS} \$200\b", rf"\b{_GIFTS} of \$200 or less\b", r"\b\$200 or less\b",
        rf"\b(?:who|that) (?:each )?{_GAVE} {_LESS} \$200\b",
    ),
    _part(
        "itemized_individual", None,
        rf"\bitemi[sz]ed (?:individual )?(?:{_GIFTS}|{_GIVERS})\b", r"\bitemi[sz]ed\b",
        rf"\b{_GIFTS} (?:of )?{_MORE} ?\$200\b", rf"\b{_GIFTS} of \$200 or more\b",
        rf"\b(?:who|that) (?:each )?{_GAVE} {_MORE} \$200\b", rf"\b(?:who|that) (?:each )?{_GAVE} \$200 or more\b",
    ),
    _part(
        "itemized_contributions", "out-of-state donors",
        r"\bout[- ]of[- ]state\b", r"\boutside (?:of )?(?:the|his|her|their) (?:home )?state\b", r"\bother states\b",
        r"\boutside (?:of )?(?-i:[A-Z])\w+(?: (?-i:[A-Z])\w+)?(?=[.,;]|$| in | during )",
    ),
    _part(
        "itemized_contributions", "in-state donors",
        r"\bin-state\b", r"\b(?:within|inside) (?:the|his|her|their) (?:home )?state\b",
    ),
    _part(
        "contribution", "PACs",
        r"(?<=from )(?:other |various |federal |traditional )?(?:PACs|political action committees)\b",
        rf"(?<![\w-] )(?<!super )\b(?:PACs|political action committees) (?={_GAVE}\b)",
    ),
    _part(
        "contribution", "corporate PACs",
        r"(?<=from )(?:corporate|business|industry) (?:PACs|political action committees)\b",
    ),
    _part("itemized_contributions", "out-of-district donors", r"\boutside (?:of )?(?:the|his|her|their) district\b"),
)  # fmt: skip
_LINK = re.compile(
    r"^[^.;$]{0,70}?\b(?:from|in|of|were|was|are|is|as|by|through|via|came|comes|coming)\b[^.;$]{0,40}$", re.IGNORECASE
)
_TO_AMOUNT = re.compile(
    rf"^[^.;$]{{0,40}}?(?:\b(?:totale?d|totall?ing|of|were|was|are|is|account\w* for|made up|makes? up|{_GAVE}"
    r"|amount\w* to|came to|reached|provided|kicked in|brought in|added|supplied|worth|put)\b[^.;$]{0,40}|[:(] ?)$",
    re.IGNORECASE,
)
_OF_IT = re.compile(r" (?:of|in) (?:it|that|which|the total|the money|those funds|that (?:sum|total|haul|money))\b")
_TO_WHOM = re.compile(  # "itemized contributions to Kim totaled ..."
    r"\b(?:to|for) (?:the |Rep\. |Sen\. )*(?=[A-Z][\w\u2019'. -]+ (?:totall?ed|reached|came|amounted|were)\b)"
)
_SCHEDULE_A = "the committee's reports for the period (Form 3 or 3X, Schedule A and the detailed summary's line 11(a))"
_WHY = "which part of the receipts was itemised, or from where it came, is in no loaded summary"


def read(story: Story, s: Sentence, found: list[Figure]) -> list[Typed]:
    """The claims of a sentence about a part of somebody's receipts (USD)."""
    claims = []
    for figure in found:
        if figure.kind != "money" or aside.threshold(s.text, figure) or aside.planned(s, figure):
            continue
        if part := part_of(s.text, figure):
            claims.append(_typed(story, s, figure, part))
    return claims


def part_of(text: str, figure: Figure) -> Part | None:
    """The part of receipts that the words right after an amount name, else those right before it; else None."""
    first, last = clause_of(text, figure.start, figure.end)
    tail, lead = text[figure.end : last], text[first : figure.start]
    hits = [
        (m.start(), n, p) for n, p in enumerate(PARTS) for m in p.words.finditer(tail) if _LINK.match(tail[: m.start()])
    ]
    if hits:
        return min(hits, key=lambda h: h[:2])[2]
    back = [
        (-m.end(), n, p)
        for n, p in enumerate(PARTS)
        for m in p.words.finditer(lead)
        if _TO_AMOUNT.match(lead[m.end() :])
    ]
    return min(back, key=lambda h: h[:2])[2] if back else None


def _typed(story: Story, s: Sentence, figure: Figure, part: Part) -> Typed:
    a = Amount(s, figure, part.measure)
    near = _whose(story, s, figure)
    name = full_name(story, near.name) if near else None
    if near is None and _OF_IT.match(s.text[figure.end :]) and (number := story.sentences.index(s)):
        before = story.sentences[number - 1]
        near = taker(story, before, len(before.text))
        name = full_name(story, near.name) if near else None
    if near is None and (told := referred(story, s, figure.start)):
        name = told.person
    period = period_of(s.text, figure.start, story.published)
    judge = always(cannot(_WHY, _SCHEDULE_A))
    if part.giver:
        if name and not (near and near.is_group):
            called = contest_of(story, s, figure.start, name)[1]
            name = without_initial(called) if called else called
        return Typed(*a.span, "donor_flow", said_of(a, part.measure, part.giver, period, target=name), judge)
    return Typed(*a.span, "committee_flow", said_of(a, part.measure, name, period), judge)


def _whose(story: Story, s: Sentence, figure: Figure) -> Near | None:
    """Whose receipts they are a part of: "$1.1 million of Brown's money", "... to Brown", else who is named before."""
    to = _TO_WHOM.search(s.text[: figure.start])
    if to and (found := named_at(story, s, to.end())):
        return found
    hit = re.match(r" (?:of|to|for|into) (?:the |Rep\. |Sen\. |former )*(?=[A-Z])", s.text[figure.end :])
    if hit:
        at = figure.end + hit.end()
        if found := named_at(story, s, at):
            return found
    return taker(story, s, figure.start)
