"""What row matching is given and what it says: rows of a form, lines of a sheet, and who is who."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row of a form, as the form prints it. ``parent`` is the key of the row it belongs under, if known.

    ``needed`` rows are told when they are missing. A row without a label stands for lines that only the
    sheet knows (units, lists): it is never bound here, see :func:`open_lines`. ``measure`` is in what the
    row counts (hộ, nhân khẩu), for rows that nothing else tells apart.
    """

    key: str
    number: str
    label: str
    parent: str | None = None
    needed: bool = True
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet: ``at`` is its row, ``figures`` whether a column of the table holds any there.

    ``measure`` is in what it counts, where that is written beside it.
    """

    at: int
    number: str
    label: str
    figures: bool
    measure: str = ""


@dataclass(frozen=True, slots=True)
class RowQuestion:
    """A line with figures that may be ``first`` or ``second``, and was bound to neither."""

    at: int
    label: str
    first: str
    second: str | None = None


@dataclass(frozen=True, slots=True)
class RowMatch:
    """The rows found, by key, and what is left over.

    Every line with figures is in exactly one of ``places``, ``questions`` and ``strangers``.
    """

    places: dict[str, int] = field(default_factory=dict)
    strangers: tuple[Line, ...] = ()
    missing: tuple[str, ...] = ()
    questions: tuple[RowQuestion, ...] = ()
