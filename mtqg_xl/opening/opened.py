"""Opening whatever an office sends."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Final

from mtqg_xl.messages import FileProblem, say
from mtqg_xl.ooxml import Package, Workbook
from mtqg_xl.ooxml.package import read_file
from mtqg_xl.opening.base import Source, refusing
from mtqg_xl.opening.book import Book
from mtqg_xl.opening.sniffing import kind_of

_ENDINGS: Final = frozenset({"zip_book", "xlsb", "ods"})


def open_book(
    path: str | os.PathLike[str],
    password: str | None = None,
    *,
    stands_for: str | os.PathLike[str] | None = None,
) -> Book:
    """The workbook at ``path``, whatever program made it and whatever it is called.

    ``password`` opens a file that is locked; it is not needed for others. ``stands_for`` is the path of the
    workbook of which the file is a copy: the book goes by that one. Raises ``FileProblem``, whose sentence
    says what the file is or what is wrong with it.
    """
    data = read_file(Path(path))
    place = Path(path if stands_for is None else stands_for)
    source = Source(place, data, hashlib.sha256(data).hexdigest())
    with refusing(place):
        return _opened(source, kind_of(data), password)


def _opened(source: Source, kind: str, password: str | None, *, was_locked: bool = False) -> Book:
    place = str(source.path)
    if kind == "locked" and not was_locked:
        from mtqg_xl.opening.encryption import unlocked

        plain = unlocked(source, password)
        return _opened(plain, kind_of(plain.data), password, was_locked=True)
    if kind == "zip_book":
        return Workbook(_package(source))
    if kind == "xlsb":
        from mtqg_xl.opening.xlsb import XlsbBook

        return XlsbBook(source, _package(source))
    if kind == "ods":
        from mtqg_xl.opening.ods import OdsBook

        return OdsBook.packed(source, _package(source))
    if kind == "fods":
        from mtqg_xl.opening.ods import OdsBook

        return OdsBook.flat(source)
    if kind == "xls":
        return _old_book(source, password, was_locked)
    if kind == "xml":
        from mtqg_xl.opening.spreadsheetml import XmlBook

        return XmlBook(source)
    if kind in ("html", "mhtml"):
        from mtqg_xl.opening.html import HtmlBook

        return HtmlBook.page(source) if kind == "html" else HtmlBook.archive(source)
    if kind == "text":
        from mtqg_xl.opening.delimited import CsvBook

        return CsvBook(source)
    if kind == "empty":
        raise FileProblem("zero_bytes", path=place)
    if kind == "blank":
        raise FileProblem("damaged", path=place, detail=say("file.detail_blank"))
    if kind == "broken_compound":
        raise FileProblem("damaged", path=place, detail=say("opening.broken"))
    raise FileProblem("other_kind", path=place, kind=say(f"opening.kind_{kind}"))


def _package(source: Source) -> Package:
    return Package(source.path, source.data, sha256=source.sha256)


def _old_book(source: Source, password: str | None, was_locked: bool) -> Book:
    from mtqg_xl.opening.containers import SIGNATURE, Compound
    from mtqg_xl.opening.encryption import unlocked
    from mtqg_xl.opening.xls import XlsBook
    from mtqg_xl.opening.xls.records import has_password

    if not source.data.startswith(SIGNATURE):
        return XlsBook(source, source.data, has_macros=False, modified=None)
    compound = Compound(source.data)
    stream = compound.read("workbook") or compound.read("book") or b""
    if has_password(stream) and not was_locked:
        return _old_book(unlocked(source, password), password, was_locked=True)
    return XlsBook(source, stream, has_macros=compound.has_macros, modified=compound.modified)
