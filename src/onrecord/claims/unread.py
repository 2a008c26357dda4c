"""What a sentence says of an amount beyond the words that were read: it may mean a part, and a part is never refuted.

The whole of a committee's money answers "it raised $68 million this cycle". It does not answer "... from Coinbase",
"... on television ads" or "... in Georgia". So words that name a part make a claim uncheckable here, and any other word
that was not read keeps the claim from being refuted.
"""

from __future__ import annotations

import re

from onrecord.claims.clauses import aside_spans, clause_of
from onrecord.claims.story import Sentence, Story

# Words after or before an amount that make it a part, a rate or a difference of the sum that the record holds.
PART = re.compile(
    r"\bfrom (?!the (?:start|beginning|outset)\b)(?!(?:January|February|March|April|May|June|July|August|September"
    r"|October"
    r"|November|December)\b)\w+"
    r"|\b(?:on|in|for|worth of) (?:[\w-]+ ){0,3}?(?:ads?|advertis\w+|TV|television|mailers?|mail|digital|salaries"
    r"|consultants|staff"
    r"|polling|legal|radio|commercials|airtime|canvassing|fundraising|overhead|lobbying|events)\b"
    r"|\bof (?:it|which|that|them)\b|\bsingle (?:day|donor|check|ad)\b|\ba(?:n)? (?:day|hour|week|month|vote|voter)\b"
    r"|\b(?:additional|another|extra|remaining|rest)\b|\bin the (?:final|last|closing|past|first|opening) (?:[\w-]+ )?"
    r"(?:days?|weeks?|months?|stretch)\b|\b(?:not counting|excluding|excludes|minus|apart from|aside from|other than"
    r"|besides|left out)\b"
    r"|\bbefore\b|\bafter\b|\bby (?:Memorial|Labor|Election|Super)\b|\bmore (?:against|for|on|than it)\b|\bsince\b"
    r"|\bthere\b"
    r"|\b(?:each|apiece|average|averaged|daily|weekly|monthly)\b|\bwithin\b|\bdonors? (?:to|of)\b|\ballies\b"
    r"|\bbackers\b",
    re.IGNORECASE,
)
# What is denied is not claimed.
NEGATED = re.compile(
    r"\b(?:not|never|neither|nor|den(?:y|ies|ied)|falsely|wrongly|incorrectly|mistakenly|myth)\b|n[\u2019']t\b"
)
# Words for a part of all receipts or disbursements.
KIND = re.compile(
    r"\b(?:contributions?|donations?|loans?|loaned|lent|transfers?|refunds?|small-dollar|itemi[sz]ed)\b"
    r"|\b(?:Republican|Democratic|GOP|Senate|House)s? (?:candidates|members|lawmakers|incumbents|challengers)\b"
    r"|\bfor the (?:\w+ )?(?:primary|runoff|general)\b|\b(?:against|opposing|supporting|backing) (?:candidates"
    r"|Democrats|Republicans)\b"
)
# One side of a committee's independent expenditures: with both named, the amount may be all of them.
_WHOM = r"(?:them|candidates|contenders|challengers|incumbents|politicians|lawmakers|members|Democrats|Republicans)"
_SIDES = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        rf"support(?:s|ed|ing|ive)?|back(?:s|ing)?|boost(?:s|ed|ing)?|promot(?:e|es|ed|ing)|elect(?:ing)?|help(?:ed|ing)?"
        rf"|positive|favor|behalf|for (?:[\w-]+ )?{_WHOM}",
        r"oppos(?:e|es|ed|ing|ition)|attack(?:s|ed|ing)?|against|defeat(?:ed|ing)?|oust(?:ed|ing)?|unseat(?:ed|ing)?"
        r"|target(?:s|ed|ing)?|negative|beat(?:ing)?",
    )
)
_OPENING = re.compile(
    rf"\W*(?:and |but )?(?:to|in|on|for|by|against) [^,$]{{0,40}}\b(?:{_WHOM}|support|opposition)\b", re.IGNORECASE
)
_HARMLESS = frozenset(
    re.split(
        r"\s+",
        "a an the this that these its it their they has have had having been is are was were be will also already now"
        " then"
        " so far in on at of to for by and or with as during over all told total totals totaling altogether overall"
        " to date"
        " cycle cycles election elections year years campaign campaigns season raised raising raise reported reporting"
        " reports spent spending spend spends poured pouring pumped dropped put hauled brought took pulled posted"
        " collected"
        " gave given giving contributed contributing donated sent cash hand bank debt debts account accounts war chest"
        " vote votes voters ballots percent percentage points point margin narrowly narrow defeated defeat beat beats"
        " edged out won win"
        " wins winning prevailed prevail general special again only mere barely got getting took taking finished"
        " first second fourth"
        " place advanced advance rematch time ago lost loses losing loss led ahead trailed held off ousted unseated"
        " topped"
        " bested survived close closer closely even comfortably easily handily decisively round choice choices"
        " ranked-choice"
        " met meet faced face faces too all lines line conservative working families independence counting final"
        " count counted share november's march's november last fall won took them him her himself one two"
        " ended ending closed closing finished with million billion thousand dollars independent expenditures"
        " expenditure disbursements receipts contributions"
        " candidates committees campaigns federal according fec filing filings records record show shows data some about"
        " roughly around approximately nearly almost just more than at least less fewer up committee committees pac pacs"
        " super group groups fund organization organisation political action outside money funds combined together both"
        " new york's congressional district districts race races contest contests primary primaries general runoff"
        " special"
        " democratic republican democrat democrats republicans house senate seat rep sen gov former incumbent candidate"
        " congressman congresswoman representative senator support supporting supported oppose"
        " opposing"
        " opposed against back backing backed boost boosting boosted behalf elect oust ousting defeat defeating unseat"
        " target targeting targeted attack attacking attacked himself herself own his her personal loan loans loaned"
        " lent"
        " self-funding but while who which where when loss win winning victory reelection re-election bid successful"
        " unsuccessful end through until mid early late reporting period quarter january february march april may"
        " june july"
        " august september october november december jan feb aug sept oct nov dec",
    )
)
_PURPOSE = re.compile(
    r"\bto (?!help|elect|oust|unseat|defeat|beat|boost|support|oppose|back|attack|date|candidates|committees"
    r"|campaigns)[a-z]+ .*$"
)


