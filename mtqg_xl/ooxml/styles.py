"""Cell styles, as far as they say how a number or a text is meant."""

from __future__ import annotations

import re
from typing import Final

from lxml.etree import _Element

from mtqg_xl.ooxml.xml import child, children

GENERAL: Final = "General"

# The formats a file need not spell out, as Excel in English shows them.
BUILT_IN: Final[dict[int, str]] = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"$"#,##0_);("$"#,##0)',
    6: '"$"#,##0_);[Red]("$"#,##0)',
    7: '"$"#,##0.00_);("$"#,##0.00)',
    8: '"$"#,##0.00_);[Red]("$"#,##0.00)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)',
    42: '_("$"* #,##0_);_("$"* \\(#,##0\\);_("$"* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)',
    44: '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
}

_LENGTH_OF_TIME: Final = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
# "General" and its translations hold such letters too, but never alone.
_DAY_OR_HOUR: Final = re.compile(r"^(?!.*(?:General|Standard)).*[dmyhs]", re.IGNORECASE | re.DOTALL)
_NOT_FORMAT: Final = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]', re.DOTALL)


class Styles:
    """The number formats and fonts of a workbook, by the style number its cells carry."""

    __slots__ = ("_codes", "_fonts")

    def __init__(self, root: _Element | None = None) -> None:
        """``root`` is the styles part, or None for a workbook without one."""
        codes = dict(BUILT_IN)
        self._codes: list[str] = []
        self._fonts: list[str] = []
        if root is None:
            return
        fonts = [_font_name(item) for item in children(child(root, "fonts"), "font")]
        for item in children(child(root, "numFmts"), "numFmt"):
            codes[_number(item.get("numFmtId"))] = item.get("formatCode") or GENERAL
        for item in children(child(root, "cellXfs"), "xf"):
            self._codes.append(codes.get(_number(item.get("numFmtId")), GENERAL))
            at = _number(item.get("fontId"))
            self._fonts.append(fonts[at] if 0 <= at < len(fonts) else "")

    def number_format(self, style: int) -> str:
        """The format code of style number ``style``; "General" for a number the file does not have."""
        return self._codes[style] if 0 <= style < len(self._codes) else GENERAL

    def font(self, style: int) -> str:
        """The name of the font of style number ``style``; empty when the file does not tell."""
        return self._fonts[style] if 0 <= style < len(self._fonts) else ""


def is_percent(format_code: str) -> bool:
    """Whether a number in this format is shown times one hundred with a percent sign.

    Signs that are only decoration (quoted, escaped, in brackets) and the section for text do not count.
    """
    sections = _NOT_FORMAT.sub("", format_code).split(";")
    return any("%" in section and "@" not in section for section in sections)


def is_date(format_code: str) -> bool:
    """Whether a number in this format is shown as a day or an hour."""
    if _LENGTH_OF_TIME.search(format_code):
        return True
    return any(_DAY_OR_HOUR.search(section) for section in _NOT_FORMAT.sub("", format_code).split(";"))


def _font_name(item: _Element) -> str:
    name = child(item, "name")
    return (name.get("val") or "").strip() if name is not None else ""


def _number(text: str | None) -> int:
    try:
        return int(text or 0)
    except ValueError:
        return -1
