"""The observations and remarks that a cell of a form gives."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from mtqg_xl.domain.cells import Observation, State
from mtqg_xl.domain.submissions import Remark
from mtqg_xl.ooxml import Cell
from mtqg_xl.reading.figures.place import Place

_NOTHING: Final[Mapping[str, str]] = {}


def seen(
    place: Place,
    state: State,
    value: Decimal | None = None,
    decimals: int = 0,
    raw: str = "",
    formula: str | None = None,
    note: str | None = None,
) -> Observation:
    """What stands in ``place``."""
    return Observation(place.key, state, value, decimals, raw, formula, place.sheet, place.address, note)


def told(place: Place, code: str, raw: str, values: Mapping[str, str] = _NOTHING) -> Remark:
    """What has to be told about ``place``."""
    return Remark(code, place.key, place.sheet, place.address, raw, values)


def unread(
    place: Place, cell: Cell, code: str, values: Mapping[str, str] = _NOTHING
) -> tuple[Observation, Remark]:
    """A cell whose figure is not known, and why."""
    observed = seen(place, State.UNREAD, raw=cell.text, formula=cell.formula, note=code)
    return observed, told(place, code, cell.text, values)
