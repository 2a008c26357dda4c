"""Ratios, differences and changes: two to one, more than double, a $30,000 edge, a ninety percent cut, outraised."""

from __future__ import annotations

import re
from decimal import Decimal

from onrecord.claims import aside
from onrecord.claims.figures import HEDGES, Figure
from onrecord.claims.kinds import comparing
from onrecord.claims.kinds.nearby import (
    partial,
    phase_near,
    where_in,
)
from onrecord.claims.kinds.ratio_periods import earlier_period, when_of
from onrecord.claims.kinds.ratio_sides import OUT, Compared, sides_of
from onrecord.claims.spans import standard
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Typed, claim
from onrecord.claims.unread import unread_words
from onrecord.claims.words import CASH, GAVE, RAISED, SPENT

_GATE = re.compile(
    r"\b(?:times?|twice|double\w*|tripl\w*|quadrupl\w*|\w*fold|out-?raised|out-?spent|out-?spending|out-?raising"
    r"|outfundraised"
    r"|to[ -](?:one|1)|percent|than|edge|difference|advantage|lead|led|trail\w*|gap|deficit|half|outpac\w+"
    r"|eclips\w+|surpass\w+|exceed\w*|dwarf\w*|topp(?:ed|ing)|tops|bests|bested|beat|beats|(?:quarters?|thirds?"
    r"|fraction) of"
    r"|for (?:every|each))\b|%|:1",
    re.IGNORECASE,
)
_AFTER_TIMES = re.compile(
    r"\s*(?:as (?:much|many|large|big)|more(?! often)|the|what|that|its|his|her|their"
    r"|(?-i:[A-Z])[\w-]+[\u2019']s|over|larger|higher|greater"
    r"|bigger)\b"
    r"|\s*(?:last|this) (?:cycle|year|quarter)", re.IGNORECASE)  # fmt: skip
