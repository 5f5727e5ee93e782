"""Checking one report against those of the units below it."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import replace
from itertools import chain

from mtqg_xl.api.batch import consolidation_intakes, file_reports
from mtqg_xl.api.reading import Reader
from mtqg_xl.consolidation import combine, level_findings
from mtqg_xl.domain.findings import FileReport
from mtqg_xl.messages import ArgumentProblem
from mtqg_xl.reconcile.explained import with_explanations


def report_against_units(
    paths: Sequence[str],
    below: Sequence[str],
    previous: str | None,
    *,
    reader: Reader,
    executor: Executor | None,
    jobs: int | None,
    excerpts: bool = False,
) -> FileReport:
    """The check of the one workbook in ``paths``, with what differs from the sum of ``below``.

    Raises :class:`ArgumentProblem` for several workbooks, one without unit or period, or units
    that do not belong to it; :class:`FileProblem` when it cannot be read.
    """
    if len(paths) != 1:
        raise ArgumentProblem("units_of_one", count=len(paths))
    path = paths[0]
    submission = reader.read_one(path)
    read = file_reports(
        [path], previous, reader=reader, executor=None, jobs=1, strict=True, excerpts=excerpts
    )
    (report,) = next(iter(read))
    if submission.unit is None or submission.period is None:
        raise ArgumentProblem("units_of_nobody", path=path)
    others = [one for one in below if one != path]
    merged = combine(
        chain.from_iterable(consolidation_intakes(others, reader=reader, executor=executor, jobs=jobs)),
        submission.unit.name,
        str(submission.period),
    )
    above = list(level_findings(submission, merged))
    found = [*above, *report.findings]
    numbered = tuple(finding.numbered(f"F{n}") for n, finding in enumerate(found, start=1))
    moved = zip(report.findings, numbered[len(above) :], strict=True)
    drawn = {now.id: report.excerpts[was.id] for was, now in moved if was.id in report.excerpts}
    report = replace(report, findings=numbered, excerpts=drawn)
    return with_explanations(report, submission, units_known=True, previous_known=previous is not None)
