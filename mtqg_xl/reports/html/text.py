"""Text on the page: nothing of a workbook becomes markup, and nothing unseen hides in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from html import escape
from typing import Final

from mtqg_xl.catalogue import load_form
from mtqg_xl.catalogue.crossing import BEFORE
from mtqg_xl.catalogue.measures import measure
from mtqg_xl.domain.findings import EXPLAINED, Finding, Severity
from mtqg_xl.domain.numerals import format_vietnamese
from mtqg_xl.domain.periods import Period
from mtqg_xl.messages import MtqgError, say

#: Signs beside the words, so that nothing is told by colour alone.
SIGNS: Final[Mapping[str, str]] = {
    Severity.ERROR: "✗",
    Severity.WARNING: "!",
    Severity.INFO: "·",
    EXPLAINED: "✎",
}
#: Short names of the severities in classes and attributes.
LETTERS: Final[Mapping[str, str]] = {
    Severity.ERROR: "e",
    Severity.WARNING: "w",
    Severity.INFO: "i",
    EXPLAINED: "x",
}

_NO_CHARACTERS = "".join(chr(plane * 0x10000 + end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
#: Control characters, marks that turn the direction of writing, blanks without width, halves of characters.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\U000e0000-\U000e007f" + _NO_CHARACTERS + "]"
)
_PLAIN_SHEET = re.compile(r"[^\W\d][\w.]*")


@lru_cache(maxsize=8192)
def e(text: str) -> str:
    """``text`` fit to stand between tags and inside a quoted attribute; what cannot be seen is shown as �."""
    return escape(_UNSEEN.sub("�", text))


def t(code: str, /, **values: object) -> str:
    """The sentence ``html.code`` fit to stand on the page, with all that is filled into it."""
    return e(say(f"html.{code}", **values))


def weight(finding: Finding) -> str:
    """What a finding counts as: its severity, or that it was explained."""
    return EXPLAINED if finding.is_explained else finding.severity.value


def counted(number: int) -> str:
    """A number of things: 10.000."""
    return format_vietnamese(Decimal(number))


def address(sheet: str, cell: str) -> str:
    """A cell as the name box of Excel takes it: ``BM16!E13``, ``'Biểu 16'!E13``; empty without a cell."""
    if not sheet or not cell:
        return sheet or cell
    named = sheet if _PLAIN_SHEET.fullmatch(sheet) else "'" + sheet.replace("'", "''") + "'"
    return f"{named}!{cell}"


def place(sheet: str, cell: str) -> str:
    """The address of a cell as code that is selected with one click."""
    text = address(sheet, cell)
    return f'<code class="a">{e(text)}</code>' if text else ""


def unit_label(code: str) -> str:
    """How a measure is printed; empty for none, or for one nobody knows any more."""
    try:
        return measure(code).label if code else ""
    except MtqgError:
        return ""


def amount(value: Decimal | None, unit: str) -> str:
    """A figure with its unit, ``26.884 triệu đồng``; empty for none."""
    if value is None:
        return ""
    label = unit_label(unit)
    return format_vietnamese(value) + (label if label == "%" else f" {label}" if label else "")


def gap(value: Decimal | None, unit: str) -> str:
    """A difference with its sign and unit: ``+40 triệu đồng``, ``−1,96 điểm %``."""
    if value is None:
        return ""
    label = say("html.points") if unit_label(unit) == "%" else unit_label(unit)
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{format_vietnamese(abs(value))} {label}".rstrip()


def form_label(code: str) -> str:
    """The printed number of a form; its code where it is not in the catalogue."""
    try:
        return load_form(code.removesuffix(BEFORE)).number
    except MtqgError:
        return code


def period_label(text: str) -> str:
    """A period in words; what is written where it is none."""
    try:
        return Period.parse(text).label if text else say("html.period_unknown")
    except ValueError:
        return text
