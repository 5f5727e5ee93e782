"""Filling the cells of any workbook."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from mtqg_xl.api.results import check_ending
from mtqg_xl.ooxml import check_output

if TYPE_CHECKING:
    from mtqg_xl.ooxml.patching import Value
    from mtqg_xl.writing.entering import Entered, Entry

PathLike = str | os.PathLike[str]
Line = tuple[str, str]
_MANNERS: Final[dict[str, Literal["vietnamese", "plain"]]] = {",": "vietnamese", ".": "plain"}


@dataclass(frozen=True)
class Filled:
    """What was put into a workbook; ``out`` is the file written, "" when none was."""

    entered: Entered
    out: str

    def to_json(self) -> str:
        """The changes, the formulas kept, and those whose result is not known, as JSON."""
        from mtqg_xl.reports.filling import filling_object

        return json.dumps(filling_object(self.entered, self.out), ensure_ascii=False, indent=1)

    def lines(self) -> Iterator[Line]:
        """Lines for a terminal."""
        from mtqg_xl.reports.filling import filling_lines

        return filling_lines(self.entered, self.out)


def fill(
    book: PathLike,
    values: Mapping[str, Value] | PathLike,
    out: PathLike | None = None,
    *,
    over_formulas: bool = False,
    backup: bool = False,
) -> Filled:
    """Put values into cells of any workbook and write the result to ``out``; nothing else changes.

    ``values`` are ``{"Sheet1!B3": 12}``, or the path of a CSV or JSON file. Without ``out`` nothing is
    written: the result tells what would change. Formulas are kept, and their stored results brought
    up to date; ``over_formulas`` lets a value replace one. ``backup`` keeps a file that stands at ``out``.

    Raises :class:`FileProblem`, :class:`ArgumentProblem`, :class:`CellProblem` or
    :class:`OutputProblem`; nothing is written then.
    """
    from mtqg_xl.writing.entering import from_mapping, read_entries

    if isinstance(values, Mapping):
        return _fill(book, from_mapping(dict(values)), None, out, (), over_formulas, backup)
    entries, manner = read_entries(values)
    return _fill(book, entries, manner, out, (values,), over_formulas, backup)


def fill_cells(
    book: PathLike,
    assignments: Sequence[str],
    data: PathLike | None,
    out: PathLike | None,
    *,
    decimal: str | None = None,
    over_formulas: bool = False,
    backup: bool = False,
) -> Filled:
    """As :func:`fill`, with values written as on the command line: ``Sheet1!B3=12``, and from a file.

    ``decimal`` is the decimal mark of numbers, "," or ".", where it does not show.
    """
    from mtqg_xl.writing.entering import from_assignments, read_entries

    entries = from_assignments(assignments)
    manner = _MANNERS.get(decimal or "")
    if data is not None:
        told, known = read_entries(data)
        entries += told
        manner = manner or known
    sources = (data,) if data is not None else ()
    return _fill(book, entries, manner, out, sources, over_formulas, backup)


def _fill(
    book: PathLike,
    entries: list[Entry],
    manner: Literal["vietnamese", "plain"] | None,
    out: PathLike | None,
    sources: Sequence[PathLike],
    over_formulas: bool,
    backup: bool,
) -> Filled:
    from mtqg_xl.writing.entering import enter

    if out is not None:
        check_output(out, [book, *sources])
        check_ending(book, out)
    entered = enter(book, entries, manner=manner, over_formulas=over_formulas)
    if out is not None:
        entered.save(out, inputs=sources, backup=backup)
    return Filled(entered, "" if out is None else os.fspath(out))
