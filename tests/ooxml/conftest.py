"""Workbooks made part by part, as odd as a test needs them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from mtqg_xl.ooxml import Sheet, Workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_LINKS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"


def links(*entries: tuple[str, str, str]) -> str:
    """A relationships part with ``(id, type, target)`` entries."""
    items = "".join(
        f'<Relationship Id="{id_}" Type="{type_}" Target="{target}"/>' for id_, type_, target in entries
    )
    return f'<Relationships xmlns="{PACKAGE_LINKS}">{items}</Relationships>'


def parts_of(
    rows: str = "",
    *,
    before: str = "",
    after: str = "",
    strings: Sequence[str] = (),
    styles: str = "",
    sheets: Sequence[tuple[str, str]] = (("Biểu 1", "visible"),),
    names: str = "",
    properties: str = "",
    strict: bool = False,
    prefix: str = "",
) -> dict[str, str]:
    """The members of a workbook whose sheets all hold ``rows`` (XML without prefixes)."""
    main, link_type = (STRICT_MAIN, STRICT_LINKS) if strict else (MAIN, LINKS)
    worksheet = f"<worksheet>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"
    listing = "".join(
        f'<sheet name="{name}" sheetId="{at}" state="{state}" r:id="rId{at}"/>'
        for at, (name, state) in enumerate(sheets, 1)
    )
    pointers = [
        (f"rId{at}", f"{link_type}/worksheet", f"worksheets/sheet{at}.xml")
        for at in range(1, len(sheets) + 1)
    ]
    pointers += [
        ("rIdT", f"{link_type}/sharedStrings", "sharedStrings.xml"),
        ("rIdS", f"{link_type}/styles", "styles.xml"),
    ]
    declared = f'xmlns{":" + prefix if prefix else ""}="{main}" xmlns:r="{link_type}"'

    def dressed(text: str) -> str:
        root_end = text.index(">")
        text = f"{text[:root_end].rstrip('/')} {declared}{text[root_end:]}"
        if prefix:
            text = text.replace("</", "\0").replace("<", f"<{prefix}:").replace("\0", f"</{prefix}:")
        return text

    return {
        "_rels/.rels": links(("rId1", f"{link_type}/officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": dressed(
            f"<workbook>{properties}<sheets>{listing}</sheets><definedNames>{names}</definedNames></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": links(*pointers),
        "xl/sharedStrings.xml": dressed(f"<sst>{''.join(strings)}</sst>"),
        "xl/styles.xml": dressed(f"<styleSheet>{styles}</styleSheet>"),
        **{f"xl/worksheets/sheet{at}.xml": dressed(worksheet) for at in range(1, len(sheets) + 1)},
    }


def zip_parts(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """Write ``parts`` as a zip file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


@pytest.fixture
def make_parts() -> Callable[..., dict[str, str]]:
    """The members of a workbook, to be tampered with."""
    return parts_of


@pytest.fixture
def zip_up(tmp_path: Path) -> Callable[..., Path]:
    """A zip file of the given members."""

    def zipped(parts: Mapping[str, str | bytes], name: str = "biểu.xlsx") -> Path:
        return zip_parts(tmp_path / name, parts)

    return zipped


@pytest.fixture
def make_book(tmp_path: Path) -> Callable[..., Path]:
    """A workbook file; the keywords are those of ``parts_of``."""

    def made(rows: str = "", **options: object) -> Path:
        return zip_parts(tmp_path / "biểu.xlsx", parts_of(rows, **options))  # type: ignore[arg-type]

    return made


@pytest.fixture
def read_rows(make_book: Callable[..., Path]) -> Callable[..., Sheet]:
    """The first sheet of a workbook with these rows."""

    def read(rows: str = "", **options: object) -> Sheet:
        book = Workbook.open(make_book(rows, **options))
        return book.sheet(book.sheets[0].name)

    return read
