"""An engine that hangs, dies or is not installed says nothing, and stops nobody."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from mtqg_xl.recalculation import FORMUALIZER, IRONCALC, CellError, recalculate
from mtqg_xl.recalculation.bare import bare_book
from mtqg_xl.recalculation.book import Book
from mtqg_xl.recalculation.engines import ChildEngine, Task, child
from tests.recalculation.books import at, written


def task(**formulas: str) -> Task:
    book = Book(
        written(
            {"Biểu": {"A1": 2, "A2": "Đạt", **{cell: (f"={text}", 0) for cell, text in formulas.items()}}}
        )
    )
    return Task(bare_book(book, book.formulas, set(book.order)), book.order, tuple(book.formulas))


@pytest.mark.parametrize("engine", [IRONCALC, FORMUALIZER], ids=lambda engine: engine.name)
def test_an_engine_gives_numbers_texts_truths_and_errors(engine: ChildEngine) -> None:
    asked = task(B1="A1*2", B2='A2&""', B3="A1>1", B4="1/0", B5='""', B6="DATE(2024,1,2)", B7="A9")
    found = engine.compute([asked, asked], 20)
    assert found is not None
    assert found[0] == found[1]
    values = {f"B{row}": value for (_, row, _), value in found[0].items()}
    wanted = {
        "B1": 4.0,
        "B2": "Đạt",
        "B3": True,
        "B4": CellError("#DIV/0!"),
        "B5": "",
        "B6": 45293.0,
        "B7": 0.0,
    }
    assert values == wanted
    assert all(type(values[cell]) is type(value) for cell, value in wanted.items())


def test_a_function_that_no_engine_knows_is_an_error_or_nothing() -> None:
    for engine in (IRONCALC, FORMUALIZER):
        found = engine.compute([task(B1="KHONGCO(A1)")], 20)
        assert found is not None
        assert found[0].get(at("B1"), CellError("#NAME?")) == CellError("#NAME?")


@pytest.fixture
def worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "worker.py"
    monkeypatch.setattr(child, "_WORKER", path)
    return path


def test_an_engine_that_hangs_is_ended_when_its_time_is_up(worker: Path) -> None:
    worker.write_text("import time\ntime.sleep(60)\n", encoding="utf-8")
    start = time.monotonic()
    assert IRONCALC.compute([task(B1="A1")], 0.5) is None
    assert time.monotonic() - start < 10


@pytest.mark.parametrize("ending", ["import os; os.abort()", "raise SystemExit(3)", "", "1/0"])
def test_an_engine_that_dies_says_nothing(worker: Path, ending: str) -> None:
    worker.write_text(ending, encoding="utf-8")
    assert IRONCALC.compute([task(B1="A1")], 20) is None


def test_an_engine_that_is_not_installed_says_nothing() -> None:
    assert ChildEngine("không_có").compute([task(B1="A1")], 20) is None


def test_without_engines_everything_is_withheld() -> None:
    data = written({"Biểu": {"A1": 2, "B1": ("=A1", 0)}})
    found = recalculate(None, data, None, engines=[ChildEngine("không_có"), ChildEngine("cũng_không")])
    assert found.withheld == {at("B1"): "not_computed"}
    assert found.engines == ()
