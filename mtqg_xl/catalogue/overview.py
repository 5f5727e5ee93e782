"""Which charts give the overview of a report, and which cells feed them: ``data/overview.yaml``."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from mtqg_xl.catalogue.files import folder, read
from mtqg_xl.domain.forms import Form


class RatioText(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """A rate and the two columns it is computed from, with their names for people."""

    name: str
    whole: str
    part: str
    whole_name: str
    part_name: str


class SourceText(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """Where a chart may take its figures: ``rows`` of a form, or what ``each`` unit gives to its ``total``.

    ``title``, when given, goes before that of the chart.
    """

    form: str
    total: str
    ratios: tuple[RatioText, ...]
    rows: tuple[str, ...] = ()
    each: Literal["unit"] | None = None
    title: str = ""

    def fits(self, form: Form) -> bool:
        """Whether ``form`` has the row and the columns named here; a form of one's own may differ."""
        wanted = {column for ratio in self.ratios for column in (ratio.whole, ratio.part)}
        return self.total in form.row_by_key and wanted <= form.column_by_key.keys()


class ChartText(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """A chart; the first of its ``sources`` that holds figures feeds it."""

    name: str
    title: str
    sources: tuple[SourceText, ...]


@cache
def overview_charts() -> tuple[ChartText, ...]:
    """The charts of the overview, in their order; :class:`DefinitionProblem` when the file is wrong."""
    return read(folder("data") / "overview.yaml", tuple[ChartText, ...])
