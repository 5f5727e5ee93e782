"""Every way in which a workbook of ours is changed."""

from tests.benchmarks.lib.binding.changes import (
    books,
    codes,
    columns,
    figures,
    headings,
    joining,
    measures,
    numbering,
    placing,
    rows,
    scripts,
    texts,
    traps,
)
from tests.benchmarks.lib.binding.changes.registry import KINDS, Kind, Stage

__all__ = [
    "KINDS",
    "Kind",
    "Stage",
    "books",
    "codes",
    "columns",
    "figures",
    "headings",
    "joining",
    "measures",
    "numbering",
    "placing",
    "rows",
    "scripts",
    "texts",
    "traps",
]
