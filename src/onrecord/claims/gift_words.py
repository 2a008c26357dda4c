"""The grammar of a gift: where, around an amount, the words put the one who gave it and the one who received it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.claims.figures import Figure, figures
from onrecord.claims.gift_ranked import COUNT, Places, bracketed, ranked
from onrecord.model.contest import STATES
from onrecord.registry.groups import phrases, plain

GIVE = (
    r"(?:gave|gives?|giving|given|donat(?:ed|es?|ing)|contribut(?:ed|es?|ing)|sent|sends?|sending|funnel(?:l)?(?:ed|ing)"
    r"|chipp(?:ed|ing) in|kick(?:ed|ing) in|pitched in|pon(?:ied|ying) up|dol(?:ed|ing) out|bundled|earmarked"
    r"|fork(?:ed|ing) over|bestowed|bequeathed)"
)
# Verbs of gifts only where what follows the amount is "to" or "into" a committee: money is poured into races as well.
MOVE = (
    r"(?:pour(?:ed|s|ing)|pump(?:ed|s|ing)|plow(?:ed|s|ing)|plough(?:ed|ing)|drop(?:ped|s|ping)|put|puts|putting"
    r"|invest(?:ed|s|ing)|inject(?:ed|s|ing)|sank|sunk|sinking|shovel(?:l)?ed|steer(?:ed|s|ing)|direct(?:ed|s|ing)"
    r"|transferr(?:ed|ing)|wir(?:ed|ing)|mov(?:ed|ing)|rout(?:ed|ing)|hand(?:ed|ing)(?: over)?|shell(?:ed|ing) out"
    r"|spent|spending|commit(?:ted|ting)|provid(?:ed|ing)|suppl(?:ied|ying)|dump(?:ed|ing)|deliver(?:ed|ing)|paid"
    r"|shift(?:ed|ing)|channel(?:l)?(?:ed|ing))"
)
TAKE = (
    r"(?:receiv(?:ed|es|ing)|got|gets|getting|gotten|took|takes|taken|taking|accept(?:ed|s|ing)|collect(?:ed|s|ing)"
    r"|landed|secured|reaped|benefit(?:ed|s|ing|ted)|drew|drawn|attracted|picked up|hauled in|raked in|scored|banked"
    r"|raised|raising|pulled in|brought in|took in|reported|reports|disclosed|enjoyed|welcomed|saw|relied|counted"
    r"|includ(?:ed|es|ing)|(?:funded|bankrolled|financed|seeded|fueled|boosted|bolstered|powered|buoyed|backed|launched)"
    r"|had|has|have)"
)
FUND = r"(?:funded|funding|bankroll(?:ed|ing)|financ(?:ed|ing)|seed(?:ed|ing)|fuel(?:l)?ed|shower(?:ed|ing)|endowed)"
GIFT = r"(?:contributions?|donations?|gifts?|checks?|cheques?|infusions?|cash infusions?|largesse)"
COMMITTEE = r"(?:super PAC|hybrid PAC|leadership PAC|PAC|group|fund|committee|organi[sz]ation|nonprofit|outfit|party)"
DONORS = (
    r"\b(?:who (?:gave|donated|contributed)|donors?|contributors?|funders?|benefactors?|megadonors?|mega-donors?"
    r"|backers?|givers?|patrons?"
    r"|bankrollers?|financiers?|(?:bills|tab|way) (?:[\w-]+ ){0,3}?(?:covered|paid|picked up) by|underwritten by"
    r"|(?:contributions?|donations?|money|checks?|gifts?|funding|cash|raised|support) (?:[\w$.-]+ ){0,4}?from"
    r"|(?:funded|bankrolled|financed|backed|fueled) (?:[\w-]+ )?by)\b"
)
_ADVERB = (
    r"(?:has|have|had|also|already|reportedly|then|previously|recently|together|each|both|alone|personally|once|later"
    r"|himself|herself|collectively|jointly|individually|just|separately|apiece|all|is|was|were|are|been|being|together"
    r"|since|now|still|so|far|combined|to|in|turn|quietly|directly|would|did|would|go|went|on)"
)
_TRAILING = re.compile(rf"(?:\s+{_ADVERB})+\s*$")
_COUNT = COUNT


@dataclass(frozen=True)
class Frame:
    """Where the words put the parties: the end of a giver or receiver that stands before, the start of one after it.

    Places are of the sentence. `floor` is where the part of the sentence that can hold a party before it begins.
    """

    giver_before: int | None = None  # a subject that ends here
    giver_after: int | None = None  # a name that begins here
    receiver_before: int | None = None
    receiver_after: int | None = None
    floor: int = 0
    carried: bool = False  # continues the gift before it: the parties not named are that gift's


def _framed(places: Places | None) -> Frame | None:
    """A frame of the places that gift_ranked finds."""
    if places is None:
        return None
    at = places.get
    return Frame(at("giver_before"), at("giver_after"), at("receiver_before"), at("receiver_after"), at("floor", 0))


def masked(text: str, start: int, end: int) -> str:
    """A sentence with its dashes as commas and its brackets blank, the amount's own kept; of the same length."""
    plain = text.replace("\u2014", ",").replace("\u2013", "-").replace(" -- ", " ,  ").replace("\u00a0", " ")
    for hit in re.finditer(r"\([^()]*\)", plain):
        if not hit.start() < start < hit.end() and "$" not in hit[0]:
            plain = plain[: hit.start()] + " " * len(hit[0]) + plain[hit.end() :]
    return plain


