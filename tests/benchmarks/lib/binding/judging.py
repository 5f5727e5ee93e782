"""What was read of a layout against what is true."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from mtqg_xl.domain.cells import CellKey, Observation, State
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.domain.units import fold
from mtqg_xl.messages import MtqgError
from mtqg_xl.ooxml import from_a1
from tests.benchmarks.lib.binding.drafts import Draft
from tests.benchmarks.lib.binding.memory import MemoryBook
from tests.benchmarks.lib.binding.reading import read
from tests.benchmarks.lib.binding.spots import Spot, Truth

#: Remarks that rows, columns, tables or sheets were not read begin so.
_LEFT_OUT = (
    "ask_",
    "row_missing",
    "row_unknown",
    "column_missing",
    "column_unknown",
    "table_missing",
    "sheet_of_nobody",
    "sheet_refused",
    "form_twice",
    "figures_outside",
    "unit_refused",
    "list_",
)
_EXACT = Decimal("1e-9")


@dataclass(frozen=True, slots=True)
class Wrong:
    """A figure that was bound to what it is not; ``told`` when the reader voiced a doubt about it."""

    what: str
    read: CellKey
    value: str
    place: str
    truth: str
    told: bool

    def __str__(self) -> str:
        row, column, form = self.read.row, self.read.column, self.read.form
        told = " (told)" if self.told else ""
        read = f"{self.place} read as {row}/{column} of {form} = {self.value}"
        return f"{self.what}: {read}, in truth {self.truth}{told}"


@dataclass
class Judged:
    """One layout judged.

    ``figures`` are those that can be known, ``unread`` those of them not read, ``untold`` those of which
    the reader does not even say so, by a remark on the cell, its row, its sheet, or the whole file.
    """

    number: int
    done: tuple[str, ...]
    kept: bool
    figures: int = 0
    unread: int = 0
    doubtful: int = 0
    wrong: list[Wrong] = field(default_factory=list)
    untold: int = 0
    refused: str = ""
    crash: str = ""
    missed: list[str] = field(default_factory=list)

    @property
    def silent(self) -> int:
        """Figures silently bound to what they are not."""
        return sum(not wrong.told for wrong in self.wrong)


def judge(draft: Draft, number: int, book: object | None = None) -> Judged:
    """Read a layout and compare; ``book`` is the same layout opened from a file."""
    judged = Judged(number, tuple(draft.done), draft.binding is not None)
    submissions: tuple[Submission, ...] = ()
    try:
        submissions = read(book or MemoryBook(draft))
    except MtqgError as refused:
        judged.refused = str(refused)
    except Exception as crash:
        judged.crash = f"{type(crash).__name__}: {crash}"
    spots = {(page.name, r + 1, c + 1): spot for page in draft.pages for r, c, spot in page.spots()}
    read_at: set[tuple[str, int, int]] = set()
    for submission in submissions:
        _compare(submission, spots, read_at, judged)
    told, unread = _told(submissions, {page.name for page in draft.pages})
    seen = {_name(spot.truth) for at, spot in spots.items() if at in read_at and spot.truth}
    for at, spot in spots.items():
        if not spot.is_figure:
            continue
        if spot.doubtful:
            judged.doubtful += 1
            continue
        judged.figures += 1
        # A figure that stands twice, as in a stub on two sheets, need be read once only.
        if at not in read_at and (spot.truth is None or spot.truth.line or _name(spot.truth) not in seen):
            judged.unread += 1
            judged.untold += not (judged.refused or at[0] in told or at in unread)
            judged.missed.append(f"{at[0]}!R{at[1]}C{at[2]} {spot.text} {_said(spot.truth)}")
    return judged


def _compare(
    submission: Submission,
    spots: dict[tuple[str, int, int], Spot],
    read_at: set[tuple[str, int, int]],
    judged: Judged,
) -> None:
    doubted = {r.key for r in submission.remarks if r.key and r.code.startswith(("doubt", "ask"))}
    settled = {
        (r.sheet, from_a1(r.cell)[1]) for r in submission.remarks if r.code == "column_settled" and r.cell
    }
    lines: dict[tuple[str, str, str], int] = {}
    for table in submission.tables:
        by_key = table.form.row_by_key
        for key, seen in table.observations.items():
            text = seen.value is None
            if text and not (seen.state is State.REPORTED and seen.raw.strip()):
                continue
            place = (seen.sheet or table.sheet, *(from_a1(seen.cell) if seen.cell else (0, 0)))
            spot = spots.get(place)
            line = by_key[key.row].is_line
            fault = _fault(submission, key, line, seen, spot)
            if not fault and line:
                known = lines.setdefault((place[0], table.form.code, key.row), place[1])
                fault = "torn line" if known != place[1] else ""
            if fault:
                truth = _said(spot.truth) if spot is not None else "no cell of the sheet"
                judged.wrong.append(
                    Wrong(
                        fault,
                        key,
                        seen.raw if text else str(seen.value),
                        f"{place[0]}!{seen.cell}",
                        truth,
                        key in doubted or (place[0], place[2]) in settled,
                    )
                )
            if not fault or not text:
                read_at.add(place)


def _told(
    submissions: tuple[Submission, ...], sheets: set[str]
) -> tuple[set[str], set[tuple[str, int, int]]]:
    """The sheets of which something is said not to be read, and the single cells."""
    told: set[str] = set()
    cells: set[tuple[str, int, int]] = set()
    for submission in submissions:
        for remark in submission.remarks:
            if remark.code.startswith(_LEFT_OUT):
                reason = remark.values.get("reason", "")
                named = {remark.sheet, remark.values.get("name", "")}
                told |= {name for name in sheets if name in named or f"“{name}”" in reason}
        for table in submission.tables:
            for seen in table.observations.values():
                if seen.state is State.UNREAD and seen.cell:
                    cells.add((seen.sheet or table.sheet, *from_a1(seen.cell)))
    return told, cells


def _fault(submission: Submission, key: CellKey, line: bool, seen: Observation, spot: Spot | None) -> str:
    """What is wrong with what was read of a cell; empty when nothing is."""
    if spot is None or spot.truth is None:
        return "no figure of the form"
    truth = spot.truth
    if (truth.key.form, truth.key.column) != (key.form, key.column):
        return "other column" if truth.key.form == key.form else "other form"
    if _row(truth.key.row, truth.line) != _row(key.row, line):
        return "other row"
    if submission.unit is not None and fold(submission.unit.name) != fold(truth.owner.unit):
        return "other unit"
    if submission.period is not None and str(submission.period) != truth.owner.period:
        return "other period"
    if seen.value is not None and not _equal(seen.value, spot):
        return "other value"
    return ""


def _equal(read: Decimal, spot: Spot) -> bool:
    if spot.value is None:
        return read == 0 and spot.kind == "text" and bool(spot.text)  # a dash, or words for nothing
    return abs(read - spot.value) <= _EXACT * max(Decimal(1), abs(spot.value))


def _row(key: str, line: bool) -> str:
    return key.rpartition("-")[0] if line else key


def _name(truth: Truth) -> tuple[object, ...]:
    return (truth.owner, truth.key)


def _said(truth: Truth | None) -> str:
    if truth is None:
        return "nothing of a form"
    return f"{truth.key.row}/{truth.key.column} of {truth.key.form} ({truth.owner.unit} {truth.owner.period})"
