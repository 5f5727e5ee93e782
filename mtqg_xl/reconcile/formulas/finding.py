"""Every fault of the formulas of a submission."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from decimal import Decimal

from mtqg_xl.domain.cells import CellKey, Observation, State
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.reconcile.context import Context
from mtqg_xl.reconcile.formulas.circles import circles
from mtqg_xl.reconcile.formulas.comparing import compare, is_circular
from mtqg_xl.reconcile.formulas.expecting import Expected
from mtqg_xl.reconcile.formulas.faults import Fault, FaultKind
from mtqg_xl.reconcile.formulas.ground import Ground
from mtqg_xl.reconcile.formulas.joining import by_form, joined
from mtqg_xl.reconcile.formulas.live import LiveFormulas
from mtqg_xl.reconcile.formulas.overwriting import overwritten
from mtqg_xl.reconcile.formulas.recalculating import Recalculation
from mtqg_xl.rules import judge
from mtqg_xl.rules.judging import Outcome


def formula_faults(submission: Submission, context: Context) -> list[Fault]:
    """The faults of the formulas of ``submission``, alike ones together.

    A formula that is not understood to the last sign is not accused of anything.
    """
    return _Search(submission, context).faults()


class _Search:
    def __init__(self, submission: Submission, context: Context) -> None:
        self._context = context
        self._ground = Ground(submission, context)
        self._expected = Expected(context, self._ground)
        self._formulas = LiveFormulas(self._ground)
        self._recalculation = Recalculation(self._ground, self._formulas)

    def faults(self) -> list[Fault]:
        """All of them."""
        altered = [key for key in self._formulas.texts if not self._is_of_template(key)]
        accused = {
            key: fault
            for key in altered
            if key in self._formulas and (fault := self._fault_of(key)) is not None
        }
        # What is made of a circle has no right result.
        spoilt = {key for key, fault in accused.items() if fault.kind is FaultKind.CIRCULAR}
        if altered:
            for circle in circles(self._formulas, self._recalculation.parts_of):
                spoilt.update(circle)
                if not accused.keys() & set(circle):
                    accused[circle[0]] = Fault(FaultKind.CIRCULAR, circle[0], foreign=tuple(circle[1:]))
        told = [self._stated(fault) for fault in accused.values()]
        innocent = [key for key in self._formulas.texts if key not in accused]
        if spoilt:
            innocent = [key for key in innocent if self._recalculation.made_of(key, spoilt) is None]
        stale = self._recalculation.stale(innocent, self._as_ruled)
        known = {fault.key for head in stale for fault in (head, *head.also)} | accused.keys()
        typed = joined(self._typed())
        return [*joined(told), *typed, *by_form(stale), *joined(self._skipping(known))]

    def _is_of_template(self, key: CellKey) -> bool:
        """Whether the formula is to the letter that of our template."""
        if not self._ground.is_plain or key not in self._expected.definitions:
            return False
        template = self._expected.template(key, self._observation(key).sheet)
        return template.removeprefix("=") == self._formulas.texts[key].removeprefix("=")

    def _as_ruled(self, key: CellKey) -> Decimal | None:
        definition = self._expected.definitions.get(key)
        return None if definition is None else self._context.figures.right_of(definition)

    def _skipping(self, known: Set[CellKey]) -> Iterator[Fault]:
        if self._recalculation.has_text_figures:
            for key in self._formulas:
                fault = None if key in known else self._recalculation.skipping(key)
                if fault is not None:
                    yield self._with_formula(fault)

    def _fault_of(self, key: CellKey) -> Fault | None:
        formula, sheet = self._formulas[key], self._observation(key).sheet
        if is_circular(formula, key, sheet, self._ground):
            return Fault(FaultKind.CIRCULAR, key)
        definition = self._expected.definitions.get(key)
        if definition is None:
            return None
        if self._context.kind(key) is not CellKind.FORMULA:
            # An input cell may be reckoned as its unit likes, unless it claims to repeat another form.
            places = filter(None, map(self._ground.place, definition.cells))
            others = {name.casefold() for name, _, _ in places} - {sheet.casefold()}
            if not others & {area.sheet.casefold() for area in formula.areas}:
                return None
        return compare(formula, key, sheet, self._expected, self._ground)

    def _typed(self) -> Iterable[Fault]:
        for table in self._ground.tables:
            for seen in overwritten(table, self._context):
                if seen.key in self._expected.definitions:
                    yield self._stated(Fault(FaultKind.TYPED, seen.key))

    def _stated(self, fault: Fault) -> Fault:
        """The fault with the right formula, the right figure, and whether the one shown is wrong."""
        definition = self._expected.definitions.get(fault.key)
        if definition is None:
            return replace(fault, is_wrong_now=True)
        seen, figures = self._observation(fault.key), self._context.figures
        expected = figures.right_of(definition)
        wrong = fault.kind is FaultKind.CIRCULAR or judge(definition, figures).outcome is Outcome.FAILS
        if seen.value is None and expected is not None and seen.state is State.BLANK:
            # No result was kept with the formula: what it will show once the file is opened counts.
            shown = self._recalculation.shown(fault.key)
            wrong = wrong or (shown is not None and not shown.low <= expected <= shown.high)
        return self._with_formula(replace(fault, expected=expected, is_wrong_now=wrong))

    def _with_formula(self, fault: Fault) -> Fault:
        sheet = self._observation(fault.key).sheet
        right = self._expected.formula(fault.key, sheet) if fault.key in self._expected.definitions else ""
        return replace(fault, right=right)

    def _observation(self, key: CellKey) -> Observation:
        seen = self._ground.observation(key)
        assert seen is not None
        return seen
