"""What a file really is, by its first bytes and its inner names; the suffix is not asked."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import suppress
from typing import Final

from mtqg_xl.opening.containers import SIGNATURE as COMPOUND
from mtqg_xl.opening.containers import Compound

_BEGINNINGS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "word"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"RIFF", "media"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"ITSF", "other"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"SQLite format 3", "database"),
    (b"\0\1\0\0Standard", "database"),
    # Works 3 and 4, Lotus 1-2-3 (WK1, WK3, WK4), Quattro Pro.
    (b"\xff\0\2\0\4\4", "other_sheet"),
    (b"\0\0\2\0\6\4\6\0", "other_sheet"),
    (b"\0\0\x1a\0\0\x10\4\0", "other_sheet"),
    (b"\0\0\x1a\0\2\x10\4\0", "other_sheet"),
    (b"\0\0\2\0\x20\x51", "other_sheet"),
    # Old Macintosh Word, Write, WordPerfect.
    (b"\xfe\x37\0\x23", "word"),
    (b"\x31\xbe\0\0", "word"),
    (b"\xffWPC", "word"),
)
# Excel 2 to 4, and records of later editions without their container.
_RECORDS: Final = (
    b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x10\x00", b"\x09\x08\x08\x00",
)  # fmt: skip
_STREAMS: Final[tuple[tuple[str, str], ...]] = (
    ("encryptedpackage", "locked"),
    ("workbook", "xls"),
    ("book", "xls"),
    ("worddocument", "word"),
    ("powerpoint document", "slides"),
    ("__properties_version1.0", "mail"),
    ("matost", "other_sheet"),
    ("wksssworkbook", "other_sheet"),
)
_INNER_NAMES: Final[tuple[tuple[str, str], ...]] = (
    ("xl/workbook.bin", "xlsb"),
    ("word/document.xml", "word"),
    ("ppt/presentation.xml", "slides"),
    ("index/document.iwa", "other_sheet"),
    ("index.zip", "other_sheet"),
)
_MIMES: Final[tuple[tuple[bytes, str], ...]] = (
    (b"opendocument.spreadsheet", "ods"),
    (b"opendocument.text", "word"),
    (b"opendocument.presentation", "slides"),
    (b"vnd.sun.xml.calc", "other_sheet"),
    (b"vnd.sun.xml", "word"),
)
_HEAD: Final = 65_536
_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def kind_of(data: bytes) -> str:
    """The kind of a file: one that is read, or ``empty``, ``blank``, or one that can only be named.

    Read are ``zip_book``, ``xlsb``, ``ods``, ``fods``, ``xls``, ``locked``, ``html``, ``mhtml``, ``xml``
    and ``text``.
    """
    if not data:
        return "empty"
    if not data.strip(b"\0"):
        return "blank"
    if data.startswith(b"PK"):
        return _kind_of_zip(data)
    if data.startswith(COMPOUND):
        return _kind_of_compound(data)
    if data.startswith(_RECORDS):
        return "xls"
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    if data[4:8] == b"ftyp":
        return "media"
    return _kind_of_text(data)


def _kind_of_zip(data: bytes) -> str:
    names: set[str] = set()
    mime = b""
    # A broken one is told by the code that opens it for good.
    with suppress(Exception), zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = {name.replace("\\", "/").lstrip("/").casefold() for name in archive.namelist()}
        if "mimetype" in names:
            with archive.open(next(n for n in archive.namelist() if n.casefold() == "mimetype")) as member:
                mime = member.read(200)
    for part, kind in _MIMES:
        if part in mime:
            return kind
    for name, kind in _INNER_NAMES:
        if name in names:
            return kind
    if not names or "[content_types].xml" in names or "xl/workbook.xml" in names or "_rels/.rels" in names:
        return "zip_book"
    if "content.xml" in names and "meta-inf/manifest.xml" in names:
        return "ods"
    return "archive"


def _kind_of_compound(data: bytes) -> str:
    streams = Compound(data).streams
    # Only those at the top: a document of Word may have sheets of Excel inside.
    for name, kind in _STREAMS:
        if name in streams:
            return kind
    return "broken_compound" if not streams else "other_office"


def _kind_of_text(data: bytes) -> str:
    head = _readable(data[:_HEAD])
    low = head.lstrip().lower()
    if low.startswith(("<?xml", "<")):
        if "urn:schemas-microsoft-com:office:spreadsheet" in low and re.search(r"<(\w+:)?workbook\b", low):
            return "xml"
        if re.search(r"<(\w+:)?document\b[^>]*opendocument", low):
            return "fods" if "opendocument.spreadsheet" in low else "word"
        if (
            "schemas.microsoft.com/office/word" in low
            or "schemas.microsoft.com/office/2006/xmlpackage" in low
        ):
            return "word"
        if re.search(r"<(!doctype\s+html|html|table|body|head|meta|div|style|title|center|tr)\b", low):
            return "html"
        if low.startswith("<?xml"):
            return "other_xml"
    if re.match(
        r"(mime-version|from|message-id|x-[\w-]+|date|subject|content-type|return-path|received)\s*:", low
    ):
        return "mhtml" if re.search(r"multipart/related|text/html", low) else "mail"
    if low.startswith("{") and '"doc_id"' in low:
        return "shortcut"
    if re.search(r"<(html|table)\b", low):
        return "html"
    if "\ufffd" in head[:1000] or _CONTROLS.search(head.encode("utf-8", "replace")):
        return "other"
    return "text"


def _readable(head: bytes) -> str:
    """The beginning of a text in letters, whatever it is written in; only its marks matter here."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) & ~1].decode("utf-16", "ignore")
    if head.startswith(b"\xef\xbb\xbf"):
        return head[3:].decode("utf-8", "ignore")
    if head[1:2] == b"\0" and head[3:4] == b"\0" and head[:1] != b"\0":
        return head[: len(head) & ~1].decode("utf-16-le", "ignore")
    return head.decode("latin-1")
