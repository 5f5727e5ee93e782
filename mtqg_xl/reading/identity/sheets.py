"""Whose a sheet is, by what is written above its table and on its tab."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mtqg_xl.domain.units import Unit, fold, place_name
from mtqg_xl.reading.identity.frame import Frame, Line
from mtqg_xl.reading.identity.naming import Named, is_above, lowest, unknown_unit
from mtqg_xl.reading.identity.unit_words import UnitWords


@dataclass(frozen=True, slots=True)
class SheetUnit:
    """Whose a sheet is; ``others`` are units it names as well, ``several`` those one name fits.

    ``sure`` says that more than a title tells it.
    """

    unit: Named | None = None
    others: tuple[Named, ...] = ()
    several: tuple[Unit, ...] = ()
    sure: bool = False


def unit_of_sheet(
    frame: Frame, tab: str, names: UnitWords, day: date | None, around: Sequence[Unit]
) -> SheetUnit:
    """The unit that a sheet names.

    The letterhead and the lines for it go before the title. A tab, or a title that the tab confirms,
    goes before the letterhead of a unit above: a province prints its own on the sheets of districts.
    """
    said: list[Named] = []
    doubtful: tuple[Unit, ...] = ()
    over = [*around, *_over(frame, names, day)]
    for line in frame.lines:
        found, several = _named(line, names, day, over)
        said.extend(found)
        doubtful = doubtful or several
    units = lowest(said, names)
    title = _one_of([line.text for line in frame.lines if not line.name], names, day, around)
    first = units[0] if units else None
    # A name without its kind on the tab is the unit of that name on the sheet.
    written = first if first and _only_place(tab, first) else tab_unit(tab, names, day, around)
    if written and (first is None or (is_above(first, written, names) and not first.same(written))):
        others = [title] if title and not title.same(written) and not is_above(title, written, names) else []
        return SheetUnit(written, (*others,), (), sure=True)
    if first is None:
        return SheetUnit(title, (), () if title else doubtful, sure=False)
    others = units[1:]
    for other in (title, written):
        if other and not other.same(first) and not is_above(other, first, names):
            below_by_title = other is title and is_above(first, other, names)
            if not below_by_title and not any(other.same(one) for one in others):
                others.append(other)
    return SheetUnit(first, tuple(others), (), sure=True)


def _only_place(tab: str, unit: Named) -> bool:
    return fold(tab) == fold(place_name(unit.unit.name))


def tab_unit(tab: str, names: UnitWords, day: date | None, around: Sequence[Unit]) -> Named | None:
    """The unit that the name of a sheet tells: "Bảo Lâm", "01. H. Bảo Lâm", "BM16 Bảo Lâm"."""
    units = names.narrowed(names.mentions(tab, day, bare_names=True), around)
    if len(units) == 1:
        return Named.of(units[0])
    return None if units else unknown_unit(tab)


def _named(
    line: Line, names: UnitWords, day: date | None, around: Sequence[Unit]
) -> tuple[list[Named], tuple[Unit, ...]]:
    """The unit named in a line that is there to name it, or the units that its name fits."""
    text = line.name or (line.text if names.is_name(line.text, day) else "")
    if not text:
        return [], ()
    units = names.narrowed(names.mentions(text, day, bare_names=names.is_name(text, day)), around)
    if len(units) == 1:
        return [Named.of(units[0])], ()
    if units:
        return [], units
    unknown = unknown_unit(text)
    return ([unknown] if unknown else []), ()


def _over(frame: Frame, names: UnitWords, day: date | None) -> list[Unit]:
    """The units of the register that the heading names for certain."""
    mentions = [found for line in frame.lines for found in names.mentions(line.text, day, bare_names=False)]
    return [mention.units[0] for mention in mentions if len(mention.units) == 1]


def _one_of(texts: Sequence[str], names: UnitWords, day: date | None, around: Sequence[Unit]) -> Named | None:
    mentions = [found for text in texts for found in names.mentions(text, day, bare_names=False)]
    units = names.narrowed(mentions, around)
    return Named.of(units[0]) if len(units) == 1 else None
