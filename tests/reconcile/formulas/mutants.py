"""Filled workbooks with one formula made wrong, and a plain reckoning that says whether it is wrong indeed.

The reckoning here knows addresses and nothing of forms: it takes a formula's text, leaves its guards
against blanks off, and works it out in fractions.
"""

from __future__ import annotations

import math
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

from mtqg_xl.domain.cells import CellKey, Observation, State
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.numerals import decimals_of
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.ooxml import from_a1, parse_range, to_a1
from mtqg_xl.reading import read_submission

TEMPLATES = Path(__file__).resolve().parents[3] / "workbook_templates"
Place = tuple[str, int, int]
#: The column of the names of rows.
_NAMES = 2
_FEW = 3
_CELL = r"[A-Z]{1,3}[1-9]\d*"
REFERENCE = re.compile(rf"((?:'[^']+'!)?)({_CELL}(?::{_CELL})?)(?![\w(])")
_CALL = re.compile(r"(SUM|COUNTA|COUNTIF)\(([^()]*)\)")


class Circular(Exception):
    """A formula that needs its own result."""


def _rounded(value: Fraction, digits: Fraction) -> Fraction:
    step = Fraction(10) ** int(digits)
    return Fraction(math.floor(abs(value) * step + Fraction(1, 2))) / step * (-1 if value < 0 else 1)


@cache
def template(name: str) -> Submission:
    """One of the kept templates, read."""
    return read_submission(TEMPLATES / f"{name}.xlsx")


def names() -> list[str]:
    """The kept templates: every form, every set."""
    return sorted(path.stem for path in TEMPLATES.glob("*.xlsx"))


class Sheets:
    """The cells of a workbook by address, worked out on demand."""

    def __init__(self, submission: Submission) -> None:
        self.seen: dict[Place, Observation] = {}
        for table in submission.tables:
            for key, seen in table.observations.items():
                at = table.place(key)
                if at is not None:
                    self.seen[table.sheet, at[0], at[1]] = seen
        self._known: dict[Place, Fraction | None] = {}
        self._busy: set[Place] = set()

    def value(self, place: Place) -> Fraction | None:
        """The figure in a cell; ``None`` for a blank."""
        seen = self.seen.get(place)
        if seen is None or seen.note == "text_number":
            return None
        if seen.formula is None:
            return None if seen.value is None else Fraction(seen.value)
        if place in self._busy:
            raise Circular
        if place not in self._known:
            self._busy.add(place)
            try:
                self._known[place] = self.work_out(seen.formula, place[0])
            finally:
                self._busy.discard(place)
        return self._known[place]

    def work_out(self, formula: str, home: str) -> Fraction | None:
        """What a formula gives; ``None`` where it shows a blank."""
        guards = formula.count(',"",')
        body = formula.rpartition(',"",')[2] if guards else formula
        body = body[: len(body) - guards] if guards else body
        while match := _CALL.search(body):
            found = self._call(match[1], match[2], home)
            if found is None:
                return None
            body = f"{body[: match.start()]}({found.numerator}/F({found.denominator})){body[match.end() :]}"
        missing = False

        def figure(match: re.Match[str]) -> str:
            nonlocal missing
            found = self.value((match[1].strip("'!") or home, *from_a1(match[2])))
            missing = missing or found is None
            return f"({found.numerator}/F({found.denominator}))" if found is not None else "F(0)"

        body = REFERENCE.sub(figure, body)
        if missing:
            return None
        try:
            return Fraction(
                eval(
                    re.sub(r"(?<![\w/(.])(\d+)(?![\d)])", r"F(\1)", body), {"F": Fraction, "ROUND": _rounded}
                )
            )
        except ZeroDivisionError:
            return None

    def _call(self, name: str, inside: str, home: str) -> Fraction | None:
        if name in ("COUNTA", "COUNTIF"):
            area, _, wanted = inside.partition(',"')
            texts = [
                seen.raw
                for at in self.cells(area, home)
                if (seen := self.seen.get(at)) is not None and seen.raw
            ]
            if name == "COUNTIF":
                return (
                    Fraction(sum(text.casefold() == wanted[:-1].casefold() for text in texts))
                    if texts
                    else None
                )
            return Fraction(len(texts)) if texts else None
        figures = [self.value(at) for at in self.cells(inside, home)]
        known = [figure for figure in figures if figure is not None]
        return sum(known, Fraction(0)) if known else None

    @staticmethod
    def cells(text: str, home: str) -> list[Place]:
        """The cells of ``A1:A3,B7``."""
        found = []
        for sheet, area in REFERENCE.findall(text):
            top, left, bottom, right = parse_range(area)
            for row in range(top, bottom + 1):
                found += [(sheet.strip("'!") or home, row, column) for column in range(left, right + 1)]
        return found


