"""What a check has to say: findings, suspects, verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.excerpts import Excerpt


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

    @property
    def counts(self) -> dict[Severity, int]:
        """How many findings of each severity; folded ones are not counted again."""
        counts = dict.fromkeys(Severity, 0)
        for finding in self.findings:
            counts[finding.severity] += 1
        return counts

    @property
    def verdict(self) -> FileVerdict:
        """The verdict that the findings add up to."""
        if self.reason is not None:
            return FileVerdict.UNREADABLE
        counts = self.counts
        if counts[Severity.ERROR]:
            return FileVerdict.INVALID
        return FileVerdict.WARNINGS if counts[Severity.WARNING] else FileVerdict.VALID
