"""The rows of a form under its headings: by number and label, unit rows and lines of lists in between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtqg_xl.catalogue import load_form, make_concrete, unit_register
from mtqg_xl.domain.binding import BoundRow
from mtqg_xl.domain.forms import Form, Row, RowKind
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.domain.units import Level, Unit, fold, level_in
from mtqg_xl.messages import say
from mtqg_xl.reading.unmerged import Unmerged, same

if TYPE_CHECKING:
    from mtqg_xl.reading.heading_search import HeadedSection

_CLOSE = 0.6
_GAP = 3


@dataclass(frozen=True, slots=True)
class HeadedRows:
    """The rows bound, the form concrete for the units and lines found, and labels of rows not found."""

    form: Form
    rows: tuple[BoundRow, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the sheet as it is printed."""

    at: int
    number: str
    label: str
    figures: bool


def bind_headed_rows(
    unmerged: Unmerged,
    form: Form,
    sections: Sequence[HeadedSection],
    unit: ReportingUnit | None,
    period: Period,
) -> HeadedRows | str:
    """The rows of ``form`` (concrete, without units and lines), or a sentence when too few are found."""
    template = load_form(form.code, period.day)
    placed: dict[str, _Line] = {}
    zones: list[list[_Line]] = []
    lists: dict[str, list[_Line]] = {}
    for at, section in enumerate(sections):
        end = sections[at + 1].top - 1 if at + 1 < len(sections) else unmerged.sheet.rows_used
        lines = _lines(unmerged, section, end)
        fixed = [row for row in form.rows if row.section == at and row.kind is not RowKind.CLOSING]
        found = _match(fixed, lines)
        placed |= found
        own = [row for row in template.rows if row.section == at and row.validity.holds(period.day)]
        for group in _open_rows(own):
            between = _between(own, group, found, lines)
            if group[0].kind is RowKind.ZONE:
                if doubled := _doubled(between, len(group)):
                    return say("headings.unit_twice", form=form.number, unit=doubled)
                zones.append(between)
            else:
                lists[group[0].key] = between
    needed = [row for row in form.rows if row.kind not in (RowKind.HEADING, RowKind.CLOSING)]
    missing = [row for row in form.rows if row.key not in placed and row.kind is not RowKind.CLOSING]
    if len([row for row in needed if row.key in placed]) < _CLOSE * len(needed) or not (
        placed or zones or lists
    ):
        labels = "; ".join(row.label or row.number for row in missing[:4])
        return say("headings.rows_lost", form=form.number, rows=labels)
    names = list(dict.fromkeys(line.label for zone in zones for line in zone))
    units = tuple(_unit(name, unit, period) for name in names)
    concrete = make_concrete(
        form.code, unit, period, units, {key: len(lines) for key, lines in lists.items()}
    )
    rows: list[BoundRow] = []
    seen: dict[str, int] = {}
    for row in concrete.rows:
        if row.unit is not None:
            line = _zone_line(row, units, zones, seen)
            if line is not None:
                rows.append(BoundRow(row.key, line.at, line.number, line.label, row.unit))
        elif row.is_line:
            name, _, number = row.key.rpartition("-")
            rows.append(BoundRow(row.key, lists[name][int(number) - 1].at, row.number, ""))
        elif row.key in placed:
            rows.append(BoundRow(row.key, placed[row.key].at, row.number, row.label))
    return HeadedRows(concrete, tuple(rows), tuple(row.label for row in missing))


def _lines(unmerged: Unmerged, section: HeadedSection, end: int) -> list[_Line]:
    lines = []
    for at in range(section.last + 1, end + 1):
        number, label = unmerged.stub(at, section.number, section.labels)
        cells = (unmerged.sheet.cell(at, column) for column in section.columns.values())
        figures = any(
            cell is not None and (cell.kind == "number" or cell.formula is not None) for cell in cells
        )
        if number or label or figures:
            lines.append(_Line(at, number, label, figures))
    return lines


def _match(rows: Sequence[Row], lines: Sequence[_Line]) -> dict[str, _Line]:
    """Rows by number and label; those of one name in their order; else by a label that is the only one."""
    printed: dict[tuple[str, str], list[_Line]] = {}
    by_label: dict[str, list[_Line]] = {}
    for line in lines:
        if line.label or line.number:
            printed.setdefault((_bare(line.number), same(line.label)), []).append(line)
            by_label.setdefault(same(line.label), []).append(line)
    wanted: dict[tuple[str, str], list[Row]] = {}
    labels: dict[str, list[Row]] = {}
    for row in rows:
        wanted.setdefault((_bare(row.number), same(row.label)), []).append(row)
        labels.setdefault(same(row.label), []).append(row)
    found: dict[str, _Line] = {}
    for name, alike in wanted.items():
        here = printed.get(name, [])
        if len(here) == len(alike):
            found.update({row.key: line for row, line in zip(alike, here, strict=True)})
    for label, alike in labels.items():
        here = by_label.get(label, [])
        if label and len(alike) == len(here) == 1 and alike[0].key not in found:
            found[alike[0].key] = here[0]
    return found


def _bare(number: str) -> str:
    return fold(number).removesuffix(".0").strip(" .:)(")


def _open_rows(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows that stand for many: neighbouring zone rows together, every list alone."""
    groups: list[list[Row]] = []
    before: Row | None = None
    for row in rows:
        if row.kind is RowKind.ZONE and before is not None and before.kind is RowKind.ZONE:
            groups[-1].append(row)
        elif row.kind in (RowKind.ZONE, RowKind.LIST):
            groups.append([row])
        before = row
    return groups


def _between(
    rows: Sequence[Row], group: Sequence[Row], found: dict[str, _Line], lines: Sequence[_Line]
) -> list[_Line]:
    """The lines that stand where ``group`` stands in the form, and belong to no other row."""
    first, last = rows.index(group[0]), rows.index(group[-1])
    above = max((found[row.key].at for row in rows[:first] if row.key in found), default=0)
    below = min((found[row.key].at for row in rows[last + 1 :] if row.key in found), default=1 << 30)
    taken = {line.at for line in found.values()}
    kept: list[_Line] = []
    for line in lines:
        if not above < line.at < below or line.at in taken:
            continue
        if kept and line.at - kept[-1].at > _GAP:
            break
        belongs = line.number or line.figures or unit_register().find(line.label) is not None
        if belongs and (line.label or group[0].kind is RowKind.LIST):
            kept.append(line)
    return kept


def _doubled(lines: Sequence[_Line], each: int) -> str | None:
    """A unit that has more lines than the form gives it, so that none can be told to be the right one."""
    counts = Counter(same(line.label) for line in lines)
    return next((line.label for line in lines if counts[same(line.label)] > each), None)


def _unit(name: str, reporting: ReportingUnit | None, period: Period) -> Unit:
    if not name.strip(" .…_-") and reporting is not None:
        name = reporting.code or reporting.name  # the line left open for the unit that reports
    known = unit_register().find(name, period.day)
    return known or Unit(name, name, level_in(name) or Level.DISTRICT)


def _zone_line(
    row: Row, units: Sequence[Unit], zones: Sequence[Sequence[_Line]], seen: dict[str, int]
) -> _Line | None:
    """The next line of the unit that ``row`` is for."""
    place = next(at for at, unit in enumerate(units) if unit.code == row.unit)
    label = list(dict.fromkeys(line.label for zone in zones for line in zone))[place]
    own = [line for zone in zones for line in zone if line.label == label]
    number = seen.get(label, 0)
    seen[label] = number + 1
    return own[number] if number < len(own) else None
