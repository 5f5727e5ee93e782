"""Which cells are marked, and for which findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mtqg_xl.domain.findings import Confidence, FileReport, Finding, Severity
from mtqg_xl.ooxml import Range, Workbook, from_a1

Place = tuple[int, int]
#: A finding with the number of its report and the finding it follows from.
Told = tuple[int, Finding, Finding | None]


@dataclass(slots=True)
class CellMark:
    """What a marked cell is marked for; ``look`` is the gravest severity."""

    look: Severity
    told: list[Told] = field(default_factory=list)


class Standing:
    """Where the cells that findings name stand in the workbook itself."""

    def __init__(self, book: Workbook) -> None:
        """``book`` is the workbook that was checked."""
        self._book = book
        self._names = {info.name for info in book.sheets}
        self._covered: dict[str, dict[Place, Place]] = {}

    def place(self, sheet: str, cell: str) -> Place | None:
        """Row and column of a cell that can be marked; None when this workbook has no such cell."""
        if sheet not in self._names or not cell:
            return None
        try:
            place = from_a1(cell)
        except ValueError:
            return None
        if sheet not in self._covered:
            self._covered[sheet] = dict(_covered(self._book.sheet(sheet).merges))
        return self._covered[sheet].get(place, place)

    def has(self, sheet: str) -> bool:
        """Whether the workbook has a sheet of that name."""
        return sheet in self._names


def culprit(finding: Finding) -> tuple[str, str]:
    """The cell to correct: the leading suspect, or the cell that does not fit when nothing is certain."""
    if finding.suspects and finding.confidence is not Confidence.UNDECIDED:
        return finding.suspects[0].sheet, finding.suspects[0].cell
    return finding.sheet, finding.cell


def marks_of(reports: Sequence[FileReport], standing: Standing) -> dict[str, dict[Place, CellMark]]:
    """The cells to mark, by sheet and place.

    Information is not marked; what was explained is marked as a warning. What follows from a finding is
    marked only where it has a cell of its own to correct, and then as a warning: it comes right, or is
    worked out, after the first one.
    """
    found: dict[str, dict[Place, CellMark]] = {}
    for number, report in enumerate(reports):
        for finding in report.findings:
            for told, parent in _with_parents(finding):
                if told.severity is Severity.INFO:
                    continue
                sheet, cell = culprit(told)
                if parent is not None and (sheet, cell) == culprit(parent):
                    continue
                place = standing.place(sheet, cell)
                if place is None:
                    continue
                own = (parent is None or bool(told.suspects)) and not told.is_explained
                look = told.severity if own else Severity.WARNING
                cells = found.setdefault(sheet, {})
                mark = cells.setdefault(place, CellMark(look))
                mark.told.append((number, told, parent))
                if look is Severity.ERROR:
                    mark.look = look
    return found


def _with_parents(
    finding: Finding, parent: Finding | None = None
) -> Iterator[tuple[Finding, Finding | None]]:
    yield finding, parent
    for child in finding.children:
        yield from _with_parents(child, finding)


def _covered(merges: Sequence[Range]) -> Iterator[tuple[Place, Place]]:
    """Every cell inside a merge with the cell that the merge shows."""
    for top, left, bottom, right in merges:
        if (bottom - top + 1) * (right - left + 1) > 100_000:
            continue
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                yield (row, column), (top, left)
