"""The parties of a gift by name: the head of the words before a verb, and of the words after "to" or "from"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.claims.clauses import aside_spans
from onrecord.claims.gift_words import COMMITTEE, without_adverbs
from onrecord.claims.mentions import Mention
from onrecord.claims.story import Sentence, Story
from onrecord.model.dates import MONTHS

_TOKEN = r"[A-Z\u00c0-\u00de][\w\u2019'\u00c0-\u00ff&-]*"
_JUNIOR = r"(?:,? (?:Jr|Sr)\.)?"
_MORE = r"(?:(?:19|20)\d\d\b|[A-Z]\.(?: ?[A-Z]\.)*|"
_MORE += rf"[\u201c\"]{_TOKEN}[\u201d\"]|(?:of |for |& |of the |and the )?{_TOKEN}{_JUNIOR})"
_RUN = re.compile(rf"(?:(?:[A-Z]\.){{1,3}} ?|314 )?{_TOKEN}(?:,? (?:Jr|Sr)\.)?(?: {_MORE})*")
_ROLES = (
    r"(?:co-?founders?|founders?|CEO|CEOs|chief|executives?|officer|chair(?:man|woman)?|president|heir(?:ess)?|owners?|co-owner"
    r"|investors?|magnate|mogul|billionaires?|millionaire|financiers?|manager|director|partners?|donors?|entrepreneurs?"
    r"|tycoon|developer|philanthropist|trader|lawyer|attorney|banker|capitalist|megadonors?|mega-donors?|head|boss|scion"
    r"|industrialist|businessm[ae]n|businesswoman|titan|baron|king|insider|ally|activist|candidate|giant|firm|company|exchange"
    r"|startup|conglomerate|group|fund|titans|husband|wife|widow|actor|director|producer|author|inventor|founder)"
)
_TITLE = re.compile(
    r"^(?:(?:Reps?|Sens?|Govs?|Mr|Mrs|Ms|Dr|Messrs)\.|Representatives?|Senators?|Governor|Congress(?:man|woman)|President"
    r"|Vice|Former|Speaker|Mayor|The|A|An|Billionaire|Billionaires|Investor|Megadonor|Republican|Democratic|Democrat|GOP"
    r"|Candidate|Candidates|And|But|While|Meanwhile|When|Hedge|Tech|Media|Oil|Casino|Hollywood|Crypto|Longtime"
    r"|Philanthropist|Entrepreneur|Businessman|CEO|Chairman|Founder|Texas|Illinois|Wisconsin|Florida|California"
    r"|Financier|Industrialist|Conservative|Liberal|Progressive|Both|Fellow|Incumbent|Chicago|New York|Las Vegas)$"
)
_OF_NAMES = frozenset(["american", "america", "house", "senate", "republican", "democratic", "conservative", "liberal"])
_LIKE_COMMITTEE = re.compile(
    r"\b(?:PAC|Fund|Coalition|Action|Project|Alliance|League|Association|Committee|Union|Council|Network|Majority)$"
)
_ADJECTIVE = re.compile(r" (?:lobby|lobbying|group|donors?|interests|industry|firms?|companies|money|allies)\b")
_INNER = re.compile(
    r"(?:^|.* )(?:CEO|President|Chairman|Chairwoman|Chair|Founder|Co-Founder|Chief Executive|Mayor|Governor|Senator"
    r"|Secretary) (?=[A-Z])"
)
_NOBODY = frozenset(
    re.split(
        r"\s+",
        "the a an in on at by for from with this that these and but yet so if as of it its his her he she they their we"
        " overall all told also during fec federal election commission house senate republican republicans democrat"
        " democrats democratic gop"
        " congress u.s us america american americans day"
        " another while when though after before since meanwhile separately together additionally last billionaire pac"
        " pacs leading among records filings according earlier later most more only top both each one two three i",
    )
)
_MONTHS = frozenset(m.casefold() for m in MONTHS)
_ADVERBIAL = re.compile(
    r"^(?:in|on|at|by|during|since|after|before|as|for|according|over|through|throughout|last|this|earlier|later|so|all"
    r"|meanwhile|overall|separately|additionally|also|then|still|leading|among|between|until|when|while|though|although"
    r"|despite|like|unlike|once|just|to date|in addition|together with|from|with|under"
    r"|previously|recently|today|yesterday|instead|moreover|furthermore|however|plus|to|into|federal|FEC)"
    r"\b(?![^,]*\b(?:PAC|Action|Fund)$)",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:show(?:s|ed|n)?|reveal(?:s|ed)?|report(?:s|ed)?|indicat\w+|disclos\w+|said|says|found|noted"
    r"|according to [^,]+,|because|that|when|while|after|where|as)\s+(?:that )?(?=[^,]*$|[^,]*,)"
)
_PRONOUN = re.compile(
    r"(?:^|\s)(?P<who>he|she|they|the (?:couple|billionaire|mogul|megadonor|mega-donor|donor|investor|magnate|pair"
    r"|tycoon|heir|heiress))$",
    re.IGNORECASE,
)
_THE_GROUP = re.compile(
    rf"(?:^|\s)(?:it|(?:the|that|this|his|her|their|its) (?:[\w-]+ )?{COMMITTEE}|which|that)$", re.IGNORECASE
)


@dataclass(frozen=True)
class Party:
    """One side of a gift: a name as a claim gives it, the mention it is linked by, how many it lists."""

    name: str
    mention: Mention | None = None
    count: int = 1
    refers: bool = False  # read from a pronoun or a description


@dataclass(frozen=True)
class Named:
    """A name where it stands in a sentence."""

    party: Party
    start: int
    end: int


_LOW = re.compile(
    r"(?:(?:the|a|an|his|her|its|their|both|former|then-|fellow|longtime|(?:Reps?|Sens?|Govs?|Mr|Mrs|Ms|Dr|Messrs)\.) )*"
)
_WORDS = re.compile(r"(?:[a-z][\w\u2019'-]* ){1,6}(?=[A-Z])")
_JOB = re.compile(
    r"(?! (?:is|was|are|were|remains|remained|became|ranks?|ranked)\b)"
    rf"(?:[\u2019']s?)? (?:[a-z][\w-]* ){{0,3}}?{_ROLES}(?: (?:and|of|in) [a-z]+)*"
    r"(?: (?!(?:is|was|are|were|has|remains|include[sd]?)\b)[a-z-]+){0,2} (?=[A-Z])"
)
_RANKED = re.compile(r"\b(?:Mayor|Governor|Gov\.|Senator|President|CEO|Founder|Chairman|Speaker|Secretary|Rep\.) $")
_TITLED = re.compile(r"\b(?:Gov|Sen|Rep|Lt|Gen|Atty|Prof|Dr|Rev|Sgt|Col|Capt|Adm|Maj|Hon|Mr|Mrs|Ms)$")
_OWNS = re.compile(r"[\u2019']s? (?=[A-Z])")
_RANK = re.compile(r" (?=(?:CEO|President|Chairman|Chair|Founder|Co-Founder|Chief) )")


def name_at(story: Story, s: Sentence, text: str, place: int) -> Named | None:
    """The name that begins at a place of a sentence: the last of "WhatsApp co-founder Jan Koum", titles passed over."""
    best: Named | None = None
    at = place
    while at < len(text):
        low = _LOW.match(text, at)
        at = low.end() if low else at
        run = _RUN.match(text, at)
        mention = next((m for m in story.mentions if m.start - s.start <= at < m.end - s.start), None)
        inner = run and next((m for m in story.mentions if run.start() < m.start - s.start < run.end()), None)
        if mention:
            junior = re.compile(r",? (?:Jr|Sr)\.").match(text, mention.end - s.start)
            end = junior.end() if junior else mention.end - s.start
            best = Named(Party(shown(mention), mention), at, end)
        elif run and _TITLED.search(run[0]) and text[run.end() : run.end() + 2] in (". ", ".\u00a0"):
            at = run.end() + 2  # "Florida Gov. Rick Scott"
            continue
        elif run and re.match(r"\w+-(?:based|born|area|backed|aligned|funded)\b", run[0]):
            best, end = None, at + len(run[0].split(" ")[0])
            words = _JOB.match(text, end) or re.compile(r" (?:[a-z][\w-]* )*(?=[A-Z])").match(text, end)
            if not words:
                break
            at = words.end()
            continue
        elif run and _ADJECTIVE.match(text, run.end()) and " " not in run[0]:
            break
        elif (run and inner and _RANKED.search(text[at : inner.start - s.start])) or (
            run and inner and not _untitled(text[at : inner.start - s.start].strip())
        ):
            at = inner.start - s.start
            continue
        elif run:
            end = inner.start - s.start - 1 if inner and inner.person else run.end()
            name = _untitled(text[at:end].strip())
            best = (
                Named(Party(_full(story, name)), end - len(text[at:end].split(name)[-1]) - len(name), end)
                if name
                else best
            )
        elif (role := _WORDS.match(text, at)) and best is None:
            at = role.end()
            continue
        else:
            break
        step = (
            (_JOB.match(text, best.end) or _OWNS.match(text, best.end) or _RANK.match(text, best.end)) if best else None
        )
        if not step:
            break
        at = step.end()
    return best


def shown(m: Mention) -> str:
    """A mention as a claim names it: a committee known by its registered name as the story writes it."""
    if m.group is None:
        return m.person or m.text
    lone = re.fullmatch(r"C\d{8}", m.group.id)
    return m.text if lone else m.group.short or m.group.name


def _untitled(run: str) -> str:
    """A capitalised run without the titles and opening words before the name in it."""
    run = _INNER.sub("", re.sub(r"[\u2019']s?$", "", run))
    tokens = run.split(" ")
    whole = len(tokens) > 1 and (tokens[0] in ("American", "America") or _LIKE_COMMITTEE.search(run))
    while (
        tokens
        and not (whole and tokens[0].casefold() in _OF_NAMES)
        and (_TITLE.match(tokens[0]) or tokens[0].strip(".").casefold() in _NOBODY)
    ):
        tokens.pop(0)
    return re.sub(r"[\u2019']s?$", "", " ".join(tokens))


def _full(story: Story, name: str) -> str:
    """The full name that the story gives to a last name, when it gives just one."""
    if " " in name or not name:
        return name
    full = _by_last(story).get(name, set())
    plain = {re.sub(r" [\u201c\"][^\u201d\"]+[\u201d\"]", "", one) for one in full}
    return plain.pop() if len(plain) == 1 else name


def _by_last(story: Story) -> dict[str, set[str]]:
    """The names of two to four words that a story writes, by their last word; found once for a story."""
    found: dict[str, set[str]] | None = story.kept.get("names by last word")
    if found is None:
        found = {}
        for t in story.sentences:
            for m in _RUN.finditer(t.text):
                cut = _untitled(m[0]).split(" ")
                if 2 <= len(cut) <= 4:
                    found.setdefault(cut[-1], set()).add(" ".join(cut))
        story.kept["names by last word"] = found
    return found


_NEXT = re.compile(
    r",?(?: \([^)]*\))?(?:, and |,? and |, | & )(?=(?:the |Reps?\. |Sens?\. |former )*[A-Z])(?!(?:who|which)\b)"
)
_LIST = re.compile(r"(?:[^,;$()]{2,50}, ){0,8}?[^,;$()]{2,50},? and (?:the )?[A-Z]")
_CLAUSE = re.compile(
    rf"(?:the )?\b{_TOKEN}(?: [A-Z]\.)?(?:\s{_TOKEN}(?: [A-Z]\.)?){{0,4}}(?:,[^,]*,)? "
    r"(?:has|had|have|\w+ed|gave|is|was|put|sent|giving|\w+ing|wrote|cut)\b"
)


def names_at(story: Story, s: Sentence, text: str, place: int, stop: int | None = None) -> Party | None:
    """The one or several that begin at a place: "A", "A and B", "A, B and C" (by their names, joined by "and")."""
    found = list_at(story, s, text, place, stop)
    return found[0] if found else None


def list_at(story: Story, s: Sentence, text: str, place: int, stop: int | None = None) -> tuple[Party, int] | None:
    """The one or several that begin at a place, no further than `stop`, with the place where they end."""
    found: list[Party] = []
    at = last = place
    while one := name_at(story, s, text, at):
        party, end = one.party, one.end
        last = end
        if not found or party.name not in [p.name for p in found]:
            found.append(party)
        if stop is not None and end >= stop:
            break
        more = _NEXT.match(text, end)
        if not more:
            break
        listed = "and" in more[0] or "&" in more[0] or _LIST.match(text, more.end())
        if not listed or (stop is None and _clause_next(text, more.end())):
            break
        at = more.end()
    if not found:
        return None
    if len(found) == 1:
        return found[0], last
    names = [p.name for p in found]
    return Party(", ".join(names[:-1]) + f" and {names[-1]}", None, len(found)), last


def _clause_next(text: str, place: int) -> bool:
    """Whether a clause of its own begins here: "A, and B gave ..."."""
    return bool(_CLAUSE.match(text, place))


def subject(story: Story, s: Sentence, text: str, floor: int, place: int) -> Party | None:
    """The head of the words that end at a place, before their verb; what stands between commas after it is left out."""
    part = without_adverbs(text[floor:place].rstrip())
    base = floor
    if hit := re.search(r":\s(?=[^:]*$)", part):
        base, part = base + hit.end(), part[hit.end() :]
    relative = re.search(r",?\s(?:who|which|that)$", part)
    if relative:
        part = part[: relative.start()]
        if "," in part and not re.search(r",(?!\d)[^,]*,(?!\d)[^,]*$", part) and _names(story, s, part, base):
            return _names(story, s, part, base)[-1][2]
        listed = _names(story, s, part, base)
        return listed[-1][2] if listed else None
    said = [m.end() for m in _SAID.finditer(part) if not re.match(r",", part[m.end() :])]
    if said and part[said[-1] :].strip():
        base, part = base + said[-1], part[said[-1] :]
    base, part = _last_clause(story, s, text, base, part, floor)
    segments, at = [], base
    for piece in re.split(r"(,(?!\d))", part):
        if piece != ",":
            segments.append((at, piece))
        at += len(piece)
    for k, (at, piece) in enumerate(segments):
        lead = re.match(r"\s*(?:(?:and|but|or|with|while|plus|then|also|so)\s+)*", piece)
        at, piece = at + (lead.end() if lead else 0), piece[lead.end() if lead else 0 :]
        if not piece.strip() or (_ADVERBIAL.match(piece) and k + 1 < len(segments)):
            continue
        names = _names(story, s, piece, at)
        whole = list_at(story, s, text, names[0][0], base + len(part)) if names else None
        if whole and whole[0].count > 2 and not text[whole[1] : base + len(part)].strip():
            return whole[0]
        if (found := _head(story, s, text, at, piece)) is not None:
            return found
        if k + 1 < len(segments) and re.search(rf"\b{_ROLES}$", piece.strip()):
            continue
    return None


def _last_clause(story: Story, s: Sentence, text: str, base: int, part: str, floor: int) -> tuple[int, str]:
    """The clause that a subject ends: from its last "with", "while" or ", and" on, where names follow that list none."""
    cuts = list(re.finditer(r"(?:^|,)\s*(?P<with>with|while|but|and)\s+", part))
    for cut in reversed(cuts):
        before = re.split(r",", part[: cut.start()])[-1].strip()
        bare = cut["with"] == "and" and re.fullmatch(rf"(?:the |and )*(?:{_RUN.pattern})", before)
        if not bare and _names(story, s, part[cut.end() :], base + cut.end()):
            return base + cut.end(), part[cut.end() :]
    inner = list(re.finditer(r"\s(?:and|while|but|with)\s+(?=[^,]*[A-Z])", part)) if floor else []
    goes_on = re.match(r"\s*(?:to|into|in|for|from|of|on|last|this)\b", part)
    if inner and goes_on and not cuts:
        return base + inner[-1].end(), part[inner[-1].end() :]
    return base, part


_OWNER = re.compile(r"[\u2019']s?(?= (?!campaign|committee|re-?election|with\b|at\b|and\b|for\b)[a-z])")


def _names(story: Story, s: Sentence, part: str, base: int) -> list[tuple[int, int, Party]]:
    """The names in a part of a sentence that are no owner's, place's or month's, in order."""
    text = s.text
    found, at = [], base
    end_of = base + len(part)
    while at < end_of:
        hit = re.compile(r"[A-Z\u00c0-\u00de]").search(text, at, end_of)
        if not hit:
            break
        one = name_at(story, s, text, hit.start())
        if one is None or one.end <= hit.start():
            run = _RUN.match(text, hit.start())
            at = run.end() if run else hit.start() + 1
            continue
        party, start, end = one.party, one.start, one.end
        place = any(p.start - s.start <= start < p.end - s.start for p in story.places)
        owns = re.search(r"[\u2019']s$", text[start:end])
        owner = _OWNER.match(text, end) or (owns and not re.match(r" (?:with|at|and|for)\b|[,;.]", text[end:]))
        word = party.name.casefold().strip(".")
        if end <= end_of and party.name and word not in _NOBODY | _MONTHS and not place and not owner:
            found.append((start, end, party))
        at = max(end, hit.start() + 1)
    return found


