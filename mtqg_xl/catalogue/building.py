"""Form texts into form definitions. The printed column codes and row sums become edit rules here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from mtqg_xl.catalogue.blocks import as_columns, as_table
from mtqg_xl.catalogue.measures import know_measures, measure
from mtqg_xl.catalogue.register import validity
from mtqg_xl.catalogue.schema import ColumnText, FormText, RowText, RuleText, SectionText
from mtqg_xl.domain.forms import (
    Aggregate,
    Column,
    ColumnKind,
    EditRule,
    Filing,
    Form,
    Row,
    RowKind,
    Scope,
    Section,
)
from mtqg_xl.domain.validity import ALWAYS
from mtqg_xl.messages import DefinitionProblem

_DEFINED = re.compile(r"\[([^\];]+);([^\]]+)\]=")


def build_form(text: FormText) -> Form:
    """A definition from its text; :class:`DefinitionProblem` when it contradicts itself."""
    know_measures(text.measures)
    return _Builder(text).form()


class _Builder:
    def __init__(self, text: FormText) -> None:
        self._text = text
        self._rules: list[RuleText] = []
        self._gone: frozenset[str] = frozenset()
        self._columns: list[Column] = []
        self._rows: list[Row] = []
        self._sections: list[Section] = []

    def form(self) -> Form:
        text = self._text
        first = SectionText(
            measure=text.measure,
            stub=text.stub,
            shows_measure=text.shows_measure,
            measure_heading=text.measure_heading,
            columns=text.columns,
            rows=text.rows,
        )
        for entry in (first, *text.tables):
            self._add(entry)
        for keys in ([column.key for column in self._columns], [row.key for row in self._rows]):
            twice = [key for key, count in Counter(keys).items() if count > 1]
            if twice:
                raise DefinitionProblem("key_twice", form=text.code, keys=", ".join(twice))
        laws = (
            ((text.law, ALWAYS),)
            if isinstance(text.law, str)
            else tuple((entry.text, validity(entry.valid)) for entry in text.law)
        )
        edits = [*self._rules, *text.rules]
        rules = (
            *_column_rules(text.code, self._columns),
            *_row_rules(text.code, self._rows),
            *(edit_rule(entry, f"{text.code}.") for entry in edits),
        )
        twice = [name for name, count in Counter(rule.id for rule in rules).items() if count > 1]
        if twice:
            raise DefinitionProblem("rule_twice", form=text.code, rules=", ".join(twice))
        return Form(
            code=text.code,
            number=text.number,
            title=text.title,
            programme=text.programme,
            mark=text.mark,
            measure=self._sections[0].measure,
            stub=text.stub,
            columns=tuple(self._columns),
            rows=tuple(self._rows),
            rules=rules,
            levels=tuple(level.value for level in text.levels),
            periods=tuple(kind.value for kind in text.periods),
            validity=validity(text.valid),
            laws=laws,
            law="; ".join(law for law, _ in laws),
            source=text.source,
            issued_with=text.issued_with,
            label_width=text.label_width,
            absent_rows=self._gone,
            sections=tuple(self._sections),
            defined=frozenset(_defined_cells(edits)),
            filing=tuple(
                Filing(entry.by, entry.to, entry.day, entry.every, entry.note) for entry in text.filing
            ),
            bind=text.bind,
        )

    def _add(self, entry: SectionText) -> None:
        if entry.use is not None:
            entry, rules, gone = as_table(entry)
            self._rules.extend(rules)
            self._gone |= gone
        at = len(self._sections)
        for column in entry.columns:
            if column.use is None:
                self._columns.append(_column(column, at))
                continue
            made, rules = as_columns(column)
            self._rules.extend(rules)
            self._columns.extend(_column(each, at) for each in made)
        self._rows.extend(_row(row, at) for row in entry.rows)
        self._sections.append(
            Section(
                title=entry.title,
                measure=measure(entry.measure or self._text.measure),
                stub=entry.stub or self._text.stub,
                shows_measure=entry.shows_measure,
                measure_heading=entry.measure_heading,
            )
        )


def _column(text: ColumnText, section: int) -> Column:
    key, _, formula = (part.strip() for part in text.code.partition("="))
    if text.kind is not None:
        kind = text.kind
    elif formula or text.formulas:
        kind = ColumnKind.RATE if "/" in (formula or text.formulas[0].as_) else ColumnKind.TOTAL
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
        section=section,
        formulas=tuple((entry.as_, entry.rows) for entry in text.formulas),
        in_stub=text.stub,
        choices=text.choices,
        holds_unit=text.holds == "unit",
        missing=text.missing,
    )


def _row(text: RowText, section: int) -> Row:
    tags = frozenset(text.tags)
    if text.each:
        kind = RowKind.ZONE if text.each == "unit" else RowKind.LIST
        tags |= {text.key}
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
        tags=tags,
        section=section,
        aggregate=text.aggregate,
        lines=text.lines if text.each == "line" else 0,
    )


def _column_rules(code: str, columns: Iterable[Column]) -> Iterable[EditRule]:
    for column in columns:
        several = len(column.formulas) > 1
        stated = [(column.formula, column.rows)] if column.formula else []
        for number, (formula, rows) in enumerate((*stated, *column.formulas), start=1):
            yield EditRule(
                id=f"{code}.{column.key}" + (f".{number}" if several else ""),
                notation=f"{column.key}={formula}",
                scope=Scope.ROWS,
                defines=True,
                rows=rows,
                missing=column.missing,
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


def _defined_cells(rules: Iterable[RuleText]) -> Iterable[tuple[str, str]]:
    for rule in rules:
        if rule.defines and (match := _DEFINED.match(rule.rule.replace(" ", ""))):
            yield match[1], match[2]


def edit_rule(text: RuleText, prefix: str = "") -> EditRule:
    """An edit rule from its text."""
    return EditRule(
        id=prefix + text.id,
        notation=text.rule,
        scope=text.over,
        severity=text.severity,
        defines=text.defines,
        rows=text.rows,
        columns=text.columns,
        missing=text.missing,
        tolerance=text.tolerance,
        why=text.why,
        todo=text.todo,
        law=text.law,
        unverified=text.unverified,
        validity=validity(text.valid),
    )
