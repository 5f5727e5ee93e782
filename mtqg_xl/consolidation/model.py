"""What a consolidation consists of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.explanations import UnitAnswer
from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import ReportingUnit


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one unit gave to one cell, and where it stands in that unit's file."""

    unit: str
    unit_code: str
    file: str
    sha256: str
    sheet: str
    cell: str
    value: Decimal | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A file taken in: whose it is, its verdict, which forms it was used for."""

    unit: str
    unit_code: str
    file: str
    sha256: str
    verdict: str
    errors: int
    warnings: int
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resubmission:
    """Several files of one unit for the same forms: which was kept, and by what rule."""

    unit: str
    forms: tuple[str, ...]
    kept: str
    dropped: tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A file left out, and why."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure of a unit that the consolidated totals do not carry as it was stated.

    ``carried`` is what its parts give; ``None`` when no part was reported, so that the figure
    is not contained in any total. ``reason`` names the message.
    """

    unit: str
    file: str
    key: CellKey
    sheet: str
    cell: str
    stated: str
    carried: Decimal | None
    reason: str


@dataclass(frozen=True)
class Merged:
    """The consolidated report of ``unit`` for ``period``.

    ``figures`` holds the inputs brought together; totals and rates follow from them by the
    rules of the forms. ``answers`` are what units explained in the files used. All sequences are
    in the order of unit codes, whatever the order of files.
    """

    unit: ReportingUnit
    period: Period
    forms: Mapping[str, Form]
    figures: Mapping[CellKey, Decimal]
    texts: Mapping[CellKey, str]
    contributions: Mapping[CellKey, tuple[Contribution, ...]]
    received: tuple[Receipt, ...]
    missing: tuple[str, ...]
    duplicates: tuple[Resubmission, ...]
    refused: tuple[Refused, ...]
    differences: tuple[Difference, ...]
    warning: str = ""
    register_known: bool = True
    absent_forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    answers: tuple[UnitAnswer, ...] = ()
