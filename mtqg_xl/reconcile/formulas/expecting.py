"""What the form expects in each cell, and whether a formula computes just that."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from functools import cached_property

from mtqg_xl.catalogue.crossing import BEFORE
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.reconcile.context import Context
from mtqg_xl.reconcile.formulas.algebra import Field, NotUnderstood, Ratio, Ratios, element_of
from mtqg_xl.reconcile.formulas.ground import Ground
from mtqg_xl.reconcile.formulas.meaning import Formulas, Rules
from mtqg_xl.rules import Relation, excel_formula
from mtqg_xl.rules.sheet_formulas import SheetFormula, cell_address, parse_sheet_formula


class Expected:
    """The rules of a submission by the cells that they compute."""

    def __init__(self, context: Context, ground: Ground) -> None:
        self._ground = ground
        self._relations = context.relations
        #: The relation that gives each computed or linked cell its formula.
        self.definitions: dict[CellKey, Relation] = {}
        for relation in context.relations:
            rule = relation.rule
            if (rule.defines or rule.links) and rule.previous is None and relation.target is not None:
                self.definitions.setdefault(relation.target, relation)
        self._leaves: dict[CellKey, int] = {}
        self._whole = Rules(Field(self.leaf), ground)

    @cached_property
    def _equalities(self) -> dict[CellKey, list[Relation]]:
        """Every equality that a cell stands in, within this report."""
        found: dict[CellKey, list[Relation]] = defaultdict(list)
        for relation in self._relations:
            if relation.sign == "=" and not any(key.form.endswith(BEFORE) for key in relation.cells):
                for key in relation.cells:
                    found[key].append(relation)
        return found

    def holds_of(self, formula: SheetFormula, key: CellKey, sheet: str) -> bool:
        """Whether ``formula`` in ``key`` computes what some rule says of it, for all figures whatever.

        Raises :class:`NotUnderstood` when that cannot be told.
        """
        return self._as_it_stands(formula, key, sheet) or self._from_inputs(formula, key, sheet)

    def _as_it_stands(self, formula: SheetFormula, key: CellKey, sheet: str) -> bool:
        found = Formulas(Field(self._placed), self._ground, sheet).of(formula, key)
        rules = Rules(Field(lambda cell: found if cell == key else self._placed(cell)), self._ground)
        return any(_holds(rules, relation) for relation in self._equalities[key])

    def _from_inputs(self, formula: SheetFormula, key: CellKey, sheet: str) -> bool:
        """The same with every total taken for what the form makes it of."""
        found = Formulas(Field(self.leaf), self._ground, sheet).of(formula, key)
        for relation in self._equalities[key]:
            if relation.target != key or not (relation.rule.defines or relation.rule.links):
                continue  # a check may tie the cell to others only because some are to be zero
            try:
                if self._whole.of(relation.right) == found:
                    return True
            except NotUnderstood:
                continue
        return False

    def _placed(self, key: CellKey) -> int:
        """A cell by itself; one that the sheet has lost counts for nothing."""
        return element_of(key) if self._stands(key) else 0

    def _stands(self, key: CellKey) -> bool:
        return not key.form or key.column.startswith("\0") or self._ground.place(key) is not None

    def leaf(self, key: CellKey) -> int:
        """A cell as the form makes it of its inputs."""
        known = self._leaves.get(key)
        if known is None:
            self._leaves[key] = self._placed(key)  # stands while the parts are looked at
            relation = self.definitions.get(key)
            if relation is not None:
                with suppress(NotUnderstood):
                    self._leaves[key] = self._whole.of(relation.right)
            known = self._leaves[key]
        return known

    def in_parts(self, key: CellKey) -> Ratio:
        """The right side of the rule of ``key`` as sums of cells of this workbook."""
        found = Rules(Ratios(), self._ground).of(self.definitions[key].right)
        kept = {cell: factor for cell, factor in found.over.items() if cell is None or self._stands(cell)}
        under = {cell: factor for cell, factor in found.under.items() if cell is None or self._stands(cell)}
        return Ratio(kept, under)

    def template(self, key: CellKey, sheet: str) -> str:
        """The formula of ``key`` as our template would have it here, with ``=``; "" when it cannot."""
        try:
            return excel_formula(
                self.definitions[key],
                lambda cell: self._ground.position(cell, sheet),
                cell_address,
                self._ground.below,
            )
        except (KeyError, TypeError):
            return ""

    def formula(self, key: CellKey, sheet: str) -> str:
        """The right formula of ``key`` with ``=``; "" when there is none.

        Given only when, put into this workbook, it says what the rule says.
        """
        text = self.template(key, sheet)
        parsed = parse_sheet_formula(text)
        try:
            return text if parsed and self.holds_of(parsed, key, sheet) else ""
        except NotUnderstood:
            return ""


def _holds(rules: Rules[int], relation: Relation) -> bool:
    try:
        return rules.of(relation.left) == rules.of(relation.right)
    except NotUnderstood:
        return False


def bare(formula: str) -> str:
    """A formula of the template without its guards against blanks: ``=SUM(E10:E15)``."""
    guards, blank, body = formula.rpartition(',"",')
    return f"={body[: -formula.count(f'{blank}') or None]}" if blank and guards else formula
