"""What a repair tells: JSON and lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

from mtqg_xl.domain.findings import FileReport
from mtqg_xl.domain.numerals import format_vietnamese, plain
from mtqg_xl.messages import say
from mtqg_xl.ooxml import to_a1
from mtqg_xl.reports.check_json import check_object
from mtqg_xl.reports.check_text import Line, check_lines
from mtqg_xl.reports.plain_text import plain_text
from mtqg_xl.reports.repairs.applying import Made, Mended
from mtqg_xl.reports.repairs.model import Offer, Repair, Skipped, Step

#: Formulas named at the terminal; all of them are in the JSON.
_SHOWN: Final = 20


def fixed_object(
    mended: Mended | None, skipped: Sequence[Skipped], after: FileReport, out: str, version: str
) -> dict[str, Any]:
    """The result as JSON; ``out`` is empty when nothing was written, ``left`` is the check of the copy."""
    return {
        "out": out,
        "sheet": mended.sheet if mended else "",
        "changes": [_change(item) for item in (mended.made if mended else ())],
        "withheld": [
            {"sheet": sheet, "cell": to_a1(row, column), "reason": reason}
            for (sheet, row, column), reason in (mended.entered.cached.withheld if mended else {}).items()
        ],
        "skipped": [{"id": item.id, "reason": item.reason} for item in skipped],
        "left": check_object([after], version)["files"][0],
    }


def _change(item: Made) -> dict[str, Any]:
    step, about = item.step, item.step.about
    return {
        "ids": list(item.ids),
        "about": about.id,
        "sheet": step.sheet,
        "cell": step.cell,
        "form": step.key.form,
        "row": step.key.row,
        "column": step.key.column,
        "before": _plain(step.shown_before),
        "after": _plain(step.shown_after),
        "unit": step.label,
        "is_formula": step.is_formula,
        "proposed": None if step.proposed is None else plain(step.proposed),
        "message": about.message,
        "why": about.why,
    }


def fixed_lines(
    mended: Mended | None, skipped: Sequence[Skipped], after: FileReport, out: str
) -> Iterator[Line]:
    """What was changed, what was not and why, and last what is left to do in the copy."""
    count = len(mended.made) if mended else 0
    if mended is None:
        yield say("fix.nothing"), "bold"
    elif out:
        yield say("fix.done", count=count, out=out, sheet=mended.sheet), "bold"
    else:
        yield say("fix.would", count=count), "bold"
    for item in mended.made if mended else ():
        yield f"  {item.told_as} {told(item.step)}", ""
        yield f"      {say('fix.because', why=plain_text(item.step.about.message))}", "dim"
    for one in skipped:
        yield "  " + say("fix.skipped", id=one.id, reason=one.reason), "yellow"
    if mended is not None:
        yield from _formula_lines(mended)
    yield "", ""
    yield say("fix.left" if mended else "fix.left_unchanged"), "bold"
    yield from check_lines([after])


def _formula_lines(mended: Mended) -> Iterator[Line]:
    """What became of the formulas that depend on the changes."""
    entered = mended.entered
    if entered.cached.updated:
        yield say("fill.updated", count=entered.cached.updated), ""
    withheld = list(entered.cached.withheld.items())
    if withheld:
        yield say("fill.withheld", count=len(withheld)), "yellow"
    for (sheet, row, column), reason in withheld[:_SHOWN]:
        yield say("fill.withheld_at", place=f"{sheet}!{to_a1(row, column)}", reason=reason), "yellow"
    if len(withheld) > _SHOWN:
        yield say("fill.more", count=len(withheld) - _SHOWN), "yellow"
    if entered.was_signed:
        yield say("fill.signed"), "yellow"


def told(step: Step) -> str:
    """One change in words: the cell, what stood there, what stands there now."""
    label = f" {step.label}" if step.label and step.label != "%" else step.label
    is_figure = isinstance(step.shown_after, Decimal)
    return say(
        "fix.change",
        cell=step.cell,
        sheet=step.sheet,
        before=_said(step.shown_before) or say("fix.blank"),
        after=_said(step.shown_after) + (label if is_figure else ""),
    )


def offer_lines(offer: Offer) -> Iterator[Line]:
    """What a person is asked about one finding."""
    finding = offer.finding
    yield f"{finding.id} {plain_text(finding.message)}", "bold"
    if finding.why:
        yield "   " + say("check.why", why=plain_text(finding.why).rstrip("."), law=""), ""
    yield "   " + say(f"fix.confidence_{finding.confidence.value}"), ""
    for number, way in enumerate(offer.ways, start=1):
        yield f"   {number}. {way_told(way)}", ""


def way_told(way: Repair) -> str:
    """One way of repairing, however many cells it changes."""
    first, *more = way.steps
    return told(first) + (say("fix.and_more", count=len(more)) if more else "")


def _plain(value: Decimal | str) -> str:
    return plain(value) if isinstance(value, Decimal) else value


def _said(value: Decimal | str) -> str:
    return format_vietnamese(value) if isinstance(value, Decimal) else plain_text(value)
