"""The consolidated workbook: forms with live formulas, an overview, what came in, where figures are from."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mtqg_xl.consolidation import Merged
from mtqg_xl.domain.binding import absent_notes
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.messages import in_vietnamese
from mtqg_xl.writing.consolidation_sheets import draw_listings
from mtqg_xl.writing.filling import Filling
from mtqg_xl.writing.layout import SheetPlan, plan_sheet
from mtqg_xl.writing.linking import Linked, with_sources
from mtqg_xl.writing.listings import FreshListing
from mtqg_xl.writing.overview import draw_overview, overview_of
from mtqg_xl.writing.styles import Styles
from mtqg_xl.writing.workbook import BookIdentity, write_book

if TYPE_CHECKING:
    from xlsxwriter import Workbook


def consolidated_book(merged: Merged, out: str | os.PathLike[str], linked: Linked | None = None) -> bytes:
    """The workbook of ``merged``; ``out`` is where it will stand, so that links to sources are relative.

    The figures in ``linked`` are written as formulas to the units' workbooks.
    """
    plans = [plan_sheet(form) for form in merged.forms.values()]
    identity = BookIdentity(
        unit=merged.unit,
        period=merged.period,
        kind="consolidated",
        filed=datetime(merged.period.day.year, merged.period.day.month, merged.period.day.day),
        warning=merged.warning,
        title=in_vietnamese("book.title", unit=merged.unit.name, period=merged.period.label),
        notes=notes_of(merged),
    )
    extras: Sequence[Callable[[Workbook, Styles], None]] = (
        partial(_draw_extras, merged, Path(out).absolute().parent, plans, linked),
    )
    formulas = linked.formulas if linked is not None else {}
    book = write_book(plans, identity, Filling(merged.figures, merged.texts, sources=formulas), extras)
    return with_sources(book, linked.books) if linked is not None else book


def notes_of(merged: Merged) -> dict[str, str]:
    """What the metadata of a consolidated workbook keeps besides its forms."""
    without: dict[str, list[str]] = {}
    for unit, forms in merged.absent_forms.items():
        for form in forms:
            without.setdefault(form, []).append(unit)
    return {
        "received": "\n".join(dict.fromkeys(receipt.unit for receipt in merged.received)),
        "missing": "\n".join(merged.missing),
        **absent_notes(without),
    }


def _draw_extras(
    merged: Merged,
    folder: Path,
    plans: Iterable[SheetPlan],
    linked: Linked | None,
    book: Workbook,
    styles: Styles,
) -> None:
    by_form: Mapping[str, SheetPlan] = {plan.form.code: plan for plan in plans}

    def standing(key: CellKey) -> tuple[str, str]:
        plan = by_form[key.form]
        return plan.sheet, plan.address(key)

    draw_overview(overview_of(merged), standing, book, styles)

    def begin(name: str, widths: Iterable[float]) -> FreshListing:
        return FreshListing(book, styles, name, widths)

    draw_listings(merged, folder, standing, begin, linked)