def frame(sentence: str, start: int, end: int) -> Frame | None:
    """The frame of a gift around the amount at start..end; None where the words are of no gift."""
    text = masked(sentence, start, end)
    money = [(f.start, f.end) for f in figures(sentence) if f.kind == "money"]
    before = [b for _, b in money if b <= start]
    after = [a for a, _ in money if a >= end]
    semi = max((m.end() for m in re.finditer(";", text[:start])), default=0)
    floor = max([semi, *before[-1:]])
    lead, tail = text[:start], text[end : min([*after[:1], len(text)])]
    places = ranked(text, lead, tail, end, floor)
    return (
        _bracketed(text, start, end)
        or _framed(places)
        or _from(text, lead, tail, end, floor)
        or _of_owner(lead, tail, start, end)
        or _given_by(lead, tail, end, floor)
        or _active(text, lead, tail, end, floor)
        or _continued(sentence, lead, tail, end, floor, money)
    )


def _to(tail: str, end: int, limit: int = 60) -> int | None:
    """Where the receiver after "to" or "into" begins, no verb ("to help elect"); of the whole sentence."""
    return next((end + hit.end() for hit in _TO.finditer(tail, 0, limit + 40) if hit.start() <= limit), None)


_TO = re.compile(
    rf"\b(?:to|into|toward|towards)\s+(?=(?:the |a |an |his |her |its |their |that |both |another )?"
    rf"(?:[\w\u2019'-]+ ){{0,5}}?(?:{COMMITTEE}s?\b|candidates|campaigns?\b|causes\b|lawmakers)|"
    r"(?:the |both |former |then-|fellow )*(?:314 )?[A-Z])"
)
_NOT_NAMES = r"(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(?:\.|[,;]|$| (?![A-Z])))"
_FROM = re.compile(
    rf"^[^\s,;.$]*(?: (?!from\b)[^\s,;.$]+){{0,9}}?[ ,]+(?:came |comes |coming |arrived |all |mostly )*"
    rf"from\s+(?P<np>(?:(?:the|a|an|his|her|its|fellow|longtime|Republican|Democratic|GOP)\s+)?"
    rf"(?:[a-z][\w\u2019'-]*\s+){{0,6}}{_NOT_NAMES}(?:314 )?[A-Z]|(?:the|that) (?:[\w-]+ )?{COMMITTEE}\b"
    r"|(?:him|her|them)\b|the (?:billionaire|couple|mogul|megadonor|investor|financier|hedge fund manager)\b)"
)
_PEOPLE = re.compile(
    r"[\w.\u2019' &-]{0,40}?\b(?:donors|residents|employees|voters|individuals|contributors|workers|companies|interests"
    r"|sources|PACs)\b"
)


def _from(text: str, lead: str, tail: str, end: int, floor: int) -> Frame | None:
    """ "received $5 million from X", "a $5 million check from X", "$5 million came from X"."""
    hit = _FROM.match(tail)
    if not hit:
        return None
    gap, place = tail[: hit.start("np")], end + hit.start("np")
    if _PEOPLE.match(re.split(r"[,;.]", text[place:])[0]):
        return None
    verbs = [m for m in re.finditer(rf"\b{TAKE}\b", lead[floor:])]
    gift = re.search(rf"\b{GIFT}\b", gap) or re.search(r"\b(?:came|comes|coming|arrived)\b", gap)
    named = re.search(rf"\b{GIFT} (?:of|worth|totaling|totalling) {_COUNT}$", lead)
    if not (verbs or gift or named or floor):
        return None
    to = _to(gap, end) or _to(tail[hit.end() :], end + hit.end(), 120)
    before = floor + verbs[0].start() if verbs else None
    if to is None and before is None and floor:
        return Frame(giver_after=place, floor=floor, carried=True)
    return Frame(giver_after=place, receiver_after=to, receiver_before=None if to else before, floor=floor)


