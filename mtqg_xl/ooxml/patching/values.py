"""What a cell may hold, and how the file writes it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from numbers import Integral, Real
from typing import Final, NamedTuple

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml.patching.markup import cell_text

Value = int | float | Decimal | str | bool | date | time | timedelta | None

#: Excel keeps no more characters in a cell, nor in a formula.
LONGEST_TEXT: Final = 32_767
LONGEST_FORMULA: Final = 8_192
#: Excel keeps a number to 15 significant digits; more would be changed silently.
DIGITS: Final = 15
_ERRORS: Final = frozenset(
    [
        "#NULL!",
        "#DIV/0!",
        "#VALUE!",
        "#REF!",
        "#NAME?",
        "#NUM!",
        "#N/A",
        "#GETTING_DATA",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
        "#BLOCKED!",
    ]
)
_KINDS: Final = (str, Decimal, int, float, bool, date, datetime, time, timedelta)
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DATE, _MOMENT, _TIME, _LENGTH = "dd/mm/yyyy", "dd/mm/yyyy hh:mm", "hh:mm", "[h]:mm"
_DAY: Final = timedelta(days=1)
_FIRST_1900, _FIRST_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
# Excel counts a 29 February 1900 that never was.
_TRUE_FROM: Final = datetime(1900, 3, 1)


@dataclass(frozen=True, slots=True)
class CellError:
    """An error value that a formula gives, such as ``#DIV/0!``."""

    code: str

    def __post_init__(self) -> None:
        if self.code not in _ERRORS:
            raise ValueError(f"{self.code!r} is not an error value")


class Content(NamedTuple):
    """The type attribute of a cell (or nothing) and what stands inside it."""

    sort: bytes
    inside: bytes


def as_value(value: object) -> Value:
    """``value`` as one of the kinds that cells hold, numbers of other libraries included.

    Raises ``TypeError`` for what no cell holds.
    """
    if value is None or (isinstance(value, _KINDS) and type(value) in _KINDS):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, date | time | timedelta | Decimal):
        return value
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        return float(value)
    # Scalars of numpy that register as neither: truth values, moments.
    plain = getattr(value, "item", None)
    if callable(plain) and type(found := plain()) is not type(value):
        return as_value(found)
    raise TypeError(f"a cell cannot hold {type(value).__name__}")


def typed(value: Value, prefix: bytes, *, date1904: bool) -> Content | None:
    """How a cell holds a value that was typed in; None for an empty cell.

    Raises :class:`CellProblem` when a cell cannot hold it as it is.
    """
    if value is None:
        return None
    if isinstance(value, str):
        return _inline(value, prefix)
    if isinstance(value, bool):
        return Content(b"b", _v(b"1" if value else b"0", prefix))
    if isinstance(value, date | time | timedelta):
        return Content(b"", _v(number_text(serial(value, date1904=date1904)), prefix))
    _refuse_what_excel_rounds(value)
    return Content(b"", _v(number_text(value), prefix))


def stored(value: Value | CellError, prefix: bytes, *, date1904: bool) -> Content:
    """How a cell holds a value under its formula; numbers are rounded to what Excel keeps."""
    if value is None:
        return Content(b"", b"")
    if isinstance(value, CellError):
        return Content(b"e", _v(value.code.encode(), prefix))
    if isinstance(value, str):
        _refuse_unfit(value)
        return Content(b"str", _v(cell_text(value), prefix, preserve=_outer_blanks(value)))
    if isinstance(value, bool):
        return Content(b"b", _v(b"1" if value else b"0", prefix))
    if isinstance(value, date | time | timedelta):
        value = serial(value, date1904=date1904)
    return Content(b"", _v(number_text(value), prefix))


