"""The same change made by openpyxl: load, change, save; and what the file lost by it."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.lib import archives, sheets
from tests.benchmarks.lib.choosing import NUMBER, TEXT, Target


@dataclass
class Loss:
    """What the peer's file lacks: members, those that changed, stored values; how the sheet fared."""

    lost: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    cached: int = 0
    sheet: list[str] = field(default_factory=list)


def change(path: Path, kind: str, target: Target, out: Path) -> Loss:
    """Change one cell as our patcher did, and look at the file."""
    import openpyxl

    warnings.simplefilter("ignore")
    book = openpyxl.load_workbook(path, keep_vba=path.suffix == ".xlsm")
    value = TEXT if kind == "text" else NUMBER
    book[target.sheet].cell(*target.place).value = value
    book.save(out)
    before, after = path.read_bytes(), out.read_bytes()
    old, new = archives.contents(before), archives.contents(after)
    raw = [archives.lying_in(data) for data in (before, after)]
    loss = Loss(lost=sorted(old.keys() - new.keys()))
    loss.changed = [
        name
        for name in old.keys() & new.keys() - {target.part}
        if (raw[0][name].entry, raw[0][name].record) != (raw[1][name].entry, raw[1][name].record)
    ]
    loss.cached = _stored_values(old) - _stored_values(new)
    if target.part in new:
        loss.sheet = sheets.differences(old[target.part], new[target.part], {target.place}, kind)
    else:
        loss.sheet = ["the sheet is gone or has another name"]
    return loss


def rewrite(path: Path, target: Target, out: Path) -> None:
    """Write a value that is there already."""
    import openpyxl

    warnings.simplefilter("ignore")
    book = openpyxl.load_workbook(path, keep_vba=path.suffix == ".xlsm")
    cell = book[target.sheet].cell(*target.place)
    cell.value = cell.value
    book.save(out)


def _stored_values(parts: dict[str, bytes]) -> int:
    """How many formulas have a value stored under them."""
    count = 0
    for name, content in parts.items():
        if "/worksheets/sheet" in name.replace("\\", "/") and name.endswith(".xml"):
            found = sheets.cells(sheets.parse(content))
            count += sum(cell.formula is not None and bool(cell.value) for cell in found)
    return count
