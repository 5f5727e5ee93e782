"""The formulas of the workbook reckoned again: results kept from before, and figures that sums pass over."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterator, Mapping
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

from mtqg_xl.domain.cells import CellKey, Observation, State
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.domain.numerals import parse_numeral, round_half_up
from mtqg_xl.reconcile.formulas.faults import Fault, FaultKind
from mtqg_xl.reconcile.formulas.ground import Ground
from mtqg_xl.rules.intervals import Interval
from mtqg_xl.rules.sheet_formulas import Area, Function, SheetFormula, Slot, parts
from mtqg_xl.rules.sheet_values import NOISE, CannotTell, Content, content_of, stored

_AS_TEXT = frozenset(("text_number", "doubtful_text_number"))
_ADDING = frozenset(("SUM", "SUBTOTAL"))
#: Decimals of a workbook that keeps only what it shows.
_FEW = range(1, 5)


class Recalculation:
    """What the understood formulas give, for what the cells hold."""

    def __init__(self, ground: Ground, formulas: Mapping[CellKey, SheetFormula]) -> None:
        self._ground = ground
        self._formulas = formulas
        self._anew: dict[CellKey, Content] = {}
        self._shows_nothing: dict[CellKey, bool] = {}
        self._busy: set[CellKey] = set()

    def stale(
        self, innocent: Collection[CellKey], as_ruled: Callable[[CellKey], Decimal | None]
    ) -> list[Fault]:
        """Kept results that differ from what the figures beside them give; what follows from each, below it.

        ``innocent`` are the cells to look at, ``as_ruled`` what the rule of a cell gives for the figures
        as they are: a quick way to see that most results are right.
        """
        looked = [key for key in innocent if not self._is_close(key, as_ruled(key))]
        roots = {key: found for key in looked if (found := self._gap(key, self._kept)) is not None}
        if not roots:
            return []
        after = {key: found for key in innocent if (found := self._gap(key, self.content)) is not None}
        below: dict[CellKey, list[CellKey]] = {key: [] for key in roots}
        for key in after:
            if key not in roots and (root := self.made_of(key, roots)) is not None:
                below[root].append(key)
        return [
            self._fault(key, after.get(key, found), tuple(self._fault(k, after[k]) for k in below[key]))
            for key, found in roots.items()
        ]

    def skipping(self, key: CellKey) -> Fault | None:
        """A sum in ``key`` that passes over figures written as text, and what it ought to give."""
        formula = self._formulas[key]
        skipped = [cell for cell in self._added(key, formula) if self._is_text_figure(cell)]
        seen = self._ground.observation(key)
        if not skipped or seen is None:
            return None
        try:
            as_is = self._reckon(key, self._kept)
            put_right = self._reckon(key, self._with_texts)
        except CannotTell:
            return Fault(FaultKind.SKIPS_TEXT, key, lacking=tuple(skipped))
        if not isinstance(put_right, Interval):
            return None
        expected = self._in_measure(key, put_right)
        wrong = self._is(seen, as_is, key)
        if seen.value is not None and self._is(seen, put_right, key):
            return None  # it was reckoned by a program that reads texts as figures
        return Fault(FaultKind.SKIPS_TEXT, key, tuple(skipped), expected=expected, is_wrong_now=wrong)

    @property
    def has_text_figures(self) -> bool:
        """Whether any figure was written as text."""
        return any(
            seen.note in _AS_TEXT for table in self._ground.tables for seen in table.observations.values()
        )

    # -- gaps -----------------------------------------------------------------------------------

    def _is_close(self, key: CellKey, right: Decimal | None) -> bool:
        """Whether a cell shows the figure ``right``."""
        seen = self._ground.observation(key)
        if seen is None or seen.value is None or right is None:
            return False
        return seen.value == right or abs(seen.value - right) <= NOISE * abs(right)

    def _gap(self, key: CellKey, content: Callable[[CellKey], Content]) -> Content | None:
        """What the cell ought to show where it shows another figure; ``None`` where it does not."""
        seen = self._ground.observation(key)
        if seen is None or seen.value is None or seen.state is not State.REPORTED or seen.note in _AS_TEXT:
            return None
        if key not in self._formulas:
            return None
        try:
            found = self._reckon(key, content)
        except CannotTell:
            return None
        if isinstance(found, bool) or (isinstance(found, str) and found.strip()):
            return None
        return None if self._is(seen, found, key) else found

    def _is(self, seen: Observation, found: Content, key: CellKey) -> bool:
        """Whether a cell shows what was found."""
        if not isinstance(found, Interval) or seen.value is None:
            return False
        value = _times(seen.value, self._ground.factor(key))
        slack = abs(value) * NOISE
        if found.low - slack <= value <= found.high + slack:
            return True
        rate = self._in_measure(key, found)
        return (
            seen.decimals in _FEW
            and "/" in (seen.formula or "")
            and round_half_up(rate, seen.decimals) == seen.value
        )

    def _in_measure(self, key: CellKey, found: Interval) -> Decimal:
        return _times((found.low + found.high) / 2, 1 / self._ground.factor(key))

    def _fault(self, key: CellKey, found: Content, also: tuple[Fault, ...] = ()) -> Fault:
        expected = self._in_measure(key, found) if isinstance(found, Interval) else None
        blank = expected is None
        return Fault(FaultKind.STALE, key, expected=expected, is_wrong_now=True, shows_blank=blank, also=also)

    def made_of(self, key: CellKey, roots: Container[CellKey]) -> CellKey | None:
        """One of ``roots`` that ``key`` is made of, by whatever way."""
        waiting, known = [key], {key}
        while waiting:
            here = waiting.pop()
            if here in roots:
                return here
            if here not in self._formulas:
                continue
            for cell in self.parts_of(here):
                if cell not in known and cell in self._formulas:
                    known.add(cell)
                    waiting.append(cell)
        return None

    def parts_of(self, key: CellKey) -> Iterator[CellKey]:
        """The figures that the formula of a cell looks at."""
        sheet = self._sheet(key)
        for area in self._formulas[key].areas:
            yield from self._ground.cells(sheet, area).figures

    def shown(self, key: CellKey) -> Interval | None:
        """The figure that a cell will show once the workbook is calculated; ``None`` if it cannot be told."""
        with suppress(CannotTell):
            found = self.content(key)
            return found if isinstance(found, Interval) else None
        return None

    # -- contents -------------------------------------------------------------------------------

    def content(self, key: CellKey) -> Content:
        """What a cell would hold if everything were reckoned anew."""
        if key not in self._formulas or key in self._busy:
            return self._kept(key)
        if key not in self._anew:
            self._busy.add(key)
            try:
                self._anew[key] = self._reckon(key, self.content)
            except CannotTell:
                self._busy.discard(key)
                return self._kept(key)
            self._busy.discard(key)
        return self._anew[key]

    def _reckon(self, key: CellKey, content: Callable[[CellKey], Content]) -> Content:
        sheet = self._sheet(key)

        def cells(area: Area) -> list[Content]:
            found = self._ground.cells(sheet, area)
            if not found.sure or found.stubs:
                raise CannotTell("…")
            known = [content(cell) for cell in (*found.figures, *found.texts)]
            return known or [None]

        result = content_of(self._formulas[key], cells)
        return Interval.point(Decimal(0)) if result is None else result

    def _sheet(self, key: CellKey) -> str:
        seen = self._ground.observation(key)
        return seen.sheet if seen else ""

    def _kept(self, key: CellKey) -> Content:
        """What the file keeps in a cell."""
        seen = self._ground.observation(key)
        if seen is None:
            return None
        if seen.state is State.UNREAD:
            raise CannotTell("?")
        if self._ground.context.kind(key) is CellKind.TEXT:
            if parse_numeral(seen.raw) is not None:
                raise CannotTell("?")  # a figure or a text
            return seen.raw or None
        if seen.state is State.REPORTED and seen.value is not None and seen.note not in _AS_TEXT:
            return stored(_times(seen.value, self._ground.factor(key)))
        if seen.state is State.BLANK and seen.formula is not None:
            return self._of_unknown_result(key)
        return seen.raw or None

    def _of_unknown_result(self, key: CellKey) -> Content:
        """The content of a formula that shows nothing, or of which no result was kept."""
        if key not in self._shows_nothing:
            self._shows_nothing[key] = False  # stands while the parts are looked at
            if key in self._formulas:
                with suppress(CannotTell):
                    self._shows_nothing[key] = self._reckon(key, self._kept) == ""
        if not self._shows_nothing[key]:
            raise CannotTell("?")
        return ""

    def _with_texts(self, key: CellKey) -> Content:
        seen = self._ground.observation(key)
        if seen is not None and seen.value is not None and seen.note in _AS_TEXT:
            return stored(_times(seen.value, self._ground.factor(key)))
        return self._kept(key)

    def _is_text_figure(self, key: CellKey) -> bool:
        seen = self._ground.observation(key)
        return seen is not None and seen.note in _AS_TEXT and bool(seen.value)

    def _added(self, key: CellKey, formula: SheetFormula) -> list[CellKey]:
        """The cells that the formula adds up as ranges, where texts count for nothing."""
        slots = {
            argument.at
            for part in parts(formula.body)
            if isinstance(part, Function) and part.name in _ADDING
            for argument in part.arguments
            if isinstance(argument, Slot)
        }
        sheet = self._sheet(key)
        found = (
            cell for at in sorted(slots) for cell in self._ground.cells(sheet, formula.areas[at]).figures
        )
        return list(dict.fromkeys(found))


def _times(value: Decimal, factor: Fraction) -> Decimal:
    return value if factor == 1 else value * factor.numerator / factor.denominator
