"""An .xlsb file: the outside of an .xlsx file with binary parts inside."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import ClassVar, Final

from mtqg_xl.messages import FileProblem
from mtqg_xl.ooxml import Package, Relationship, Sheet, SheetInfo, relationships, xml
from mtqg_xl.ooxml.workbook import State
from mtqg_xl.opening.base import ReadBook, Source, refusing
from mtqg_xl.opening.tokens import Cursor, Names, local_sheet
from mtqg_xl.opening.xlsb import records as kinds
from mtqg_xl.opening.xlsb.records import records
from mtqg_xl.opening.xlsb.sheet import read_sheet
from mtqg_xl.opening.xlsb.styles import read_looks

_STATES: Final[tuple[State, ...]] = ("visible", "hidden", "veryHidden")
_DATE_1904: Final = 1
_BUILT_IN: Final = 0x20


class XlsbBook(ReadBook):
    """A binary workbook."""

    format: ClassVar[str] = "xlsb"

    def __init__(self, source: Source, package: Package) -> None:
        """``package`` is the opened container of ``source``."""
        super().__init__(source)
        self.keeps_formulas = True
        self._package = package
        self._names = Names()
        with refusing(self.path):
            self._part = _main_part(package)
            self._links = relationships(package, self._part)
            self._read_outline()
            styles = self._find("styles")
            if styles:
                self.looks = read_looks(package.read(styles), self.budget)
        self.external_links = any(link.kind.startswith("externalLink") for link in self._links)
        self.has_macros = any("vbaProject" in link.kind or "acrosheet" in link.kind for link in self._links)
        self.modified = self._modified()

    def _read_outline(self) -> None:
        links = {link.id: link for link in self._links}
        infos: list[SheetInfo] = []
        titles: list[str] = []
        books: list[bool] = []
        pairs: list[tuple[int, int, int]] = []
        for kind, record in records(self._package.read(self._part), self.budget):
            take = Cursor(record)
            if kind == kinds.PROPERTIES:
                self.date1904 = bool(take.u32() & _DATE_1904)
            elif kind == kinds.SHEET:
                state = take.u32()
                take.skip(4)
                pointer = take.u32()
                link = links.get(take.wide(pointer)) if pointer != 0xFFFFFFFF else None
                name = take.long_text()
                titles.append(name)
                if link is None:
                    raise self._package.damaged("detail_sheet_missing", sheet=name)
                if link.kind == "worksheet":
                    infos.append(SheetInfo(name, _STATES[state % len(_STATES)], link.target))
            elif kind in (kinds.BOOK_OUTSIDE, kinds.BOOK_SELF, kinds.BOOK_SAME, kinds.BOOK_ADDED):
                books.append(kind in (kinds.BOOK_SELF, kinds.BOOK_SAME))
            elif kind == kinds.EXTERN_SHEETS:
                pairs = [
                    (take.u32(), take.u32(), take.u32()) for _ in range(min(take.u32(), take.left // 12))
                ]
            elif kind == kinds.NAME:
                options = take.u32()
                take.skip(5)
                name = take.long_text()
                self._names.defined.append(f"_xlnm.{name}" if options & _BUILT_IN else name)
        for book, first, last in pairs:
            own = book < len(books) and books[book]
            self._names.extern.append(local_sheet(titles, first, last) if own else None)
        self.list_sheets(infos)

    def _read(self, at: int) -> Sheet:
        info = self.sheets[at]
        if not self._package.has(info.part):
            raise self._package.damaged("detail_sheet_missing", sheet=info.name)
        return read_sheet(info.name, self._package.read(info.part), self._texts, self._names, self.budget)

    @cached_property
    def _texts(self) -> list[str]:
        part = self._find("sharedStrings")
        texts: list[str] = []
        for kind, record in records(self._package.read(part), self.budget) if part else ():
            if kind == kinds.ITEM:
                take = Cursor(record, 1)
                texts.append(take.long_text())
        return texts

    def _find(self, kind: str) -> str | None:
        found = (link.target for link in self._links if link.kind == kind and not link.external)
        return next((part for part in found if self._package.has(part)), None)

    def _modified(self) -> str | None:
        # A workbook with broken properties still has all its figures.
        with suppress(FileProblem):
            for link in relationships(self._package):
                if link.kind == "core-properties" and self._package.has(link.target):
                    found = xml.child(self._package.tree(link.target), "modified")
                    return (found.text or "").strip() or None if found is not None else None
        return None


def _main_part(package: Package) -> str:
    links: tuple[Relationship, ...] = relationships(package)
    found = (link.target for link in links if link.kind == "officeDocument" and not link.external)
    return next(found, "xl/workbook.bin")
