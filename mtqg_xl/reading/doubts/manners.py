"""How the other texts of a workbook write their figures: the manner of the column, form and file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from mtqg_xl.domain.cells import CellKey, Observation
from mtqg_xl.domain.submissions import Table
from mtqg_xl.reading.figures.cleaning import clean
from mtqg_xl.reading.figures.numbers import Manner
from mtqg_xl.reading.figures.typed import typed_figure

_SPEAKING = frozenset({Manner.VIETNAMESE, Manner.ENGLISH})

#: From near to far: the column of the form, the form, the file.
Scope = tuple[str, ...]


class Manners:
    """The manners seen in each scope; ``settled`` are doubtful figures whose manner is known by now."""

    def __init__(self, tables: Sequence[Table], settled: Mapping[CellKey, Manner]) -> None:
        self._seen: dict[Scope, set[Manner]] = {}
        for table in tables:
            for key, seen in table.observations.items():
                self._note(key, _manner(seen))
        for key, manner in settled.items():
            self._note(key, manner)

    def nearest(self, key: CellKey) -> tuple[Manner, Scope] | None:
        """The one manner of the nearest scope that shows any; ``None`` when manners are mixed there."""
        for scope in _scopes(key):
            manners = self._seen.get(scope)
            if manners:
                return (next(iter(manners)), scope) if len(manners) == 1 else None
        return None

    def _note(self, key: CellKey, manner: Manner | None) -> None:
        if manner in _SPEAKING and manner is not None:
            for scope in _scopes(key):
                self._seen.setdefault(scope, set()).add(manner)


def _scopes(key: CellKey) -> Iterable[Scope]:
    return (key.form, key.column), (key.form,), ()


def _manner(seen: Observation) -> Manner | None:
    """The manner of a figure typed as text that can be read in one way only."""
    if seen.note != "text_number":
        return None
    typed = typed_figure(clean(seen.raw).body)
    return typed.meanings[0].manner if typed is not None and len(typed.meanings) == 1 else None
