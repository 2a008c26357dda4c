"""Writes the rulebook's tables for docs/rules.md: python -m onrecord.rules [docs/rules.md]."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from onrecord.rules.rule import Rule
from onrecord.rules.rulebook import book, rule_for, why_no_rule
from onrecord.rules.scope import PLACES

MARK_START = "<!-- rules: written by python -m onrecord.rules, do not edit -->"
MARK_END = "<!-- /rules -->"
DAY = dt.date(2026, 11, 3)


def table() -> str:
    """Markdown: how the US House is decided on one day, a line a state, and how many of its rules are certain."""
    rules = book().rules
    certain = sum(rule.certain for rule in rules)
    lines = [
        f"{len(rules)} rules, {certain} of them certain; {len(book().abstentions)} entries say why no rule is given.",
        "",
        f"The US House on {DAY}; † marks an uncertain rule. The last column counts rules for all offices and days.",
        "",
        "| state | primary | general | special general | rules (certain) |",
        "| --- | --- | --- | --- | --- |",
    ]
    for state, name in PLACES.items():
        mine = [rule for rule in rules if state in rule.states]
        cells = [
            _cell(state, stage, special)
            for stage, special in (("primary", False), ("general", False), ("general", True))
        ]
        lines.append(f"| {name} ({state}) | {' | '.join(cells)} | {len(mine)} ({sum(r.certain for r in mine)}) |")
    return "\n".join(lines) + "\n"


def write(path: Path) -> None:
    """Put the tables between the two marks of a Markdown file."""
    before, rest = path.read_text("utf-8").split(MARK_START)
    after = rest.split(MARK_END)[1]
    path.write_text(f"{before}{MARK_START}\n{table()}{MARK_END}{after}", "utf-8")


def _cell(state: str, stage: str, special: bool) -> str:
    rule = rule_for(state, "H", None, stage, DAY, special)
    if rule:
        return f"{_short(rule)}{'' if rule.certain else ' †'}"
    why = why_no_rule(state, "H", None, stage, DAY, special)
    return "by district and day" if "districts" in why and "only" in why else "no rule"


def _short(rule: Rule) -> str:
    """The system in a few words."""
    if rule.system == "majority_runoff":
        return f"{rule.settled_by}, or a runoff"
    return {"top_two": "top two", "top_n": f"top {rule.advances}", "plurality": "most votes"}.get(
        rule.system, "ranked choice"
    )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        write(Path(sys.argv[1]))
    else:
        sys.stdout.write(table())
