"""One table of rules, four executors: a slip is found in the same cell by the same rule by all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("xlwings")

from tests.benchmarks.lib.executing import EXECUTORS, MACROS, Core, Executors
from tests.benchmarks.lib.seeded import seeded
from tests.macros.calc import python_with_uno
from tests.xlwings_engines.uno_engine import is_available

pytestmark = [pytest.mark.libreoffice, pytest.mark.thorough, pytest.mark.xdist_group("executors")]
#: Two small real reports and a template begun; many more in ``tests/benchmarks/executors.py``.
SEEDS = (2, 5, 4)


def test_file_live_book_extension_and_vba_find_the_same_cells_and_rules(tmp_path: Path) -> None:
    if python_with_uno() is None or not is_available():
        pytest.skip("libreoffice not installed (soffice, and python3-uno)")
    (tmp_path / "books").mkdir()
    compared = dict.fromkeys(EXECUTORS, 0)
    with Executors(tmp_path) as executors:
        for seed in SEEDS:
            _, book = seeded(seed, tmp_path / "books")
            core = Core.of(book)
            for name in EXECUTORS:
                assert executors.say(name, book) == core.expected(name), (name, book.name)
                compared[name] += len(core.expected(name))
    assert compared.pop(MACROS) > 20
    assert set(compared.values()) == {max(compared.values())}
    assert max(compared.values()) > 30
