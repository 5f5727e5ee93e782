"""Formulas with links added up by another way than the writer's: from their texts and the values kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from mtqg_xl.ooxml import exact, from_a1
from mtqg_xl.ooxml.patching.external_books import ExternalBook

_CELL = r"'\[(?P<book{0}>\d+)\](?P<sheet{0}>(?:[^']|'')+)'!\$(?P<letters{0}>[A-Z]+)\$(?P<row{0}>\d+)"
_PART = re.compile(
    rf"""[+]?(?:IF\({_CELL.format("_if")}="(?P<word>(?:[^"]|"")*)",0,[^)]*\)|{_CELL.format("")})"""
    r"(?:(?P<sign>[*/])(?P<factor>[\d.]+))?|(?P<number>[+-]?[\d.]+)"
)


def added_up(formula: str, books: Sequence[ExternalBook]) -> Decimal:
    """What the formula comes to with the values kept of ``books``; a part that is not understood fails."""
    total, at = Decimal(0), 1
    while at < len(formula):
        part = _PART.match(formula, at)
        assert part is not None, formula[at:]
        total += _value(part, books)
        at = part.end()
    return total


def _value(part: re.Match[str], books: Sequence[ExternalBook]) -> Decimal:
    found: Mapping[str, str | None] = part.groupdict()
    if found["number"]:
        return Decimal(found["number"])
    ending = "_if" if found["book_if"] else ""
    sheet = (found[f"sheet{ending}"] or "").replace("''", "'")
    place = from_a1(f"{found[f'letters{ending}']}{found[f'row{ending}']}")
    held = books[int(found[f"book{ending}"] or 0) - 1].sheets[sheet].get(place)
    if found["word"] is not None:
        assert held is not None
        assert held.content == found["word"].replace('""', '"')
        return Decimal(0)
    if held is None:
        return Decimal(0)
    assert not held.is_text
    factor = Decimal(found["factor"] or 1)
    return exact(held.content) / factor if found["sign"] == "/" else exact(held.content) * factor
