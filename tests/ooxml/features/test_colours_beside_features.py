"""A cell is coloured in every workbook with a feature: styles are added, none is renumbered."""

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from mtqg_xl.ooxml.package import Package
from mtqg_xl.ooxml.patching import Patch
from tests.ooxml.features.builders.everything import FEATURES
from tests.ooxml.features.oracle import contents, members_changed, sheet_part
from tests.ooxml.features.sheets import cells_of, other_bytes, other_meaning

_COLLECTIONS = {"numFmts", "fonts", "fills", "borders", "cellXfs"}


def _styles_changed(before: bytes, after: bytes) -> list[str]:
    """What differs in the styles besides a few more at the end of some collections."""
    old: Any = etree.fromstring(before)
    new: Any = etree.fromstring(after)
    found = []
    for item in new:
        name = etree.QName(item).localname
        known = old.find(f"{{*}}{name}")
        if name not in _COLLECTIONS or known is None:
            continue
        if item.get("count") != str(len(item)):
            found.append(f"{name} counts {item.get('count')} of {len(item)}")
        item.set("count", known.get("count"))
        for extra in item[len(known) :]:
            item.remove(extra)
    if etree.tostring(old, method="c14n") != etree.tostring(new, method="c14n"):
        found.append("styles changed")
    return found


@pytest.mark.parametrize("name", sorted(FEATURES))
def test_a_coloured_cell_disturbs_nothing(name: str) -> None:
    book = FEATURES[name]()
    patch = Patch(Package(Path(f"biểu{book.suffix}"), book.data))
    patch.set_fill(book.sheet, book.number, "FFC7CE")
    after = patch.to_bytes()
    sheet = sheet_part(book)
    styles = next(part for part in contents(book.data) if part.endswith("styles.xml"))
    old, new = contents(book.data), contents(after)
    assert members_changed(book.data, after, {sheet, styles}) == []
    assert other_meaning(old[sheet], new[sheet], [book.number]) == []
    assert other_bytes(old[sheet], new[sheet], [book.number]) == []
    assert _styles_changed(old[styles], new[styles]) == []
    assert _fill_of(new[sheet], new[styles], book.number) == "FFFFC7CE"


def _fill_of(sheet: bytes, styles: bytes, address: str) -> str:
    """The colour of a cell, found the way a reader goes: cell, format, fill."""
    cell = cells_of(sheet)[address]
    root: Any = etree.fromstring(styles)
    format_ = root.find("{*}cellXfs")[int(cell.get("s"))]
    assert format_.get("applyFill") in ("1", "true")
    colour = root.find("{*}fills")[int(format_.get("fillId"))].find(".//{*}fgColor")
    return str(colour.get("rgb"))
