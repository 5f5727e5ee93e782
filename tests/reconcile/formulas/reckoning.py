"""Filled workbooks, and a plain reckoning of what their formulas give.

The reckoning here knows addresses and nothing of forms: it takes a formula's text, leaves its guards
against blanks off, and works it out in fractions.
"""

from __future__ import annotations

import math
import random
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

from mtqg_xl.domain.cells import Observation, State
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.numerals import decimals_of
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.ooxml import from_a1, parse_range
from mtqg_xl.reading import read_submission

TEMPLATES = Path(__file__).resolve().parents[3] / "workbook_templates"
Place = tuple[str, int, int]
#: The column of the names of rows.
NAMES = 2
FEW = 3
CELL = r"[A-Z]{1,3}[1-9]\d*"
REFERENCE = re.compile(rf"((?:'[^']+'!)?)({CELL}(?::{CELL})?)(?![\w(])")
_CALL = re.compile(r"(SUM|COUNTA|COUNTIF)\(([^()]*)\)")


class Circular(Exception):
    """A formula that needs its own result."""


def _rounded(value: Fraction, digits: Fraction) -> Fraction:
    step = Fraction(10) ** int(digits)
    return Fraction(math.floor(abs(value) * step + Fraction(1, 2))) / step * (-1 if value < 0 else 1)


@cache
def template(name: str) -> Submission:
    """One of the kept templates, read."""
    return read_submission(TEMPLATES / f"{name}.xlsx")


def names() -> list[str]:
    """The kept templates: every form, every set."""
    return sorted(path.stem for path in TEMPLATES.glob("*.xlsx"))


class Sheets:
    """The cells of a workbook by address, worked out on demand."""

    def __init__(self, submission: Submission) -> None:
        self.seen: dict[Place, Observation] = {}
        for table in submission.tables:
            for key, seen in table.observations.items():
                at = table.place(key)
                if at is not None:
                    self.seen[table.sheet, at[0], at[1]] = seen
        self._known: dict[Place, Fraction | None] = {}
        self._busy: set[Place] = set()

    def value(self, place: Place) -> Fraction | None:
        """The figure in a cell; ``None`` for a blank."""
        seen = self.seen.get(place)
        if seen is None or seen.note == "text_number":
            return None
        if seen.formula is None:
            return None if seen.value is None else Fraction(seen.value)
        if place in self._busy:
            raise Circular
        if place not in self._known:
            self._busy.add(place)
            try:
                self._known[place] = self.work_out(seen.formula, place[0])
            finally:
                self._busy.discard(place)
        return self._known[place]

    def work_out(self, formula: str, home: str) -> Fraction | None:
        """What a formula gives; ``None`` where it shows a blank."""
        guards = formula.count(',"",')
        body = formula.rpartition(',"",')[2] if guards else formula
        body = body[: len(body) - guards] if guards else body
        while match := _CALL.search(body):
            found = self._call(match[1], match[2], home)
            if found is None:
                return None
            body = f"{body[: match.start()]}({found.numerator}/F({found.denominator})){body[match.end() :]}"
        missing = False

        def figure(match: re.Match[str]) -> str:
            nonlocal missing
            found = self.value((match[1].strip("'!") or home, *from_a1(match[2])))
            missing = missing or found is None
            return f"({found.numerator}/F({found.denominator}))" if found is not None else "F(0)"

        body = REFERENCE.sub(figure, body)
        if missing:
            return None
        try:
            return Fraction(
                eval(
                    re.sub(r"(?<![\w/(.])(\d+)(?![\d)])", r"F(\1)", body), {"F": Fraction, "ROUND": _rounded}
                )
            )
        except ZeroDivisionError:
            return None

    def _call(self, name: str, inside: str, home: str) -> Fraction | None:
        if name in ("COUNTA", "COUNTIF"):
            area, _, wanted = inside.partition(',"')
            texts = [
                seen.raw
                for at in self.cells(area, home)
                if (seen := self.seen.get(at)) is not None and seen.raw
            ]
            if name == "COUNTIF":
                return (
                    Fraction(sum(text.casefold() == wanted[:-1].casefold() for text in texts))
                    if texts
                    else None
                )
            return Fraction(len(texts)) if texts else None
        figures = [self.value(at) for at in self.cells(inside, home)]
        known = [figure for figure in figures if figure is not None]
        return sum(known, Fraction(0)) if known else None

    @staticmethod
    def cells(text: str, home: str) -> list[Place]:
        """The cells of ``A1:A3,B7``."""
        found = []
        for sheet, area in REFERENCE.findall(text):
            top, left, bottom, right = parse_range(area)
            for row in range(top, bottom + 1):
                found += [(sheet.strip("'!") or home, row, column) for column in range(left, right + 1)]
        return found


def filled(submission: Submission, seed: int) -> Submission:
    """Every input cell filled with a figure of its own, every formula with its result."""
    chance = random.Random(seed)
    forms = {table.form.code: table.form for table in submission.tables}
    words = {
        code: tuple(text for column in form.columns for text in column.choices)
        for code, form in forms.items()
    }

    def fill(seen: Observation) -> Observation:
        form = forms[seen.key.form]
        row, column = form.row_by_key[seen.key.row], form.column_by_key[seen.key.column]
        if seen.formula is not None:
            return seen
        match form.kind_of(row, column):
            case CellKind.TEXT:
                if chance.random() < 0.2:
                    return seen
                offered = column.choices if chance.random() < 0.6 else words[form.code]
                return replace(seen, state=State.REPORTED, raw=chance.choice(offered or ("việc",)))
            case CellKind.INPUT:
                whole = form.measure_of(row, column).kind is MeasureKind.COUNT
                value = Decimal(chance.randint(11, 99_999))
                return typed(seen, value if whole else value / 8)
            case _:
                return seen

    return reckoned(changed(submission, fill))


def typed(seen: Observation, value: Decimal) -> Observation:
    """A cell in which a person typed ``value``."""
    return seen.with_value(value.normalize() + 0)


def changed(submission: Submission, change: Callable[[Observation], Observation]) -> Submission:
    """``submission`` with every observation passed through ``change``."""
    tables = tuple(
        replace(table, observations={key: change(seen) for key, seen in table.observations.items()})
        for table in submission.tables
    )
    return replace(submission, tables=tables)


def reckoned(submission: Submission) -> Submission:
    """``submission`` with the results of all formulas kept as a workbook keeps them."""
    sheets = Sheets(submission)
    places = {seen.key: place for place, seen in sheets.seen.items()}

    def keep(seen: Observation) -> Observation:
        if seen.formula is None or seen.key not in places:
            return seen
        try:
            found = sheets.value(places[seen.key])
        except Circular:
            found = Fraction(0)
        return kept(seen, found)

    return changed(submission, keep)


def kept(seen: Observation, result: Fraction | None) -> Observation:
    """A formula cell with ``result`` as a file would hold it."""
    if result is None:
        return replace(seen, state=State.BLANK, value=None, decimals=0, raw="")
    value = Decimal(repr(float(result))).normalize()
    return replace(seen, state=State.REPORTED, value=value, decimals=decimals_of(value), raw=str(value))
