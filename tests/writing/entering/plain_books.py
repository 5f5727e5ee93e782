"""Workbooks that have nothing to do with any form, and what stands in them after filling."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl

from mtqg_xl.ooxml.patching import Value
from mtqg_xl.writing.entering import Entered, enter, from_assignments, from_mapping
from tests.recalculation.books import saved_by_excel

Sheets = Mapping[str, Mapping[str, Any]]


def plain_book(path: Path, sheets: Sheets | None = None) -> Path:
    """A workbook at ``path`` with these values; a formula stands beside its stored value in a pair."""
    path.write_bytes(saved_by_excel(sheets if sheets is not None else {"Sheet1": {"A1": 1}}))
    return path


def styled_book(path: Path, formats: Mapping[str, str], values: Mapping[str, Any] | None = None) -> Path:
    """A workbook whose cells on ``Sheet1`` have these number formats, and perhaps values."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    for address, shown in formats.items():
        sheet[address].number_format = shown
    for address, value in (values or {}).items():
        sheet[address] = value
    book.save(path)
    return path


def told(path: Path, *assignments: str, **options: Any) -> Entered:
    """The workbook after these assignments; nothing is saved."""
    return enter(path, from_assignments(assignments), **options)


def given(path: Path, values: Mapping[str, Value], **options: Any) -> Entered:
    """The workbook after these values; nothing is saved."""
    return enter(path, from_mapping(dict(values)), **options)


def cell_of(entered: Entered, place: str, *, values: bool = False) -> Any:
    """What openpyxl finds at ``place``, such as ``Sheet1!B3``."""
    sheet, _, address = place.rpartition("!")
    book = openpyxl.load_workbook(BytesIO(entered.content), data_only=values)
    return book[sheet][address]


def value_of(entered: Entered, place: str, *, values: bool = False) -> Any:
    """The value that stands there."""
    return cell_of(entered, place, values=values).value
