"""The named questions: what can be asked of the record by name, with parameters, examples and answers."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Mapping
from dataclasses import replace
from functools import partial, update_wrapper
from typing import Any

from onrecord.answers import beside, disbursed, donors, placed, reported, spent, totals, transfers, voted
from onrecord.answers.answer import Answer
from onrecord.answers.coverage import with_coverage
from onrecord.answers.finding import find_person, find_spender
from onrecord.answers.grounds import grounded
from onrecord.answers.question import (
    CANDIDATE,
    CONTEST,
    CYCLE,
    GIVER,
    PARTY,
    PHASE,
    SINCE,
    SPENDER,
    SPENT_PHASE,
    STANCE,
    TAKER,
    TARGET,
    UNTIL,
    Given,
    Param,
    Question,
)
from onrecord.answers.seats import require_known
from onrecord.answers.with_filings import with_filings
from onrecord.model.contest import parse_contest
from onrecord.model.errors import InputError
from onrecord.model.parties import party_of
from onrecord.store.record import Record

YEAR = Param("year", "the year of the vote", "year")
STAGE = Param("stage", "which stage; the general otherwise", "word", ("primary", "primary runoff", "general", "runoff"))
STATE = Param("state", "a state's two letters: CA", "word")
OFFICE = Param("office", "H for the House, S for the Senate", "word", ("h", "s"))
RACE = Param("race", "words of a ranked-choice contest's name: Minneapolis", "word")
SPECIAL = Param("special", "yes for a special election", "flag")
NAMED = Param("individuals", "yes to name individual givers (not to be sold or used to solicit)", "flag")
DETAILS = Param("details", "yes for where they live and work, in the rows", "flag")
BY = Param("by", "payee, purpose or category; purpose otherwise", "word", ("payee", "purpose", "category"))
_RECEIVED = (SPENDER, SINCE, UNTIL, CYCLE)
_SPENT = (SPENDER, TARGET, STANCE, CONTEST, PARTY, SPENT_PHASE, SINCE, UNTIL, CYCLE)
_LISTED = (
    Question(
        "independent-expenditures",
        "what was spent independently to support or oppose candidates, under each reading",
        _SPENT,
        (("spender", "target", "contest"),),
        'onrecord ask independent-expenditures spender="United Democracy Project" phase=primary cycle=2024',
        spent.independent_expenditures,
    ),
    Question(
        "money-helping",
        "what supports a candidate or opposes the only opponent; refused where there are more than two candidates",
        (TARGET, CONTEST, SPENDER, PHASE, CYCLE),
        ("target",),
        'onrecord ask money-helping target="Jimmy Gomez" contest=CA-34 phase=general cycle=2024',
        beside.money_helping,
    ),
    Question(
        "outlay",
        "a spender's independent expenditures and what it gave other committees; of a race, only the first is spent",
        (SPENDER, CYCLE),
        ("spender",),
        "onrecord ask outlay spender=aipac cycle=2024",
        beside.outlay,
    ),
    Question(
        "committee-totals",
        "a committee's or group's receipts, disbursements, contributions to others, cash and debts, by reading",
        (SPENDER, CYCLE),
        ("spender",),
        "onrecord ask committee-totals spender=aipac cycle=2024",
        reported.committee_totals,
    ),
    Question(
        "candidate-totals",
        "a candidate's receipts, disbursements, cash and own money",
        (CANDIDATE, CONTEST, CYCLE),
        ("candidate",),
        'onrecord ask candidate-totals candidate="Jimmy Gomez" cycle=2024',
        reported.candidate_totals,
    ),
    Question(
        "contributions",
        "what a committee reported giving to candidates, and to how many distinct ones by party",
        (SPENDER, TARGET, CONTEST, PARTY, PHASE, CYCLE),
        ("spender",),
        'onrecord ask contributions spender="AIPAC PAC" cycle=2024',
        reported.contributions,
    ),
    Question(
        "individual-contributions",
        "what individuals gave to a committee or group, itemised and reported, by reading",
        _RECEIVED,
        ("spender",),
        "onrecord ask individual-contributions spender=C00042366 cycle=2020",
        donors.individual_contributions,
    ),
    Question(
        "contribution-sizes",
        "contributions from individuals by size, with and without what was not itemised",
        (SPENDER, CYCLE),
        ("spender",),
        "onrecord ask contribution-sizes spender=C00042366 cycle=2020",
        donors.contribution_sizes,
    ),
    Question(
        "contributors",
        "who gave to a committee: committees and organisations; individuals by name only where asked",
        (*_RECEIVED, NAMED, DETAILS),
        ("spender",),
        "onrecord ask contributors spender=C00042366 cycle=2020",
        donors.contributors,
    ),
    Question(
        "transfers",
        "what committees gave each other: counted once, and as each side reported it",
        (GIVER, TAKER, SINCE, UNTIL, CYCLE),
        (("giver", "taker"),),
        "onrecord ask transfers giver=C00684209 taker=C00484642 cycle=2020",
        transfers.transfers,
    ),
    Question(
        "earmarks",
        "what a committee gave of its own money, and what individuals gave through it",
        (SPENDER, CYCLE),
        ("spender",),
        "onrecord ask earmarks spender=C00247403 cycle=2020",
        transfers.earmarks,
    ),
    Question(
        "joint-fundraising",
        "what a participant received from joint fundraising: the transfers, or the shares behind them",
        (SPENDER, CYCLE),
        ("spender",),
        "onrecord ask joint-fundraising spender=C00027466 cycle=2020",
        transfers.joint_fundraising,
    ),
    Question(
        "operating-expenditures",
        "a committee's itemised operating expenditures by purpose, payee or category, and the reported sum",
        (SPENDER, BY, SINCE, UNTIL, CYCLE),
        ("spender",),
        "onrecord ask operating-expenditures spender=C00042366 by=payee cycle=2020",
        disbursed.operating_expenditures,
    ),
    Question(
        "linked-totals",
        "a candidate's money over the principal and authorised committees, without transfers between them",
        (CANDIDATE, CONTEST, CYCLE),
        ("candidate",),
        'onrecord ask linked-totals candidate="Jimmy Gomez" cycle=2020',
        totals.linked_totals,
    ),
    Question(
        "group-totals",
        "a group's receipts and disbursements, added up and without transfers between its members",
        (SPENDER, CYCLE),
        ("spender",),
        "onrecord ask group-totals spender=aipac cycle=2024",
        totals.group_totals,
    ),
    Question(
        "share",
        "which part of a spender's money went to a phase, party, stance, target or contest",
        _SPENT,
        ("spender", ("target", "stance", "contest", "party", "phase", "from", "to")),
        "onrecord ask share spender=aipac phase=primary cycle=2024",
        spent.share,
    ),
    Question(
        "contests-active",
        "in how many contests a spender was active, each listed",
        (SPENDER, STANCE, PARTY, SPENT_PHASE, SINCE, UNTIL, CYCLE),
        ("spender",),
        'onrecord ask contests-active spender="United Democracy Project" phase=general cycle=2024',
        spent.contests_active,
    ),
    Question(
        "only",
        "every contest and target of a spender in what is loaded: what 'only' is held against",
        (SPENDER, STANCE, PARTY, SPENT_PHASE, SINCE, UNTIL, CYCLE),
        ("spender",),
        'onrecord ask only spender="United Democracy Project" phase=general cycle=2024',
        spent.only,
    ),
    Question(
        "largest",
        "a spender's largest target, or the largest spender on a contest or target, among what is loaded",
        _SPENT,
        (("spender", "target", "contest"),),
        "onrecord ask largest contest=CA-34 cycle=2024",
        spent.largest,
    ),
    Question(
        "first",
        "the earliest expenditure of a spender on a target or contest",
        (SPENDER, TARGET, STANCE, CONTEST, CYCLE),
        ("spender",),
        'onrecord ask first spender="United Democracy Project" contest=CA-34 cycle=2024',
        spent.first,
    ),
    Question(
        "result",
        "votes, shares, margin, who went on under the rule, and the parties of the first two",
        (CONTEST, YEAR, STAGE, SPECIAL, PARTY),
        ("contest", "year"),
        "onrecord ask result contest=CA-34 year=2020",
        voted.result,
    ),
    Question(
        "candidacies",
        "in how many elections in a row one person stood, over all candidate ids",
        (CANDIDATE, CONTEST, YEAR),
        ("candidate",),
        'onrecord ask candidacies candidate="David Kim" contest=CA-34 year=2024',
        voted.candidacies,
    ),
    Question(
        "endorsements",
        "how many candidates an organisation's loaded list endorses, by party",
        (SPENDER, CYCLE),
        ("spender",),
        "onrecord ask endorsements spender=aipac cycle=2024",
        reported.endorsements,
    ),
)
_CONTESTS = (
    Question(
        "rounds",
        "first and final round of a ranked-choice contest, and the transfers between rounds",
        (CONTEST, RACE, YEAR),
        (("contest", "race"),),
        'onrecord ask rounds race="2013 Minneapolis Mayor"',
        placed.rounds,
    ),
    Question(
        "placement",
        "a candidate's place in each count of a contest",
        (CANDIDATE, CONTEST, YEAR, STAGE),
        ("candidate",),
        'onrecord ask placement candidate="David Kim" contest=CA-34 year=2020',
        placed.placement,
    ),
    Question(
        "runner-up",
        "the generals in which one person came second, with each margin",
        (CANDIDATE, CONTEST),
        ("candidate",),
        'onrecord ask runner-up candidate="David Kim" contest=CA-34',
        placed.runner_up,
    ),
    Question(
        "closest",
        "the smallest margins between the first two of contests, in votes and in points",
        (STATE, OFFICE, YEAR, STAGE),
        ("year",),
        "onrecord ask closest year=2022 office=H state=CA",
        placed.closest,
    ),
    Question(
        "same-party",
        "in how many generals of a state and year the first two were of one party",
        (STATE, OFFICE, YEAR),
        ("year",),
        "onrecord ask same-party state=CA year=2012",
        placed.same_party,
    ),
)
QUESTIONS: dict[str, Question] = {
    q.name: replace(q, answer=update_wrapper(partial(with_filings, q.name, q.answer), q.answer))
    for q in (*_LISTED, *_CONTESTS)
}


def question(name: str) -> Question:
    """The question of that name; raises InputError with near names."""
    if name not in QUESTIONS:
        near = difflib.get_close_matches(name, QUESTIONS, n=3, cutoff=0.4)
        raise InputError("a named question (onrecord ask --list)", received=name, example=", ".join(near or QUESTIONS))
    return QUESTIONS[name]


def ask_question(record: Record, name: str, as_of: dt.date, params: Mapping[str, str]) -> list[Answer]:
    """The answers to a named question, one for each fair reading, as the record was known on `as_of` (inclusive).

    `params` are words as on the command line. Raises InputError for a parameter that the question has not, or that is
    missing or malformed; UnknownName for a committee, candidate or contest that is not found, or that several have the
    name of.
    """
    asked = question(name)
    answers = asked.answer(read_params(record, asked, as_of, params))
    return with_coverage(record, grounded(record, answers))


def read_params(record: Record, asked: Question, as_of: dt.date, params: Mapping[str, str]) -> Given:
    """The parameters of a question read from words; see ask_question for what it raises."""
    if wrong := sorted(set(params) - {p.name for p in asked.params}):
        known = ", ".join(p.name for p in asked.params)
        raise InputError(f"{asked.name} has the parameters {known}", received=", ".join(wrong), example=asked.example)
    for need in asked.needs:
        one_of = (need,) if isinstance(need, str) else need
        if not any(n in params for n in one_of):
            raise InputError(
                f"{asked.name} needs {' or '.join(one_of)}",
                received=", ".join(params) or "no parameter",
                example=asked.example,
            )
    values: dict[str, Any] = {}
    for param in sorted(asked.params, key=lambda p: p.kind == "candidate"):  # a name is read within its contest
        if param.name in params:
            values[param.name] = _read(record, as_of, param, params[param.name], values, asked)
    return Given(record, as_of, values)


def _read(record: Record, as_of: dt.date, param: Param, text: str, have: dict[str, Any], asked: Question) -> Any:
    if not text.strip():
        raise InputError(f"{param.name}: {param.meaning}", received="nothing", example=asked.example)
    if param.kind == "spender":
        return find_spender(record, text)
    if param.kind == "candidate":
        return find_person(record, text, as_of, have.get("contest"))
    if param.kind == "contest":
        return require_known(record, parse_contest(text))
    if param.kind == "party":
        return party_of(text)
    if param.kind in ("cycle", "year"):
        return _year(param, text)
    if param.kind == "date":
        return read_day(text, param.name)
    if param.kind == "flag":
        return _word(param, text, ("yes", "no")) == "yes"
    return _word(param, text, param.choices)


def _word(param: Param, text: str, choices: tuple[str, ...]) -> str:
    if choices and text.strip().casefold() not in choices:
        rule = f"{param.name}: one of {', '.join(choices)}"
        raise InputError(rule, received=text, example=f"{param.name}={choices[0]}")
    return text.strip().casefold()


def _year(param: Param, text: str) -> int:
    number = int(text) if text.isdigit() and len(text) == 4 else 0
    if not 1900 <= number <= 2100 or (param.kind == "cycle" and number % 2):
        kind = "an even year" if param.kind == "cycle" else "a year"
        raise InputError(f"{param.name}: {kind} of four digits", received=text, example=f"{param.name}=2024")
    return number


def read_day(text: str, name: str) -> dt.date:
    """A day written year-month-day; raises InputError otherwise."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{name}: a day, written year-month-day", received=text, example="2024-11-04") from error
