"""Claims proposed by a language model, for amounts that the grammar set aside: only with --propose, and never refuted.

The model gives slots, not figures: which words are the subject and the target, and what is measured. Each must be words
of the story that are linked exactly, as all names are; the amount is the story's, and the record's figure is computed by
the same questions as ever. Its answer is data to be validated, whatever it says.
"""

from __future__ import annotations

import datetime as dt
import importlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from onrecord.claims import aside
from onrecord.claims.figures import Figure, figures
from onrecord.claims.kinds import sums, targets, toward
from onrecord.claims.kinds.amount import Amount
from onrecord.claims.mentions import Mention
from onrecord.claims.story import Sentence, Story
from onrecord.claims.typed import Judge, Judged, Typed
from onrecord.claims.unread import kind_words, part_words, place_words, side_words, unread_words
from onrecord.claims.verdict import decide
from onrecord.model.errors import InputError

ASKED = ("other_fact", "undefined_measure")  # the codes of numbers that are asked about: no poll, plan or tracker
MEASURES = {
    "spending": "ie", "receipts": "receipts", "cash_on_hand": "cash_on_hand", "debts": "debts",
    "contribution_to_candidate": "contribution", "loan_from_candidate": "candidate_loan",
    "contribution_from_candidate": "candidate_contribution",
}  # fmt: skip
STANCES = ("support", "oppose", "both")
FORM: dict[str, Any] = {
    "type": "object",
    "properties": {
        "claims": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "amount": {"type": "string"},
                    "measure": {"enum": [*MEASURES, "none"]},
                    "subject": {"type": ["string", "null"]},
                    "target": {"type": ["string", "null"]},
                    "stance": {"enum": [*STANCES, None]},
                },
                "required": ["amount", "measure", "subject", "target", "stance"],
            },
        }
    },
    "required": ["claims"],
}
SYSTEM = (
    "You read one sentence of a news story on money in US elections. For each amount listed say what the sentence states"
    " that it measures, of whom (subject) and, for money spent for or against a candidate or given to one, the candidate"
    " (target) and the stance. Use the names exactly as listed. Where the sentence does not state it, measure is none."
    " Do not compute, correct or add anything."
)
Ask = Callable[[str], str]


@dataclass
class Proposed:
    """What came of asking: the claims kept, how many amounts were asked about, and those refused with the reason."""

    model: str
    typed: list[Typed] = field(default_factory=list)
    asked: int = 0
    refused: list[dict[str, str]] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """In the form of schema onrecord.check/1."""
        return {"model": self.model, "asked": self.asked, "kept": len(self.typed), "refused": self.refused}

    def mark(self, span: tuple[int, int]) -> dict[str, str] | None:
        """The mark of a claim by its place: None where the grammar read it."""
        return {"model": self.model} if any((t.start, t.end) == span for t in self.typed) else None


def propose(story: Story, typed: list[Typed], model: str, ask: Ask | None = None) -> Proposed:
    """Ask a model about the amounts that no claim covers; each sentence with such an amount is one prompt.

    Raises InputError where the library or the model is not there, or the model does not answer.
    """
    done, ask = Proposed(model), ask or asker(model)
    for s in story.sentences:
        left = [f for f in figures(s.text) if f.kind == "money" and _open(story, s, f, typed)]
        if not left:
            continue
        done.asked += len(left)
        names = _names(story)
        answer = _read(ask(_prompt(s, left, names)))
        for f in left:
            made = _made(story, s, f, answer, names, model)
            if isinstance(made, Typed):
                done.typed.append(made)
            else:
                done.refused.append({"surface": f.surface, "reason": made})
    return done


def asker(name: str) -> Ask:
    """A function that puts a prompt to a model of the `llm` library; it may be on this machine or elsewhere."""
    try:
        llm = importlib.import_module("llm")
    except ImportError as error:
        rule = "--propose needs the extra onrecord[llm]"
        raise InputError(
            rule, received="the llm library is not installed", example="pip install 'onrecord[llm]'"
        ) from error
    try:
        model = llm.get_model(name)
    except llm.UnknownModelError as error:
        raise InputError("--propose: a model that llm knows", received=name, example="llm models") from error
    schema = {"schema": FORM} if model.supports_schema else {}
    more = "" if schema else f" Answer with JSON of this schema alone: {json.dumps(FORM)}"

    def ask(prompt: str) -> str:
        try:
            return str(model.prompt(prompt, system=SYSTEM + more, stream=False, **schema).text())
        except Exception as error:  # whatever a model's plugin raises: no key, no network, a refusal
            received = f"{type(error).__name__}: {error}"
            raise InputError(
                f"--propose: an answer of the model {name}", received=received, example="llm keys"
            ) from error

    return ask


