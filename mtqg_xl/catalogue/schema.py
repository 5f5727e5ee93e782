"""The shape of the catalogue's text files. Unknown keys are refused, so that a slip is not lost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from mtqg_xl.domain.findings import Severity
from mtqg_xl.domain.forms import Aggregate, ColumnKind, Mark, Missing, Previous, RowKind, Scope
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.periods import PeriodKind
from mtqg_xl.domain.units import Level


class _Text(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True, rename={"from_": "from"}):
    """Common ground of all entries."""


class Span(_Text, frozen=True):
    """``{from: 2022-07-15, until: 2025-12-31}``."""

    from_: date | None = None
    until: date | None = None


class FormulaText(_Text, frozen=True, rename={"as_": "as"}):
    """A formula that a column has in some rows only."""

    as_: str
    rows: tuple[str, ...]


class ColumnText(_Text, frozen=True):
    """A column, or ``use`` of a block of columns. ``code`` is printed as written: ``3=1+2``.

    With ``use`` the measure, rows, page and group headings given here hold for all its columns, and
    ``without`` leaves some of them out.
    """

    use: str | None = None
    without: tuple[str, ...] = ()
    code: str = ""
    title: str = ""
    under: tuple[str, ...] = ()
    kind: ColumnKind | None = None
    aggregate: Aggregate | None = None
    measure: str | None = None
    rows: tuple[str, ...] = ()
    page: int | None = None
    width: float | None = None
    formulas: tuple[FormulaText, ...] = ()
    stub: bool = False
    choices: tuple[str, ...] = ()
    holds: Literal["unit"] | None = None
    missing: Missing | None = None


class RowText(_Text, frozen=True):
    """A row; ``sum`` is its formula in row numbers or keys.

    ``each: unit`` makes a row for every unit, ``each: line`` as many rows as the user needs.
    """

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
    each: Literal["unit", "line"] | None = None
    lines: int = 12
    aggregate: Aggregate | None = None


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
    unverified: str = ""
    valid: Span = Span()
    defines: bool = False


class CrossRuleText(RuleText, frozen=True, rename={"for_": "for"}):
    """A rule between forms or periods.

    ``for`` and ``times`` write many at once: each ``<name>`` is replaced by the values listed.
    """

    home: str | None = None
    previous: Previous | None = None
    link: bool = False
    periods: tuple[PeriodKind, ...] = ()
    for_: tuple[dict[str, str], ...] = ()
    times: dict[str, tuple[str, ...]] = {}


class PresetText(_Text, frozen=True):
    """A cell that a parameter of the unit and year fills in.

    ``year: ket_qua`` takes that of the year whose results are told: of a plan, the year before.
    """

    row: str
    column: str
    parameter: str
    year: Literal["nam", "ket_qua"] = "nam"


class SetText(_Text, frozen=True):
    """Forms handed in together, in the order of their sheets."""

    name: str
    title: str
    forms: tuple[str, ...]
    periods: tuple[PeriodKind, ...]


class TermText(_Text, frozen=True):
    """A word of the forms that changes with the law."""

    text: str
    valid: Span = Span()
    law: str = ""


class SectionText(_Text, frozen=True):
    """A further table of a form, or ``use`` of a block with its items as rows."""

    use: str | None = None
    without: tuple[str, ...] = ()
    title: str = ""
    measure: str | None = None
    stub: tuple[str, str] | None = None
    shows_measure: bool = False
    measure_heading: str = ""
    columns: tuple[ColumnText, ...] = ()
    rows: tuple[RowText, ...] = ()


class FilingText(_Text, frozen=True):
    """Who hands the form in to whom, by which day of what."""

    by: str
    to: str
    day: int | None = None
    every: str = ""
    note: str = ""


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
    measure_heading: str = ""
    label_width: float = 44
    rules: tuple[RuleText, ...] = ()
    presets: tuple[PresetText, ...] = ()
    tables: tuple[SectionText, ...] = ()
    filing: tuple[FilingText, ...] = ()
    measures: tuple[MeasureText, ...] = ()
    bind: Literal["codes", "headings"] = "codes"


class SeriesText(_Text, frozen=True):
    """One of the amounts a block tells of each item: plan, disbursement, rate."""

    key: str
    title: str
    formula: str = ""
    measure: str | None = None
    items: tuple[str, ...] = ()
    page: int | None = None


class ItemText(_Text, frozen=True):
    """One of the items of a block: a source of capital; ``sum`` is its formula in item keys."""

    key: str
    title: str
    label: str = ""
    under: tuple[str, ...] = ()
    sum: str | None = None
    width: float | None = None


class BlockText(_Text, frozen=True):
    """Columns and rules shared by several forms.

    A block of ``items`` and ``series`` is used as columns (each item under each series) or as a
    table of its own (items as rows, series as columns). Its ``item_rules`` are written in series
    keys and hold for ``items``; its ``series_rules`` in item keys and hold for ``series``.
    """

    block: str
    title: str
    measure: str | None = None
    stub: tuple[str, str] = ("TT", "")
    columns: tuple[ColumnText, ...] = ()
    rules: tuple[RuleText, ...] = ()
    items: tuple[ItemText, ...] = ()
    series: tuple[SeriesText, ...] = ()
    item_rules: tuple[BlockRuleText, ...] = ()
    series_rules: tuple[BlockRuleText, ...] = ()


class BlockRuleText(RuleText, frozen=True):
    """A rule of a block, over some of its items or series."""

    items: tuple[str, ...] = ()
    series: tuple[str, ...] = ()


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


class AliasText(_Text, frozen=True):
    """Other ways to write ``means``: anywhere, only as the whole text, or only ``before`` some words."""

    means: str
    also: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


class IdleText(_Text, frozen=True):
    """Words at an end of a label that say nothing new, where the rest has all words of ``beside``."""

    words: str
    beside: str = ""


class OppositesText(_Text, frozen=True):
    """Words that tell labels apart, those of one line against each other, and words that tell nothing."""

    apart: tuple[tuple[str, ...], ...]
    fillers: tuple[str, ...]
    before: tuple[IdleText, ...] = ()
    after: tuple[IdleText, ...] = ()


class TotalsText(_Text, frozen=True):
    """Names of the row of the total: ``sums``, ``whole`` (all of a unit), or one of each."""

    sums: tuple[str, ...]
    whole: tuple[str, ...]
