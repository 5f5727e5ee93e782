"""The few functions that the command line, the add-in and scripts call.

Heavy libraries are imported by the function that needs them: checking a file imports neither
pandas nor the workbook writer.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from itertools import chain
from typing import TypeVar

from mtqg_xl.api.answering import Bind, keep_answers
from mtqg_xl.api.batch import checked, consolidation_intakes, file_reports, spread, workbooks_in
from mtqg_xl.api.filling import Filled, fill, fill_cells
from mtqg_xl.api.marking import clear_marks, mark, mark_all
from mtqg_xl.api.reading import Reader, of_unit
from mtqg_xl.api.repairing import Fixed, Repairs, fix
from mtqg_xl.api.results import (
    Book,
    CheckReport,
    Consolidation,
    FormList,
    TraceResult,
    write_bytes,
    write_text,
)
from mtqg_xl.catalogue import all_forms, load_form
from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.ooxml import check_output

PathLike = str | os.PathLike[str]
OnFile = Callable[[str], None]
Done = TypeVar("Done")
__all__ = [
    "Book",
    "CheckReport",
    "Consolidation",
    "Filled",
    "Fixed",
    "Repairs",
    "answer",
    "check",
    "check_output",
    "clear_marks",
    "consolidate",
    "demo",
    "fill",
    "fill_cells",
    "find_workbooks",
    "fix",
    "form",
    "forms",
    "mark",
    "mark_all",
    "open_book",
    "trace",
    "write_bytes",
    "write_template",
    "write_text",
]


def open_book(
    path: PathLike, *, unit: str | None = None, password: str | None = None, bind: Bind | None = None
) -> Book:
    """Read a workbook; :class:`FileProblem` when no form in it can be bound.

    ``unit`` (name or code) chooses one of several units in it; without it such a workbook is refused
    with :class:`ArgumentProblem`. ``password`` opens a workbook that is locked. ``bind`` answers
    questions of the reader (code to answer); answers are kept beside the workbook and hold for others of
    the same shape.
    """
    reader = Reader(password)
    _keep([os.fspath(path)], bind, reader, None, None)
    return Book.of(reader.read_one(path, unit))


def check(
    what: PathLike | Submission | Iterable[PathLike],
    previous: PathLike | None = None,
    *,
    units: Iterable[PathLike] = (),
    executor: Executor | None = None,
    jobs: int | None = None,
    on_file: OnFile | None = None,
    strict: bool | None = None,
    password: str | None = None,
    bind: Bind | None = None,
    excerpts: bool = False,
) -> CheckReport:
    """Check one workbook (a path or an opened book), a folder, or many of them.

    A file that cannot be read is part of the report when there are several, and raises
    :class:`FileProblem` when it is the only one, unless ``strict`` says otherwise. ``executor`` may be any
    ``concurrent.futures.Executor``; ``jobs`` is the number of processes otherwise; ``on_file``
    is called with each path when it is done.
    ``previous`` is the report before of the same unit, for the rules across periods. ``units`` are the
    workbooks of the units below, or folders of them: the report must be their sum. A workbook of several
    units gives a report for each; where a unit sent several workbooks, the rules between their forms are
    checked too. ``password`` and ``bind`` are as in :func:`open_book`, for all files. With ``excerpts`` the
    small tables around wrong cells are made too, which the page for the browser shows.
    """
    before = os.fspath(previous) if previous is not None else None
    reader = Reader(password)
    if isinstance(what, Submission):
        unit = (what.unit.code or what.unit.name) if what.unit else None
        earlier = _before(reader, before, unit) if before else None
        return CheckReport((checked(what, earlier, excerpts=excerpts),))
    paths = find_workbooks([what] if isinstance(what, str | os.PathLike) else what)
    if units := tuple(units):
        from mtqg_xl.api.levels import report_against_units

        below = find_workbooks(units)
        _keep([*paths, *below], bind, reader, executor, jobs)
        report = report_against_units(
            paths, below, before, reader=reader, executor=executor, jobs=jobs, excerpts=excerpts
        )
        return CheckReport((report,))
    _keep(paths, bind, reader, executor, jobs)
    raising = len(paths) == 1 if strict is None else strict
    reports = file_reports(
        paths, before, reader=reader, executor=executor, jobs=jobs, strict=raising, excerpts=excerpts
    )
    told = tuple(chain.from_iterable(_told(reports, paths, on_file)))
    if len(paths) > 1:
        from mtqg_xl.api.together import with_rules_between_files

        told = with_rules_between_files(
            told, before, reader=reader, executor=executor, jobs=jobs, excerpts=excerpts
        )
    return CheckReport(told)


def answer(
    places: Iterable[PathLike],
    bind: Bind,
    *,
    executor: Executor | None = None,
    jobs: int | None = None,
    password: str | None = None,
) -> tuple[str, ...]:
    """Keep answers to questions that reading the workbooks in ``places`` asks; returns the files written.

    ``bind`` is question code to answer, or texts ``CODE=ANSWER``; an answer is its place among those
    offered (``1``, ``2``), its key, or ``-`` for none of them. The workbooks are only read. Raises
    :class:`ArgumentProblem` for a question that none of them asks and for an answer not offered; then
    nothing is kept.
    """
    return _keep(find_workbooks(places), bind, Reader(password), executor, jobs)


def find_workbooks(places: Iterable[PathLike], leaving_out: PathLike | None = None) -> list[str]:
    """The workbooks in files and folders, each once, in the order of their names.

    ``leaving_out`` is an earlier result lying in a folder named: it is not taken for a submission.
    """
    return workbooks_in(places, leaving_out)


def consolidate(
    places: Iterable[PathLike],
    unit: str | None = None,
    period: str | None = None,
    *,
    executor: Executor | None = None,
    jobs: int | None = None,
    on_file: OnFile | None = None,
    password: str | None = None,
    bind: Bind | None = None,
) -> Consolidation:
    """Bring the workbooks of many units together into their parent's report.

    The result does not depend on the order of the files; what is missing, doubled or unreadable
    is listed in it. ``executor`` takes any ``concurrent.futures.Executor``, so that the reading
    can be spread over the engine of an existing cluster. A workbook may hold several units.
    ``password`` and ``bind`` are as in :func:`open_book`, for all files.
    """
    from mtqg_xl.consolidation import combine

    paths = find_workbooks(places)
    reader = Reader(password)
    _keep(paths, bind, reader, executor, jobs)
    read = consolidation_intakes(paths, reader=reader, executor=executor, jobs=jobs)
    intakes = list(chain.from_iterable(_told(read, paths, on_file)))
    return Consolidation(combine(intakes, unit, period), tuple(paths))


def trace(path: PathLike, place: str, *, password: str | None = None) -> TraceResult:
    """Where the cell ``place`` (``SHEET!CELL``) of a consolidated workbook came from."""
    from mtqg_xl.reading import trace_cell

    return TraceResult(trace_cell(path, place, password))


def forms() -> FormList:
    """All forms known."""
    return FormList(all_forms())


def form(code: str) -> Form:
    """The definition of one form; :class:`ArgumentProblem` when it is not known."""
    return load_form(code)


def write_template(
    codes: Sequence[str],
    out: PathLike,
    *,
    unit: str | None = None,
    period: str | None = None,
    level: str | None = None,
    set_name: str | None = None,
) -> str:
    """Write an empty workbook of forms ready to be filled in; returns its path.

    ``set_name`` names a set of forms instead of ``codes``; its forms are tied together by formulas.
    """
    from mtqg_xl.api.templates import TemplateRequest, save_template

    return save_template(codes, out, TemplateRequest(unit, period, level, set_name))


def demo(folder: PathLike) -> Iterator[tuple[str, str]]:
    """The whole job on the samples; yields the lines to show and writes into ``folder``."""
    from mtqg_xl.api.demonstration import run_demo

    return run_demo(folder)


def _keep(
    paths: Sequence[str], bind: Bind | None, reader: Reader, executor: Executor | None, jobs: int | None
) -> tuple[str, ...]:
    """Keep the answers given before anything is read with them."""
    return keep_answers(paths, bind, reader, lambda work, many: spread(work, many, executor, jobs))


def _before(reader: Reader, path: str, unit: str | None) -> Submission:
    """The report before: of one workbook, or of the unit in a workbook of several."""
    submissions = reader.read(path)
    return submissions[0] if len(submissions) == 1 else of_unit(submissions, unit)


def _told(results: Iterable[Done], paths: Sequence[str], on_file: OnFile | None) -> Iterator[Done]:
    for path, result in zip(paths, results, strict=True):
        if on_file:
            on_file(path)
        yield result
