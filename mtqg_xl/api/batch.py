"""Work over many files: found in folders, read in parallel, handed on one by one."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from mtqg_xl.api.reading import Reader
from mtqg_xl.domain.findings import FileReport, Unchecked
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.domain.units import fold
from mtqg_xl.messages import ArgumentProblem, FileProblem, MtqgError, use_language
from mtqg_xl.opening import open_book
from mtqg_xl.reading import read_binding
from mtqg_xl.reconcile import check_submission

if TYPE_CHECKING:
    from mtqg_xl.consolidation import Intake

#: What a folder is searched for: everything that may be a workbook, readable or not.
SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
#: Fewer files than this are read faster in one process than it takes to start others.
_WORTH_PROCESSES = 6
#: Stands for all rules across periods where the report before was not that of a file.
PREVIOUS = "X9, X10"
Item = TypeVar("Item")
Result = TypeVar("Result")


def workbooks_in(
    places: Iterable[str | os.PathLike[str]], leaving_out: str | os.PathLike[str] | None = None
) -> list[str]:
    """The workbooks named, and those in the folders named, each once, sorted by name.

    Raises :class:`FileProblem` for a place that does not exist or a folder without workbooks.
    Lock files of open workbooks (``~$…``) are passed over. So is ``leaving_out``, the output to
    be, where a folder holds it from an earlier run; any other workbook of that name is an input.
    """
    found: dict[str, None] = {}
    spared = _earlier_result(Path(leaving_out)) if leaving_out is not None else None
    for place in places:
        path = Path(place)
        if path.is_dir():
            inside = [
                entry
                for entry in sorted(path.rglob("*"))
                if entry.suffix.lower() in SUFFIXES
                and not entry.name.startswith(("~$", ".~"))
                and entry.is_file()
                and entry.absolute() != spared
            ]
            if not inside:
                raise FileProblem("no_workbook_in_folder", path=os.fspath(place))
            found.update(dict.fromkeys(os.fspath(entry) for entry in inside))
        elif not path.exists():
            raise FileProblem("missing", path=os.fspath(place))
        else:
            found[os.fspath(path)] = None
    return sorted(found)


def _earlier_result(path: Path) -> Path | None:
    """``path`` if it is a consolidated workbook of ours, which may be written anew."""
    try:
        binding = read_binding(open_book(path))
    except MtqgError:
        return None
    return path.absolute() if binding is not None and binding.kind == "consolidated" else None


def file_reports(
    paths: Sequence[str],
    previous: str | None,
    *,
    reader: Reader,
    executor: Executor | None,
    jobs: int | None,
    strict: bool,
    excerpts: bool = False,
) -> Iterator[tuple[FileReport, ...]]:
    """The checks of every file, in order: one a unit. ``strict`` raises for a file that cannot be read.

    ``previous`` is the report before; it is compared with the files of the same unit. It is refused
    (:class:`ArgumentProblem`) when there is but one file and that is not one of them.
    """
    before = reader.read(previous) if previous is not None else ()
    if any(one.period is None for one in before):
        raise ArgumentProblem("previous_without_period", path=previous)
    work = partial(_report, strict, reader, before, len(paths) == 1, excerpts)
    yield from spread(work, paths, executor, jobs)


def consolidation_intakes(
    paths: Sequence[str], *, reader: Reader, executor: Executor | None, jobs: int | None
) -> Iterator[tuple[Intake, ...]]:
    """What consolidation needs of every file, in order: one intake a unit."""
    yield from spread(partial(_take_in, reader), paths, executor, jobs)


def spread(
    work: Callable[[Item], Result], items: Sequence[Item], executor: Executor | None, jobs: int | None
) -> Iterator[Result]:
    """``work`` done on every path (or group of them), in order; in processes where that is worth it."""
    if executor is not None:
        yield from executor.map(work, items)
        return
    workers = min(jobs or os.cpu_count() or 1, len(items))
    if workers < 2 or (jobs is None and len(items) < _WORTH_PROCESSES):
        yield from map(work, items)
        return
    with _pool(workers) as pool:
        yield from pool.map(work, items, chunksize=max(1, min(8, len(items) // (workers * 4))))


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    with ProcessPoolExecutor(workers) as pool:
        yield pool


def _report(
    strict: bool, reader: Reader, previous: Sequence[Submission], alone: bool, excerpts: bool, path: str
) -> tuple[FileReport, ...]:
    use_language(reader.language)
    try:
        submissions = reader.read(path)
    except MtqgError as problem:
        if strict:
            raise
        return (FileReport(path=path, sha256=_fingerprint(path), reason=str(problem)),)
    alone = alone and len(submissions) == 1
    return tuple(_checked_with(one, previous, alone, excerpts) for one in submissions)


def _checked_with(
    submission: Submission, previous: Sequence[Submission], alone: bool, excerpts: bool
) -> FileReport:
    comparable = (one for one in previous if _comparable(submission, one))
    before = next(comparable, previous[0] if previous else None)
    try:
        return checked(submission, before, excerpts=excerpts)
    except ArgumentProblem as problem:
        if alone:
            raise
        report = check_submission(submission, excerpts=excerpts)
        untold = Unchecked(PREVIOUS, str(problem))
        return replace(report, unchecked=(*report.unchecked, untold))


def checked(submission: Submission, previous: Submission | None, *, excerpts: bool = False) -> FileReport:
    """The check of a submission; :class:`ArgumentProblem` when ``previous`` is not its report before."""
    if previous is not None and not _comparable(submission, previous):
        named = previous.unit.name if previous.unit else "?"
        told = previous.period.label if previous.period else "?"
        raise ArgumentProblem("previous_of_other", path=submission.path, unit=named, period=told)
    return check_submission(submission, previous, excerpts=excerpts)


def _comparable(submission: Submission, previous: Submission) -> bool:
    """Whether ``previous`` is an earlier report of the same unit."""
    one, other = submission.unit, previous.unit
    same = one is None or other is None or (one.code or fold(one.name)) == (other.code or fold(other.name))
    now, before = submission.period, previous.period
    return same and now is not None and before is not None and before.day < now.day


def _fingerprint(path: str) -> str:
    """SHA-256 of a file that is no workbook; empty when not even its bytes can be had."""
    try:
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _take_in(reader: Reader, path: str) -> tuple[Intake, ...]:
    from mtqg_xl.consolidation import Intake, intake_of

    use_language(reader.language)
    try:
        return tuple(intake_of(one, check_submission(one)) for one in reader.read(path))
    except MtqgError as problem:
        return (Intake(path=path, reason=str(problem)),)
