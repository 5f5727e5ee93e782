"""Number formats and fonts of OpenDocument styles, as Excel would write them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lxml.etree import _Element

from mtqg_xl.ooxml import xml
from mtqg_xl.opening.base import GENERAL, Look

_DATE_PARTS: Final = {
    "day": ("d", "dd"), "month": ("m", "mm"), "year": ("yy", "yyyy"), "day-of-week": ("ddd", "dddd"),
    "hours": ("h", "hh"), "minutes": ("m", "mm"), "seconds": ("s", "ss"), "era": ("e", "e"),
}  # fmt: skip
_FORMATS: Final = frozenset(
    {
        "number-style",
        "percentage-style",
        "currency-style",
        "date-style",
        "time-style",
        "text-style",
        "boolean-style",
    }
)
_PARENTS: Final = 20


class Styles:
    """The styles of cells and texts by their names."""

    def __init__(self, roots: Iterable[_Element]) -> None:
        """``roots`` are the documents that hold styles; later ones go before earlier ones."""
        self._formats: dict[str, str] = {}
        self._faces: dict[str, str] = {}
        self._styles: dict[tuple[str, str], _Element] = {}
        self._defaults: dict[str, _Element] = {}
        for root in roots:
            for face in _within(root, "font-face-decls", "font-face"):
                family = xml.attribute(face, "font-family") or ""
                self._faces[xml.attribute(face, "name") or ""] = family.strip("'\" ")
            for block in ("styles", "automatic-styles"):
                for item in _items(root, block):
                    self._take(item)

    def _take(self, item: _Element) -> None:
        kind = xml.local(item)
        family = xml.attribute(item, "family") or ""
        name = xml.attribute(item, "name") or ""
        if kind == "style":
            self._styles[family, name] = item
        elif kind == "default-style":
            self._defaults[family] = item
        elif kind in _FORMATS:
            self._formats[name] = _format_code(item, kind)

    def shown(self, table: str) -> bool:
        """Whether a sheet of this style is shown."""
        style = self._styles.get(("table", table))
        properties = xml.child(style, "table-properties") if style is not None else None
        return properties is None or xml.attribute(properties, "display") != "false"

    def look(self, name: str) -> Look:
        """Format and font of a cell style."""
        code, font = "", ""
        for style in self._chain("table-cell", name):
            code = code or self._formats.get(xml.attribute(style, "data-style-name") or "", "")
            font = font or self._font_of(style)
        return Look(code or GENERAL, font)

    def run(self, name: str) -> tuple[str, bool]:
        """Font, empty where it is that of the cell, and whether raised, of a style of characters."""
        font, raised = "", False
        for style in self._chain("text", name):
            font = font or self._font_of(style)
            properties = xml.child(style, "text-properties")
            position = xml.attribute(properties, "text-position") if properties is not None else None
            raised = raised or bool(position and (position.startswith("super") or _above(position)))
        return font, raised

    def _chain(self, family: str, name: str) -> Iterable[_Element]:
        """A style, its parents, and the default at the end."""
        for _ in range(_PARENTS):
            style = self._styles.get((family, name))
            if style is None:
                break
            yield style
            name = xml.attribute(style, "parent-style-name") or ""
        if family in self._defaults and family == "table-cell":
            yield self._defaults[family]

    def _font_of(self, style: _Element) -> str:
        properties = xml.child(style, "text-properties")
        if properties is None:
            return ""
        face = xml.attribute(properties, "font-name")
        if face:
            return self._faces.get(face, face)
        return (xml.attribute(properties, "font-family") or "").strip("'\" ")


def _above(position: str) -> bool:
    share = position.split()[0].rstrip("%")
    return share.isdecimal() and int(share) > 0


def _items(root: _Element, name: str) -> Iterable[_Element]:
    block = xml.child(root, name)
    return block if block is not None else ()


def _within(root: _Element, block: str, name: str) -> Iterable[_Element]:
    return xml.children(xml.child(root, block), name)


def _format_code(style: _Element, kind: str) -> str:
    """An Excel format code that means the same; of colours and conditions nothing is kept."""
    pieces: list[str] = []
    long_hours = xml.attribute(style, "truncate-on-overflow") == "false"
    for part in style:
        name = xml.local(part)
        if name in ("number", "scientific-number", "fraction"):
            pieces.append(_digits(part, name))
        elif name in _DATE_PARTS:
            pieces.append(_date_part(part, name, long_hours))
        elif name == "am-pm":
            pieces.append("AM/PM")
        elif name == "text-content":
            pieces.append("@")
        elif name in ("text", "currency-symbol"):
            pieces.append(_literal(part.text or "", kind))
    if kind == "boolean-style":
        return GENERAL
    code = "".join(pieces)
    if kind == "percentage-style" and "%" not in code:
        code = (code or "0") + "%"
    return code or GENERAL


def _digits(part: _Element, name: str) -> str:
    places = xml.attribute(part, "decimal-places")
    least = xml.attribute(part, "min-integer-digits") or "1"
    if places is None and name == "number" and xml.attribute(part, "grouping") != "true":
        return GENERAL if least in ("0", "1") else "0" * min(_count(least), 15)
    whole = "#,##0" if xml.attribute(part, "grouping") == "true" else "0" * max(1, min(_count(least), 15))
    code = whole + ("." + "0" * min(_count(places), 30) if _count(places) else "")
    return code + "E+00" if name == "scientific-number" else "# ?/?" if name == "fraction" else code


def _date_part(part: _Element, name: str, long_hours: bool) -> str:
    short, long = _DATE_PARTS[name]
    is_long = xml.attribute(part, "style") == "long"
    if name == "month" and xml.attribute(part, "textual") == "true":
        return "mmmm" if is_long else "mmm"
    code = long if is_long else short
    return f"[{code}]" if long_hours and name == "hours" else code


def _literal(text: str, kind: str) -> str:
    if kind == "percentage-style":
        before, sign, after = text.partition("%")
        return _quoted(before) + sign + _quoted(after)
    return _quoted(text)


def _quoted(text: str) -> str:
    if not text or all(letter in " -/.,:()" for letter in text):
        return text
    return '"' + text.replace('"', "") + '"'


def _count(text: str | None) -> int:
    return int(text) if text is not None and text.isascii() and text.isdecimal() else 0
