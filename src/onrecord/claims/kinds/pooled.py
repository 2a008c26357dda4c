"""Money of several committees together, and amounts that take whose and what they are from the amount before them."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.claims.clauses import clause_of
from onrecord.claims.documents import document
from onrecord.claims.figures import Figure, figures
from onrecord.claims.kinds.amount import Amount, said_of
from onrecord.claims.kinds.nearby import earlier, groups, named_in
from onrecord.claims.periods import period_of
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Typed, always, cannot
from onrecord.claims.words import RAISED, SPENT
from onrecord.model.names import display
from onrecord.registry.groups import Group, aliases, plain
from onrecord.registry.groups import groups as registered

_CLASS = (
    r"(?P<who>(?:(?:federal|Democratic|Republican|GOP|liberal|conservative|leadership|corporate|hybrid|crypto|union"
    r"|pro-\w+|[\w-]+-(?:aligned|backed|funded|affiliated|linked)) )*(?:super PACs"
    r"|super political action committees|PACs|leadership PACs|party committees))"
)
_MANY = (
    r"(?:(?:the|all|all of the|more than|some|about|roughly|nearly|nation[\u2019']s) )*"
    r"(?:(?:[\d,]+|hundreds of|dozens of|scores of) )?"
)
_POOL_DOES = re.compile(
    rf"(?:^|[,;:] |\b(?:and|but|while|as|that|all|the|In all,|so far,|those|{_MANY}) ?){_CLASS}"
    r"(?: (?:together|combined|collectively|nationwide|nationally|overall|alone|that [^,.;$]{3,40}))*"
    r"(?: (?:have|had|has|already|together|collectively|also|now|reported|report))*"
    rf" (?:{RAISED}|{SPENT}) [^.;$]{{0,25}}$",
    re.IGNORECASE,
)
_POOL_GETS = re.compile(rf"^[^.;$]{{0,30}}?\b(?:to|into) {_MANY}{_CLASS}\b", re.IGNORECASE)
_NOBODY_GIVES = re.compile(
    r"\b(?:donors|contributors|people|individuals|Americans|corporations|companies|unions|interests|givers)\b"
    r"[^.;$]{0,40}$",
    re.IGNORECASE,
)
_OF_BOTH = (
    ("ie", re.compile(r"\b(?:independent|outside) (?:expenditures?|spending|advertis\w+|ads?)\b"
                      r"|\b(?:ads|advertis\w+|ad campaigns)\b", re.IGNORECASE)),
    ("contributions", re.compile(r"\b(?:contributions|donations|gifts|giving|contributing|donating)\b", re.IGNORECASE)),
)  # fmt: skip
_UNIT = re.compile(
    r"\b(?:The|Both|These|Those|the|both|these|those) (?:two |pair of |three )?(?:\w+ )?"
    r"(?:super PACs|PACs|groups|committees|funds|organi[sz]ations)\b"
)
_ARMS = re.compile(
    r"\b(?:[Tt]he )?(?P<who>[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,4})[\u2019']s? (?:federal |own )?"
    r"(?P<one>super PAC|PAC|political action committees?|political arm)"
    r",? and (?:its |their )?"
    r"(?:(?:political|affiliated|allied|lobbying|sister|dark[- ]money|advocacy|related|legislative) )*"
    r"(?P<two>super PAC|non-?profit|lobbying|legislative|501\(c\)\(4\)|advocacy)"
    r"(?: arm| group| wing| affiliate| fund)?\b"
)
_ARM = {"political action committee": "PAC", "political action committees": "PAC", "political arm": "PAC"}
_BACK = re.compile(
    r"\b(?:compared (?:to|with)|up from|down from|versus|vs\.?|rather than|increase from|decrease from|drop from"
    r"|(?:more|less|fewer|higher|lower|double|triple|twice|half|quadruple)(?: than)?"
    r"(?: (?:double|triple|twice|half))?"
    r"|top(?:s|ped)|exceed(?:s|ed)|eclips(?:es|ed)|surpass(?:es|ed)|dwarfs|on top of)"
    r" (?:the )?(?:(?:just|only|about|roughly|nearly|almost|some|more than|less than|over|around|its|their) )*$"
)
_THAT = re.compile(
    r"^(?:That|This)(?:[\u2019']s| is| was| would be| figure| sum| total| amount| marks| represents| compares| tops"
    r"| dwarfs| exceeds)\b"
)
_OWN_VERB = re.compile(
    r"\b(?:the )?(?:[A-Z][\w\u2019'-]+(?: [A-Z][\w\u2019'-]+)*(?: campaign)?|it|they|he|she|who|that|which)"
    rf" (?:himself |herself |itself |alone |also |already |has |had |have |\w+ly )*(?:{RAISED}|{SPENT}"
    r"|gave|reported|disclosed|contributed|donated)\b"
)
_SUMMARY = "an amount of all such committees together is in no loaded summary"


_KEPT = re.compile(
    r"^ (?:\w+ ){0,2}?(?:banked(?! \$)|left (?:over|to spend|in)|left(?=[.,;]|$| (?:after|for|with|heading|going|as"
    r"|at|before|when|on)\b)|remaining|stockpiled|saved up|stashed"
    r"|on deposit|available to spend)\b"
)
_HOLDS = re.compile(
    r"\b(?:(?:left|sitting|sits|sat) (?:with|on)|leaving [\w\u2019' ]{2,25} with"
    r"|war chests? (?:of|totaling|worth)|stockpiles? of|cash reserves? of"
    r"|(?:bank|cash) balances? of|nest egg of|cash[- ]on[- ]hand (?:of|totaling|totals?|totall?ed)"
    r"|(?:enter|head|go|limp|sail|march|stumble)(?:ed|s|ing)? (?:in)?to (?:the )?(?:[\w-]+ ){0,3}(?:with|on)"
    r"|(?:enter(?:s|ed|ing)?|went into|heads? into) the (?:[\w-]+ ){0,3}(?:election|race|campaign|stretch|fall"
    r"|summer|season|runoff"
    r"|primary|period|cycle|year) with|account (?:held|holds|had|has)"
    r"|(?:entered|began|started|ended|closed|finished|exited|kicked off|closed out|end(?:s|ing)|begin(?:s|ning)"
    r"|clos(?:es|ing)"
    r"|finish(?:es|ing)|enter(?:s|ing)|start(?:s|ing))"
    r" (?:January|February|March|April|May|June|July|August|September|October|November|December|the (?:\w+ ){0,2}?"
    r"(?:year|month|quarter|period|cycle)|20\d\d|(?:\w+ )?quarter)[^.;$]{0,12} with) "
    r"(?:(?:just|only|about|some|roughly|nearly|more than|over|a|another) )*$"
)
_NOUN_BEFORE = re.compile(
    r"\b(?:receipts|hauls?|fund-?raising(?: totals?)?|intake|total take|contributions|donations) (?:of|totall?ing"
    r"|totall?ed|came to|reached|hit|topped|was|were) (?:(?:just|only|about|some|roughly|nearly|more than|over) )*$"
)
_NOUN_AFTER = re.compile(
    r"^ (?:(?:total|overall|record|quarterly|fund-?raising|campaign)? ?(?:quarter\b(?! of)|take\b|intake\b)"
    r"|in (?:total |overall |net |campaign |new )*(?:receipts|contributions|donations|fund-?raising|campaign funds)"
    r"|(?:fund-?raising |campaign )?haul\b|quarterly haul\b|worth of (?:contributions|donations))"
)
_MERELY = re.compile(
    r"\b(?:reported|reports|had|has|have|posted|with|at|held|holds|logged|recorded|disclosed|saw"
    r"|to [\w\u2019'-]+[\u2019']s?"
    r"|(?:than|of|over|dwarf\w*|top\w*|beat\w*|surpass\w*|exceed\w*|trail\w*|behind|eclips\w*|match\w*|and|by|from"
    r"|below|above) "
    r"(?:(?:Rep|Sen|Gov)\. |former |the )*(?:[A-Z][\w-]+ ){0,2}[A-Z][\w-]+[\u2019']s?)"
    r" (?:(?:just|only|about|some|roughly|nearly|more than|over|less than|under|a|another) )*$"
)


_HAD = r"\b(?:had|has|holds|held) (?:(?:just|only|about|some|roughly|nearly|more than|over|a|another) )*$"
_AT_START = re.compile(r" (?:at|by|as of) the (?:start|beginning|end|close|outset) of\b")


_NOUN_FOR = re.compile(
    r"\b(?P<noun>receipts|disbursements|fund-?raising|spending|expenditures)"
    r" (?:for|by|of|to) [^,.;$]{3,40} (?:were|was|totall?ed|came to|reached|stood at|hit|topped)"
    r" (?:(?:just|only|about|some|roughly|nearly|more than|over) )*$",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:reported|reports|logged|recorded|disclosed) (?:(?:just|only|about|some|roughly|nearly|over|more than) )*$"
)
_OF_QUARTER = re.compile(
    r" (?:for|in|during|over) (?:the |its |his |her |that )?(?:[\w-]+ )?(?:quarter|reporting period|Q[1-4])\b"
)


def kept(lead: str, tail: str) -> bool:
    """Whether an amount is what was left: "was left with $20,000", "had $98 million banked"."""
    if re.search(_HAD, lead) and (_AT_START.match(tail) or re.search(rf"\b{RAISED}\b[^;]*\b(?:and|but) {_HAD}", lead)):
        return True
    return bool(_KEPT.match(tail) or _HOLDS.search(lead))


_TO_SPEND = re.compile(
    r"(?:$|[.,;)]| (?:to spend|to work with|as of|at the (?:end|start|beginning)|heading|going into|with (?:a|two"
    r"|three|one|less|under)"
    r"|for the (?:final|home|last|general|fall|rest)))"
)


def bare_cash(text: str, figure: Figure) -> str | None:
    """cash_on_hand, where somebody simply has an amount: "Kim has $2 million", "his rival has $700,000 to spend"."""
    had = re.search(_HAD, text[: figure.start]) or re.search(r"\b(?:have|having|hold|holding) $", text[: figure.start])
    return "cash_on_hand" if had and _TO_SPEND.match(text[figure.end :]) else None


def noun_of(lead: str, tail: str) -> str | None:
    """receipts, where a noun alone says so: "a haul of $2 million", "$1.1 million in receipts"; else None."""
    if hit := _NOUN_FOR.search(lead):
        return "ie" if hit["noun"].casefold() in ("disbursements", "spending", "expenditures") else "receipts"
    if _NOUN_BEFORE.search(lead) or (_REPORTED.search(lead) and _OF_QUARTER.match(tail)):
        return "receipts"
    return "receipts" if _NOUN_AFTER.match(tail) else None


_OF_TIME = re.compile(
    r" (?:in|for|during|over|through|as of|at|by) (?:the |that |its |his |her )?"
    r"(?:(?:same|first|second|third|fourth|last|latest|end of|start of|most recent|previous|prior) )*(?:the )?"
    r"(?:quarter|period|month|year|cycle|stretch|three months|20\d\d|Q[1-4]"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*)\b"
)


def merely(lead: str, tail: str) -> bool:
    """Whether an amount is had or reported, and no words say of what."""
    if _BACK.search(lead) and re.match(r" (?:for|by) (?:the |Rep\. |Sen\. )?[A-Z]", tail):
        return True
    return bool(_MERELY.search(lead) and (re.match(r"$|[.,;)]", tail) or _OF_TIME.match(tail)))


def both(a: Amount) -> str | None:
    """contributions+ie, or ie+contributions as the words order them, where an amount spent is said to be of both."""
    text, figure = a.sentence.text, a.figure
    end = re.search(r";|\bcompared (?:to|with)\b|\bup from\b|\bdown from\b|\bversus\b", text[figure.end :])
    tail = text[figure.end : figure.end + end.start() if end else len(text)]
    of = re.search(r"\b(?:on|including|includes|in|through|via|between|counting|covering|combining|for|as|both)\b", tail)
    if of is None:
        return None
    found = sorted((m.start(), name) for name, words in _OF_BOTH for m in [words.search(tail, of.start())] if m)
    if len(found) < 2 or "$" in tail[: found[-1][0]]:
        return None
    if not re.search(r"\b(?:and|or|plus|as well as)\b", tail[found[0][0] :]):
        return None
    return "+".join(name for _, name in found)


def short_name(name: str) -> str:
    """The initials that the registry gives a committee (CLF), where it gives any; else the name."""
    for group in (g for g in aliases() if plain(name) in (plain(g.name), *map(plain, g.phrases))):
        listed = [p for p in group.phrases if re.fullmatch(r"[A-Z]{2,5}", p)]
        return listed[0] if listed else group.name
    return display(name) if name.isupper() and " " in name else name


def joined_name(group: Group) -> str:
    """The name of a group; of committees that the sentence alone joins, each by its short name: CLF + SLF."""
    if "+" not in group.id:
        return group.short or group.name
    return " + ".join(short_name(name) for _, name, _ in group.members)


_TOLD = re.compile(
    r" (?:that |which )?(?:the )?[A-Z][\w\u2019'-]+(?: [A-Z][\w\u2019'-]+)*(?:[\u2019']s)?(?: campaign)?"
    rf" (?:has |had |have )?(?:already )?(?:disclosed |reported |said it )?(?P<verb>{RAISED}|{SPENT})\b"
)


def compared(s: Sentence, figure: Figure) -> tuple[Figure, str] | None:
    """ "more than the $1.7 million that the Lee campaign has disclosed spending": that amount itself, exact, and its
    measure; None where no such words follow."""
    lead = re.match(r"[^$]*\bthe \$", figure.surface)
    told = _TOLD.match(s.text[figure.end :])
    if not lead or not told:
        return None
    cut = lead.end() - 1
    one = replace(figure, start=figure.start + cut, surface=figure.surface[cut:], comparator="exact")
    return one, "receipts" if re.fullmatch(RAISED, told["verb"]) else "ie"


def owned(story: Story, s: Sentence, figure: Figure) -> str | None:
    """receipts, where an amount is what a candidate's contributions or fundraising came to; else None."""
    hit = _CAME_TO.search(s.text[: figure.start])
    if not hit or (
        hit["what"].casefold().startswith(("contribution", "donation")) and _OUT.search(s.text[figure.end :])
    ):
        return None
    who = [m for m in story.mentions if m.start <= s.start + hit.start("who") < m.end]
    return None if who and who[-1].group and not _IN.match(hit["what"]) else "receipts"


