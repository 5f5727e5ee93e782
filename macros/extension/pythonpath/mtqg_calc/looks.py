"""How a cell looks behind its figure, as text: the notation that the add-in of Excel writes and reads too.

A fill is ``pattern;colour;index;…`` in Excel's numbers, a line ``style;weight;colour;index;theme;tint``.
Behind a line the exact figures of Calc follow, which Excel passes over.
"""

from __future__ import annotations

from typing import NamedTuple

NO_LINE, MIXED = "none", "mixed"
_XL_NONE, _XL_AUTOMATIC, _SOLID = -4142, -4105, 1
_STYLES = {0: 1, 1: -4118, 2: -4115, 3: -4119}
_WEIGHTS = ((10, 1), (40, 2), (70, -4138))
_THICK = 4
_WIDTHS = {1: 2, 2: 26, -4138: 62, _THICK: 88}
_EXACT = "calc:"

FILLS = {3: 0xFFC7CE, 2: 0xFFEB9C}
LINES = {3: 0x9C0006, 2: 0x9C6500}


class Line(NamedTuple):
    """An edge of a cell in the figures of Calc (1/100 mm)."""

    color: int
    inner: int
    outer: int
    distance: int
    style: int
    width: int


def mark_line(rank: int) -> Line:
    """The thick edge of a marked cell."""
    return Line(LINES[rank], 0, _WIDTHS[_THICK], 0, 0, _WIDTHS[_THICK])


def fill_text(color: int | None) -> str:
    """A fill of one colour, or none."""
    if color is None:
        return f"{_XL_NONE};16777215;{_XL_NONE};0;{_XL_AUTOMATIC};0;0"
    return f"{_SOLID};{_turned(color)};0;0;{_XL_AUTOMATIC};0;0"


def fill_of(text: str) -> int | None:
    """The colour of a fill; none for no fill."""
    parts = text.split(";")
    if len(parts) < 3 or int(float(parts[2])) == _XL_NONE:
        return None
    return _turned(int(float(parts[1])))


def line_text(line: Line | None) -> str:
    """An edge, or none."""
    if line is None or not (line.outer or line.width):
        return NO_LINE
    width = line.width or line.outer + line.inner + line.distance
    weight = next((code for limit, code in _WEIGHTS if width <= limit), _THICK)
    exact = _EXACT + ",".join(map(str, line))
    return f"{_STYLES.get(line.style, 1)};{weight};{_turned(line.color)};0;0;0;{exact}"


def line_of(text: str) -> Line | None:
    """The edge that was; none for no line. Exact where Calc wrote it, else as Excel's numbers tell."""
    if text in ("", NO_LINE, MIXED):
        return None
    parts = text.split(";")
    if parts[-1].startswith(_EXACT):
        return Line(*map(int, parts[-1][len(_EXACT) :].split(",")))
    style = {code: ours for ours, code in _STYLES.items()}.get(int(float(parts[0])), 0)
    width = _WIDTHS.get(int(float(parts[1])), 26)
    color = 0 if int(float(parts[3])) == _XL_AUTOMATIC else _turned(int(float(parts[2])))
    return Line(color, 0, width, 0, style, width)


def _turned(color: int) -> int:
    """Red and blue change places: Excel counts colours from the other end."""
    return (color & 0xFF) << 16 | color & 0xFF00 | color >> 16 & 0xFF
