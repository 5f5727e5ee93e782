"""Explanations that people gave: in the list of findings, in notes on cells, in the sheet of answers.

A workbook without any of them is not searched: only sheets that are known to be lists, and notes where
the file has such.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Final

from mtqg_xl.domain.explanations import (
    ANSWERS_HEAD,
    ANSWERS_SHEET,
    LIST_HEAD_MARK,
    ExplanationKey,
    UnitAnswer,
    said_in_note,
)
from mtqg_xl.domain.submissions import Table
from mtqg_xl.messages import FileProblem
from mtqg_xl.ooxml import Cell, Workbook, from_a1, relationships
from mtqg_xl.ooxml.xml import child, children
from mtqg_xl.opening.book import Book

#: People may put columns of their own into the list.
_MOST_COLUMNS: Final = 60
_HEADS: Final = frozenset({"Giải trình", "Explanation"})
#: What the list tells of a note or of other units is no answer of its own: it may have been changed since.
_FROM_ELSEWHERE: Final = (
    "Theo ghi chú ở ô:",
    "From the note on the cell:",
    "Theo giải trình của đơn vị trực thuộc:",
    "From the explanations of the units below:",
)
#: Notes that are looked at on one sheet.
_MOST_NOTES: Final = 20_000
Cells = Mapping[tuple[int, int], Cell]


def explanations_in(
    book: Book, unit: str, tables: Iterable[Table], lists: Iterable[str]
) -> dict[ExplanationKey, str]:
    """What was said of the figures of ``unit``, which stand in ``tables``.

    ``lists`` are the sheets of findings. An explanation of the list is for a rule and a place of the form;
    that of a note has an empty ``rule``: it is for every finding about its cell.
    """
    listed = from_lists(book, lists)
    # The rules that the add-in runs by itself know no unit; they tell the figure.
    found = {key._replace(unit=unit): text for key, text in listed.items() if not key.unit and key.figure}
    found |= {key: text for key, text in listed.items() if key.unit == unit}
    notes: dict[str, dict[tuple[int, int], str]] = {}
    for table in tables:
        if table.sheet not in notes:
            notes[table.sheet] = dict(_notes_on(book, table.sheet))
        said = notes[table.sheet]
        if not said:
            continue
        columns = {at: key for key, at in table.columns.items()}
        for row, at in table.rows.items():
            for column_at, column in columns.items():
                if text := said.get((at, column_at)):
                    found[ExplanationKey.at(unit, "", (table.form.code, row, column))] = text
    return found


def from_lists(book: Book, lists: Iterable[str]) -> dict[ExplanationKey, str]:
    """What stands in the column of explanations of the sheets of findings."""
    found: dict[ExplanationKey, str] = {}
    for name in lists:
        cells: Cells = {}
        with suppress(FileProblem):  # a list that cannot be read keeps no figure back
            cells = book.sheet(name).cells
        for key, text in _listed(cells):
            known = found.get(key, "")
            found[key] = text if not known or known == text else f"{known}\n{text}"
    return found


def _listed(cells: Cells) -> Iterator[tuple[ExplanationKey, str]]:
    column = 0
    for (row, at), cell in sorted(cells.items()):
        if at == 1 and cell.text == LIST_HEAD_MARK:
            heads = ((other, cells.get((row, other))) for other in range(2, _MOST_COLUMNS))
            column = next((n for n, head in heads if head and head.text.strip() in _HEADS), 0)
        if at != 1 or not column or (key := ExplanationKey.read(cell.text)) is None:
            continue
        said = cells.get((row, column))
        text = said.text if said is not None and said.kind != "blank" else ""
        for mark in _FROM_ELSEWHERE:
            text = text.partition(mark)[0]
        if text := text.strip():
            yield key, text


def _notes_on(book: Book, sheet: str) -> Iterator[tuple[tuple[int, int], str]]:
    """The places on a sheet with a note that explains, and what it says; only of files that keep notes."""
    if not isinstance(book, Workbook):
        return
    package = book.package
    part = next((info.part for info in book.sheets if info.name == sheet), "")
    # Notes that cannot be read keep no figure back.
    with suppress(FileProblem, ValueError):
        links = [link for link in relationships(package, part) if link.kind == "comments"]
        for link in links:
            if link.external or not package.has(link.target):
                continue
            listed = children(child(package.tree(link.target), "commentList"), "comment")
            for at, note in enumerate(listed):
                if at >= _MOST_NOTES:
                    break
                inside = child(note, "text")
                pieces = inside.iter("{*}t") if inside is not None else ()
                text = "".join(piece.text or "" for piece in pieces)
                if said := said_in_note(text.replace("\r\n", "\n")):
                    yield from_a1((note.get("ref") or "").replace("$", "")), said


def has_notes(book: Book) -> bool:
    """Whether a note in ``book`` explains something."""
    return any(True for info in book.sheets for _ in _notes_on(book, info.name))


def answers_of_units(book: Book) -> tuple[UnitAnswer, ...]:
    """What the units below explained, as a consolidated workbook carries it."""
    if ANSWERS_SHEET not in {info.name for info in book.sheets}:
        return ()
    sheet = book.sheet(ANSWERS_SHEET)
    width = len(UnitAnswer._fields)
    found = []
    for row in range(ANSWERS_HEAD + 1, sheet.rows_used + 1):
        cells = (sheet.cells.get((row, column)) for column in range(2, width + 2))
        answer = UnitAnswer(*(cell.text.strip() if cell else "" for cell in cells))
        if answer.unit and answer.rule and answer.explanation:
            found.append(answer)
    return tuple(found)