_CAME_TO = re.compile(
    r"(?P<who>[A-Z][\w-]+)[\u2019']s? (?:campaign |total |overall |quarterly |latest |own )*"
    r"(?P<what>contributions|donations|receipts|fund-?raising|haul|take|fund-?raising total|total)"
    r"(?: (?:for|in|during|over|through) [^,.;$]{2,40})?"
    r" (?:has |have |had )?(?:amount\w* to|totall?ed|totall?ing|came to|comes to|stood at|stands at|reached|were|was"
    r"|topped|hit|exceeded)"
    r" (?:(?:just|only|about|some|roughly|nearly|more than|a total of) )*$"
)
_IN = re.compile(r"receipts|fund-?raising|haul|take", re.IGNORECASE)
_OUT = re.compile(r"^[^.;$]{0,15}\b(?:to|into) ")


def pool(story: Story, a: Amount) -> Typed | None:
    """The claim about all committees of a class ("all super PACs"), or about two that no file knows; else None."""
    text, figure = a.sentence.text, a.figure
    lead, tail = text[: figure.start], text[figure.end :]
    who, measure = None, {"ie": "disbursements"}.get(a.measure, a.measure)
    many = "PACs" in text or "committees" in text
    if sisters := _sisters(story, a):
        who = sisters
    elif many and (hit := _POOL_DOES.search(lead)):
        who = _class_name(hit["who"])
    elif many and a.measure in ("contribution", "ie") and (hit := _POOL_GETS.match(tail)) and _NOBODY_GIVES.search(lead):
        who, measure = _class_name(hit["who"]), "receipts"
    elif a.measure in ("ie", "receipts", "cash_on_hand", "debts"):
        who = _arms(story, a) or _two(story, a) or _unit(story, a)
    if who is None and many and (earlier_one := _continues(a)):
        told = pool(story, earlier_one)
        who = told.claim["subject"] if told else None
    if who is None or measure not in ("receipts", "disbursements", "cash_on_hand", "debts"):
        return None
    measure = (measure == "disbursements" and both(a)) or measure
    period = period_of(text, figure.start, story.published)
    judge = always(cannot(_SUMMARY, document("fec_committee_totals", period.cycle)))
    return Typed(*a.span, "aggregate_group", said_of(a, measure, who, period), judge)


