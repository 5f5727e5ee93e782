"""What people answer to findings: what an answer is for, and where it stands in a note."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from decimal import Context, Decimal
from typing import Final, NamedTuple

from mtqg_xl.domain.numerals import plain

#: What the first cell of the heads of a list of findings holds; the keys of its lines stand below it.
LIST_HEAD_MARK: Final = "mtqg_xl:khoa"
#: The sheet of a consolidated workbook that carries the answers of the units below.
ANSWERS_SHEET: Final = "Giải trình của đơn vị"
#: Row (1-based) of its heads; the lines follow below.
ANSWERS_HEAD: Final = 4
#: The last line of what a check puts into a note; the first one is said in the language in force.
NOTE_END: Final = "────────────"
#: Of each part of a key; all of them fit a cell however they are written.
_LONGEST: Final = 1_000
#: Programs keep fifteen to seventeen digits of what a formula gives; one of so many is the same in all.
_DIGITS: Final = Context(prec=14)
_FIGURE: Final = re.compile(r"-?[0-9]{1,400}(?:\.[0-9]{1,400})?")
# A conversation, which Excel keeps as a note too, begins its lines with blanks.
_BEGINS: Final = r"(?:Giải trình|Giai trinh|Explanation)\s*:"
_IN_NOTE: Final = re.compile(rf"(?:^|\n)[^\w\n]{{0,8}}{_BEGINS}\s*(.*)", re.DOTALL | re.IGNORECASE)
_OURS: Final = re.compile(
    r"\n?──── (?:Kiểm tra số liệu|Data check) ────"
    rf"(?:.*?)(?:\n{NOTE_END}(?=\n|$)|(?=\n[^\w\n]{{0,8}}{_BEGINS})|\Z)",
    re.DOTALL | re.IGNORECASE,
)


class ExplanationKey(NamedTuple):
    """What an explanation is for: a rule, a cell of a form of one unit, and the figure that stood there.

    ``rule`` is empty for a note on the cell, which explains every finding about it. A finding about no
    cell of a form has its sheet for ``row`` and its address for ``column``, and no ``form``. ``figure`` is a
    plain decimal number, empty where none was stated; ``None`` where it is not told: then any is meant.
    """

    unit: str
    rule: str
    form: str
    row: str
    column: str
    figure: str | None = None

    @classmethod
    def at(cls, unit: str, rule: str, place: tuple[str, str, str]) -> ExplanationKey:
        """The key of what is said of ``place`` in the report of ``unit``, whatever figure stands there."""
        return cls(*(part[:_LONGEST] for part in (unit, rule, *place)))

    def of_figure(self, stated: Decimal | None) -> ExplanationKey:
        """The key of what is said of just this figure there."""
        return self._replace(figure="" if stated is None else plain(_DIGITS.plus(stated)))

    def of_any_figure(self) -> ExplanationKey:
        """The key of what is said of whatever figure stands there."""
        return self._replace(figure=None)

    @property
    def stated(self) -> Decimal | None:
        """The figure as a number, where it is one."""
        return Decimal(self.figure) if self.figure and _FIGURE.fullmatch(self.figure) else None

    def written(self) -> str:
        """The key as the hidden column of the list keeps it."""
        return json.dumps([part for part in self if part is not None])

    @classmethod
    def read(cls, text: str) -> ExplanationKey | None:
        """What :meth:`written` wrote; None for any other text."""
        if not text.startswith("["):
            return None
        try:
            parts = json.loads(text)
        except (ValueError, RecursionError):
            return None
        if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
            return None
        if not 5 <= len(parts) <= len(cls._fields):
            return None
        key = cls(*parts)
        return key if key.stated is None else key.of_figure(key.stated)


#: What was said, by what it is for.
Explanations = Mapping[ExplanationKey, str]


class UnitAnswer(NamedTuple):
    """How a unit explained a finding: a line of the sheet of answers, in the order of its columns.

    ``stated`` and ``expected`` are plain decimal numbers, empty where there are none; ``form``, ``row``
    and ``column`` are keys, as those of provenance.
    """

    unit: str
    rule: str
    form: str
    row: str
    column: str
    stated: str
    expected: str
    finding: str
    explanation: str
    file: str
    sheet: str
    cell: str


def ours_in(text: str) -> list[tuple[int, int]]:
    """The stretches of a note that a check has put there."""
    return [found.span() for found in _OURS.finditer(text)]


def said_in_note(text: str) -> str:
    """What a note says after "Giải trình:", beside what a check wrote into it; empty when nothing."""
    if ":" not in text:
        return ""
    text = unicodedata.normalize("NFC", text)
    for start, end in reversed(ours_in(text)):
        text = text[:start] + text[end:]
    found = _IN_NOTE.search(text)
    return found[1].strip() if found else ""
