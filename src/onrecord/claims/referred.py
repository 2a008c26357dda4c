"""Whom "he", "her campaign", "the congresswoman" or "his opponent" means: the one whom the story leaves, or nobody.

A pronoun means the person of its own sentence before it, else of the sentence before; where these have two people, or a
name that no file knows, it means nobody. No word is taken for a sign of who somebody is: "he" and "she" are read alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.answers.people import Person
from onrecord.claims.clauses import aside_spans
from onrecord.claims.mentions import Mention
from onrecord.claims.story import Sentence, Story
from onrecord.claims.words import GAVE, RAISED, SPENT

_OFFICE = r"congress(?:man|woman|member)|incumbent|senator|representative|lawmaker"
_RIVAL = r"(?:opponent|challenger|rival)"
_WORDS = re.compile(
    rf"\b(?P<owner>his|her|[A-Z][\w-]+['\u2019]s) (?:\w+ )?(?P<rival>{_RIVAL})\b"
    r"|\b(?P<pronoun>he|she|(?:his|her) (?:own )?(?:\w+ )?campaign)\b"
    rf"|\bthe (?:\w+ )?(?P<office>{_OFFICE})\b"
    r"|\bthe (?:\w+ )?(?P<challenger>challenger)\b"
    r"|\bthe (?P<candidate>candidate|nominee)\b",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"\b(?<!State )(?<!state )(?:Reps?|Sens?|Representative|Senator|Congress(?:man|woman|member)|incumbent|Incumbent)\.?"
    r" (?:(?:Democrat|Republican|Democratic)(?:ic|s)? )?(?:Reps?\. |Sens?\. |[A-Z]\. )?$"
)
_FORMER = re.compile(r"\b(?:former|then-|ex-)[\w .-]{0,20}$", re.IGNORECASE)
_NOT_PEOPLE = frozenset(
    re.split(
        r"\s+",
        "federal election commission campaign committee district congressional house senate congress united states day"
        " party primary general supreme court city county state university street press associated north south west"
        " east new super pac action fund project majority",
    )
)
_DOES = re.compile(
    r"(?:['\u2019]s campaign)?(?:,[^,$]*,)?(?: (?:also|already|then|reportedly|only|since|now|still|previously|later))*"
    rf" (?:has|had|have|is|was|{RAISED}|{SPENT}|{GAVE}|loan(?:ed|s)|lent|put|puts|reported|reports|entered|ended|closed"
    r"|started|began|finished|owes|owed|self-funded)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(r"(?:^|[,;] (?:and |but |while )?|\b(?:and|but|while|as|when) |^(?:[A-Z][\w ]{0,30}), )$")
BACK = 2  # sentences that a pronoun reaches back, over ones that name nobody


@dataclass(frozen=True)
class Referred:
    """The words that refer, their place in the whole text, the full name they mean or the names they could mean."""

    words: str
    start: int
    person: str | None
    among: tuple[str, ...] = ()

    @property
    def possessive(self) -> bool:
        """Whether the words are "his campaign" and the like."""
        return self.words.casefold().startswith(("his ", "her "))

    @property
    def mention(self) -> Mention:
        """The reference as a mention of its person."""
        return Mention(self.start, self.start + len(self.words), self.words, person=self.person)

    @property
    def why(self) -> str:
        """Why nobody is meant for certain."""
        if len(self.among) > 1:
            return f"'{self.words}' can mean {' or '.join(self.among)}"
        return f"whom '{self.words}' means cannot be told for certain from the names before it"


def referred(story: Story, s: Sentence, place: int) -> Referred | None:
    """Whom the last referring words before a place of a sentence mean; None where there are none."""
    apart = [(a, b) for a, b in aside_spans(s.text) if not a <= place < b]
    hits = [
        m
        for m in _WORDS.finditer(s.text, 0, place)
        if not any(a <= m.start() < b for a, b in apart) and _acts(s.text, m)
    ]
    if not hits:
        return None
    hit = hits[-1]
    at = s.start + hit.start()
    if hit["pronoun"]:
        names = _before(story, s, hit.start())
    elif hit["rival"]:
        names = _rivals(story, s, hit)
    elif hit["candidate"]:
        names = _named(story, at)
    else:
        names = _by_office(story, at, bool(hit["challenger"]))
    return Referred(hit[0], at, names[0] if len(names) == 1 else None, tuple(names))


def _acts(text: str, hit: re.Match[str]) -> bool:
    """Whether the words are a subject: a verb of money follows, or "he" opens the clause."""
    opens = hit[0].casefold() in ("he", "she") and _OPENS.search(text[: hit.start()])
    return bool(opens or _DOES.match(text[hit.end() :]))


def _names(story: Story, start: int, end: int) -> list[str]:
    """The different people whom a part of the text names, in its order."""
    return list(dict.fromkeys(m.person for m in story.mentions_in(start, end) if m.person))


def _named(story: Story, end: int) -> list[str]:
    return _names(story, 0, end)


def _strangers(story: Story, s: Sentence, end: int) -> list[str]:
    """Names before a place of a sentence that no file knows."""
    part = Sentence(s.text[:end], s.start)
    known = _NOT_PEOPLE
    return [n for n in story.unknown_names(part) if not {w.casefold() for w in re.findall(r"\w+", n)} & known]


def _before(story: Story, s: Sentence, place: int) -> list[str]:
    """The people whom a pronoun at `place` can mean: of its sentence before it, else of the nearest one that has any."""
    index = story.sentences.index(s)
    found = _names(story, s.start, s.start + place) + _strangers(story, s, place)
    for back in range(1, BACK + 1):
        if found or index < back:
            break
        earlier = story.sentences[index - back]
        found = _names(story, earlier.start, earlier.end) + _strangers(story, earlier, len(earlier.text))
        if not found and (told := referred(story, earlier, len(earlier.text))):
            found = list(told.among)
    return list(dict.fromkeys(found)) if any(n in _known(story) for n in found) else []


def _known(story: Story) -> set[str]:
    return set(story.people_named)


def _rivals(story: Story, s: Sentence, hit: re.Match[str]) -> list[str]:
    """The other of the two people of one contest whom the story has named, where the owner is one of them."""
    named = _named(story, s.start + hit.start())
    if hit["owner"].casefold() in ("his", "her"):
        owners = _before(story, s, hit.start())
    else:
        at = s.start + hit.start()
        owners = [m.person for m in story.mentions_in(at, at + len(hit["owner"])) if m.person]
        named = list(dict.fromkeys([*named, *owners]))
    if len(owners) != 1:
        return owners
    own = story.who(owners[0])
    if isinstance(own, str):
        return []
    others = [n for n in named if n != owners[0]]
    found = [n for n in others if isinstance(who := story.who(n), Person) and who.contest == own.contest]
    return found if len(found) == len(others) else []


def _by_office(story: Story, end: int, challenger: bool) -> list[str]:
    """The people whom the story has given a title of office before a place; for a challenger, the other of two."""
    listed = [m for m in story.mentions_in(0, end) if m.person]
    holders = []
    for m in listed:
        before = story.text[max(0, m.start - 40) : m.start]
        title = _TITLED.search(before)
        if title and not _FORMER.search(before[: title.start()]) and m.person:
            holders.append(m.person)
    holders = list(dict.fromkeys(holders))
    others = [n for n in _named(story, end) if n not in holders] if holders else []
    return [n for n in (others if challenger else holders) if _of_story(story, n)]


def _of_story(story: Story, name: str) -> bool:
    """Whether somebody stands in a contest that the story names, where it names any: a senator of elsewhere is not
    "the incumbent"."""
    who = story.who(name)
    return not isinstance(who, str) and (not story.contests or who.contest in story.contests)
