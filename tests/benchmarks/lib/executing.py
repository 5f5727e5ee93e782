"""The programs that check a workbook, each started once: what each says, and what the core says of it."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, cast

import mtqg_xl as mx
from mtqg_xl import excel
from mtqg_xl.api import CheckReport
from mtqg_xl.api.addin import calc_extension_bytes
from mtqg_xl.lite import judge_lite
from mtqg_xl.messages import say
from mtqg_xl.reading import read_all
from tests.extension import calc as extension
from tests.macros import calc as macros
from tests.macros.lite.lite_calc import LiteCalc
from tests.xlwings_engines import OpenpyxlProgram, UnoProgram, add_engine

#: Sheet, cell and rule of a finding.
Place = tuple[str, str, str]
Places = frozenset[Place]

LIVE_OPENPYXL: Final = "live book, built anew (openpyxl)"
LIVE_OFFICE: Final = "live book, its saved copy (LibreOffice)"
EXTENSION: Final = "extension for LibreOffice"
MACROS: Final = "rules in VBA"
EXECUTORS: Final = (LIVE_OPENPYXL, LIVE_OFFICE, EXTENSION, MACROS)


@dataclass
class Executors:
    """All of them; ``with`` starts and ends them. Each works on a copy of its own below ``folder``."""

    folder: Path
    names: tuple[str, ...] = EXECUTORS
    _stack: ExitStack = field(default_factory=ExitStack)
    _say: dict[str, Callable[[Path], Places]] = field(default_factory=dict)

    def __enter__(self) -> Executors:
        makers = {
            LIVE_OPENPYXL: lambda: self._live(OpenpyxlProgram()),
            LIVE_OFFICE: self._live_office,
            EXTENSION: self._extension,
            MACROS: self._macros,
        }
        with ExitStack() as starting:  # one that does not start ends the others
            starting.callback(self._stack.close)
            for name in self.names:
                self._say[name] = makers[name]()
            starting.pop_all()
        return self

    def __exit__(self, *_problem: object) -> None:
        self._stack.close()

    def say(self, name: str, book: Path) -> Places:
        """What the executor of that name finds in ``book``."""
        folder = self.folder / str(self.names.index(name))
        folder.mkdir(exist_ok=True)
        copy = Path(shutil.copy(book, folder))
        try:
            return self._say[name](copy)
        finally:
            copy.unlink()

    def _live_office(self) -> Callable[[Path], Places]:
        program = UnoProgram(self.folder / "live")
        self._stack.callback(program.close)
        return self._live(program)

    def _live(self, program: OpenpyxlProgram | UnoProgram) -> Callable[[Path], Places]:
        app = add_engine(cast("Any", program)).apps.active
        assert app is not None
        books = app.books

        def say(path: Path) -> Places:
            book = books.open(path)
            try:
                return places(excel.check(book))
            finally:
                book.close()

        return say

    def _extension(self) -> Callable[[Path], Places]:
        unpacked = self.folder / "extension"
        with zipfile.ZipFile(io.BytesIO(calc_extension_bytes())) as archive:
            archive.extractall(unpacked)
        office = extension.running(self.folder / "extension_profile", unpacked / "pythonpath")
        calc = self._stack.enter_context(office)

        def say(path: Path) -> Places:
            calc.open(str(path))
            return frozenset((row["sheet"], row["cell"], row["rule"]) for row in calc.press_reading("check"))

        return say

    def _macros(self) -> Callable[[Path], Places]:
        python = macros.python_with_uno()
        assert python is not None, "libreoffice not installed"
        calc = LiteCalc(python, self.folder / "macros")
        self._stack.callback(calc.stop)
        return lambda path: frozenset(
            (sheet, cell, rule) for sheet, cell, rule, _ in calc.checked(path).places
        )


@dataclass(frozen=True)
class Core:
    """What the core says of a workbook: all of it, and of the rules that there are in VBA."""

    everything: Places
    lite: Places
    #: Whether the search for wrong cells gave up before all was compared.
    is_partial: bool

    @classmethod
    def of(cls, book: Path) -> Core:
        """As the file ``book`` is checked."""
        report = mx.check(book)
        lite = (one for submission in read_all(str(book), None, {}) for one in judge_lite(submission))
        return cls(
            places(report),
            frozenset((one.sheet, one.cell, one.rule) for one in lite),
            _ran_out(json.loads(report.to_json())),
        )

    def expected(self, name: str) -> Places:
        """What the executor of that name has to say."""
        return self.lite if name == MACROS else self.everything


def places(report: CheckReport) -> Places:
    """Sheet, cell and rule of all findings, those folded under others too."""
    return frozenset(_told(report.to_json()))


def _told(report: str) -> Iterator[Place]:
    for file in json.loads(report)["files"]:
        yield from _below(file["findings"])


def _below(findings: Iterable[Mapping[str, Any]]) -> Iterator[Place]:
    for one in findings:
        yield one["sheet"], one["cell"], one["rule"]
        yield from _below(one["children"])


def _ran_out(told: Any) -> bool:
    """Whether any finding, at any depth, says that its search gave up."""
    if isinstance(told, str):
        return say("finding.partial") in told
    inside = told.values() if isinstance(told, dict) else told if isinstance(told, list) else ()
    return any(map(_ran_out, inside))
