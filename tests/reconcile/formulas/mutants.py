"""Filled workbooks with one formula, or one figure, made wrong."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from mtqg_xl.domain.cells import CellKey, Observation
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.ooxml import from_a1, parse_range, to_a1
from tests.reconcile.formulas.reckoning import (
    CELL,
    FEW,
    NAMES,
    REFERENCE,
    Circular,
    Place,
    Sheets,
    changed,
    filled,
    reckoned,
    typed,
)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A workbook of which one cell was made wrong; ``is_wrong`` says whether that makes any difference."""

    sort: str
    key: CellKey
    submission: Submission
    is_wrong: bool
    before: str
    after: str


#: Manners of making a formula wrong: from its text, another one, or None where it has nothing to do so to.
Change = Callable[[str, random.Random], str | None]


def _body_start(formula: str) -> int:
    return formula.rfind(',"",') + 4 if ',"",' in formula else 0


def _reworked(formula: str, chance: random.Random, change: Callable[[str], list[str]]) -> str | None:
    """One reference of the body changed to one of what ``change`` makes of it."""
    at = _body_start(formula)
    choices = [
        (match, made)
        for match in REFERENCE.finditer(formula, at)
        for made in change(match[2])
        if made != match[2]
    ]
    if not choices:
        return None
    match, made = chance.choice(choices)
    return formula[: match.start(2)] + made + formula[match.end(2) :]


def _area(top: int, left: int, bottom: int, right: int) -> list[str]:
    if top < 1 or left < 1:
        return []
    first, last = to_a1(top, left), to_a1(bottom, right)
    return [first if first == last else f"{first}:{last}"]


def shortened(formula: str, chance: random.Random) -> str | None:
    def shorter(area: str) -> list[str]:
        top, left, bottom, right = parse_range(area)
        if top < bottom:
            return _area(top + 1, left, bottom, right) + _area(top, left, bottom - 1, right)
        if left < right:
            return _area(top, left + 1, bottom, right) + _area(top, left, bottom, right - 1)
        return []

    return _reworked(formula, chance, shorter)


def left_out(formula: str, chance: random.Random) -> str | None:
    lists = [m for m in re.finditer(r"SUM\(([^()]*,[^()]*)\)", formula) if m.start() >= _body_start(formula)]
    if not lists:
        return None
    match = chance.choice(lists)
    items = match[1].split(",")
    items.pop(chance.randrange(len(items)))
    return formula[: match.start(1)] + ",".join(items) + formula[match.end(1) :]


def widened(formula: str, chance: random.Random) -> str | None:
    if "SUM(" not in formula[_body_start(formula) :] and "COUNTA(" not in formula:
        return None

    def wider(area: str) -> list[str]:
        top, left, bottom, right = parse_range(area)
        if ":" not in area:
            return []
        grown = _area(top - 1, left, bottom, right) + _area(top, left, bottom + 1, right)
        return grown + _area(top, left - 1, bottom, right) + _area(top, left, bottom, right + 1)

    return _reworked(formula, chance, wider)


def _all_moved(formula: str, rows: int, columns: int) -> str | None:
    def move(match: re.Match[str]) -> str:
        top, left, bottom, right = parse_range(match[2])
        return match[1] + _area(top + rows, left + columns, bottom + rows, right + columns)[0]

    return REFERENCE.sub(move, formula) if REFERENCE.search(formula) else None


def moved_by_a_row(formula: str, chance: random.Random) -> str | None:
    return _all_moved(formula, chance.choice((-1, 1)), 0)


def moved_by_a_column(formula: str, chance: random.Random) -> str | None:
    return _all_moved(formula, 0, chance.choice((-1, 1)))


def one_cell_astray(formula: str, chance: random.Random) -> str | None:
    def astray(area: str) -> list[str]:
        if ":" in area:
            return []
        row, column = from_a1(area)
        down = _area(row + 1, column, row + 1, column) + _area(row - 1, column, row - 1, column)
        return down + _area(row, column + 1, row, column + 1) + _area(row, column - 1, row, column - 1)

    return _reworked(formula, chance, astray)


def without_hundred(formula: str, chance: random.Random) -> str | None:
    return formula.replace("*100", "") if "*100" in formula else None


def turned_round(formula: str, chance: random.Random) -> str | None:
    """A difference made a sum, or the two cells of a difference exchanged."""
    at = _body_start(formula)
    match = re.search(rf"({CELL})-({CELL})", formula[at:])
    if match is None:
        return None
    made = chance.choice((f"{match[1]}+{match[2]}", f"{match[2]}-{match[1]}"))
    return formula[:at] + formula[at:].replace(match[0], made, 1)


def with_a_plug(formula: str, chance: random.Random) -> str | None:
    at = _body_start(formula)
    closing = formula.count(',"",')
    end = len(formula) - closing
    return f"{formula[:at]}{formula[at:end]}+{chance.randint(1, 50)}{formula[end:]}"


