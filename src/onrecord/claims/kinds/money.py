"""Amounts: which words around one say who spent, raised, holds, gave or owes it; each goes to its question."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.claims import aside
from onrecord.claims.clauses import aside_spans
from onrecord.claims.figures import Figure, figures
from onrecord.claims.flow_slots import OUTDONE, told_owner
from onrecord.claims.gift_words import frame, public_money
from onrecord.claims.kinds import conduits, gifts, guards, individuals, pooled, sides, sums, targets, toward
from onrecord.claims.kinds.amount import Amount
from onrecord.claims.kinds.own_money import own_money
from onrecord.claims.kinds.owning import subject_of
from onrecord.claims.mentions import Mention
from onrecord.claims.referred import Referred, referred
from onrecord.claims.story import THAT_GROUP, Sentence, Story
from onrecord.claims.typed import Typed, always, cannot
from onrecord.claims.unread import kind_words, part_words, place_words, side_words, unread_words
from onrecord.claims.words import CASH, DEBT, GAVE, OPPOSE, RAISED, SPENT, SUPPORT

WHOLE = ("committee_flow", "aggregate_group", "donor_flow", "self_fund")
SPENDING = ("disbursements", "contributions+ie", "ie+contributions")
_RANGE = re.compile(r"\bbetween \$[\d.,]+(?: (?:million|billion|thousand))? and $|\bbetween $", re.IGNORECASE)
_SOME = re.compile(r"\bto (?:\w+ )?(?:Republican|Democratic|GOP|Senate|House|\w+ing)\b")
_IT_HAS = re.compile(  # "of the $420,000 it has raised"
    rf" (?:that )?(?:it|he|she|they|the campaign) (?:has |had |have )?(?:already )?(?P<verb>{RAISED}|{SPENT})\b"
)
_IN_ADS = re.compile(  # "its $2 million in ads against X"
    rf" (?:in|worth of) (?:[\w-]+ ){{0,2}}?(?:ads|advertising|advertisements|mailers|commercials|spots|spending"
    rf"|attacks)"
    rf" (?:\w+ ){{0,2}}?(?:{OPPOSE}|{SUPPORT})\b",
    re.IGNORECASE,
)
# "around $155 million, or 94 percent": a share, and what it is in dollars
_OR_SHARE = re.compile(
    r"(?:,| ?\(| ?\u2014| ?\u2013| --) ?or (?:about |roughly |some |nearly |almost "
    r"|more than )?\d+(?:\.\d+)?(?:%| percent)"
)


def read(story: Story, s: Sentence, found: list[Figure]) -> list[Typed]:
    """The claims about amounts in a sentence; plans, polls and trackers' figures are left to the numbers set aside."""
    claims = []
    for figure in found:
        if figure.kind != "money" or aside.planned(s, figure) or aside.threshold(s.text, figure):
            continue
        if aside.wealth(s.text, figure):
            continue
        if _RANGE.search(s.text[: figure.start]) or _OR_SHARE.match(s.text[figure.end :]):
            continue
        if one := _read(story, s, figure):
            claims.append(one)
    return claims


def _read(story: Story, s: Sentence, figure: Figure) -> Typed | None:
    """The claim about one amount; None where no words say what it measures."""
    if made := conduits.raised_for(story, Amount(s, figure, "contributions_made")):
        return made
    back = pooled.carried(story, s, figure)
    measure = measure_of(back[0].text, back[1]) if back else pooled.owned(story, s, figure)
    if told := pooled.compared(s, figure):
        figure, measure = told
    if back and measure not in ("ie", "receipts"):
        back, measure = None, None
    measure = measure or measure_of(s.text, figure)
    measure = measure or _outdone(s.text, figure)
    like = None if measure else _as_before(story, s, figure) or pooled.bare_cash(s.text, figure)
    if not (measure or like) or (measure == "contribution" and public_money(s.text, figure)):
        return None
    a = Amount(s, figure, measure or like or "")
    if measure == "contribution" and gifts.to_own_campaign(story, a):
        a = replace(a, measure="candidate_contribution")
    one = _carried(story, a, *back) if back else pooled.pool(story, a) or _typed(story, a)
    if one.claim["measure"] == "contribution" and not one.about:  # what of its words is a part is read there
        return one
    unread = tuple(individuals.left(one, unread_words(story, s, figure.start, figure.end)))
    if like and one.claim["subject"] is None and pooled.bare_cash(s.text, figure):
        return None
    unread = ("had or reported", *unread) if like else unread  # what it is was taken from the amount before
    if one.claim["measure"] in SPENDING and "independent expenditure" in s.text:
        unread = ("independent expenditures", *unread)  # of another amount, or of this one
    names = len(str(one.claim["subject"] or "").split(" + "))
    part = _part(story, s, figure, one)
    part = part or (guards.other_part(story, s, figure, names) if one.claim_type in WHOLE else None)
    return replace(one, part=part, unread=unread)


