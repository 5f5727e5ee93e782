"""What a check has to say: findings, suspects, verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.excerpts import Excerpt
from mtqg_xl.domain.rates import ChartFigures


class Severity(StrEnum):
    """How much a finding weighs: only errors make a file invalid."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Verdict(StrEnum):
    """What kind of disagreement was found."""

    WRONG = "sai"
    CUT_OFF = "cat_so"
    ROUNDING = "lam_tron"
    FORMAT = "dinh_dang"
    FORMULA = "cong_thuc"
    MISSING = "thieu"
    OTHER = "khac"


class Confidence(StrEnum):
    """How sure the naming of a culprit is."""

    CERTAIN = "certain"
    LIKELY = "likely"
    UNDECIDED = "undecided"


class Slip(StrEnum):
    """What turned the right figure into the written one."""

    REPLACE = "replace"
    INSERT = "insert"
    OMIT = "omit"
    SWAP = "swap"
    SIGN = "sign"
    UNIT = "unit"
    SHIFT = "shift"
    BLANK = "blank"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Suspect:
    """A cell whose change would make the failing relation close."""

    key: CellKey
    sheet: str
    cell: str
    current: Decimal | None
    proposed: Decimal | None
    slip: Slip = Slip.NONE


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to tell about one cell; what follows from it hangs below as ``children``.

    ``stated``, ``expected`` and ``difference`` are in ``unit``, the measure of the cell. ``form_label``,
    ``row_label`` and ``column_label`` are the printed names of its place; empty for what is no cell.
    ``explanation`` is what the unit answered to it; it is explained then, and counts as that.
    ``kind`` is the code of the kind of finding, documented on a page of its own.
    """

    rule: str
    severity: Severity
    verdict: Verdict
    key: CellKey | None
    sheet: str
    cell: str
    message: str
    why: str = ""
    todo: str = ""
    law: str = ""
    id: str = ""
    stated: Decimal | None = None
    expected: Decimal | None = None
    unit: str = ""
    confidence: Confidence = Confidence.UNDECIDED
    suspects: tuple[Suspect, ...] = ()
    children: tuple[Finding, ...] = ()
    form_label: str = ""
    row_label: str = ""
    column_label: str = ""
    explanation: str | None = None
    kind: str = ""

    @property
    def is_explained(self) -> bool:
        """Whether the unit has answered it."""
        return self.explanation is not None

    @property
    def difference(self) -> Decimal | None:
        """``stated`` less ``expected``."""
        if self.stated is None or self.expected is None:
            return None
        return self.stated - self.expected

    def numbered(self, number: str) -> Finding:
        """The same finding with ids ``F1``, ``F1.1`` … all the way down."""
        children = tuple(child.numbered(f"{number}.{n}") for n, child in enumerate(self.children, start=1))
        return replace(self, id=number, children=children)

    def walk(self) -> Iterator[Finding]:
        """This finding and everything folded under it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A rule that could not be applied, and why: said openly, never skipped in silence."""

    rule: str
    reason: str


#: Stands beside the severities where findings are counted.
EXPLAINED: Final = "explained"


def count_findings(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings of each severity, and how many explained, which are of no severity any more.

    Folded ones are not counted again.
    """
    counts: dict[str, int] = {**dict.fromkeys(Severity, 0), EXPLAINED: 0}
    for finding in findings:
        counts[EXPLAINED if finding.is_explained else finding.severity] += 1
    return counts


class FileVerdict(StrEnum):
    """What becomes of a file."""

    VALID = "valid"
    WARNINGS = "warnings"
    INVALID = "invalid"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class FileReport:
    """Everything a check says about one file. ``reason`` is set only when it could not be read.

    ``excerpts`` are the small tables around wrong cells by the id of the finding, made only when asked.
    ``unit_code`` is that of the register of units, empty for a unit that it does not know. ``rates`` are
    what the file gives to the charts, gathered together with the excerpts.
    """

    path: str
    sha256: str = ""
    unit: str = ""
    period: str = ""
    forms: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    reason: str | None = None
    excerpts: Mapping[str, Excerpt] = field(default_factory=dict, compare=False, repr=False)
    unit_code: str = ""
    rates: tuple[ChartFigures, ...] = field(default=(), compare=False, repr=False)

    @property
    def counts(self) -> dict[str, int]:
        """How many findings of each severity, and explained ones; folded ones are not counted again."""
        return count_findings(self.findings)

    @property
    def verdict(self) -> FileVerdict:
        """What the findings add up to; an error that was explained still wants to be looked at."""
        if self.reason is not None:
            return FileVerdict.UNREADABLE
        counts = self.counts
        if counts[Severity.ERROR]:
            return FileVerdict.INVALID
        if counts[Severity.WARNING] or self.has_explained_errors:
            return FileVerdict.WARNINGS
        return FileVerdict.VALID

    @property
    def has_explained_errors(self) -> bool:
        """Whether an error was explained instead of corrected."""
        return any(one.is_explained and one.severity is Severity.ERROR for one in self.findings)
