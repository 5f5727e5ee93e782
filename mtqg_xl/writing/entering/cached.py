"""The stored values under formulas, after cells have changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from mtqg_xl.messages import FileProblem
from mtqg_xl.ooxml import Package, Workbook, exact
from mtqg_xl.ooxml.patching import Patch
from mtqg_xl.reading import read_workbook
from mtqg_xl.recalculation import LIBREOFFICE, recalculate
from mtqg_xl.writing.entering.own_values import own_values

Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Cached:
    """What became of the formulas that depend on the changes.

    ``updated`` is the number of stored values written anew, ``withheld`` the formulas whose value is
    not known, with the reason: their stored value is taken away and the workbook asks Excel for it.
    """

    updated: int = 0
    withheld: Mapping[Place, str] = field(default_factory=dict)


def bring_up_to_date(patch: Patch, changed: Collection[Place]) -> Cached:
    """Set the stored values of all formulas that depend on ``changed`` in ``patch``.

    The forms' own formulas are computed by the rules they were written from, others by engines
    that agree. A value that is not known for certain is not left standing.
    """
    if not changed or not _has_formulas(patch):
        return Cached()
    path, before = patch.package.path, patch.workbook
    after = Workbook(Package(path, patch.draft(), thorough=False))
    own, own_before = _own(after), _own(before)
    # Only what this change alters is touched, also where a file never had its values stored.
    waiting = {place: value for place, value in own.items() if not _is_stored(after, place, value)}
    fresh = {
        place: value
        for place, value in waiting.items()
        if place not in own_before or own_before[place] != value
    }
    _store(patch, fresh)
    if all(place in own for place in _formulas(after)):
        return Cached(len(fresh))
    whole = patch.branch()
    _store(whole, waiting)
    after = Workbook(Package(path, whole.draft(), thorough=False))
    found = recalculate(before, after, {*changed, *fresh}, settled=own, arbiter=LIBREOFFICE)
    for (sheet, row, column), result in found.values.items():
        patch.set_cached(sheet, (row, column), result)
    for sheet, row, column in found.withheld:
        patch.set_cached(sheet, (row, column), None)
    if not found.complete:
        patch.recalculate_on_load()
    return Cached(len(fresh) + len(found.values), {place: found.why(place) for place in found.withheld})


def _store(patch: Patch, values: Mapping[Place, Decimal | None]) -> None:
    for (sheet, row, column), value in values.items():
        patch.set_cached(sheet, (row, column), "" if value is None else value)


def _formulas(book: Workbook) -> Iterator[Place]:
    for info in book.sheets:
        for (row, column), cell in book.sheet(info.name).cells.items():
            if cell.formula is not None:
                yield info.name, row, column


def _own(book: Workbook) -> dict[Place, Decimal | None]:
    try:
        return own_values(read_workbook(book))
    except FileProblem:
        # No form of ours in it: any workbook can be filled.
        return {}


def _has_formulas(patch: Patch) -> bool:
    return any(
        b"<f" in data or b":f" in data
        for data in (patch.package.read(info.part) for info in patch.workbook.sheets)
    ) or any(change.act == "formula" for change in patch.changes())


def _is_stored(book: Workbook, place: Place, value: Decimal | None) -> bool:
    sheet, row, column = place
    cell = book.sheet(sheet).cell(row, column)
    if cell is None:
        return False
    if value is None:
        return cell.kind == "text" and not cell.text
    return cell.kind == "number" and exact(cell.text) == exact(repr(float(value)))
