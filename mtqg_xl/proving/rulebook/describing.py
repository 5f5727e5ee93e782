"""Rules as people read them: in which rows and columns, between which cells, how exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from mtqg_xl.catalogue.crossing import BEFORE
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import EditRule, Form, Previous, Scope
from mtqg_xl.domain.measures import Measure, MeasureKind
from mtqg_xl.domain.numerals import format_vietnamese
from mtqg_xl.messages import say
from mtqg_xl.rules import Relation, in_words

_PREVIOUS = {
    Previous.EARLIER: "rulebook.with_earlier",
    Previous.LAST_MONTH: "rulebook.with_last_month",
    Previous.LAST_YEAR: "rulebook.with_last_year",
}

#: So many neighbouring rows are drawn together.
_MANY = 3


def words_of(relation: Relation, forms: Mapping[str, Form]) -> str:
    """``relation`` with short names of its cells, after the manner of its rule."""
    return in_words(relation, {key: _cell_name(key, relation, forms) for key in relation.cells})


def _cell_name(key: CellKey, relation: Relation, forms: Mapping[str, Form]) -> str:
    form = forms[key.form]
    row = row_name(form, key.row)
    before = key.form.endswith(BEFORE)
    many = len({cell.form for cell in relation.cells}) > 1
    if many:
        # A rule over the lines of units was bound to the first of them only as an example.
        everywhere = relation.rule.scope is Scope.ROWS and form.row_by_key[key.row].unit is not None
        place = say("rulebook.any_unit") if everywhere else row
        named = say("rulebook.cell_of", form=form.number, row=place, column=key.column)
        return say("rulebook.of_previous", cell=named) if before else named
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
    if row.number:
        return row.number
    namesakes = [other for other in form.rows if other.label == row.label and not other.number]
    if len(namesakes) > 1 and row.measure is not None:
        return say("rulebook.label_measure", label=row.label, measure=row.measure.label)
    return f"“{row.label or row.key}”"


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
    """The rows of ``selector`` in the order of the form, neighbours drawn together: ``3.1 đến 3.19``."""
    keys = form.select_rows(tuple(selector))
    rows = [row for row in form.rows if row.key in keys]
    units, lines = [row for row in rows if row.unit], [row for row in rows if row.is_line]
    if units:
        every = len(units) == sum(1 for row in form.rows if row.unit)
        yield say("rulebook.unit_rows" if every else "rulebook.unit_rows_listed")
    if lines:
        yield say("rulebook.list_rows")
    for run in _runs([form.rows.index(row) for row in rows if not row.unit and not row.is_line]):
        first, last = (row_name(form, form.rows[at].key) for at in (run[0], run[-1]))
        if len(run) >= _MANY:
            yield say("rulebook.from_to", first=first, last=last)
        else:
            yield from (row_name(form, form.rows[at].key) for at in run)


def _runs(places: Iterable[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def tolerance_of(rule: EditRule, relation: Relation | None, measure: Callable[[CellKey], Measure]) -> str:
    """How far apart both sides may be: a fixed margin, none for counts, else what the digits leave."""
    if rule.tolerance is not None:
        return say("rulebook.fixed", margin=format_vietnamese(rule.tolerance))
    kinds = {measure(key).kind for key in relation.cells} if relation else set()
    exact = kinds == {MeasureKind.COUNT}
    return say("rulebook.no_tolerance" if exact else "rulebook.printed_digits")
