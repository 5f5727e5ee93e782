"""The list of findings on a sheet of the workbook; its hidden first column and marks are the engine's."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

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


class Said(NamedTuple):
    """An explanation in a list, and the cell that it was given for."""

    text: str
    place: str


def heading(headline: str, text: Texts) -> list[list[str]]:
    """The rows above the lines."""
    heads = [HEAD_SIGNATURE, *text("list.heads").split("|")]
    rows = [[SIGNATURE, text("list.title")], ["", headline], ["", text("list.guide")], [], heads]
    return [row + [""] * (len(heads) - len(row)) for row in rows]


def explanations(rows: Sequence[Sequence[object]], text: Texts) -> dict[str, Said]:
    """What a list says in its last column, by the keys of the findings.

    The engine lays its lists out otherwise: the heads tell which column is which.
    """
    heads = text("list.heads").split("|")
    found: dict[str, Said] = {}
    explained = cell = None
    for row in rows:
        key = str(row[0])
        if key == HEAD_SIGNATURE:
            shown = [str(head).strip() for head in row]
            explained = _column(shown, heads[EXPLANATION - 1], "Explanation")
            cell = _column(shown, heads[CELL - 1], "Cell")
        elif explained is not None and key.startswith("[") and str(row[explained]).strip():
            found[key] = Said(str(row[explained]), "" if cell is None else str(row[cell]))
    return found


def _column(heads: Sequence[str], *names: str) -> int | None:
    return next((at for at, head in enumerate(heads) if head in names), None)


def lines(book, found: Sequence[Finding], explained: Mapping[str, Said], text: Texts) -> list[Line]:
    """The lines; explanations given for the same findings before are carried over.

    Those for a finding, or a figure, that is no longer there stand below.
    """
    made = []
    used = set()
    for one in found:
        keys = (one.key, _of_any_figure(one.key))
        used.update(keys)
        said = dict.fromkeys(explained[key].text for key in keys if key in explained)
        figures = [_figure(value) for value in (one.stated, one.expected, one.difference)]
        cells = [
            *(one.key, one.id, text(f"severity.{one.severity}"), one.form, one.row, one.column),
            f"{one.sheet}!{one.cell}" if one.cell else one.sheet,
            *figures,
            cut(f"{one.message} {one.why}".strip(), _LONGEST),
            cut(one.todo, _LONGEST),
            "\n".join(said),
        ]
        made.append(Line(cells, one.severity, book.place(one.sheet, one.cell)))
    for key, former in explained.items():
        if key not in used:
            told = ["", "", "", text("list.former"), ""]
            made.append(Line([key, *[""] * 5, former.place, *told, former.text], "", None))
    return made


def _of_any_figure(key: str) -> str:
    """The key as older lists have it, without the figure at its end."""
    return json.dumps(json.loads(key)[:5]) if key.startswith("[") else key


def _figure(text: str) -> str | float:
    return float(text) if is_decimal(text) else text
