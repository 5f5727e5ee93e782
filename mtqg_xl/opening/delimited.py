"""Tables in plain text: CSV and TSV, of whatever separator and code."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import ClassVar, Final

from mtqg_xl.messages import FileProblem, say
from mtqg_xl.ooxml import Sheet, SheetInfo
from mtqg_xl.opening.base import Look, ReadBook, Source, refusing
from mtqg_xl.opening.building import SheetBuilder, TooMuchError
from mtqg_xl.opening.decoding import decode
from mtqg_xl.opening.limits import LIMITS, MEGABYTE
from mtqg_xl.opening.written import Writing

_SEPARATORS: Final = ";\t,|"
_LOOKED_AT: Final = 400
#: A text with so few lines of several fields is no table.
_LEAST_ROWS: Final = 2
_NAME_LENGTH: Final = 31


class CsvBook(ReadBook):
    """A table in plain text, as a book of one sheet with the name of the file."""

    format: ClassVar[str] = "csv"

    def __init__(self, source: Source) -> None:
        """Find out the code and the separator; a text without a table is refused."""
        super().__init__(source)
        with refusing(self.path):
            if len(source.data) > LIMITS.plain:
                raise TooMuchError("megabytes", LIMITS.plain // MEGABYTE)
            text, font = decode(source.data)
            self.looks = [Look(font=font)]
            first, _, rest = text.partition("\n")
            # Excel's own hint on a first line of its own.
            hint = first.strip().lower().removeprefix("sep=") if first.lower().startswith("sep=") else ""
            self._text = rest if hint else text
            self._separator = hint[:1] or _separator(self._text) or ""
            if not self._separator:
                raise FileProblem("other_kind", path=str(self.path), kind=say("opening.kind_plain_text"))
            self.list_sheets([SheetInfo(self.path.stem[:_NAME_LENGTH] or "CSV", "visible", "")])

    def _read(self, at: int) -> Sheet:
        builder = SheetBuilder(self.sheets[at].name, self.budget)
        cells: list[tuple[int, int, str]] = []
        for row, fields in enumerate(_records(self._text, self._separator), 1):
            self.budget.spend_records(1 + len(fields))
            cells.extend((row, col, field) for col, field in enumerate(fields, 1) if field.strip())
        writing = Writing((col, field) for _, col, field in cells)
        for row, col, field in cells:
            number = writing.number(col, field)
            if number is None:
                builder.put(row, col, "text", field, None, 0)
            else:
                builder.put(row, col, "number", number, None, 0)
        return builder.sheet()


def _records(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _separator(text: str) -> str | None:
    """The separator that cuts the lines most evenly, or None when none cuts them at all."""
    best: tuple[int, int, str] | None = None
    for separator in _SEPARATORS:
        counts = Counter(len(fields) for fields in islice(_records(text, separator), _LOOKED_AT) if fields)
        del counts[1]
        if not counts:
            continue
        width, rows = max(counts.items(), key=lambda item: (item[1], item[0]))
        if rows >= _LEAST_ROWS and (best is None or (rows, width) > best[:2]):
            best = rows, width, separator
    return best[2] if best else None
