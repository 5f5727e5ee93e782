"""A sheet with its merged cells spread out, and the headings above a column as one path."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from mtqg_xl.domain.units import fold
from mtqg_xl.ooxml import Cell, Range, Sheet
from mtqg_xl.reading.text.letters import clean

Place = tuple[int, int]

#: Raised digits after a letter of a measure belong to it (m², km²); elsewhere they point to a footnote.
_RAISED = re.compile(r"(?<![mM])[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+")
_FOOTNOTE = re.compile(r"(\s*(\(\*+\)|\*+|\[\d{1,2}\]))+$")
_CODE = r"\(?[A-Za-z]{0,2}\d{1,3}(\.\d+)*[a-z]?\)?"
#: A column code printed in the heading itself: "(3)", "(4)=(3)/(1)*100", "(3=1+2)".
_CODE_IN_HEADING = re.compile(
    rf"[\s:]*(\(\d{{1,3}}[a-z]?\)(\s*=[\s\d()+\-*/:x×.]+)?|\([A-Z]{{1,2}}\d{{1,2}}[a-z]?\)"
    rf"|\(({_CODE}|[A-Z]{{1,2}})\s*=[\s\w()+\-*/:x×.%]+\))$"
)
_NUMBER_LIKE = re.compile(r"[\wĐđ.()*+\u2013-]{1,8}")


class Unmerged:
    """What stands in each cell of ``sheet`` as a reader sees it: a merged text in every cell it covers."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._paths: dict[tuple[int, int], list[tuple[str, ...]]] = {}
        self._headings: dict[Place, str] = {}

    @cached_property
    def _home(self) -> dict[Place, Range]:
        home: dict[Place, Range] = {}
        rows, columns, cells = self.sheet.rows_used, self.sheet.columns_used, self.sheet.cells
        for top, left, bottom, right in self.sheet.merges:
            first = cells.get((top, left))
            if first is None or first.kind == "blank":
                continue  # nothing is seen there, or the merge was left behind when cells moved
            # A merge may reach down a whole column of the sheet; only what is used matters.
            for row in range(top, min(bottom, rows) + 1):
                for column in range(left, min(right, columns) + 1):
                    # Programs that insert rows leave merges behind; a text of its own is what counts.
                    cell = cells.get((row, column))
                    if (row, column) == (top, left) or cell is None or cell.kind == "blank":
                        home.setdefault((row, column), (top, left, bottom, right))
        return home

    def span(self, row: int, column: int) -> Range:
        """The merged range that covers a cell, or the cell alone."""
        return self._home.get((row, column), (row, column, row, column))

    def anchor(self, row: int, column: int) -> Place:
        """The upper left cell of the range that covers a cell."""
        home = self._home.get((row, column))
        return (row, column) if home is None else home[:2]

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell that is seen at a place."""
        return self.sheet.cell(*self.anchor(row, column))

    def text(self, row: int, column: int) -> str:
        """The text seen at a place, blanks put right; empty when there is none."""
        home = self._home.get((row, column))
        return self._texts.get((row, column) if home is None else home[:2], "")

    @cached_property
    def _texts(self) -> dict[Place, str]:
        cells = self.sheet.cells.items()
        return {
            place: tidy(cell.text) if cell.kind == "text" else cell.text
            for place, cell in cells
            if cell.kind != "blank"
        }

    def _heading_at(self, row: int, column: int) -> str:
        """The text seen at a place as a heading."""
        anchor = self.anchor(row, column)
        shown = self._headings.get(anchor)
        if shown is None:
            shown = self._headings[anchor] = heading_text(self._texts.get(anchor, ""))
        return shown

    def stub(self, row: int, number: int | None, labels: Iterable[int]) -> tuple[str, str]:
        """Number and label of a row: where groups stand beside their members, both joined by a dash."""
        texts: list[str] = []
        seen: set[Place] = set()
        for column in labels:
            anchor, text = self.anchor(row, column), self.text(row, column)
            if text and anchor not in seen:
                seen.add(anchor)
                texts.append(text)
        label = " - ".join(texts)
        if number is None or self.anchor(row, number)[1] != number or self.anchor(row, number) in seen:
            return "", label  # one text merged over the whole stub is a label
        shown = self.text(row, number).removesuffix(".0")
        if shown and not label and not _NUMBER_LIKE.fullmatch(shown):
            return "", shown  # the name of the row written in the narrow column
        return shown, label

    def path(self, top: int, bottom: int, column: int) -> tuple[str, ...]:
        """The headings above ``column`` in the rows ``top`` to ``bottom``, outermost first."""
        paths = self.paths(top, bottom)
        return paths[column] if column < len(paths) else ()

    def paths(self, top: int, bottom: int) -> Sequence[tuple[str, ...]]:
        """The headings above each column in the rows ``top`` to ``bottom``, outermost first.

        A blank cell right of a group heading that was never merged belongs to the group when both
        stand over headings of their own.
        """
        paths = self._paths.get((top, bottom))
        if paths is None:
            paths = self._paths[top, bottom] = self._all_paths(top, bottom)
        return paths

    def _all_paths(self, top: int, bottom: int) -> list[tuple[str, ...]]:
        """The paths of all columns, by column; those of one table are nearly always asked for together."""
        filled = self._filled(top, bottom)
        shown: list[list[str]] = []
        for row in range(top, bottom + 1):
            line = [""] * (self.sheet.columns_used + 1)
            group = 0
            for column in range(1, len(line)):
                own = self._heading_at(row, column)
                if own:
                    line[column], group = own, column
                elif group and (row, column) not in self._home and filled[row + 1][column]:
                    # A group is not merged with cells above it, and has headings below and the same above.
                    first, _, last, _ = self.span(row, group)
                    below = last < bottom and filled[last + 1][group]
                    if first == row and below and all(above[group] == above[column] for above in shown):
                        line[column] = line[group]
            shown.append(line)
        return [_once(texts) for texts in zip(*shown, strict=True)]

    def _filled(self, top: int, bottom: int) -> dict[int, list[bool]]:
        """For each row whether something stands in it or in the rows below it, by column."""
        below = [False] * (self.sheet.columns_used + 1)
        filled = {bottom + 1: below}
        for row in range(bottom, top - 1, -1):
            below = [under or bool(self.text(row, column)) for column, under in enumerate(below)]
            filled[row] = below
        return filled


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    """``texts`` without blanks, each once where it is repeated right below."""
    kept: list[str] = []
    for text in texts:
        if text and (not kept or (kept[-1] != text and fold(kept[-1]) != fold(text))):
            kept.append(text)
    return tuple(kept)


def tidy(text: str) -> str:
    """``text`` as a person sees it, with single blanks."""
    return " ".join(clean(text).split())


def heading_text(text: str) -> str:
    """A heading without footnote marks and without a column code printed in it."""
    bare = _RAISED.sub("", tidy(text))
    bare = _CODE_IN_HEADING.sub("", bare) or bare
    return _FOOTNOTE.sub("", bare).strip() or tidy(text)


def code_in_heading(text: str) -> str:
    """The column code printed in a heading, as written; empty when there is none."""
    found = _CODE_IN_HEADING.search(_RAISED.sub("", tidy(text)))
    return found[0].strip(" :") if found and found.start() > 0 else ""
