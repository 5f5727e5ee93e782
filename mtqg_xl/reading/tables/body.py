"""The rows of a form under its heads: fixed rows by number and label, rows of units, lines of lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mtqg_xl.catalogue import load_form, make_concrete
from mtqg_xl.domain.forms import Form, Row, RowKind
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.questions import NONE_OF_THEM
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.domain.units import Unit
from mtqg_xl.reading.lists import list_of
from mtqg_xl.reading.rows import Line, RowMatch, RowQuestion, Wanted, match_rows, open_lines
from mtqg_xl.reading.tables.lines import printed_lines
from mtqg_xl.reading.tables.model import Head, Spot
from mtqg_xl.reading.tables.unit_rows import UnitRows, unit_rows
from mtqg_xl.reading.text.keys import match_key
from mtqg_xl.reading.text.likeness import similarity

#: So many empty rows end a list or the rows of units.
_GAP = 3
_LIKE = 0.75


@dataclass(frozen=True, slots=True)
class Printed:
    """A row of the form as it stands on a sheet; of the rows of ``unit`` it is the one of this ``part``."""

    spot: Spot
    line: Line
    unit: Unit | None = None
    part: int = 0

    @property
    def number(self) -> str:
        """The numbering before the label."""
        return self.line.number

    @property
    def label(self) -> str:
        """What the row is called."""
        return self.line.label


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


#: The row that a line is by an answer given before, "-" for none; ``None`` where nobody was asked.
Answered = Callable[[RowQuestion, Spot], str | None]


def read_body(
    form: Form,
    section: int,
    heads: Sequence[Head],
    unit: ReportingUnit | None,
    period: Period,
    answered: Answered = lambda question, spot: None,
) -> Body:
    """The rows of ``form`` (concrete, without units and lines of lists) under ``heads`` of one section."""
    lines, spots = printed_lines(heads)
    own = [row for row in form.rows if row.section == section]
    match = _matched(_wanted(own), lines, lambda question: answered(question, spots[question.at]))
    names = unit_rows(unit, period)
    template = load_form(form.code, period.day)
    open_rows = [r for r in template.rows if r.section == section and r.validity.holds(period.day)]
    groups = _open_groups(open_rows)
    fixed = [key for row in own if not row.is_line and (key := match_key(row.label))]
    order = _with_closing(open_rows, [row for row in own if row.kind is RowKind.CLOSING])
    between = open_lines(order, [[row.key for row in group] for group in groups], match, lines)
    units: list[Line] = []
    lists: dict[str, list[Line]] = {}
    for group in groups:
        found = _kept(between[group[0].key] or (), spots, names, fixed, a_list=group[0].kind is RowKind.LIST)
        if group[0].kind is RowKind.ZONE:
            others = [line for line in match.strangers if line not in found]
            units.extend(sorted([*found, *_moved(found, others, len(group), names)], key=lambda one: one.at))
        else:
            lists[group[0].key] = found
    inner = {line.at for line in units} | {line.at for found in lists.values() for line in found}
    lost = [line for found in between.values() if found for line in found if line.figures]
    closing = {row.key for row in own if row.kind is RowKind.CLOSING}
    zone = next((group for group in groups if group[0].kind is RowKind.ZONE), [])
    of_units, nobody = _of_units(zone, units, spots, names)

    def seen(line: Line) -> Printed:
        return Printed(spots[line.at], line)

    strangers = {line.at: line for line in (*match.strangers, *lost) if line.at not in inner}
    return Body(
        section=section,
        rows={key: seen(lines[at]) for key, at in match.places.items() if key not in closing},
        units=tuple(of_units),
        lists={key: tuple(map(seen, found)) for key, found in lists.items()},
        missing=tuple(key for key in match.missing if key not in closing),
        strangers=(*(seen(line) for _, line in sorted(strangers.items())), *map(seen, nobody)),
        questions=tuple((q, spots[q.at]) for q in match.questions if q.at not in inner),
        doubled=_doubled(of_units, len(zone)),
    )


def _matched(
    wanted: Sequence[Wanted], lines: Sequence[Line], answered: Callable[[RowQuestion], str | None]
) -> RowMatch:
    """Which line is which row, answers given before included."""
    settled: dict[int, str | None] = {}
    match = match_rows(wanted, lines)
    for _ in match.questions:  # an answer may raise another question, and no more than there were
        answers = {q.at: answer for q in match.questions if (answer := answered(q)) and q.at not in settled}
        if not answers:
            break
        settled |= {at: None if answer == NONE_OF_THEM else answer for at, answer in answers.items()}
        match = match_rows(wanted, lines, settled)
    return match


def units_of(bodies: Sequence[Body]) -> tuple[Unit, ...]:
    """The units that the rows of all bodies stand for, in the order of the sheet."""
    found = (line.unit for body in bodies for line in body.units)
    return tuple(dict.fromkeys(one for one in found if one is not None))


def concrete_for(form: Form, bodies: Sequence[Body], unit: ReportingUnit | None, period: Period) -> Form:
    """``form`` with the units and as many lines as stand on the sheets."""
    lines: dict[str, int] = {row.key: 0 for row in form.rows if row.kind is RowKind.LIST}
    for body in bodies:
        for key, found in body.lists.items():
            lines[key] = max(lines.get(key, 0), len(found))
    return make_concrete(form.code, unit, period, units_of(bodies), lines)


def place_rows(form: Form, body: Body, unit: ReportingUnit | None, period: Period) -> dict[str, Printed]:
    """Where the rows of the concrete ``form`` stand that ``body`` holds."""
    placed: dict[str, Printed] = {}
    of_unit: dict[str, list[Row]] = {}
    for row in form.rows:
        if row.section != body.section:
            continue
        if row.unit is not None:
            of_unit.setdefault(row.unit, []).append(row)
        elif row.is_line:
            name, _, number = row.key.rpartition("-")
            found = body.lists.get(name, ())
            if int(number) <= len(found):
                placed[row.key] = found[int(number) - 1]
        elif row.key in body.rows:
            placed[row.key] = body.rows[row.key]
    for line in body.units:
        rows = of_unit.get(line.unit.code, []) if line.unit is not None else []
        if line.part < len(rows):
            placed[rows[line.part].key] = line
    return placed


def _of_units(
    zone: Sequence[Row], lines: Sequence[Line], spots: Sequence[Spot], names: UnitRows
) -> tuple[list[Printed], list[Line]]:
    """The lines of units, each with the row of its unit that it is, and lines with figures that are nobody's.

    Of the rows of one unit each is known by what it counts; by its order only where all of them are there.
    """
    named = names.of([line.label for line in lines], len(zone))
    families = [row.measure.family if row.measure is not None else "" for row in zone]
    counts = Counter(unit for line in lines if (unit := named[line.label]) is not None)
    said: dict[Unit, list[str]] = {}
    for line in lines:
        if (unit := named[line.label]) is not None:
            said.setdefault(unit, []).append(line.measure)
    passed: Counter[Unit] = Counter()
    found: list[Printed] = []
    nobody: list[Line] = []
    for line in lines:
        unit = named[line.label]
        part = passed[unit] if unit is not None else 0
        if unit is not None:
            passed[unit] += 1
            measures = said[unit]
            if len(zone) > 1 and len({*families}) == len(zone) and {*measures} <= {*families}:
                part = families.index(line.measure) if measures.count(line.measure) == 1 else -1
            elif counts[unit] < len(zone):
                part = -1
        if unit is not None and part >= 0:
            found.append(Printed(spots[line.at], line, unit, part))
        elif line.figures:
            nobody.append(line)
    return found, nobody


def _wanted(rows: Sequence[Row]) -> list[Wanted]:
    """The fixed rows with the row each belongs to: the nearest above it of a smaller depth."""
    wanted: list[Wanted] = []
    above: list[Row] = []
    for row in rows:
        while above and above[-1].depth >= row.depth:
            above.pop()
        needed = row.kind not in (RowKind.HEADING, RowKind.CLOSING)
        measure = row.measure.family if row.measure is not None else ""
        parent = above[-1].key if above else None
        wanted.append(Wanted(row.key, row.number, row.label, parent, needed, measure))
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


def _with_closing(rows: Sequence[Row], closing: Sequence[Row]) -> list[str]:
    """The keys of all rows in the order of the form, the closing row of each list behind it."""
    ends = {list_of(row): row.key for row in closing}
    keys: list[str] = []
    for row in rows:
        if row.kind is not RowKind.CLOSING:
            keys += [row.key, *([ends[row.key]] if row.key in ends else [])]
    return keys


def _kept(
    lines: Sequence[Line], spots: Sequence[Spot], names: UnitRows, fixed: Sequence[str], *, a_list: bool
) -> list[Line]:
    """Of the lines that stand where a list or the rows of units stand, those that belong to it.

    A line without figures that is like one of the ``fixed`` labels of the form is no line of a list.
    """
    kept: list[Line] = []
    ended: set[int] = set()
    for line in lines:
        head = id(spots[line.at].head)
        if head in ended:
            continue
        if kept and _apart(spots[kept[-1].at], spots[line.at]):
            ended.add(head)
            continue
        if a_list and line.label and not line.figures and _like_one(line.label, fixed):
            continue
        if (line.number or line.figures or names.is_name(line.label)) and (line.label or a_list):
            kept.append(line)
    return kept


def _moved(found: Sequence[Line], others: Sequence[Line], each: int, names: UnitRows) -> Iterator[Line]:
    """Lines that name units below the one that reports and lack among ``found``, wherever they stand."""
    there = Counter(names.named(line.label) for line in found)
    for line in others:
        if names.is_below(line.label) and there[names.named(line.label)] < each:
            there[names.named(line.label)] += 1
            yield line


def _like_one(label: str, fixed: Sequence[str]) -> bool:
    key = match_key(label)
    return any(similarity(key, one) >= _LIKE for one in fixed)


def _apart(one: Spot, other: Spot) -> bool:
    return one.head is other.head and other.at - one.at > _GAP


def _doubled(lines: Sequence[Printed], each: int) -> str:
    """A unit that has more lines than the form gives it, so that none can be told to be the right one."""
    counts = Counter(line.unit.code for line in lines if line.unit is not None)
    return next((line.label for line in lines if line.unit is not None and counts[line.unit.code] > each), "")
