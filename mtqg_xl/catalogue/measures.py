"""The measures known, from ``data/measures.yaml``."""

from __future__ import annotations

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
    """All measures by code."""
    return {
        text.code: Measure(
            code=text.code,
            label=text.label,
            kind=text.kind,
            family=text.family or text.code,
            scale=text.scale,
            decimals=text.decimals,
        )
        for text in _texts()
    }


def measure(code: str) -> Measure:
    """The measure ``code``; :class:`DefinitionProblem` when there is none."""
    found = measures().get(code)
    if found is None:
        raise DefinitionProblem("unknown_measure", code=code)
    return found


@cache
def _labels() -> dict[str, str]:
    return {fold(label): text.code for text in _texts() for label in (text.label, *text.also) if label}


def find_measure_label(label: str) -> Measure | None:
    """The measure that a heading calls ``label`` ("triệu đồng", "trđ"); ``None`` when unknown."""
    code = _labels().get(fold(label).strip(" .;:"))
    return measures()[code] if code else None
