"""A figure in the measure of its form as the cell of this very sheet has to hold it."""

from __future__ import annotations

from decimal import Decimal

from mtqg_xl.domain.cells import Observation
from mtqg_xl.domain.findings import Finding
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.numerals import trimmed
from mtqg_xl.domain.submissions import Table
from mtqg_xl.reading.figures.formats import format_of
from mtqg_xl.reports.repairs.model import Step


def number_step(
    table: Table, seen: Observation, proposed: Decimal, number_format: str, about: Finding
) -> Step:
    """The change of the cell ``seen`` so that it reads ``proposed``: in the measure that the sheet states.

    A cell shown as a percentage, or in thousands by its ``number_format``, holds another number than is seen.
    """
    form = table.form
    own = form.measure_of(form.row_by_key[seen.key.row], form.column_by_key[seen.key.column])
    written = table.written_in(seen.key)
    shown = own.convert(proposed, written)
    told = format_of(number_format)
    held = shown.scaleb(3 * told.thousands)
    if told.percent and own.kind is MeasureKind.RATE:
        held /= 100
    before = own.convert(seen.value, written) if seen.value is not None else seen.raw
    return Step(
        key=seen.key,
        about=about,
        sheet=seen.sheet,
        cell=seen.cell,
        proposed=proposed,
        value=trimmed(held),
        shown_before=trimmed(before) if isinstance(before, Decimal) else before,
        shown_after=trimmed(shown),
        label=written.label,
    )


def formula_step(
    table: Table, seen: Observation, formula: str, proposed: Decimal | None, about: Finding
) -> Step:
    """The change of the cell ``seen`` to ``formula``, which is expected to give ``proposed``."""
    form = table.form
    own = form.measure_of(form.row_by_key[seen.key.row], form.column_by_key[seen.key.column])
    written = table.written_in(seen.key)
    before: Decimal | str = seen.raw
    if seen.formula is not None:
        before = f"={seen.formula.removeprefix('=')}"
    elif seen.value is not None:
        before = trimmed(own.convert(seen.value, written))
    return Step(
        key=seen.key,
        about=about,
        sheet=seen.sheet,
        cell=seen.cell,
        proposed=proposed,
        value=formula,
        shown_before=before,
        shown_after=formula,
        label=written.label,
    )
