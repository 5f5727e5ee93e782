"""The linear model of concrete forms: which cells are free, what follows from them, what must hold.

Three kinds of cells: inputs, which are free; totals, which a rule defines linearly; rates, which a
rule defines by a quotient. Rates are no part of the linear model: they are computed afterwards, and
rules that cannot be said without them are checked afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Severity
from mtqg_xl.domain.forms import CellKind, Form
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.proving.system.blanks import blank_cells, is_known
from mtqg_xl.proving.system.linear import Choice, Linear, Quotient, linear_of, quotient_of
from mtqg_xl.rules import Relation, measure_lookup, relations_of
from mtqg_xl.rules.computing import defining
from mtqg_xl.rules.evaluate import evaluate
from mtqg_xl.rules.expressions import Call, Node, Ref, Tally, walk


@dataclass(frozen=True, eq=False)
class Constraint:
    """``form = 0`` if ``equal``, else ``form <= 0``; ``relation`` is the rule that asks it."""

    form: Linear
    equal: bool
    relation: Relation


class Model:
    """Forms of one unit and period with all their rules, and rules between them.

    ``between`` gives the relations between the forms. ``texts`` are what stands in text cells: lists
    are counted by them, and the lines they leave out stay blank; without them counts are left to be
    chosen. ``assumed`` fixes inputs beside those that the catalogue fills in. Rules of severity info
    ask nothing of figures and are no constraints.
    """

    def __init__(
        self,
        forms: Sequence[Form],
        between: Iterable[Relation] = (),
        texts: Mapping[CellKey, str] | None = None,
        assumed: Mapping[CellKey, Decimal] | None = None,
    ) -> None:
        self.texts: Mapping[CellKey, str] = texts or {}
        presets = {key: value for form in forms for key, value in (form.presets or {}).items()}
        self.assumed: Mapping[CellKey, Decimal] = presets | dict(assumed or {})
        self.forms: Mapping[str, Form] = {form.code: form for form in forms}
        within = (relation for form in forms for relation in relations_of(form))
        self.relations: tuple[Relation, ...] = (*within, *between)
        self.measure = measure_lookup(forms)
        self.definitions: Mapping[CellKey, Relation] = defining(self.relations)

    @cached_property
    def blank(self) -> frozenset[CellKey]:
        """Computed cells that stay blank whatever is filled in."""
        return blank_cells(self.forms.values(), self.definitions)

    @cached_property
    def followers(self) -> Mapping[CellKey, Relation]:
        """Rates typed in that an equation with a quotient settles, such as one computed in another form."""
        found: dict[CellKey, Relation] = {}
        for relation in self.relations:
            key = relation.target
            if key is None or key not in self._free or key in self.assumed or relation.sign != "=":
                continue
            if self.measure(key).kind is MeasureKind.RATE and linear_of(relation.right) is None:
                found.setdefault(key, relation)
        return found

    @cached_property
    def formulas(self) -> Mapping[CellKey, Relation]:
        """The relation that gives each cell that is not free: computed cells, and rates that are settled."""
        return {**self.definitions, **self.followers}

    @cached_property
    def rates(self) -> frozenset[CellKey]:
        """Cells given by a formula that is no linear form of the inputs."""
        found = {
            key for key, relation in self.formulas.items() if linear_of(relation.right, self._known) is None
        }
        while more := {
            key
            for key, relation in self.formulas.items()
            if key not in found and not found.isdisjoint(relation.cells)
        }:
            found |= more
        return frozenset(found)

    @cached_property
    def inputs(self) -> tuple[CellKey, ...]:
        """The free cells, in the order of the forms."""
        cells = (
            form.key(row, column)
            for form in self.forms.values()
            for row in form.rows
            for column in form.columns
            if form.kind_of(row, column) is CellKind.INPUT
        )
        return tuple(key for key in cells if key not in self.definitions)

    @cached_property
    def counted(self) -> tuple[CellKey, ...]:
        """The text cells that some rule counts."""
        nodes = (node for rule in self.relations for side in (rule.left, rule.right) for node in walk(side))
        return tuple(dict.fromkeys(key for node in nodes if isinstance(node, Tally) for key in node.keys))

    @cached_property
    def unused(self) -> frozenset[CellKey]:
        """Inputs on lines of lists that ``texts`` leave blank."""
        used = {(key.form, key.row) for key in self.texts}
        spare = {
            (form.code, row.key)
            for form in self.forms.values()
            for row in form.rows
            if row.is_line and self.texts and (form.code, row.key) not in used
        }
        return frozenset(key for key in self.inputs if (key.form, key.row) in spare)

    @cached_property
    def constraints(self) -> tuple[Constraint, ...]:
        """What the rules of severity error and warning ask of cells, definitions of totals included."""
        return tuple(
            constraint
            for relation in self.relations
            if relation.rule.severity is not Severity.INFO
            for constraint in self.constraints_of(relation)
        )

    @cached_property
    def afterwards(self) -> tuple[Relation, ...]:
        """Relations that no constraint says and that define nothing: to be checked on figures."""
        said = {id(constraint.relation) for constraint in self.constraints}
        said |= {id(relation) for relation in self.formulas.values()}
        return tuple(relation for relation in self.relations if id(relation) not in said)

    @cached_property
    def to_assume(self) -> tuple[CellKey, ...]:
        """Rates typed in that stand beside a quotient: once they are assumed, the rule is linear."""
        beside = {key for relation in self.afterwards for key in relation.cells}
        return tuple(
            key
            for key in self.inputs
            if key in beside
            and key not in self.followers
            and key not in self.assumed
            and self.measure(key).kind is MeasureKind.RATE
        )

    @cached_property
    def totals(self) -> Mapping[CellKey, Linear]:
        """Every cell that is a total of inputs, as a linear form of inputs alone."""
        known: dict[CellKey, Linear] = {}
        for key in self.definitions:
            self._resolve(key, known)
        return known

    def never_negative(self, key: CellKey) -> bool:
        """Whether a figure below zero would be nonsense here; a rate may tell of a decrease."""
        return key in self._free and self.measure(key).kind is not MeasureKind.RATE

    def surely_positive(self, key: CellKey) -> bool:
        """Whether a cell cannot be below zero: such an input, or a plain sum of such inputs."""
        return key not in self.rates and self._surely_not_negative(Linear.of_cell(key))

    def constraints_of(self, relation: Relation) -> tuple[Constraint, ...]:
        """``relation`` over cells; nothing when it defines a rate or is not linear."""
        target = relation.target
        if target is not None and target in self.rates and self.formulas[target] is relation:
            return ()
        found = []
        for smaller, larger in _sides(relation):
            if not self._known_both(smaller, larger, relation):
                continue
            form = self._difference(smaller, larger)
            if form is None:
                return ()
            found.append(Constraint(form, relation.sign == "=", relation))
        return tuple(found)

    def _known_both(self, smaller: Node, larger: Node, relation: Relation) -> bool:
        missing = relation.rule.missing
        return not self.blank or all(is_known(side, missing, self.blank) for side in (smaller, larger))

    def _difference(self, smaller: Node, larger: Node) -> Linear | None:
        """``smaller - larger`` as a linear form; that of a quotient stands above its divisor."""
        left, right = quotient_of(smaller, self._meaning), quotient_of(larger, self._meaning)
        if left is None or right is None:
            return None
        if left.under is not None or right.under is not None:
            if left.under is not None and right.under is not None and left.under != right.under:
                return None
            return _over_divisor(left, right, self._surely_not_negative)
        return left.over.plus(right.over, Fraction(-1))

    def _surely_not_negative(self, form: Linear) -> bool:
        resolved = form.put(self.totals)
        cells = all(factor > 0 and self.never_negative(key) for key, factor in resolved.terms.items())
        return cells and resolved.constant >= 0 and all(factor > 0 for factor in resolved.choices.values())

    def _known(self, node: Ref | Tally) -> Linear | None:
        if isinstance(node, Ref):
            if node.key in self.blank:
                return Linear()
            value = self.assumed.get(node.key)
            return None if value is None else Linear({}, Fraction(value))
        if not self.texts:
            return Linear(choices={Choice(key, node.text): Fraction(1) for key in node.keys})
        found = evaluate(node, lambda _: None, None, lambda key: self.texts.get(key, ""))
        return Linear({}, Fraction(found or 0))

    def _meaning(self, node: Ref | Tally) -> Node | Linear | None:
        if isinstance(node, Ref) and node.key in self.rates:
            return self.formulas[node.key].right
        return self._known(node)

    def _resolve(self, key: CellKey, known: dict[CellKey, Linear]) -> None:
        if key in known or key in self.rates or key not in self.definitions:
            return
        form = linear_of(self.definitions[key].right, self._known)
        assert form is not None
        for part in form.terms:
            self._resolve(part, known)
        known[key] = form.put(known)

    @cached_property
    def _free(self) -> frozenset[CellKey]:
        return frozenset(self.inputs)


def _sides(relation: Relation) -> Iterable[tuple[Node, Node]]:
    """The pairs that must stand in order: ``a <= min(b, c)`` is ``a <= b`` and ``a <= c``."""
    smaller, larger = relation.left, relation.right
    if relation.sign == ">=":
        smaller, larger = larger, smaller
    if relation.sign != "=" and isinstance(larger, Call) and larger.function == "min":
        return [(smaller, part) for part in larger.arguments]
    return [(smaller, larger)]


def _over_divisor(left: Quotient, right: Quotient, not_negative: Callable[[Linear], bool]) -> Linear | None:
    under = left.under if left.under is not None else right.under
    assert under is not None
    if not not_negative(under):
        return None
    sides = []
    for side in (left, right):
        if side.under is None and not side.over.is_constant:
            return None
        sides.append(side.over if side.under is not None else under.times(side.over.constant))
    return sides[0].plus(sides[1], Fraction(-1))
