"""Explanations that people gave: in the sheet of findings, and in notes on cells beginning "Giải trình:"."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Final

from mtqg_xl.domain.findings import Finding
from mtqg_xl.messages import FileProblem
from mtqg_xl.ooxml import Package, Workbook, to_a1
from mtqg_xl.ooxml.patching import Parts
from mtqg_xl.ooxml.patching.note_cutting import notes_of
from mtqg_xl.writing.marking.keys import ExplanationKey
from mtqg_xl.writing.marking.memory import HEAD_MARK, list_sheets
from mtqg_xl.writing.marking.wording import ours_in

Explanations = Mapping[ExplanationKey, str]
#: People may put columns of their own into the list.
_MOST_COLUMNS: Final = 60
_HEADS: Final = frozenset({"Giải trình", "Explanation"})
_FROM_NOTES: Final = ("Theo ghi chú ở ô:", "From the note on the cell:")
_IN_NOTE: Final = re.compile(
    r"(?:^|\n)[^\w\n]{0,3}(?:Giải trình|Explanation)\s*:\s*(.*)", re.DOTALL | re.IGNORECASE
)


def explanations(book: str | os.PathLike[str]) -> Explanations:
    """The explanations in the workbook ``book``, by what they are for.

    Those of notes have an empty ``rule``: they explain every finding about their cell. A workbook
    without explanations gives none; one that cannot be opened raises :class:`FileProblem`.
    """
    package = Package.open(book, thorough=False)
    workbook = Workbook(package)
    return {**from_lists(workbook), **from_notes(workbook)}


def from_lists(book: Workbook) -> dict[ExplanationKey, str]:
    """What stands in the last column of the sheets of findings."""
    found: dict[ExplanationKey, str] = {}
    for name in list_sheets(book):
        cells = book.sheet(name).cells
        column = 0
        for (row, at), cell in sorted(cells.items()):
            if at == 1 and cell.text == HEAD_MARK:
                heads = ((other, cells.get((row, other))) for other in range(2, _MOST_COLUMNS))
                column = next((n for n, head in heads if head and head.text.strip() in _HEADS), 0)
            if at != 1 or not column or (key := ExplanationKey.read(cell.text)) is None:
                continue
            said = cells.get((row, column))
            text = said.text.strip() if said is not None and said.kind != "blank" else ""
            if not text or text.startswith(_FROM_NOTES):
                continue
            known = found.get(key, "")
            found[key] = text if not known or known == text else f"{known}\n{text}"
    return found


def from_notes(book: Workbook) -> dict[ExplanationKey, str]:
    """What notes on cells of forms say after "Giải trình:"."""
    parts = Parts(book.package)
    said: dict[tuple[str, str], str] = {}
    for info in book.sheets:
        for cell, text in notes_of(parts, info.part).items():
            for start, end in reversed(ours_in(text)):
                text = text[:start] + text[end:]
            if (found := _IN_NOTE.search(text)) and found[1].strip():
                said[info.name, cell.replace("$", "")] = found[1].strip()
    return _by_key(book, said) if said else {}


def _by_key(book: Workbook, said: Mapping[tuple[str, str], str]) -> dict[ExplanationKey, str]:
    from mtqg_xl.reading.submission import read_books

    found: dict[ExplanationKey, str] = {}
    try:
        submissions = read_books(book)
    except FileProblem:
        # Without a form the notes are about nothing that a rule knows.
        return {}
    for submission in submissions:
        unit = submission.unit.name if submission.unit else ""
        for table in submission.tables:
            rows = {at: key for key, at in table.rows.items()}
            columns = {at: key for key, at in table.columns.items()}
            for row, row_key in rows.items():
                for column, column_key in columns.items():
                    text = said.get((table.sheet, to_a1(row, column)))
                    if text:
                        found[ExplanationKey(unit, "", table.form.code, row_key, column_key)] = text
    return found


def explanation_of(given: Explanations, unit: str, finding: Finding) -> tuple[str, str]:
    """What was said of a finding in the list, and in a note on its cell."""
    key = ExplanationKey.of(unit, finding)
    noted = given.get(key.of_cell(), "") if finding.key is not None else ""
    if not noted and finding.suspects:
        noted = given.get(ExplanationKey(unit, "", *finding.suspects[0].key), "")
    return given.get(key, ""), noted
