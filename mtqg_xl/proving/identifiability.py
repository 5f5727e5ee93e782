"""Which single wrong figures a form lets one see, find and put right: known before anything is filled in.

The answer rests on the relations alone, read as exact linear algebra, for a paper form: inputs,
totals and rates all stated. ``SURE`` holds for every change beyond the rounding of the printed figures.
"""

from __future__ import annotations

from collections.abc import Iterable

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import Form
from mtqg_xl.proving.identify.grades import Degree, Grade, Level
from mtqg_xl.proving.identify.mapping import Matrix
from mtqg_xl.proving.identify.pages import GradeLine, grade_lines
from mtqg_xl.proving.identify.remedies import Remedy, RemedyKind, remedies
from mtqg_xl.proving.identify.structure import Line, lines_of
from mtqg_xl.proving.identify.ties import neighbours, relations_between
from mtqg_xl.proving.system.model import Model
from mtqg_xl.rules import Relation

__all__ = [
    "Degree",
    "Grade",
    "GradeLine",
    "Level",
    "Remedy",
    "RemedyKind",
    "advice",
    "grade_lines",
    "identifiability",
    "neighbours",
    "relations_between",
]


def identifiability(
    forms: Form | Iterable[Form], between: Iterable[Relation] = (), *, totals: bool = False
) -> dict[CellKey, Grade]:
    """The grade of every input cell of concrete forms handed in together.

    ``between`` are the relations between these forms. With ``totals`` the printed totals and rates
    are graded as well.
    """
    model, lines = _read(forms, between)
    cells = [*model.inputs, *model.definitions] if totals else model.inputs
    return Matrix(lines).grades(cells)


def advice(
    forms: Form | Iterable[Form],
    between: Iterable[Relation] = (),
    joining: Iterable[tuple[Form, Iterable[Relation]]] = (),
) -> tuple[Remedy, ...]:
    """What added to the forms would let more wrong figures be found, the most helpful first.

    ``joining`` are further forms that could be handed in with these, each with the relations that
    tie it to them: see :func:`neighbours`.
    """
    model, lines = _read(forms, between)
    ties = []
    for form, joined in joining:
        both = Model([*model.forms.values(), form])
        tied = tuple(joined)
        more = (*Model([form]).relations, *tied)
        ties.append((form, tuple(lines_of(more, both.never_negative)), len(tied)))
    return remedies(model, lines, ties)


def _read(forms: Form | Iterable[Form], between: Iterable[Relation]) -> tuple[Model, tuple[Line, ...]]:
    model = Model([forms] if isinstance(forms, Form) else list(forms), between)
    return model, tuple(lines_of(model.relations, model.never_negative))