def number_text(value: int | float | Decimal) -> bytes:
    """The digits a file writes for a number; ``CellProblem`` for what is not a finite number."""
    if isinstance(value, float):
        if not math.isfinite(value):
            raise CellProblem("not_a_number")
        text = repr(value)
        return (text[:-2] if text.endswith(".0") else text).encode()
    if isinstance(value, Decimal):
        if not value:
            return b"0"
        if not value.is_finite() or not 0 < abs(float(value)) < math.inf:
            raise CellProblem("not_a_number")
        if len(value.as_tuple().digits) > DIGITS or abs(value.adjusted()) > DIGITS:
            # Beyond what can be written plainly the double decides, as in Excel.
            return number_text(float(value))
        text = format(value, "f")
        return (text.rstrip("0").rstrip(".") if "." in text else text).encode()
    if abs(value) >= 10**DIGITS:
        try:
            return number_text(float(value))
        except OverflowError:
            raise CellProblem("not_a_number") from None
    return b"%d" % value


def serial(value: date | time | timedelta, *, date1904: bool) -> int | float:
    """The number of days by which Excel knows a day, an hour of the day or a length of time."""
    if isinstance(value, timedelta):
        return _days(value)
    if isinstance(value, time):
        value = value.replace(tzinfo=None)
        return _days(datetime.combine(_FIRST_1904, value) - _FIRST_1904)
    moment = value.replace(tzinfo=None) if isinstance(value, datetime) else datetime.combine(value, time.min)
    days = _days(moment - (_FIRST_1904 if date1904 else _FIRST_1900))
    if not date1904 and moment < _TRUE_FROM:
        days -= 1
    if days < 0 or (not date1904 and days < 1):
        raise CellProblem("early_date")
    return days


def format_for(value: object) -> str | None:
    """The format code by which a day, an hour or a length of time is shown; None for anything else."""
    if isinstance(value, datetime):
        return _MOMENT if (value.hour, value.minute, value.second) != (0, 0, 0) else _DATE
    if isinstance(value, date):
        return _DATE
    if isinstance(value, time):
        return _TIME
    return _LENGTH if isinstance(value, timedelta) else None


def check_formula(text: str) -> None:
    """Refuse with :class:`CellProblem` a formula that no cell can hold."""
    if not text.strip():
        raise CellProblem("empty_formula")
    if _CONTROL.search(text):
        raise CellProblem("bad_text")
    if len(text) > LONGEST_FORMULA:
        raise CellProblem("too_long", limit=LONGEST_FORMULA)


def _inline(text: str, prefix: bytes) -> Content:
    _refuse_unfit(text)
    space = b' xml:space="preserve"' if _outer_blanks(text) else b""
    return Content(
        b"inlineStr",
        b"<%sis><%st%s>%s</%st></%sis>" % (prefix, prefix, space, cell_text(text), prefix, prefix),
    )


def _refuse_unfit(text: str) -> None:
    """Refuse a text that a cell cannot hold; Excel counts in UTF-16 units, as it stores text."""
    try:
        size = len(text.encode("utf-16-le")) // 2
    except UnicodeEncodeError:
        raise CellProblem("bad_text") from None
    if size > LONGEST_TEXT:
        raise CellProblem("too_long", limit=LONGEST_TEXT)


def _v(text: bytes, prefix: bytes, *, preserve: bool = False) -> bytes:
    space = b' xml:space="preserve"' if preserve else b""
    return b"<%sv%s>%s</%sv>" % (prefix, space, text, prefix)


def _outer_blanks(text: str) -> bool:
    return text != text.strip() or "\n" in text or "  " in text


def _refuse_what_excel_rounds(value: int | float | Decimal) -> None:
    if isinstance(value, float):
        return
    digits = str(abs(value)) if isinstance(value, int) else "".join(map(str, value.as_tuple().digits))
    if isinstance(value, Decimal) and not value.is_finite():
        raise CellProblem("not_a_number")
    if len(digits.strip("0")) <= DIGITS:
        return
    # A fraction that is the shortest spelling of its double, as a division by hand gives, loses nothing.
    whole = isinstance(value, int) or value == value.to_integral_value()
    if whole or Decimal(repr(float(value))) != value:
        raise CellProblem("too_precise", value=str(value), digits=DIGITS)


def _days(length: timedelta) -> int | float:
    days, rest = divmod(length, _DAY)
    return days if not rest else length / _DAY
