"""Explanations that people gave: in the sheet of findings, and in notes on cells beginning "Giải trình:"."""

from __future__ import annotations

import os

from mtqg_xl.domain.explanations import ExplanationKey, Explanations
from mtqg_xl.messages import FileProblem
from mtqg_xl.ooxml import Package, Workbook
from mtqg_xl.reading.explanations import from_lists, has_notes
from mtqg_xl.writing.marking.memory import list_sheets


def explanations(book: str | os.PathLike[str]) -> Explanations:
    """The explanations in the workbook ``book``, by what they are for.

    Those of notes have an empty ``rule``: they explain every finding about their cell. A workbook
    without explanations gives none; one that cannot be opened raises :class:`FileProblem`.
    """
    return given_in(Workbook(Package.open(book, thorough=False)))


def given_in(book: Workbook) -> dict[ExplanationKey, str]:
    """As :func:`explanations`, of an opened workbook."""
    found = from_lists(book, list_sheets(book))
    if not has_notes(book):
        return found
    from mtqg_xl.reading.submission import read_books

    try:
        submissions = read_books(book)
    except FileProblem:
        # Without a form the notes are about nothing that a rule knows.
        return found
    for submission in submissions:
        found |= submission.explanations
    return found
