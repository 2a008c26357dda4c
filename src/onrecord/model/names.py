"""Names of people: the FEC's KIM, DAVID and a ballot's David Kim compared exactly, never by likeness."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
TITLES = {"rep", "sen", "mr", "mrs", "ms", "dr", "hon", "gov", "congressman", "congresswoman", "senator"}

RANKS = {"md", "dds", "phd", "esq", "rev", "col", "colonel", "capt", "captain", "gen", "general", "maj", "major",
         "lt", "ltc", "sgt", "cpa", "usaf", "usmc", "prof", "hrh", "honorable", "president", "governor"}  # fmt: skip
_NICKNAME = re.compile("[\"\u201c(].*?[\"\u201d)]|(?<!\\w)'.*?'(?!\\w)")


NO_CANDIDATE = re.compile(r"(?i)none of (?:these|the) (?:candidates|above)")


def is_no_candidate(name: str) -> bool:
    """Whether a ballot line's name is the choice against all candidates: Nevada's None of These Candidates.

    By NRS 293.269 its votes are listed beside the candidates' and count for nobody's nomination or election.
    """
    return bool(NO_CANDIDATE.fullmatch(" ".join(name.split())))


def words(name: str) -> list[str]:
    """The words of a name in lower case without accents and punctuation, titles left out."""
    return list(_words(name))


@lru_cache(maxsize=65536)
def _words(name: str) -> tuple[str, ...]:
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    found = re.sub(r"[^a-z0-9 ]", " ", re.sub(r"['\u2019.]", "", bare.casefold())).split()
    return tuple(w for w in found if w not in TITLES)


def split_name(name: str) -> tuple[list[str], list[str], list[str]]:
    """(last names, given names, suffixes) of KIM, DAVID YUNG HO or of David Yung Ho Kim.

    Of a name without a comma the last word is the last name; a longer last name is found by `same_name`.
    """
    last, given, suffix = _split(name)
    return list(last), list(given), list(suffix)


@lru_cache(maxsize=65536)
def _split(name: str) -> tuple[list[str], list[str], list[str]]:
    last, comma, given = name.partition(",")
    if not comma or set(words(given)) <= SUFFIXES:
        parts = words(name)
        tail = [w for w in parts if w in SUFFIXES]
        parts = [w for w in parts if w not in SUFFIXES]
        return parts[-1:], parts[:-1], tail
    given_words = words(given)
    ends = [w for w in [*words(last), *given_words] if w in SUFFIXES]
    return [w for w in words(last) if w not in SUFFIXES], [w for w in given_words if w not in SUFFIXES], ends


def same_name(one: str, other: str) -> bool:
    """Whether two names have the same last name and the same first given name, and no suffix that differs.

    KIM, DAVID YUNG HO is the name of David Kim; it is not that of another David Kim elsewhere: the contest decides.
    """
    if ("," in other) and ("," not in one):
        one, other = other, one
    last, given, suffix = _split(one)
    if "," in one and "," not in other:
        tokens = [w for w in words(other) if w not in SUFFIXES]
        ends = [w for w in words(other) if w in SUFFIXES]
        same = len(tokens) > len(last) and tokens[-len(last) :] == last and given[:1] == tokens[:1]
        return bool(last) and same and (not suffix or not ends or suffix == ends)
    last2, given2, suffix2 = _split(other)
    return last == last2 and given[:1] == given2[:1] and bool(given) and (not suffix or not suffix2 or suffix == suffix2)


def without_initial(name: str) -> str:
    """A name without a lone initial before its given name: the FEC's M Shontel Brown goes by Shontel Brown."""
    return re.sub(r"^[A-Z]\.? (?=[A-Z]\w+ [A-Z]\w)", "", name)


def other_middle_name(one: str, other: str) -> bool:
    """Whether two names give middle names that cannot be one: Christopher Lee Johnson, Christopher James Johnson.

    An initial stands for a name that begins with it; nicknames in quotes or brackets, ranks and degrees say nothing.
    """
    mine, theirs = _middle(one, other), _middle(other, one)
    return bool(mine and theirs) and not any(a.startswith(b) or b.startswith(a) for a in mine for b in theirs)


@lru_cache(maxsize=65536)
def _middle(name: str, beside: str) -> list[str]:
    """The middle names, without what is a last name in the other one (Monica De La Cruz; De La Cruz, Monica)."""
    given = split_name(_NICKNAME.sub(" ", name))[1][1:]
    return [w for w in given if w not in RANKS and w not in split_name(beside)[0]]


@lru_cache(maxsize=65536)
def display(name: str) -> str:
    """KIM, DAVID as David Kim, BOUSTANY, JR, CHARLES W. as Charles W. Boustany Jr; capitals are put right.

    A name without a comma keeps its order, an FEC id is kept. Commas do not stay: they part last name, given names and
    suffix.
    """
    if re.fullmatch(r"[HSP]\d[A-Z0-9]{7}", name):
        return name
    last, *given = re.split(r",(?![\"\u201d])", name)
    parts = f"{' '.join(given)} {last}".replace(',"', '"').split()
    kept = [w for w in parts if w.strip(".").casefold() not in TITLES]
    tail = [w for w in kept if w.strip(".").casefold() in SUFFIXES]
    return " ".join([*map(_cased, [w for w in kept if w not in tail]), *map(_suffix, tail)])


def _cased(word: str) -> str:
    if not word.isupper() or (len(word) < 3 and "." in word):
        return word
    return re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), word.replace("\u2019", "'")) if len(word) > 1 else word


def _suffix(word: str) -> str:
    return word.upper() if word.strip(".").casefold() in {"ii", "iii", "iv"} else word.capitalize()
