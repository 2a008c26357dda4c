"""Amounts: which words around one say who spent, raised, holds, gave or owes it; each goes to its question."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.claims import aside
from onrecord.claims.clauses import aside_spans, clause_of
from onrecord.claims.figures import Figure, figures
from onrecord.claims.flow_slots import OUTDONE, told_owner
from onrecord.claims.gift_words import frame, public_money
from onrecord.claims.kinds import aims, conduits, gifts, guards, individuals, pooled, sides, sums, targets, toward
from onrecord.claims.kinds.amount import Amount
from onrecord.claims.kinds.own_money import own_money
from onrecord.claims.referred import Referred, referred
from onrecord.claims.story import THAT_GROUP, Mention, Sentence, Story
from onrecord.claims.typed import Typed, always, cannot
from onrecord.claims.unread import kind_words, part_words, place_words, side_words, unread_words
from onrecord.claims.words import CASH, DEBT, GAVE, OPPOSE, RAISED, SPENT, SUPPORT
from onrecord.registry.groups import Group

WHOLE = ("committee_flow", "aggregate_group", "donor_flow", "self_fund")
SPENDING = ("disbursements", "contributions+ie", "ie+contributions")
_RANGE = re.compile(r"\bbetween \$[\d.,]+(?: (?:million|billion|thousand))? and $|\bbetween $", re.IGNORECASE)
_SOMEBODY = re.compile(
    r"\b(?:a|an|the|another) (?:\w+ )?(?:candidate|challenger|group|PAC|rival|opponent|Democrat|Republican)"
    r" (?:who|that)\b"
)
_SOME = re.compile(r"\bto (?:\w+ )?(?:Republican|Democratic|GOP|Senate|House|\w+ing)\b")
_BY = re.compile(
    r"[^,.;$]{0,15}?\b(?:by|c(?:a|o)me(?:s)? from|coming from|courtesy of) (?:the )?(?!(?:Jan|Feb|Mar|Apr|May"
    r"|June|July|Aug|Sept|Oct|Nov"
    r"|Dec)[a-z]*\.? ?\d)(?P<name>[A-Z])"
)
_IT_HAS = re.compile(  # "of the $420,000 it has raised"
    rf" (?:that )?(?:it|he|she|they|the campaign) (?:has |had |have )?(?:already )?(?P<verb>{RAISED}|{SPENT})\b"
)
_IN_ADS = re.compile(  # "its $2 million in ads against X"
    rf" (?:in|worth of) (?:[\w-]+ ){{0,2}}?(?:ads|advertising|advertisements|mailers|commercials|spots|spending"
    rf"|attacks)"
    rf" (?:\w+ ){{0,2}}?(?:{OPPOSE}|{SUPPORT})\b",
    re.IGNORECASE,
)
_FROM = re.compile(r" (?:from|by) (?:the )?(?P<name>[A-Z])")
_FOR = re.compile(r" for (?:the )?(?P<name>[A-Z])")
_OF_ANOTHER = re.compile(
    r"\s*(?:that |which )?(?:his|her|its|their|the|a|an|any|every|both|all|other) (?:[\w-]+"
    r" ){0,3}?(?:opponents?|rivals?|challengers?"
    r"|incumbents?|others?|foes?|competitors?|allies|candidates?|groups that)\b",
    re.IGNORECASE,
)
_THAN_THE = re.compile(
    r"\b(?:than|double|twice|triple|times|dwarf\w*|surpass\w*|exceed\w*|eclips\w*) the $", re.IGNORECASE
)
_OF_IT = re.compile(
    r"\s*(?:that |which )?(?:it|they|he|she|(?:the|that) (?:[\w-]+ )?(?:group|PAC|committee|organi[sz]ation|fund))\b"
    r"|\s*(?:spent|raised|given|in|from|of|last|during)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"\b(?:to|with|versus|vs\.?|against) $")
_BACKER = re.compile(
    r",\s+(?:which|who|whose|that|backed|led|founded|funded|affiliated|aligned|tied|linked|(?:a|an"
    r"|another) (?:[\w-]+ ){0,4}?"
    r"(?:backed|funded|financed|bankrolled|led|run|founded|tied|linked|aligned|affiliated|allied))\b"
)
# "around $155 million, or 94 percent": a share, and what it is in dollars
_OR_SHARE = re.compile(
    r"(?:,| ?\(| ?\u2014| ?\u2013| --) ?or (?:about |roughly |some |nearly |almost "
    r"|more than )?\d+(?:\.\d+)?(?:%| percent)"
)
_AND = r"\b(?:and|but|while|whereas|when|as|than|then|to|versus|vs|against|after|before|though|yet)\b"
_THAT_HAS = re.compile(
    rf"(?:(?!{_AND})[^,.;]){{0,40}}?\b(?:that|which)?\s*(?:the )?(?P<name>[A-Z][\w\u2019'-]+)"
    r"(?: [A-Z][\w\u2019'-]+)*(?: campaign)?"
    r"(?:,? (?:herself|himself|itself|alone|also|already|once|then|since|only|eventually|later))*"
    rf" (?:has|had|have|raised|gave|reported|collected|{SPENT})\b"
)
# A name before an amount that is nobody known: it does the spending where it is no object ("backed by X") or "X, who".
_NAME = r"[A-Z][\w\u2019'-]+"
_STRANGER = re.compile(
    rf"(?P<name>{_NAME}(?: {_NAME})*)(?P<who>,? (?:who|whose|which)\b)?(?P<said>,? (?:said|says|told)\b)?"
)
_NOBODY = {"Day", "Tuesday", "House", "Senate", "Congress", "Commission", "Election", "District", "Capitol", "America"}
_NOBODY |= {"Democrats", "Republicans", "Democratic", "Republican", "Union", "American", "Americans", "States", "Court"}
_OBJECT = re.compile(r"\b(?:of|in|from|at|by|with|for|on|near|to|than|over|like|the|its|his|her|their)(?: the)? $")


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
    subject = _subject(story, before)
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
    subject = _subject(story, a)
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


def _subject(story: Story, a: Amount) -> Mention | None:
    """The group, committee or candidate named nearest before the amount in its sentence, else the one referred to.

    "$2 million that the Lee campaign has raised" has its subject after it; two groups joined by "and" are one subject.
    """
    place = a.sentence.start + a.figure.start
    if a.sentence.text[: a.figure.start].endswith(" ("):  # "Elissa Slotkin ($2.2 million)"
        return next((m for m in story.mentions if m.end == place - 2), None)
    if own := told_owner(story, a.sentence, a.figure.start, a.figure.end):
        return next((m for m in story.mentions if m.start <= own.start < m.end), None)
    after = _THAT_HAS.match(a.sentence.text[a.figure.end :])
    if after:
        at = a.sentence.start + a.figure.end + after.start("name")
        return next((m for m in story.mentions if m.start <= at < m.end), None)
    if _OF_ANOTHER.match(a.sentence.text[a.figure.end :]) or (
        _THAN_THE.search(a.sentence.text[: a.figure.start]) and not _OF_IT.match(a.sentence.text[a.figure.end :])
    ):
        return None  # "more than the $2 million that her opponent raised" is no sum of hers
    compared = _AGAINST.search(a.sentence.text[: a.figure.start])  # "..., to $6.1 million for Bowman"
    if by := _BY.match(a.sentence.text[a.figure.end :]) or (compared and _FOR.match(a.sentence.text[a.figure.end :])):
        at = a.sentence.start + a.figure.end + by.start("name")
        return next((m for m in story.mentions if m.start <= at < m.end), None)
    spenders = [m for m in story.mentions_in(a.sentence.start, place) if m.group]
    if a.measure == "ie" and not spenders and (told := _FROM.match(a.sentence.text[a.figure.end :])):
        at = a.sentence.start + a.figure.end + told.start("name")
        return next((m for m in story.mentions if m.group and m.start <= at < m.end), None)
    apart = [(x + a.sentence.start, y + a.sentence.start) for x, y in aside_spans(a.sentence.text)]
    apart = [(x, y) for x, y in apart if not x <= place < y]  # unless the amount itself stands in it
    named = [m for m in story.mentions_of(a.sentence) if a.sentence.start <= m.start < place]
    inside = _joined(story, [m for m in named if not any(x <= m.start < y for x, y in apart)])
    if a.measure in ("ie", "contribution"):  # whom money was spent on or given to did not spend or give it
        aimed = targets.given_to(story, a.sentence, a.figure)
        others = [m for m in inside if m not in aimed and not aims.stance_before(story, a.sentence, m)]
        inside = [m for m in inside if m.group] or others
    if inside and not _plain(story, inside[-1]):
        return None
    first = a.sentence.start + clause_of(a.sentence.text, a.figure.start, a.figure.end)[0]
    if inside and _SOMEBODY.search(_bare(a, inside[-1].end - a.sentence.start)):
        return None
    groups = a.measure in ("ie", "contribution") and any(m.group for m in inside)
    if not groups and len({m.person for m in inside if m.person and m.start >= first}) > 1:
        return None  # whose money it is, of two people named before it, is not certain
    if inside and _stranger(story, a, inside[-1]):
        return None
    if inside:
        return inside[-1]
    if any(_BACKER.match(story.text[x:y]) and any(m.group and x <= m.start < y for m in named) for x, y in apart):
        return None  # "Win Senate, which is tied to X, has spent ...": not X's
    return story.spender_for(a.sentence, a.figure.start)


def _bare(a: Amount, start: int) -> str:
    """The words from a place of the sentence up to the amount, appositions ("X, a group that backs Y, ...") left out."""
    text = a.sentence.text
    for x, y in aside_spans(text):
        if start <= x and y <= a.figure.start:
            text = text[:x] + " " * (y - x) + text[y:]
    return text[start : a.figure.start]


def _stranger(story: Story, a: Amount, m: Mention) -> bool:
    """Whether a name that no file knows stands between a mention and the amount as the one who did it.

    "Colin Allred faced Ted Cruz, who raised $94.7 million" is not Allred's money; "Fairshake, backed by Marc Andreessen,
    raised ..." is Fairshake's.
    """
    text, s = a.sentence.text, a.sentence.start
    known = [(x.start - s, x.end - s) for x in story.mentions_of(a.sentence)]
    known += [(x.start - s, x.end - s) for x in story.places_of(a.sentence)]
    known += [(x, y) for x, y in aside_spans(text) if not x <= a.figure.start < y]
    for hit in _STRANGER.finditer(text, m.end - s, a.figure.start):
        lone = " " not in hit["name"] and not hit["who"]
        if lone or hit["said"] or _NOBODY & set(hit["name"].split()):
            continue
        if any(x < hit.end("name") and hit.start() < y for x, y in known):
            continue
        if hit["who"] or not _OBJECT.search(text[: hit.start()]):
            return True
    return False


def _plain(story: Story, m: Mention) -> bool:
    """Whether a mention is the subject itself, not "groups including X", "led by X", "a donor to X" or "X's allies"."""
    before, after = story.text[max(0, m.start - 40) : m.start], story.text[m.end : m.end + 30]
    led = re.search(
        r"(?:including|led by|among them|such as|like|allies? of|donors? to|backed by|funded by|tied to"
        r"|from)\s+(?:the\s+)?$",
        before,
    )
    of = re.match(
        r"(?:[\u2019']s?)?,? (?:allies|donors?|backers|supporters|affiliates?|founders?|chair\w*|president)\b", after
    )
    foe = re.match(r"[\u2019']s?\s+(?:\w+ )?(?:opponent|challenger|rival|successor|foe|critic|primary|race)s?\b", after)
    object_of = m.person and re.search(
        r"\b(?:against|opposing|opposed to|backing|supporting|for|lost to|lose to|defeated|beat|ousted|unseated|faced"
        r"|facing)\s+"
        r"(?:(?:Rep|Sen|Gov|former|incumbent|then-Rep)\.?\s+)*$",
        before,
    )
    against = m.group and re.search(r"\b(?:opposed to|against|rival to)\s+(?:the\s+)?$", before)
    return not (led or of or foe or object_of or against)


_LINK = re.compile(
    r",? and (?:the |its |their )?(?:(?:two|three|four|other|affiliated|allied|sister|aligned) )*"
    r"(?:(?:super )?PACs?,? |groups?,? |committees?,? )?(?:the )?"
)


def _joined(story: Story, mentions: list[Mention]) -> list[Mention]:
    """Mentions with "A and B" of two committees made one."""
    found: list[Mention] = []
    for n, m in enumerate(mentions):
        last = found[-1] if found else None
        between = story.text[last.end : m.start] if last else ""
        after = story.text[m.end : mentions[n + 1].start] if n + 1 < len(mentions) and mentions[n + 1].group else ""
        listed = between in (", ", ", the ") and (_LINK.fullmatch(after) or after in (", ", ", the "))
        apposed = re.fullmatch(r",? (?:the )?", between)  # "AIPAC and its super PAC, United Democracy Project"
        if last and last.group and m.group and apposed and set(m.group.committees) < set(last.group.committees):
            one = last.text.endswith("PAC") and " and " not in last.text  # "crypto super PAC Fairshake" is Fairshake
            found[-1] = replace(m, start=last.start) if one else replace(last, end=m.end)
            continue
        if last and last.group and m.group and (_LINK.fullmatch(between) or listed) and last.group != m.group:
            members = tuple(dict.fromkeys([*last.group.members, *m.group.members]))
            names = f"{last.group.short or last.group.name} and {m.group.short or m.group.name}"
            both = Group(f"{last.group.id}+{m.group.id}", names, members, (), names)
            found[-1] = Mention(last.start, m.end, story.text[last.start : m.end], group=both)
        else:
            found.append(m)
    return found
