"""The formats of the list of findings, made once; and how marks look, on screen and in grey print."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from mtqg_xl.domain.findings import Severity
from mtqg_xl.domain.numerals import decimals_of, trimmed
from mtqg_xl.ooxml.patching.list_sheet import ListCell
from mtqg_xl.ooxml.patching.marks import Mark, MarkedStyles
from mtqg_xl.ooxml.patching.values import LONGEST_TEXT

#: Slanted lines in a thick solid frame, dots in a broken one: told apart without colour.
MARKS: Final = {
    Severity.ERROR.value: Mark("lightUp", "F2A7A0", "FFE7E4", "medium", "B00020"),
    Severity.WARNING.value: Mark("gray125", "E0A100", "FFF8DC", "mediumDashed", "8A5A00"),
}
TAB_COLOUR: Final = "B00020"
_NAME: Final = b'<name val="Times New Roman"/><family val="1"/>'
_SIZE: Final = b'<sz val="12"/>'
_BLUE: Final = b'<color rgb="FF0563C1"/>'
_FONTS: Final = {
    "plain": _SIZE + _NAME,
    "italic": b"<i/>" + _SIZE + _NAME,
    "bold": b"<b/>" + _SIZE + _NAME,
    "title": b'<b/><sz val="16"/>' + _NAME,
    "link": b"<u/>" + _SIZE + _BLUE + _NAME,
}
_LINE: Final = b'<%s style="thin"><color rgb="FF7F7F7F"/></%s>'
_BOX: Final = b"<border>%s<diagonal/></border>" % b"".join(
    _LINE % (side, side) for side in (b"left", b"right", b"top", b"bottom")
)
_TOP: Final = b'vertical="top" wrapText="1"'
_NUMBERS: Final = b'horizontal="right" vertical="top" indent="1"'
#: Digits that Excel keeps of a number.
_DIGITS: Final = 15


class Looks:
    """Cells of the list in their formats."""

    def __init__(self, styles: MarkedStyles) -> None:
        """The formats are appended to ``styles`` when they are first asked for."""
        self._styles = styles
        self._known: dict[tuple[str, int], int] = {}

    def text(self, value: str, look: str = "body") -> ListCell:
        """A text; one that begins like a formula stays a text when somebody types over it."""
        guarded = value[:1] in "=+-@" if value else False
        value = value if len(value) <= LONGEST_TEXT else value[: LONGEST_TEXT - 1] + "…"
        return ListCell(value, self._style(look, -1 if guarded else 0))

    def figure(self, value: Decimal | None) -> ListCell:
        """A figure as a number, with the decimals it has; one that Excel would round stays out of numbers."""
        if value is None:
            return ListCell(None, self._style("number", 0))
        value = trimmed(value)
        if len(value.as_tuple().digits) > _DIGITS:
            return ListCell(f"{value:f}".replace(".", ","), self._style("number", 0))
        return ListCell(value, self._style("number", min(decimals_of(value), _DIGITS)))

    def link(self, text: str, location: str) -> ListCell:
        """An address that leads to its cell."""
        return ListCell(text, self._style("link" if location else "body", 0), location)

    def severity(self, text: str, severity: Severity) -> ListCell:
        """The word for a severity on the background of its mark."""
        return ListCell(text, self._style(severity.value, 0))

    def _style(self, look: str, kind: int) -> int:
        if (look, kind) not in self._known:
            self._known[look, kind] = self._made(look, kind)
        return self._known[look, kind]

    def _made(self, look: str, kind: int) -> int:
        make = self._styles.with_font
        match look:
            case "title":
                return make(0, _FONTS["title"])
            case "note" | "strong_note":
                font = _FONTS["plain" if look == "note" else "bold"]
                return self._guarded(make(0, font, alignment=_TOP), kind)
            case "guide":
                return make(0, _FONTS["italic"], alignment=_TOP)
            case "head":
                heads = b'horizontal="center" vertical="center" wrapText="1"'
                made = make(0, _FONTS["bold"], alignment=heads, border=_BOX)
                return self._styles.with_colour(made, "DDEBF7")
            case "number":
                made = make(0, _FONTS["plain"], alignment=_NUMBERS, border=_BOX)
                return self._styles.with_format(made, "[$-42A]#,##0" + ("." + "0" * kind if kind > 0 else ""))
            case "group" | "plain":
                return self._guarded(make(0, _FONTS["bold" if look == "group" else "plain"]), kind)
            case "link":
                return make(0, _FONTS["link"], alignment=_TOP, border=_BOX)
            case "error" | "warning" | "info":
                bold = "bold" if look == "error" else "plain"
                made = make(0, _FONTS[bold], alignment=_TOP, border=_BOX)
                return self._styles.with_background(made, look) if look in MARKS else made
            case _:
                return self._guarded(make(0, _FONTS["plain"], alignment=_TOP, border=_BOX), kind)

    def _guarded(self, style: int, kind: int) -> int:
        return self._styles.with_prefix(style) if kind < 0 else style
