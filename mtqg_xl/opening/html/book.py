"""A web page, or several in an archive, as a book."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Sequence
from typing import ClassVar, Final, NamedTuple

from lxml import etree
from lxml.etree import _Element

from mtqg_xl.messages import FileProblem, say
from mtqg_xl.ooxml import Sheet, SheetInfo
from mtqg_xl.ooxml.workbook import State
from mtqg_xl.opening.base import Look, ReadBook, Source, refusing
from mtqg_xl.opening.building import SheetBuilder, TooMuchError
from mtqg_xl.opening.decoding import decode
from mtqg_xl.opening.html.css import StyleSheet
from mtqg_xl.opening.html.page import PageReader
from mtqg_xl.opening.html.texts import tag_of
from mtqg_xl.opening.limits import LIMITS, MEGABYTE

_NAME: Final = re.compile(
    r"<x:Name>\s*([^<]*?)\s*</x:Name>(?:\s*<x:WorksheetSource\s+HRef=[\"']?([^\"'>]*))?"
)
_STATE: Final = re.compile(r"<x:Visible>\s*(SheetHidden|SheetVeryHidden)\s*</x:Visible>")
_SAVED: Final = re.compile(r"<o:LastSaved>\s*([^<]*?)\s*</o:LastSaved>")
_TABLE_MARK: Final = re.compile(r"table\d+")
_NAME_LENGTH: Final = 31


class _Page(NamedTuple):
    """What becomes one sheet: elements of a page, its styles, and the font of its plain texts."""

    parts: Sequence[_Element]
    styles: StyleSheet
    font: str


class HtmlBook(ReadBook):
    """Web pages with tables in them."""

    format: ClassVar[str] = "html"

    def __init__(self, source: Source) -> None:
        """Without pages yet."""
        super().__init__(source)
        self._pages: list[_Page] = []
        self._infos: list[SheetInfo] = []
        self._numbers: dict[Look, int] = {}

    @classmethod
    def page(cls, source: Source) -> HtmlBook:
        """The book in a single page; raises ``FileProblem``."""
        book = cls(source)
        with refusing(source.path):
            text, font = decode(_limited(source.data), declared=True)
            book._add(text, font, _names(text))
            book._finish(text)
        return book

    @classmethod
    def archive(cls, source: Source) -> HtmlBook:
        """The book in a web archive, where each sheet may be a page of its own."""
        book = cls(source)
        with refusing(source.path):
            message = email.message_from_bytes(_limited(source.data), policy=email.policy.compat32)
            pages: list[tuple[str, str, str]] = []
            for part in message.walk():
                payload = part.get_payload(decode=True)
                if part.get_content_type() == "text/html" and isinstance(payload, bytes):
                    place = str(part.get("Content-Location") or "")
                    text, font = decode(payload, declared=True)
                    pages.append((place.replace("\\", "/").rpartition("/")[2].lower(), text, font))
            names = [name for _, text, _ in pages for name in _names(text)]
            for place, text, font in pages:
                own = [name for name in names if name[1] and name[1] == place] or _names(text)
                book._add(text, font, own)
            book._finish("\n".join(text for _, text, _ in pages))
        return book

    def _add(self, text: str, font: str, names: list[tuple[str, str]]) -> None:
        root = _tree(text)
        if root is None or next(root.iter("table"), None) is None:
            return
        styles = StyleSheet("\n".join(item.text or "" for item in root.iter("style")))
        marked = _marked_tables(root)
        if marked:
            for name, table in marked:
                self._list(name, "visible", _Page([table], styles, font))
            return
        match = _STATE.search(text)
        state: State = "visible"
        if match:
            state = "veryHidden" if match[1] == "SheetVeryHidden" else "hidden"
        title = next((item.text for item in root.iter("title") if item.text and item.text.strip()), None)
        name = names[0][0] if names else (title or self.path.stem)
        body = next(root.iter("body"), root)
        self._list(" ".join(name.split())[:_NAME_LENGTH], state, _Page([body], styles, font))

    def _list(self, name: str, state: State, page: _Page) -> None:
        taken = {info.name for info in self._infos}
        number, chosen = 2, name or "HTML"
        while chosen in taken:
            chosen = f"{name} ({number})"
            number += 1
        self._infos.append(SheetInfo(chosen, state, ""))
        self._pages.append(page)
        self.budget.spend_sheets(len(self._infos))

    def _finish(self, text: str) -> None:
        if not self._pages:
            raise FileProblem("other_kind", path=str(self.path), kind=say("opening.kind_web_frames"))
        self.list_sheets(self._infos)
        self.date1904 = "<x:Date1904" in text
        self.keeps_formulas = "x:fmla" in text
        saved = _SAVED.search(text)
        self.modified = saved[1] if saved else None

    def _read(self, at: int) -> Sheet:
        builder = SheetBuilder(self.sheets[at].name, self.budget)
        page = self._pages[at]
        PageReader(builder, page.styles, self._number_of, page.font).read(page.parts)
        return builder.sheet()

    def _number_of(self, look: Look) -> int:
        if look not in self._numbers:
            if len(self.looks) >= LIMITS.looks:
                raise TooMuchError("looks", LIMITS.looks)
            self._numbers[look] = len(self.looks)
            self.looks.append(look)
        return self._numbers[look]


def _limited(data: bytes) -> bytes:
    if len(data) > LIMITS.tree:
        raise TooMuchError("megabytes", LIMITS.tree // MEGABYTE)
    return data


def _tree(text: str) -> _Element | None:
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)


def _names(text: str) -> list[tuple[str, str]]:
    """Names of sheets and the page each is in, from the notes that Excel leaves for itself."""
    return [
        (match[1], (match[2] or "").replace("\\", "/").rpartition("/")[2].lower())
        for match in _NAME.finditer(text)
        if match[1]
    ]


def _marked_tables(root: _Element) -> list[tuple[str, _Element]]:
    """The tables that LibreOffice marks with the names of their sheets."""
    found: list[tuple[str, _Element]] = []
    name = ""
    for item in root.iter("a", "table"):
        if tag_of(item) == "a":
            title = next(item.iter("em"), None)
            if title is not None and _TABLE_MARK.fullmatch(item.get("name") or ""):
                name = "".join(map(str, title.itertext())).strip()
        elif name:
            found.append((name, item))
            name = ""
    return found
