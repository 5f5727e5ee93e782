"""Repairs put into a copy of the workbook, with a sheet that lists them; nothing is saved here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mtqg_xl.domain.submissions import Submission
from mtqg_xl.messages import say
from mtqg_xl.ooxml import Package, Workbook, from_a1
from mtqg_xl.reports.repairs.listing import listing_of
from mtqg_xl.reports.repairs.model import Repair, RepairProblem, Step

if TYPE_CHECKING:
    from mtqg_xl.ooxml.patching import Patch
    from mtqg_xl.writing.entering import Entered


@dataclass(frozen=True, slots=True)
class Made:
    """One cell changed, and the repairs that asked for it."""

    step: Step
    repairs: tuple[Repair, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The findings that asked for it."""
        return tuple(repair.finding.id for repair in self.repairs)

    @property
    def told_as(self) -> str:
        """The findings as a person is told them: those of this very cell."""
        others = (repair.finding.id for repair in self.repairs[1:])
        return ", ".join((self.step.about.id, *others))


@dataclass(frozen=True, slots=True)
class Mended:
    """A workbook with repairs made. ``sheet`` is the one that lists them, "" when there are none."""

    entered: Entered
    made: tuple[Made, ...]
    sheet: str


def mend(package: Package, repairs: Sequence[Repair]) -> Mended:
    """Make ``repairs`` in the workbook of ``package``, stored results brought up to date.

    Raises :class:`RepairProblem` when two repairs want different things of one cell, :class:`CellProblem`
    for a cell that cannot take its figure.
    """
    from mtqg_xl.writing.entering import CellPlace, Entry, enter_into

    made = _without_conflicts(repairs)
    entries = [
        Entry(CellPlace(*item.step.place), item.step.value, "formula" if item.step.is_formula else "")
        for item in made
    ]
    listing = listing_of(made, [info.name for info in Workbook(package).sheets]) if made else None

    def also(patch: Patch) -> None:
        if listing is not None:
            patch.add_sheet(listing)

    # A live formula has no repair that is a figure: what is written over are formulas of numbers alone.
    entered = enter_into(package, entries, over_formulas=True, also=also)
    return Mended(entered, made, listing.name if listing is not None else "")


def read_back(mended: Mended, after: Submission) -> None:
    """See that every cell reads as it was proposed; :class:`RepairProblem` for the first that does not."""
    for item in mended.made:
        step = item.step
        if step.is_formula or step.proposed is None:
            continue
        seen = after.observation(step.key)
        if seen is None or seen.value != step.proposed or (seen.sheet, seen.cell) != step.place:
            raise RepairProblem("fix.reads_otherwise", id=item.ids[0], cell=step.cell, sheet=step.sheet)


def _without_conflicts(repairs: Sequence[Repair]) -> tuple[Made, ...]:
    """The changes cell by cell, in the order of the sheets' cells within each finding."""
    found: dict[tuple[str, str], Made] = {}
    for repair in repairs:
        for step in sorted(repair.steps, key=lambda step: from_a1(step.cell)):
            first = found.get(step.place)
            if first is None:
                found[step.place] = Made(step, (repair,))
            elif first.step.value != step.value:
                ids = say("finding.and").join((*first.ids, repair.finding.id))
                raise RepairProblem("fix.conflict", ids=ids, cell=step.cell, sheet=step.sheet)
            elif repair not in first.repairs:
                found[step.place] = replace(first, repairs=(*first.repairs, repair))
    return tuple(found.values())
