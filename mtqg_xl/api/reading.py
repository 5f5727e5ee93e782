"""How files are read: with which password, and with the answers kept in their folders."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from mtqg_xl.domain.submissions import Submission
from mtqg_xl.domain.units import fold, place_name
from mtqg_xl.messages import ArgumentProblem, current_language, use_language
from mtqg_xl.reading import read_all
from mtqg_xl.reading.answers import answers_for


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads files, also in another process: it carries the language in which is spoken here.

    ``password`` opens those that are locked, and is never shown.
    """

    password: str | None = field(default=None, repr=False)
    language: str = field(default_factory=current_language)

    def read(self, path: str, *, asking: Collection[str] = ()) -> tuple[Submission, ...]:
        """The submissions in a file, one a unit; the questions ``asking`` are put though answered before.

        Raises :class:`FileProblem` or, for a broken file of answers, :class:`ArgumentProblem`.
        """
        use_language(self.language)
        answers = {code: key for code, key in answers_for(path).items() if code not in asking}
        return read_all(path, self.password, answers)

    def read_one(self, path: str | os.PathLike[str], unit: str | None = None) -> Submission:
        """The submission of ``unit`` in a file, which need not be named where there is but one.

        Raises as :meth:`read`, and :class:`ArgumentProblem` when the file holds several units or not
        this one.
        """
        return of_unit(self.read(os.fspath(path)), unit)


def of_unit(submissions: Sequence[Submission], unit: str | None) -> Submission:
    """The submission of ``unit`` (name or code) among those of one file."""
    named = [one for one in submissions if unit is None or _is_of(one, unit)]
    if len(named) == 1:
        return named[0]
    path = submissions[0].path
    known = ", ".join(one.unit.name for one in submissions if one.unit) or "…"
    if unit is None:
        raise ArgumentProblem("which_unit_in_book", path=path, known=known)
    raise ArgumentProblem("unit_not_in_book", path=path, unit=unit, known=known)


def _is_of(submission: Submission, wanted: str) -> bool:
    if submission.unit is None:
        return False
    name, code = submission.unit.name, submission.unit.code
    return fold(wanted) in (fold(name), fold(place_name(name)), fold(code or name))
