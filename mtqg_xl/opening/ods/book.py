"""An OpenDocument spreadsheet: its sheets, styles and properties."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import ClassVar, Final

from lxml.etree import _Element

from mtqg_xl.messages import FileProblem, say
from mtqg_xl.ooxml import Package, Sheet, SheetInfo, is_date, is_percent, xml
from mtqg_xl.opening.base import Look, ReadBook, Source, refusing
from mtqg_xl.opening.building import SheetBuilder, TooMuchError
from mtqg_xl.opening.limits import LIMITS, MEGABYTE
from mtqg_xl.opening.ods.formulas import refers_outside
from mtqg_xl.opening.ods.styles import Styles
from mtqg_xl.opening.ods.table import TableReader

_USUAL_ZERO: Final = date(1899, 12, 30)
_ZERO_1904: Final = date(1904, 1, 1)
_PLAIN_DATE, _PLAIN_TIME, _PLAIN_PERCENT = "yyyy-mm-dd", "hh:mm:ss", "0.00%"


class OdsBook(ReadBook):
    """A spreadsheet of LibreOffice and others, packed or flat."""

    format: ClassVar[str] = "ods"

    def __init__(
        self, source: Source, content: _Element, styles: Styles, *, modified: str | None, has_macros: bool
    ) -> None:
        """``content`` is the root of the document that holds the sheets."""
        super().__init__(source)
        self.keeps_formulas = True
        self.modified = modified
        self.has_macros = has_macros
        self._styles = styles
        self._numbers: dict[tuple[str, str], int] = {}
        body = xml.child(content, "body")
        book = xml.child(body, "spreadsheet") if body is not None else None
        if book is None:
            raise FileProblem("damaged", path=str(self.path), detail=say("opening.broken"))
        self._tables = list(xml.children(book, "table"))
        self.date1904 = _counts_from_1904(book)
        self._zero = _ZERO_1904 if self.date1904 else _USUAL_ZERO
        infos = []
        for table in self._tables:
            shown = styles.shown(xml.attribute(table, "style-name") or "")
            infos.append(SheetInfo(xml.attribute(table, "name") or "", "visible" if shown else "hidden", ""))
        self.list_sheets(infos)
        self.external_links = any(
            xml.attribute(item, "formula") is not None
            and refers_outside(xml.attribute(item, "formula") or "")
            for table in self._tables
            for item in table.iter("{*}table-cell")
        )

    @classmethod
    def packed(cls, source: Source, package: Package) -> OdsBook:
        """The book in an .ods file; raises ``FileProblem``."""
        with refusing(source.path):
            if _has_password(package):
                raise FileProblem("locked_oddly", path=str(source.path))
            content = _tree(package, "content.xml")
            roots = [_tree(package, "styles.xml")] if package.has("styles.xml") else []
            macros = any(name.startswith(("Basic/", "Scripts/")) for name in package.names)
            return cls(
                source,
                content,
                Styles([*roots, content]),
                modified=_modified(package),
                has_macros=macros,
            )

    @classmethod
    def flat(cls, source: Source) -> OdsBook:
        """The book in a .fods file; raises ``FileProblem``."""
        with refusing(source.path):
            root = parse_limited(source.data)
            meta = xml.child(root, "meta")
            saved = xml.child(meta, "date") if meta is not None else None
            modified = (saved.text or "").strip() or None if saved is not None else None
            macros = next(root.iter("{*}scripts"), None)
            has_macros = macros is not None and next(macros.iter("{*}source-code"), None) is not None
            return cls(source, root, Styles([root]), modified=modified, has_macros=has_macros)

    def _read(self, at: int) -> Sheet:
        builder = SheetBuilder(self.sheets[at].name, self.budget)
        TableReader(builder, self._styles, self._style, self._zero).read(self._tables[at])
        return builder.sheet()

    def _style(self, name: str, sort: str) -> int:
        """The number of a style; what the type of a value says goes before a style that says less."""
        if (name, sort) not in self._numbers:
            look = self._styles.look(name)
            if sort == "percentage" and not is_percent(look.format):
                look = Look(_PLAIN_PERCENT, look.font)
            elif sort in ("date", "time") and not is_date(look.format):
                look = Look(_PLAIN_DATE if sort == "date" else _PLAIN_TIME, look.font)
            if len(self.looks) >= LIMITS.looks:
                raise TooMuchError("looks", LIMITS.looks)
            self.looks.append(look)
            self._numbers[name, sort] = len(self.looks) - 1
        return self._numbers[name, sort]


def parse_limited(data: bytes) -> _Element:
    """The root of ``data``, when it is not too big for a tree."""
    if len(data) > LIMITS.tree:
        raise TooMuchError("megabytes", LIMITS.tree // MEGABYTE)
    return xml.parse(data)


def _tree(package: Package, name: str) -> _Element:
    if len(package.read(name)) > LIMITS.tree:
        raise TooMuchError("megabytes", LIMITS.tree // MEGABYTE)
    return package.tree(name)


def _has_password(package: Package) -> bool:
    if not package.has("META-INF/manifest.xml"):
        return False
    return next(package.tree("META-INF/manifest.xml").iter("{*}encryption-data"), None) is not None


def _counts_from_1904(book: _Element) -> bool:
    settings = xml.child(book, "calculation-settings")
    found = xml.child(settings, "null-date") if settings is not None else None
    return found is not None and xml.attribute(found, "date-value") == _ZERO_1904.isoformat()


def _modified(package: Package) -> str | None:
    # A book with broken properties still has all its figures.
    with suppress(FileProblem):
        if package.has("meta.xml"):
            meta = xml.child(package.tree("meta.xml"), "meta")
            found = xml.child(meta, "date") if meta is not None else None
            return (found.text or "").strip() or None if found is not None else None
    return None
