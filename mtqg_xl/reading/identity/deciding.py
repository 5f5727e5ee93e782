"""Whose a workbook is, and for which period: evidence weighed, and every disagreement told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from mtqg_xl.catalogue import unit_register
from mtqg_xl.domain.binding import UNNAMED, Binding
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import Remark, ReportingUnit
from mtqg_xl.domain.units import UnitRegister
from mtqg_xl.messages import say
from mtqg_xl.opening.book import Book
from mtqg_xl.reading.heading import unit_called
from mtqg_xl.reading.identity.frame import LAST_ROW, Frame, frame_of
from mtqg_xl.reading.identity.naming import Named, is_above, lowest
from mtqg_xl.reading.identity.paths import NamedByPath, PathName, certain_units, path_names, unit_by_path
from mtqg_xl.reading.identity.period_of_book import period_of_book
from mtqg_xl.reading.identity.sheets import SheetUnit, unit_of_sheet
from mtqg_xl.reading.identity.telling import Telling
from mtqg_xl.reading.identity.unit_words import UnitWords
from mtqg_xl.reading.metadata import is_ours
from mtqg_xl.reading.text.readable import spelled_out

#: The folder above the one that a file lies in.
_FURTHER_UP: Final = 2


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose a workbook is.

    ``by_sheet`` is filled only when its sheets belong to several units, and ``unit`` is ``None`` then;
    a sheet that is not in it names no unit. A remark with a sheet is about that sheet alone.
    """

    unit: ReportingUnit | None
    period: Period | None
    remarks: tuple[Remark, ...] = ()
    by_sheet: Mapping[str, ReportingUnit] = field(default_factory=dict)


def identify(
    book: Book, recorded: Binding | None, path: str, register: UnitRegister | None = None
) -> Identity:
    """Unit and period of ``book``, opened by ``path``, with what its template ``recorded``.

    What people can see and sign goes first, then what the template recorded, then the name of the
    file, then those of the two folders above it. What disagrees is remarked on; a name that fits
    several units is told, never decided.
    """
    return _Deciding(book, recorded, path_names(path), unit_words(register or unit_register())).identity()


@lru_cache(maxsize=4)
def unit_words(register: UnitRegister) -> UnitWords:
    """The units of a register, ready to be found in texts."""
    return UnitWords(register)


