"""Refusals: each is a class with a code, and says itself in one sentence."""

from __future__ import annotations

from mtqg_xl.messages.text import say


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
        return say(self.code, **self.values)

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        # Refusals travel back from worker processes, keyword values included.
        return _rebuild, (type(self), self.code.partition(".")[2], self.values)


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