def _outdone(text: str, figure: Figure) -> str | None:
    """The measure of two amounts of which one outdid the other: "outraised Kim $2 million to $1 million"."""
    for hit in OUTDONE.finditer(text):
        if hit.start("one") <= figure.start < hit.end("two"):
            if hit["verb"]:
                return "receipts" if hit["verb"] == "raised" else "ie"
            return next((name for name, words in _OUTDONE_IN if re.search(words, hit[0], re.IGNORECASE)), None)
    return None


_OUTDONE_IN = (
    ("cash_on_hand", rf"{CASH}|\bcash\b|\bwar chests?\b"),
    ("receipts", rf"\b{RAISED}\b|\bfund-?rais\w+|\bmoney race\b|\bhauls?\b|\boutrais\w+"),
    ("ie", rf"\b{SPENT}\b|\boutspend\w*"),
)


def _part(story: Story, s: Sentence, figure: Figure, one: Typed) -> str | None:
    """The words that make an amount a part of the sum that is asked; None when none do."""
    start, end, measure = figure.start, figure.end, one.claim["measure"]
    part = one.part or part_words(individuals.unmarked(one, s.text), start, end)
    whole = one.claim_type in WHOLE
    if whole and measure in ("receipts", *SPENDING):
        part = part or kind_words(s.text, start, end)
    if measure in (*SPENDING, "ie_total") and not one.claim.get("target"):
        part = part or side_words(s.text, start, end) or _continued(s.text, figure)
    if measure == "ie_total" and not one.claim.get("office"):  # of no contest: of all of them
        part = part or place_words(story, s, start, end)
    if measure == "contributions_made":
        part = part or (_SOME.search(s.text[end:]) and "to some candidates") or None
    whole = whole and measure != individuals.MEASURE  # its rest is read there
    if whole and (after := unread_words(story, s, start, end, after=True)):
        part = part or f"... {' '.join(after[:4])}"
    if one.about and one.claim_type in ("committee_flow", "aggregate_group"):
        part = part or place_words(story, s, start, end)
    return part


def _carried(story: Story, a: Amount, s: Sentence, figure: Figure) -> Typed:
    """The claim of an amount that has its subject from an earlier one: it is never refuted, for that is inferred."""
    before = Amount(s, figure, a.measure)
    told = pooled.pool(story, before) or _typed(story, before)
    plain_spending = told.claim["measure"] in ("receipts", *SPENDING)
    if told.claim_type not in ("committee_flow", "aggregate_group") or not plain_spending:
        return _typed(story, a)
    if told_owner(story, a.sentence, a.figure.start, a.figure.end):  # "compared with $3 million for Vance"
        return _typed(story, a)
    subject = subject_of(story, before)
    one = sums.whole(story, a, subject)
    slots = {k: told.claim[k] for k in ("measure", "subject", "office", "state", "district")}
    said = f"the amount is read as {told.claim['subject']}'s" if told.claim["subject"] else ""
    return replace(one, claim_type=told.claim_type, claim=one.claim | slots, inferred=said)


def _as_before(story: Story, s: Sentence, figure: Figure) -> str | None:
    """The measure of the amount before, for one that is merely had or reported: "Lee had $2 on hand; Kim had $1"."""
    if not pooled.merely(s.text[: figure.start], s.text[figure.end :]):
        return None
    number = story.sentences.index(s)
    for t, end in [(s, figure.start), *((b, len(b.text)) for b in story.sentences[number - 1 : number] if number)]:
        money = [f for f in figures(t.text) if f.kind == "money" and f.end <= end]
        if money:
            before = measure_of(t.text, money[-1])
            return before if before in ("receipts", "cash_on_hand", "debts") else None
    return None


def _continued(text: str, figure: Figure) -> str | None:
    """The side of the amount before, which one without a verb continues: then it too is a part of all that was spent."""
    before = sides.earlier(text, figure)
    return side_words(text, *before[1:3]) if before else None


