"""Values put into a workbook: understood, placed, written, and every formula brought up to date."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import BinaryIO, Final

from mtqg_xl.domain.forms import CellKind
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.messages import ArgumentProblem
from mtqg_xl.ooxml import Cell, Package, Workbook, exact, from_a1, save_atomically, to_a1
from mtqg_xl.ooxml.patching import Patch, Value
from mtqg_xl.reading import read_workbook
from mtqg_xl.writing.entering.cached import Cached, bring_up_to_date
from mtqg_xl.writing.entering.entries import CellPlace, Entry, FormPlace
from mtqg_xl.writing.entering.growing_lists import grown, lines_needed
from mtqg_xl.writing.entering.meaning import Manner, Reader
from mtqg_xl.writing.entering.placing import Placer, Spot

#: A computed double may differ from the exact figure in its last digits.
_NOISE: Final = Decimal("1e-9")
PathLike = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class Written:
    """One cell that changes: what stood there as the file had it, and what stands there now."""

    sheet: str
    cell: str
    before: str
    after: Value
    is_formula: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A cell of a form that holds its formula; the value given for it was not written.

    ``result`` is what the formula gives now, as the file has it; that it is not ``known`` means that
    Excel has to work it out.
    """

    sheet: str
    cell: str
    given: Value
    result: str = ""
    known: bool = True

    @property
    def differs(self) -> bool:
        """Whether the formula gives another figure than the one that was given."""
        is_figure = isinstance(self.given, int | float | Decimal) and not isinstance(self.given, bool)
        if not self.known or not is_figure:
            return False
        try:
            result = exact(self.result)
        except ValueError:
            return True
        given = Decimal(str(self.given))
        return abs(result - given) > max(abs(result), abs(given), Decimal(1)) * _NOISE


@dataclass(frozen=True)
class Entered:
    """A workbook with values put in. ``content`` is the file; nothing has been saved yet."""

    source: str
    content: bytes
    written: tuple[Written, ...]
    kept: tuple[Kept, ...]
    unchanged: int
    cached: Cached
    was_signed: bool = False

    def save(self, path: PathLike, *, inputs: Sequence[PathLike] = (), backup: bool = False) -> None:
        """Write the file, whole or not at all, never over the workbook it was made from."""

        def write(stream: BinaryIO) -> None:
            stream.write(self.content)

        save_atomically(path, write, inputs=[self.source, *inputs], backup=backup)


def enter(
    path: PathLike,
    entries: Iterable[Entry],
    *,
    manner: Manner = None,
    over_formulas: bool = False,
) -> Entered:
    """Put ``entries`` into the workbook at ``path``; the file itself is only read.

    ``manner`` says how numbers are written in texts where that does not show. A formula is kept:
    naming its cell is refused, unless ``over_formulas``; where a form names it, the value is left out.

    Raises :class:`FileProblem` for a workbook that cannot be read, :class:`ArgumentProblem` for an
    entry that cannot be understood or placed, :class:`CellProblem` for a cell that cannot take it.
    """
    return enter_into(Package.open(path, thorough=False), entries, manner=manner, over_formulas=over_formulas)


