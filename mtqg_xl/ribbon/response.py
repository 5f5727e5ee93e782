"""What the engine answers, as ``response.tsv`` says it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from mtqg_xl.ribbon.request import VERSION


class Status(IntEnum):
    """How it ended; equal to the exit code of the engine."""

    CLEAN = 0
    FOUND = 1
    UNUSABLE = 2
    FAULT = 3


#: In the order in which they stand in the file; always all of them.
_KEYS: Final = (
    "status",
    "verdict",
    "message",
    "detail",
    "out",
    "errors",
    "warnings",
    "infos",
    "explained",
    "unit",
    "period",
    "forms",
    "engine",
    "unchecked",
)


@dataclass(frozen=True, slots=True)
class Response:
    """An answer: ``message`` is the sentence for the dialog, ``detail`` lines of what else is to be told.

    ``verdict`` is that of a check, empty otherwise; ``out`` the file written; ``unchecked`` counts the rules
    that could not be applied to all their cells.
    """

    status: Status
    message: str
    detail: str = ""
    verdict: str = ""
    out: str = ""
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    explained: int = 0
    unit: str = ""
    period: str = ""
    forms: str = ""
    engine: str = ""
    unchecked: int = 0

    def rows(self) -> list[tuple[str, str]]:
        """The lines of the file: key and value."""
        told = [(key, getattr(self, key)) for key in _KEYS]
        return [("version", VERSION), *((key, str(int(v)) if isinstance(v, int) else v) for key, v in told)]
