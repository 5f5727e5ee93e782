"""Form files looked through: what is missing or wrong in them, line by line."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mtqg_xl.domain.binding import UNNAMED
from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.domain.units import Level
from mtqg_xl.linting import FileNotes, lint_file
from mtqg_xl.linting.telling import lines, to_json

_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True)
class LintReport:
    """What there is to say about some form files."""

    files: tuple[FileNotes, ...]

    @property
    def any_errors(self) -> bool:
        """Whether something must be put right."""
        return any(file.errors for file in self.files)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why files could not be looked through at all."""
        return tuple(file.unusable for file in self.files if file.unusable is not None)

    def lines(self) -> Iterator[tuple[str, str]]:
        """Every note as ``file:line: weight: sentence``, with its style."""
        return lines(self.files)

    def to_json(self) -> str:
        """The report as one JSON object."""
        return to_json(self.files)


def lint(places: Sequence[str | os.PathLike[str]], *, prove: bool = True) -> LintReport:
    """Look through form files, or all those in folders; nothing is refused, reasons stand in the report.

    Without ``prove`` nothing is proved of the rules, which takes most of the time.
    """
    paths = list(_files(places))
    return LintReport(tuple(lint_file(path, paths, build=_empty_book, prove=prove) for path in paths))


def _files(places: Iterable[str | os.PathLike[str]]) -> Iterator[Path]:
    for place in map(Path, places):
        inside = (
            sorted(file for file in place.iterdir() if file.suffix.lower() in _ENDINGS)
            if place.is_dir()
            else []
        )
        yield from inside or [place]


def _empty_book(form: Form, period: Period) -> None:
    from mtqg_xl.writing import BookIdentity, Filling, plan_sheet, write_book

    unit = ReportingUnit(UNNAMED, None, Level(form.levels[0]))
    write_book([plan_sheet(form)], BookIdentity(unit, period, kind="template"), Filling({}))
