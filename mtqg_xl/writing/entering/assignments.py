"""Values given one by one: ``Sheet1!B3=12``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from mtqg_xl.messages import ArgumentProblem
from mtqg_xl.ooxml.patching import Value
from mtqg_xl.writing.entering.entries import CellPlace, Entry

_PLACE: Final = r"(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Za-z]{1,3}\$?[0-9]+)"
_ASSIGNMENT: Final = re.compile(_PLACE + r"\s*=(.*)", re.DOTALL)
_ADDRESS: Final = re.compile(_PLACE)


def from_assignments(texts: Iterable[str]) -> list[Entry]:
    """The entries that ``texts`` such as ``'Biểu 16'!B3=12`` tell; nothing after ``=`` empties the cell.

    Raises :class:`ArgumentProblem` for a text that is no such thing.
    """
    entries = []
    for text in texts:
        found = _ASSIGNMENT.fullmatch(text.strip())
        if found is None:
            raise ArgumentProblem("bad_set", text=text)
        value = found[4].strip()
        entries.append(Entry(_place(found), value or None, source=text))
    return entries


def from_mapping(values: dict[str, Value]) -> list[Entry]:
    """The entries of ``{"Sheet1!B3": 12}``; texts are texts, and are written as they are.

    Raises :class:`ArgumentProblem` for a key that is no place.
    """
    entries = []
    for key, value in values.items():
        found = _ADDRESS.fullmatch(key.strip())
        if found is None:
            raise ArgumentProblem("bad_place", text=key)
        entries.append(Entry(_place(found), value, "text" if isinstance(value, str) else "", key))
    return entries


def _place(found: re.Match[str]) -> CellPlace:
    sheet = found[1].replace("''", "'") if found[1] else found[2].strip()
    return CellPlace(sheet, found[3].replace("$", "").upper())
