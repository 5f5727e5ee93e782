"""The relations and figures among which a culprit is looked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from mtqg_xl.catalogue.crossing import BEFORE
from mtqg_xl.domain.cells import CellKey, State
from mtqg_xl.domain.findings import Severity
from mtqg_xl.domain.forms import Form, RowKind
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.numerals import cut_off, round_half_up
from mtqg_xl.reconcile.context import Context
from mtqg_xl.rules import Figures, Relation, judge
from mtqg_xl.rules.computing import defining
from mtqg_xl.rules.expressions import Divide, Negative, walk
from mtqg_xl.rules.judging import Judgement, Outcome

_REFERENCE = re.compile(r"[A-Za-z]\$?[0-9]")
_FINE = (Outcome.HOLDS, Outcome.CUT_OFF, Outcome.ROUNDING)


class Scene:
    """A submission whose live formulas are consequences: only typed cells can be the cause.

    ``judged`` are the relations that could be judged, with their outcomes. Only those of severity
    error bind the search; the others are evidence. ``faulty`` are cells whose formula is at fault:
    they are told of by themselves, and taken here as the form would compute them.
    """

    def __init__(
        self, context: Context, judged: Sequence[Judgement], faulty: Collection[CellKey] = ()
    ) -> None:
        self.context = context
        self.relations: Sequence[Relation] = [item.relation for item in judged]
        self.live = _live_cells(context, judged, faulty)
        self.figures: Figures = context.figures.with_live(self.live)
        self._outcomes: dict[int, Outcome] = {}
        self._touching: dict[CellKey, tuple[int, ...]] = {}
        self._cells: dict[int, tuple[CellKey, ...]] = {}
        # Without live formulas nothing is seen otherwise than the check saw it.
        known = {} if self.live else {n: item.outcome for n, item in enumerate(judged)}
        self._outcomes.update(known)

    def binds(self, number: int) -> bool:
        """Whether the relation with this number must hold."""
        return self.relations[number].rule.severity is Severity.ERROR

    def outcome(self, number: int) -> Outcome:
        """How a relation comes out, the live formulas taken at their word."""
        known = self._outcomes.get(number)
        if known is None:
            known = self._outcomes[number] = judge(self.relations[number], self.figures).outcome
        return known

    def fails(self, number: int) -> bool:
        """Whether a relation fails."""
        return self.outcome(number) is Outcome.FAILS

    @cached_property
    def named_in(self) -> Mapping[CellKey, Sequence[int]]:
        """The relations that name each cell."""
        found: dict[CellKey, list[int]] = {}
        for number, relation in enumerate(self.relations):
            for key in relation.cells:
                found.setdefault(key, []).append(number)
        return found

    def touching(self, key: CellKey) -> tuple[int, ...]:
        """The relations that a change of a cell may affect, through blank and live totals as well."""
        known = self._touching.get(key)
        if known is None:
            found: dict[int, None] = {}
            self._touch(key, found, {key})
            known = self._touching[key] = tuple(found)
        return known

    def _touch(self, key: CellKey, found: dict[int, None], passed: set[CellKey]) -> None:
        for number in self.named_in.get(key, ()):
            found[number] = None
            relation = self.relations[number]
            total = relation.target
            if total is None or total in passed or key not in relation.cells[1:]:
                continue
            carries = relation.rule.defines or self.live.get(total) is relation
            if carries and self.figures.stated(total) is None:
                passed.add(total)
                self._touch(total, found, passed)

    def cells(self, number: int) -> tuple[CellKey, ...]:
        """The cells of which a change could mend a relation: typed ones behind it, and blank inputs."""
        known = self._cells.get(number)
        if known is None:
            behind: dict[CellKey, None] = {}
            for key in self.relations[number].cells:
                behind.update(dict.fromkeys(self.figures.support(key)))
                behind.update(dict.fromkeys(filter(self._may_lack, self._blanks(key))))
            known = tuple(key for key in behind if not key.form.endswith(BEFORE))
            self._cells[number] = known
        return known

    def _blanks(self, key: CellKey) -> Iterator[CellKey]:
        """The blank cells behind a cell, down to the parts of totals of which nothing is known."""
        for blank in self.figures.blanks(key):
            yield blank
            for relation in self._computing.get(blank, ()):
                for part in relation.cells[1:]:
                    if self.figures.stated(part) is None:
                        yield from self._blanks(part)

    @cached_property
    def _computing(self) -> Mapping[CellKey, Sequence[Relation]]:
        found: dict[CellKey, list[Relation]] = {}
        for relation in self.relations:
            if relation.rule.defines and relation.target is not None:
                found.setdefault(relation.target, []).append(relation)
        return found

    def _may_lack(self, key: CellKey) -> bool:
        """Whether a blank cell may be one in which a figure was forgotten."""
        seen = self.figures.observation(key)
        if seen is None or seen.state is not State.BLANK or seen.formula is not None:
            return False
        return (key.form, key.row) not in self._idle_lines

    @cached_property
    def _idle_lines(self) -> frozenset[tuple[str, str]]:
        """Lines of lists on which nothing is written."""
        idle: dict[tuple[str, str], bool] = {}
        for form in self.context.forms.values():
            lines = {row.key for row in form.rows if row.is_line}
            for row in lines:
                cells = (self.figures.observation(form.key(row, column)) for column in form.columns)
                idle[form.code, row] = all(seen is None or seen.state is State.BLANK for seen in cells)
        return frozenset(place for place, is_idle in idle.items() if is_idle)

    @cached_property
    def cuts_rates(self) -> bool:
        """Whether this office cuts the digits of its rates off rather than round them."""
        cut = rounded = 0
        for number, relation in enumerate(self.relations):
            target = relation.target
            if target is None or self.written(target) is None or not computes_rate(relation):
                continue
            if self.outcome(number) is Outcome.CUT_OFF:
                cut += 1
            elif self.outcome(number) is Outcome.HOLDS:
                right, decimals = self.figures.right_of(relation), self.decimals(target)
                rounded += right is not None and cut_off(right, decimals) != round_half_up(right, decimals)
        return cut > rounded

    def written(self, key: CellKey) -> Decimal | None:
        """The figure typed in a cell."""
        return self.figures.stated(key)

    def decimals(self, key: CellKey) -> int:
        """The digits printed after the comma in a cell."""
        seen = self.figures.observation(key)
        return seen.decimals if seen is not None else 0

    def usual_decimals(self, key: CellKey) -> int:
        """The digits after the comma with which rates of the column of a cell are printed."""
        form = self.context.forms[key.form]
        others = (key._replace(row=row.key) for row in form.rows if row.key != key.row)
        printed = (self.decimals(other) for other in others if self.written(other) is not None)
        return max(printed, default=self.context.measure(key).decimals)

    def is_rate(self, key: CellKey) -> bool:
        """Whether a cell holds a rate."""
        return self.context.measure(key).kind is MeasureKind.RATE

    def neighbours(self, key: CellKey) -> Iterator[CellKey]:
        """The cells above, below, left and right of a cell, as the form prints them."""
        form = self.context.forms[key.form]
        rows, columns = self._orders(form)
        for row in _beside(rows, key.row):
            yield key._replace(row=row)
        for column in _beside(columns, key.column):
            yield key._replace(column=column)

    def rows(self, form: str) -> Sequence[str]:
        """The rows of a form that hold figures, in order."""
        return self._orders(self.context.forms[form])[0]

    def columns(self, form: str) -> Sequence[str]:
        """The columns of a form, in order."""
        return self._orders(self.context.forms[form])[1]

    def comes_first(self, one: CellKey, other: CellKey) -> bool:
        """Whether a cell stands above or left of another one of the same form."""
        rows, columns = self.rows(one.form), self.columns(one.form)
        return (rows.index(one.row), columns.index(one.column)) < (
            rows.index(other.row),
            columns.index(other.column),
        )

    def address(self, key: CellKey) -> str:
        """Where a cell stands on its sheet."""
        seen = self.context.observation(key)
        return seen.cell if seen is not None else ""

    def _orders(self, form: Form) -> tuple[Sequence[str], Sequence[str]]:
        known = self._known_orders.get(form.code)
        if known is None:
            rows = [row.key for row in form.rows if row.kind not in (RowKind.HEADING, RowKind.CLOSING)]
            known = self._known_orders[form.code] = (rows, [column.key for column in form.columns])
        return known

    @cached_property
    def _known_orders(self) -> dict[str, tuple[Sequence[str], Sequence[str]]]:
        return {}

    def may_be_negative(self, key: CellKey) -> bool:
        """Whether a figure below zero makes sense in a cell: a rate of change, or a difference."""
        return self.is_rate(key) or key in self._differences

    @cached_property
    def _differences(self) -> frozenset[CellKey]:
        found: dict[CellKey, list[Relation]] = {}
        for relation in self.relations:
            if relation.rule.defines and relation.target is not None and relation.sign == "=":
                found.setdefault(relation.target, []).append(relation)
        signed: set[CellKey] = set()
        while more := {
            key
            for key, relations in found.items()
            if key not in signed
            and any(_subtracts(relation) or not signed.isdisjoint(relation.cells) for relation in relations)
        }:
            signed |= more
        return frozenset(signed)

    def mends(
        self,
        changes: Mapping[CellKey, Decimal],
        failing: Collection[int],
        aside: Collection[CellKey] = (),
    ) -> dict[CellKey, Decimal] | None:
        """Whether ``changes`` make all of ``failing`` hold and break nothing that must hold.

        Relations over the cells ``aside``, whose figures are still open, are not asked. Returned are
        the rates that were computed from the wrong figures and have to follow; ``None`` if it fails.
        """
        figures = self.figures.changed(changes)
        for number in failing:
            if judge(self.relations[number], figures).outcome not in _FINE:
                return None
        dragged: dict[CellKey, Decimal] = {}
        for number in self.touched(changes):
            if number in failing or not self.binds(number) or self.fails(number):
                continue
            if aside and not set(self.cells(number)).isdisjoint(aside):
                continue
            relation = self.relations[number]
            if judge(relation, figures).outcome is Outcome.FAILS:
                rate = self._recomputed(relation, figures, changes)
                if rate is None:
                    return None
                dragged |= rate
        if dragged and not self._may_follow(dragged, changes):
            return None
        return dragged

    def touched(self, keys: Iterable[CellKey]) -> Iterator[int]:
        """The relations that a change of any of ``keys`` may affect."""
        return iter(dict.fromkeys(number for key in keys for number in self.touching(key)))

    def _recomputed(
        self, relation: Relation, figures: Figures, changes: Collection[CellKey]
    ) -> dict[CellKey, Decimal] | None:
        """The typed rate that ``relation`` gives, computed anew; ``None`` when it gives none."""
        target = relation.target
        if target is None or target in changes or relation.sign != "=" or not computes_rate(relation):
            return None
        right = figures.right_of(relation)
        if right is None or self.written(target) is None:
            return None
        return {target: round_half_up(right, self.decimals(target))}

    def _may_follow(self, dragged: Mapping[CellKey, Decimal], changes: Mapping[CellKey, Decimal]) -> bool:
        figures = self.figures.changed({**changes, **dragged})
        return all(
            judge(self.relations[number], figures).outcome is not Outcome.FAILS
            for number in self.touched(dragged)
            if self.binds(number) and not self.fails(number)
        )


def _beside(order: Sequence[str], key: str) -> Iterator[str]:
    if key in order:
        at = order.index(key)
        yield from (order[place] for place in (at - 1, at + 1) if 0 <= place < len(order))


def _subtracts(relation: Relation) -> bool:
    return any(isinstance(node, Negative) for node in walk(relation.right))


def computes_rate(relation: Relation) -> bool:
    """Whether the right side of a relation is a quotient."""
    return any(isinstance(node, Divide) for node in walk(relation.right))


def _live_cells(
    context: Context, judged: Sequence[Judgement], faulty: Collection[CellKey]
) -> dict[CellKey, Relation]:
    """The cells that a formula of the workbook computes, or should, as the form says, and the relation."""
    fine = [item.relation for item in judged if item.outcome in _FINE]
    computing = defining(fine)
    for relation in fine:
        if relation.rule.links and relation.target is not None:
            computing.setdefault(relation.target, relation)
    found = {}
    for key, relation in computing.items():
        seen = context.observation(key)
        if seen is None or seen.formula is None or seen.is_linked:
            continue
        if _REFERENCE.search(seen.formula):
            found[key] = relation
    intended = defining(item.relation for item in judged) if faulty else {}
    for key in faulty:
        seen = context.observation(key)
        if key in intended and seen is not None and seen.formula is not None:
            found[key] = intended[key]
    return found
