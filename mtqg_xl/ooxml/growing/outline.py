"""The sheets of a workbook and the parts they draw on, as far as growing needs them."""

from __future__ import annotations

from typing import NamedTuple

from mtqg_xl.ooxml import xml
from mtqg_xl.ooxml.growing.parts import Parts, links


class SheetPart(NamedTuple):
    """One tab: ``kind`` is "worksheet", "chartsheet" or another; ``number`` its lasting number."""

    title: str
    part: str
    kind: str
    number: str


class Outline(NamedTuple):
    """The workbook part, all titles in the order of the tabs, and the sheets that have a part."""

    main: str
    titles: tuple[str, ...]
    sheets: tuple[SheetPart, ...]

    def sheet(self, title: str) -> SheetPart | None:
        """The worksheet called ``title``."""
        return next((each for each in self.sheets if each.title == title and each.kind == "worksheet"), None)


def outline(parts: Parts) -> Outline:
    """Read the list of sheets."""
    main = next((link.target for link in links(parts) if link.kind == "officeDocument"), "xl/workbook.xml")
    targets = {link.id: link for link in links(parts, main)}
    titles, sheets = [], []
    for item in xml.children(xml.child(parts.tree(main), "sheets"), "sheet"):
        title = item.get("name") or ""
        titles.append(title)
        link = targets.get(xml.attribute(item, "id") or "")
        if link is not None:
            sheets.append(SheetPart(title, link.target, link.kind, item.get("sheetId") or ""))
    return Outline(main, tuple(titles), tuple(sheets))
