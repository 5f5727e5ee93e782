"""The files of the districts, one for each district and period."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Final

from .books import Book, Books
from .districts import BY_CODE, District

TARGET: Final = Path(__file__).resolve().parents[1] / "figures" / "synthetic"


@dataclass(frozen=True, slots=True)
class DistrictFile:
    """A file to be written: its place, its bytes and how many cells it holds."""

    path: Path
    content: bytes
    cells: int

    @property
    def stale(self) -> bool:
        """Whether what is in its place differs, or nothing is there."""
        return not self.path.exists() or self.path.read_bytes() != self.content

    def write(self) -> None:
        """Put it in its place."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(self.content)


def files_of(period: str, books: Books) -> Iterator[DistrictFile]:
    """The files of a period."""
    for code, book in books.items():
        district = BY_CODE[code]
        cells = sum(len(form) for form in book.forms.values())
        content = _text(period, district, book).encode()
        yield DistrictFile(TARGET / period / f"{district.slug}.csv", content, cells)


def _text(period: str, district: District, book: Book) -> str:
    """Two lines that say what the figures are, then the cells."""
    text = StringIO()
    text.write(f"# Số liệu giả lập, không phải số liệu thật: {district.name} ({district.code}).\n")
    text.write(f"# Kỳ báo cáo {period}. Chỉ gồm các ô nhập; tiền tính bằng triệu đồng.\n")
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("form", "row", "column", "value"))
    for form, cells in book.forms.items():
        for (row, column), value in cells.items():
            rows.writerow((form, row, column, value if isinstance(value, str) else f"{value:f}"))
    return text.getvalue()