def filled(submission: Submission, seed: int) -> Submission:
    """Every input cell filled with a figure of its own, every formula with its result."""
    chance = random.Random(seed)
    forms = {table.form.code: table.form for table in submission.tables}
    words = {
        code: tuple(text for column in form.columns for text in column.choices)
        for code, form in forms.items()
    }

    def fill(seen: Observation) -> Observation:
        form = forms[seen.key.form]
        row, column = form.row_by_key[seen.key.row], form.column_by_key[seen.key.column]
        if seen.formula is not None:
            return seen
        match form.kind_of(row, column):
            case CellKind.TEXT:
                if chance.random() < 0.2:
                    return seen
                offered = column.choices if chance.random() < 0.6 else words[form.code]
                return replace(seen, state=State.REPORTED, raw=chance.choice(offered or ("việc",)))
            case CellKind.INPUT:
                whole = form.measure_of(row, column).kind is MeasureKind.COUNT
                value = Decimal(chance.randint(11, 99_999))
                return typed(seen, value if whole else value / 8)
            case _:
                return seen

    return reckoned(changed(submission, fill))


def typed(seen: Observation, value: Decimal) -> Observation:
    """A cell in which a person typed ``value``."""
    return seen.with_value(value.normalize() + 0)


def changed(submission: Submission, change: Callable[[Observation], Observation]) -> Submission:
    """``submission`` with every observation passed through ``change``."""
    tables = tuple(
        replace(table, observations={key: change(seen) for key, seen in table.observations.items()})
        for table in submission.tables
    )
    return replace(submission, tables=tables)


def reckoned(submission: Submission) -> Submission:
    """``submission`` with the results of all formulas kept as a workbook keeps them."""
    sheets = Sheets(submission)
    places = {seen.key: place for place, seen in sheets.seen.items()}

    def keep(seen: Observation) -> Observation:
        if seen.formula is None or seen.key not in places:
            return seen
        try:
            found = sheets.value(places[seen.key])
        except Circular:
            found = Fraction(0)
        return kept(seen, found)

    return changed(submission, keep)


def kept(seen: Observation, result: Fraction | None) -> Observation:
    """A formula cell with ``result`` as a file would hold it."""
    if result is None:
        return replace(seen, state=State.BLANK, value=None, decimals=0, raw="")
    value = Decimal(repr(float(result))).normalize()
    return replace(seen, state=State.REPORTED, value=value, decimals=decimals_of(value), raw=str(value))


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
    match = re.search(rf"({_CELL})-({_CELL})", formula[at:])
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
    return form.kind_of(row, column) is CellKind.FORMULA and len(others) > _FEW


def _counted(seen: Observation, formula: str, bound: set[Place]) -> set[Place]:
    """The cells that a formula counts: texts seldom fall so that each of them shows."""
    cells = set(Sheets.cells(formula[_body_start(formula) :], seen.sheet))
    rows = {(sheet, row) for sheet, row, _ in bound}
    return {at for at in cells if at in bound or (at[2] == _NAMES and at[:2] in rows)}


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
