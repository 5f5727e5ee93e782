"""Reads a workbook as the submissions it holds: nearly always one, of one unit."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace

from mtqg_xl.domain.binding import MARKS_SHEET, METADATA_SHEET, Binding, absent_in
from mtqg_xl.domain.questions import Question
from mtqg_xl.domain.submissions import Remark, ReportingUnit, Submission
from mtqg_xl.messages import FileProblem
from mtqg_xl.ooxml.worksheet import no_collecting
from mtqg_xl.opening import open_book
from mtqg_xl.opening.book import Book
from mtqg_xl.reading.asked import Unbound, asked, put
from mtqg_xl.reading.explanations import answers_of_units, explanations_in
from mtqg_xl.reading.identity import Identity, identify
from mtqg_xl.reading.metadata import is_ours, read_binding
from mtqg_xl.reading.safety import information
from mtqg_xl.reading.sheets import SheetReader

_NO_ANSWERS: Mapping[str, str] = {}


def read_submission(
    path: str | os.PathLike[str], password: str | None = None, answers: Mapping[str, str] | None = None
) -> Submission:
    """Everything our forms say in the workbook at ``path``.

    ``answers`` are those a person gave to earlier questions, by the code of the question. Raises
    :class:`FileProblem` when it is no workbook, when no form in it can be bound, or when it holds the
    reports of several units (:func:`read_all` reads those); the sentence says why. A form that can be
    bound only in part is read in part, and remarked on.
    """
    return _only(read_all(path, password, answers))


def read_workbook(book: Book, answers: Mapping[str, str] | None = None) -> Submission:
    """Everything our forms say in an opened workbook; raises as :func:`read_submission` does."""
    return _only(read_books(book, answers))


def read_all(
    path: str | os.PathLike[str], password: str | None = None, answers: Mapping[str, str] | None = None
) -> tuple[Submission, ...]:
    """The submissions in the workbook at ``path``, one for each unit; raises :class:`FileProblem`."""
    return read_books(open_book(path, password), answers)


def read_books(book: Book, answers: Mapping[str, str] | None = None) -> tuple[Submission, ...]:
    """The submissions in an opened workbook, one for each unit, in the order of its sheets."""
    with no_collecting():  # thousands of cells at once, and hardly anything to collect
        return _read_books(book, answers)


def _read_books(book: Book, answers: Mapping[str, str] | None) -> tuple[Submission, ...]:
    recorded = read_binding(book)
    identity = identify(book, recorded, os.fspath(book.path))
    given = answers or _NO_ANSWERS
    names = [info.name for info in book.sheets if not is_ours(book, info.name)]
    lists = [info.name for info in book.sheets if info.name not in (*names, METADATA_SHEET, MARKS_SHEET)]
    if not identity.by_sheet:
        return (_submission(book, recorded, identity, identity.unit, names, lists, given),)
    units = dict.fromkeys(identity.by_sheet.values())
    read: list[Submission] = []
    refused: list[tuple[ReportingUnit, FileProblem]] = []
    for unit in units:
        own = [name for name in names if identity.by_sheet.get(name) == unit]
        try:
            read.append(_submission(book, recorded, identity, unit, own, lists, given))
        except FileProblem as problem:
            refused.append((unit, problem))
    if not read:
        raise refused[0][1]
    return (_with_refused(read[0], refused, identity), *read[1:])


def _with_refused(
    first: Submission, refused: Sequence[tuple[ReportingUnit, FileProblem]], identity: Identity
) -> Submission:
    """``first``, telling also of the other units in its file of which nothing could be read."""
    remarks: list[Remark] = []
    questions: list[Question] = []
    for unit, problem in refused:
        sheets = [name for name, whose in identity.by_sheet.items() if whose == unit]
        values = {"unit": unit.name, "sheets": "”, “".join(sheets), "reason": _detail(problem)}
        remarks += [Remark("unit_refused", None, name, "", "", values) for name in sheets[:1]]
        questions += problem.questions if isinstance(problem, Unbound) else ()
    return replace(first, remarks=(*first.remarks, *remarks), questions=(*first.questions, *questions))


def _detail(problem: FileProblem) -> str:
    """Why nothing was read, without the name of the file, which is known."""
    detail = str(problem.values.get("detail", "")).removeprefix(": ")
    return f"{detail}." if detail else str(problem)


def _submission(
    book: Book,
    recorded: Binding | None,
    identity: Identity,
    unit: ReportingUnit | None,
    names: Sequence[str],
    lists: Sequence[str],
    answers: Mapping[str, str],
) -> Submission:
    reader = SheetReader(book, recorded, unit, identity.period, answers)
    reader.read(names)
    if not reader.tables:
        detail = ": " + "; ".join(reader.reasons) if reader.reasons else ""
        questions = reader.questions
        if questions:
            detail += ". " + " ".join(map(put, questions)).rstrip(".")
        raise Unbound("no_known_form", path=os.fspath(book.path), detail=detail, questions=questions)
    period = identity.period or reader.headed_period
    tables, remarks = reader.settled(period)
    told = [note for note in identity.remarks if not note.sheet or note.sheet in names]
    remarks = [*told, *remarks, *map(asked, reader.questions), *information(book, tables)]
    if unit is None:
        remarks.append(Remark("no_unit", None, tables[0].sheet, ""))
    for reason in reader.reasons:
        remarks.append(Remark("sheet_refused", None, "", "", values={"reason": reason}))
    return Submission(
        path=os.fspath(book.path),
        sha256=book.sha256,
        unit=unit,
        period=period,
        tables=tuple(tables),
        remarks=tuple(remarks),
        filed=book.modified or "",
        warning=recorded.notes.get("warning", "") if recorded else "",
        absent=absent_in(recorded.notes) if recorded else {},
        questions=tuple(reader.questions),
        explanations=explanations_in(book, unit.name if unit else "", tables, lists),
        answers=answers_of_units(book),
    )


def _only(submissions: tuple[Submission, ...]) -> Submission:
    if len(submissions) > 1:
        units = ", ".join(one.unit.name for one in submissions if one.unit)
        raise FileProblem("several_units", path=submissions[0].path, units=units)
    return submissions[0]
