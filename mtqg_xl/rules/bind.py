"""From a rule as written to relations between the cells of a concrete form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import Aggregate, CellKind, Column, ColumnKind, EditRule, Form, Row, RowKind, Scope
from mtqg_xl.messages import DefinitionProblem
from mtqg_xl.rules.expressions import (
    Add,
    Call,
    Counted,
    Divide,
    Multiply,
    Name,
    Negative,
    Node,
    Number,
    Place,
    Ref,
    Tally,
    references,
)
from mtqg_xl.rules.notation import parse_relation

_NUMERIC = re.compile(r"\d+(\.\d+)?")


@dataclass(frozen=True)
class Relation:
    """One rule applied at one place: ``left sign right`` over cells."""

    rule: EditRule
    left: Node
    sign: str
    right: Node

    @cached_property
    def target(self) -> CellKey | None:
        """The cell on the left, when the left is one cell."""
        return self.left.key if isinstance(self.left, Ref) else None

    @cached_property
    def cells(self) -> tuple[CellKey, ...]:
        """Every cell the relation speaks of, the left first."""
        return tuple(dict.fromkeys((*references(self.left), *references(self.right))))


class _Absent(Exception):
    """A cell the definition knows but this period, or this crossing, does not have."""


@lru_cache(maxsize=512)
def relations_of(form: Form) -> tuple[Relation, ...]:
    """All relations of the rules of a concrete form, in the order of the rules."""
    own = {form.code: form}
    return tuple(relation for rule in form.rules for relation in bind_rule(rule, own, form))


def bind_rule(rule: EditRule, forms: Mapping[str, Form], home: Form | None = None) -> tuple[Relation, ...]:
    """The relations that ``rule`` stands for.

    ``home`` is the form whose codes the rule speaks; a rule between forms has none and names
    every cell in full. Relations whose cells do not exist in these forms are left out.
    """
    statement = parse_relation(rule.notation)
    relations = []
    for row, column in _places(rule, home):
        binder = _Binder(forms, home, row, column)
        try:
            left, right = binder.bind(statement.left), binder.bind(statement.right)
        except _Absent:
            continue
        relations.append(Relation(rule, left, statement.sign, right))
    return tuple(relations)


def _places(rule: EditRule, home: Form | None) -> Iterable[tuple[Row | None, Column | None]]:
    if rule.scope is Scope.ONCE or home is None:
        return [(None, None)]
    if rule.scope is Scope.ROWS:
        keys = home.select_rows(rule.rows) if rule.rows else None
        return [
            (row, None)
            for row in home.rows
            if row.kind is not RowKind.HEADING and (keys is None or row.key in keys)
        ]
    return [(None, column) for column in home.columns if _summed(column, rule)]


def _summed(column: Column, rule: EditRule) -> bool:
    added = column.kind is not ColumnKind.TEXT and column.aggregate in (Aggregate.SUM, Aggregate.CONCAT)
    if rule.columns:
        # A total row may list the columns it is open in, rates among them: those are not added up.
        return column.key in rule.columns and (added or not rule.defines)
    return added


class _Binder:
    def __init__(
        self, forms: Mapping[str, Form], home: Form | None, row: Row | None, column: Column | None
    ) -> None:
        self._forms = forms
        self._home = home
        self._row = row
        self._column = column

    def bind(self, node: Node) -> Node:
        match node:
            case Name(text):
                return self._name(text)
            case Place(form, row, column):
                return self._place(form, row, column)
            case Add(terms):
                return self._sum(terms)
            case Negative(term):
                return Negative(self.bind(term))
            case Multiply(left, right):
                return Multiply(self.bind(left), self.bind(right))
            case Divide(left, right):
                return Divide(self.bind(left), self.bind(right))
            case Call(function, arguments):
                return self._call(function, arguments)
            case Counted(rows, column, text):
                return self._tally(rows, column, text)
            case _:
                return node

    def _tally(self, rows: str, column_code: str, text: str | None) -> Node:
        form = self._form(None)
        column = form.column_by_key.get(column_code)
        if column is None or column.kind is not ColumnKind.TEXT:
            raise DefinitionProblem("unknown_code", form=form.code, code=column_code)
        if text is not None and column.choices and text not in column.choices:
            raise DefinitionProblem("unknown_choice", form=form.code, code=column_code, text=text)
        listed = [form.row_by_key[key] for key in form.row_range(rows)]
        keys = tuple(form.key(row, column) for row in listed if form.kind_of(row, column) is CellKind.TEXT)
        if not keys:
            raise _Absent
        return Tally(keys, text)

    def _sum(self, terms: Iterable[Node]) -> Node:
        bound: list[Node] = []
        for term in terms:
            try:
                part = self.bind(term)
            except _Absent:
                continue
            bound.append(part)
        if not any(isinstance(part, Negative) for part in bound):
            # A sum of sums is one sum; in a difference each group keeps its own reading of blanks.
            bound = [term for part in bound for term in (part.terms if isinstance(part, Add) else (part,))]
        if not bound:
            raise _Absent
        return bound[0] if len(bound) == 1 else Add(tuple(bound))

    def _call(self, function: str, arguments: tuple[Node, ...]) -> Node:
        nodes: list[Node] = []
        for argument in arguments:
            if isinstance(argument, Name) and (":" in argument.text or argument.text.startswith("#")):
                nodes.extend(self._range(argument.text, weighted=function == "wsum"))
            else:
                nodes.append(self.bind(argument))
        if not nodes:
            raise _Absent
        return Call("min", tuple(nodes)) if function == "min" else Add(tuple(nodes))

    def _range(self, text: str, weighted: bool) -> Iterable[Node]:
        form = self._form(None)
        for end in text.split(":") if ":" in text else ():
            if end not in form.row_by_key and end not in form.absent_rows:
                raise DefinitionProblem("unknown_code", form=form.code, code=text)
        keys = form.row_range(text)
        if ":" in text and not keys and set(text.split(":")) <= set(form.row_by_key):
            raise DefinitionProblem("unknown_code", form=form.code, code=text)
        for key in keys:
            row = form.row_by_key[key]
            try:
                reference = self._cell(form, row, self._column)
            except _Absent:
                continue
            yield Multiply(Number(row.weight or Decimal(0)), reference) if weighted else reference

    def _name(self, text: str) -> Node:
        form = self._home
        if form is not None and self._row is not None and text in form.column_by_key:
            return self._cell(form, self._row, form.column_by_key[text])
        if form is not None and self._column is not None:
            row = form.row_by_key.get(text) or next((r for r in form.rows if r.number == text), None)
            if row is not None:
                return self._cell(form, row, self._column)
            if text in form.absent_rows:
                raise _Absent
        if form is not None and self._row is not None and text in form.absent_columns:
            raise _Absent
        if _NUMERIC.fullmatch(text):
            return Number(Decimal(text))
        raise DefinitionProblem("unknown_code", form=form.code if form else "", code=text)

    def _place(self, form_code: str | None, row_code: str, column_code: str) -> Node:
        form = self._form(form_code)
        row = self._other_line(form, row_code) if row_code.endswith(".") else form.row_by_key.get(row_code)
        column = self._column if column_code == "." else form.column_by_key.get(column_code)
        if row is None and row_code in form.absent_rows:
            raise _Absent
        if column is None and column_code in form.absent_columns:
            raise _Absent
        if row is None and row_code.endswith("."):
            raise _Absent  # the form has no such line for this unit
        if row is None or column is None:
            code = f"[{row_code};{column_code}]"
            raise DefinitionProblem("unknown_code", form=form.code, code=code)
        return self._cell(form, row, column)

    def _other_line(self, form: Form, code: str) -> Row | None:
        """The row of ``form`` for the row at hand: of the same key, else of the same unit.

        ``NK.`` means the line ``NK`` of that unit.
        """
        here = self._row
        if here is None:
            return None
        if code == "." and here.key in form.row_by_key:
            return form.row_by_key[here.key]
        wanted = code.removesuffix(".")
        same_unit = (row for row in form.rows if row.unit is not None and row.unit == here.unit)
        return next((row for row in same_unit if not wanted or wanted in row.tags), None)

    def _form(self, code: str | None) -> Form:
        form = self._home if code is None else self._forms.get(code)
        if form is None:
            raise _Absent
        return form

    @staticmethod
    def _cell(form: Form, row: Row, column: Column | None) -> Node:
        if column is None or form.kind_of(row, column) in (CellKind.CLOSED, CellKind.TEXT):
            raise _Absent
        return Ref(form.key(row, column))