_OWNER = re.compile(r"(?P<who>[A-Z][\w.\u2019'-]+(?: [A-Z][\w.-]+){0,4})[\u2019']s? (?:[a-z-]+ ){0,2}$")


def _of_owner(lead: str, tail: str, start: int, end: int) -> Frame | None:
    """ "Griffin's $5 million donation to X"."""
    hit = _OWNER.search(lead)
    if hit and re.match(rf"[ -](?:[\w-]+ ){{0,2}}?{GIFT}\b", tail):
        return Frame(giver_after=hit.start("who"), receiver_after=_to(tail, end), floor=hit.start("who"))
    return None


_BY = re.compile(
    r"^[^\s,;$]*(?: [^\s,;$]+){0,8}? (?:donated|given|contributed|provided|funded|sent|supplied)\b"
    r"(?P<gap>[^,;$]{0,60}?) by\s+(?=[a-z ]{0,40}[A-Z])"
)
_OF_THAT = re.compile(
    r"^ (?:of (?:that|which|it|those|them) )?(?:was |were |had been |being |came )?"
    r"(?:donated|given|contributed|coming|arriving|came|arrived)\b"
)
_RELATIVE = re.compile(
    rf"^\s*(?:that |which )?(?=(?:the )?[A-Z][\w\u2019'-]+(?: [A-Z][\w\u2019'.-]+){{0,3}} (?:has |had |have |\w+ly )*"
    rf"(?:already |reported |said )*(?:been )?{GIVE}\b)"
)


def _given_by(lead: str, tail: str, end: int, floor: int) -> Frame | None:
    """ "$5 million donated by X", "$5 million that X had given to Y", "$5 million of that donated before ..."."""
    if hit := _BY.match(tail):
        to = _to(hit["gap"], end + hit.start("gap")) or _to(tail[hit.end() :], end + hit.end(), 80)
        return Frame(giver_after=end + hit.end(), receiver_after=to, floor=floor, carried=to is None)
    if relative := _RELATIVE.match(tail):
        return Frame(giver_after=end + relative.end(), receiver_after=_to(tail, end, 100), floor=floor)
    if _OF_THAT.match(tail):
        return Frame(receiver_after=_to(tail, end, 40), floor=floor, carried=True)
    return None


_VERB = re.compile(rf"\b(?P<verb>(?P<give>{GIVE})|(?P<move>{MOVE}))\b")
_WROTE = r"\b(?:wr(?:ote|ites?|iting|itten)|cut|cuts|cutting|signed|sign|mailed)\b"
_CHECK = re.compile(
    rf"{_WROTE}(?P<gap>(?:[^,;$]{{0,60}}?))\b(?:(?:an?|another|two|three|four|several|its|his|her|the|separate|individual"
    rf"|big|large)(?: \w+)?(?: checks? (?:for|of|worth|totaling|in the amount of) {_COUNT})?\s*|\s)$"
)
_CHECK_TO = re.compile(
    rf"{_WROTE} (?:[\w-]+ ){{1,3}}?checks? (?:to|into) (?P<who>[^,;$]{{2,60}}?) (?:for|of|totaling) {_COUNT}$"
)
_MADE = re.compile(
    rf"\b(?:made|making|makes?|reported|offered)\s+(?:an? |the |another |two |direct |individual |\w+ ){{0,3}}?"
    rf"(?:{GIFT} (?:of|worth|totaling) )?{_COUNT}$"
)
_WITH = re.compile(rf"\b(?P<verb>{FUND})\s+(?P<who>[^,;$]{{1,60}}?)\s+(?:with|to the tune of)\s+(?:an? )?{_COUNT}$")
_LOAN = re.compile(r"\b(?:loan(?:s|ed)?|lent)\b")


