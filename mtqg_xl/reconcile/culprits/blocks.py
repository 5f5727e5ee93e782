"""Several cells wrong for one reason: exchanged, moved by a row, or written in another unit.

Such slips are one action of a person, however many figures they change (edit operations: Scholtus,
*A generalized Fellegi-Holt paradigm for automatic error localization*, Survey Methodology 42, 2016).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import log

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import Scope
from mtqg_xl.domain.numerals import format_vietnamese, trimmed
from mtqg_xl.reconcile.culprits.scene import Scene
from mtqg_xl.reconcile.culprits.values import proposals
from mtqg_xl.reconcile.slips import Explanation, Kind

_EXCHANGE = log(0.03)
_SHIFT = log(0.02)
_UNIT = log(0.02)
_FACTORS = tuple(Decimal(10) ** power for power in (-3, 3, -6, 6))
_ONE_ROW = {"count": "1", "way": "row"}
#: Lines that must fail before a whole column is taken to be in another unit.
_LINES = 2
#: Lines under each other that must fail before a slip is looked for that goes through them all.
_RUN = 3


@dataclass(frozen=True, slots=True)
class Block:
    """Cells changed together, the reason, and how many of the new figures were not made to fit."""

    changes: Mapping[CellKey, Decimal]
    explanation: Explanation
    confirmed: int


def blocks_behind(scene: Scene, failing: Sequence[int]) -> list[Block]:
    """Every block that makes all of ``failing`` hold and breaks nothing; bounds alone confirm none."""
    if not any(scene.relations[number].sign == "=" for number in failing):
        return []
    tried = [
        *_exchanges(scene, failing),
        *_shifts(scene, failing),
        *_units(scene, failing),
    ]
    found: dict[frozenset[tuple[CellKey, Decimal]], Block] = {}
    for block in tried:
        if scene.mends(block.changes, failing) is not None:
            found.setdefault(frozenset(block.changes.items()), block)
    return list(found.values())


def runs_behind(scene: Scene, failing: Sequence[int]) -> Iterator[tuple[Block, list[int]]]:
    """Blocks that explain a run of failing lines, though no cell of one line is in the next.

    Each with all the relations of ``failing`` that it mends.
    """
    left = list(failing)
    while run := _longest_run(scene, left):
        inside = [number for numbers in run.values() for number in numbers]
        for block in (*_shifts(scene, inside), *_units(scene, inside)):
            touched = set(scene.touched(block.changes))
            covered = [number for number in failing if number in touched]
            if block.confirmed > 1 and scene.mends(block.changes, covered) is not None:
                yield block, covered
                break
        left = [number for number in left if number not in inside]


def _longest_run(scene: Scene, failing: Sequence[int]) -> dict[tuple[str, str], list[int]]:
    """The first lines, one under the other, of which each fails in a sum across its columns."""
    lines = _failing_lines(scene, failing)
    for form in dict.fromkeys(code for code, _ in lines):
        run: dict[tuple[str, str], list[int]] = {}
        for row in (*scene.rows(form), ""):
            if (form, row) in lines:
                run[form, row] = lines[form, row]
            elif len(run) >= _RUN:
                return run
            else:
                run = {}
    return {}


def blocks_among(scene: Scene, changes: Mapping[CellKey, Decimal]) -> Iterator[Block]:
    """The changes of a repair that are one slip: two neighbours exchanged, a run moved by one row."""
    left = dict(changes)
    for key, value in changes.items():
        for other in scene.neighbours(key):
            swapped = left.get(other) == scene.written(key) and value == scene.written(other)
            if key in left and other in left and swapped:
                pair = {key: left.pop(key), other: left.pop(other)}
                yield Block(pair, Explanation(Kind.EXCHANGE, _EXCHANGE, {"cell": scene.address(other)}), 2)
    for column in dict.fromkeys((key.form, key.column) for key in left):
        order = scene.rows(column[0])
        run = [CellKey(column[0], row, column[1]) for row in order]
        for one in (run, run[::-1]):
            yield from _moved(scene, one, left)


def units_among(scene: Scene, changes: Mapping[CellKey, Decimal]) -> Iterator[Block]:
    """The changes of several cells of one column that are all by the same factor of a thousand or more."""
    alike: dict[tuple[str, str, Decimal], dict[CellKey, Decimal]] = {}
    for key, value in changes.items():
        written = scene.written(key)
        factor = value / written if written else Decimal(0)
        if factor in _FACTORS:
            alike.setdefault((key.form, key.column, factor), {})[key] = value
    for (_, _, factor), cells in alike.items():
        if len(cells) >= _LINES:
            yield Block(cells, _in_unit(factor), len(cells))


def _in_unit(factor: Decimal) -> Explanation:
    values = {"factor": format_vietnamese(max(factor, 1 / factor)), "way": "far"}
    return Explanation(Kind.UNIT, _UNIT, values)


def _moved(scene: Scene, run: Sequence[CellKey], left: dict[CellKey, Decimal]) -> Iterator[Block]:
    """Neighbouring changes in ``run`` each of which puts in what now stands in the next cell."""
    found: list[CellKey] = []
    for key, beside in pairwise(run):
        if key in left and scene.written(beside) not in (None, 0) and left[key] == scene.written(beside):
            found.append(key)
            continue
        if len(found) > 1:
            cells = [*found, *([key] if key in left else [])]
            values = {cell: left.pop(cell) for cell in cells}
            yield Block(values, Explanation(Kind.SHIFT, _SHIFT, _ONE_ROW), len(found))
        found = []


def _exchanges(scene: Scene, failing: Sequence[int]) -> Iterator[Block]:
    """Two neighbouring cells that hold each other's figure."""
    for key in scene.cells(failing[0]):
        mine = scene.written(key)
        for other in scene.neighbours(key):
            theirs = scene.written(other)
            if mine is None or theirs is None or mine == theirs:
                continue
            first, second = (key, other) if scene.comes_first(key, other) else (other, key)
            words = Explanation(Kind.EXCHANGE, _EXCHANGE, {"cell": scene.address(second)})
            changes = {first: scene.written(second), second: scene.written(first)}
            yield Block({k: v for k, v in changes.items() if v is not None}, words, 2)


