"""How the rules surround a cell where totals and rates are live formulas, which say nothing of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.proving.identifiability import Grade
from mtqg_xl.proving.identify.mapping import Matrix
from mtqg_xl.proving.identify.structure import Line, lines_of
from mtqg_xl.proving.system.linear import Linear, linear_of
from mtqg_xl.proving.system.model import Model
from mtqg_xl.rules import Relation

#: How many links one behind the other are followed.
_DEPTH = 4


def live_grades(
    model: Model, live: Mapping[CellKey, Relation], cells: Iterable[CellKey]
) -> dict[CellKey, Grade]:
    """The grades of typed ``cells`` where those of ``live`` are computed by these relations.

    A relation that computes a cell always holds. In the others a computed total stands for its parts;
    a computed rate, which is no sum, stays as it is, and nobody types it.
    """
    computing = {id(relation) for relation in live.values()}
    kept = [relation for relation in model.relations if id(relation) not in computing]
    sums = {key: form for key, relation in live.items() if (form := linear_of(relation.right)) is not None}
    lines = tuple(_put(line, sums) for line in lines_of(kept, model.never_negative))
    return Matrix([line for line in lines if line.parts]).grades([key for key in cells if key not in live])


def _put(line: Line, sums: Mapping[CellKey, Linear]) -> Line:
    parts = (_resolved(Linear(part), sums).terms for part in line.parts)
    plain = (_resolved(Linear.of_cell(key), sums).terms for key in line.plain)
    return replace(
        line,
        parts=tuple(part for part in parts if part),
        plain=frozenset(key for terms in plain for key in terms),
    )


def _resolved(form: Linear, sums: Mapping[CellKey, Linear]) -> Linear:
    for _ in range(_DEPTH * 2):
        if form.terms.keys().isdisjoint(sums):
            break
        form = form.put(sums)
    return form
