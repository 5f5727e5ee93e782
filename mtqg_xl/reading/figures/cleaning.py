"""The text of a figure cell without what says nothing about the figure."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from mtqg_xl.reading.figures.numbers import HARD_BLANK

_SIGNS: Final = str.maketrans(
    {
        **{chr(0xFF01 + at): chr(0x21 + at) for at in range(94)},  # full width
        **dict.fromkeys("\u00a0\u2007\u2009\u202f\u2008\u2005\u2006", HARD_BLANK),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f", None),
        "\u3000": " ",
        "\t": " ",
        "\r": "\n",
        "\u2212": "-",
        "\ufe63": "-",
        "\u066b": ",",
        "\u066c": ".",
        "`": None,
    }
)
_MARKUP = re.compile(r"\*\*|__|</?(?:b|i|u|em|strong|span|p|div|br)\s*/?>", re.IGNORECASE)
_HEADING = re.compile(r"^\s*#{1,6}\s+")
_RAISED_MARKUP = re.compile(r"<sup>.*?</sup>", re.IGNORECASE)
_RAISED = re.compile(r"(?<![mM])(?<![xX*.\u00b7\u00d7]10)[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+")
#: A footnote sign behind a figure: "(1)", "[2]", "*", "(*)". A bracket of its own is no footnote.
_FOOTNOTE = re.compile(r"(?<=[\d%])\s*(?:\(\d{1,2}\)|\[\d{1,2}\]|\(\*+\)|\*+)\s*$")
_BEFORE_SEPARATOR = re.compile(rf"(?<=\d)[ {HARD_BLANK}]+(?=[.,]\d)|[ {HARD_BLANK}]+(?=%)")
_LINES = re.compile(r"(?<=\d)\s*\n\s*(?=\d)")
_BLANKS = re.compile(r" {2,}")


class Clean(NamedTuple):
    """A text without markup and footnote signs; ``marked`` when it carried a footnote sign."""

    body: str
    marked: bool


def clean(text: str) -> Clean:
    """``text`` with plain digits and blanks, without markdown and footnote signs.

    A raised 2 or 3 behind ``m`` belongs to the measure; raised digits elsewhere point to a footnote.
    """
    plain = _HEADING.sub("", text.translate(_SIGNS))
    if "\n" in plain:
        # Figures on lines of their own are not the thousands of one figure.
        plain = _LINES.sub("; ", plain.strip()).replace("\n", " ")
    plain = _MARKUP.sub("", plain)
    bare = _RAISED.sub("", _RAISED_MARKUP.sub("", plain))
    bare = _FOOTNOTE.sub("", bare)
    marked = bare != plain
    bare = _BEFORE_SEPARATOR.sub("", _BLANKS.sub(" ", bare)).strip(f" {HARD_BLANK}")
    if len(bare) > 1 and bare[0] in "'\u2019\u2018" and bare[1] in "+-0123456789":
        bare = bare[1:]  # the sign that makes Excel keep a text, typed once too often
    return Clean(bare, marked)
