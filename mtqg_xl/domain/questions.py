"""Questions that the reader cannot answer alone, with the answers that come nearest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

#: The answer that none of those offered is right: the form, column or row stays unbound.
NONE_OF_THEM: Final = "-"


@dataclass(frozen=True, slots=True)
class Question:
    """Which form a table is, which column a heading means, or which row of the form a line is.

    ``code`` is made from the shape of the table (headings, printed codes, form) and not from its
    figures, so that one answer holds for every file of that shape. ``shown`` is what stands in the
    cell asked about; ``answers`` are pairs of key and label, best first.
    """

    code: str
    kind: Literal["form", "column", "row"]
    sheet: str
    cell: str
    shown: str
    answers: tuple[tuple[str, str], ...]

    def answer(self, given: str) -> str | None:
        """The key that ``given`` means: the place of an answer (1, 2 ...), its key, or "-"; else ``None``.

        A number is the place wherever there is such a place: questions are put as "the first or the
        second", and the columns of many forms are called 1, 2, 3.
        """
        meant = given.strip()
        keys = [key for key, _ in self.answers]
        if meant.isdecimal() and 1 <= int(meant) <= len(keys):
            return keys[int(meant) - 1]
        return meant if meant == NONE_OF_THEM or meant in keys else None

    def label(self, key: str) -> str:
        """What stands beside an answer; empty for one that was not offered."""
        return dict(self.answers).get(key, "")
