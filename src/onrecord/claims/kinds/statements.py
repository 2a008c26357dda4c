"""Statements about a contest without a figure: the rule that decides it, and the parties of its candidates."""

from __future__ import annotations

import datetime as dt
import re

from onrecord.answers.answer import Answer
from onrecord.answers.ask import ask
from onrecord.answers.candidacy import Ruled, ruled
from onrecord.answers.contests import contested, day_of
from onrecord.answers.people import Person
from onrecord.claims.figures import CARDINALS, Figure
from onrecord.claims.periods import years
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Judged, Tried, Typed, always, cannot, claim
from onrecord.claims.verdict import Fit
from onrecord.model.contest import Contest
from onrecord.model.names import display
from onrecord.model.parties import letter
from onrecord.rules.describe import Statement, statements
from onrecord.rules.rule import Rule

_SMALL = "|".join(w for w, n in CARDINALS.items() if 2 <= n <= 6)
_TOP = re.compile(
    rf"\btop[- ](?P<a>{_SMALL})\b|\b(?P<b>{_SMALL}) (?:leading|top|highest) (?:vote[- ]getters|finishers"
    rf"|candidates)\b",
    re.IGNORECASE,
)
_GO_ON = re.compile(r"\b(?:advances?|go on|goes on|move on|moves on|meets?|faces?|proceeds?)\b")
_NO_RULE = re.compile(
    r"\b(?:special|presidential|supervisors?|mayor\w*|commissioner|Legislature|convention|measure|initiative"
    r"|Proposition|would"
    r"|repeal\w*|replac\w+|wants?|ordered|unlike|not|never|only if|(?:to|into) (?:the|a) (?:\w+ )?primary)\b"
    r"|n[\u2019']t\b",
    re.IGNORECASE,
)
_PARTIES = {"democrats": "Democratic", "republicans": "Republican", "libertarians": "Libertarian", "greens": "Green"}
_BOTH = re.compile(
    rf"^Both (?:candidates |men |women )?are (?P<party>{'|'.join(w.capitalize() for w in _PARTIES)})(?=\s*[.,;\u2014]"
    rf"|\s*$)"
)


def read(story: Story, s: Sentence, found: list[Figure]) -> list[Typed]:
    """The claims about a contest's rule and its candidates' parties in a sentence."""
    claims = [_both(story, s, hit) for hit in _BOTH.finditer(s.text)]
    return [*claims, *_rule(story, s)]


# --- parties


def _both(story: Story, s: Sentence, hit: re.Match[str]) -> Typed:
    party = _PARTIES[hit["party"].casefold()]
    span = (s.start + hit.start(), s.start + hit.end())
    names: list[str] = []
    for m in reversed([m for m in story.mentions if m.person and m.end <= span[0]]):
        if m.person and m.person not in names:
            names.append(m.person)
    number = story.sentences.index(s)
    near = story.sentences[max(0, number - 1) : number + 1]
    latest = [m for m in story.mentions if m.person in names[:2] and near[0].start <= m.start < span[0]]
    since = min((m.start for m in latest), default=near[0].start)
    unknown = [n for one in near for n in story.unknown_names(one) if one.start + one.text.find(n) > since]
    if len({m.person for m in latest}) < 2:
        unknown.append("fewer than two candidates in the sentences before")
    if unknown or re.search(r"\b(?:and|with) (?:his|her|their) ", s.text[: hit.start()]):
        reason = (
            f"the words before name others too ({', '.join(unknown) or 'not by name'}): whom 'both' means is not certain"
        )
        return Typed(
            *span, "only_none_all", claim("party", None, "all", 2, "candidates", target=party), always(cannot(reason))
        )
    who = [story.who(n) for n in names[:2]]
    people = [w for w in who if isinstance(w, Person)]
    subject = ", ".join(sorted(p.name for p in people)) or None
    said = claim("party", subject, "all", 2, "candidates", target=party, period=str(story.cycle))
    if len(people) < 2:
        reason = next((w for w in who if isinstance(w, str)), "the story names no two people before these words")
        return Typed(*span, "only_none_all", said, always(cannot(reason)))
    contest = people[0].contest
    said |= {"office": contest.office, "state": contest.state, "district": contest.district}
    return Typed(*span, "only_none_all", said, lambda day: _judge_both(story, people, party, day))


def _judge_both(story: Story, people: list[Person], party: str, day: dt.date) -> Judged:
    held = []
    for person in people:
        roster = story.roster(person.contest, day)
        mine = next((p for p in roster.people if set(p.ids) & set(person.ids) or p.names == person.names), person)
        held.append((mine.name, mine.party_in(story.cycle)))
    listed = "; ".join(f"{name}: {', '.join(sorted(got)) or 'not given'}" for name, got in held)
    ids = sorted(i for p in people for i in p.ids)
    masters = ask(story.record, "candidacies", day, candidates=ids, office=None, state=None, district=None)
    rows = (masters, contested(story.record, people[0].contest, day, story.cycle).rows)
    if any(not got for _, got in held):
        return cannot(f"no loaded file gives a party for each: {listed}", "the candidate master (cn) of the cycle")
    count = sum(got == {party} for _, got in held)
    answer = Answer(
        f"candidates whose party is {letter(party)} in masters and results", count, "candidates", rows, len(held)
    )
    switched = [p.name for p in people if len({x for got in p.parties.values() for x in got}) > 1]
    if switched:
        return cannot(f"the record gives {', '.join(switched)} more than one party over the years: the day decides")
    if any(party in got and got != {party} for _, got in held):
        return Judged([Tried(answer, "unknown")], f"the sources differ on a candidate's party: {listed}", "cannot check")
    fits: Fit = "yes" if count == 2 else "no"
    caveats = ["masters are timeless: they hold the latest party, not that of a past day"]
    if any(p.contest.state in ("CA", "WA") for p in people):
        caveats.append("in this state a party is the candidate's own stated preference, not a nomination")
    return Judged([Tried(answer, fits)], listed, None, caveats)


