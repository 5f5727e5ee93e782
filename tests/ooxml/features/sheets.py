"""Two versions of a sheet compared, by meaning and by bytes, with some cells set aside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any, Final

from lxml import etree

from mtqg_xl.ooxml.addresses import from_a1, to_a1
from tests.ooxml.features.specimen import ORDERS, decoded

_ROW: Final = re.compile(r"(<(?:\w+:)?row(?:\s[^>]*)?/>|<(?:\w+:)?row[\s>].*?</(?:\w+:)?row\s*>)", re.DOTALL)
_DATA: Final = re.compile(r"(<(?:\w+:)?sheetData(?:\s[^>]*)?>)(.*)(?=</(?:\w+:)?sheetData\s*>)", re.DOTALL)
_EMPTY: Final = re.compile(r"<((?:\w+:)?sheetData)\s*/>")
_RAW: Final = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_DIMENSION: Final = re.compile(r"""(<(?:\w+:)?dimension\s+ref\s*=)\s*(?:"[^"]*"|'[^']*')""")
_FULL: Final = "fullCalcOnLoad"


def cells_of(sheet: bytes) -> dict[str, Any]:
    """The cell elements of a sheet by their addresses."""
    return {to_a1(*place): cell for place, cell in _cells(etree.fromstring(sheet)).items()}


def other_meaning(before: bytes, after: bytes, addresses: Sequence[str]) -> list[str]:
    """What changed in the sheet once the named cells are taken out of both versions."""
    old, new = etree.fromstring(before), etree.fromstring(after)
    cells = {from_a1(address) for address in addresses}
    rows_before = set(_rows(old))
    gained = (cells & set(_cells(new))) - set(_cells(old))
    for root in (old, new):
        for place, cell in _cells(root).items():
            if place in cells:
                _take_out(cell)
        for number, row in _rows(root).items():
            if number in {row for row, _ in gained}:
                row.attrib.pop("spans", "")
                if number not in rows_before:
                    _take_out_new(row)
    found = _dimension_changes(old, new, addresses, [to_a1(*place) for place in gained])
    if etree.tostring(old, method="c14n") != etree.tostring(new, method="c14n"):
        found.append("the sheet differs outside the cells: " + _first_difference(old, new))
    return found


def other_bytes(before: bytes, after: bytes, addresses: Sequence[str]) -> list[str]:
    """What changed in the bytes outside the rows of the named cells, the used range set aside."""
    old, new = decoded(before), decoded(after)
    found = []
    if old[0] != new[0]:
        found.append(f"the sheet was encoded as {old[0]} and is as {new[0]}")
    (old_rows, old_rest), (new_rows, new_rest) = _split(old[1]), _split(new[1])
    if old_rest != new_rest:
        found.append("bytes before or after the cells changed")
    matches = SequenceMatcher(None, old_rows, new_rows, autojunk=False).get_opcodes()
    touched = [match for match in matches if match[0] != "equal"]
    gone = sum(bool(row.strip()) for match in touched for row in old_rows[match[1] : match[2]])
    come = sum(bool(row.strip()) for match in touched for row in new_rows[match[3] : match[4]])
    rows = {from_a1(address)[0] for address in addresses}
    known = rows & _rows(etree.fromstring(before)).keys()
    if gone > len(known) or come > len(rows):
        found.append(f"{gone} rows became {come} in their bytes by edits in {len(known)} and {len(rows)}")
    return found


def same_but_recalculation(before: bytes, after: bytes) -> list[str]:
    """What else differs in the workbook part when it asks for recalculation."""
    old, new = etree.fromstring(before), etree.fromstring(after)
    asked = [item for item in new.iter("{*}calcPr") if item.get(_FULL) == "1"]
    found = [] if len(asked) == 1 else [f"recalculation is asked for {len(asked)} times"]
    ranks = [ORDERS["workbook"].index(etree.QName(item).localname) for item in new]
    if ranks != sorted(ranks):
        found.append("the elements of the workbook part are out of order")
    for root in (old, new):
        for item in list(root.iter("{*}calcPr")):
            item.attrib.pop(_FULL, "")
            if not item.attrib:
                _take_out(item)
    if etree.tostring(old, method="c14n") != etree.tostring(new, method="c14n"):
        found.append("the workbook part differs in more than recalculation: " + _first_difference(old, new))
    if decoded(before)[0] != decoded(after)[0]:
        found.append("the workbook part is encoded in another way")
    return found


def _cells(root: Any) -> dict[tuple[int, int], Any]:
    """Cells by row and column; one without an address stands after the one before it."""
    found = {}
    for number, row in _rows(root).items():
        column = 0
        for cell in row.iterchildren("{*}c"):
            address = cell.get("r")
            column = from_a1(address)[1] if address else column + 1
            found[number, column] = cell
    return found


def _rows(root: Any) -> dict[int, Any]:
    found, number = {}, 0
    for row in root.iterfind("{*}sheetData/{*}row"):
        number = int(row.get("r") or number + 1)
        found[number] = row
    return found


def _take_out(element: Any) -> None:
    parent, before = element.getparent(), element.getprevious()
    if element.tail:
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _take_out_new(row: Any) -> None:
    # A row made for a cell may say where it is and how far it reaches, and nothing else.
    if len(row) == 0 and set(row.attrib) <= {"r"}:
        _take_out(row)


def _dimension_changes(old: Any, new: Any, most: Sequence[str], gained: Sequence[str]) -> list[str]:
    """A used range may grow, to hold the cells gained, and not beyond what was named."""
    before, after = old.find("{*}dimension"), new.find("{*}dimension")
    if before is None or after is None:
        return [] if before is after else ["the used range came or went"]
    was, is_ = before.get("ref"), after.get("ref")
    for element in (before, after):
        element.set("ref", "")
    needed = _around([*was.split(":"), *gained]) if gained else _around(was.split(":"))
    largest, now = _around([*was.split(":"), *most]), _around(is_.split(":"))
    grown = _within(needed, now) and _within(now, largest)
    return [] if (is_ == was and not gained) or grown else [f"the used range was {was} and is {is_}"]


def _within(inner: tuple[int, int, int, int], outer: tuple[int, int, int, int]) -> bool:
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _around(addresses: Sequence[str]) -> tuple[int, int, int, int]:
    rows, columns = zip(*(from_a1(address) for address in addresses), strict=True)
    return min(rows), min(columns), max(rows), max(columns)


def _first_difference(old: Any, new: Any) -> str:
    one, two = (etree.tostring(root, method="c14n").decode() for root in (old, new))
    at = next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    return f"{one[max(0, at - 60) : at + 60]!r} became {two[max(0, at - 60) : at + 60]!r}"


def _split(text: str) -> tuple[list[str], str]:
    # What looks like a row within raw text is none.
    text = _RAW.sub(lambda found: "\1" + found[0][1:].replace("<", "\1"), text)
    text = _EMPTY.sub(r"<\1></\1>", text)
    block = _DATA.search(text)
    assert block, "no cells"
    rest = _DIMENSION.sub(r"\1", text[: block.start(2)] + text[block.end(2) :])
    return _ROW.split(block[2]), rest
