"""The values of filled templates are those of LibreOffice's recalculation, all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtqg_xl.recalculation import LIBREOFFICE, recalculate
from mtqg_xl.recalculation.book import Book
from tests.benchmarks.cached_values import ROOT, agrees, filled, shown
from tests.libreoffice.office import Office, program
from tests.recalculation.books import at, written

pytestmark = [pytest.mark.libreoffice, pytest.mark.xdist_group("libreoffice")]

TEMPLATES = sorted((ROOT / "workbook_templates").glob("*.xlsx"))[::8]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    if program() is None:
        pytest.skip("LibreOffice is not installed")
    return Office.in_folder(tmp_path)


def test_filled_templates_get_the_values_that_libreoffice_computes(office: Office, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    paths = [tmp_path / path.name for path in TEMPLATES]
    for number, (path, template) in enumerate(zip(paths, TEMPLATES, strict=True)):
        path.write_bytes(filled(template, number))
    office.recalculate(tmp_path / "out", *paths)
    given = 0
    for path in paths:
        data = path.read_bytes()
        book, right = Book(data), Book((tmp_path / "out" / path.name).read_bytes())
        found = recalculate(None, data, None)
        assert found.complete
        wrong = {
            place: (value, found.values.get(place))
            for place in book.formulas
            if (value := shown(right, place)) is not None
            and not agrees(found.values.get(place, book.stored(place)), value)
        }
        assert wrong == {}
        given += len(found.values)
    assert given > 300


def test_libreoffice_settles_what_the_others_leave_open() -> None:
    if program() is None:
        pytest.skip("LibreOffice is not installed")
    data = written({"Biểu": {"A1": "đống đa", "B1": ("=UPPER(A1)", 0)}})
    found = recalculate(None, data, None, arbiter=LIBREOFFICE, time_limit=60)
    assert found.values == {at("B1"): "ĐỐNG ĐA"}
