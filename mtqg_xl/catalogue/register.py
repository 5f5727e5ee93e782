"""The units known, from ``data/units/*.yaml``."""

from __future__ import annotations

from functools import cache

from mtqg_xl.catalogue.files import folder, read
from mtqg_xl.catalogue.schema import Span, UnitText
from mtqg_xl.domain.units import Unit, UnitRegister
from mtqg_xl.domain.validity import Validity


def validity(span: Span) -> Validity:
    """A span of the text files as a validity."""
    return Validity(span.from_, span.until)


@cache
def unit_register() -> UnitRegister:
    """All units of the catalogue."""
    files = sorted(folder("data", "units").iterdir(), key=lambda item: item.name)
    texts = [text for file in files for text in read(file, tuple[UnitText, ...])]
    return UnitRegister(
        Unit(
            code=text.code,
            name=text.name,
            level=text.level,
            parent=text.parent,
            validity=validity(text.valid),
            tags=frozenset(text.tags),
        )
        for text in texts
    )
