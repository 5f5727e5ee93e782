"""What is wrong in the sources of the add-in: all of it at once, each with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mtqg_xl.messages import AddinProblem, say


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: where (``line`` 0 for a whole file), its sentence and what fills it in."""

    file: str
    line: int
    code: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        text = say(f"addin.{self.code}", **self.values)
        if self.line:
            return say("addin.at_line", file=self.file, line=self.line, text=text)
        return say("addin.at_file", file=self.file, text=text)


class SourcesProblem(AddinProblem):
    """Sources that no add-in is built from; ``faults`` are all the reasons."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """The refusal of sources for ``faults``, of which there is at least one."""
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.file, fault.line, fault.code)))
        super().__init__("bad_sources", count=len(faults), first=str(self.faults[0]))

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return SourcesProblem, (self.faults,)
