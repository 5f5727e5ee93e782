"""Forms of one unit that lie in several files: the rules between them are checked too.

The findings go to the file that holds the cell they are about; a cell in another file has the name of
that file before its sheet, as Excel writes it: ``[tep_2.xlsx]BM16``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from mtqg_xl.api.batch import checked, spread
from mtqg_xl.api.reading import Reader, of_unit
from mtqg_xl.catalogue import cross_rules
from mtqg_xl.catalogue.crossing import forms_in, in_force
from mtqg_xl.domain.excerpts import Excerpt
from mtqg_xl.domain.findings import FileReport, Finding, Severity, Unchecked
from mtqg_xl.domain.forms import EditRule
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import Remark, Submission, Table
from mtqg_xl.messages import ArgumentProblem, MtqgError, say
from mtqg_xl.reconcile import check_submission
from mtqg_xl.reconcile.explained import UNUSED, with_unused

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def with_rules_between_files(
    reports: Sequence[FileReport],
    previous: str | None,
    *,
    reader: Reader,
    executor: Executor | None,
    jobs: int | None,
    excerpts: bool = False,
) -> tuple[FileReport, ...]:
    """The same reports, with what the rules between forms in different files of one unit tell.

    Only files that such rules tie together are read again, the files of one unit at a time.
    """
    groups: dict[tuple[str, str], list[int]] = {}
    for at, report in enumerate(reports):
        if report.reason is None and report.unit and report.period:
            groups.setdefault((report.unit, report.period), []).append(at)
    tied = [group for group in groups.values() if len(group) > 1 and _ties([reports[at] for at in group])]
    if not tied:
        return tuple(reports)
    joined = list(reports)
    work = partial(_joined, reader, previous, excerpts)
    results = spread(work, [tuple(reports[at] for at in group) for group in tied], executor, jobs)
    for group, result in zip(tied, results, strict=True):
        for at, report in zip(group, result, strict=True):
            joined[at] = report
    return tuple(joined)


def _ties(reports: Sequence[FileReport]) -> dict[str, EditRule]:
    """The rules between forms that lie in different ones of these files, by their ids.

    A form that several of the files hold was sent again; which of them counts is not decided here.
    """
    counts = Counter(form for report in reports for form in report.forms)
    once = {form for form, count in counts.items() if count == 1}
    apart = [set(report.forms) for report in reports]
    period = Period.parse(reports[0].period)
    return {
        rule.id: rule
        for rule in cross_rules()
        if rule.previous is None
        and in_force(rule, period)
        and (needed := forms_in(rule)) <= once
        and not any(needed <= forms for forms in apart)
    }


@dataclass(frozen=True, slots=True)
class _Part:
    """A file of the unit: its report, what was read of it, and the name it has in the others."""

    report: FileReport
    submission: Submission
    name: str

    @property
    def mark(self) -> str:
        return f"[{self.name}]"


def _joined(
    reader: Reader, previous: str | None, excerpts: bool, reports: tuple[FileReport, ...]
) -> tuple[FileReport, ...]:
    try:
        parts = _parts(reader, reports)
        before = _before(reader, previous, parts)
    except MtqgError:
        return reports  # a file that changed meanwhile
    if not _of_one_unit(parts):
        return reports
    ties = _ties(reports)
    counts = Counter(form for part in parts for form in part.submission.forms)
    once = frozenset(form for form, count in counts.items() if count == 1)
    whole = _together(parts, once)
    try:
        joint = checked(whole, before, excerpts=excerpts)
    except ArgumentProblem:
        joint = check_submission(whole, excerpts=excerpts)
    return tuple(_report(part, parts, joint, once, ties) for part in parts)


def _parts(reader: Reader, reports: Iterable[FileReport]) -> list[_Part]:
    reports = list(reports)
    names = Counter(Path(report.path).name for report in reports)
    parts = []
    for report in reports:
        name = Path(report.path).name
        submission = of_unit(reader.read(report.path), report.unit)
        parts.append(_Part(report, submission, name if names[name] == 1 else report.path))
    return parts


def _before(reader: Reader, previous: str | None, parts: Sequence[_Part]) -> Submission | None:
    if previous is None:
        return None
    read = reader.read(previous)
    return read[0] if len(read) == 1 else of_unit(read, parts[0].report.unit)


def _of_one_unit(parts: Sequence[_Part]) -> bool:
    """Whether the files are of one unit: by its code, or by its name within one folder."""
    units = [part.submission.unit for part in parts]
    codes = {unit.code for unit in units if unit is not None}
    if None not in codes:
        return len(codes) == 1
    return len({Path(part.report.path).parent for part in parts}) == 1


def _together(parts: Sequence[_Part], once: Collection[str]) -> Submission:
    """All the forms as one submission, every sheet named with its file."""
    tables: list[Table] = []
    remarks: list[Remark] = []
    for part in parts:
        tables.extend(
            _in_file(table, part.mark) for table in part.submission.tables if table.form.code in once
        )
        remarks.extend(
            replace(remark, sheet=f"{part.mark}{remark.sheet}")
            for remark in part.submission.remarks
            if remark.key is not None and remark.key.form in once
        )
    said = {key: text for part in parts for key, text in part.submission.explanations.items()}
    absent = {form: units for part in parts for form, units in part.submission.absent.items()}
    first = parts[0].submission
    return replace(
        first,
        tables=tuple(tables),
        remarks=tuple(remarks),
        absent=absent,
        questions=(),
        explanations=said,
    )


def _in_file(table: Table, mark: str) -> Table:
    sheet = f"{mark}{table.sheet}"
    seen = {key: replace(found, sheet=sheet) for key, found in table.observations.items()}
    return replace(table, sheet=sheet, observations=seen)


def _report(
    part: _Part,
    parts: Sequence[_Part],
    joint: FileReport,
    once: Collection[str],
    ties: dict[str, EditRule],
) -> FileReport:
    own = {form for form in part.submission.forms if form in once}
    found = [
        (_told_here(finding, part, parts, ties), _drawn(joint, finding, part.mark))
        for finding in joint.findings
        if finding.key is not None and finding.key.form in own
    ]
    found += [
        (finding, part.report.excerpts.get(finding.id))
        for finding in part.report.findings
        if (not finding.key or finding.key.form not in own) and finding.rule != UNUSED
    ]
    found.sort(key=lambda item: _ORDER[item[0].severity])
    numbered = tuple(finding.numbered(f"F{n}") for n, (finding, _) in enumerate(found, start=1))
    drawn = zip(numbered, (excerpt for _, excerpt in found), strict=True)
    told = replace(
        part.report,
        findings=numbered,
        unchecked=tuple(_unchecked(part, joint, ties)),
        excerpts={finding.id: excerpt for finding, excerpt in drawn if excerpt is not None},
    )
    return with_unused(told, part.submission, joint.findings)


def _drawn(joint: FileReport, finding: Finding, mark: str) -> Excerpt | None:
    """The excerpt of a finding of all the files, as it is shown for one of them."""
    excerpt = joint.excerpts.get(finding.id)
    return excerpt.at_home(mark) if excerpt is not None else None


def _unchecked(part: _Part, joint: FileReport, ties: Collection[str]) -> Iterable[Unchecked]:
    """What could not be checked; a rule between files counts as it came out of all of them together."""
    together = {item.rule: item for item in joint.unchecked}
    for item in part.report.unchecked:
        if item.rule not in ties:
            yield item
        elif item.rule in together:
            yield together[item.rule]


def _told_here(finding: Finding, part: _Part, parts: Sequence[_Part], ties: dict[str, EditRule]) -> Finding:
    """A finding as it is told of one file: with the other files that it was compared with."""
    needed = {form for item in finding.walk() if item.rule in ties for form in forms_in(ties[item.rule])}
    elsewhere = [
        say("whose.form_in_file", form=table.form.number, file=other.name)
        for other in parts
        if other is not part
        for table in other.submission.tables
        if table.form.code in needed
    ]
    told = _at_home(finding, part.mark)
    if not elsewhere:
        return told
    return replace(told, why=f"{told.why} {say('whose.compared', forms='; '.join(elsewhere))}".strip())


def _at_home(finding: Finding, mark: str) -> Finding:
    """The finding with sheets of its own file named without the file."""
    return replace(
        finding,
        sheet=finding.sheet.removeprefix(mark),
        message=finding.message.replace(mark, ""),
        why=finding.why.replace(mark, ""),
        todo=finding.todo.replace(mark, ""),
        suspects=tuple(
            replace(suspect, sheet=suspect.sheet.removeprefix(mark)) for suspect in finding.suspects
        ),
        children=tuple(_at_home(child, mark) for child in finding.children),
    )
