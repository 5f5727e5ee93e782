"""Formulas that many cells share, gathered by their groups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from mtqg_xl.ooxml.formulas import SharedFormula
from mtqg_xl.ooxml.growing.parts import Part
from mtqg_xl.ooxml.growing.rows import FormulaCell


@dataclass(slots=True)
class Group:
    """The cells of one group and what each of them says, in the order of the file.

    ``master`` is the cell that holds ``text``; ``strays`` tells that the group is not as it should
    be (cells before the master, or with texts of their own).
    """

    master: FormulaCell | None = None
    text: str = ""
    area: str = ""
    strays: bool = False
    cells: list[FormulaCell] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


def groups_of(part: Part, cells: Iterable[tuple[FormulaCell, dict[str, str]]]) -> list[Group]:
    """The groups of a sheet, from its shared formulas with their attributes."""
    groups: dict[str, Group] = {}
    masters: dict[str, SharedFormula] = {}
    finished: list[Group] = []
    early: list[tuple[Group, int]] = []
    for cell, told in cells:
        key = told.get("si", "")
        text = part.text(cell.element)
        group = groups.setdefault(key, Group())
        if text and (group.master is None or "ref" in told):
            if group.master is not None:
                # The same number given to a second group.
                finished.append(group)
                group = groups[key] = Group()
            group.master, group.text, group.area = cell, text, told.get("ref", "")
            masters[key] = SharedFormula(text, cell.row, cell.column)
        elif text:
            group.strays = True
        elif group.master is None:
            group.strays = True
            early.append((group, len(group.cells)))
        else:
            text = masters[key].at(cell.row, cell.column)
        group.cells.append(cell)
        group.texts.append(text)
    for group, at in early:
        if group.master is not None:
            cell = group.cells[at]
            formula = SharedFormula(group.text, group.master.row, group.master.column)
            group.texts[at] = formula.at(cell.row, cell.column)
    found = finished + list(groups.values())
    return [group for group in found if group.master is not None]
