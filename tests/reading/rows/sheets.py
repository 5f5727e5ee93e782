"""Rows of every form as a sheet prints them, with the row that each line truly is."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from functools import cache

from mtqg_xl.catalogue import all_forms, make_concrete
from mtqg_xl.domain.forms import Form, RowKind
from mtqg_xl.domain.periods import Period
from mtqg_xl.reading.rows import Line, RowMatch, Wanted


@dataclass
class Printed:
    """A line as printed; ``key`` is the row it truly is, ``None`` for what is no row of the form."""

    number: str
    label: str
    key: str | None
    figures: bool = True


@dataclass
class SheetOf:
    """A table of a form, printed, and what was done to it."""

    name: str
    wanted: tuple[Wanted, ...]
    lines: list[Printed]
    unsure: set[str] = field(default_factory=set)
    """Rows that nobody can tell any more: they may be bound rightly or not at all."""

    def shown(self) -> list[Line]:
        return [Line(at, one.number, one.label, one.figures) for at, one in enumerate(self.lines, start=11)]

    def wrong(self, found: RowMatch) -> list[str]:
        """Rows bound to lines that they are not."""
        truth = {at: one.key for at, one in enumerate(self.lines, start=11)}
        return [key for key, at in found.places.items() if truth[at] != key]

    def unbound(self, found: RowMatch) -> list[str]:
        """Rows that stand there with figures and were not bound."""
        there = [one.key for one in self.lines if one.key is not None and one.figures]
        return [key for key in there if key not in found.places and key not in self.unsure]


def wanted_of(form: Form, section: int) -> tuple[Wanted, ...]:
    """The rows of one table of a concrete form, with the row each stands under by its number or depth."""
    rows = [row for row in form.rows if row.section == section and row.kind is not RowKind.CLOSING]
    found: list[Wanted] = []
    for at, row in enumerate(rows):
        if not row.label:
            continue
        parent = next((up for up in reversed(rows[:at]) if up.depth < row.depth), None)
        found.append(
            Wanted(
                row.key,
                row.number,
                row.label,
                parent.key if parent else None,
                row.kind is not RowKind.HEADING,
            )
        )
    return tuple(found)


@cache
def tables() -> tuple[tuple[str, tuple[Wanted, ...]], ...]:
    """Every table of every form of the catalogue that has at least three rows."""
    found = []
    for form in all_forms():
        for year in (2018, 2023, 2026):
            period = Period.parse(f"{year}-N")
            if not form.validity.holds(period.day):
                continue
            concrete = make_concrete(form.code, None, period, ())
            for section in range(len(concrete.sections)):
                rows = wanted_of(concrete, section)
                if len(rows) > 2:
                    found.append((f"{form.code}-{year}-{section}", rows))
            break
    return tuple(found)


def printed(name: str, wanted: tuple[Wanted, ...], chance: random.Random) -> SheetOf:
    """The table as its template prints it, filled in but for some rows."""
    lines = [Printed(row.number, row.label, row.key, row.needed and chance.random() < 0.95) for row in wanted]
    return SheetOf(name, wanted, lines)