def part_words(text: str, start: int, end: int) -> str | None:
    """The words of the amount's clause that make it a part of a sum; None when none do."""
    first, last = clause_of(text, start, end)
    apart = [(a, b) for a, b in aside_spans(text) if not a <= start < b]
    difference = re.match(r"\s*(?:more|less|fewer|higher|lower|ahead|behind)\b", text[end:])
    denied = NEGATED.search(text[first:start])
    hit = difference or denied or PART.search(_blank(text, apart)[first:last])
    return hit[0].strip() if hit else None


def kind_words(text: str, start: int, end: int) -> str | None:
    """Words in the amount's clause that name one kind of receipt, outlay or receiver: a part of the whole."""
    first, last = clause_of(text, start, end)
    apart = [(a, b) for a, b in aside_spans(text) if not a <= start < b]
    hit = KIND.search(_blank(text, apart)[first:last])
    return hit[0] if hit else None


def side_words(text: str, start: int, end: int) -> str | None:
    """The words of the amount's clause after it that name one side alone, for or against: a part of all that was spent.

    A clause that opens with the side ("to oppose them it spent $2 million") is read too, not a name's "X-backed".
    """
    first, last = clause_of(text, start, end)
    opening = _OPENING.match(text[first:start])
    said = (opening[0] if opening else "") + " " + text[end:last]
    hits = [side.search(said) for side in _SIDES]
    found = [hit[0] for hit in hits if hit]
    return found[0] if len(found) == 1 else None


def place_words(story: Story, s: Sentence, start: int, end: int) -> str | None:
    """A state or district in the amount's clause: money of a committee there is a part of all its money."""
    first, last = clause_of(s.text, start, end)
    apart = [(a, b) for a, b in aside_spans(s.text) if not a <= start < b]
    for p in story.places_of(s):
        a, b = p.start - s.start, p.end - s.start
        named = any(m.start <= p.start and p.end <= m.end for m in story.mentions_of(s))
        if first <= a < last and not named and not any(x <= a < y for x, y in apart):
            return s.text[a:b]
    return None


def unread_words(story: Story, s: Sentence, start: int, end: int, after: bool = False) -> list[str]:
    """Words of the amount's clause (after it alone, when asked) that are no name, place, date or figure, and on no list
    of harmless ones."""
    first, last = clause_of(s.text, start, end)
    spans = [(m.start - s.start, m.end - s.start) for m in story.mentions_of(s) if s.start <= m.start]
    spans += [(p.start - s.start, p.end - s.start) for p in story.places_of(s)]
    apart = [(a, b) for a, b in aside_spans(s.text) if not a <= start < b]
    text = _blank(s.text, [*spans, *apart, (start, end)])[end if after else first : last]
    text = re.sub(r",? according to .*$|, (?:records|filings|reports) show.*$", " ", text)
    text = _PURPOSE.sub(" ", text)
    words = re.findall(r"[A-Za-z][\w\u2019'-]*", text)
    return [w for w in words if w.casefold().replace("\u2019", "'") not in _HARMLESS and w not in ("s", "\u2019s")]


def _blank(text: str, spans: list[tuple[int, int]]) -> str:
    for a, b in spans:
        if a < b:
            text = text[:a] + " " * (b - a) + text[b:]
    return text
