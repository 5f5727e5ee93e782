"""The sheet in the repaired copy that lists what was changed, each line leading to its cell."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from mtqg_xl.messages import in_vietnamese
from mtqg_xl.reports.plain_text import plain_text

if TYPE_CHECKING:
    from mtqg_xl.ooxml.patching import NewSheet
    from mtqg_xl.reports.repairs.applying import Made

_HEADS: Final = ("number", "id", "form", "row", "column", "cell", "before", "after", "unit", "why")
_WIDTHS: Final = (5.0, 8.0, 14.0, 28.0, 28.0, 16.0, 18.0, 18.0, 12.0, 60.0)


def listing_of(made: Sequence[Made], names: Collection[str]) -> NewSheet:
    """The list of the changes ``made``, under a name that none of the sheets ``names`` has."""
    from mtqg_xl.writing.entering.listing_sheet import AddedListing
    from mtqg_xl.writing.listings import Target

    sheet = AddedListing(_free_name(names), _WIDTHS)
    sheet.title(in_vietnamese("fix.sheet_title"), in_vietnamese("fix.sheet_below", count=len(made)))
    head = 3
    sheet.heads(head, [in_vietnamese(f"fix.head_{name}") for name in _HEADS])
    for number, item in enumerate(made, start=1):
        step, finding, at = item.step, item.step.about, head + number
        cell = step.cell if len({other.step.sheet for other in made}) == 1 else f"{step.sheet}!{step.cell}"
        texts: dict[int, str] = {
            2: plain_text(finding.form_label),
            3: plain_text(finding.row_label),
            4: plain_text(finding.column_label),
            8: plain_text(step.label),
            9: plain_text(" ".join(filter(None, (finding.message, finding.why)))),
        }
        sheet.put(at, 0, number)
        sheet.put(at, 1, item.told_as)
        for column, text in texts.items():
            sheet.put(at, column, text)
        sheet.link(at, 5, cell, Target(sheet=step.sheet, cell=step.cell))
        for column, value in ((6, step.shown_before), (7, step.shown_after)):
            shown = value if isinstance(value, Decimal) else plain_text(value) or in_vietnamese("fix.blank")
            sheet.put(at, column, shown)
            if isinstance(shown, str):
                texts[column] = shown
        sheet.fit(at, {**texts, 5: cell})
    sheet.finish(head + 1, 0, (head + len(made), len(_HEADS)))
    return sheet.sheet


def _free_name(names: Collection[str]) -> str:
    """The usual name, or with a number where a copy is repaired once more: earlier lists are kept."""
    taken = {name.casefold() for name in names}
    base = in_vietnamese("fix.sheet_name")
    tries = (base if number == 1 else f"{base} ({number})" for number in range(1, len(taken) + 2))
    return next(name for name in tries if name.casefold() not in taken)
