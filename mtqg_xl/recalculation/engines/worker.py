"""Runs in a process of its own, which may be killed: one engine computes, the values go to a file.

It is started by path and imports nothing of the package, so that it is up quickly. Arguments: the
engine, and a folder with ``task0.xlsx``, ``task0.json`` and so on; the result is ``values.json``.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path
from typing import Any

# More than any honest workbook needs, less than what makes the machine stand still.
_MOST_MEMORY = 4 << 30

_KINDS = {
    "Null": "#NULL!", "Ref": "#REF!", "Name": "#NAME?", "Value": "#VALUE!", "Div": "#DIV/0!", "Na": "#N/A",
    "Num": "#NUM!",
}  # fmt: skip


def main(engine: str, folder: Path) -> None:
    """Compute all tasks of ``folder`` with ``engine``."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    compute = {"ironcalc": _with_ironcalc, "formualizer": _with_formualizer}[engine]
    results = []
    number = 0
    while (task := folder / f"task{number}.json").exists():
        asked = json.loads(task.read_text(encoding="utf-8"))
        results.append(compute(folder / f"task{number}.xlsx", asked["sheets"], asked["places"]))
        number += 1
    unfinished = folder / "values.part"
    unfinished.write_text(json.dumps(results), encoding="utf-8")
    unfinished.replace(folder / "values.json")


def _with_ironcalc(path: Path, sheets: list[str], places: list[list[int]]) -> list[Any]:
    import ironcalc

    model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
    model.evaluate()
    failed = ironcalc.CellType.ErrorValue
    found: list[Any] = []
    for sheet, row, column in places:
        value: Any = model.get_cell_value(sheet, row, column)
        if isinstance(value, str) and model.get_cell_type(sheet, row, column) == failed:
            value = {"error": value}
        found.append(value)
    return found


def _with_formualizer(path: Path, sheets: list[str], places: list[list[int]]) -> list[Any]:
    import formualizer

    settings = formualizer.EvaluationConfig()
    settings.enable_parallel = False
    config = formualizer.WorkbookConfig(eval_config=settings)
    book = formualizer.Workbook.from_bytes(path.read_bytes(), config=config)
    book.set_temporal_egress("serial")
    book.evaluate_all()
    # The book may begin with a sheet of the engine's own.
    names = ["Sheet1" if name.casefold() == "sheet1" else name for name in sheets]
    found: list[Any] = []
    for sheet, row, column in places:
        value = book.get_value(names[sheet], row, column)
        if isinstance(value, dict):
            value = {"error": _KINDS.get(value.get("kind", ""), "?")}
        elif value is not None and not isinstance(value, str | bool | int | float):
            value = None
        found.append(value)
    return found


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
    # Engines may keep threads that never end.
    sys.stdout.flush()
    os._exit(0)
