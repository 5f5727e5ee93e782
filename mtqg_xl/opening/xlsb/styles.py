"""Number formats and fonts of an .xlsb file."""

from __future__ import annotations

from mtqg_xl.ooxml.styles import BUILT_IN
from mtqg_xl.opening.base import GENERAL, Look
from mtqg_xl.opening.building import Budget, TooMuchError
from mtqg_xl.opening.limits import LIMITS
from mtqg_xl.opening.tokens import Cursor
from mtqg_xl.opening.xlsb import records as kinds
from mtqg_xl.opening.xlsb.records import records

_FONT_NAME_AT = 21


def read_looks(data: bytes, budget: Budget) -> list[Look]:
    """What the style numbers of cells say, from the styles part."""
    formats = dict(BUILT_IN)
    fonts: list[str] = []
    looks: list[Look] = []
    of_cells = False
    for kind, record in records(data, budget):
        take = Cursor(record)
        if kind == kinds.FORMAT:
            number = take.u16()
            formats[number] = take.long_text()
        elif kind == kinds.FONT:
            take.skip(_FONT_NAME_AT)
            fonts.append(take.long_text())
        elif kind == kinds.STYLES_BEGIN:
            of_cells = True
        elif kind == kinds.STYLES_END:
            of_cells = False
        elif kind == kinds.STYLE and of_cells:
            take.skip(2)
            code, font = formats.get(take.u16(), GENERAL), take.u16()
            looks.append(Look(code or GENERAL, fonts[font] if font < len(fonts) else ""))
            if len(looks) > LIMITS.looks:
                raise TooMuchError("looks", LIMITS.looks)
    return looks
