"""Findings put into a copy of the workbook that was checked, and taken out again."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mtqg_xl.api.results import CheckReport, check_ending, write_bytes
from mtqg_xl.messages import MtqgError, OutputProblem
from mtqg_xl.ooxml import check_output

if TYPE_CHECKING:
    from mtqg_xl.writing.marking import MarkedBook

PathLike = str | os.PathLike[str]


def mark(book: PathLike, out: PathLike, report: CheckReport) -> MarkedBook:
    """Write a copy of ``book`` to ``out`` with what ``report`` says of it: cells marked, a sheet of findings.

    Marks of an earlier check are replaced; explanations given in it are kept. Raises :class:`FileProblem`
    for a file that is no .xlsx or .xlsm, :class:`ArgumentProblem` or :class:`OutputProblem` for an output
    that cannot be.
    """
    from mtqg_xl.writing.marking import marked_book

    check_output(out, [book])
    check_ending(book, out)
    made = marked_book(book, [one for one in report.files if one.path == os.fspath(book)])
    made.save(out)
    return made


def mark_all(
    books: Sequence[PathLike], folder: PathLike, report: CheckReport
) -> tuple[list[Path], list[MtqgError]]:
    """As :func:`mark` for many workbooks: copies of the same names in ``folder``, in folders as theirs.

    Returns the files written, and why some could not be: those are left out. Raises :class:`OutputProblem`
    when there can be no such folder.
    """
    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise OutputProblem("not_a_folder", path=os.fspath(folder)) from None
    parents = [Path(book).absolute().parent for book in books]
    above = Path(os.path.commonpath(parents)) if parents else target
    written: list[Path] = []
    refused: list[MtqgError] = []
    for book, parent in zip(books, parents, strict=True):
        out = target / parent.relative_to(above) / Path(book).name
        try:
            out.parent.mkdir(parents=True, exist_ok=True)
            mark(book, out, report)
        except MtqgError as problem:
            refused.append(problem)
        else:
            written.append(out)
    return written, refused


def clear_marks(book: PathLike, out: PathLike) -> None:
    """Write a copy of the marked ``book`` to ``out`` as it was before it was marked."""
    from mtqg_xl.writing.marking import clear_marks as cleared

    check_output(out, [book])
    check_ending(book, out)
    write_bytes(out, cleared(book), [book])
