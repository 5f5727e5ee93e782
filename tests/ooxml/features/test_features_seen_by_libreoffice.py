"""Every workbook with a feature, before and after the edits, computed anew by LibreOffice."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from mtqg_xl.ooxml.addresses import from_a1, to_a1
from tests.libreoffice.office import Office, program
from tests.libreoffice.sharing import made_once
from tests.ooxml.features import findings
from tests.ooxml.features.builders.everything import FEATURES
from tests.ooxml.features.oracle import CACHED, NUMBER, TEXT, edited
from tests.ooxml.features.specimen import Specimen

pytestmark = [pytest.mark.libreoffice, pytest.mark.thorough, pytest.mark.xdist_group("libreoffice")]

# LibreOffice looks for members by slashes and by their exact names only.
NOT_FOR_OFFICE = {"back_slashes_in_names", "names_in_another_case"}
SHOWN = sorted(FEATURES.keys() - NOT_FOR_OFFICE)
SIDES = {"before": lambda book: book.data, "after": edited, "with_findings": findings.added_to}
Table = dict[str, str]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What LibreOffice shows of every workbook, in folders called as the sides of ``SIDES``."""
    if program() is None:
        pytest.skip("LibreOffice is not installed")

    def make(folder: Path) -> None:
        office = Office.in_folder(folder / "office")
        for side in SIDES:
            (folder / side).mkdir()
            books = [_written(folder, side, name) for name in SHOWN]
            office.compute_tables(folder / side, *books)

    return made_once(tmp_path_factory, "tinh_nang", make)


def _written(folder: Path, side: str, name: str) -> Path:
    book = FEATURES[name]()
    path = folder / f"{side}_books" / f"{name}{book.suffix}"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(SIDES[side](book))
    return path


def _sheets(folder: Path, name: str) -> dict[str, Table]:
    """Every sheet of a workbook by its name: what its cells show."""
    sheets = {}
    for file in folder.glob(f"{name}-*.csv"):
        with file.open(encoding="utf-8", newline="") as stream:
            lines = list(csv.reader(stream))
        shown = {
            to_a1(row, column): text
            for row, line in enumerate(lines, 1)
            for column, text in enumerate(line, 1)
            if text
        }
        sheets[file.stem.removeprefix(f"{name}-")] = shown
    return sheets


def _depending_on(book: Specimen) -> set[str]:
    """The cells whose values follow the number that was written."""
    column = to_a1(1, from_a1(book.number)[1])[:-1]
    return {book.number, book.text, book.cached, f"{column}5"}


@pytest.mark.parametrize("name", SHOWN)
def test_it_opens_and_shows_what_was_written_and_the_rest_as_before(tables: Path, name: str) -> None:
    book = FEATURES[name]()
    before, after = (_sheets(tables / side, name) for side in ("before", "after"))
    assert before.keys() == after.keys()
    assert book.sheet in before
    sheet = after[book.sheet]
    assert Decimal(sheet[book.number]) == NUMBER
    assert Decimal(sheet[book.cached]) == CACHED
    assert sheet[book.text] == TEXT
    for side in (before, after):
        for address in _depending_on(book):
            side[book.sheet].pop(address, None)
    assert before == after


@pytest.mark.parametrize("name", SHOWN)
def test_with_findings_it_opens_and_shows_everything_and_the_findings(tables: Path, name: str) -> None:
    before, after = (_sheets(tables / side, name) for side in ("before", "with_findings"))
    found = after.pop(findings.NAME)
    # Written as Vietnam writes numbers, wherever the program runs.
    assert found["A2"] == FEATURES[name]().number
    assert Decimal(found["A3"].replace(",", ".")) == Decimal("-1234.5")
    assert before == after


def test_only_what_it_never_opens_is_kept_from_it() -> None:
    assert FEATURES.keys() > NOT_FOR_OFFICE
