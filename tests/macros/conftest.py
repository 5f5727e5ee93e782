"""One Calc with the add-in's modules for all tests of this room that need it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.macros.calc import Book, Calc, python_with_uno


@pytest.fixture(scope="session")
def calc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Calc]:
    """Calc, or the test is skipped."""
    python = python_with_uno()
    if python is None:
        pytest.skip("libreoffice not installed (soffice, and python3-uno)")
    office = Calc(python, tmp_path_factory.mktemp("calc"))
    yield office
    office.stop()


@pytest.fixture
def book(calc: Calc) -> Iterator[Book]:
    """A workbook of two sheets with some figures."""
    made = calc.book("Biểu 16", "Biểu 02")
    made.put("Biểu 16", A1="Biểu 16", E9=26884, E10="=E9*2", F9=5)
    yield made
    made.close()
