"""How a workbook is to be calculated, by its own account."""

from __future__ import annotations

from typing import NamedTuple

from mtqg_xl.ooxml import Package, Workbook, relationships, xml

#: The only program whose stored values are taken for Excel's. Others write this name too, but they
#: ask for recalculation on opening, as they have computed nothing.
EXCEL = "Microsoft Excel"


class Settings(NamedTuple):
    """What of the calculation settings matters.

    ``by_excel``: Excel saved it; ``stale``: the stored values may be out of date; ``iterates``:
    circles are computed again and again; ``as_shown``: every value is rounded to what is shown.
    """

    by_excel: bool
    stale: bool
    iterates: bool
    as_shown: bool

    @property
    def trusted(self) -> bool:
        """Whether a value stored under a formula is what Excel computed for the cells as they are."""
        return self.by_excel and not self.stale


def settings(workbook: Workbook) -> Settings:
    """The settings of ``workbook``; raises ``FileProblem`` when the list of sheets is unreadable."""
    found = None
    if (part := _main_part(workbook.package)) is not None:
        found = xml.child(workbook.package.tree(part), "calcPr")
    by_excel = workbook.application == EXCEL
    if found is None:
        return Settings(by_excel, stale=False, iterates=False, as_shown=False)
    manual = found.get("calcMode") == "manual"
    loads_anew = xml.truth(found.get("fullCalcOnLoad")) or xml.truth(found.get("forceFullCalc"))
    completed = found.get("calcCompleted")
    unfinished = completed is not None and not xml.truth(completed)
    full = found.get("fullPrecision")
    return Settings(
        by_excel,
        stale=manual or loads_anew or unfinished,
        iterates=xml.truth(found.get("iterate")),
        as_shown=full is not None and not xml.truth(full),
    )


def _main_part(package: Package) -> str | None:
    for link in relationships(package):
        if link.kind == "officeDocument" and not link.external and package.has(link.target):
            return link.target
    return "xl/workbook.xml" if package.has("xl/workbook.xml") else None