def enter_into(
    package: Package,
    entries: Iterable[Entry],
    *,
    manner: Manner = None,
    over_formulas: bool = False,
    also: Callable[[Patch], None] | None = None,
) -> Entered:
    """As :func:`enter`, into an opened package; ``also`` makes further changes in the same writing."""
    entries = list(entries)
    package = _with_lists(package, entries)
    patch = Patch(package)
    book = patch.workbook
    reader, placer = Reader.of(entries, manner), Placer(book)
    written: list[Written] = []
    kept: list[Kept] = []
    unchanged = 0
    touched: set[tuple[str, int, int]] = set()
    given: dict[tuple[str, int, int], tuple[Value, bool]] = {}
    for entry in entries:
        spot = placer.spot(entry)
        cell = book.sheet(spot.sheet).cell(spot.row, spot.column)
        value = _value(entry, spot, cell, reader, placer, book)
        is_formula = entry.sort == "formula"
        place = (spot.sheet, spot.row, spot.column)
        address = to_a1(spot.row, spot.column)
        if place in given:
            if given[place] == (value, is_formula):
                continue
            raise ArgumentProblem("given_twice", cell=address, sheet=spot.sheet, source=entry.where)
        given[place] = (value, is_formula)
        if cell is not None and cell.formula is not None and spot.key is not None and not over_formulas:
            kept.append(Kept(spot.sheet, address, value))
            continue
        if not is_formula and _is_same(cell, value):
            unchanged += 1
            continue
        touched.add(place)
        if is_formula:
            patch.set_formula(spot.sheet, (spot.row, spot.column), str(value).removeprefix("="))
            written.append(Written(spot.sheet, address, _shown(cell), str(value), is_formula=True))
        else:
            patch.set(spot.sheet, (spot.row, spot.column), value, over_formula=over_formulas)
            written.append(Written(spot.sheet, address, _shown(cell), value))
    for problem in patch.problems():
        raise problem
    cached = bring_up_to_date(patch, touched)
    if also is not None:
        also(patch)
    content = patch.to_bytes()
    kept = _with_results(kept, Workbook(Package(package.path, content, thorough=False)), cached)
    signed = bool(written) and any(name.lower().startswith("_xmlsignatures/") for name in package.names)
    return Entered(str(package.path), content, tuple(written), tuple(kept), unchanged, cached, signed)


def _with_lists(package: Package, entries: list[Entry]) -> Package:
    """The workbook with lists long enough for the lines that ``entries`` name.

    A cell named by its address on a sheet whose rows move could be meant as it stood or as it will
    stand: that is refused.
    """
    if not any(isinstance(entry.place, FormPlace) for entry in entries):
        return package
    book = Workbook(package)
    submission = read_workbook(book)
    longer, moved = grown(package, submission, lines_needed(entries, submission))
    placer = Placer(book)
    for entry in entries if moved else ():
        if not isinstance(entry.place, CellPlace):
            continue
        spot = placer.spot(entry)
        if spot.sheet in moved and spot.row >= moved[spot.sheet]:
            cell = to_a1(spot.row, spot.column)
            raise ArgumentProblem("cell_moves", sheet=spot.sheet, cell=cell)
    return longer


def _with_results(kept: list[Kept], book: Workbook, cached: Cached) -> list[Kept]:
    found = []
    for item in kept:
        place = from_a1(item.cell)
        cell = book.sheet(item.sheet).cell(*place)
        known = (item.sheet, *place) not in cached.withheld
        found.append(replace(item, result=cell.text if cell is not None else "", known=known))
    return found


def _value(
    entry: Entry, spot: Spot, cell: Cell | None, reader: Reader, placer: Placer, book: Workbook
) -> Value:
    if entry.sort == "formula":
        return entry.value
    shown = book.number_format(cell.style) if cell else ""
    if spot.key is None or spot.table is None:
        return reader.value(entry, cell, shown)
    form = spot.table.form
    row, column = form.row_by_key[spot.key.row], form.column_by_key[spot.key.column]
    if form.kind_of(row, column) is CellKind.TEXT and isinstance(entry.value, str) and not entry.sort:
        # A column of words takes words as they are.
        return entry.value
    told = entry
    if form.measure_of(row, column).kind is MeasureKind.RATE and isinstance(entry.value, str):
        # A form's rate is in percent, however the cell shows it.
        shown, told = "", replace(entry, value=entry.value.strip().removesuffix("%").rstrip())
    value = reader.value(told, cell, shown)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return entry.value if told is not entry else value
    exactly = exact(repr(value)) if isinstance(value, float) else Decimal(value)
    return placer.figure(spot, entry, exactly)


def _is_same(cell: Cell | None, value: Value) -> bool:
    """Whether the cell holds the value already."""
    if cell is None or cell.kind == "blank":
        return value is None and (cell is None or cell.formula is None)
    if cell.formula is not None:
        return False
    if isinstance(value, bool):
        return cell.kind == "bool" and cell.text == ("1" if value else "0")
    if isinstance(value, int | Decimal):
        return cell.kind == "number" and exact(cell.text) == value
    if isinstance(value, float):
        return cell.kind == "number" and float(cell.text) == value
    return isinstance(value, str) and cell.kind == "text" and cell.text == value


def _shown(cell: Cell | None) -> str:
    if cell is None:
        return ""
    return f"={cell.formula}" if cell.formula is not None else cell.text
