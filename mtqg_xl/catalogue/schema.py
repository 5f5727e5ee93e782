"""The shape of the catalogue's text files. Unknown keys are refused, so that a slip is not lost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from mtqg_xl.domain.findings import Severity
from mtqg_xl.domain.forms import Aggregate, ColumnKind, Mark, Missing, RowKind, Scope
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.periods import PeriodKind
from mtqg_xl.domain.units import Level


class _Text(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True, rename={"from_": "from"}):
    """Common ground of all entries."""


class Span(_Text, frozen=True):
    """``{from: 2022-07-15, until: 2025-12-31}``."""

    from_: date | None = None
    until: date | None = None


class ColumnText(_Text, frozen=True):
    """A column, or ``use`` of a block of columns. ``code`` is printed as written: ``3=1+2``."""

    use: str | None = None
    code: str = ""
    title: str = ""
    under: tuple[str, ...] = ()
    kind: ColumnKind | None = None
    aggregate: Aggregate | None = None
    measure: str | None = None
    rows: tuple[str, ...] = ()
    page: int | None = None
    width: float | None = None


class RowText(_Text, frozen=True):
    """A row; ``sum`` is its formula in row numbers or keys; ``each: unit`` makes a row for every unit."""

    key: str
    number: str = ""
    label: str = ""
    sum: str | None = None
    kind: RowKind | None = None
    depth: int | None = None
    measure: str | None = None
    columns: tuple[str, ...] = ()
    weight: Decimal | None = None
    valid: Span = Span()
    tags: tuple[str, ...] = ()
    each: Literal["unit"] | None = None


class RuleText(_Text, frozen=True):
    """An edit rule beyond the printed codes."""

    id: str
    rule: str
    over: Scope = Scope.ROWS
    severity: Severity = Severity.ERROR
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    missing: Missing | None = None
    tolerance: Decimal | None = None
    why: str = ""
    todo: str = ""
    law: str = ""
    valid: Span = Span()


class PresetText(_Text, frozen=True):
    """A cell that a parameter of the unit and year fills in."""

    row: str
    column: str
    parameter: str


class TermText(_Text, frozen=True):
    """A word of the forms that changes with the law."""

    text: str
    valid: Span = Span()
    law: str = ""


class FormText(_Text, frozen=True):
    """A form file."""

    code: str
    number: str
    title: str
    programme: str
    mark: Mark
    measure: str
    stub: tuple[str, str]
    columns: tuple[ColumnText, ...]
    rows: tuple[RowText, ...]
    levels: tuple[Level, ...]
    periods: tuple[PeriodKind, ...]
    valid: Span = Span()
    law: str | tuple[TermText, ...] = ""
    source: str = ""
    issued_with: str = ""
    shows_measure: bool = False
    label_width: float = 44
    rules: tuple[RuleText, ...] = ()
    presets: tuple[PresetText, ...] = ()


class BlockText(_Text, frozen=True):
    """Columns and rules shared by several forms."""

    block: str
    title: str
    columns: tuple[ColumnText, ...]
    rules: tuple[RuleText, ...] = ()


class MeasureText(_Text, frozen=True):
    """A unit of measure."""

    code: str
    label: str
    kind: MeasureKind
    family: str | None = None
    scale: Decimal = Decimal(1)
    decimals: int = 0
    also: tuple[str, ...] = ()


class UnitText(_Text, frozen=True):
    """An administrative unit."""

    code: str
    name: str
    level: Level
    parent: str | None = None
    valid: Span = Span()
    tags: tuple[str, ...] = ()


class ParameterText(_Text, frozen=True):
    """A norm or target set by law or by a unit for a year."""

    name: str
    value: Decimal
    unit: str | None = None
    year: int | None = None
    valid: Span = Span()
    source: str = ""


class WordsText(_Text, frozen=True):
    """What people write in a cell instead of a figure."""

    zero: tuple[str, ...]
    not_applicable: tuple[str, ...]
