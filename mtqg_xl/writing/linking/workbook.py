"""The units' workbooks written into the total as those its formulas refer to."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mtqg_xl.ooxml import Package, Workbook
from mtqg_xl.ooxml.patching import Parts
from mtqg_xl.ooxml.patching.external_books import ExternalBook, add_external_books


def with_sources(book: bytes, books: Iterable[ExternalBook]) -> bytes:
    """The workbook ``book``, whose formulas refer to ``books`` by their numbers, with all of them in it."""
    package = Package(Path("total.xlsx"), book, thorough=False)
    parts = Parts(package)
    add_external_books(parts, Workbook(package).part, books)
    return parts.to_bytes()
