"""Looking for the headings of a form on a sheet: every column by the whole path of its headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mtqg_xl.domain.forms import Form
from mtqg_xl.messages import say
from mtqg_xl.reading.unmerged import Unmerged, same, tidy

Path = tuple[str, ...]

_SEARCHED_ROWS = 400
_DEEPEST = 8
_CLOSE = 0.6
_CODE = re.compile(r"[(\[]?(\d{1,3})[)\]]?(?=$|\s*=)")
_LETTER = re.compile(r"([Bb])$")


@dataclass(frozen=True, slots=True)
class HeadedSection:
    """Where the headings of one table of a form stand: rows, columns by key, and the stub.

    ``last`` is the last row before the body: that of column codes where one is printed.
    """

    top: int
    bottom: int
    last: int
    columns: dict[str, int]
    number: int | None
    labels: tuple[int, ...]


class Headings:
    """The headings of a sheet, looked through once for several forms."""

    def __init__(self, unmerged: Unmerged) -> None:
        self.unmerged = unmerged
        self._rows: dict[int, set[str]] = {}
        last = min(unmerged.sheet.rows_used, _SEARCHED_ROWS)
        for (row, _), cell in unmerged.sheet.cells.items():
            if row <= last and cell.kind in ("text", "number") and tidy(cell.text):
                self._rows.setdefault(row, set()).add(same(cell.text))
        self._paths: dict[tuple[int, int], dict[Path, list[int]]] = {}

    def first_likely(self, form: Form) -> int | None:
        """The first row that shows the heading of the labels of ``form`` and another of its headings."""
        wanted = {same((*c.headings, c.title)[0]) for c in form.columns if not c.in_stub}
        plain = {text for text in wanted if "{" not in text}
        label = same(form.sections[0].stub[1])
        for row in sorted(self._rows):
            shown = self._rows[row]
            if shown & plain and (label in shown or len(shown & plain) > 1):
                return row
        return next((row for row in sorted(self._rows) if label in self._rows[row]), None)

    def sections(self, form: Form) -> list[HeadedSection] | tuple[float, str] | None:
        """The headings of every table of a concrete form, or how far they are off and why."""
        found: list[HeadedSection] = []
        start = 1
        for at in range(len(form.sections)):
            section = self.find(form, at, start)
            if not isinstance(section, HeadedSection):
                return section
            found.append(section)
            start = section.last + 1
        return found

    def find(self, form: Form, section: int, start: int) -> HeadedSection | tuple[float, str] | None:
        """The headings of one table of a concrete form, at or under the row ``start``."""
        wanted: dict[Path, str] = {}
        for column in form.columns:
            if column.section != section or column.in_stub:
                continue
            path = _folded((*column.headings, column.title))
            if path in wanted:
                return 1.0, say(
                    "headings.twice", form=form.number, title=" / ".join((*column.headings, column.title))
                )
            wanted[path] = column.key
        firsts = {path[0] for path in wanted}
        stub = form.sections[section].stub
        nearest: tuple[float, str] | None = None
        for top in sorted(row for row in self._rows if row >= start and self._rows[row] & firsts):
            for bottom in range(top, min(top + _DEEPEST, self.unmerged.sheet.rows_used) + 1):
                paths = self._left_table(self._paths_of(top, bottom), stub[0])
                lost = [key for path, key in wanted.items() if len(paths.get(path, ())) != 1]
                if not lost:
                    labels = self._labels(top, bottom, stub[1])
                    if labels:
                        columns = {key: paths[path][0] for path, key in wanted.items()}
                        number = self._number(top, bottom, stub[0], labels)
                        last = self._code_row(bottom, labels[-1], list(columns.values())) or bottom
                        return HeadedSection(top, bottom, last, columns, number, labels)
                    continue
                off = len(lost) / len(wanted)
                if 1 - off >= _CLOSE and (nearest is None or off < nearest[0]):
                    titles = "; ".join(form.column_by_key[key].title for key in lost[:4])
                    nearest = off, say("headings.lost", form=form.number, titles=titles)
        return nearest

    def _code_row(self, bottom: int, label: int, columns: list[int]) -> int | None:
        """The row of column codes under the headings: numbered on from the one in the stub."""
        for row in (bottom + 1, bottom + 2):
            shown = (self.unmerged.text(row, column) for column in sorted(columns))
            codes = [_CODE.match(text) for text in shown if text]
            stub = _CODE.match(self.unmerged.text(row, label)) or _LETTER.match(
                self.unmerged.text(row, label)
            )
            if stub is None or len(codes) * 2 < len(columns) or not all(codes):
                continue
            numbers = [int(code[1]) for code in codes if code is not None]
            first = (
                1 if stub[0] in ("B", "b") else int(stub[1]) + 1 if stub[0].strip("()").isdecimal() else None
            )
            if numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] == first:
                return row
        return None

    @staticmethod
    def _left_table(paths: dict[Path, list[int]], numbering: str) -> dict[Path, list[int]]:
        """The headings of the first table, where another stands beside it with a numbering of its own."""
        columns = paths.get(_folded((numbering,)), []) if numbering else []
        if len(columns) < 2:
            return paths
        return {path: [at for at in places if at < columns[1]] for path, places in paths.items()}

    def _paths_of(self, top: int, bottom: int) -> dict[Path, list[int]]:
        known = self._paths.get((top, bottom))
        if known is None:
            known = self._paths[top, bottom] = {}
            for column in range(1, self.unmerged.sheet.columns_used + 1):
                path = self.unmerged.path(top, bottom, column)
                if path and self._owns(top, bottom, column):
                    known.setdefault(_folded(path), []).append(column)
        return known

    def _owns(self, top: int, bottom: int, column: int) -> bool:
        """Whether some heading stands in the column itself, so that it is no mere gap under a group."""
        return any(
            self.unmerged.anchor(row, column)[1] == column and self.unmerged.text(row, column)
            for row in range(top, bottom + 1)
        )

    def _labels(self, top: int, bottom: int, heading: str) -> tuple[int, ...]:
        """The columns of the stub under ``heading``: one, or several that make it up together."""
        wanted = same(heading)
        last = self.unmerged.sheet.columns_used
        for first in range(1, last + 1):
            fitting: tuple[int, ...] = ()
            texts: list[str] = []
            for column in range(first, min(first + 4, last) + 1):
                text = " - ".join(self.unmerged.path(top, bottom, column))
                if not text:
                    break
                texts.append(text)
                if same(" - ".join(dict.fromkeys(texts))) == wanted:
                    fitting = tuple(range(first, column + 1))
            if fitting:
                return fitting
        return ()

    def _number(self, top: int, bottom: int, heading: str, labels: tuple[int, ...]) -> int | None:
        """The column of the numbering: left of the labels, or row codes right beside them."""
        if not heading:
            beside = labels[0] - 1
            return beside if beside > 0 and not self.unmerged.path(top, bottom, beside) else None
        path = _folded((heading,))
        places = (*range(labels[0] - 1, 0, -1), labels[-1] + 1)
        return next((c for c in places if _folded(self.unmerged.path(top, bottom, c)) == path), None)


def _folded(path: Iterable[str]) -> Path:
    return tuple(_collapsed(same(text) for text in path))


def _collapsed(texts: Iterable[str]) -> Iterator[str]:
    last = ""
    for text in texts:
        if text and text != last:
            yield text
        last = text or last