_AND_ITS = re.compile(
    r",?(?: and|, along with|, with| plus) (?:its|their|two|three) (?:(?:two|three|four) )?"
    r"(?:(?:sister|affiliated|allied|related|associated|partner|fellow|other|companion) )?"
    r"(?:super PACs|PACs|groups|committees|affiliates|sisters)\b(?!, [A-Z])"
)


def _sisters(story: Story, a: Amount) -> str | None:
    """ "Fairshake and its two sister super PACs": the members of the registered group that the one named belongs to."""
    for m in story.mentions_in(a.sentence.start, a.span[0]):
        if m.group and len(m.group.members) == 1 and _AND_ITS.match(story.text, m.end, a.span[0]):
            named = set(m.group.committees)
            mine = [g for g in registered() if len(g.members) > 1 and named <= set(g.committees)]
            if len(mine) == 1:
                return " + ".join(name for _, name, _ in mine[0].members)
    return None


def _continues(a: Amount) -> Amount | None:
    """The amount before, whose subject the verb of this one has: "super PACs have raised $4 and spent $2"."""
    money = [f for f in figures(a.sentence.text) if f.kind == "money" and f.end <= a.figure.start]
    between = a.sentence.text[money[-1].end : a.figure.start] if money else ""
    if not re.fullmatch(
        rf"[^.;A-Z]*\b(?:and|but) (?:have |had )?(?:also |then |already )*(?:{RAISED}|{SPENT}) [^.;A-Z]*", between
    ):
        return None
    return Amount(a.sentence, money[-1], "receipts")