def measure_of(text: str, figure: Figure) -> str | None:
    """What an amount measures, by the nearest words that say so: those right after it first, then those before."""
    after, before = text[figure.end : figure.end + 60], text[: figure.start]
    for x, y in aside_spans(text):
        if (
            x <= figure.start and figure.end <= y
        ):  # "X, which got $15 million from Y, spent ...": the verb is not its own
            after = text[figure.end : min(y, figure.end + 60)]
    near = re.split(r"[;\u2014]|, (?:which|who|while|but)\b", before)[-1]
    if before.endswith("\u2014") and after.startswith(
        "\u2014"
    ):  # "one independent expenditure\u2014$846,000\u2014to support"
        near = re.split(r"[;\u2014]", before[:-1])[-1]
    if before.endswith("(") and after.startswith(")"):
        return "contribution" if frame(text, figure.start, figure.end) else _bracketed(text)
    if re.search(DEBT, after[:14]):
        return "debts"
    if re.match(rf"[^,.;$]{{0,25}}{CASH}", after) or pooled.kept(near, after):
        return "cash_on_hand"
    if re.search(r"\b(?:ended|finished|closed|left)(?: (?:the \w+|\w+ \d+|\d{4}))? with (?:\w+ ){0,2}$", near):
        return "cash_on_hand"
    if re.search(rf"{DEBT}[^,.;$]{{0,10}}$", near):
        return "debts"
    if re.search(rf"{CASH}[^,.;$]{{0,30}}$", near):
        return "cash_on_hand"
    if re.match(r"[^,.;]{0,40}\b(?:in|of) (?:total )?(?:contributions|donations) [^,.;]{0,30}\braised\b", after):
        return "receipts"
    if own := own_money(text, figure):
        return own
    if _IN_SPENDING.match(text[figure.end :]):
        return "ie"
    if hit := _IT_HAS.match(after):
        return "receipts" if re.fullmatch(RAISED, hit["verb"]) else "ie"
    if frame(text, figure.start, figure.end):
        return "contribution"
    tries = (("ie", rf"\b{SPENT}\b"), ("receipts", rf"\b{RAISED}\b"), ("contribution", rf"\b{GAVE}\b"))
    last = [(m.start(), name) for name, pattern in tries for m in re.finditer(pattern, near, re.IGNORECASE)]
    if last:
        return max(last)[1]
    first = [(m.start(), name) for name, pattern in tries for m in re.finditer(pattern, after, re.IGNORECASE)]
    if not first and _IN_ADS.match(text[figure.end :]):
        return "ie"
    return min(first)[1] if first else _listed(text, figure) or pooled.noun_of(near, after)


_IN_SPENDING = re.compile(
    r" in (?:total |overall |campaign |operating )*(?:disbursements|spending|expenditures|expenses|outlays)\b"
    r"(?! (?:on|by|for|against|to|from|in)\b)"
)


def _listed(text: str, figure: Figure) -> str | None:
    """The measure of an amount that opens a part after a semicolon, in a list of what was spent; else None."""
    if not re.search(r";\s+(?:and )?(?:another |a further )?$", text[: figure.start]):
        return None
    earlier = [f for f in figures(text) if f.kind == "money" and f.end < figure.start]
    verb = re.match(
        r"\s+(?:\w+ ){0,2}?(?:went|made|tipped|pushed|carried|helped|lifted|on|in|into|for|against)\b",
        text[figure.end :],
    )
    return "ie" if verb and earlier and measure_of(text, earlier[-1]) == "ie" else None


def _bracketed(text: str) -> str | None:
    """What an amount in brackets after a name is, by what the sentence lists: the best-funded, cash or receipts."""
    tries = (
        ("cash_on_hand", rf"\b(?:best-(?:funded|financed)|most (?:\w+ )?cash|{CASH})\b"),
        ("receipts", rf"\b{RAISED}\b|\b(?:fund-?raisers?|fund-?raising|receipts|hauls?)\b"),
    )
    said = [name for name, pattern in tries if re.search(pattern, text, re.IGNORECASE)]
    return said[0] if len(said) == 1 else None


def _typed(story: Story, a: Amount) -> Typed:
    subject = subject_of(story, a)
    one = _measured(story, a, subject)
    that = re.search(THAT_GROUP, a.sentence.text[: a.figure.start], re.IGNORECASE)
    if that and subject and subject.group and subject.end <= a.sentence.start:
        return replace(one, inferred=f"'{that[0]}' is read as {subject.group.short or subject.group.name}")
    return one


def _measured(story: Story, a: Amount, subject: Mention | None) -> Typed:
    """The claim of an amount about its subject, by what the amount measures."""
    if (told := _referred(story, a, subject)) is not None:
        one = sums.whole(story, a, told.mention if told.person else None)
        if told.person is None:
            return replace(one, judge=always(cannot(told.why)))
        return replace(one, inferred=f"'{told.words}' is read as {told.person}")
    if a.measure == "contribution":
        return gifts.gift(story, a, subject)
    if a.measure == "ie" and subject and subject.group and (side := sides.side_of(a)):
        return sides.on_side(story, a, subject, side)
    if a.measure == "ie" and not (subject and subject.person):
        target = targets.target_of(story, a.sentence, a.figure)
        target = guards.surely(story, a.sentence, a.figure, target) if target else None
        if target:
            return toward.on_target(story, a, subject, target)
    if a.measure == "receipts" and subject and subject.group and (rest := individuals.rest_of(a)) is not None:
        return individuals.raised(story, a, subject, rest)
    return sums.whole(story, a, subject)


def _referred(story: Story, a: Amount, subject: Mention | None) -> Referred | None:
    """The pronoun or description that is the amount's subject, where it stands nearer than any name."""
    own = a.measure in ("candidate_loan", "candidate_contribution", "self_funding")
    place = a.figure.start
    if not own and a.measure not in ("receipts", "cash_on_hand", "debts"):
        return None
    if a.sentence.text[:place].endswith(" ("):
        return None
    told = referred(story, a.sentence, place)
    if told is None or (subject is not None and subject.start > told.start):
        return None
    if own and subject is not None and subject.person and told.possessive:  # "Kim lent $5 to his campaign"
        return None
    between = [m for m in story.mentions if told.start + len(told.words) <= m.start < a.sentence.start + place]
    return None if between else told