def _shifts(scene: Scene, failing: Sequence[int]) -> Iterator[Block]:
    """A run of cells in one column that hold the figures of the rows beside them."""
    lines = _failing_lines(scene, failing)
    if len(lines) < 2:
        return
    form = next(iter(lines))[0]
    order = scene.rows(form)
    places = sorted(order.index(row) for code, row in lines if code == form and row in order)
    if len({code for code, _ in lines}) > 1 or len(places) < 2:
        return
    run = order[places[0] : places[-1] + 1]
    for column in _shared_columns(scene, lines):
        cells = [CellKey(form, row, column) for row in run]
        cells = [key for key in cells if key in scene.named_in]
        for one in (cells, cells[::-1]):
            # Each cell but the last holds what belongs one further back; the last figure was lost.
            changes = {
                key: value for key, beside in pairwise(one) if (value := scene.written(beside)) is not None
            }
            if len(changes) < len(one) - 1 or len(one) < 2:
                continue
            last = one[-1]
            words = Explanation(Kind.SHIFT, _SHIFT, _ONE_ROW)
            moved = [key for key, value in changes.items() if scene.written(key) != value]
            if any((key.form, key.row) not in lines for key in moved):
                continue  # a figure that moved and whose line agrees none the less
            for value in _closing(scene, last, failing, changes):
                yield Block({**changes, last: value}, words, len(moved))


def _closing(
    scene: Scene, key: CellKey, failing: Sequence[int], changes: Mapping[CellKey, Decimal]
) -> Iterator[Decimal]:
    for number in failing:
        if key in scene.cells(number):
            yield from proposals(scene, number, key, changes)
            return


def _units(scene: Scene, failing: Sequence[int]) -> Iterator[Block]:
    """All figures of one column, or of one row, a thousand or a million times too large or too small."""
    lines = _failing_lines(scene, failing)
    if len(lines) >= _LINES and len({code for code, _ in lines}) == 1:
        form = next(iter(lines))[0]
        for column in _shared_columns(scene, lines):
            yield from _scaled(scene, [CellKey(form, row, column) for row in scene.rows(form)])
    totals = {
        target.column: target.form
        for number in failing
        if (target := scene.relations[number].target) is not None
        and scene.relations[number].rule.scope is Scope.COLUMNS
    }
    if len(totals) >= _LINES and len(set(totals.values())) == 1:
        form = next(iter(totals.values()))
        for row in scene.rows(form):
            yield from _scaled(scene, [CellKey(form, row, column) for column in scene.columns(form)])


def _scaled(scene: Scene, cells: Sequence[CellKey]) -> Iterator[Block]:
    typed = {key: value for key in cells if (value := scene.written(key)) and not scene.is_rate(key)}
    if len(typed) < _LINES:
        return
    for factor in _FACTORS:
        yield Block(
            {key: trimmed(value * factor) for key, value in typed.items()}, _in_unit(factor), len(typed)
        )


def _failing_lines(scene: Scene, failing: Sequence[int]) -> dict[tuple[str, str], list[int]]:
    """The lines in which a sum across columns fails."""
    lines: dict[tuple[str, str], list[int]] = {}
    for number in failing:
        relation = scene.relations[number]
        if relation.rule.scope is Scope.ROWS and len({key.row for key in relation.cells}) == 1:
            home = relation.cells[0]
            lines.setdefault((home.form, home.row), []).append(number)
    return lines


def _shared_columns(scene: Scene, lines: Mapping[tuple[str, str], Sequence[int]]) -> list[str]:
    """The columns that stand in the failing sums of every line."""
    shared: list[set[str]] = [
        {key.column for number in numbers for key in scene.cells(number) if key.row == row}
        for (_, row), numbers in lines.items()
    ]
    return sorted(set.intersection(*shared)) if shared else []
