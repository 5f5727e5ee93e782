"""Small forms made for one test, and figures typed into them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import msgspec

from mtqg_xl.catalogue.loader import build_form
from mtqg_xl.catalogue.schema import FormText, RowText, RuleText
from mtqg_xl.domain.cells import CellKey, Observation, State
from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.numerals import decimals_of
from mtqg_xl.rules import Figures, Relation, measure_lookup, relations_of
from mtqg_xl.rules.judging import Judgement, judge

CODE = "TH01"
ONE_ROW = ("a",)


def toy(
    columns: Sequence[str],
    rows: Sequence[str | RowText] = ONE_ROW,
    rules: Sequence[str | RuleText] = (),
    measure: str = "trieu_dong",
    code: str = CODE,
) -> Form:
    """A form of these printed codes.

    ``4=3/1*100 phan_tram`` is a column with a measure of its own; ``t=a+b`` is a row with a sum,
    whose key is also its number; a rule given as text is a check over the rows.
    """
    raw = {
        "code": code,
        "number": f"Biểu {code}",
        "title": "Biểu thử",
        "programme": "Thử",
        "mark": "reference",
        "measure": measure,
        "stub": ["TT", "Nội dung"],
        "levels": ["huyen"],
        "periods": ["N"],
        "columns": [_column(text) for text in columns],
        "rows": [_row(text) if isinstance(text, str) else msgspec.to_builtins(text) for text in rows],
        "rules": [
            {"id": f"Q{n}", "rule": text} if isinstance(text, str) else msgspec.to_builtins(text)
            for n, text in enumerate(rules, start=1)
        ],
    }
    return build_form(msgspec.convert(raw, FormText, strict=False))


def _column(text: str) -> dict[str, str]:
    code, _, measure = text.partition(" ")
    column = {"code": code, "title": f"Cột {code}"}
    return column | {"measure": measure} if measure else column


def _row(text: str) -> dict[str, str]:
    key, _, formula = text.partition("=")
    row = {"key": key, "number": key, "label": f"Dòng {key}"}
    return row | {"sum": formula} if formula else row


def cell(column: str, row: str = "a", form: str = CODE) -> CellKey:
    """A cell of a toy form."""
    return CellKey(form, row, column)


def typed(key: CellKey, text: str | Decimal) -> Observation:
    """``text`` typed into a cell: its printed decimals are its precision."""
    figure = Decimal(text)
    return Observation(key, State.REPORTED, figure, decimals_of(figure), str(text), sheet="S", cell="A1")


def computed(key: CellKey, text: str | Decimal) -> Observation:
    """``text`` computed by the workbook itself."""
    return replace(typed(key, text), formula="=…")


def figures(form: Form, *observations: Observation) -> Figures:
    """The figures of a toy form."""
    return Figures({seen.key: seen for seen in observations}, measure_lookup([form]), relations_of(form))


def row_of(form: Form, values: Mapping[str, str | Decimal], row: str = "a") -> Figures:
    """Figures typed into one row, by column."""
    return figures(form, *(typed(cell(column, row, form.code), text) for column, text in values.items()))


def the_relation(form: Form, rule: str | None = None, target: CellKey | None = None) -> Relation:
    """The one relation of ``form``, or the one of this rule (without the form's code) or target."""
    found = [
        relation
        for relation in relations_of(form)
        if (rule is None or relation.rule.id == f"{form.code}.{rule}")
        and (target is None or relation.target == target)
    ]
    (only,) = found
    return only


def judged(form: Form, values: Mapping[str, str | Decimal], rule: str | None = None) -> Judgement:
    """The judgement of the one relation of a one-row form."""
    return judge(the_relation(form, rule), row_of(form, values))
