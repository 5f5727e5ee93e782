"""Made-up texts for the lines of lists: names of works, kinds out of those a column offers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf
from random import Random

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import CellKind, Column, Form, Row
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.messages import in_vietnamese
from mtqg_xl.proving.system.linear import Choice
from mtqg_xl.proving.system.model import Model
from mtqg_xl.proving.system.solver import Program, solve
from mtqg_xl.proving.system.solver import Row as Bounds
from mtqg_xl.rules import Relation

_SECONDS = 30.0


def made_up_texts(forms: Sequence[Form], between: Iterable[Relation], rng: Random) -> dict[CellKey, str]:
    """Texts for the first lines of every list of ``forms``, and for other text cells that rules count.

    At least two lines of a list are filled, so that a sum over them is one. Where rules compare
    counts, the texts are chosen so that these rules can hold.
    """
    model = Model(forms, between)
    texts: dict[CellKey, str] = {}
    columns: dict[CellKey, Column] = {}
    for cell in model.counted:
        form = model.forms[cell.form]
        if not form.row_by_key[cell.row].is_line:
            columns[cell] = form.column_by_key[cell.column]
            texts[cell] = _text(columns[cell], 1, rng)
    for form in forms:
        for lines in _lists(form):
            filled = rng.randint(min(2, len(lines)), len(lines))
            for number, row in enumerate(lines, start=1):
                for column in form.columns:
                    if form.kind_of(row, column) is CellKind.TEXT:
                        columns[form.key(row, column)] = column
                        if number <= filled:
                            texts[form.key(row, column)] = _text(column, number, rng)
    if texts:
        _choose(model, texts, columns, rng)
    return texts


def _lists(form: Form) -> Iterable[list[Row]]:
    """The lines of each list: those that carry the tags of one list row."""
    lists: dict[frozenset[str], list[Row]] = {}
    for row in form.rows:
        if row.is_line:
            lists.setdefault(row.tags, []).append(row)
    return lists.values()


def _text(column: Column, number: int, rng: Random) -> str:
    if column.choices:
        return rng.choice(column.choices)
    return in_vietnamese("proof.line", title=column.title, number=number)


def _choose(model: Model, texts: dict[CellKey, str], columns: dict[CellKey, Column], rng: Random) -> None:
    """Texts of the cells that rules count, changed so that the counts satisfy the rules."""
    rules = [(constraint.form.put(model.totals), constraint.equal) for constraint in model.constraints]
    counted = {name for form, _ in rules for name in form.choices}
    if not counted:
        return
    program = Program()
    index: dict[CellKey | Choice, int] = {}
    for cell in dict.fromkeys(choice.cell for choice in sorted(counted, key=str)):
        wanted = sorted({c.text for c in counted if c.cell == cell and c.text is not None})
        surely = cell in texts and columns[cell].in_stub
        filled = program.variable(
            rng.uniform(-1, 1), low=float(surely), high=float(cell in texts), whole=True
        )
        index[Choice(cell)] = filled
        said = {}
        for text in wanted:
            index[Choice(cell, text)] = program.variable(rng.uniform(-1, 1), high=1.0, whole=True)
            said[index[Choice(cell, text)]] = 1.0
        # Where every text a column offers is counted, a filled cell holds one of them.
        closed = columns[cell].choices and set(wanted) >= set(columns[cell].choices)
        program.rows.append(Bounds({**said, filled: -1.0}, low=0.0 if closed else -inf, high=0.0))
    for form, equal in rules:
        for name in form.terms:
            if name not in index:
                measure = model.measure(name)
                low = 0.0 if model.never_negative(name) else -inf
                index[name] = program.variable(low=low, whole=measure.kind is MeasureKind.COUNT)
        bound = float(-form.constant)
        terms = {index[cell]: float(factor) for cell, factor in form.terms.items()}
        terms |= {index[choice]: float(factor) for choice, factor in form.choices.items()}
        program.rows.append(Bounds(terms, low=bound if equal else -inf, high=bound))
    answer = solve(program, _SECONDS, gap=0.5)
    if answer is None:
        return  # the search for figures will say what is in the way
    _write(answer.values, index, texts, columns, rng)


def _write(
    values: Sequence[float],
    index: dict[CellKey | Choice, int],
    texts: dict[CellKey, str],
    columns: dict[CellKey, Column],
    rng: Random,
) -> None:
    chosen = {name for name, at in index.items() if isinstance(name, Choice) and values[at] > 0.5}
    cells = {name.cell for name in index if isinstance(name, Choice)}
    for number, cell in enumerate(sorted(cells), start=1):
        counted = {name.text for name in index if isinstance(name, Choice) and name.cell == cell}
        if Choice(cell) not in chosen:
            texts.pop(cell, None)
            continue
        said = [name.text for name in chosen if name.cell == cell and name.text is not None]
        if said:
            texts[cell] = said[0]
        elif texts[cell] in counted:
            others = [text for text in columns[cell].choices if text not in counted]
            texts[cell] = rng.choice(others) if others else _text(columns[cell], number, rng)
