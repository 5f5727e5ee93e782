"""Rows that are not the form's own: one for each unit, or the lines of a list each unit writes itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from mtqg_xl.domain.units import fold
from mtqg_xl.learning.model import LearntColumn, LearntRow, LearntTable
from mtqg_xl.learning.paper.places import is_unit_name
from mtqg_xl.learning.rows.tree import is_total
from mtqg_xl.messages import in_vietnamese, say

_PLACES = re.compile(
    r"(ten )?(dia phuong|dia ban|huyen|xa\b|phuong|don vi hanh chinh|quan|thon|district|commune|tinh)"
)
#: Headings over names that differ from unit to unit.
_NAMES = re.compile(
    r"(ho va ten|ho ten|ho, ten|ten chu ho|chu ho|ten ho\b|ten cong trinh|ten du an|ten mo hinh"
    r"|ten hop tac xa|danh muc (cong trinh|du an)|ten co so|ten doanh nghiep)"
)
_LINES, _FEWEST = 12, 3
_DOTS = re.compile(r"[.…_\s-]*[.…_]{2,}[.…_\s-]*|…")


def group_rows(table: LearntTable) -> None:
    """Put one row for the rows of units, and one for the lines of each list, into ``table``."""
    _drop_closings(table)
    _take_units(table)
    _take_lists(table)


def _drop_closings(table: LearntTable) -> None:
    """Leave out the lines of our own templates that only say where to insert more."""
    closing = fold(in_vietnamese("sheet.insert_above"))
    for at in reversed(range(len(table.rows))):
        if fold(table.rows[at].label) == closing:
            _replace(table, at, at + 1, [])


def _take_units(table: LearntTable) -> None:
    heading = fold(table.layout.heading(table.layout.labels[0]))
    placed = bool(_PLACES.match(heading))
    units = [at for at, row in enumerate(table.rows) if _is_unit(table, at, row, placed, heading)]
    groups = list(_runs(units))
    if not groups:
        return
    inner = [at for at in units if any(row.parent == at for row in table.rows)]
    if len(groups) > 1 or inner:
        first = table.rows[groups[0][0]]
        first.questions.append(say("learning.units_in_groups", count=len(units)))
        return
    start, end = groups[0][0], groups[0][-1] + 1
    single = table.rows[start].label
    if end - start < 2 and not _DOTS.fullmatch(single) and not is_unit_name(single):
        return
    members = table.rows[start:end]
    lines = _lines_each(members)
    zone = [
        LearntRow(
            at=members[n].at,
            key="U" if lines == 1 else f"U{n + 1}",
            measure=members[n].measure,
            each="unit",
            parent=members[0].parent,
            members=tuple(row.at for row in members[n::lines]),
            names=tuple(row.label for row in members[n::lines]),
        )
        for n in range(lines)
    ]
    names = ", ".join(row.label for row in members[: 3 * lines : lines])
    zone[0].notes.append(say("learning.units", count=len(members) // lines, names=names))
    if not any(is_unit_name(row.label) for row in members) and not _DOTS.fullmatch(members[0].label):
        zone[0].questions.append(say("learning.units_unknown", names=names))
    _replace(table, start, end, zone)


def _is_unit(table: LearntTable, at: int, row: LearntRow, placed: bool, heading: str) -> bool:
    if row.kind == "memo" or is_total(row) or not row.label:
        return False
    if _DOTS.fullmatch(row.label):
        return placed or heading.startswith("don vi")
    if is_unit_name(row.label):
        return True
    # Under "Huyện" or "Địa phương" names stand alone: "Bảo Lâm".
    leaf = not any(other.parent == at for other in table.rows)
    return placed and leaf and row.label[:1].isupper() and len(row.label) <= 30 and bool(row.number)


def _lines_each(members: Sequence[LearntRow]) -> int:
    """How many rows each unit has: the names repeat, or the later ones carry no number."""
    if len(members) < 2 or not members[0].number:
        return 1
    starts = [at for at, row in enumerate(members) if row.number]
    lines = starts[1] - starts[0] if len(starts) > 1 else len(members)
    regular = starts == list(range(0, len(members), lines)) and len(members) % lines == 0
    alike = all(fold(row.label) == fold(members[at - at % lines].label) for at, row in enumerate(members))
    return lines if regular and alike and lines > 1 else 1


def _take_lists(table: LearntTable) -> None:
    """Numbered lines without a label, or dotted ones, are a list; so are names under a heading for names."""
    while group := _open_lines(table) or _named_lines(table):
        members = [table.rows[at] for at in group]
        above = table.rows[group[0] - 1] if group[0] else None
        row = LearntRow(
            at=members[0].at,
            key=_free_key(table, f"{above.key}.ds" if above and above.key else "DS"),
            each="line",
            lines=max(len(members), _LINES),
            parent=members[0].parent,
            members=tuple(member.at for member in members),
        )
        row.notes.append(say("learning.list", count=len(members)))
        if members[0].label.strip(" .…_"):
            names = ", ".join(member.label for member in members[:2])
            row.questions.append(say("learning.list_asked", count=len(members), names=names))
        _replace(table, group[0], group[-1] + 1, [row])


def _open_lines(table: LearntTable) -> list[int]:
    """Lines left open for names."""
    blank = [
        at
        for at, row in enumerate(table.rows)
        if not row.each and ((row.number and not row.label) or _DOTS.fullmatch(row.label))
    ]
    return next((group for group in _runs(blank) if len({table.rows[at].parent for at in group}) == 1), [])


def _named_lines(table: LearntTable) -> list[int]:
    """Lines numbered on from 1 that each unit fills with names of its own: households, works, projects."""
    if not _NAMES.match(fold(table.layout.heading(table.layout.labels[0]))):
        return []
    parents = {row.parent for row in table.rows}
    leaves = [at for at, row in enumerate(table.rows) if not row.each and row.number and at not in parents]
    for group in _runs(leaves):
        numbers = [table.rows[at].number for at in group]
        same = len({table.rows[at].parent for at in group}) == 1
        if same and len(group) >= _FEWEST and numbers == [str(n) for n in range(1, len(group) + 1)]:
            return group
    return []


def name_column(table: LearntTable) -> LearntColumn | None:
    """The column of names that the lines of lists are written in, if there are lists."""
    lists = [row for row in table.rows if row.each == "line"]
    if not lists:
        return None
    heading = table.layout.paths.get(table.layout.labels[0], ("",))
    return LearntColumn(
        at=table.layout.labels[0],
        path=heading,
        key="B",
        kind="text",
        in_stub=True,
        rows=tuple(f"#{row.key}" for row in lists),
    )


def _free_key(table: LearntTable, name: str) -> str:
    taken = {row.key for row in table.rows}
    number, key = 1, name
    while key in taken:
        number += 1
        key = f"{name}{number}"
    return key


def _runs(places: Iterable[int]) -> Iterable[list[int]]:
    run: list[int] = []
    for place in places:
        if run and place != run[-1] + 1:
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _replace(table: LearntTable, start: int, end: int, rows: list[LearntRow]) -> None:
    """Put ``rows`` where others stood, the tree of the remaining rows kept whole."""
    shift = len(rows) - (end - start)

    def moved(parent: int | None) -> int | None:
        if parent is None or parent < start:
            return parent
        return None if parent < end else parent + shift

    before = [replace(row, parent=moved(row.parent)) for row in table.rows[:start]]
    after = [replace(row, parent=moved(row.parent)) for row in table.rows[end:]]
    table.rows = [*before, *(replace(row, parent=moved(row.parent)) for row in rows), *after]
