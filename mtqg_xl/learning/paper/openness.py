"""Which blank cells a workbook means to be filled: those unlocked, or those not greyed out."""

from __future__ import annotations

from collections.abc import Iterable

from lxml.etree import _Element

from mtqg_xl.ooxml import Sheet, Workbook

_GREY_SPREAD = 12
_DARKEST, _LIGHTEST = 0x60, 0xF4
#: Theme colours 0 and 1 are window and text; tinted, they are greys.
_GREY_THEMES = ("0", "1", "2", "3")


class Openness:
    """What the styles of a workbook tell about its cells."""

    def __init__(self, book: Workbook) -> None:
        self._grey: list[bool] = []
        self._unlocked: list[bool] = []
        part = next((name for name in book.package.names if name.lower().endswith("/styles.xml")), None)
        if part is not None:
            self._read(book.package.tree(part))

    def closed(
        self, sheet: Sheet, places: Iterable[tuple[int, int]]
    ) -> tuple[frozenset[tuple[int, int]], bool]:
        """Those of the blank cells ``places`` that are not meant to be filled, and whether that is sure.

        Where some cells are unlocked for typing, the locked ones are surely closed, unless figures
        were typed into locked cells all the same. Otherwise grey ones are, unless grey is so common
        that it is decoration.
        """
        whole = list(places)
        blank = {place: self._style(sheet, place) for place in whole if _is_blank(sheet, place)}
        unlocked = {place for place, style in blank.items() if _flag(self._unlocked, style)}
        if unlocked and not any(self._is_typed_into_locked(sheet, place) for place in whole):
            return frozenset(blank.keys() - unlocked), True
        grey = frozenset(place for place, style in blank.items() if _flag(self._grey, style))
        return (grey if len(grey) * 2 <= len(whole) else frozenset()), False

    def _is_typed_into_locked(self, sheet: Sheet, place: tuple[int, int]) -> bool:
        cell = sheet.cells.get(place)
        if cell is None or cell.kind != "number" or cell.formula is not None:
            return False
        return not _flag(self._unlocked, cell.style)

    def _style(self, sheet: Sheet, place: tuple[int, int]) -> int:
        cell = sheet.cells.get(place)
        return cell.style if cell is not None else 0

    def _read(self, root: _Element) -> None:
        fills = [_is_grey(fill) for fill in root.iterfind("{*}fills/{*}fill")]
        for style in root.iterfind("{*}cellXfs/{*}xf"):
            fill = style.get("fillId") or "0"
            self._grey.append(fill.isdecimal() and int(fill) < len(fills) and fills[int(fill)])
            protection = style.find("{*}protection")
            locked = protection.get("locked") if protection is not None else None
            self._unlocked.append(locked in ("0", "false"))


def _flag(flags: list[bool], style: int) -> bool:
    return 0 <= style < len(flags) and flags[style]


def _is_blank(sheet: Sheet, place: tuple[int, int]) -> bool:
    cell = sheet.cells.get(place)
    return cell is None or (cell.formula is None and not cell.text.strip())


def _is_grey(fill: _Element) -> bool:
    pattern = fill.find("{*}patternFill")
    if pattern is None or pattern.get("patternType") in (None, "none"):
        return False
    if pattern.get("patternType") != "solid":
        return True  # hatched
    colour = pattern.find("{*}fgColor")
    if colour is None:
        return False
    if colour.get("theme") in _GREY_THEMES:
        return float(colour.get("tint") or 0) not in (0.0,)
    code = (colour.get("rgb") or "")[-6:]
    try:
        parts = [int(code[at : at + 2], 16) for at in (0, 2, 4)]
    except ValueError:
        return False
    return max(parts) - min(parts) <= _GREY_SPREAD and min(parts) >= _DARKEST and max(parts) <= _LIGHTEST
