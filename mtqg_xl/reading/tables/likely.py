"""How likely a head is that of its form: by columns, rows, the number and title printed over it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from mtqg_xl.catalogue import all_forms
from mtqg_xl.domain.forms import Form
from mtqg_xl.reading.tables.heads import label_hits
from mtqg_xl.reading.tables.model import Head
from mtqg_xl.reading.tables.planes import Plane
from mtqg_xl.reading.tables.shapes import shapes_of
from mtqg_xl.reading.text.keys import match_key
from mtqg_xl.reading.text.likeness import similarity

#: Title and number of a form stand at most so many rows over its headings.
_OVER: Final = 14
_TITLE: Final = 0.85
_FEW: Final = 4
_NEARLY_ALL: Final = 0.9
_WORDS, _LABELS, _NUMBER, _HEADLINE, _TAB = 2.0, 1.5, 1.2, 1.2, 0.4


@dataclass(frozen=True, slots=True)
class Likeness:
    """What speaks for a head: shares of columns and labels from 0 to 1, and whether its form is named.

    ``foreign`` says that the number of another form is printed over it, ``few`` that the table has so few
    columns that somebody's own list may show most of them.
    """

    columns: float
    labels: float
    number: bool
    title: bool
    tab: bool
    recorded: bool
    foreign: bool = False
    few: bool = False

    @property
    def score(self) -> float:
        """For comparing forms that claim the same place."""
        named = _NUMBER * self.number + _HEADLINE * self.title + _TAB * self.tab + 3 * self.recorded
        return _WORDS * self.columns + _LABELS * self.labels + named

    @property
    def named(self) -> bool:
        """Whether something printed or recorded says which form it is."""
        return self.number or self.title or self.recorded

    @property
    def enough(self) -> bool:
        """Whether it may be taken for the form at all, or for a part of it."""
        if self.foreign and not self.recorded:
            return False
        if self.named:
            return self.columns >= 0.25 and self.labels >= 0.2
        if self.few:
            return self.columns >= _NEARLY_ALL and self.labels >= 0.4
        return (self.columns >= 0.5 and self.labels >= 0.4) or (self.columns >= 0.25 and self.labels >= 0.7)


def likeness_of(head: Head, recorded: str | None) -> Likeness:
    """What speaks for ``head``; ``recorded`` is the form that the template noted for the sheet."""
    shape = shapes_of(head.form)[head.section]
    count = len(shape.headings)
    columns = min(1.0, head.columns.score / count) if count else 0.0
    labels = label_hits(head) / len(shape.labels) if shape.labels else 1.0
    above = _texts_over(head)
    number, foreign = _number_over(head.form, above)
    title = match_key(head.form.title)
    return Likeness(
        columns=columns,
        labels=labels,
        number=number,
        title=any(text == title or similarity(title, text) >= _TITLE for text in above),
        tab=_tab(head.plane, head.form),
        recorded=recorded == head.form.code,
        foreign=foreign,
        few=count <= _FEW,
    )


def _texts_over(head: Head) -> list[str]:
    block = head.columns.block
    rows = range(max(1, block.top - _OVER), block.top)
    return [
        key
        for row in rows
        for column in head.plane.by_row.get(row, ())
        if (key := head.plane.texts.get((row, column)))
    ]


def under_title_of(head: Head, titles: Collection[str]) -> bool:
    """Whether one of ``titles`` (keys) is printed over ``head``, and not that of its own form."""
    above = _texts_over(head)
    return match_key(head.form.title) not in above and any(text in titles for text in above)


def _number_over(form: Form, texts: list[str]) -> tuple[bool, bool]:
    """Whether the number of ``form`` is printed over a head, and whether only that of another form is."""
    own = _numbers(form.number, form.code)
    if any(text in own for text in texts):
        return True, False
    numbers = _all_numbers()
    return False, any(text in numbers for text in texts)


def _tab(plane: Plane, form: Form) -> bool:
    return match_key(plane.name) in _numbers(form.number, form.code)


def named_on(plane: Plane) -> set[str]:
    """The forms whose number is printed somewhere on a plane; several may share one title."""
    shown = plane.by_key.keys()
    return {code for number, codes in _codes(all_forms()).items() if number in shown for code in codes}


def _all_numbers() -> Collection[str]:
    return _codes(all_forms()).keys()


@lru_cache(maxsize=256)
def _numbers(number: str, code: str) -> frozenset[str]:
    """The ways the number of a form is printed."""
    return frozenset({match_key(number), match_key(code)})


@lru_cache(maxsize=8)
def _codes(forms: tuple[Form, ...]) -> dict[str, frozenset[str]]:
    """The codes of the forms that print a number, by the key of the number; codes are printed too."""
    found: dict[str, set[str]] = {}
    for form in forms:
        for key in _numbers(form.number, form.code):
            found.setdefault(key, set()).add(form.code)
    return {key: frozenset(codes) for key, codes in found.items()}
