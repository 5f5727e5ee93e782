"""Rules as people read them: in which rows and columns, between which cells, how exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import EditRule, Form, Previous, Row, Scope
from mtqg_xl.domain.measures import Measure, MeasureKind
from mtqg_xl.domain.numerals import format_vietnamese
from mtqg_xl.messages import say
from mtqg_xl.rules import Relation, in_words

_PREVIOUS = {Previous.EARLIER: "rulebook.with_earlier", Previous.LAST_YEAR: "rulebook.with_last_year"}


def words_of(relation: Relation, forms: Mapping[str, Form]) -> str:
    """``relation`` with short names of its cells, after the manner of its rule."""
    return in_words(relation, {key: _cell_name(key, relation, forms) for key in relation.cells})


def _cell_name(key: CellKey, relation: Relation, forms: Mapping[str, Form]) -> str:
    form = forms[key.form]
    row = row_name(form, key.row)
    many = len({cell.form for cell in relation.cells}) > 1
    if many:
        return say("rulebook.cell_of", form=form.number, row=row, column=key.column)
    match relation.rule.scope:
        case Scope.ROWS:
            lead = relation.cells[0].row
            return key.column if key.row == lead else say("rulebook.in_row", column=key.column, row=row)
        case Scope.COLUMNS:
            return row
        case Scope.ONCE:
            return say("rulebook.cell", row=row, column=key.column)


def row_name(form: Form, code: str) -> str:
    """A row by its printed number, else by its label."""
    row = form.row_by_key.get(code) or next((row for row in form.rows if row.number == code), None)
    if row is None:
        return code
    return row.number or f"“{row.label or row.key}”"


def place_of(rule: EditRule, form: Form) -> str:
    """In which rows or columns of ``form`` the rule is applied."""
    match rule.scope:
        case Scope.ROWS:
            if not rule.rows or "*" in rule.rows:
                return say("rulebook.every_row")
            return say("rulebook.rows", rows=", ".join(_selected(rule.rows, form)))
        case Scope.COLUMNS:
            if not rule.columns:
                return say("rulebook.every_column")
            return say("rulebook.columns", columns=", ".join(rule.columns))
        case Scope.ONCE:
            return say("rulebook.whole_form")


def place_between(rule: EditRule, forms: Sequence[str]) -> str:
    """Between which forms, or against which earlier report, the rule is applied."""
    place = say("rulebook.between", forms=", ".join(forms)) if len(forms) > 1 else ", ".join(forms)
    return say(_PREVIOUS[rule.previous], place=place) if rule.previous is not None else place


def _selected(selector: Iterable[str], form: Form) -> Iterator[str]:
    for part in selector:
        if ":" in part:
            first, _, last = part.partition(":")
            yield say("rulebook.from_to", first=row_name(form, first), last=row_name(form, last))
        elif part.startswith("#"):
            yield from _tagged([form.row_by_key[key] for key in form.row_range(part)], form)
        else:
            yield row_name(form, part)


def _tagged(rows: Sequence[Row], form: Form) -> Iterator[str]:
    if rows and all(row.unit for row in rows):
        units = [row for row in form.rows if row.unit]
        yield say("rulebook.unit_rows" if len(rows) == len(units) else "rulebook.unit_rows_listed")
    elif rows and all(row.is_line for row in rows):
        yield say("rulebook.list_rows")
    else:
        yield from (row_name(form, row.key) for row in rows)


def tolerance_of(rule: EditRule, relation: Relation | None, measure: Callable[[CellKey], Measure]) -> str:
    """How far apart both sides may be: a fixed margin, none for counts, else what the digits leave."""
    if rule.tolerance is not None:
        return say("rulebook.fixed", margin=format_vietnamese(rule.tolerance))
    kinds = {measure(key).kind for key in relation.cells} if relation else set()
    exact = kinds == {MeasureKind.COUNT}
    return say("rulebook.no_tolerance" if exact else "rulebook.printed_digits")
