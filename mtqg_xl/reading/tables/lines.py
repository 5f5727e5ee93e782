"""The lines of a table's body as they are printed, over one sheet or several."""

from __future__ import annotations

from collections.abc import Sequence

from mtqg_xl.catalogue import find_measure_label
from mtqg_xl.reading.rows import Line
from mtqg_xl.reading.tables.blocks import codes_in
from mtqg_xl.reading.tables.model import Head, Spot


def printed_lines(heads: Sequence[Head]) -> tuple[list[Line], list[Spot]]:
    """The lines under ``heads``, one after the other, and where each stands; ``Line.at`` counts them.

    Headings repeated on the next printed page are no lines.
    """
    lines: list[Line] = []
    spots: list[Spot] = []
    for head in heads:
        plane, (numbers, labels) = head.plane, head.stub
        repeated, measured = _headings(head), _measures_at(head)
        for at in plane.rows_from(head.first, head.end):
            number, label = plane.unmerged.stub(at, numbers, labels)
            figures = _holds_figures(head, at)
            if not (number or label or figures) or _repeats_head(head, at, repeated):
                continue
            measure = _measure(plane.printed(at, measured)) if measured else ""
            lines.append(Line(len(lines), number, label, figures, measure))
            spots.append(Spot(head, at))
    return lines, spots


def _measures_at(head: Head) -> int | None:
    """The column beside the labels that says in what each row counts, where the form has such a column."""
    if not head.form.sections[head.section].shows_measure:
        return None
    block, taken = head.columns.block, {*head.figures, *head.stub[1], head.stub[0]}
    rows = list(head.plane.rows_from(head.first, head.end))
    counts = {
        column: sum(bool(_measure(head.plane.printed(row, column))) for row in rows)
        for column in range(block.left, block.right + 1)
        if column not in taken
    }
    best = max(counts, key=lambda column: counts[column], default=None)
    return best if best is not None and counts[best] else None


def _measure(text: str) -> str:
    """What is counted, whatever the unit of it is called; empty when unknown."""
    found = find_measure_label(text) if text else None
    return found.family if found is not None else ""


def _holds_figures(head: Head, row: int) -> bool:
    for column in head.figures:
        cell = head.plane.sheet.cells.get((row, column))
        if cell is not None and (cell.kind in ("number", "error") or cell.formula is not None):
            return True
        if cell is not None and cell.kind == "text" and any(sign.isdigit() for sign in cell.text):
            return True
    return False


def _headings(head: Head) -> frozenset[str]:
    """The keys of all texts of the headings, where there are enough of them to know a repetition by."""
    block = head.columns.block
    return frozenset(
        head.plane.key(row, column)
        for row in range(block.top, block.last + 1)
        for column in range(block.left, block.right + 1)
        if head.plane.key(row, column)
    )


def _repeats_head(head: Head, row: int, headings: frozenset[str]) -> bool:
    """Whether a row is one of the headings, or the column codes, once more."""
    plane, block = head.plane, head.columns.block
    codes = codes_in(plane, row)
    if head.stub[0] in codes.get("a", ()) and head.stub[1][0] in codes.get("b", ()):
        return True
    here = [c for c in range(block.left, block.right + 1) if plane.printed(row, c)]
    if len(here) < 2:
        return False
    figures = [c for c in here if c in head.figures]
    if block.code_row is not None and figures and codes_in(plane, row):
        own = all(plane.printed(row, c) == plane.printed(block.code_row, c) for c in figures)
        if own:
            return True
    keys = [plane.key(row, c) for c in here]
    return all(keys) and sum(key in headings for key in keys) * 2 > len(keys)
