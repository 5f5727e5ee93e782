"""The general principles of the forms: rules about all cells, from ``data/principles.yaml``."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from mtqg_xl.catalogue.files import folder, read
from mtqg_xl.domain.findings import Severity


class Principle(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """A principle in words; ``applied`` names the step of the work that holds figures against it."""

    id: str
    rule: str
    where: str
    severity: Severity
    tolerance: str
    applied: Literal["consolidate", "check", "none"]
    why: str
    todo: str
    law: str = ""


@cache
def principles() -> tuple[Principle, ...]:
    """All principles."""
    return read(folder("data") / "principles.yaml", tuple[Principle, ...])


def principle_between_levels() -> Principle:
    """The one that figures of several units are held against: it can be judged only where all are at hand."""
    return next(one for one in principles() if one.applied == "consolidate")
