"""How answers and targets are drawn on a page: the parts that every look-up shares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord.faces.page import NONE, Page, dollars, figure, through

PARTS = 10


def foot(page: Page, look: dict[str, Any]) -> None:
    """The receipts' ids with what each is of, and how to see the rows."""
    page.heading("Receipts (onrecord receipt ID shows the rows and the query)")
    rows = [(r["id"], f"{r['rows']:,} row{'' if r['rows'] == 1 else 's'}", r["question"]) for r in look["receipts"]]
    page.table(("", "", ""), rows, right=(1,))


def known(look: dict[str, Any]) -> str:
    """The as-of line that stands under every title."""
    return f"as known on {look['as_of']}, inclusive; record {look['snapshot']}"


def answers(page: Page, listed: Sequence[dict[str, Any]], everything: bool, caveats: bool = True) -> None:
    """Each answer: its figure and reading, how far it reaches, its caveats and parts."""
    shared = _shared([a["caveats"] for a in listed]) if len(listed) > 1 else []
    for one in listed:
        page.say("")
        value = figure(one["value"], one["unit"]) if one["value"] is not None else unknown(one)
        page.say(f"{value}  {one['reading']}", 2, style="bold" if one["value"] is not None else "")
        by_filing = one.get("through_is") == "filing" and one["through"]
        said = f"filed by {one['through']}" if by_filing else through(one["through"])
        reach = [said] if one["value"] is not None else []
        reach += [f"public from {one['public_from']}"] if one.get("public_from") else []
        reach += [f"{one['rows']:,} row{'' if one['rows'] == 1 else 's'}"] if one["rows"] else []
        reach += ["a floor"] if one["floor"] and one["value"] is not None else []
        if reach:
            page.say("; ".join(reach), 4)
        parts(page, one["parts"], everything)
        for caveat in one["caveats"] if caveats else []:
            if caveat not in shared:
                page.say(caveat, 4, hang=2)
    if shared and caveats:
        page.say("")
        for caveat in shared:
            page.say(caveat, 2, hang=2)


def unknown(one: dict[str, Any]) -> str:
    """Why there is no figure, in two words: never a zero."""
    said = " ".join(one["caveats"])
    if "loaded and not asked here" in said:
        return "not asked"
    if "loaded and not counted" in said:
        return "not counted"
    if "not computed" in said or "no such day" in said:
        return "not computed"
    if "missing is not zero" in said or "is loaded" in said:
        return "not loaded"
    return "no row" if "no such row" in said else NONE


def _shared(lists: Sequence[Sequence[str]]) -> list[str]:
    """Caveats that all answers have: said once, at the end."""
    return [c for c in dict.fromkeys(lists[0]) if all(c in other for other in lists[1:])]


def parts(page: Page, listed: Sequence[dict[str, Any]], everything: bool) -> None:
    """What an answer is made of, the first of them unless all are asked for."""
    if not listed:
        return
    shown = listed if everything or len(listed) <= PARTS + 1 else listed[:PARTS]
    if all(p["unit"] == "" for p in shown):
        page.table(("",), [(p["name"],) for p in shown], indent=6)
    else:
        money = all(p["unit"] == "USD" for p in shown)
        values = dollars([p["value"] for p in shown]) if money else [figure(p["value"], p["unit"]) for p in shown]
        page.table(("", ""), [(v, p["name"]) for v, p in zip(values, shown, strict=True)], right=(0,), indent=6)
    if len(shown) < len(listed):
        page.say(f"and {len(listed) - len(shown):,} more: --all", 6)


def targets(page: Page, listed: Sequence[dict[str, Any]], everything: bool, *columns: str) -> None:
    """Independent expenditures by target: USD, rows, stance in words, the filer's code, who; further columns last."""
    shown = listed if everything or len(listed) <= 2 * PARTS else listed[: 2 * PARTS]
    amounts = dollars([t["amount_usd"] for t in shown])
    rows = []
    for amount, t in zip(amounts, shown, strict=True):
        more = "; ".join(str(t[c]) for c in columns if t.get(c))
        who = f"{target(t)}{f'  by {more}' if more else ''}"
        who += f": {t['note']}" if t["note"] else ""
        rows.append((amount, str(t["rows"]), t["stance"], t["election_code"] or "no code", t["last_filed_on"], who))
    page.table(("USD", "rows", "stance", "code", "last filed", "target"), rows, right=(0, 1))
    if len(shown) < len(listed):
        page.say(f"and {len(listed) - len(shown):,} more: --all", 2)


def target(t: dict[str, Any]) -> str:
    """A target's name with party letter and contest, what is not known said."""
    name = t["name"] or "name not in a loaded master"
    return f"{name} ({t['party']}, {t['contest'] or 'contest not known'}) {t['candidate_id_fec'] or 'no id'}"


def totals(page: Page, listed: Sequence[dict[str, Any]]) -> None:
    """Summary figures as a table, one line a reading; what is missing is said."""
    values = dollars([a["value"] for a in listed])
    values = ["not loaded" if a["value"] is None and not a["rows"] else v for v, a in zip(values, listed, strict=True)]
    rows = [
        (v, a["through"] or "", "a floor" if a["floor"] and a["value"] is not None else "", a["reading"])
        for v, a in zip(values, listed, strict=True)
    ]
    page.table(("USD", "through", "", "reading"), rows, right=(0,))
    for end, day in dict.fromkeys((a["through"], a.get("public_from")) for a in listed):
        if day:
            page.say(f"through {end}: public from {day}", 2)
    missing = [c for a in listed if a["value"] is None for c in a["caveats"] if "missing is not zero" in c]
    aside = [c for a in listed for c in a["caveats"] if c.startswith("left out")]
    said = dict.fromkeys((*missing, *aside))
    for caveat in said:
        page.say(caveat, 2, hang=2)
