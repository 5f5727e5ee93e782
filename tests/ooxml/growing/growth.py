"""Growing whole workbooks for tests: in, insert rows, out."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from mtqg_xl.ooxml import Package
from mtqg_xl.ooxml.archive import rewrite
from mtqg_xl.ooxml.growing import Loose, insert_rows

#: The two sheets of most tests, and their parts.
SHEETS = (("Biểu 16", "visible"), ("Phụ lục", "visible"))
FIRST, SECOND = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_ARROW = re.compile(r"\{([0-9]+)>([0-9]+)\}")


def grow_file(
    source: Path, out: Path, sheet: str, before: int, count: int, like: int | None = None
) -> dict[str, bytes]:
    """The workbook at ``source`` with rows inserted, written to ``out``; the parts that changed."""
    package = Package.open(source)
    changes = insert_rows(package, sheet, before, count, like)
    replaced = dict(changes.parts)
    for name in changes.removed:
        replaced |= _forgotten(package, replaced, name)
    out.write_bytes(rewrite(package.data, replaced, removed=changes.removed))
    return dict(changes.parts)


def _forgotten(package: Package, replaced: Mapping[str, bytes], name: str) -> dict[str, bytes]:
    """The listings of types and of the workbook's links without the part ``name``."""
    bare = re.escape(name.rpartition("/")[2]).encode()
    found = {}
    for listing in package.names:
        if listing == "[Content_Types].xml" or listing.endswith("workbook.xml.rels"):
            data = replaced.get(listing) or package.read(listing)
            less = re.sub(
                rb"<[^<>]*\b(?:PartName|Target)=[\"'][^\"'<>]*" + bare + rb"[\"'][^<>]*?/>", b"", data
            )
            if less != data:
                found[listing] = less
    return found


def grow_parts(
    parts: Mapping[str, str | bytes], sheet: str, before: int, count: int, like: int | None = None
) -> dict[str, str]:
    """The parts that changed when rows were inserted into a workbook of loose parts."""
    loose = Loose({name: part.encode() if isinstance(part, str) else part for name, part in parts.items()})
    return {
        name: part.decode() for name, part in insert_rows(loose, sheet, before, count, like).parts.items()
    }


def members(path: Path) -> dict[str, bytes]:
    """All members of a zip file."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def before(text: str) -> str:
    """``text`` as it is before rows are inserted: "A{5>8}" says that the row 5 becomes 8."""
    return _ARROW.sub(r"\1", text)


def after(text: str) -> str:
    """``text`` as it is to be afterwards."""
    return _ARROW.sub(r"\2", text)


def linked(parts: Mapping[str, str], at: str, kind: str, name: str, text: str) -> dict[str, str]:
    """The workbook with one more part, to which the part ``at`` points."""
    folder, _, bare = at.rpartition("/")
    listing = f"{folder}/_rels/{bare}.rels"
    pointer = f'<Relationship Id="rIdN" Type="{LINKS}{kind}" Target="/{name}"/>'
    old = parts.get(listing, "<Relationships></Relationships>")
    return {**parts, listing: old.replace("</Relationships>", pointer + "</Relationships>"), name: text}