def _open(story: Story, s: Sentence, f: Figure, typed: list[Typed]) -> bool:
    """Whether an amount is set aside for want of words that the grammar knows."""
    start, end = s.start + f.start, s.start + f.end
    covered = any(t.start < end and start < t.end for t in typed)
    return not covered and aside.why(story, s, f)[0] in ASKED


def _names(story: Story) -> dict[str, list[Mention]]:
    """The names of the story that are linked, as it writes them."""
    found: dict[str, list[Mention]] = {}
    for m in story.mentions:
        found.setdefault(m.text, []).append(m)
    return found


def _prompt(s: Sentence, left: list[Figure], names: dict[str, list[Mention]]) -> str:
    said = {"sentence": s.text, "amounts": [f.surface for f in left], "names": list(names)}
    return json.dumps(said, ensure_ascii=False)


def _read(answer: str) -> list[dict[str, Any]] | str:
    """The claims of an answer; why it cannot be used otherwise."""
    try:
        claims = json.loads(answer)["claims"]
    except (ValueError, KeyError, TypeError):
        return "the model's answer is not of the schema"
    if not isinstance(claims, list) or not all(isinstance(c, dict) for c in claims):
        return "the model's answer is not of the schema"
    return claims


def _made(
    story: Story, s: Sentence, f: Figure, answer: list[dict[str, Any]] | str, names: dict[str, list[Mention]], model: str
) -> Typed | str:
    """The claim that a proposal makes of an amount, or why it makes none."""
    if isinstance(answer, str):
        return answer
    mine = [c for c in answer if c.get("amount") == f.surface]
    if len(mine) != 1:
        return "the model proposed nothing for it" if not mine else "the model proposed more than one claim"
    one = mine[0]
    measure = one.get("measure")
    if measure == "none":
        return "the model found no claim in it"
    if not isinstance(measure, str) or measure not in MEASURES or one.get("stance") not in (*STANCES, None):
        return "the proposed measure or stance is none of the schema's"
    subject, target = (_linked(story, s, one.get(k), names) for k in ("subject", "target"))
    if isinstance(subject, str) or subject is None:
        return subject or "no subject was proposed"
    if isinstance(target, str):
        return target
    made = _typed(story, Amount(s, f, MEASURES[measure]), subject, target, one.get("stance"))
    return made if isinstance(made, str) else _guarded(story, s, f, made, model)


def _linked(story: Story, s: Sentence, words: object, names: dict[str, list[Mention]]) -> Mention | str | None:
    """The mention of a proposed name: of this sentence before the last one earlier; why there is none otherwise."""
    if words is None:
        return None
    listed = names.get(words, []) if isinstance(words, str) else []
    inside = [m for m in listed if s.start <= m.start < s.end]
    before = [m for m in listed if m.start < s.start]
    if not inside and not before:
        return f"the proposed name is not linked in the story up to here: {str(words)[:80]}"
    return inside[0] if inside else before[-1]


def _typed(story: Story, a: Amount, subject: Mention, target: Mention | None, stance: Any) -> Typed | str:
    """The claim by the same template as the grammar's."""
    if target is None:
        return "no receiver was proposed" if a.measure == "contribution" else sums.whole(story, a, subject)
    who = story.who(target.person) if target.person else "the target is no candidate"
    if isinstance(who, str):
        return who
    if a.measure == "contribution":
        made = toward.gift(story, a, subject)
        return made if made.claim["target"] == who.name else "the sentence does not say plainly who received it"
    if a.measure != "ie" or stance is None or not subject.group:
        return "a target goes with a committee's spending for or against it, or a contribution to it"
    return toward.on_target(story, a, subject, targets.Target(who.name, stance, who.contest, ((who, stance),)))


def _guarded(story: Story, s: Sentence, f: Figure, made: Typed, model: str) -> Typed:
    """The claim held to all that holds a claim of the grammar, marked, and never refuted or close."""
    part = part_words(s.text, f.start, f.end) or place_words(story, s, f.start, f.end)
    if not made.claim["target"]:
        part = part or kind_words(s.text, f.start, f.end) or side_words(s.text, f.start, f.end)
    unread = tuple(unread_words(story, s, f.start, f.end))
    return replace(made, part=made.part or part, unread=unread, about="", judge=_never_refuted(made.judge, model))


def _never_refuted(judge: Judge, model: str) -> Judge:
    def judged(day: dt.date) -> Judged:
        found = judge(day)
        told = f"what it states was proposed by the language model {model}, and not read by the grammar"
        verdict = found.verdict or decide(t.fits for t in found.readings)
        wrong = verdict in ("refuted", "close")
        told += ": it cannot be refuted" if wrong else ""
        return replace(found, verdict="cannot check" if wrong else found.verdict, caveats=[*found.caveats, told])

    return judged
