"""Cell formats, made once each: Times New Roman, thin lines, Vietnamese figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mtqg_xl.domain.measures import Measure, MeasureKind

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

FONT = "Times New Roman"
#: [$-42A] shows dots for thousands and commas for decimals wherever the program can.
WHOLE = "[$-42A]#,##0"
FRACTION = "[$-42A]#,##0.0##"
RATE = "[$-42A]#,##0.00"
INPUT_FILL = "#FFF8DC"
LINKED_FILL = "#E2EFDA"
CLOSED_FILL = "#EDEDED"
LINE = "#7F7F7F"


class Styles:
    """Formats of one workbook, shared between equal cells."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def get(self, **properties: Any) -> Format:
        """The format with these XlsxWriter properties."""
        full = {"font_name": FONT, "font_size": 11, "valign": "vcenter", **properties}
        key = tuple(sorted(full.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(full)
        return self._made[key]

    def frame(self, **properties: Any) -> Format:
        """Text of the official frame."""
        return self.get(**{"font_size": 12, **properties})

    def heading(self) -> Format:
        """A column heading."""
        return self.get(bold=True, align="center", text_wrap=True, border=1, border_color=LINE, font_size=10)

    def code(self) -> Format:
        """The row of column codes."""
        return self.get(italic=True, align="center", border=1, border_color=LINE, font_size=9, shrink=True)

    def stub(self, bold: bool, depth: int = 0, centred: bool = False) -> Format:
        """Numbering and labels of rows."""
        layout: dict[str, Any] = (
            {"align": "center"} if centred else {"align": "left", "indent": max(0, depth)}
        )
        return self.get(bold=bold, text_wrap=True, border=1, border_color=LINE, **layout)

    def figure(self, measure: Measure, bold: bool, is_input: bool, *, is_linked: bool = False) -> Format:
        """A figure cell; inputs are unlocked and tinted, those taken from other workbooks green."""
        layout: dict[str, Any] = {"bg_color": INPUT_FILL, "locked": False} if is_input else {}
        if is_linked:
            layout = {"bg_color": LINKED_FILL}
        return self.get(
            bold=bold,
            num_format=RATE if measure.kind is MeasureKind.RATE else WHOLE,
            align="right",
            shrink=True,
            border=1,
            border_color=LINE,
            **layout,
        )

    def text(self) -> Format:
        """A free text cell."""
        return self.get(
            text_wrap=True, border=1, border_color=LINE, bg_color=INPUT_FILL, locked=False, font_size=10
        )

    def closing(self) -> Format:
        """The line that ends a list; its text runs on over the empty cell beside it."""
        return self.get(
            italic=True, font_size=9, font_color="#7F7F7F", top=1, bottom=1, top_color=LINE, bottom_color=LINE
        )

    def closed(self) -> Format:
        """A cell the form does not use."""
        return self.get(border=1, border_color=LINE, bg_color=CLOSED_FILL)

    def fraction(self) -> Format:
        """Laid over figures that are not whole, by a conditional format."""
        key = (("conditional", FRACTION),)
        if key not in self._made:
            self._made[key] = self._book.add_format({"num_format": FRACTION})
        return self._made[key]
