"""What a text in a figure cell seems to be when it is not one figure."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from mtqg_xl.domain.units import fold
from mtqg_xl.messages import say
from mtqg_xl.reading.figures.numbers import HARD_BLANK

_N = r"[+-]?\d[\d.,]*"
_DASH = "[-\u2010-\u2015]"
_WORDS = r"[^\d/]*"

_DATE = re.compile(
    r"(?:ngày\s+)?(\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(?:\d{4}|\d{2})"
    r"|\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?|(?:19|20)\d\d-\d\d-\d\d(?:T[\d:.]+Z?)?"
    r"|tháng\s+\d{1,2}\s*(?:/|năm\s+)\d{4})",
    re.IGNORECASE,
)
_PERIOD = re.compile(rf"(?:giai đoạn\s+|năm\s+)?((?:19|20)\d\d)\s*{_DASH}\s*((?:19|20)\d\d)", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"(?:.*\bsố:?\s*)?\d[\d, ]*(?:/\s*\d{4})?\s*/\s*(?=(?-i:[^\s\d]*[A-ZĐ]))[^\s\d].*"
    r"|.*(?:quyết định|công văn|kế hoạch|nghị quyết|nghị định|thông tư)\s+số\b.*",
    re.DOTALL | re.IGNORECASE,
)
_PERCENTS = re.compile(rf"\D*?({_N})\s*%\s*/\s*({_N})\s*%.*", re.DOTALL)
_PARTS = re.compile(rf"[^\d/]*?({_N})\s*({_WORDS})/\s*({_N})\s*([^\d/]*)", re.DOTALL)
_RANGE = re.compile(rf"(?:từ\s+)?({_N})\s*(?:{_DASH}|đến|tới)\s*({_N})\s*[^\d]*", re.IGNORECASE)
_BOUND = re.compile(
    r"(từ|tối thiểu|tối đa|ít nhất|nhiều nhất|trên|dưới|hơn|gần|khoảng|ước|ước đạt|chừng|không quá|không dưới"
    rf"|[<>\u2264\u2265~\u2248]=?)\s*({_N}).*",
    re.IGNORECASE | re.DOTALL,
)
_OR_MORE = re.compile(rf"({_N})\s*\D*?(trở lên|trở xuống|\+)\s*", re.IGNORECASE)
_POWER = re.compile(rf"{_N}\s*(?:[.x*\u00b7\u00d7]\s*10\s*\^?\s*[\d\u00b2-\u2079]+|[eE][+-]?\d+)")
_FIGURES = re.compile(r"\d(?:[\d.,]*\d)?")
_TOLD: Final = 4
#: What a text is shows in its beginning; a whole page may stand in one cell.
_LOOKED_AT: Final = 300


def _date(found: re.Match[str]) -> str:
    return say("figure.seems_date", date=found[1])


def _period(found: re.Match[str]) -> str:
    return say("figure.seems_period", first=found[1], last=found[2])


def _document(found: re.Match[str]) -> str:
    return say("figure.seems_document")


def _percents(found: re.Match[str]) -> str:
    return say("figure.seems_result_and_target", result=found[1], target=found[2])


def _parts(found: re.Match[str]) -> str:
    return say("figure.seems_part_of_whole", part=found[1], whole=found[3])


def _range(found: re.Match[str]) -> str:
    return say("figure.seems_range", low=found[1], high=found[2])


def _bound(found: re.Match[str]) -> str:
    return say("figure.seems_bound", word=found[1].lower(), figure=found[2])


def _or_more(found: re.Match[str]) -> str:
    return say("figure.seems_bound", word=found[2].lower(), figure=found[1])


def _power(found: re.Match[str]) -> str:
    return say("figure.seems_power")


#: Asked in this order: a date is no fraction, a document number no range.
_SORTS: Final[tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]], ...]] = (
    ("date", _DATE, _date),
    ("period", _PERIOD, _period),
    ("power", _POWER, _power),
    ("document", _DOCUMENT, _document),
    ("result_and_target", _PERCENTS, _percents),
    ("part_of_whole", _PARTS, _parts),
    ("range", _RANGE, _range),
    ("bound", _BOUND, _bound),
    ("bound", _OR_MORE, _or_more),
)


def seems(body: str) -> tuple[str, str]:
    """Which sort of thing the cleaned text ``body`` is, and that as a phrase; both empty when unknown."""
    plain = body.replace(HARD_BLANK, " ")[:_LOOKED_AT]
    if plain.startswith("="):
        return "formula", say("figure.seems_formula")
    for sort, shape, phrase in _SORTS:
        if (found := shape.fullmatch(plain)) is not None:
            return sort, phrase(found)
    figures = _FIGURES.findall(plain)
    if not figures:
        return "", ""
    if len(figures) == 1 and len(plain) == len(figures[0]):
        return "", ""
    shown = "; ".join(figures[:_TOLD]) + ("…" if len(figures) > _TOLD else "")
    if len(figures) > 1 and not re.search(r"[^\W\d]", plain):
        return "several", say("figure.seems_several", figures=shown)
    return "sentence", say("figure.seems_sentence", figures=shown)


#: Letters that a machine reading paper, or a hurried hand, puts for digits.
_LOOK_ALIKES: Final = str.maketrans("lIi|OoQSsBZz", "111100055822")
_DAMAGED = re.compile(r"[+-]?(?=.*\d)[\dlIi|OoQSsBZz.,]+%?")


def digits_for_letters(body: str) -> str | None:
    """``body`` with digits for the letters that look like them; ``None`` when that makes no figure of it."""
    if fold(body) in ("o", "oo"):
        return "0"
    return body.translate(_LOOK_ALIKES) if _DAMAGED.fullmatch(body) and not body.isdigit() else None
