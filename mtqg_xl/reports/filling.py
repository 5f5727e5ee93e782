"""What filling a workbook tells: JSON and lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from typing import Any, Final

from mtqg_xl.domain.numerals import plain
from mtqg_xl.messages import say
from mtqg_xl.ooxml import to_a1
from mtqg_xl.reports.check_text import Line
from mtqg_xl.writing.entering import Entered
from mtqg_xl.writing.into_template import IntoTemplate

_SHOWN: Final = 20


def filling_object(entered: Entered, out: str) -> dict[str, Any]:
    """The result as JSON; ``out`` is empty when nothing was written."""
    return {
        "out": out,
        "changes": [
            {"sheet": item.sheet, "cell": item.cell, "before": item.before, "after": shown(item.after)}
            for item in entered.written
        ],
        "kept": [
            {
                "sheet": item.sheet,
                "cell": item.cell,
                "given": shown(item.given),
                "result": item.result,
                "differs": item.differs,
            }
            for item in entered.kept
        ],
        "unchanged": entered.unchanged,
        "updated": entered.cached.updated,
        "withheld": [
            {"sheet": sheet, "cell": to_a1(row, column), "reason": reason}
            for (sheet, row, column), reason in entered.cached.withheld.items()
        ],
    }


def filling_lines(entered: Entered, out: str) -> Iterator[Line]:
    """The lines to show; without ``out`` every change is listed, for nothing has been written."""
    count = len(entered.written)
    yield (say("fill.done", count=count, out=out) if out else say("fill.would", count=count)), "bold"
    for item in entered.written if not out else ():
        before, after = item.before or say("fill.blank"), shown(item.after) or say("fill.blank")
        yield say("fill.change", place=f"{item.sheet}!{item.cell}", before=before, after=after), ""
    if entered.unchanged:
        yield say("fill.unchanged", count=entered.unchanged), "dim"
    if entered.kept:
        places = [f"{item.sheet}!{item.cell}" for item in entered.kept[:3]]
        told = ", ".join(places) + (", …" if len(entered.kept) > len(places) else "")
        yield say("fill.kept", count=len(entered.kept), places=told), ""
    yield from _formula_lines(entered)
    if entered.was_signed:
        yield say("fill.signed"), "yellow"


def template_lines(filled: IntoTemplate) -> Iterator[Line]:
    """What a workbook filled with consolidated figures could not take, and what its formulas give."""
    if filled.absent:
        yield say("fill.absent_forms", forms=", ".join(filled.absent)), "yellow"
    if filled.unreported:
        yield say("fill.unreported_forms", forms=", ".join(filled.unreported)), "yellow"
    if filled.emptied:
        yield say("fill.emptied", count=filled.emptied), ""
    if filled.unplaced:
        told = "; ".join(" ".join(key) for key in filled.unplaced[:_SHOWN])
        more = "; …" if len(filled.unplaced) > _SHOWN else ""
        yield say("fill.unplaced", count=len(filled.unplaced), places=told + more), "red"
    yield from _formula_lines(filled.entered)
    yield say("overview.left_out_of_template"), ""


def _formula_lines(entered: Entered) -> Iterator[Line]:
    """What became of the formulas."""
    differing = [kept for kept in entered.kept if kept.differs]
    if differing:
        yield say("fill.differs", count=len(differing)), "red"
        for kept in differing[:_SHOWN]:
            values = {"given": shown(kept.given), "result": kept.result or say("fill.blank")}
            yield say("fill.differs_at", place=f"{kept.sheet}!{kept.cell}", **values), "red"
        if len(differing) > _SHOWN:
            yield say("fill.more", count=len(differing) - _SHOWN), "red"
    if entered.cached.updated:
        yield say("fill.updated", count=entered.cached.updated), ""
    withheld = entered.cached.withheld
    if withheld:
        yield say("fill.withheld", count=len(withheld)), "yellow"
        for (sheet, row, column), reason in list(withheld.items())[:_SHOWN]:
            yield say("fill.withheld_at", place=f"{sheet}!{to_a1(row, column)}", reason=reason), "yellow"
        if len(withheld) > _SHOWN:
            yield say("fill.more", count=len(withheld) - _SHOWN), "yellow"


def shown(value: object) -> str:
    """A value as text; numbers as plain decimals."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