def _class_name(words: str) -> str:
    words = words[0].lower() + words[1:] if re.match(r"(?:Super|Party|Leadership|Corporate|Hybrid)\b", words) else words
    return f"all {words}" if re.fullmatch(r"(?:federal )?[a-z ]*PACs|party committees", words) else words


def _arms(story: Story, a: Amount) -> str | None:
    """ "the NRA's PAC and lobbying arm": an organisation's committees together, where the registry has no such group."""
    lead = a.sentence.text[: a.figure.start]
    hits = list(_ARMS.finditer(lead))
    if not hits or re.search(r"[.;$]", lead[hits[-1].end() :]):
        return None
    hit = hits[-1]
    first, last = a.sentence.start + hit.start(), a.sentence.start + hit.end()
    if any(m.group and len(m.group.members) > 1 and m.start < last and first < m.end for m in story.mentions):
        return None
    second = (
        re.sub(r"^non-?profit$", "nonprofit arm", hit["two"])
        .replace("lobbying", "lobbying arm")
        .replace("advocacy", "advocacy arm")
    )
    return f"{hit['who']} ({_ARM.get(hit['one'], hit['one'])} + {second})"


def _two(story: Story, a: Amount) -> str | None:
    """Two committees joined by "and" right before the verb, one of them in no file."""
    if not re.search(r"\b(?:and|plus|with) [^$;]*$", a.sentence.text[: a.figure.start]):
        return None
    inside = [n for n in named_in(story, a.sentence) if n.end <= a.span[0]]
    if [bool(n.group) for n in inside[-2:]] == [True, True]:
        return None  # both known: their sum is asked of the record
    if inside and inside[-1].is_group and (led := _COMMITTEE_AND.search(story.text[: inside[-1].start])):
        start = inside[-1].start - len(led[0])
        if start >= a.sentence.start and not any(n.start <= start < n.end for n in inside):
            return f"{short_name(led['name'])} + {short_name(inside[-1].name)}"
    linked = story.text[inside[-2].end : inside[-1].start] if len(inside) > 1 else ""
    kin = re.fullmatch(rf",? and (?:its |the |their ){_KIN},? ", linked)
    if len(inside) < 2 or not ((inside[-1].is_group or kin) and inside[-2].is_group):
        return None
    between = story.text[inside[-2].end : inside[-1].start]
    if not re.fullmatch(
        rf",? (?:and|plus|along with|together with) (?:the |its |their |{_KIN},? )*",
        between,
    ):
        return None
    return f"{short_name(inside[-2].name)} + {short_name(inside[-1].name)}"


