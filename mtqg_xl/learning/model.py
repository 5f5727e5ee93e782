"""What is learnt of a table, before it is written down."""

from __future__ import annotations

from dataclasses import dataclass, field

from mtqg_xl.domain.periods import Period
from mtqg_xl.learning.columns.codes import PrintedCode
from mtqg_xl.learning.paper.areas import Area
from mtqg_xl.learning.paper.layout import Layout
from mtqg_xl.reading.unmerged import Unmerged


@dataclass
class Asked:
    """What goes above a line of the form file: ``questions`` to answer and ``notes`` to know."""

    questions: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass
class LearntColumn(Asked):
    """A column: ``at`` on the sheet, ``path`` of its headings, ``printed`` its code on paper."""

    at: int = 0
    path: tuple[str, ...] = ()
    key: str = ""
    printed: PrintedCode | None = None
    formula: str = ""
    formulas: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    kind: str = ""
    aggregate: str = ""
    measure: str = ""
    rows: tuple[str, ...] = ()
    is_rate: bool = False

    in_stub: bool = False

    @property
    def is_text(self) -> bool:
        """Whether it holds words."""
        return self.kind == "text"

    @property
    def is_figures(self) -> bool:
        """Whether it holds figures."""
        return not self.is_text and not self.in_stub


@dataclass
class LearntRow(Asked):
    """A row: ``at`` on the sheet, and ``members`` when it stands for rows of units or of a list."""

    at: int = 0
    number: str = ""
    label: str = ""
    printed: PrintedCode | None = None
    key: str = ""
    parent: int | None = None
    depth: int = 0
    kind: str = ""
    sum: str = ""
    measure: str = ""
    columns: tuple[str, ...] = ()
    aggregate: str = ""
    each: str = ""
    lines: int = 0
    members: tuple[int, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def places(self) -> tuple[int, ...]:
        """The rows of the sheet that it stands for."""
        return self.members or (self.at,)


@dataclass
class LearntRule(Asked):
    """A rule beyond the printed codes and the row sums."""

    id: str = ""
    rule: str = ""
    over: str = "rows"
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    defines: bool = False
    why: str = ""


@dataclass(kw_only=True)
class LearntTable(Asked):
    """One table of a form."""

    unmerged: Unmerged = field(repr=False)
    area: Area = field(repr=False)
    layout: Layout = field(repr=False)
    title: str = ""
    measure: str = ""
    stub: tuple[str, str] = ("", "")
    shows_measure: bool = False
    measure_heading: str = ""
    columns: list[LearntColumn] = field(default_factory=list)
    rows: list[LearntRow] = field(default_factory=list)
    rules: list[LearntRule] = field(default_factory=list)


@dataclass
class LearntForm(Asked):
    """A form: its frame, its tables, and what is still to be asked at each line of its head."""

    code: str = ""
    number: str = ""
    title: str = ""
    programme: str = ""
    source: str = ""
    periods: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    tables: list[LearntTable] = field(default_factory=list)
    period: Period | None = None
    measures: list[dict[str, str]] = field(default_factory=list)
    at: dict[str, Asked] = field(default_factory=dict)
