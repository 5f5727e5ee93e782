"""The formulas in the cells of one sheet, rewritten where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml.formulas import SharedFormula
from mtqg_xl.ooxml.growing.areas import Areas
from mtqg_xl.ooxml.growing.formulas import Formulas
from mtqg_xl.ooxml.growing.parts import Part
from mtqg_xl.ooxml.growing.rows import FormulaCell, block_of, read_block
from mtqg_xl.ooxml.growing.sharing import Group, groups_of
from mtqg_xl.ooxml.patching import markup

_CALLED_BY_SHEET: Final = b"!"


def move_formulas(part: Part, cells: Iterable[FormulaCell], formulas: Formulas, areas: Areas) -> None:
    """Rewrite the formulas of the sheet that grows; refused where an array would be torn."""
    shared: list[tuple[FormulaCell, dict[str, str]]] = []
    for cell in cells:
        told = part.attributes(cell.element)
        kind = told.get("t", "normal")
        if kind == "shared":
            shared.append((cell, told))
            continue
        if kind in ("array", "dataTable") and "ref" in told:
            if areas.cuts(told["ref"]):
                values = {"sheet": areas.insertion.sheet, "area": told["ref"]}
                if kind == "array":
                    raise CellProblem("grow_array", **values)
                raise CellProblem("grow_data_table", **values)
            _set(part, cell, told, "ref", areas.one(told["ref"]))
            for name in ("r1", "r2"):
                if name in told:
                    _set(part, cell, told, name, areas.one(told[name]))
        _rewrite(part, cell, formulas, own=True)
    for group in groups_of(part, shared):
        _rewrite_group(part, group, formulas, areas)


def follow_formulas(part: Part, formulas: Formulas) -> None:
    """Rewrite the formulas of another sheet: only those that name a sheet can be meant."""
    block = block_of(part)
    if block is None:
        return
    shared = False
    for element in part.elements("f", block.opened, block.closing, block.prefix):
        if _CALLED_BY_SHEET in part.data[element.opened : element.closing]:
            if markup.attribute(part.data[element.start : element.opened], "t") == "shared":
                shared = True
            else:
                _rewrite(part, FormulaCell(0, 0, element), formulas, own=False)
    if shared:
        members = read_block(part, block, formulas.insertion.sheet).formulas
        found = [(cell, part.attributes(cell.element)) for cell in members]
        sharing = [(cell, told) for cell, told in found if told.get("t") == "shared"]
        for group in groups_of(part, sharing):
            if _CALLED_BY_SHEET.decode() in group.text or group.strays:
                _rewrite_group(part, group, formulas, None)


def _rewrite(part: Part, cell: FormulaCell, formulas: Formulas, *, own: bool) -> None:
    if cell.element.empty:
        return
    text = part.text(cell.element)
    new = formulas.plain(text, own)
    if new != text:
        part.set_text(cell.element, new)


def _rewrite_group(part: Part, group: Group, formulas: Formulas, areas: Areas | None) -> None:
    """``areas`` is None on a sheet that does not grow itself."""
    own = areas is not None
    insertion = formulas.insertion
    texts = [formulas.plain(text, own) for text in group.texts]

    def place(row: int) -> int:
        return insertion.row(row) if own else row

    master = group.master
    together = master is not None and not group.strays
    if together and own:
        rows = [cell.row for cell in group.cells]
        reach = [areas.rows(group.area)] if areas is not None and group.area else []
        together = not any(insertion.cuts(first, last) for first, last in [(min(rows), max(rows)), *reach])
    if together and master is not None:
        new = formulas.plain(group.text, own)
        moved = SharedFormula(new, place(master.row), master.column)
        together = all(
            moved.at(place(cell.row), cell.column) == text
            for cell, text in zip(group.cells, texts, strict=True)
        )
        if together:
            if new != group.text:
                part.set_text(master.element, new)
            if areas is not None and group.area:
                _set(part, master, {"ref": group.area}, "ref", areas.one(group.area))
            return
    for cell, text in zip(group.cells, texts, strict=True):
        _expand(part, cell, text)


def _expand(part: Part, cell: FormulaCell, text: str) -> None:
    """A formula of its own in the place of a share in one."""
    element = cell.element
    opening, closing = markup.emptied(element, part.data)
    opening = markup.with_attributes(opening, {"t": None, "si": None, "ref": None})
    part.splice(element.start, element.end, opening + markup.escaped(text) + closing)


def _set(part: Part, cell: FormulaCell, told: dict[str, str], name: str, value: str) -> None:
    if value != told[name]:
        part.set_attribute(cell.element, name, value)
