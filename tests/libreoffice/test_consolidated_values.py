import re
import zipfile
from pathlib import Path

import pytest

from tests.libreoffice.office import Office, Shown
from tests.libreoffice.sharing import made_once

pytestmark = [pytest.mark.libreoffice, pytest.mark.thorough, pytest.mark.xdist_group("libreoffice")]

FORMS = ("BM03", "BM11", "BM16", "KR02", "NTM01", "PL01")
NONSENSE = "987654.25"


def with_wrong_results(book: Path, out: Path) -> Path:
    """A copy in which every stored result of a formula is nonsense."""
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename.startswith("xl/worksheets/sheet"):
                text = re.sub(r"</f><v>[^<]*</v>", f"</f><v>{NONSENSE}</v>", content.decode())
                content = re.sub(r' t="str"(?=><f>)', "", text).encode()
            target.writestr(part, content)
    return out


@pytest.fixture(scope="module")
def written(province: Path) -> Shown:
    """The workbook as it was written."""
    return Shown.of(province)


@pytest.fixture(scope="module")
def spoilt(province: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook with nonsense for every stored result."""
    made = made_once(tmp_path_factory, "sai", lambda out: with_wrong_results(province, out / "sai.xlsx"))
    return made / "sai.xlsx"


@pytest.fixture(scope="module")
def recalculated(office: Office, spoilt: Path, tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """The workbook after LibreOffice computed every formula of the spoilt copy."""
    made = made_once(tmp_path_factory, "tinh_lai", lambda out: office.recalculate(out, spoilt))
    return Shown.of(made / "sai.xlsx")


def test_the_stored_results_were_really_spoilt(spoilt: Path, written: Shown) -> None:
    shown = Shown.of(spoilt)
    assert shown.formulas == written.formulas
    assert {shown.values[place] for place in shown.formulas} == {float(NONSENSE)}


def test_every_formula_is_still_a_formula_after_recalculation(written: Shown, recalculated: Shown) -> None:
    assert len(written.formulas) > 500
    assert recalculated.formulas == written.formulas


def test_every_number_comes_out_as_it_was_written(written: Shown, recalculated: Shown) -> None:
    assert {place[0] for place in written.formulas & set(written.numbers)} == {*FORMS, "Tổng quan"}
    assert set(recalculated.numbers) == set(written.numbers)
    different = {
        place: (written.numbers[place], recalculated.numbers.get(place))
        for place in written.numbers
        if recalculated.numbers.get(place) != pytest.approx(written.numbers[place], rel=1e-9)
    }
    assert different == {}


def test_every_formula_that_was_written_blank_stays_blank(written: Shown, recalculated: Shown) -> None:
    blank = {place for place in written.formulas if not written.values.get(place)} - set(written.numbers)
    assert blank
    assert {recalculated.values.get(place) or "" for place in blank} == {""}


def test_no_formula_ends_in_an_error(written: Shown, recalculated: Shown) -> None:
    assert written.errors == {}
    assert recalculated.errors == {}
