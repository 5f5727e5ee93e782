"""Checking a copy of a workbook that is open elsewhere, in the name of the original.

Excel holds an open workbook, unsaved changes and all; what can be read is a copy of it in a temporary
folder. Name and folder of the original may tell the unit and the period, and answers to questions are kept
beside it: the copy is read as though it lay there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtqg_xl.api.batch import checked
from mtqg_xl.api.reading import Reader, of_unit
from mtqg_xl.api.results import CheckReport
from mtqg_xl.domain.findings import Verdict
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.messages import ArgumentProblem
from mtqg_xl.ooxml import from_a1
from mtqg_xl.opening import open_book
from mtqg_xl.opening.book import Book
from mtqg_xl.reading import read_books
from mtqg_xl.reading.answers import answers_for

if TYPE_CHECKING:
    from mtqg_xl.reports.repairs import Offer

PathLike = str | os.PathLike[str]


@dataclass(frozen=True)
class CheckedCopy:
    """The check of a copy; ``report`` goes by the path of the original."""

    report: CheckReport
    book: Book
    submissions: tuple[Submission, ...]
    before: tuple[Submission | None, ...]

    @classmethod
    def of(
        cls,
        copy: PathLike,
        stands_for: PathLike | None = None,
        *,
        previous: PathLike | None = None,
        password: str | None = None,
    ) -> CheckedCopy:
        """Read and check the file ``copy``, which is only read, as the workbook ``stands_for``.

        ``previous`` is the report before of the same unit. Raises as :func:`mtqg_xl.api.check` does for one
        file.
        """
        name = os.fspath(copy if stands_for is None else stands_for)
        book = open_book(copy, password, stands_for=name)
        submissions = read_books(book, answers_for(name))
        earlier = Reader(password).read(os.fspath(previous)) if previous is not None else ()
        if any(one.period is None for one in earlier):
            raise ArgumentProblem("previous_without_period", path=os.fspath(previous or ""))
        before = tuple(_before(one, earlier) for one in submissions)
        reports = tuple(checked(one, last) for one, last in zip(submissions, before, strict=True))
        return cls(CheckReport(reports), book, submissions, before)

    def offers(self) -> Iterator[tuple[int, Offer]]:
        """What can be typed instead, each offer with the number of its report."""
        for number, report in enumerate(self.report.files):
            # A finding without a suspect offers something only when it is about a formula.
            if any(one.suspects or one.verdict is Verdict.FORMULA for one in report.findings):
                from mtqg_xl.reports.repairs import Planner

                planner = Planner(self.submissions[number], report, self._format, self.before[number])
                yield from ((number, offer) for offer in planner.offers())

    def _format(self, sheet: str, cell: str) -> str:
        found = self.book.sheet(sheet).cell(*from_a1(cell))
        return self.book.number_format(found.style) if found is not None else ""


def _before(submission: Submission, earlier: tuple[Submission, ...]) -> Submission | None:
    if len(earlier) < 2:
        return earlier[0] if earlier else None
    unit = submission.unit
    return of_unit(earlier, (unit.code or unit.name) if unit else None)
