"""Columns, rows and rules that several forms share, from ``blocks/*.yaml``.

A block of items (sources of capital) and series (plan, disbursement, rate) is written once and
used either way: as columns ``K3=K1+K2`` of a wide form, or as a table with a row for each item.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable
from functools import cache

import msgspec

from mtqg_xl.catalogue.files import folder, read
from mtqg_xl.catalogue.schema import (
    BlockText,
    ColumnText,
    ItemText,
    RowText,
    RuleText,
    SectionText,
    SeriesText,
)
from mtqg_xl.domain.forms import Scope
from mtqg_xl.messages import DefinitionProblem

_WORD = re.compile(r"[A-Za-z0-9.]+")


@cache
def block(name: str) -> BlockText:
    """The block ``name``; :class:`DefinitionProblem` when there is none."""
    file = folder("blocks") / f"{name}.yaml"
    if not file.is_file():
        raise DefinitionProblem("unknown_block", name=name)
    return read(file, BlockText)


def as_columns(entry: ColumnText) -> tuple[list[ColumnText], list[RuleText]]:
    """The columns that ``{use: …}`` among columns stands for, and the rules that come with them."""
    text = block(entry.use or "")
    kept = [item for item in text.items if item.key not in entry.without]
    columns = [
        _item_column(item, series, text)
        for series in text.series
        for item in kept
        if not series.items or item.key in series.items
    ]
    columns += [column for column in text.columns if key_of(column.code) not in entry.without]
    columns = [_overridden(column, entry) for column in columns]
    keys = {key_of(column.code) for column in columns}
    return columns, [rule for rule in _column_rules(text) if words_in(rule.rule) <= keys]


def as_table(entry: SectionText) -> tuple[SectionText, list[RuleText], frozenset[str]]:
    """The table that ``{use: …}`` among tables stands for, its rules, and the rows it leaves out."""
    text = block(entry.use or "")
    prefix = text.block
    columns = tuple(
        ColumnText(
            code=f"{series.key}={series.formula}*100" if series.formula else series.key,
            title=series.title,
            measure=series.measure,
            rows=tuple(f"{prefix}{key}" for key in series.items),
            width=13,
        )
        for series in text.series
    )
    rows = tuple(
        RowText(
            key=f"{prefix}{item.key}",
            number=f"{prefix}{item.key}",
            label=item.label or item.title,
            sum=_worded(item.sum, _led_by(prefix)) if item.sum else None,
            depth=0,
        )
        for item in text.items
        if item.key not in entry.without
    )
    section = SectionText(
        title=entry.title or text.title,
        measure=entry.measure or text.measure,
        stub=entry.stub or text.stub,
        columns=columns,
        rows=rows,
    )
    gone = frozenset(prefix + key for key in entry.without)
    return section, list(_table_rules(text, entry.without)), gone


def key_of(code: str) -> str:
    """The key in a printed code: what stands before ``=``."""
    return code.partition("=")[0].strip()


def words_in(notation: str) -> frozenset[str]:
    """The names that a rule of a block speaks of."""
    return frozenset(word for word in _WORD.findall(notation) if word != "100")


def _item_column(item: ItemText, series: SeriesText, text: BlockText) -> ColumnText:
    known = {other.key for other in text.series}
    key = series.key + item.key
    if series.formula:
        over = _worded(series.formula, lambda word: word + item.key if word in known else word)
        code = f"{key}={over}*100"
    elif item.sum:
        code = f"{key}={_worded(item.sum, _led_by(series.key))}"
    else:
        code = key
    # A rate is told of few items: the heading of the kind of capital would stand alone.
    under = item.under if not series.items else item.under[:1]
    title = item.title if not series.items or len(item.under) < 2 else item.under[-1]
    return ColumnText(
        code=code,
        title=title,
        under=(series.title, *under),
        measure=series.measure,
        page=series.page,
        width=item.width,
    )


def _column_rules(text: BlockText) -> Iterable[RuleText]:
    yield from text.rules
    for rule in text.item_rules:
        for item in rule.items:
            yield _rule(rule, f"{rule.id}.{item}", _worded(rule.rule, _followed_by(item)))
    for rule in text.series_rules:
        for series in rule.series:
            yield _rule(rule, f"{series}{rule.id}", _worded(rule.rule, _led_by(series)))


def _table_rules(text: BlockText, without: Container[str]) -> Iterable[RuleText]:
    prefix = text.block
    for rule in text.item_rules:
        rows = tuple(prefix + item for item in rule.items if item not in without)
        if rows:
            yield msgspec.structs.replace(_rule(rule, f"{prefix}.{rule.id}", rule.rule), rows=rows)
    for rule in text.series_rules:
        if not any(word in without for word in words_in(rule.rule)):
            made = _rule(rule, f"{prefix}.{rule.id}", _worded(rule.rule, _led_by(prefix)))
            yield msgspec.structs.replace(made, over=Scope.COLUMNS, columns=rule.series)


def _rule(rule: RuleText, name: str, notation: str) -> RuleText:
    kept = {field: getattr(rule, field) for field in RuleText.__struct_fields__}
    return RuleText(**{**kept, "id": name, "rule": notation})


def _led_by(prefix: str) -> Callable[[str], str]:
    return lambda word: prefix + word


def _followed_by(suffix: str) -> Callable[[str], str]:
    return lambda word: word + suffix


def _worded(notation: str, change: Callable[[str], str]) -> str:
    return _WORD.sub(lambda match: match[0] if match[0] == "100" else change(match[0]), notation)


def _overridden(column: ColumnText, entry: ColumnText) -> ColumnText:
    return msgspec.structs.replace(
        column,
        under=(*entry.under, *column.under),
        measure=column.measure or entry.measure,
        rows=column.rows or entry.rows,
        page=column.page or entry.page,
        aggregate=column.aggregate or entry.aggregate,
    )
