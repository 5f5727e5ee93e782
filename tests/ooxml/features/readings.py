"""How different readers see the cells of a workbook."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl

from mtqg_xl.ooxml import Workbook
from mtqg_xl.ooxml.addresses import from_a1
from mtqg_xl.ooxml.package import Package


def seen_by_ourselves(data: bytes, sheet: str, addresses: Sequence[str]) -> dict[str, Decimal | str]:
    """Numbers as decimals, everything else as the text in the file."""
    read = Workbook(Package(Path("biểu.xlsx"), data)).sheet(sheet)
    found: dict[str, Decimal | str] = {}
    for address in addresses:
        cell = read.cell(*from_a1(address))
        text = cell.text if cell else ""
        found[address] = Decimal(text) if cell and cell.kind == "number" else text
    return found


def seen_by_openpyxl(data: bytes, sheet: str, addresses: Sequence[str]) -> dict[str, object] | None:
    """The stored values as openpyxl has them; None when it cannot open the workbook or see the sheet."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
            return {address: book[sheet][address].value for address in addresses}
        except Exception:
            # It fails in as many ways as there are oddities; which one is not our concern.
            return None
