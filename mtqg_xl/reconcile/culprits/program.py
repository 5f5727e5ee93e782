"""The smallest weighted set of cells whose change satisfies all edits, as an integer program.

Fellegi and Holt, *A systematic approach to automatic edit and imputation*, JASA 71 (1976). The
program only proposes: each answer is checked exactly by whoever asked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.proving.system.solver import Program, Row, attempt
from mtqg_xl.reconcile.culprits.edits import Edit
from mtqg_xl.reconcile.culprits.effort import Effort

#: How far a change may go, in sums of all residuals.
_REACH = 4.0
#: How exact the solver must be about a cell being changed or not.
_SHARP = 1e-9
#: Branches that the solver follows for one question; what needs more is left open.
_NODES = 250


@dataclass(frozen=True, slots=True)
class Changeable:
    """A cell that may be changed: what stands there, what a change costs, whether it may fall below zero.

    A rate that ``follows`` was computed from a wrong figure, and is changed with it.
    """

    written: float
    cost: float
    signed: bool = False
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """A set of cells to change, each by about how much, and what the set costs."""

    changes: Mapping[CellKey, float]
    cost: float


class Localisation:
    """The program over some edits and the cells that may be changed; all other cells are as they stand."""

    def __init__(self, edits: Sequence[Edit], cells: Mapping[CellKey, Changeable]) -> None:
        self._cells = cells
        self._edits = edits
        self._scale = max((_off(edit) / _size(edit) for edit in edits), default=0.0) or 1.0
        self._excluded: list[frozenset[CellKey]] = []

    def exclude(self, cells: Collection[CellKey]) -> None:
        """Never propose just this set again, with whatever followers."""
        self._excluded.append(frozenset(key for key in cells if not self._cells[key].follows))

    def smallest(self, without: Collection[CellKey], at_most: float, effort: Effort) -> Proposal | None:
        """The cheapest set of no more than ``at_most`` that leaves out the cells ``without``.

        Taken off ``effort``, and given up where the answer is too hard: then what is proposed, if anything,
        need not be the cheapest. ``None`` if there is none.
        """
        program = Program()
        reach = _REACH * sum(min(1.0, _off(edit) / _size(edit) / self._scale) for edit in self._edits) + 1.0
        chosen: dict[CellKey, int] = {}
        change: dict[CellKey, int] = {}
        for key, cell in self._cells.items():
            if key in without:
                continue
            far = max(reach, abs(cell.written) / self._scale * 1.5) if cell.signed else reach
            lowest = -far if cell.signed else max(-far, min(0.0, -cell.written / self._scale))
            chosen[key] = program.variable(cell.cost, 0, 1, whole=True)
            change[key] = program.variable(0, lowest, far)
            program.rows.append(Row({change[key]: 1.0, chosen[key]: -far}, -inf, 0.0))
            program.rows.append(Row({change[key]: 1.0, chosen[key]: far}, 0.0, inf))
        for edit in self._edits:
            self._add(program, edit, chosen, change, reach)
        for cells in self._excluded:
            if cells <= chosen.keys():
                terms = {
                    at: 1.0 if key in cells else -1.0
                    for key, at in chosen.items()
                    if not self._cells[key].follows
                }
                program.rows.append(Row(terms, -inf, len(cells) - 1))
        if at_most < inf:
            costs = {at: self._cells[key].cost for key, at in chosen.items()}
            program.rows.append(Row(costs, -inf, at_most))
        solved = attempt(program, _NODES, _SHARP)
        effort.spend(solved.steps + len(program.costs))
        if not solved.is_finished:
            effort.give_up()
        answer = solved.answer
        if answer is None:
            return None
        changes = {
            key: answer.values[change[key]] * self._scale
            for key, at in chosen.items()
            if answer.values[at] > 0.5
        }
        return Proposal(changes, answer.cost)

    def _add(
        self,
        program: Program,
        edit: Edit,
        chosen: Mapping[CellKey, int],
        change: Mapping[CellKey, int],
        reach: float,
    ) -> None:
        size = _size(edit)
        terms = {change[key]: float(factor) / size for key, factor in edit.terms.items() if key in change}
        low, high = edit.low / self._scale / size, edit.high / self._scale / size
        if edit.rate is not None and edit.rate in chosen:
            room = (sum(abs(factor) for factor in terms.values()) + 1) * reach + _off(
                edit
            ) / size / self._scale
            terms[chosen[edit.rate]] = -room if edit.low == -inf else room
        if terms:
            program.rows.append(Row(terms, low, high))


def _off(edit: Edit) -> float:
    """How far the edit is from holding as things stand."""
    return max(edit.low, -edit.high, 0.0)


def _size(edit: Edit) -> float:
    """The largest factor of the edit."""
    return max((abs(float(factor)) for factor in edit.terms.values()), default=1.0) or 1.0