def _head(story: Story, s: Sentence, text: str, at: int, piece: str) -> Party | None:
    """Who a noun phrase is about: its first name or list of names, else whom its pronoun or description refers to."""
    names = _names(story, s, piece, at)
    names = [
        n
        for n in names
        if not re.search(r"\b(?:of|from|at|in|by|near|for|against|like|under)(?: the)? $", text[at : n[0]])
    ] or names[:0]
    if names:
        joined = names_at(story, s, text, names[0][0], at + len(piece))
        pair = re.compile(rf"({_TOKEN}) and ({_TOKEN} {_TOKEN})").match(text, names[0][0])
        if pair and " " not in names[0][2].name:
            return Party(f"{pair[1]} and {pair[2]}", None, 2)
        return joined if joined and joined.count > 1 else names[0][2]
    stripped = piece.strip()
    if _THE_GROUP.search(stripped) and (last := last_group(story, s, at + len(piece))):
        return last
    if _PRONOUN.search(stripped):
        return Party("", None, 1, True)
    return None


def nearest(story: Story, s: Sentence, text: str, place: int) -> Party | None:
    """The last name before a place that no comma sets apart and that no "to" makes a receiver."""
    kept = text[:place]
    for a, b in aside_spans(text):
        if b <= place:
            kept = kept[:a] + " " * (b - a) + kept[b:]
    names = [n for n in _names(story, s, kept, 0) if kept[n[0] : n[1]].strip()]
    names = [n for n in names if not re.search(r"\b(?:to|into|of|from|against|for|by)(?: the| a)? $", text[: n[0]])]
    return names[-1][2] if names else None


def refers(part: str) -> bool:
    """Whether the words before a verb end with a pronoun or a description: whom they mean may stay open."""
    ends = without_adverbs(part.rstrip())
    return bool(_PRONOUN.search(ends) or _THE_GROUP.search(ends))


def last_group(story: Story, s: Sentence, place: int) -> Party | None:
    """The committee last spoken of before a place; nobody where an unnamed one came after it."""
    earlier = [m for m in story.mentions if m.group and m.start < s.start + place]
    if not earlier:
        return None
    unnamed = [m for m in _UNNAMED.finditer(story.text, max(earlier[-1].end, s.start), s.start + place)]
    unnamed = [
        m
        for m in unnamed
        if not re.match(r"(?: \w+)?,? (?:called |named |known as )?[A-Z]", story.text[m.end() : m.end() + 30])
    ]
    group = earlier[-1].group
    if unnamed or not group:
        return None
    return Party(shown(earlier[-1]), earlier[-1], 1, True)


_UNNAMED = re.compile(
    rf"(?<!, )(?<!is )(?<!was )(?<!as )(?<!like )(?<!\()\b(?:a|an|another) (?:[\w-]+ ){{0,3}}?{COMMITTEE}"
)
