"""What finding a table hands on: where its columns, its stub and its body stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mtqg_xl.domain.forms import Form
from mtqg_xl.reading.tables.columns import Columns
from mtqg_xl.reading.tables.planes import Plane
from mtqg_xl.reading.tables.stubs import Stub


@dataclass(eq=False, slots=True)
class Head:
    """One table of a form (``section``) on a plane: its columns, its stub, and the rows of its body."""

    plane: Plane
    form: Form
    section: int
    columns: Columns
    stub: Stub
    first: int
    end: int

    @property
    def figures(self) -> tuple[int, ...]:
        """The columns of the plane that may hold figures of the table."""
        doubtful = (place for doubt in self.columns.doubts for place in doubt.places)
        return tuple(sorted({*self.columns.bound.values(), *doubtful}))


@dataclass(frozen=True, slots=True)
class Spot:
    """A line of a body: the head it stands under and its row on the plane."""

    head: Head
    at: int


@dataclass(eq=False, slots=True)
class Piece:
    """A part of a table that stands in one place: its head, and its rows by key."""

    head: Head
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def columns(self) -> Mapping[str, int]:
        """The columns bound so far, and those that share the stub."""
        form, section = self.head.form, self.head.section
        labels = self.head.stub[1][0]
        stub = {c.key: labels for c in form.columns if c.in_stub and c.section == section}
        return {**self.head.columns.bound, **stub}
