"""The same fault copied along a row or down a column is one fault."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.reconcile.formulas.faults import Fault, FaultKind

_HERE = "\0"
#: So many typed figures of a form are told one by one.
_A_HANDFUL = 5


def joined(faults: Iterable[Fault]) -> list[Fault]:
    """``faults`` with those alike hung below the first of them, one that shows a wrong figure if any."""
    told = list(faults)
    for alike in (_along, _down):
        told = _by(told, alike)
    return _typed_together(told)


def by_form(faults: Iterable[Fault]) -> list[Fault]:
    """``faults`` of one cause, such as a workbook that was not calculated: one a form."""
    groups: dict[str, list[Fault]] = {}
    for fault in faults:
        groups.setdefault(fault.key.form, []).extend((replace(fault, also=()), *fault.also))
    return [_one(group) for group in groups.values()]


def _by(faults: list[Fault], alike: Callable[[Fault], Hashable]) -> list[Fault]:
    groups: dict[Hashable, list[Fault]] = {}
    for fault in faults:
        single = fault.also or fault.kind in (FaultKind.TYPED, FaultKind.CIRCULAR)
        groups.setdefault(id(fault) if single else alike(fault), []).append(fault)
    return [_one(group) for group in groups.values()]


def _one(group: list[Fault]) -> Fault:
    head = next((fault for fault in group if fault.is_wrong_now), group[0])
    rest = tuple(fault for fault in group if fault is not head)
    return replace(head, also=(*head.also, *rest)) if rest else head


def _along(fault: Fault) -> Hashable:
    """What the copies of a faulty formula in one row have in common."""
    own = fault.key.column
    cells = [cell._replace(column=_HERE) if cell.column == own else cell for cell in fault.foreign]
    lacking = [cell._replace(column=_HERE) if cell.column == own else cell for cell in fault.lacking]
    return ("row", fault.key.form, fault.key.row, *_sort_of(fault, lacking, cells))


def _down(fault: Fault) -> Hashable:
    """What the copies of a faulty formula in one column have in common."""
    own = fault.key.row
    cells = [cell._replace(row=_HERE) if cell.row == own else cell for cell in fault.foreign]
    lacking = [cell._replace(row=_HERE) if cell.row == own else cell for cell in fault.lacking]
    return ("column", fault.key.form, fault.key.column, *_sort_of(fault, lacking, cells))


def _sort_of(fault: Fault, lacking: list[CellKey], foreign: list[CellKey]) -> tuple[Hashable, ...]:
    return (fault.kind, fault.rows, fault.columns, tuple(lacking), tuple(foreign))


def _typed_together(faults: list[Fault]) -> list[Fault]:
    by_form: dict[str, list[Fault]] = {}
    for fault in faults:
        if fault.kind is FaultKind.TYPED:
            by_form.setdefault(fault.key.form, []).append(fault)
    many = {form: group for form, group in by_form.items() if len(group) > _A_HANDFUL}
    kept = [fault for fault in faults if fault.kind is not FaultKind.TYPED or fault.key.form not in many]
    return [*kept, *(_one(group) for group in many.values())]
