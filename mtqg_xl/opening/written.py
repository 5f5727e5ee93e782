"""Figures in files that hold only text: what may be taken for a number without guessing.

A file written by a program has one way of writing decimals. Where its figures show which way that
is, all are read by it; where they do not, "1.234" stays a text for the reader to judge. Points
alone show little, for rows are numbered 1.1 and 1.2: they count for their own column only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

#: So many figures must show the way of writing, and none the other.
_ENOUGH: Final = 3
# More digits than a number of Excel keeps are a code: a telephone, an identity card.
_MOST_DIGITS: Final = 15
_LONGEST: Final = 30

_WHOLE: Final = re.compile(r"[-+]?(0|[1-9][0-9]*)", re.ASCII)
_WITH_POINT: Final = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+", re.ASCII)
_WITH_COMMA: Final = re.compile(r"[-+]?(0|[1-9][0-9]*),[0-9]+", re.ASCII)
_POINT_GROUPS: Final = re.compile(r"[-+]?[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?", re.ASCII)
_COMMA_GROUPS: Final = re.compile(r"[-+]?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?", re.ASCII)
#: A decimal point that cannot be the numbering of a row.
_SURE_POINT: Final = re.compile(r"[-+]?(0\.[0-9]+|[0-9]{4,}\.[0-9]+|[0-9]+\.[0-9]{4,}|.*,.*)", re.ASCII)


class Writing:
    """How the decimals of a file, or of one of its columns, are written."""

    def __init__(self, cells: Iterable[tuple[int, str]]) -> None:
        """``cells`` are all texts of the file with their columns."""
        sure_points = sure_commas = 0
        points: Counter[int] = Counter()
        for col, text in cells:
            by_point, by_comma = _readings(text)
            if by_comma is not None and by_point is None:
                sure_commas += 1
            elif by_point is not None and by_comma is None:
                points[col] += 1
                sure_points += _SURE_POINT.fullmatch(text.strip()) is not None
        self._comma = sure_commas >= _ENOUGH and not sure_points
        self._point = sure_points >= _ENOUGH and not sure_commas
        self._by_point = frozenset(
            col for col, count in points.items() if count >= _ENOUGH and not sure_commas
        )

    def number(self, col: int, text: str) -> str | None:
        """The number that ``text`` writes in a column, as a cell would hold it; None when not certain."""
        text = text.strip()
        if _WHOLE.fullmatch(text):
            return text.removeprefix("+") if len(text) <= _MOST_DIGITS else None
        by_point, by_comma = _readings(text)
        if by_point is not None and by_comma is not None:
            if self._point or col in self._by_point:
                return by_point
            return by_comma if self._comma else None
        if by_point is not None:
            # In a file with decimal commas this is the number of a row, or a day and a month.
            return None if self._comma else by_point
        return None if self._point else by_comma


def _readings(text: str) -> tuple[str | None, str | None]:
    """What ``text`` is worth where a point, and where a comma begins the decimals; None where nothing."""
    text = text.strip()
    if len(text) > _LONGEST or sum(letter.isdecimal() for letter in text) > _MOST_DIGITS:
        return None, None
    by_point = by_comma = None
    if _WITH_POINT.fullmatch(text) or _COMMA_GROUPS.fullmatch(text):
        by_point = text.replace(",", "").removeprefix("+")
    if _WITH_COMMA.fullmatch(text) or _POINT_GROUPS.fullmatch(text):
        by_comma = text.replace(".", "").replace(",", ".").removeprefix("+")
    return by_point, by_comma