class _Deciding:
    def __init__(
        self, book: Book, recorded: Binding | None, path: Sequence[PathName], names: UnitWords
    ) -> None:
        self._book = book
        self._recorded = recorded
        self._path = path
        self._names = names
        self._telling = Telling()
        present = [info.name for info in book.sheets]
        bound = dict.fromkeys(form.sheet for form in recorded.forms) if recorded else {}
        self._bound = [name for name in bound if name in present]
        self._renamed = len(self._bound) < len(bound)
        consolidated = recorded is not None and recorded.kind == "consolidated"
        self._loose = [
            info.name
            for info in book.sheets
            if info.name not in bound
            and info.state == "visible"
            and not (consolidated and self._bound)
            and not is_ours(book, info.name)
        ]
        self._frames: dict[str, Frame] = {}

    def identity(self) -> Identity:
        about = self._bound if self._bound and not self._renamed else (*self._bound, *self._loose)
        kept = _parsed(self._recorded.period) if self._recorded else None
        period = period_of_book({name: self._frame(name) for name in about}, kept, self._path, self._telling)
        day = period.day if period else None
        around = certain_units(self._path, self._names, day)
        says = {
            name: unit_of_sheet(self._frame(name), name, self._names, day, around)
            for name in (*self._bound, *self._loose)
        }
        unit, by_sheet = self._units(says, period)
        return Identity(unit.unit if unit else None, period, tuple(self._telling.remarks), by_sheet)

    # -- the unit -----------------------------------------------------------------------------

    def _units(
        self, says: Mapping[str, SheetUnit], period: Period | None
    ) -> tuple[Named | None, dict[str, ReportingUnit]]:
        kept = self._kept(period)
        by_name = unit_by_path(self._path, self._names, period.day if period else None)
        whole = self._of_template(says, kept) if self._bound else None
        by_sheet = self._of_sheets(says, whole)
        if by_sheet:
            for name, one in by_sheet.items():
                self._tell_others(name, one, says[name].others)
            self._tell_left_out(name for name in says if name not in by_sheet)
            return None, {name: one.unit for name, one in by_sheet.items()}
        unit = whole or self._of_loose(says) or kept or self._typed(period)
        if unit is not None and kept is not None and not unit.same(kept) and (kept.known or unit.known):
            self._telling.tell("other_unit", shown=unit.unit.name, recorded=kept.unit.name)
        if unit is not None:
            for name, said in says.items():
                self._tell_others(name, unit, said.others)
            if by_name is not None:
                self._tell_name(unit, by_name)
            return unit, {}
        several = next(((name, said.several) for name, said in says.items() if said.several), None)
        if several:
            self._telling.doubt(
                say("whose.sheet", name=several[0]), [one.name for one in several[1]], several[0]
            )
        elif by_name and by_name.unit:
            unit = by_name.unit
            self._telling.tell("unit_from_name", where=by_name.name.where, used=unit.unit.name)
        elif by_name and by_name.several:
            self._telling.doubt(by_name.name.where, [one.name for one in by_name.several])
        return unit, {}

    def _tell_left_out(self, names: Iterable[str]) -> None:
        """Tell of sheets of nobody that may well hold figures."""
        for name in names:
            if self._frame(name).has_table or self._book.sheet(name).rows_used > LAST_ROW:
                self._telling.tell("sheet_of_nobody", name=name)

    def _tell_name(self, unit: Named, by_name: NamedByPath) -> None:
        """Tell of a file or folder name that names another unit; a folder further up may be a person's."""
        other = by_name.unit
        if other is None or other.same(unit) or is_above(other, unit, self._names):
            return
        if by_name.told or by_name.name.level < _FURTHER_UP:
            self._telling.conflict("unit_conflict", unit.unit.name, other.unit.name, by_name.name.where)

    def _of_template(self, says: Mapping[str, SheetUnit], kept: Named | None) -> Named | None:
        """The unit that the sheets of the template show; what was recorded decides between several."""
        shown = {name: found for name in self._bound if (found := says[name].unit) is not None}
        units = lowest(shown.values(), self._names)
        if len(units) < 2:
            return units[0] if units else None
        used = next((one for one in units if kept and one.same(kept)), units[0])
        for name, one in shown.items():
            if not one.same(used) and not is_above(one, used, self._names):
                self._telling.conflict(
                    "unit_conflict", used.unit.name, one.unit.name, say("whose.sheet", name=name), name
                )
        return used

    def _of_sheets(self, says: Mapping[str, SheetUnit], whole: Named | None) -> dict[str, Named]:
        """Sheets by their units, when they belong to several; else nothing."""
        found = {name: unit for name in self._loose if (unit := self._unit_of_table(name, says)) is not None}
        if whole is not None:
            found = {name: unit for name, unit in found.items() if not is_above(unit, whole, self._names)}
        units = [*found.values(), *([whole] if whole else [])]
        if not units or all(one.same(units[0]) for one in units):
            return {}
        return {**(dict.fromkeys(self._bound, whole) if whole else {}), **found}

    def _unit_of_table(self, name: str, says: Mapping[str, SheetUnit]) -> Named | None:
        said = says[name]
        return said.unit if self._frame(name).has_table and (said.sure or not self._bound) else None

    def _of_loose(self, says: Mapping[str, SheetUnit]) -> Named | None:
        """The unit that sheets show which no template bound."""
        if self._bound and not self._renamed:
            return None
        named = [(name, unit) for name in self._loose if (unit := says[name].unit) is not None]
        tables = [unit for name, unit in named if self._frame(name).has_table]
        units = lowest(tables or [unit for _, unit in named], self._names)
        if len(units) > 1:
            for name, other in named:
                if not other.same(units[0]) and not is_above(other, units[0], self._names):
                    where = say("whose.sheet", name=name)
                    self._telling.conflict("unit_conflict", units[0].unit.name, other.unit.name, where, name)
        return units[0] if units else None

    def _kept(self, period: Period | None) -> Named | None:
        """The unit that the template recorded."""
        if self._recorded is None:
            return None
        kept = self._recorded
        known = self._names.unit(kept.unit_code)
        if known is not None and (period is None or known.validity.holds(period.day)):
            return Named.of(known)
        return self._as_named(unit_called(kept.unit_name, period, kept.unit_code, kept.level))

    def _typed(self, period: Period | None) -> Named | None:
        """What a person wrote, with no word for its kind, on the line that a template leaves for the unit."""
        if self._recorded is None:
            return None
        for name in self._bound:
            cell = self._book.sheet(name).cell(2, 1)
            text = cell.text.strip() if cell else ""
            if text and text != UNNAMED:
                return self._as_named(unit_called(text, period, level=self._recorded.level))
        return None

    def _as_named(self, unit: ReportingUnit | None) -> Named | None:
        return Named(unit, self._names.unit(unit.code)) if unit else None

    def _frame(self, name: str) -> Frame:
        if name not in self._frames:
            sheet = self._book.sheet(name)
            self._frames[name] = frame_of(spelled_out(sheet) or sheet, self._book)
        return self._frames[name]

    def _tell_others(self, name: str, unit: Named, others: Sequence[Named]) -> None:
        for other in others:
            if not other.same(unit) and not is_above(other, unit, self._names):
                where = say("whose.sheet", name=name)
                self._telling.conflict("unit_conflict", unit.unit.name, other.unit.name, where, name)


def _parsed(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except ValueError:
        return None
