"""The rows of a form under its heads: fixed rows by number and label, rows of units, lines of lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mtqg_xl.catalogue import load_form, make_concrete
from mtqg_xl.domain.forms import Form, Row, RowKind
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.domain.units import Unit
from mtqg_xl.reading.lists import list_of
from mtqg_xl.reading.rows import Line, RowMatch, RowQuestion, Wanted, match_rows
from mtqg_xl.reading.tables.lines import printed_lines
from mtqg_xl.reading.tables.model import Head, Spot
from mtqg_xl.reading.tables.unit_rows import UnitRows, unit_rows

#: So many empty rows end a list or the rows of units.
_GAP = 3


@dataclass(frozen=True, slots=True)
class Printed:
    """A row of the form as it stands on a sheet."""

    spot: Spot
    number: str
    label: str


@dataclass(frozen=True, slots=True)
class Body:
    """The rows of one group of heads: where each stands, and what was not to be matched.

    ``units`` are the lines of rows that stand for units, ``lists`` those of the lists by key.
    ``doubled`` is a unit with more lines than the form gives it.
    """

    section: int
    rows: Mapping[str, Printed]
    units: tuple[Printed, ...]
    lists: Mapping[str, tuple[Printed, ...]]
    missing: tuple[str, ...]
    strangers: tuple[Printed, ...]
    questions: tuple[tuple[RowQuestion, Spot], ...]
    doubled: str = ""


def read_body(
    form: Form, section: int, heads: Sequence[Head], unit: ReportingUnit | None, period: Period
) -> Body:
    """The rows of ``form`` (concrete, without units and lines of lists) under ``heads`` of one section."""
    lines, spots = printed_lines(heads)
    own = [row for row in form.rows if row.section == section]
    match = match_rows(_wanted(own), lines)
    rows = {key: Printed(spots[at], lines[at].number, lines[at].label) for key, at in match.places.items()}
    names = unit_rows(unit, period)
    template = load_form(form.code, period.day)
    open_rows = [r for r in template.rows if r.section == section and r.validity.holds(period.day)]
    units: list[Line] = []
    lists: dict[str, list[Line]] = {}
    asked = {question.at for question in match.questions}
    ends = [row for row in own if row.kind is RowKind.CLOSING]
    for group in _open_groups(open_rows):
        between = _between(open_rows, group, match, lines, spots, asked, ends, names)
        if group[0].kind is RowKind.ZONE:
            units.extend(between)
        else:
            lists[group[0].key] = between
    inner = {line.at for line in units} | {line.at for lines_ in lists.values() for line in lines_}
    closing = {row.key for row in ends}
    each = max((len(g) for g in _open_groups(open_rows) if g[0].kind is RowKind.ZONE), default=1)

    def seen(line: Line) -> Printed:
        return Printed(spots[line.at], line.number, line.label)

    return Body(
        section=section,
        rows={key: row for key, row in rows.items() if key not in closing},
        units=tuple(map(seen, units)),
        lists={key: tuple(map(seen, found)) for key, found in lists.items()},
        missing=tuple(key for key in match.missing if key not in closing),
        strangers=(
            *(seen(line) for line in match.strangers if line.at not in inner),
            *(seen(line) for line in units if line.figures and names.named(line.label) is None),
        ),
        questions=tuple((q, spots[q.at]) for q in match.questions if q.at not in inner),
        doubled=_doubled(units, each, names),
    )


def units_of(bodies: Sequence[Body], unit: ReportingUnit | None, period: Period) -> tuple[Unit, ...]:
    """The units that the rows of all bodies stand for, in the order of the sheet."""
    named = unit_rows(unit, period).named
    found = (named(line.label) for body in bodies for line in body.units)
    return tuple(dict.fromkeys(one for one in found if one is not None))


def concrete_for(form: Form, bodies: Sequence[Body], unit: ReportingUnit | None, period: Period) -> Form:
    """``form`` with the units and as many lines as stand on the sheets."""
    lines: dict[str, int] = {row.key: 0 for row in form.rows if row.kind is RowKind.LIST}
    for body in bodies:
        for key, found in body.lists.items():
            lines[key] = max(lines.get(key, 0), len(found))
    return make_concrete(form.code, unit, period, units_of(bodies, unit, period), lines)


def place_rows(form: Form, body: Body, unit: ReportingUnit | None, period: Period) -> dict[str, Printed]:
    """Where the rows of the concrete ``form`` stand that ``body`` holds."""
    placed: dict[str, Printed] = {}
    seen: Counter[str] = Counter()
    of_unit: dict[str, list[Printed]] = {}
    for line in body.units:
        of = unit_rows(unit, period).named(line.label)
        if of is not None:
            of_unit.setdefault(of.code, []).append(line)
    for row in form.rows:
        if row.section != body.section:
            continue
        if row.unit is not None:
            own = of_unit.get(row.unit, [])
            if seen[row.unit] < len(own):
                placed[row.key] = own[seen[row.unit]]
            seen[row.unit] += 1
        elif row.is_line:
            name, _, number = row.key.rpartition("-")
            found = body.lists.get(name, ())
            if int(number) <= len(found):
                placed[row.key] = found[int(number) - 1]
        elif row.key in body.rows:
            placed[row.key] = body.rows[row.key]
    return placed


def _wanted(rows: Sequence[Row]) -> list[Wanted]:
    """The fixed rows with the row each belongs to: the nearest above it of a smaller depth."""
    wanted: list[Wanted] = []
    above: list[Row] = []
    for row in rows:
        while above and above[-1].depth >= row.depth:
            above.pop()
        needed = row.kind not in (RowKind.HEADING, RowKind.CLOSING)
        wanted.append(Wanted(row.key, row.number, row.label, above[-1].key if above else None, needed))
        above.append(row)
    return wanted


def _open_groups(rows: Sequence[Row]) -> list[list[Row]]:
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
    rows: Sequence[Row],
    group: Sequence[Row],
    match: RowMatch,
    lines: Sequence[Line],
    spots: Sequence[Spot],
    asked: set[int],
    closing: Sequence[Row],
    names: UnitRows,
) -> list[Line]:
    """The lines that stand where ``group`` stands in the form, and belong to no other row."""
    first, last = rows.index(group[0]), rows.index(group[-1])
    above = max((match.places[row.key] for row in rows[:first] if row.key in match.places), default=-1)
    below = min(
        (match.places[r.key] for r in rows[last + 1 :] if match.places.get(r.key, -1) > above),
        default=len(lines),
    )
    closings = (row.key for row in closing if list_of(row) == group[0].key)
    below = min([below, *(match.places[key] for key in closings if match.places.get(key, -1) > above)])
    taken = set(match.places.values()) | asked
    a_list = group[0].kind is RowKind.LIST
    kept: list[Line] = []
    ended: set[int] = set()
    for line in lines[above + 1 : below]:
        head = id(spots[line.at].head)
        if line.at in taken or head in ended:
            continue
        if kept and _apart(spots[kept[-1].at], spots[line.at]):
            ended.add(head)
            continue
        if (line.number or line.figures or names.is_name(line.label)) and (line.label or a_list):
            kept.append(line)
    return kept


def _apart(one: Spot, other: Spot) -> bool:
    return one.head is other.head and other.at - one.at > _GAP


def _doubled(lines: Sequence[Line], each: int, names: UnitRows) -> str:
    """A unit that has more lines than the form gives it, so that none can be told to be the right one."""
    units = [(names.named(line.label), line.label) for line in lines]
    counts = Counter(unit.code for unit, _ in units if unit is not None)
    return next((label for unit, label in units if unit is not None and counts[unit.code] > each), "")
