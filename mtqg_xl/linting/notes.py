"""What a look through a form file has to say, line by line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mtqg_xl.messages import MtqgError, say


class Weight(StrEnum):
    """How much a note weighs: only errors make a file bad."""

    ERROR = "error"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to tell about one line; ``code`` names its sentence in the message texts."""

    line: int
    weight: Weight
    code: str
    text: str


def error(line: int, code: str, /, **values: object) -> Note:
    """Something that must be put right: the sentence ``lint.<code>``."""
    return Note(line, Weight.ERROR, code, say(f"lint.{code}", **values))


def remark(line: int, code: str, /, **values: object) -> Note:
    """Something to think about: the sentence ``lint.<code>``."""
    return Note(line, Weight.NOTE, code, say(f"lint.{code}", **values))


class UnusableFile(MtqgError):
    """A file that cannot be looked through at all."""

    def __init__(self, reason: str, /, **values: object) -> None:
        super().__init__(reason)
        self.code = f"lint.{reason}"
        self.values = values

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return _again, (self.code.partition(".")[2], self.values)


def _again(reason: str, values: dict[str, object]) -> UnusableFile:
    return UnusableFile(reason, **values)


@dataclass(frozen=True)
class FileNotes:
    """All notes about one file, in the order of its lines. ``unusable`` says why it could not be read."""

    path: str
    form: str = ""
    notes: tuple[Note, ...] = ()
    unusable: str | None = None

    @property
    def errors(self) -> int:
        """How many notes are errors."""
        return sum(1 for note in self.notes if note.weight is Weight.ERROR)

    @property
    def verdict(self) -> str:
        """``unusable``, ``errors``, ``notes`` or ``clean``."""
        if self.unusable is not None:
            return "unusable"
        if self.errors:
            return "errors"
        return "notes" if self.notes else "clean"


def in_order(notes: Iterable[Note]) -> tuple[Note, ...]:
    """``notes`` by line, errors first within a line, each sentence once a line."""
    weights = list(Weight)
    once = dict.fromkeys(notes)
    return tuple(sorted(once, key=lambda note: (note.line, weights.index(note.weight))))