_KIN = (
    r"(?:(?:allied|affiliated|sister|aligned|companion|partner|associated|related|dark[- ]money|own) ){0,2}"
    r"(?:super PAC|PAC|nonprofit|non-profit|group|organi[sz]ation|arm|committee|advocacy (?:arm|group))"
)
_COMMITTEE_AND = re.compile(
    r"(?:(?:The|the) )?(?P<name>(?:[A-Z][\w&.\u2019'-]* ){1,5}?(?:PAC|Fund|Action|Project|Majority|Victory|Alliance"
    r"|Coalition|League|Network|Committee|Association|Union|Inc\.?))(?:,? and|,? along with|,? together with)"
    r" (?:the |its |their )*$"
)


def _unit(story: Story, a: Amount) -> str | None:
    """ "The two super PACs": the two that the sentence before names, and no third."""
    lead = a.sentence.text[: a.figure.start]
    hits = list(_UNIT.finditer(lead))
    number = story.sentences.index(a.sentence)
    if not hits or not number or earlier(story, a.sentence, groups) is None:
        return None
    if any(
        n.is_group and n.start >= a.sentence.start + hits[-1].end()
        for n in named_in(story, a.sentence)
        if n.end <= a.span[0]
    ):
        return None
    before = story.sentences[number - 1]
    named = list(dict.fromkeys(n.name for n in named_in(story, before) if n.is_group))
    return " + ".join(short_name(n) for n in named) if len(named) == 2 else None


def carried(story: Story, s: Sentence, figure: Figure) -> tuple[Sentence, Figure] | None:
    """The amount whose subject and measure one without its own takes: "$1.6 million, compared to $16 million in 2014";
    "That's double the $44 million spent in 2022" takes those of the sentence before. None where it has its own."""
    lead = s.text[: figure.start]
    first, last = clause_of(s.text, figure.start, figure.end)
    tail = re.split(r"[;.]|, ", s.text[figure.end : last])[0]
    if _OWN_VERB.search(s.text[first : figure.start]) or _OWN_VERB.search(tail):
        return None
    if _THAT.match(s.text) and re.search(r"\$", lead) is None and (number := story.sentences.index(s)):
        before = story.sentences[number - 1]
        money = [f for f in figures(before.text) if f.kind == "money"]
        return (before, money[-1]) if money else None
    hedged = s.text[figure.start : figure.end]
    bare = lead + hedged[: len(hedged) - len(hedged.lstrip("abcdefghijklmnopqrstuvwxyz "))]
    if not _BACK.search(bare):
        return None
    money = [f for f in figures(s.text) if f.kind == "money" and f.end <= figure.start]
    return (s, money[-1]) if money else None
