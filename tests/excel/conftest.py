"""Open workbooks without Excel: the same tests under both engines."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

xw = pytest.importorskip("xlwings")

from tests.xlwings_engines import OpenpyxlProgram, UnoProgram, add_engine  # noqa: E402
from tests.xlwings_engines.uno_engine import is_available  # noqa: E402

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
REAL = SAMPLES / "real"
WRONG = REAL / "kon_ray_2023-6T.xlsx"
Opener = Callable[[Path | None], Any]


def opener(program: Any, copies: Path | None = None) -> Iterator[Opener]:
    """Opens workbooks under ``program`` and closes them afterwards; in ``copies``, copies of them."""
    engine = add_engine(program)
    opened: list[Any] = []

    def open_book(path: Path | None = None) -> Any:
        books = engine.apps.active.books
        if path and copies:
            # An office locks the folder of what it opens, and may run several times.
            folder = copies / path.parent.name
            folder.mkdir(exist_ok=True)
            path = Path(shutil.copy(path, folder))
        book = books.open(path) if path else books.add()
        opened.append(book)
        return book

    yield open_book
    for book in reversed(opened):
        if book in list(engine.apps.active.books):
            book.close()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[UnoProgram]:
    """LibreOffice, started once for a module."""
    if not is_available():
        pytest.skip("LibreOffice or its Python bridge is not installed")
    program = UnoProgram(tmp_path_factory.mktemp("office"))
    yield program
    program.close()


@pytest.fixture
def in_openpyxl() -> Iterator[Opener]:
    yield from opener(OpenpyxlProgram())


@pytest.fixture
def in_office(office: UnoProgram, tmp_path: Path) -> Iterator[Opener]:
    yield from opener(office, tmp_path)


@pytest.fixture(
    params=["openpyxl", pytest.param("office", marks=[pytest.mark.libreoffice, pytest.mark.thorough])]
)
def open_book(request: pytest.FixtureRequest) -> Opener:
    """Opens a workbook, or makes an empty one, under each engine in turn."""
    found: Opener = request.getfixturevalue(f"in_{request.param}")
    return found