def _active(text: str, lead: str, tail: str, end: int, floor: int) -> Frame | None:
    """ "X gave $5 million to Y", "X wrote Y a $5 million check", "X bankrolled Y with $5 million"."""
    part = lead[floor:]
    if hit := _WITH.search(part):
        return Frame(giver_before=floor + hit.start(), receiver_after=floor + hit.start("who"), floor=floor)
    if hit := _CHECK_TO.search(part):
        return Frame(giver_before=floor + hit.start(), receiver_after=floor + hit.start("who"), floor=floor)
    if (hit := _CHECK.search(part)) and ("check" in hit[0] or re.match(r"[ -](?:\w+ )?checks?\b", tail)):
        dative = floor + hit.start("gap") if re.search(r"[A-Z]|\bthe\b", hit["gap"]) else None
        return Frame(giver_before=floor + hit.start(), receiver_after=_to(tail, end) or dative, floor=floor)
    made = _MADE.search(part)
    if made and (re.search(rf"\b{GIFT}\b", made[0]) or re.match(rf"[ -](?:[\w-]+ ){{0,3}}?(?:in )?{GIFT}\b", tail)):
        return Frame(giver_before=floor + made.start(), receiver_after=_to(tail, end), floor=floor)
    verbs = [m for m in _VERB.finditer(part) if len(part) - m.end() <= 90]
    if not verbs:
        return None
    verb = verbs[-1]
    if verb[0] in ("doled out", "doling out", "forked over") and re.match(r" on\b", tail):
        return None  # spent
    gap = part[verb.end() :]
    to = _to(tail, end) or _to(gap, floor + verb.end())
    if verb["move"]:
        alone = re.fullmatch(rf" (?:\w+ly )?(?:in |out )?(?:an? |total )?{_COUNT}|[^,;$]* to [^,;$]* ", gap)
        if to is None or not alone or not _committee(text[to:]):
            return None
        return Frame(giver_before=floor + verb.start(), receiver_after=to, floor=floor)
    given = re.fullmatch(rf" (?P<who>(?:the |its |his |their )?[^,;$]{{2,60}}?) (?:an? |another )?{_COUNT}", gap)
    whom = given["who"] if given else ""
    named = re.search(rf"[A-Z]|\b{COMMITTEE}\b", whom) and not re.match(r"(?:in|on|at|to|over)\b", whom)
    if to is None and named:
        to = floor + verb.end() + 1
    return Frame(giver_before=floor + verb.start(), receiver_after=to, floor=floor)


_LIKE = re.compile(
    r"314 Action\b"
    rf"|(?:the |a |an |his |her |its |their |that |another )(?:[a-z][\w\u2019'-]+ ){{0,4}}?{COMMITTEE}s?\b"
    rf"|(?:the )?(?:[A-Z][\w\u2019'&-]* (?:for |of |the )*){{1,6}}?"
    r"(?:PAC|PACs|Fund|Committee|Action|Project|Majority|Victory|Alliance|Coalition|League|Future|Network|Club|Association)\b"
    r"|(?:[\w-]+ ){0,3}?(?:super PACs|PACs|political groups|outside groups|committees)\b"
)


def _committee(text: str) -> bool:
    """Whether a text begins with a committee: by its form, or by a name that the registry has."""
    low = re.sub(r"^the ", "", plain(text[:80]))
    known = any(low.startswith(p) and not low[len(p) : len(p) + 1].isalnum() for p in phrases() if p)
    return bool(known or _LIKE.match(text) or _is_name(text))


_NEW = re.compile(
    r"(?:[A-Z][\w\u2019'&-]+ (?:for |of |the )?){1,5}[A-Z][\w\u2019'&-]+"
    r"(?=[.,;)]|$| (?:in|on|since|last|this|during|after|before|and)\b)"
)
_NO_NAME = re.compile(
    r"\b(?:County|City|Valley|Beach|District|Senate|House|North|South|New|West|East|Rhode|District|Democrats|Republicans|Los"
    r"|Las|San|Santa|Fort|Saint|St|Day|Street|Party|Congress|Race|Primary|Island|Springs|Rep|Sen|Gov|President|Election|GOP)\b"
)


def _is_name(text: str) -> bool:
    """Whether a text begins with two or more capitalised words that are no place, office or person with a title."""
    hit = _NEW.match(text)
    return bool(hit and not _NO_NAME.search(hit[0]) and not {*STATES} & {*hit[0].split(" ")})


_NEXT_PART = re.compile(r"[^$.;]{0,30};(?: and| then)? ?")  # "... by A, which gave $5 million; B, at $4 million"
_TOTAL = re.compile(
    rf"\b(?:(?:bringing|brings|brought|pushing|pushed|raising) (?:his|her|its|their|the) (?:[\w-]+ ){{0,3}}?"
    rf"(?:total|tally|giving|contributions|donations|gifts)(?: [\w-]+){{0,4}}? to|adding up to|for a total of|totaling)"
    rf" {_COUNT}$"
)
_LISTED = re.compile(
    rf"(?:^|[,;]|\band\b|\bwhile\b|\bwith\b|\bby\b)\s*(?:the |by )?(?=[^,;$]*[A-Z])[^,;$]{{2,80}}?(?:,[^,;$]*,)?"
    rf",?\s+(?:(?:with|at|for|by|gave|another|an additional|a further)\s+)*{_COUNT}$"
)


