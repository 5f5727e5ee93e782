"""Refusals: each is a class with a code, and says itself in one sentence."""

from __future__ import annotations

from typing import Final

from mtqg_xl.messages.text import say

#: Characters of a value in a sentence: longer than any path.
_LONGEST: Final = 4_096


class MtqgError(Exception):
    """Something that stops the work and that a person can put right.

    ``code`` names the sentence in the message texts; ``values`` fill it in.
    """

    group = "error"

    def __init__(self, code: str, /, **values: object) -> None:
        super().__init__(code)
        self.code = f"{self.group}.{code}"
        self.values = values

    def __str__(self) -> str:
        # What comes from a file may hold line ends and be of any length; a refusal is one sentence.
        return say(self.code, **{name: _shown(value) for name, value in self.values.items()})

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        # Refusals travel back from worker processes, keyword values included.
        return _rebuild, (type(self), self.code.partition(".")[2], self.values)


def _shown(value: object) -> object:
    if not isinstance(value, str):
        return value
    line = "".join(" " if ord(mark) < 32 or mark in "\x7f\x85\u2028\u2029" else mark for mark in value)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _rebuild(kind: type[MtqgError], code: str, values: dict[str, object]) -> MtqgError:
    return kind(code, **values)


class FileProblem(MtqgError):
    """A file that cannot be read as a workbook, or cannot be bound to a form."""

    group = "file"


class OutputProblem(MtqgError):
    """A place that cannot be written to; nothing has been left there."""

    group = "output"


class ArgumentProblem(MtqgError):
    """An option, a unit, a period or a form code that means nothing."""

    group = "argument"


class DefinitionProblem(MtqgError):
    """A form definition that contradicts itself or cannot be parsed."""

    group = "definition"


class LearningProblem(MtqgError):
    """A workbook from which no form can be learnt."""

    group = "learning"


class CellProblem(MtqgError):
    """A change to one cell that a workbook cannot take, or must not."""

    group = "cell"


class SelfCheckProblem(MtqgError):
    """A written workbook that turned out to differ where it must not; it was not put in place."""

    group = "selfcheck"


class AddinProblem(MtqgError):
    """An add-in that cannot be built or installed; nothing has been written."""

    group = "addin"
