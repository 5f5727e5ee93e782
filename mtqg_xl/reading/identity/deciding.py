"""Whose a workbook is, and for which period: evidence weighed, and every disagreement told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from mtqg_xl.catalogue import unit_register
from mtqg_xl.domain.binding import METADATA_SHEET, UNNAMED, Binding
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import Remark, ReportingUnit
from mtqg_xl.domain.units import UnitRegister
from mtqg_xl.messages import say
from mtqg_xl.opening.book import Book
from mtqg_xl.reading.heading import unit_called
from mtqg_xl.reading.identity.frame import Frame, frame_of
from mtqg_xl.reading.identity.naming import Named, is_above, lowest
from mtqg_xl.reading.identity.paths import (
    PathName,
    agrees,
    certain_units,
    path_names,
    period_by_path,
    unit_by_path,
)
from mtqg_xl.reading.identity.period_words import PeriodHint
from mtqg_xl.reading.identity.sheets import SheetUnit, period_hint, unit_of_sheet
from mtqg_xl.reading.identity.unit_words import UnitWords


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
        self._remarks: list[Remark] = []
        present = [info.name for info in book.sheets]
        bound = dict.fromkeys(form.sheet for form in recorded.forms) if recorded else {}
        self._bound = [name for name in bound if name in present]
        self._renamed = len(self._bound) < len(bound)
        consolidated = recorded is not None and recorded.kind == "consolidated"
        self._loose = [
            info.name
            for info in book.sheets
            if info.name != METADATA_SHEET
            and info.name not in bound
            and info.state == "visible"
            and not (consolidated and self._bound)
        ]
        self._frames: dict[str, Frame] = {}

    def identity(self) -> Identity:
        period = self._period()
        day = period.day if period else None
        around = certain_units(self._path, self._names, day)
        says = {
            name: unit_of_sheet(self._frame(name), name, self._names, day, around)
            for name in (*self._bound, *self._loose)
        }
        unit, by_sheet = self._units(says, period)
        return Identity(unit.unit if unit else None, period, tuple(self._remarks), by_sheet)

    # -- the period ---------------------------------------------------------------------------

    def _period(self) -> Period | None:
        about = self._bound if self._bound and not self._renamed else (*self._bound, *self._loose)
        hints = {name: period_hint(self._frame(name)) for name in about}
        shown = [(name, hint, text) for name, (hint, text, sure) in hints.items() if hint and sure]
        kept = _parsed(self._recorded.period) if self._recorded else None
        period = self._shown_period(shown)
        if period and kept and period != kept:
            self._tell("other_period", shown=period.label, recorded=kept.label)
        period = period or kept
        titled = [(hint, text) for hint, text, sure in hints.values() if hint and not sure]
        if period is None:
            period = self._titled_period([(hint, text) for hint, text in titled if not hint.loose])
        named = period_by_path(self._path)
        if period is None and named and named.hint.period:
            period = named.hint.period
            self._tell("period_from_name", where=named.name.where, used=period.label)
        elif period is None:
            period = self._titled_period(titled)
        elif named and named.hint.period and not agrees(named.hint, period):
            self._conflict("period_conflict", period.label, named.hint.period.label, named.name.where)
        return period

    def _shown_period(self, shown: Sequence[tuple[str, PeriodHint, str]]) -> Period | None:
        """The period that most sheets show; the others are told."""
        full = [(name, hint, hint.period) for name, hint, _ in shown if hint.period is not None]
        if not full:
            return None
        # What a line says outright goes before what must be understood from a date.
        outright = [entry for entry in full if not entry[1].meant] or full
        counts = Counter(period for _, _, period in outright)
        used, _ = counts.most_common(1)[0]
        hint, text = next((hint, text) for _, hint, text in shown if hint.period == used)
        if hint.meant:
            self._tell("period_meant", used=used.label, written=text)
        for name, other, period in full:
            if period != used and not agrees(other, used):
                where = say("whose.sheet", name=name)
                self._conflict("period_conflict", used.label, period.label, where, name)
        return used

    def _titled_period(self, titled: Sequence[tuple[PeriodHint, str]]) -> Period | None:
        """The period that all titles agree on, when nothing better tells it."""
        periods = {hint.period for hint, _ in titled}
        period = periods.pop() if len(periods) == 1 else None
        if period is not None:
            self._tell("period_from_title", used=period.label, title=titled[0][1])
        return period

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
            return None, {name: one.unit for name, one in by_sheet.items()}
        unit = whole or self._of_loose(says) or kept or self._typed(period)
        if unit is not None and kept is not None and not unit.same(kept) and (kept.known or unit.known):
            self._tell("other_unit", shown=unit.unit.name, recorded=kept.unit.name)
        if unit is not None:
            for name, said in says.items():
                self._tell_others(name, unit, said.others)
            told = by_name.unit if by_name else None
            if by_name and told and not told.same(unit) and not is_above(told, unit, self._names):
                self._conflict("unit_conflict", unit.unit.name, told.unit.name, by_name.name.where)
            return unit, {}
        several = next(((name, said.several) for name, said in says.items() if said.several), None)
        if several:
            self._doubt(say("whose.sheet", name=several[0]), [one.name for one in several[1]], several[0])
        elif by_name and by_name.unit:
            unit = by_name.unit
            self._tell("unit_from_name", where=by_name.name.where, used=unit.unit.name)
        elif by_name and by_name.several:
            self._doubt(by_name.name.where, [one.name for one in by_name.several])
        return unit, {}

    def _of_template(self, says: Mapping[str, SheetUnit], kept: Named | None) -> Named | None:
        """The unit that the sheets of the template show; what was recorded decides between several."""
        shown = {name: found for name in self._bound if (found := says[name].unit) is not None}
        units = lowest(shown.values(), self._names)
        if len(units) < 2:
            return units[0] if units else None
        used = next((one for one in units if kept and one.same(kept)), units[0])
        for name, one in shown.items():
            if not one.same(used) and not is_above(one, used, self._names):
                self._conflict(
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
                    self._conflict("unit_conflict", units[0].unit.name, other.unit.name, where, name)
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

    # -- telling ------------------------------------------------------------------------------

    def _frame(self, name: str) -> Frame:
        if name not in self._frames:
            self._frames[name] = frame_of(self._book.sheet(name), self._book)
        return self._frames[name]

    def _tell_others(self, name: str, unit: Named, others: Sequence[Named]) -> None:
        for other in others:
            if not other.same(unit) and not is_above(other, unit, self._names):
                where = say("whose.sheet", name=name)
                self._conflict("unit_conflict", unit.unit.name, other.unit.name, where, name)

    def _conflict(self, code: str, used: str, other: str, where: str, sheet: str = "") -> None:
        values = {"used": used, "other": other, "where": where}
        self._add(Remark(code, None, sheet, "", values=values))

    def _doubt(self, where: str, units: Sequence[str], sheet: str = "") -> None:
        values = {"where": where, "units": "; ".join(units)}
        self._add(Remark("unit_doubtful", None, sheet, "", values=values))

    def _tell(self, code: str, **values: str) -> None:
        self._add(Remark(code, None, "", "", values=values))

    def _add(self, remark: Remark) -> None:
        if remark not in self._remarks:
            self._remarks.append(remark)


def _parsed(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except ValueError:
        return None
