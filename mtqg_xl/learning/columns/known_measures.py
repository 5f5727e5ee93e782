"""Units of measure that the catalogue knows by the words of a heading."""

from __future__ import annotations

import re

from mtqg_xl.catalogue import find_measure_label, measures
from mtqg_xl.domain.measures import Measure

_LEAD = re.compile(r"^\s*(?:đơn vị tính|đơn vị|đvt|unit)\s*[:.]?\s*", re.IGNORECASE)


def bare_label(text: str) -> str:
    """A measure as a heading writes it, without the words that introduce it."""
    return _LEAD.sub("", text)


def catalogued(label: str) -> Measure | None:
    """The measure of the catalogue called ``label``; those that other form files bring are not counted on."""
    found = find_measure_label(bare_label(label))
    return found if found is not None and found.label and found.code in measures() else None
