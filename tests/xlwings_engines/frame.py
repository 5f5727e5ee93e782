"""An xlwings engine over any program that holds workbooks.

xlwings speaks to its engines through the classes of ``xlwings.base_classes``. They are written here once;
what differs from program to program is behind two small protocols, :class:`Program` and :class:`Document`.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Protocol

import xlwings as xw
from xlwings import base_classes as base

from tests.xlwings_engines.ranges import Area, SheetRange

_ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")


class Document(Protocol):
    """An open workbook. Sheets go by name, areas are (top, left, bottom, right) from 1."""

    api: object
    name: str
    fullname: str

    def names(self) -> list[tuple[str, str]]: ...
    def sheet_names(self) -> list[str]: ...
    def used(self, sheet: str) -> Area: ...
    def values(self, sheet: str, area: Area) -> list[list[Any]]: ...
    def set_values(self, sheet: str, area: Area, rows: Sequence[Sequence[Any]]) -> None: ...
    def formulas(self, sheet: str, area: Area) -> list[list[str]]: ...
    def set_formula(self, sheet: str, area: Area, formula: str) -> None: ...
    def look(self, sheet: str, area: Area, key: str) -> Any: ...
    def set_look(self, sheet: str, area: Area, key: str, value: Any) -> None: ...
    def merge_area(self, sheet: str, row: int, column: int) -> Area: ...
    def merged(self, sheet: str, area: Area) -> bool | None: ...
    def merge(self, sheet: str, area: Area) -> None: ...
    def note(self, sheet: str, row: int, column: int) -> str | None: ...
    def set_note(self, sheet: str, row: int, column: int, text: str | None) -> None: ...
    def link(self, sheet: str, row: int, column: int, address: str, text: str) -> None: ...
    def visible(self, sheet: str) -> bool: ...
    def set_visible(self, sheet: str, shown: bool) -> None: ...
    def protection(self, sheet: str) -> tuple[bool, bool, bool]: ...
    def protect(self, sheet: str) -> None: ...
    def unprotect(self, sheet: str) -> None: ...
    def active(self) -> str: ...
    def activate(self, sheet: str) -> None: ...
    def add_sheet(self, at: int, name: str | None) -> str: ...
    def delete_sheet(self, sheet: str) -> None: ...
    def rename(self, sheet: str, name: str) -> None: ...
    def copy_sheet(self, source: Any, sheet: str, at: int) -> None: ...
    def save(self, path: str) -> None: ...
    def close(self) -> None: ...


class Program(Protocol):
    """What opens workbooks; ``name`` is that of the engine."""

    name: str

    def open(self, path: str) -> Document: ...
    def new(self) -> Document: ...


def add_engine(program: Program) -> xw.main.Engine:
    """Make ``program`` an engine of xlwings, the active one; an engine of the same name is replaced."""
    engine = xw.main.Engine(impl=EngineImpl(program))
    xw.engines.engines[:] = [one for one in xw.engines.engines if one.name != program.name]
    xw.engines.add(engine)
    engine.activate()
    return engine


class EngineImpl:
    type = "desktop"

    def __init__(self, program: Program) -> None:
        self.name = program.name
        self.apps = AppsImpl(self, program)

    @staticmethod
    def prepare_xl_data_element(x: Any, _options: Any) -> Any:
        return "" if x is None else x

    @staticmethod
    def clean_value_data(
        data: Any, datetime_builder: Any, empty_as: Any, number_builder: Any, err_to_str: bool
    ) -> list[list[Any]]:
        def clean(value: Any) -> Any:
            if value is None or value == "":
                return empty_as
            if isinstance(value, bool):
                return value
            if isinstance(value, date):
                moment = (
                    value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
                )
                return datetime_builder(
                    month=moment.month, day=moment.day, year=moment.year,
                    hour=moment.hour, minute=moment.minute, second=moment.second,
                    microsecond=moment.microsecond, tzinfo=None,
                )  # fmt: skip
            if isinstance(value, int | float):
                return number_builder(float(value)) if number_builder else float(value)
            if value in _ERRORS and not err_to_str:
                return None
            return value

        return [[clean(value) for value in row] for row in data]


class AppsImpl(base.Apps):
    def __init__(self, engine: EngineImpl, program: Program) -> None:
        self._app = AppImpl(engine, program)

    def keys(self) -> list[int]:
        return [self._app.pid]

    def add(self, spec: Any = None, add_book: Any = None, xl: Any = None, visible: Any = None) -> AppImpl:
        return self._app

    def __iter__(self) -> Iterator[AppImpl]:
        return iter([self._app])

    def __len__(self) -> int:
        return 1

    def __getitem__(self, pid: int) -> AppImpl:
        return self._app


class AppImpl(base.App):
    # The base classes declare properties; plain attributes have to be declared over them.
    engine = books = None  # type: ignore[assignment]
    visible = display_alerts = screen_updating = True  # type: ignore[assignment]
    api = None  # type: ignore[assignment]
    pid = 1  # type: ignore[assignment]

    def __init__(self, engine: EngineImpl, program: Program) -> None:
        self.engine = engine
        self.books = BooksImpl(self, program)

    def activate(self, steal_focus: bool = False) -> None:
        pass


class BooksImpl(base.Books):
    app = api = None  # type: ignore[assignment]

    def __init__(self, app: AppImpl, program: Program) -> None:
        self.app = app
        self._program = program
        self._open: list[BookImpl] = []

    @property
    def active(self) -> BookImpl:
        return self._open[-1]

    def __call__(self, key: str | int) -> BookImpl:
        if isinstance(key, int):
            return self._open[key - 1]
        for book in self._open:
            if book.name.casefold() == key.casefold():
                return book
        raise KeyError(key)

    def __len__(self) -> int:
        return len(self._open)

    def __iter__(self) -> Iterator[BookImpl]:
        return iter(list(self._open))

    def add(self) -> BookImpl:
        return self._kept(self._program.new())

    def open(self, fullname: str, *_options: Any, **_more: Any) -> BookImpl:
        return self._kept(self._program.open(os.path.realpath(fullname)))

    def forget(self, book: BookImpl) -> None:
        self._open.remove(book)

    def _kept(self, document: Document) -> BookImpl:
        book = BookImpl(self.app, document)
        self._open.append(book)
        return book


class BookImpl(base.Book):
    app = sheets = None  # type: ignore[assignment]

    def __init__(self, app: AppImpl, document: Document) -> None:
        self.app = app
        self.document = document
        self.sheets = SheetsImpl(self)

    @property
    def api(self) -> Any:
        return self.document.api

    @property
    def name(self) -> str:
        return self.document.name

    @property
    def fullname(self) -> str:
        return self.document.fullname

    @property
    def names(self) -> NamesImpl:
        return NamesImpl(self.document.names())

    def activate(self) -> None:
        pass

    def save(self, path: str | None = None, password: str | None = None) -> None:
        self.document.save(os.path.realpath(path) if path else self.fullname)

    def close(self) -> None:
        self.document.close()
        self.app.books.forget(self)


class NamesImpl(base.Names):
    def __init__(self, names: Sequence[tuple[str, str]]) -> None:
        self._names = [NameImpl(*one) for one in names]

    def __call__(self, key: int | str) -> NameImpl:
        if isinstance(key, int):
            return self._names[key - 1]
        return next(one for one in self._names if one.name == key)

    def __len__(self) -> int:
        return len(self._names)

    def contains(self, key: int | str) -> bool:
        return any(one.name == key for one in self._names)


class NameImpl(base.Name):
    name = refers_to = None  # type: ignore[assignment]

    def __init__(self, name: str, refers_to: str) -> None:
        self.name = name
        self.refers_to = refers_to


class SheetsImpl(base.Sheets):
    book = api = None  # type: ignore[assignment]

    def __init__(self, book: BookImpl) -> None:
        self.book = book

    @property
    def active(self) -> SheetImpl:
        return SheetImpl(self.book, self.book.document.active())

    def __call__(self, key: int | str) -> SheetImpl:
        names = self.book.document.sheet_names()
        if isinstance(key, int):
            return SheetImpl(self.book, names[key - 1])
        for name in names:
            if name.casefold() == key.casefold():
                return SheetImpl(self.book, name)
        raise KeyError(key)

    def __len__(self) -> int:
        return len(self.book.document.sheet_names())

    def __iter__(self) -> Iterator[SheetImpl]:
        return (SheetImpl(self.book, name) for name in self.book.document.sheet_names())

    def add(self, before: Any = None, after: Any = None, name: str | None = None) -> SheetImpl:
        at = before.index - 1 if before else after.index if after else 0
        made = self.book.document.add_sheet(at, name)
        self.book.document.activate(made)
        return SheetImpl(self.book, made)


class SheetImpl(base.Sheet):
    book = None  # type: ignore[assignment]

    def __init__(self, book: BookImpl, name: str) -> None:
        self.book = book
        self._name = name
        self.document = book.document

    @property
    def api(self) -> Any:
        return SheetApi(self.document, self._name)

    @property
    def name(self) -> str:
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self.document.rename(self._name, value)
        self._name = value

    @property
    def index(self) -> int:
        return self.document.sheet_names().index(self._name) + 1

    @property
    def visible(self) -> bool:
        return self.document.visible(self._name)

    @visible.setter
    def visible(self, value: bool) -> None:
        self.document.set_visible(self._name, value)

    @property
    def used_range(self) -> SheetRange:
        return SheetRange(self, self.document.used(self._name))

    def range(self, arg1: Any, arg2: Any = None) -> SheetRange:
        return SheetRange.of(self, arg1, arg2)

    def activate(self) -> None:
        self.document.activate(self._name)

    def delete(self) -> None:
        self.document.delete_sheet(self._name)

    def copy(self, before: Any, after: Any) -> None:
        beside = before or after
        at = beside.index - 1 if before else beside.index
        beside.document.copy_sheet(self.document, self._name, at)


class SheetApi:
    """The part of Excel's own worksheet object that the code under test asks for, by Excel's names."""

    def __init__(self, document: Document, sheet: str) -> None:
        self._document = document
        self._sheet = sheet
        contents, formats, objects = document.protection(sheet)
        self.ProtectContents = contents
        self.Protection = SimpleNamespace(AllowFormattingCells=formats)
        self.ProtectDrawingObjects = objects

    def Protect(self) -> None:  # noqa: N802 - Excel's name
        """Protect the sheet; cells may not be formatted, notes not be written."""
        self._document.protect(self._sheet)

    def Unprotect(self) -> None:  # noqa: N802 - Excel's name
        """Take the protection off."""
        self._document.unprotect(self._sheet)


def new_name(names: Sequence[str]) -> str:
    """The name that a program gives to a new sheet."""
    return next(name for n in itertools.count(1) if (name := f"Sheet{n}") not in names)


def copied_name(names: Sequence[str], wanted: str) -> str:
    """The name of a copied sheet where one of its name may be already."""
    if wanted not in names:
        return wanted
    return next(name for n in itertools.count(2) if (name := f"{wanted} ({n})") not in names)


def name_of(path: str) -> str:
    return Path(path).name
