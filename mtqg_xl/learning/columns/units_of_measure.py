"""Units of measure: of the whole form, of its columns and rows; unknown ones are defined and asked about."""

from __future__ import annotations

import re

from mtqg_xl.catalogue import measures
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.units import fold
from mtqg_xl.learning.columns.known_measures import bare_label, catalogued
from mtqg_xl.learning.model import Asked, LearntColumn
from mtqg_xl.messages import say

UNKNOWN = "chua_ro"
_BRACKETS = re.compile(r"\(([^()]*)\)")
_COUNTED = re.compile(r"(?:tong )?so (?:luong )?(.+)")
_RATE = re.compile(r"(ty le|ti le|%|tl\b|rate|ratio|percent)")


class Measures:
    """The measures that one form uses; new ones are gathered in ``defined`` with what to ask about them."""

    def __init__(self) -> None:
        self.defined: dict[str, dict[str, str]] = {}
        self.asked: dict[str, Asked] = {}

    def named(self, label: str) -> str | None:
        """The code of the measure called ``label``, if the catalogue or this form knows it."""
        found = catalogued(label)
        if found is not None:
            return found.code
        code = _code(label)
        return code if code in self.defined else None

    def of_form(self, label: str, asked: Asked) -> str:
        """The measure of a form whose frame says ``label``; asks when it says none or several."""
        if found := self.named(label):
            return found
        several = [code for part in re.split(r"[,;/]| và ", label) if (code := self.named(part))]
        if several:
            asked.questions.append(
                say("learning.measures_several", label=label, used=measures()[several[0]].label)
            )
            return several[0]
        if label:
            return self.define(label)
        asked.questions.append(say("learning.measure_unknown"))
        return self.unknown()

    def of_row(self, label: str) -> str:
        """The measure that a row's own column of measures names; empty when it names none."""
        if not label.strip(" .-–"):
            return ""
        return self.named(label) or self.define(label)

    def of_headings(self, column: LearntColumn) -> str:
        """The measure that the headings of a column name; empty when they name none."""
        for text in reversed(column.path):
            for words in reversed(_BRACKETS.findall(text)):
                if found := self.named(words):
                    return found
            if found := self.named(text):
                return found
        title = fold(column.path[-1])
        if _RATE.match(title):
            return "phan_tram"
        counted = _COUNTED.match(title)
        if counted:
            return self._counted(counted[1])
        return ""

    def define(self, label: str) -> str:
        """A measure of the form's own, called ``label``."""
        code = _code(label)
        if code not in self.defined and code not in measures():
            self.defined[code] = {"code": code, "label": label, "kind": "quantity", "decimals": "2"}
            self.asked[code] = Asked(questions=[say("learning.measure_new", label=label)])
        return code

    def unknown(self) -> str:
        """The measure of figures that nothing says the unit of."""
        self.defined.setdefault(
            UNKNOWN,
            {"code": UNKNOWN, "label": say("learning.measure_label"), "kind": "quantity", "decimals": "2"},
        )
        return UNKNOWN

    def is_rate(self, code: str) -> bool:
        """Whether figures of the measure ``code`` are quotients."""
        return code in measures() and measures()[code].kind is MeasureKind.RATE

    @staticmethod
    def _counted(words: str) -> str:
        """The count that a heading speaks of: "số hộ nghèo" counts hộ."""
        known = {
            fold(found.label): found.code for found in measures().values() if found.kind is MeasureKind.COUNT
        }
        parts = words.split()
        for size in (3, 2, 1):
            if code := known.get(" ".join(parts[:size])):
                return code
        return ""


def _code(label: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", fold(bare_label(label))).strip("_") or UNKNOWN