def _continued(sentence: str, lead: str, tail: str, end: int, floor: int, money: list[tuple[int, int]]) -> Frame | None:
    """ "... gave $5 million, and Y $2 million", "... and $2 million to Z": what goes on with the gift before it."""
    earlier = [one for one in money if one[1] == floor or _NEXT_PART.fullmatch(sentence[one[1] : floor])]
    if not earlier or not frame(sentence, *earlier[-1]):
        return None
    part = lead[floor:]
    if len(part) > 120:
        return None
    if _TOTAL.search(part):
        return Frame(floor=floor, carried=True)
    moved = list(re.finditer(rf"\b{MOVE}\b(?: in)? {_COUNT}$", part))
    other = moved and re.search(r"(?:,|;|\band\b|\bwhile\b)[^,;$]*[A-Z][^,;$]*$", part[: moved[-1].start()])
    if other and not moved[-1][0].startswith("sp"):
        return Frame(giver_before=floor + moved[-1].start(), floor=floor, carried=True)
    links = r"(?:and |plus |as well as |along with |followed by |including |among them |of which |then )+"
    if re.fullmatch(rf"(?:[^,;$]{{0,40}}),? {links}{_COUNT}", part):
        to = _to(tail, end, 5)
        return Frame(receiver_after=to, floor=floor, carried=True) if to else None
    hit = re.search(r"(?:^|,|\band\b|\bby\b)\s*(?:and |followed by |then )*(?=[^,;$]*[A-Z])", part)
    if hit and _LISTED.search(part) and not re.search(r"\b(?:spent|raised|received|loaned|has|had|reported)\b", part):
        return Frame(giver_before=len(lead), receiver_after=_to(tail, end, 5), floor=floor + hit.end(), carried=True)
    return None


def _bracketed(text: str, start: int, end: int) -> Frame | None:
    """ "its largest donors were X ($5 million) and Y ($2 million)"."""
    inside = re.match(r"[^()]{0,40}\)", text[end:])
    opened = re.search(r"\((?:[^()$]{0,30})$", text[:start])
    if not inside or not opened:
        return None
    lead = text[: opened.start()]
    if not (cue := list(re.finditer(DONORS, lead, re.IGNORECASE))):
        return _framed(bracketed(text, lead, opened.start(), end))
    donors = cue[0]
    whose = re.match(r"\s+(?:to|of|for|behind)\s+", lead[donors.end() :])
    cut = max(
        (m.end() for m in re.finditer(r"\)|\b(?:were|are|include[sd]?|including|was|is|by|from)\b|:", lead)), default=0
    )
    after = donors.end() + whose.end() if whose else None
    if after is None and (owner := _WHOSE.search(lead[: donors.start()])):
        after = owner.start("who")
    before = donors.start() if after is None else None
    return Frame(giver_before=len(lead), receiver_after=after, receiver_before=before, floor=cut)


_WHOSE = re.compile(
    r"(?P<who>(?<!\bThe )[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,5})[\u2019']s? (?:(?:[a-z][\w-]*|money|funding|cash) ){0,4}?$"
)
_PUBLIC = re.compile(
    r"\b(?:Congress|Pentagon|Treasury|White House|administration|governments?|lawmakers|legislature|taxpayers?|grants?"
    r"|federal aid|military aid|foreign aid|the state|the county|the city|Medicaid|FEMA|foundation grants?)\b[^,;]*$"
)


def public_money(text: str, figure: Figure) -> bool:
    """Whether an amount that is "given" is public money, and no gift in an election: a government's, or a billion."""
    verb = [m.start() for m in re.finditer(rf"\b{GIVE}\b", text[: figure.start])]
    lead = text[: verb[-1]] if verb else ""
    aid = re.match(r"[^,.;$]{0,30}\b(?:aid|grants?|subsid\w+|relief|funding)\b", text[figure.end :])
    return bool(figure.value >= 1_000_000_000 or _PUBLIC.search(re.split(r",(?!\d)", lead)[-1]) or aid)


def without_adverbs(text: str) -> str:
    """A text without the auxiliaries and adverbs at its end, which stand between a subject and its verb."""
    return _TRAILING.sub("", text)
