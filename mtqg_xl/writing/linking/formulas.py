"""The formulas that link consolidated figures to the units' cells, and what could not be linked.

A formula is written only where its parts come to exactly the figure that would stand there without it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal
from pathlib import Path
from typing import Final

from mtqg_xl.consolidation import Contribution, Merged, Receipt
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import Aggregate, CellKind
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.numerals import plain
from mtqg_xl.ooxml import exact, from_a1
from mtqg_xl.ooxml.patching.external_books import ExternalBook, Stored
from mtqg_xl.writing.linking.sources import Source, Spot
from mtqg_xl.writing.linking.targets import reference, target_of

#: Excel takes no longer formula, the equals sign included.
_LONGEST: Final = 8192
#: Excel keeps and shows fifteen digits of a number; beyond them lies the noise of binary arithmetic.
_AS_EXCEL: Final = Context(prec=15)
_ONE: Final = Decimal(1)
#: The reason told of figures that are not added up: lines of lists, what a unit states for itself.
NOT_A_SUM: Final = "not_a_sum"
#: Why a figure is not taken from a cell, where the sort of the cell tells it.
_REASONS: Final = frozenset({"text", "no_result", "sheet_name"})


@dataclass(frozen=True)
class Linked:
    """The formulas by cell, each with its figure; the workbooks they refer to, in the order of their numbers.

    ``left`` counts the figures of units that no formula takes from their files, by the reason; ``whole``
    names the files to which none may refer at all.
    """

    formulas: Mapping[CellKey, tuple[str, Decimal]]
    books: tuple[ExternalBook, ...]
    left: Mapping[str, int]
    whole: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def cells(self) -> int:
        """How many cells hold such a formula."""
        return len(self.formulas)


@dataclass(frozen=True, slots=True)
class _Part:
    """One unit's part of a sum: the cell it is taken from, or a number that stands for itself."""

    value: Decimal
    file: str = ""
    spot: Spot | None = None

    def text(self, numbers: Mapping[str, int]) -> str:
        """As it stands in a formula."""
        spot = self.spot
        if spot is None:
            return plain(self.value)
        cell = reference(numbers[self.file], spot.sheet, spot.cell)
        if spot.sort == "word":
            # Another word than the one known is not passed over: it makes the sum an error.
            word = spot.content.replace('"', '""')
            cell = f'IF({cell}="{word}",0,{cell})'
        if spot.factor == _ONE:
            return cell
        return f"{cell}*{plain(spot.factor)}" if spot.factor > 1 else f"{cell}/{plain(_ONE / spot.factor)}"


def linked(merged: Merged, sources: Mapping[str, Source], folder: Path) -> Linked:
    """The formulas of a total that will lie in ``folder``, out of what ``sources`` hold, by their paths.

    Figures that are not sums stay figures: the lines of lists, and what a unit states for itself.
    """
    return _Linking(merged, sources, folder).made()