_GREW = (
    r"(?:rose|grew|increased|jumped|climbed|surged|soared|(?<!made )(?<!make )(?<!makes )(?<!making )up|rise"
    r"|grown|risen"
    r"|gained)"
)
_FELL = r"(?:fell|dropped|declined|decreased|plunged|plummeted|sank|down|slashed|cut|shrank|fallen|reduced)"
_UP_NOUN = r"(?:increase|jump|rise|surge|gain|hike|spike|boost|more|higher|greater|larger|bigger)"
_DOWN_NOUN = r"(?:cut|drop|decline|decrease|reduction|fall|plunge|dip|less|lower|fewer|smaller)"
_CHANGE = re.compile(rf"\b(?:{_UP_NOUN}|(?P<down>{_DOWN_NOUN})) of (?:more than |about |nearly |almost )?$")
_EDGE = r"(?:edge|difference|advantage|lead|gap|deficit|cushion|disadvantage)"
_TOPPED = r"topp(?:ed|ing)|tops|surpass\w*|exceed\w*|outpac\w+|eclips\w+|bested|bests|beat|beats"
_AN = r"(?:an? |some |about |nearly |roughly |more than |at least |almost |just over )?"
_LESS = r"\b(?:less|fewer|lower|behind|trail\w*|deficit|disadvantage)\b"
_MADE_UP = re.compile(  # "made up three-quarters of what it raised": a share of the whole
    r"\b(?:ma(?:de|kes?|king) up|account\w* for|compris\w+|represent\w*|constitut\w+|provid\w+|suppl\w+|equal to) $"
    r"|\b(?:(?:his|her) own (?:money|funds|fortune|cash)|to (?:himself|herself)|loaned [^.;]{1,40})"
    r"[,\u2014\u2013(] ?(?:or )?$"
)
_FOR_EVERY = re.compile(
    r"(?P<said>\$(?P<a>\d+(?:\.\d+)?) (?:for|to) (?:every|each) (?:\$(?P<b>\d+(?:\.\d+)?)|dollar))"
    r"(?! (?:million|billion|thousand))",
    re.IGNORECASE,
)
_MONEY_WORDS = re.compile(
    rf"\b(?:{SPENT}|{RAISED}|{GAVE}|{CASH}|cash|money|fund-?raising|haul|war chest|receipts|spending|dollars|donors?"
    r"|contributions?|PACs?|outraised|outspent)\b|\$",
    re.IGNORECASE,
)
_NOT_OURS = re.compile(
    r"\b(?:votes?|voters?|turnout|ballots?|registered|vote share|percentage points?"
    r"|likely)\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    rf"\b(?P<verb>{RAISED}|{SPENT}|{GAVE}|has|had|have)\b (?P<said>(?:far |much |slightly |significantly "
    rf"|considerably )?"
    r"(?P<way>more|less)(?: (?:money|cash|overall|cash on hand|in (?:donations|contributions)))*(?: [\w ]{0,20}?)?)"
    r" than (?=(?:(?:his|her|its|their|the|Rep\.|Sen\.|former|incumbent) )*(?:(?-i:[A-Z])|opponent|rival|challenger"
    r"|congress(?:wo)?man|senator"
    r"|lawmaker|governor|all\b|any\b"
    r"|every|both|it\b|he\b|she\b|they\b|the other))",
    re.IGNORECASE,
)
_PASSED = re.compile(
    r"\b(?:outpaced|outpaces|eclipsed|eclipses|surpassed|surpasses|exceeded|exceeds|dwarfed|dwarfs)\b"
    r"(?= (?:(?:his|her|its|their|the|what|that|those|Rep\.|Sen\.) )*(?:(?-i:[A-Z])|opponent|rival|\$"
    r"|fund-?raising|spending|haul|total))"
    r"|\b(?:outpacing|eclipsing|surpassing|exceeding|dwarfing)\b(?= (?:his|her|its|their|the|what|that)\b)",
    re.IGNORECASE,
)
_THAN_THE = re.compile(
    r"(?:,|\u2014|\u2013|--|\bis|\bwas) (?P<said>(?:far |well |much |slightly |significantly )?(?P<way>more|less) than"
    r" the) (?=\$)",
    re.IGNORECASE,
)
_ITS_SUM = re.compile(
    rf" (?:that |which )?(?:in [\w -]{{0,20}}?)?(?:[^,.;$]{{0,40}}?\b(?:has|have|had|{SPENT}|{RAISED}|{GAVE})\b"
    rf"|(?:from|by|for) )",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:no (?=[A-Za-z])|neither|nor|nobody|no one|not|never|would|could|might|may|if|whether|hardly|denie[sd]"
    r"|did(?:n[\u2019']t)|n[\u2019']t)\b"
    r"[^,.;]*$|\bto $",
    re.IGNORECASE,
)


def read(story: Story, s: Sentence, found: list[Figure]) -> list[Typed]:
    """The claims of a sentence that compare sums of money; polls, plans and votes are left to others."""
    if not _GATE.search(s.text) or not _MONEY_WORDS.search(s.text):
        return []
    claims: list[Typed] = []
    figured = _figured(s, found)
    figured = [*_for_every(s.text), *figured]
    bare = [b for b in _bare(s) if not any(b.end <= f.start <= b.end + 90 for f in figured)]  # "outraised two to one"
    for one in [*figured, *bare]:
        if _DENIED.search(re.split(r"[;\u2014]", s.text[: one.start])[-1]):
            continue
        a, b = s.start + one.start, s.start + one.end
        if not any(c.start < b and a < c.end for c in claims):
            claims.append(_typed(story, s, one))
    return claims


def measure_near(text: str, a: int, b: int) -> str:
    """What is compared: by the nearest words for money before, within or after the place."""
    tries = (("cash", rf"{CASH}|\bcash\b|war chest|\b(?:ended|closed|finished|began|started|entered"
        rf"|opened)\b[\w ]{{0,25}}"
        rf" with\b"), ("receipts", rf"\b{RAISED}\b|fund-?rais\w+|haul|receipts"
        rf"|outrais\w+"),
             ("contribution", rf"\b{GAVE}\b"), ("spending", rf"\b{SPENT}\b|outspen\w+|spender"))  # fmt: skip
    near = text[max(0, a - 90) : b + 70]
    at = a - max(0, a - 90)
    hits = [
        (abs((m.start() + m.end()) // 2 - at), name) for name, p in tries for m in re.finditer(p, near, re.IGNORECASE)
    ]
    held = re.search(r"\b(?:has|had|have|holds?|held) (?:about |nearly |more than |over |roughly )?\$", near)
    return min(hits)[1] if hits else "cash" if held else "spending"


def _figured(s: Sentence, found: list[Figure]) -> list[Compared]:
    listed = []
    for figure in found:
        set_aside = aside.planned(s, figure)
        if set_aside and not (set_aside[0] == "poll" and figure.kind == "ratio" and OUT.search(s.text[: figure.start])):
            continue
        one = {"times": _times, "ratio": _times, "percent": _percent, "money": _difference}.get(figure.kind)
        if (one and (compared := one(s.text, figure, found))) or (
            figure.kind == "fraction" and (compared := _fraction(s.text, figure))
        ):
            listed.append(compared)
    return listed


def _times(text: str, f: Figure, found: list[Figure]) -> Compared | None:
    """ "Two to one", "more than double the $44 million", "tripled its spending"."""
    tail, lead = text[f.end :], text[: f.start]
    word = f.surface.casefold().split(" ")[-1]
    out = OUT.search(text)
    grown = word in ("doubled", "tripled", "quadrupled", "quintupled") or (
        word in ("double", "triple", "quadruple", "quintuple") and re.search(r"\b(?:to|would|will|could|aims?) $", lead)
    )
    if grown and not re.match(r"\s*(?:its|his|her|their|the|that|what|from|in|over|since|to|down\b)", tail):
        return None
    if f.kind == "times" and not grown and not (_AFTER_TIMES.match(tail) or (out and "by" in lead[-12:])):
        return None
    if _NOT_OURS.search(tail[:30]) or (f.kind == "ratio" and not _money_ratio(text, f)):
        return None
    measure = "ratio"
    if out:
        measure = "receipts_ratio" if out["receipts"] else "spending_ratio"
    elif measure_near(text, f.start, f.end) in ("receipts", "cash") and not _base(f, found, text):
        measure = f"{measure_near(text, f.start, f.end)}_ratio"
    sums = "" if out else measure_near(text, f.start, f.end)
    base = _base(f, found, text)
    apposed = bool(base and re.search(r"(?:,|\u2014|\u2013|--) (?:or )?$", text[: f.start]))
    return Compared(f.start, f.end, measure, f.comparator, f.value, "x", base, sums=sums, of_clause=apposed)


def _money_ratio(text: str, f: Figure) -> bool:
    return bool(
        re.search(
            r"(?:money|cash|dollars?|\$|spen[dt]|rais|fund|donat|contribut|haul|outrais|outspen)", text, re.IGNORECASE
        )
    )


def _base(f: Figure, found: list[Figure], text: str) -> Figure | None:
    """The amount that stands right after "double the" and is what the sum is compared with."""
    near = [m for m in found if m.kind == "money" and f.end <= m.start <= f.end + 12]
    return next((m for m in near if re.fullmatch(r"\s*(?:as much as )?(?:the|its|his|her|their"
                                                 r"|what)?\s*(?:roughly |about )?",
                                                 text[f.end : m.start])), None)  # fmt: skip


def _percent(text: str, f: Figure, found: list[Figure]) -> Compared | None:
    """ "Fell 90 percent", "a ninety percent cut", "40% more than": a change against another period or another's sum."""
    tail, lead = text[f.end : f.end + 45], text[max(0, f.start - 30) : f.start]
    up = re.match(rf"[\s-]+(?:point )?{_UP_NOUN}\b", tail, re.IGNORECASE)
    down = re.match(rf"[\s-]+{_DOWN_NOUN}\b", tail, re.IGNORECASE)
    rose = re.search(rf"\b{_GREW}(?: by)? (?:more than |about |nearly |an? )?$", lead, re.IGNORECASE)
    fell = re.search(rf"\b{_FELL}(?: [\w ]{{0,20}}?)?(?: by)? (?:more than |about |nearly |an? )?$", lead, re.IGNORECASE)
    change = _CHANGE.search(lead)
    if re.match(r" of what\b", tail) and not _NOT_OURS.search(tail):
        sums = measure_near(text, f.start, f.end)
        return Compared(f.start, f.end, "ratio", f.comparator, f.value / 100, "x", sums=sums)
    if not (up or down or rose or fell or change) or _NOT_OURS.search(text[f.start : f.end + 40]):
        return None
    sign = -1 if down or fell or (change and change["down"]) else 1
    end = f.end + ((up or down).end() if (up or down) else 0)  # type: ignore[union-attr]
    return Compared(f.start, end, "pct_change", f.comparator, sign * f.value, "pct")


def _difference(text: str, f: Figure, found: list[Figure]) -> Compared | None:
    """ "$3 million more than", "a $2 million edge", "an edge of less than $30,000", "outraised her by $1 million"."""
    tail, lead = text[f.end : f.end + 45], text[max(0, f.start - 60) : f.start]
    more = re.match(r"\s+(?:more|less|fewer|higher|lower) (?:[\w ]{0,25}? )?than\b|\s+(?:ahead of|behind)\b", tail)
    edge = re.match(rf"(?:[ -](?:[\w-]+ ){{0,3}}?){_EDGE}\b", tail, re.IGNORECASE)
    of = re.search(rf"\b{_EDGE}\b[^,.;$]{{0,45}}? (?:of|was|is|at|by|to|about) $", lead, re.IGNORECASE)
    apart = re.search(
        r"\b(?:separat\w+|differ\w*) [^,.;$]{0,20}?by"
        r" $",
        lead,
    ) or re.match(r" (?:apart|difference)\b", tail)
    out = re.search(rf"{OUT.pattern}[^,.;$]{{0,50}}\bby (?:an? )?$", lead, re.IGNORECASE)
    led = re.search(
        rf"\b(?:trail\w*|lead\w*|led|ahead of|behind|{_TOPPED})\b[^,.;$]{{0,40}}\bby {_AN}$", lead, re.IGNORECASE
    )
    than = _THAN_THE.search(text, 0, f.start + 1)
    if than and than.end() == f.start and _ITS_SUM.match(text[f.end : f.end + 70]):
        sense = "more_than" if than["way"].casefold() == "more" else "less_than"
        name = f"{measure_near(text, f.start, f.end)}_compare"
        return Compared(than.start("said"), than.end("said"), name, sense, None, None, of_clause=True)
    if not (more or edge or of or out or led or apart) or _NOT_OURS.search(tail[:20]):
        return None
    name = measure_near(text, f.start, f.end)
    begin = max(0, f.start - 60)
    verb = (begin + led.start(), begin + led.start() + len(led[0].split(" ")[0])) if led else None
    less = (more, edge, of, led)
    turned = any(h and re.search(_LESS, h[0], re.IGNORECASE) for h in less)
    if out:
        name = "receipts" if out["receipts"] else "spending"
    return Compared(
        f.start, f.end, f"{name}_difference", f.comparator, f.value, "USD", None, f.unit_in_last_place, verb, turned
    )


def _for_every(text: str) -> list[Compared]:
    """ "$2 for every $1 that Lee spent": a ratio of the two."""
    found = []
    for hit in _FOR_EVERY.finditer(text):
        a, b = Decimal(hit["a"]), Decimal(hit["b"] or 1)
        lead = re.search(rf"(?:{'|'.join(HEDGES.values())}|some|at least) $", text[: hit.start()], re.IGNORECASE)
        said = lead[0] if lead else ""
        hedge = next((n for n, w in HEDGES.items() if re.search(rf"(?:{w}) $", said, re.IGNORECASE)), "exact")
        if b and a < 1000 and b < 1000:
            name = measure_near(text, *hit.span())
            name = f"{name}_ratio" if name in ("receipts", "cash") else "ratio"
            found.append(Compared(*hit.span("said"), name, hedge, a / b, "x", sums=measure_near(text, *hit.span())))
    return found


def _fraction(text: str, f: Figure) -> Compared | None:
    """ "Half as much as", "a third of what it spent in 2022"."""
    if not re.match(r"\s*(?:as much as|of what\b|of the (?:money|cash|amount|sum|total|haul)"
                    r" (?:that |which )?(?:(?-i:[A-Z])|he\b|she\b|they\b|(?:his|her|their"
                    r"|the) (?:[\w-]+ )?(?:opponent|rival"
                    r"|challenger|incumbent))|(?:of )?(?:its|his|her|their) \$[\d.,]+ (?:million |billion )?(?:from"
                    r"|in) 20\d\d|(?:of )?(?:what|the \$|its|his|her"
                    r"|their) (?:\w+ )?(?:total|haul|raised"
                    r"|spent|it|he|she|they)\b)",
                    text[f.end :]):  # fmt: skip
        return None
    if re.match(r" of (?:its|his|her|their) (?!\$)", text[f.end :]) or _MADE_UP.search(text[: f.start]):
        return None
    sums = measure_near(text, f.start, f.end)
    measure = f"{sums}_ratio" if sums in ("receipts", "cash") else "ratio"
    return Compared(f.start, f.end, measure, f.comparator, f.value, "x", sums=sums)


def _bare(s: Sentence) -> list[Compared]:
    """Comparisons without a figure: "outraised", "spent more than the other groups combined"."""
    found = []
    for hit in OUT.finditer(s.text):
        passive = re.search(r"\b(?:was|were|been|being|is|are) (?:\w+ )?$", s.text[: hit.start()])
        if not passive or re.match(r" by\b", s.text[hit.end() :]):
            name = "receipts" if hit["receipts"] else "spending"
            found.append(Compared(*hit.span(), f"{name}_compare", "more_than", None, None))
    for hit in _PASSED.finditer(s.text):
        name = measure_near(s.text, *hit.span())
        found.append(Compared(*hit.span(), f"{name}_compare", "more_than", None, None))
    for hit in _MORE.finditer(s.text):
        tail = s.text[hit.end() : hit.end() + 40]
        if (
            re.match(r"(?:any|every|all) (?:other )?", tail)
            or re.match(r"(?:half|twice|\$|\d)", tail)
            or _NOT_OURS.search(hit[0])
        ):
            continue
        name = measure_near(s.text, hit.start(), hit.end())
        found.append(Compared(hit.start("said"), hit.end("said") + 5, f"{name}_compare",
                              "less_than" if hit["way"] == "less" else "more_than", None, None))  # fmt: skip
    return found


def _typed(story: Story, s: Sentence, one: Compared) -> Typed:
    subject, target = sides_of(story, s, one)
    period = standard(
        s.text, one.start, story.published, "cash_on_hand" if one.measure.startswith("cash") else "receipts"
    )
    measure = "compare_gt" if one.measure.endswith("_compare") else one.measure
    measure = "ratio" if measure == "spending_ratio" else measure
    value = None if one.value is None else format(one.value.normalize(), "f")
    if one.turned and target is None and earlier_period(s.text, one, story.published):
        value = f"-{value}"  # less than its own sum of another period
    of = target.name if target else one.base.surface if one.base else None
    if target is None and (base := earlier_period(s.text, one, story.published)):
        own = period[:4] if period[:4].isdigit() and period[:4] != str(base) else story.published.year
        of, period = of or f"same period {base}", f"{own} vs {base}"
    more: dict[str, object] = {"target": of, "period": period, "phase": phase_near(s.text, one.start, one.end)}
    more |= where_in(story, s) if subject and not subject.is_group else {}
    said = claim(measure, subject.name if subject else None, one.comparator, value, one.unit or "", **more)
    said["unit"] = one.unit
    judge = comparing.judged(story, one, subject, target, when_of(story, s, one, target))
    unread = tuple(w for w in unread_words(story, s, one.start, one.end) if w.casefold() not in comparing.READ)
    return Typed(
        s.start + one.start,
        s.start + one.end,
        "ratio_compare",
        said,
        judge,
        part=partial(s.text, one.start, one.end),
        unread=unread,
    )