# --- the rule


def _rule(story: Story, s: Sentence) -> list[Typed]:
    """One claim for all that a sentence says of how a primary works."""
    if not re.search(r"\bprimar(?:y|ies)\b|\bballot\b|\brunoff\b", s.text, re.IGNORECASE):
        return []
    other_year = any(y not in (story.cycle, story.cycle - 1) for _, y in years(s.text))
    if not _GO_ON.search(s.text) or _NO_RULE.search(s.text) or other_year:
        return []
    low = s.text.lower().replace("\u201c", '"').replace("\u201d", '"')
    hits: list[tuple[int, int, Statement | int]] = [
        (m.start(), m.end(), CARDINALS[(m["a"] or m["b"]).casefold()]) for m in _TOP.finditer(low)
    ]
    if not hits and "advance" not in low:
        return []
    for one in statements():
        for words in sorted(one.words, key=len, reverse=True):
            if (at := low.find(words)) >= 0 and all(at >= b or at + len(words) <= a for a, b, _ in hits):
                hits.append((at, at + len(words), one))
                break
    if not hits:
        return []
    start, end = min(h[0] for h in hits), max(h[1] for h in hits)
    contest = _contest(story, s)
    number = next((h[2] for h in hits if isinstance(h[2], int)), None)
    said = claim("election_rule", contest.state if contest else None, "exact", number, "candidates", phase="primary")
    span = (s.start + start, s.start + end)
    if contest is None:
        reason = "the story names no contest whose rule this would be"
        return [Typed(*span, "election_rule", said, always(cannot(reason)))]
    said |= {"office": contest.office, "state": contest.state, "district": contest.district, "period": str(story.cycle)}
    stated = [h[2] for h in hits]
    if re.search(r"\branked[- ]choice general\b", low):  # words about the general are not about the primary's rule
        stated = [one for one in stated if isinstance(one, int) or one.id != "ranked_choice"]
    if not re.search(r"\brun-?off\b|\bmajority\b", low):
        stated += [
            one for one in statements() if one.id == "top_two" and any(isinstance(x, int) and x == 2 for x in stated)
        ]
    return [Typed(*span, "election_rule", said, lambda day: _judge_rule(story, contest, stated, day))]


def _contest(story: Story, s: Sentence) -> Contest | None:
    """The contest of the sentence: the story's own in the state that the sentence names, else the story's first."""
    inside = [p for p in story.places if s.start <= p.start < s.end]
    own = next((p.contest for p in inside if p.contest), None)
    if own:
        return own
    if inside:
        state = inside[0].state
        return next((c for c in story.contests if c.state == state), Contest("H", state, None))
    return story.contests[0] if story.contests else None


def _judge_rule(story: Story, contest: Contest, stated: list[Statement | int], day: dt.date) -> Judged:
    votes = contested(story.record, contest, day, story.cycle)
    known = ruled(votes, contest, story.cycle)
    if known.rule is None:
        return cannot(known.why, "the state's election code")
    rule = known.rule
    got = [_true(rule, one) for one in stated]
    system = rule.system.replace("_", " ")
    dated = day_of(votes.calendar, story.cycle, "primary", False, None) is not None
    undated = f"of {story.cycle} (the day of the primary is not known; the law did not change that year)"
    when = f"on {known.day}" if dated else undated
    text = f"The rule {when}: {system}, {rule.party_scope}; {rule.advances} go on ({rule.cited})"
    caveats = [] if rule.certain else ["the rulebook marks this rule as not verified in the statute"]
    judged = Judged([], text, None, caveats, asked=[votes.rows])
    if None in got:
        judged.verdict = "cannot check"
    elif all(got):
        judged.verdict = "supported"
    else:
        judged.verdict = "refuted" if rule.certain else "cannot check"
    _outcome(judged, known)
    return judged


def _outcome(judged: Judged, known: Ruled) -> None:
    if known.outcome is None or known.count is None:
        judged.caveats.append(known.why)
        return
    listed = ", ".join(f"{display(x.name or '')} {x.votes:,}" for x in known.count.named[:3])
    judged.reason += f". {known.count.title}: {listed}. {known.outcome.reason}"
    judged.caveats += known.count.caveats


def _true(rule: Rule, stated: Statement | int) -> bool | None:
    if isinstance(stated, Statement):
        return stated.true_of(rule)
    return rule.system in ("top_two", "top_n", "majority_runoff") and rule.advances == stated
