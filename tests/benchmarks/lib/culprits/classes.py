"""How the rules surround a cell: what the map of the form says, in the words of the literature."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.proving.identifiability import Degree, Grade, Level
from mtqg_xl.proving.identify.structure import Sight, lines_of
from mtqg_xl.rules import Relation


class Structure(StrEnum):
    """The surroundings of a cell by the relations that are no formulas of the workbook; the best first."""

    TWO_WAY = "two-way"
    """Two relations meet in the cell, or totals of rows and columns: no other cell explains an error."""
    RATED = "one-way with a rate"
    """A printed rate tells the cell apart, if the error is large enough."""
    BOUNDED = "one-way with a bound"
    """Only an inequality may tell the cell apart."""
    HIERARCHICAL = "one-way hierarchical"
    """Parts of one total, which is part of another one."""
    FLAT = "flat"
    """Parts of one total that stands in no other."""
    BOUNDS = "only bounds and rates"
    """No equality speaks of the cell."""
    UNSEEN = "in no relation"
    TYPED_OVER = "typed over a live formula"
    """A figure where the rest of the sheet has formulas; see ``live`` for the others of such sheets."""


def classed(
    grades: Mapping[CellKey, Grade], relations: Iterable[Relation], never_negative: Callable[[CellKey], bool]
) -> dict[CellKey, Structure]:
    """The structure around each graded cell."""
    relations = tuple(relations)
    exact = {
        id(relation): relation
        for relation in relations
        if any(line.sight is Sight.EXACT for line in lines_of((relation,), never_negative))
    }
    sums: dict[CellKey, list[Relation]] = {}
    for relation in exact.values():
        for key in relation.cells:
            sums.setdefault(key, []).append(relation)
    return {key: _class(grade, sums) for key, grade in grades.items()}


def _class(grade: Grade, sums: Mapping[CellKey, list[Relation]]) -> Structure:
    match grade.level:
        case Level.CORRECTABLE:
            return Structure.TWO_WAY
        case Level.UNSEEN:
            return Structure.UNSEEN
        case Level.PERHAPS_SEEN:
            return Structure.BOUNDS
    if grade.localisable is Degree.PERHAPS:
        return Structure.RATED if grade.rates else Structure.BOUNDED
    return Structure.HIERARCHICAL if _climbs(grade.key, sums) else Structure.FLAT


def _climbs(key: CellKey, sums: Mapping[CellKey, list[Relation]]) -> bool:
    """Whether the total of a sum that a cell stands in stands in another sum as well."""
    totals = {relation.target for relation in sums.get(key, ())} - {None, key}
    return any(len(sums[total]) > 1 for total in totals if total is not None)
