"""The document around a minute: paper, fonts, page numbers; the same findings always give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from mtqg_xl.messages import say

if TYPE_CHECKING:
    from docx.document import Document

_FONT: Final = "Times New Roman"
_SIZE: Final = 13
#: A4 and its margins in millimetres: above, right, below, left.
_SHORT, _LONG = 210, 297
_UPRIGHT: Final = (20, 15, 20, 30)
_ACROSS: Final = (20, 20, 20, 30)
_MAIN: Final = "word/document.xml"
_NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#: Where the two parts go: they are put in as text, for moving so many elements would take minutes.
_PLACES: Final = ("upright", "across")
#: The first moment a zip file can tell.
_FIRST_YEAR: Final = 1980


def written(upright: Iterable[str], across: Iterable[str], day: date, title: str) -> bytes:
    """The document of two parts, of which the second is laid across; it may be empty."""
    import docx
    from lxml.etree import Comment

    document = docx.Document()
    _dress(document)
    _sign(document, day, title)
    section = document.sections[0]
    _number_pages(section)
    section.different_first_page_header_footer = True
    _lay(section, _SHORT, _LONG, _UPRIGHT)
    body = document.element.body
    body.sectPr.addprevious(Comment(_PLACES[0]))
    lying = "".join(across)
    if lying:
        second = document.add_section()
        second.different_first_page_header_footer = False
        _lay(second, _LONG, _SHORT, _ACROSS)
        body.sectPr.addprevious(Comment(_PLACES[1]))
    return _packed(document, day, ("".join(upright), lying))


def _dress(document: Document) -> None:
    """One font throughout, its Vietnamese spelling, and no room that nobody asked for."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(_SIZE)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), _FONT)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "vi-VN")


def _lay(section: Any, width: int, height: int, margins: tuple[int, int, int, int]) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section.page_width, section.page_height = Mm(width), Mm(height)
    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Mm, margins)
    section.header_distance = section.footer_distance = Mm(10)


def _number_pages(section: Any) -> None:
    """The number of the page in the middle of the upper margin; the first page has none."""
    from docx.oxml import parse_xml

    field = (
        f'<w:p xmlns:w="{_NAMESPACE}"><w:pPr><w:tabs/><w:jc w:val="center"/></w:pPr>'
        '<w:fldSimple w:instr="PAGE"><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p>'
    )
    header = section.header
    header.is_linked_to_previous = False
    old = header.paragraphs[0]._p
    old.addprevious(parse_xml(field.encode("utf-8")))
    old.getparent().remove(old)


def _sign(document: Document, day: date, title: str) -> None:
    """What the file says of itself: nobody's name, and the day of the minute."""
    properties = document.core_properties
    moment = datetime.combine(day, time())
    properties.title, properties.author, properties.last_modified_by = title, "", ""
    properties.comments, properties.subject, properties.language = "", say("minutes.title"), "vi-VN"
    properties.created = properties.modified = moment
    properties.revision = 1


def _packed(document: Document, day: date, parts: Sequence[str]) -> bytes:
    """The file with its content, every part dated by the minute and not by the clock."""
    raw, made = io.BytesIO(), io.BytesIO()
    document.save(raw)
    stamp = (max(day.year, _FIRST_YEAR), day.month, day.day, 0, 0, 0)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == _MAIN:
                for place, part in zip(_PLACES, parts, strict=True):
                    content = content.replace(f"<!--{place}-->".encode(), part.encode("utf-8"))
            info = zipfile.ZipInfo(name, stamp)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(info, content)
    return made.getvalue()
