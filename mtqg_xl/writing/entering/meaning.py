"""What a written value means in the cell it is for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Final, Literal

from mtqg_xl.domain.numerals import parse_numeral
from mtqg_xl.messages import ArgumentProblem
from mtqg_xl.ooxml import Cell, is_date, is_percent
from mtqg_xl.ooxml.patching import Value
from mtqg_xl.writing.entering.entries import Entry

#: How numbers are written: 1.234,5 or 1234.5; None while nothing has told.
Manner = Literal["vietnamese", "plain"] | None
_MACHINE: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_VIETNAMESE: Final = re.compile(r"[+-]?(\d{1,3}(\.\d{3})*|\d+)(,\d+)?")
_ENGLISH: Final = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_WHOLE: Final = re.compile(r"[+-]?\d+")
_DAY: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:\s+(\d{1,2}):(\d{2}))?")
_TRUE, _FALSE = ("true", "đúng", "1"), ("false", "sai", "0")
_GUARD: Final = "'"


@dataclass(frozen=True, slots=True)
class Reader:
    """Understands written values, all in the one manner in which their numbers are written."""

    manner: Manner

    @classmethod
    def of(cls, entries: Iterable[Entry], manner: Manner = None) -> Reader:
        """The reader for ``entries``: their manner as stated, or as the clear ones among them show.

        Raises :class:`ArgumentProblem` when some are surely written in one manner, some in the other.
        """
        if manner is not None:
            return cls(manner)
        shown: dict[str, str] = {}
        for entry in entries:
            if isinstance(entry.value, str) and entry.sort in ("", "number"):
                for found in _manners(entry.value):
                    shown.setdefault(found, entry.value)
        if len(shown) > 1:
            raise ArgumentProblem("data_manners", one=shown["vietnamese"], other=shown["plain"])
        return cls("vietnamese" if "vietnamese" in shown else "plain" if shown else None)

    def value(self, entry: Entry, cell: Cell | None, format_code: str) -> Value:
        """The value that ``entry`` puts into ``cell``, whose numbers are shown by ``format_code``.

        Raises :class:`ArgumentProblem` when the text is not of the sort that was stated, or when a
        number may be read in two ways.
        """
        text = entry.value
        if not isinstance(text, str) or entry.sort == "text":
            return text
        if text.startswith(_GUARD) and not entry.sort:
            return text[1:]
        match entry.sort:
            case "number":
                number = self._number(text, entry)
                if number is None:
                    raise ArgumentProblem("not_of_type", value=text, source=entry.where)
                return number
            case "date":
                day = _day(text)
                if day is None:
                    raise ArgumentProblem("not_of_type", value=text, source=entry.where)
                return day
            case "bool":
                return _truth(text, entry)
        if format_code == "@" or text.startswith("="):
            return text
        if is_date(format_code) and (day := _day(text)) is not None:
            return day
        if cell is not None and cell.kind == "bool" and text.casefold() in (*_TRUE, *_FALSE):
            return _truth(text, entry)
        number = self._number(text, entry)
        if number is None and text.endswith("%"):
            share = self._number(text[:-1].rstrip(), entry)
            if share is not None and not is_percent(format_code):
                raise ArgumentProblem("percent_of_plain", value=text, source=entry.where)
            return text if share is None else share / 100
        return text if number is None else number

    def _number(self, text: str, entry: Entry) -> Decimal | None:
        body = _body(text)
        if _WHOLE.fullmatch(body):
            # A code such as 001 is not a number: it would lose its zeros.
            return Decimal(body) if entry.sort or not re.match(r"[+-]?0\d", body) else None
        plain, vietnamese = _MACHINE.fullmatch(body), _VIETNAMESE.fullmatch(body)
        english = _ENGLISH.fullmatch(body)
        manner = self.manner or next(iter(_manners(text)), None)
        if manner is None and (plain or english) and vietnamese:
            raise ArgumentProblem("two_readings", value=text, source=entry.where)
        try:
            if vietnamese and manner == "vietnamese":
                return Decimal(body.replace(".", "").replace(",", "."))
            if plain and manner != "vietnamese":
                return Decimal(body)
            if english and manner != "vietnamese":
                return Decimal(body.replace(",", ""))
        except InvalidOperation:
            return None
        return None


def _body(text: str) -> str:
    """The digits and marks of a number, without the blanks between thousands."""
    return re.sub(r"\s", "", text) if parse_numeral(text) else text


def _manners(text: str) -> tuple[Literal["vietnamese", "plain"], ...]:
    """The manner in which a number is surely written, if one is sure."""
    body = _body(text.strip()).rstrip("%").rstrip()
    if _WHOLE.fullmatch(body):
        return ()
    zero_first = re.match(r"[+-]?0[.,]", body)
    vietnamese = bool(_VIETNAMESE.fullmatch(body)) and not (zero_first and "." in body)
    plain = bool(_MACHINE.fullmatch(body) or _ENGLISH.fullmatch(body)) and not (zero_first and "," in body)
    if vietnamese == plain:
        return ()
    return ("vietnamese",) if vietnamese else ("plain",)


def _day(text: str) -> date | None:
    """A day as offices write it (30/6/2023) or as machines do (2023-06-30), with an hour if given."""
    found = _DAY.fullmatch(text.strip())
    try:
        if found is not None:
            day, month, year, hour, minute = found.groups()
            if hour is None:
                return date(int(year), int(month), int(day))
            return datetime(int(year), int(month), int(day), int(hour), int(minute))
        moment = datetime.fromisoformat(text.strip() if "-" in text else "")
    except ValueError:
        return None
    return moment if (moment.hour, moment.minute, moment.second) != (0, 0, 0) else moment.date()


def _truth(text: str, entry: Entry) -> bool:
    word = text.strip().casefold()
    if word not in (*_TRUE, *_FALSE):
        raise ArgumentProblem("not_of_type", value=text, source=entry.where)
    return word in _TRUE