class _Linking:
    def __init__(self, merged: Merged, sources: Mapping[str, Source], folder: Path) -> None:
        self._merged = merged
        self._sources = sources
        self._targets = {receipt.file: target_of(folder, receipt.file) for receipt in merged.received}
        self._senders: dict[str, list[Receipt]] = {}
        for receipt in merged.received:
            for form in receipt.forms:
                self._senders.setdefault(form, []).append(receipt)
        self._left: Counter[str] = Counter()

    def made(self) -> Linked:
        """All the formulas."""
        sums = {key: parts for key in self._merged.contributions if (parts := self._parts(key))}
        used = {part.file for parts in sums.values() for part in parts if part.spot is not None}
        files = [file for file in dict.fromkeys(one.file for one in self._merged.received) if file in used]
        numbers = {file: at for at, file in enumerate(files, start=1)}
        formulas: dict[CellKey, tuple[str, Decimal]] = {}
        for key, parts in sums.items():
            text = _added(part.text(numbers) for part in parts)
            if len(text) > _LONGEST:
                self._left["too_long"] += _figures(self._merged.contributions[key])
            else:
                formulas[key] = (text, self._merged.figures[key])
        books = tuple(self._books(files, sums.values()))
        return Linked(formulas, books, dict(sorted(self._left.items())), self._whole())

    def _whole(self) -> dict[str, tuple[str, ...]]:
        """The names of the files to which no formula may refer, by the reason."""
        found: dict[str, dict[str, None]] = {}
        for receipt in self._merged.received:
            reason = self._why_not(receipt.file)
            if reason:
                found.setdefault(reason, {})[Path(receipt.file).name] = None
        return {reason: tuple(names) for reason, names in found.items()}

    def _why_not(self, file: str) -> str:
        """Why no formula may refer to a file; "" when some may."""
        return self._sources[file].reason or ("file_name" if self._targets[file] is None else "")

    def _parts(self, key: CellKey) -> list[_Part]:
        """What the figure of a cell is the sum of; nothing when no formula is to be written."""
        found = self._merged.contributions[key]
        figure = self._merged.figures.get(key)
        if figure is None or not _figures(found) or not self._is_brought_together(key):
            return []
        if not self._is_sum(key):
            self._left[NOT_A_SUM] += _figures(found)
            return []
        given = {(item.file, item.unit_code or item.unit): item for item in found}
        parts: list[_Part] = []
        reasons: Counter[str] = Counter()
        for receipt in self._giving(key, given):
            item = given.get(_sender(receipt))
            value = item.value if item is not None else None
            spot, reason = self._spot(receipt, key, item)
            if spot is not None:
                parts.append(_Part(value or Decimal(0), receipt.file, spot))
            elif value is not None:
                parts.append(_Part(value))
                reasons[reason] += 1
        if sum((part.value for part in parts), Decimal(0)) != figure:
            self._left["differs"] += _figures(found)
            return []
        self._left.update(reasons)
        return parts if any(part.spot is not None for part in parts) else []

    def _is_brought_together(self, key: CellKey) -> bool:
        """Whether a cell holds figures of units at all; rates are recomputed, or stated for each unit."""
        form = self._merged.forms[key.form]
        row, column = form.row_by_key[key.row], form.column_by_key[key.column]
        stated = row.unit is not None or row.is_line
        rate = form.measure_of(row, column).kind is MeasureKind.RATE
        return form.kind_of(row, column) is CellKind.INPUT and (stated or not rate)

    def _is_sum(self, key: CellKey) -> bool:
        form = self._merged.forms[key.form]
        row, column = form.row_by_key[key.row], form.column_by_key[key.column]
        return not row.is_line and form.aggregate_of(row, column) is not Aggregate.OWN

    def _giving(self, key: CellKey, given: Mapping[tuple[str, str], Contribution]) -> Iterator[Receipt]:
        """Who has a part in a cell: in a unit's own row that unit, elsewhere all that sent the form.

        A cell left blank so far is a part too: what is written there later counts.
        """
        own = self._merged.forms[key.form].row_by_key[key.row].unit is not None
        for receipt in self._senders.get(key.form, ()):
            if not own or _sender(receipt) in given:
                yield receipt

    def _spot(self, receipt: Receipt, key: CellKey, item: Contribution | None) -> tuple[Spot | None, str]:
        """The cell that a part is taken from; else the reason why it is not."""
        reason = self._why_not(receipt.file)
        if reason:
            return None, reason
        spot = self._sources[receipt.file].spots.get((receipt.unit_code or receipt.unit, key))
        if spot is None or (item is not None and (spot.sheet, spot.cell) != (item.sheet, item.cell)):
            return None, "differs"
        value = item.value if item is not None else None
        if not _is_whole(spot.factor) and not _is_whole(_ONE / spot.factor):
            return None, "differs"
        if spot.sort in ("blank", "word") and not value:
            return spot, ""
        if spot.sort != "number" or value is None:
            return None, spot.sort if spot.sort in _REASONS else "differs"
        number = _AS_EXCEL.plus(exact(spot.content))
        return (spot, "") if number * spot.factor == value else (None, "differs")

    def _books(self, files: Iterable[str], sums: Iterable[list[_Part]]) -> Iterator[ExternalBook]:
        cells: dict[str, dict[str, dict[tuple[int, int], Stored]]] = {}
        for part in (part for parts in sums for part in parts):
            if part.spot is not None:
                sheet = cells.setdefault(part.file, {}).setdefault(part.spot.sheet, {})
                if part.spot.sort != "blank":
                    is_word = part.spot.sort == "word"
                    content = part.spot.content if is_word else part.spot.content.strip()
                    sheet[from_a1(part.spot.cell)] = Stored(content, is_text=is_word)
        for file in files:
            target = self._targets[file]
            assert target is not None
            yield ExternalBook(target, cells[file])


def _sender(receipt: Receipt) -> tuple[str, str]:
    return receipt.file, receipt.unit_code or receipt.unit


def _figures(found: Iterable[Contribution]) -> int:
    return sum(item.value is not None for item in found)


def _is_whole(number: Decimal) -> bool:
    return number == number.to_integral_value()


def _added(texts: Iterable[str]) -> str:
    """The formula that adds up its parts."""
    formula = "="
    for text in texts:
        formula += text if formula == "=" or text.startswith("-") else f"+{text}"
    return formula
