"""The measures known, from ``data/measures.yaml``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from mtqg_xl.catalogue.files import folder, read
from mtqg_xl.catalogue.schema import MeasureText
from mtqg_xl.domain.measures import Measure
from mtqg_xl.domain.units import fold
from mtqg_xl.messages import DefinitionProblem


@cache
def _texts() -> tuple[MeasureText, ...]:
    return read(folder("data") / "measures.yaml", tuple[MeasureText, ...])


@cache
def measures() -> dict[str, Measure]:
    """All measures of the catalogue by code."""
    return {text.code: _measure(text) for text in _texts()}


#: Measures that forms bring with them; those of the catalogue go first.
_brought: dict[str, Measure] = {}


def know_measures(texts: Iterable[MeasureText]) -> None:
    """Make the measures that a form brings with it known."""
    for text in texts:
        _brought.setdefault(text.code, _measure(text))


def measure(code: str) -> Measure:
    """The measure ``code``; :class:`DefinitionProblem` when there is none."""
    found = measures().get(code) or _brought.get(code)
    if found is None:
        raise DefinitionProblem("unknown_measure", code=code)
    return found


def _measure(text: MeasureText) -> Measure:
    return Measure(
        code=text.code,
        label=text.label,
        kind=text.kind,
        family=text.family or text.code,
        scale=text.scale,
        decimals=text.decimals,
    )


@cache
def _labels() -> dict[str, str]:
    return {fold(label): text.code for text in _texts() for label in (text.label, *text.also) if label}


def find_measure_label(label: str) -> Measure | None:
    """The measure that a heading calls ``label`` ("triệu đồng", "trđ"); ``None`` when unknown."""
    plain = fold(label).strip(" .;:")
    if not plain:
        return None
    code = _labels().get(plain)
    if code:
        return measures()[code]
    return next((found for found in _brought.values() if fold(found.label) == plain), None)
