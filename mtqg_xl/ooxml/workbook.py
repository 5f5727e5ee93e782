"""A workbook as its parts tell it: sheets, names, and the properties worth knowing."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Final, Literal, NamedTuple, cast

from lxml.etree import _Element

from mtqg_xl.messages import FileProblem
from mtqg_xl.ooxml import xml
from mtqg_xl.ooxml.cells import BadAddressError, LostTextError
from mtqg_xl.ooxml.package import Package
from mtqg_xl.ooxml.relationships import relationships
from mtqg_xl.ooxml.sheet import Sheet
from mtqg_xl.ooxml.styles import Styles
from mtqg_xl.ooxml.texts import shared_texts
from mtqg_xl.ooxml.worksheet import read_sheet

State = Literal["visible", "hidden", "veryHidden"]
_HIDDEN: Final = ("hidden", "veryHidden")
#: A workbook for every commune of a province in one file has a few hundred sheets.
MAX_SHEETS: Final = 1_024
#: Marks of elements over all sheets read, four a cell with a value.
MAX_MARKS: Final = 6_000_000


class SheetInfo(NamedTuple):
    """A worksheet before it is read: its name, whether it is shown, and the part holding it."""

    name: str
    state: State
    part: str


class DefinedName(NamedTuple):
    """A name given to cells or to a formula.

    ``text`` is what it stands for, as written; ``sheet`` the only sheet where it is valid, or None.
    """

    name: str
    text: str
    sheet: str | None
    hidden: bool


class Workbook:
    """An .xlsx or .xlsm file, opened for reading; sheets are read when asked for.

    ``sheets`` are the worksheets in their order; sheets of charts, dialogs and old macros are not
    among them. ``date1904`` tells that dates count from 1904, ``part`` is the member that lists them.
    """

    def __init__(self, package: Package) -> None:
        """Read the list of sheets of an opened package; raises ``FileProblem``."""
        self.package = package
        self.part = main = _main_part(package)
        self._root = package.tree(main) if package.has(main) else None
        if self._root is None or xml.local(self._root) != "workbook":
            raise FileProblem("not_a_workbook", path=str(package.path))
        self._links = relationships(package, main)
        properties = xml.child(self._root, "workbookPr")
        self.date1904 = properties is not None and xml.truth(properties.get("date1904"))
        self._titles: list[str] = []
        self._spent = 0
        self.sheets: tuple[SheetInfo, ...] = tuple(self._read_sheet_list(self._root))
        self.defined_names: tuple[DefinedName, ...] = tuple(self._read_names(self._root))
        self._infos = {info.name: info for info in self.sheets}
        self._read: dict[str, Sheet] = {}

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Workbook:
        """Open the workbook at ``path``; a ``FileProblem`` says why it cannot be used.

        A sheet whose inside is broken is refused only when ``sheet`` asks for it.
        """
        return cls(Package.open(path))

    @property
    def path(self) -> Path:
        """The path it was opened by."""
        return self.package.path

    @property
    def sha256(self) -> str:
        """The hexadecimal SHA-256 of the whole file."""
        return self.package.sha256

    @property
    def format(self) -> str:
        """``xlsm`` where the part that lists the sheets is made for macros, else ``xlsx``."""
        kinds = self.package.tree("[Content_Types].xml") if self.package.has("[Content_Types].xml") else None
        for item in xml.children(kinds, "Override"):
            if (item.get("PartName") or "").lstrip("/").casefold() == self.part.casefold():
                return "xlsm" if "macroEnabled" in (item.get("ContentType") or "") else "xlsx"
        return "xlsx"

    @property
    def keeps_formulas(self) -> bool:
        """Formulas are read with their texts."""
        return True

    @cached_property
    def modified(self) -> str | None:
        """When it was last saved, as the ISO text the file holds, or None."""
        return self._property("core-properties", "modified")

    @cached_property
    def application(self) -> str | None:
        """The program that saved it, by its own account, or None."""
        return self._property("extended-properties", "Application")

    @cached_property
    def external_links(self) -> bool:
        """Whether it refers to cells of other files."""
        return any(link.kind in ("externalLink", "externalLinkPath") for link in self._links)

    @cached_property
    def has_macros(self) -> bool:
        """Whether it carries a program, in VBA or on an old macro sheet."""
        by_link = any("vbaProject" in link.kind or "acrosheet" in link.kind for link in self._links)
        return by_link or any(name.lower().endswith("vbaproject.bin") for name in self.package.names)

    def sheet(self, name: str) -> Sheet:
        """The worksheet called ``name``, read once; ``KeyError`` if there is none.

        Raises ``FileProblem`` when what is inside cannot be read.
        """
        if name not in self._read:
            self._read[name] = self._read_sheet(self._infos[name])
        return self._read[name]

    def number_format(self, style: int) -> str:
        """The format code of the style number a cell carries, as in "0.00%"."""
        return self._styles.number_format(style)

    def font(self, style: int) -> str:
        """The name of the font of the style number a cell carries; empty when the file does not tell."""
        return self._styles.font(style)

    @cached_property
    def _styles(self) -> Styles:
        part = self._part("styles")
        return Styles(self.package.tree(part) if part else None)

    @cached_property
    def _texts(self) -> list[str]:
        part = self._part("sharedStrings")
        return shared_texts(self.package.tree(part)) if part else []

    def _part(self, kind: str) -> str | None:
        found = (link.target for link in self._links if link.kind == kind and not link.external)
        return next((part for part in found if self.package.has(part)), None)

    def _read_sheet(self, info: SheetInfo) -> Sheet:
        package, data, texts = self.package, self.package.read(info.part), self._texts
        self._spent += data.count(b"<")
        if self._spent > MAX_MARKS:
            raise package.unsafe("detail_too_many_cells", sheet=info.name)
        try:
            return read_sheet(info.name, data, texts)
        except xml.TooMuchXmlError as error:
            raise package.unsafe("detail_too_many_cells", sheet=info.name) from error
        except xml.BrokenXmlError as error:
            raise package.damaged("detail_sheet_broken", sheet=info.name) from error
        except xml.ForbiddenXmlError as error:
            raise package.unsafe("detail_doctype", part=info.part) from error
        except BadAddressError as error:
            bad = error.args[0]
            raise package.damaged("detail_bad_address", sheet=info.name, address=bad) from error
        except LostTextError as error:
            cell = error.args[0]
            raise package.damaged("detail_lost_text", sheet=info.name, cell=cell) from error

    def _read_sheet_list(self, root: _Element) -> list[SheetInfo]:
        links = {link.id: link for link in self._links}
        found: list[SheetInfo] = []
        listed = xml.child(root, "sheets")
        if listed is not None and len(listed) > MAX_SHEETS:
            raise self.package.unsafe("detail_too_many_sheets", count=len(listed))
        parts: set[str] = set()
        for item in xml.children(listed, "sheet"):
            name = item.get("name") or ""
            pointer = xml.attribute(item, "id")
            if name in self._titles:
                raise self.package.damaged("detail_same_sheet_name", sheet=name)
            self._titles.append(name)
            if not pointer:
                # Modules of Excel 5 are listed in this way, without a part.
                continue
            link = links.get(pointer)
            if link is None or (link.kind == "worksheet" and not self.package.has(link.target)):
                raise self.package.damaged("detail_sheet_missing", sheet=name)
            if link.kind == "worksheet":
                state = item.get("state")
                shown = cast("State", state) if state in _HIDDEN else "visible"
                if link.target in parts:
                    raise self.package.unsafe("detail_shared_part", part=link.target)
                parts.add(link.target)
                found.append(SheetInfo(name, shown, link.target))
        return found

    def _read_names(self, root: _Element) -> list[DefinedName]:
        found = []
        for item in xml.children(xml.child(root, "definedNames"), "definedName"):
            at = (item.get("localSheetId") or "")[:9]
            sheet = self._titles[int(at)] if at.isdecimal() and int(at) < len(self._titles) else None
            text = (item.text or "").strip()
            found.append(DefinedName(item.get("name") or "", text, sheet, xml.truth(item.get("hidden"))))
        return found

    def _property(self, kind: str, name: str) -> str | None:
        # A workbook with broken properties still has all its figures.
        with suppress(FileProblem):
            for link in relationships(self.package):
                if link.kind == kind and self.package.has(link.target):
                    found = xml.child(self.package.tree(link.target), name)
                    return (found.text or "").strip() or None if found is not None else None
        return None


def _main_part(package: Package) -> str:
    """The part that lists the sheets, or a name that is not there."""
    for link in relationships(package):
        if link.kind == "officeDocument" and not link.external:
            # The binary kind of workbook (.xlsb) has the same outside.
            return "" if link.target.lower().endswith(".bin") else link.target
    return "xl/workbook.xml"
