"""The remarks about whose a workbook is, each made once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mtqg_xl.domain.submissions import Remark


@dataclass(frozen=True, slots=True)
class Telling:
    """Gathers remarks in the order in which they come up."""

    remarks: list[Remark] = field(default_factory=list)

    def tell(self, code: str, **values: str) -> None:
        """A remark about the whole workbook."""
        self._add(Remark(code, None, "", "", values=values))

    def conflict(self, code: str, used: str, other: str, where: str, sheet: str = "") -> None:
        """Something else is named at ``where`` than what was taken."""
        self._add(Remark(code, None, sheet, "", values={"used": used, "other": other, "where": where}))

    def doubt(self, where: str, units: Sequence[str], sheet: str = "") -> None:
        """A name fits several units, and none was taken."""
        values = {"where": where, "units": "; ".join(units)}
        self._add(Remark("unit_doubtful", None, sheet, "", values=values))

    def _add(self, remark: Remark) -> None:
        if remark not in self.remarks:
            self.remarks.append(remark)
