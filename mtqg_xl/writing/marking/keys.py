"""By what a finding is known again at the next check: its rule and its place in the form."""

from __future__ import annotations

import json
from typing import Final, NamedTuple

from mtqg_xl.domain.findings import Finding

#: Of each part; five of them fit a cell however they are written.
_LONGEST: Final = 1_000


class ExplanationKey(NamedTuple):
    """What an explanation is for: a rule and a cell of a form of one unit.

    ``rule`` is empty for a note on the cell, which explains every finding about it. A finding about no
    cell of a form has its sheet for ``row`` and its address for ``column``, and no ``form``.
    """

    unit: str
    rule: str
    form: str
    row: str
    column: str

    @classmethod
    def of(cls, unit: str, finding: Finding) -> ExplanationKey:
        """The key of a finding in the report of ``unit``."""
        place = finding.key or ("", finding.sheet, finding.cell)
        return cls(*(part[:_LONGEST] for part in (unit, finding.rule, *place)))

    def of_cell(self) -> ExplanationKey:
        """The key of a note on the same cell."""
        return self._replace(rule="")

    def written(self) -> str:
        """The key as the hidden column of the list keeps it."""
        return json.dumps(self)

    @classmethod
    def read(cls, text: str) -> ExplanationKey | None:
        """What :meth:`written` wrote; None for any other text."""
        if not text.startswith("["):
            return None
        try:
            parts = json.loads(text)
        except (ValueError, RecursionError):
            return None
        if not isinstance(parts, list) or len(parts) != 5 or not all(isinstance(part, str) for part in parts):
            return None
        return cls(*parts)
