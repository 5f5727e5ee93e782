"""Repairing a workbook by what its check proposes: into a copy, which is checked again."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mtqg_xl.api.batch import checked
from mtqg_xl.api.reading import Reader, of_unit
from mtqg_xl.api.results import Line, check_ending
from mtqg_xl.domain.findings import FileReport, FileVerdict
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.ooxml import Package, Workbook, check_output, from_a1

if TYPE_CHECKING:
    from mtqg_xl.reports.repairs import Mended, Offer, Planner, Repair, Skipped

PathLike = str | os.PathLike[str]
#: Ids stand behind commas; the name of a sheet may hold one too.
_BETWEEN: Final = re.compile(r"\s*[,;]\s*(?=[Ff]\d)")


@dataclass(frozen=True)
class Fixed:
    """What was repaired. ``out`` is the file written, "" when none was; ``left`` is the check of the copy.

    ``mended`` is None when nothing was repaired; ``skipped`` are the findings that could not be.
    """

    before: FileReport
    left: FileReport
    mended: Mended | None = None
    skipped: tuple[Skipped, ...] = ()
    out: str = ""

    @property
    def any_invalid(self) -> bool:
        """Whether errors are left."""
        return self.left.verdict is FileVerdict.INVALID

    def to_json(self) -> str:
        """The changes, what was left out, and the check of the copy, as JSON."""
        from mtqg_xl import __version__
        from mtqg_xl.reports.repairs import fixed_object

        told = fixed_object(self.mended, self.skipped, self.left, self.out, __version__)
        return json.dumps(told, ensure_ascii=False, indent=1)

    def lines(self) -> Iterator[Line]:
        """Lines for a terminal."""
        from mtqg_xl.reports.repairs import fixed_lines

        return fixed_lines(self.mended, self.skipped, self.left, self.out)


@dataclass(frozen=True)
class Repairs:
    """A workbook read and checked, with the repairs that its check proposes."""

    package: Package
    submission: Submission
    report: FileReport
    previous: Submission | None = None

    @classmethod
    def of(cls, path: PathLike, *, unit: str | None = None, previous: PathLike | None = None) -> Repairs:
        """Read and check the workbook at ``path``, of which only ``.xlsx`` and its kin can be repaired.

        Raises as :func:`mtqg_xl.api.check` does, and :class:`ArgumentProblem` for a workbook of several
        units without ``unit``.
        """
        reader = Reader()
        package = Package.open(path, thorough=False)
        submission = reader.read_one(path, unit)
        before: Submission | None = None
        if previous is not None:
            earlier = reader.read(os.fspath(previous))
            before = earlier[0] if len(earlier) == 1 else of_unit(earlier, unit)
        return cls(package, submission, checked(submission, before), before)

    def offers(self) -> tuple[Offer, ...]:
        """The findings that can be repaired, each with its ways."""
        return tuple(self._planner().offers())

    def chosen(self, accept: Iterable[str], certain: bool) -> tuple[list[Repair], list[Skipped]]:
        """The repairs that ids (``F1``, ``F2@C15``) or ``certain`` name; and certain ones that cannot be."""
        planner = self._planner()
        ids = [text for given in accept for text in _BETWEEN.split(given.strip()) if text]
        named = [planner.accepted(text) for text in ids]
        if not certain:
            return named, []
        sure, skipped = planner.certain()
        decided = {repair.finding.id for repair in named}
        return [*named, *(repair for repair in sure if repair.finding.id not in decided)], skipped

    def asked(self, ask: Callable[[str], str], show: Callable[[str, str], None]) -> list[Repair]:
        """The repairs that a person chooses who is asked one by one; ``show`` takes lines with a style."""
        from mtqg_xl.reports.repairs.asking import asked

        return asked(self.offers(), ask, show)

    def make(
        self, repairs: Sequence[Repair], skipped: Sequence[Skipped] = (), out: PathLike | None = None
    ) -> Fixed:
        """Make ``repairs`` in a copy, read it back, check it, and write it to ``out`` if given."""
        from mtqg_xl.reports.repairs import mend
        from mtqg_xl.reports.repairs.applying import read_back

        if not repairs:
            return Fixed(self.report, self.report, None, tuple(skipped))
        mended = mend(self.package, repairs)
        after = self._read_again(mended.entered.content)
        read_back(mended, after)
        left = checked(after, self.previous)
        if out is not None:
            mended.entered.save(out)
            left = replace(left, path=os.fspath(out))
        return Fixed(self.report, left, mended, tuple(skipped), "" if out is None else os.fspath(out))

    def _planner(self) -> Planner:
        from mtqg_xl.reports.repairs import Planner

        book = Workbook(self.package)

        def format_at(sheet: str, cell: str) -> str:
            found = book.sheet(sheet).cell(*from_a1(cell))
            return book.number_format(found.style) if found is not None else ""

        return Planner(self.submission, self.report, format_at, self.previous)

    def _read_again(self, content: bytes) -> Submission:
        """The copy as it reads under the name of the original, which may tell unit or period."""
        from mtqg_xl.reading.answers import answers_for
        from mtqg_xl.reading.submission import read_books

        path = self.submission.path
        book = Workbook(Package(Path(path), content, thorough=False))
        unit = self.submission.unit
        return of_unit(read_books(book, answers_for(path)), unit.name if unit else None)


def fix(
    path: PathLike,
    out: PathLike | None,
    *,
    accept: Sequence[str] = (),
    certain: bool = False,
    unit: str | None = None,
    previous: PathLike | None = None,
) -> Fixed:
    """Repair the workbook at ``path`` as its check proposes and write a copy to ``out``; it is only read.

    ``accept`` are ids of the check of that file: ``F1``, or ``F2@C15`` to choose one of several cells.
    ``certain`` takes all repairs of which the check is certain. Formulas stay formulas, their stored results
    are brought up to date, the copy is checked again, and a sheet lists what was changed. Without ``out``
    nothing is written: the result tells what would be.

    Raises :class:`ArgumentProblem` when nothing is chosen, for an id that is unknown or has no repair, and
    for two repairs of one cell; :class:`FileProblem`, :class:`CellProblem` and :class:`OutputProblem` as
    filling does. Nothing is written then.
    """
    from mtqg_xl.reports.repairs import RepairProblem

    if not accept and not certain:
        raise RepairProblem("fix.needs_choice")
    check_target(path, out)
    repairs = Repairs.of(path, unit=unit, previous=previous)
    named, skipped = repairs.chosen(accept, certain)
    return repairs.make(named, skipped, out)


def check_target(path: PathLike, out: PathLike | None) -> None:
    """Refuse early an output that is the input, cannot be written, or has the ending of another kind."""
    if out is not None:
        check_output(out, [path])
        check_ending(path, out)
