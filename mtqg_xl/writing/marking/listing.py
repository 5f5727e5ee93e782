"""The sheet of findings: a head that tells whose figures were checked, and a line for each finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Final

from mtqg_xl.domain.binding import FINDINGS_MARK
from mtqg_xl.domain.explanations import LIST_HEAD_MARK, ExplanationKey, Explanations
from mtqg_xl.domain.findings import EXPLAINED, FileReport, FileVerdict, Finding, Severity, count_findings
from mtqg_xl.domain.periods import Period
from mtqg_xl.messages import current_language, say
from mtqg_xl.ooxml import to_a1
from mtqg_xl.ooxml.patching.list_sheet import ListCell, ListLine, ListSheet, place_in
from mtqg_xl.reconcile.explained import explanation_of, key_of
from mtqg_xl.writing.marking.heights import lines_of
from mtqg_xl.writing.marking.looks import TAB_COLOUR, Looks
from mtqg_xl.writing.marking.places import Standing
from mtqg_xl.writing.marking.wording import clean, measure_label, reason

#: From so many findings on they are put together by rule.
GROUPED_FROM: Final = 200
#: Columns after the key, with their widths; that of the unit is there when there are several.
_WIDTHS: Final = {
    "id": 7.5,
    "severity": 11,
    "unit": 14,
    "form": 10,
    "row": 20,
    "column": 19,
    "cell": 13,
    "stated": 11,
    "expected": 11,
    "difference": 11,
    "measure": 10,
    "why": 42,
    "todo": 34,
    "explanation": 20,
}
_LINE, _TALLEST = 15.5, 409.0


class FindingList:
    """The lines of the list; ``line_of`` tells where a finding stands, by report and id."""

    def __init__(
        self,
        name: str,
        reports: Sequence[FileReport],
        standing: Standing,
        given: Explanations,
        looks: Looks,
        unmarked: Sequence[str] = (),
    ) -> None:
        """``given`` are the explanations to show, ``unmarked`` sheets that could not be marked."""
        self._name = name
        self._reports = reports
        self._standing = standing
        self._given = given
        self._looks = looks
        self._used: set[ExplanationKey] = set()
        several = len(reports) > 1
        self._columns = [column for column in _WIDTHS if column != "unit" or several]
        self._widths = [_WIDTHS[column] for column in self._columns]
        self._merged: list[str] = []
        self._lines: list[ListLine] = []
        self.line_of: dict[tuple[int, str], int] = {}
        self._top(unmarked)
        self._head = len(self._lines) + 1
        heads = [looks.text(say(f"mark_sheet.head_{column}"), "head") for column in self._columns]
        self._lines.append(ListLine([looks.text(LIST_HEAD_MARK, "head"), *heads], 34))
        self._findings()
        self._last = len(self._lines)
        self._former()

    def sheet(self) -> ListSheet:
        """The sheet to write."""
        return ListSheet(
            self._name,
            self._lines,
            widths=(0, *self._widths),
            head=self._head,
            last=self._last,
            tab_colour=TAB_COLOUR,
            footer=say("mark_sheet.footer"),
            merged=self._merged,
        )

    # ---- above the heads ----

    def _top(self, unmarked: Sequence[str]) -> None:
        looks = self._looks
        self._lines.append(
            ListLine([looks.text(FINDINGS_MARK), looks.text(say("mark_sheet.title"), "title")], 24)
        )
        names = dict.fromkeys(PurePath(report.path.replace("\\", "/")).name for report in self._reports)
        self._wide(say("mark_sheet.file", name=clean(", ".join(names))))
        for report in self._reports:
            self._about(report)
        if unmarked:
            self._wide(say("mark_sheet.unmarked", sheets=clean(", ".join(unmarked))), "strong_note")
        for severity in Severity:
            sample = looks.severity(say(f"mark_sheet.severity_{severity.value}").split()[0], severity)
            told = looks.text(say(f"mark_sheet.legend_{severity.value}"), "plain")
            self._lines.append(ListLine([None, sample, told], 17))
        self._wide(say("mark_sheet.guide"), "guide")
        if not any(report.findings for report in self._reports):
            self._wide(say("mark_sheet.clean"), "strong_note")

    def _about(self, report: FileReport) -> None:
        unit = clean(report.unit) or say("mark_sheet.unit_unknown")
        forms = ", ".join(report.forms)
        self._wide(say("mark_sheet.unit", unit=unit, period=_period(report.period), forms=clean(forms)))
        if report.verdict is FileVerdict.UNREADABLE:
            self._wide(say("mark_sheet.unread", reason=clean(report.reason or "")), "strong_note")
            return
        counts = report.counts
        told = say(
            "mark_sheet.verdict",
            verdict=say(f"verdict.{report.verdict.value}").upper(),
            errors=counts[Severity.ERROR],
            warnings=counts[Severity.WARNING],
            infos=counts[Severity.INFO],
        )
        told += _also_explained(counts)
        left = say("mark_sheet.unchecked", count=len(report.unchecked)) if report.unchecked else ""
        self._wide(told + left, "strong_note")

    def _wide(self, text: str, look: str = "note") -> None:
        """A line across the whole list."""
        number = len(self._lines) + 1
        self._merged.append(f"B{number}:{to_a1(number, len(self._columns) + 1)}")
        lines = lines_of(text, sum(self._widths))
        self._lines.append(ListLine([None, self._looks.text(text, look)], lines * _LINE + 2))

    # ---- the findings ----

    def _findings(self) -> None:
        if sum(len(report.findings) for report in self._reports) < GROUPED_FROM:
            for number, report in enumerate(self._reports):
                for finding in report.findings:
                    self._finding(number, finding, 0)
            return
        for number, report in enumerate(self._reports):
            groups: dict[str, list[Finding]] = {}
            for finding in report.findings:
                groups.setdefault(finding.rule, []).append(finding)
            for rule, findings in groups.items():
                counts = count_findings(findings)
                text = say(
                    "mark_sheet.group",
                    rule=clean(rule),
                    count=len(findings),
                    errors=counts[Severity.ERROR],
                    warnings=counts[Severity.WARNING],
                    infos=counts[Severity.INFO],
                )
                text += _also_explained(counts)
                self._lines.append(ListLine([None, self._looks.text(text, "group")], 18))
                for finding in findings:
                    self._finding(number, finding, 1)

    def _finding(self, number: int, finding: Finding, level: int, hidden: bool = False) -> None:
        follows = bool(finding.children) and not is_of_many_cells(finding)
        self.line_of[number, finding.id] = len(self._lines) + 1
        shown = self._cells(number, finding, follows)
        key = key_of(self._reports[number].unit, finding).written()
        line = ListLine([self._looks.text(key), *shown], self._height(shown), level, hidden, shut=follows)
        self._lines.append(line)
        for child in finding.children:
            self._finding(number, child, min(level + 1, 7), hidden or follows)

    def _cells(self, number: int, finding: Finding, follows: bool) -> list[ListCell]:
        looks, report = self._looks, self._reports[number]
        extra = ""
        if finding.children:
            ids = ", ".join(child.id for child in finding.children[:20])
            ids += "…" if len(finding.children) > 20 else ""
            said = "mark_sheet.folded" if follows else "mark_sheet.details"
            extra = say(said, count=len(finding.children), ids=ids)
        is_blank = finding.stated is None and finding.expected is not None
        cells: dict[str, ListCell] = {
            "id": looks.text(finding.id),
            "severity": looks.severity(*_weight(finding)),
            "unit": looks.text(clean(report.unit)),
            "form": looks.text(clean(finding.form_label) or (finding.key.form if finding.key else "")),
            "row": looks.text(clean(finding.row_label)),
            "column": looks.text(clean(finding.column_label)),
            "cell": self._link(finding),
            "stated": looks.text(say("mark_sheet.blank")) if is_blank else looks.figure(finding.stated),
            "expected": looks.figure(finding.expected),
            "difference": looks.figure(finding.difference),
            "measure": looks.text(measure_label(finding)),
            "why": looks.text(reason(finding, extra)),
            "todo": looks.text(clean(finding.todo)),
            "explanation": looks.text(self._explained(report.unit, finding)),
        }
        return [cells[column] for column in self._columns]

    def _link(self, finding: Finding) -> ListCell:
        """The cell of the finding, or its sheet; a place in another workbook leads nowhere."""
        sheet, cell = finding.sheet, finding.cell
        place = self._standing.place(sheet, cell)
        if place is not None:
            return self._looks.link(f"{clean(sheet)}!{cell}", place_in(sheet, to_a1(*place)))
        if self._standing.has(sheet) and not cell:
            return self._looks.link(clean(sheet), place_in(sheet, "A1"))
        return self._looks.link(clean(f"{sheet}!{cell}" if cell else sheet), "")

    def _explained(self, unit: str, finding: Finding) -> str:
        key = key_of(unit, finding)
        self._used.update((key, key.of_any_figure()))
        listed, noted = explanation_of(self._given, unit, finding)
        from_note = say("mark_sheet.from_note", text=_unseen_gone(noted)) if noted else ""
        if not (listed or noted) and finding.explanation:
            return say("mark_sheet.from_units", text=_unseen_gone(finding.explanation))
        return "\n".join(filter(None, (_unseen_gone(listed), from_note)))

    def _height(self, cells: Sequence[ListCell]) -> float:
        lines = 1
        for width, cell in zip(self._widths, cells, strict=True):
            if isinstance(cell.value, str) and len(cell.value) * 0.9 > width:
                lines = max(lines, lines_of(cell.value, width))
        return min(lines * _LINE + 3, _TALLEST)

    # ---- what is left of earlier answers ----

    def _former(self) -> None:
        left = {key: text for key, text in self._given.items() if key.rule and key not in self._used}
        if not left:
            return
        self._lines.append(ListLine([]))
        self._lines.append(ListLine([None, self._looks.text(say("mark_sheet.former"), "group")], 18))
        for key, text in left.items():
            place = ", ".join(filter(None, (key.form, key.row, key.column)))
            told = say("mark_sheet.former_of", rule=clean(key.rule), place=clean(place))
            said = self._looks.text(told, "plain")
            gaps = [None] * (len(self._columns) - 2)
            cells = [self._looks.text(key.written()), said, *gaps, self._looks.text(_unseen_gone(text))]
            self._lines.append(
                ListLine(cells, min(_LINE * lines_of(text, _WIDTHS["explanation"]) + 3, _TALLEST))
            )


def is_of_many_cells(finding: Finding) -> bool:
    """Whether the children tell the finding cell by cell; otherwise they only follow from it."""
    others = (child for child in finding.children if child.key != finding.key and child.suspects)
    if any(child.suspects[0].key == child.key for child in others):
        return True
    return all(child.rule == finding.rule and not child.suspects for child in finding.children)


def list_name(taken: Iterable[str]) -> str:
    """The name of the list: the usual one, numbered when the workbook has a sheet of that name."""
    folded = {name.casefold() for name in taken}
    return next(name for name in _names() if name.casefold() not in folded)


def _weight(finding: Finding) -> tuple[str, Severity]:
    """The word for how much a finding weighs, and the look of it."""
    said = say(f"mark_sheet.severity_{finding.severity.value}")
    if not finding.is_explained:
        return said, finding.severity
    look = Severity.WARNING if finding.severity is Severity.ERROR else finding.severity
    return say("mark_sheet.severity_explained", severity=said.split(maxsplit=1)[-1].lower()), look


def _also_explained(counts: Mapping[str, int]) -> str:
    return say("mark_sheet.also_explained", count=counts[EXPLAINED]) if counts[EXPLAINED] else ""


def _names() -> Iterator[str]:
    usual = say("mark_sheet.sheet")
    yield usual
    number = 2
    while True:
        yield f"{usual} ({number})"
        number += 1


def _period(text: str) -> str:
    try:
        return Period.parse(text).label if current_language() == "vi" else text
    except ValueError:
        return clean(text)


def _unseen_gone(text: str) -> str:
    return "\n".join(map(clean, text.split("\n")))
