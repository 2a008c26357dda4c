"""Whose an amount is: the group, committee or candidate that the words around it make its spender, taker or giver."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.claims.clauses import aside_spans, clause_of
from onrecord.claims.flow_slots import told_owner
from onrecord.claims.kinds import aims, targets
from onrecord.claims.kinds.amount import Amount
from onrecord.claims.mentions import Mention
from onrecord.claims.story import Story
from onrecord.claims.words import SPENT
from onrecord.registry.groups import Group

_SOMEBODY = re.compile(
    r"\b(?:a|an|the|another) (?:\w+ )?(?:candidate|challenger|group|PAC|rival|opponent|Democrat|Republican)"
    r" (?:who|that)\b"
)
_BY = re.compile(
    r"[^,.;$]{0,15}?\b(?:by|c(?:a|o)me(?:s)? from|coming from|courtesy of) (?:the )?(?!(?:Jan|Feb|Mar|Apr|May"
    r"|June|July|Aug|Sept|Oct|Nov"
    r"|Dec)[a-z]*\.? ?\d)(?P<name>[A-Z])"
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
_LINK = re.compile(
    r",? and (?:the |its |their )?(?:(?:two|three|four|other|affiliated|allied|sister|aligned) )*"
    r"(?:(?:super )?PACs?,? |groups?,? |committees?,? )?(?:the )?"
)


def subject_of(story: Story, a: Amount) -> Mention | None:
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