CHANGES: dict[str, Change] = {
    "shortened": shortened,
    "left out": left_out,
    "widened": widened,
    "moved by a row": moved_by_a_row,
    "moved by a column": moved_by_a_column,
    "one cell astray": one_cell_astray,
    "without *100": without_hundred,
    "turned round": turned_round,
    "with a plug": with_a_plug,
}
#: Manners of leaving the formula as it is, or away, and the figures wrong.
FIGURES = ("typed over", "stale", "written as text")
#: The same meaning written otherwise.
REWRITINGS: dict[str, Callable[[str], str]] = {
    "with dollars": lambda text: REFERENCE.sub(
        lambda m: m[1] + re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", m[2]), text
    ),
    "without guards": lambda text: text[_body_start(text) :].removesuffix(")" * text.count(',"",')),
    "rounded": lambda text: f"ROUND({REWRITINGS['without guards'](text)},3)",
    "guarded otherwise": lambda text: f'IFERROR({REWRITINGS["without guards"](text)},"")',
    "lower case": lambda text: text if "COUNTIF" in text else text.lower(),
}


def mutants(
    submission: Submission, seed: int, share: float, sorts: dict[str, Change] = CHANGES
) -> Iterator[Mutant]:
    """Some formulas of a filled submission made wrong, one at a time, drawn with a fixed seed."""
    chance = random.Random(seed)
    others = [_with_counts_of_their_own(filled(submission, seed + n), chance) for n in (101, 102)]
    bound = set(Sheets(submission).seen)
    for seen in list(submission.observations()):
        if seen.formula is None or not seen.cell or chance.random() >= share:
            continue
        sort = chance.choice(list(sorts))
        after = sorts[sort](seen.formula, chance)
        if after is None or after == seen.formula:
            continue
        if sort == "one cell astray" and not _within(after, seen, bound):
            continue  # nobody knows what a person keeps beside the table
        changed_book = with_formula(submission, seen.key, after)
        if _result(submission, seen.key) is None:
            continue  # a cell that shows nothing cannot show a difference
        tally = "COUNTA(" in after and _counted(seen, seen.formula, bound) != _counted(seen, after, bound)
        wrong = tally or any(_differs(book, seen, after) for book in (submission, *others))
        yield Mutant(sort, seen.key, reckoned(changed_book), wrong, seen.formula, after)


def figure_mutants(submission: Submission, seed: int, share: float) -> Iterator[Mutant]:
    """Some computed cells typed over, left as they were before a change, or short of a figure in text."""
    chance = random.Random(seed)
    sheets = Sheets(submission)
    for seen in list(submission.observations()):
        if seen.formula is None or not seen.value or chance.random() >= share:
            continue
        sort = chance.choice(FIGURES)
        match sort:
            case "typed over":
                if not _is_computed(submission, seen):
                    continue
                to = typed(seen, seen.value + chance.choice((0, 1, -7)))
            case "stale":
                to = replace(seen, value=seen.value + chance.choice((1, Decimal("0.5"), -3)))
            case _:
                areas = re.findall(r"SUM\(([^()]*)\)", seen.formula)
                cells = [at for area in areas for at in Sheets.cells(area, seen.sheet)]
                inputs = [sheets.seen[at] for at in cells if at in sheets.seen]
                inputs = [cell for cell in inputs if cell.formula is None and cell.value]
                if len(inputs) < 2:
                    continue
                to = replace(chance.choice(inputs), note="text_number")
        made = changed(submission, lambda item, to=to: to if item.key == to.key else item)
        made = reckoned(made) if sort == "written as text" else made
        yield Mutant(sort, seen.key, made, True, seen.formula, str(to.value))


def _is_computed(submission: Submission, seen: Observation) -> bool:
    form = submission.table(seen.key.form).form
    row, column = form.row_by_key[seen.key.row], form.column_by_key[seen.key.column]
    others = [item for item in submission.table(form.code).observations.values() if item.formula]
    # The only total of a form, typed, is a form typed throughout.
    return form.kind_of(row, column) is CellKind.FORMULA and len(others) > FEW


def _counted(seen: Observation, formula: str, bound: set[Place]) -> set[Place]:
    """The cells that a formula counts: texts seldom fall so that each of them shows."""
    cells = set(Sheets.cells(formula[_body_start(formula) :], seen.sheet))
    rows = {(sheet, row) for sheet, row, _ in bound}
    return {at for at in cells if at in bound or (at[2] == NAMES and at[:2] in rows)}


def _with_counts_of_their_own(submission: Submission, chance: random.Random) -> Submission:
    """``submission`` with other figures for its counts, which are zero too often to show a difference."""

    def count(seen: Observation) -> Observation:
        counts = seen.formula is not None and "COUNTA(" in seen.formula
        return typed(seen, Decimal(chance.randint(1, 999))) if counts else seen

    return changed(submission, count)


def _within(formula: str, seen: Observation, bound: set[Place]) -> bool:
    """Whether every cell that a formula names is one of a form."""
    return all(place in bound for place in Sheets.cells(formula, seen.sheet))


def with_formula(submission: Submission, key: CellKey, formula: str) -> Submission:
    return changed(submission, lambda seen: replace(seen, formula=formula) if seen.key == key else seen)


def _differs(submission: Submission, seen: Observation, formula: str) -> bool:
    made = with_formula(submission, seen.key, formula)
    before = with_formula(submission, seen.key, seen.formula or "")
    try:
        return _result(made, seen.key) != _result(before, seen.key)
    except Circular:
        return True


def _result(submission: Submission, key: CellKey) -> Fraction | None:
    sheets = Sheets(submission)
    return sheets.value(next(place for place, seen in sheets.seen.items() if seen.key == key))
