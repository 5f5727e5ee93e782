"""The list of findings on a sheet of the workbook; its hidden first column and marks are the engine's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mtqg_calc.figures import is_decimal
from mtqg_calc.findings import Finding
from mtqg_calc.places import Place
from mtqg_calc.texts import Texts, cut

SIGNATURE = "mtqg_xl:kiem_tra"
HEAD_SIGNATURE = "mtqg_xl:khoa"
#: Rows from 0: title, sentence, guide, then the head.
HEAD_ROW = 4
CELL, STATED, DIFFERENCE, EXPLANATION = 6, 7, 9, 12
#: In characters, the first column is hidden.
WIDTHS = (8, 8, 12, 10, 14, 10, 18, 13, 13, 12, 60, 44, 30)
_LONGEST = 8000


@dataclass(frozen=True)
class Line:
    """A row of the list; ``place`` is where its link leads."""

    cells: list[str | float]
    severity: str
    place: Place | None


def heading(headline: str, text: Texts) -> list[list[str]]:
    """The rows above the lines."""
    heads = [HEAD_SIGNATURE, *text("list.heads").split("|")]
    rows = [[SIGNATURE, text("list.title")], ["", headline], ["", text("list.guide")], [], heads]
    return [row + [""] * (len(heads) - len(row)) for row in rows]


def lines(book, found: Sequence[Finding], explained: Mapping[str, str], text: Texts) -> list[Line]:
    """The lines; explanations given for the same findings before are carried over."""
    made = []
    for one in found:
        figures = [_figure(value) for value in (one.stated, one.expected, one.difference)]
        cells = [
            *(one.key, one.id, text(f"severity.{one.severity}"), one.form, one.row, one.column),
            f"{one.sheet}!{one.cell}" if one.cell else one.sheet,
            *figures,
            cut(f"{one.message} {one.why}".strip(), _LONGEST),
            cut(one.todo, _LONGEST),
            explained.get(one.key, ""),
        ]
        made.append(Line(cells, one.severity, book.place(one.sheet, one.cell)))
    return made


def _figure(text: str) -> str | float:
    return float(text) if is_decimal(text) else text
