"""Form files into form definitions. The printed column codes and row sums become edit rules here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources.abc import Traversable

from mtqg_xl.catalogue.files import folder, read
from mtqg_xl.catalogue.measures import measure
from mtqg_xl.catalogue.register import validity
from mtqg_xl.catalogue.schema import BlockText, ColumnText, FormText, RowText, RuleText
from mtqg_xl.domain.forms import (
    Aggregate,
    Column,
    ColumnKind,
    EditRule,
    Form,
    Row,
    RowKind,
    Scope,
)
from mtqg_xl.domain.validity import ALWAYS
from mtqg_xl.messages import ArgumentProblem, DefinitionProblem


@cache
def _files() -> dict[str, Traversable]:
    programmes = [place for place in folder("forms").iterdir() if place.is_dir()]
    files = [file for place in programmes for file in place.iterdir() if file.name.endswith(".yaml")]
    return {file.name.removesuffix(".yaml"): file for file in sorted(files, key=lambda item: item.name)}


def form_codes() -> tuple[str, ...]:
    """The codes of all forms known."""
    return tuple(_files())


def all_forms() -> tuple[Form, ...]:
    """All form definitions."""
    return tuple(load_form(code) for code in form_codes())


@cache
def load_form(code: str) -> Form:
    """The definition of form ``code``; :class:`ArgumentProblem` when it is not known."""
    file = _files().get(code.strip().upper())
    if file is None:
        raise ArgumentProblem("unknown_form", code=code, known=", ".join(form_codes()))
    return build_form(read(file, FormText))


@cache
def _block(name: str) -> BlockText:
    return read(folder("blocks") / f"{name}.yaml", BlockText)


def build_form(text: FormText) -> Form:
    """A definition from its text."""
    column_texts, rule_texts = _with_blocks(text)
    columns = tuple(_column(entry) for entry in column_texts)
    rows = tuple(_row(entry) for entry in text.rows)
    for keys in ([column.key for column in columns], [row.key for row in rows]):
        twice = [key for key, count in Counter(keys).items() if count > 1]
        if twice:
            raise DefinitionProblem("key_twice", form=text.code, keys=", ".join(twice))
    rules = (
        *_column_rules(text.code, columns),
        *_row_rules(text.code, rows),
        *(edit_rule(entry, f"{text.code}.") for entry in rule_texts),
    )
    laws = (
        ((text.law, ALWAYS),)
        if isinstance(text.law, str)
        else tuple((entry.text, validity(entry.valid)) for entry in text.law)
    )
    return Form(
        code=text.code,
        number=text.number,
        title=text.title,
        programme=text.programme,
        mark=text.mark,
        measure=measure(text.measure),
        stub=text.stub,
        columns=columns,
        rows=rows,
        rules=rules,
        levels=tuple(level.value for level in text.levels),
        periods=tuple(kind.value for kind in text.periods),
        validity=validity(text.valid),
        laws=laws,
        law="; ".join(law for law, _ in laws),
        source=text.source,
        issued_with=text.issued_with,
        shows_measure=text.shows_measure,
        label_width=text.label_width,
    )


@cache
def presets_of(code: str) -> tuple[tuple[str, str, str], ...]:
    """The preset cells of form ``code`` as (row, column, parameter)."""
    text = read(_files()[code], FormText)
    return tuple((preset.row, preset.column, preset.parameter) for preset in text.presets)


def _with_blocks(text: FormText) -> tuple[list[ColumnText], list[RuleText]]:
    columns: list[ColumnText] = []
    rules: list[RuleText] = []
    for entry in text.columns:
        if entry.use is None:
            columns.append(entry)
        else:
            columns.extend(_block(entry.use).columns)
            rules.extend(_block(entry.use).rules)
    return columns, [*rules, *text.rules]


def _column(text: ColumnText) -> Column:
    key, _, formula = (part.strip() for part in text.code.partition("="))
    if text.kind is not None:
        kind = text.kind
    elif formula:
        kind = ColumnKind.RATE if "/" in formula else ColumnKind.TOTAL
    else:
        kind = ColumnKind.INPUT
    default = {ColumnKind.RATE: Aggregate.RECOMPUTE, ColumnKind.TEXT: Aggregate.TEXT}
    return Column(
        key=key,
        title=text.title,
        kind=kind,
        aggregate=text.aggregate or default.get(kind, Aggregate.SUM),
        headings=text.under,
        code_text=text.code,
        measure=measure(text.measure) if text.measure else None,
        formula=formula or None,
        rows=text.rows,
        page=text.page or 1,
        width=text.width,
    )


def _row(text: RowText) -> Row:
    if text.each:
        kind = RowKind.ZONE
    elif text.kind:
        kind = text.kind
    else:
        kind = RowKind.TOTAL if text.sum else RowKind.INPUT
    return Row(
        key=text.key,
        number=text.number,
        label=text.label,
        kind=kind,
        depth=text.number.count(".") if text.depth is None else text.depth,
        measure=measure(text.measure) if text.measure else None,
        formula=text.sum,
        columns=text.columns,
        weight=text.weight,
        validity=validity(text.valid),
        tags=frozenset(text.tags),
    )


def _column_rules(code: str, columns: Iterable[Column]) -> Iterable[EditRule]:
    for column in columns:
        if column.formula:
            yield EditRule(
                id=f"{code}.{column.key}",
                notation=f"{column.key}={column.formula}",
                scope=Scope.ROWS,
                defines=True,
                rows=column.rows,
            )


def _row_rules(code: str, rows: Iterable[Row]) -> Iterable[EditRule]:
    for row in rows:
        if row.formula:
            yield EditRule(
                id=f"{code}.{row.key}",
                notation=f"{row.key}={row.formula}",
                scope=Scope.COLUMNS,
                defines=True,
                columns=row.columns,
            )


def edit_rule(text: RuleText, prefix: str = "") -> EditRule:
    """An edit rule from its text."""
    return EditRule(
        id=prefix + text.id,
        notation=text.rule,
        scope=text.over,
        severity=text.severity,
        rows=text.rows,
        columns=text.columns,
        missing=text.missing,
        tolerance=text.tolerance,
        why=text.why,
        todo=text.todo,
        law=text.law,
        validity=validity(text.valid),
    )
