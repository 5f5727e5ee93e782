"""The same workbooks as other programs save them, made once for all tests of this room."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.libreoffice.office import Office, program
from tests.libreoffice.sharing import made_once
from tests.opening.features import write_features

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "real"
#: Between them they hold all sixteen annex forms.
REPORTS = ("bao_lam_2023-6T", "cao_bang_2024-KH")
FEATURES = "features"
#: Every sheet to a file of its own, figures as they are shown.
AS_SHOWN = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"
CONVERTED = ("xls", "ods", "fods", "html")


@pytest.fixture(scope="session")
def saved_by_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the reports and a small workbook in every format that LibreOffice writes."""
    if program() is None:
        pytest.skip("LibreOffice is not installed")

    def make(folder: Path) -> None:
        office = Office.in_folder(tmp_path_factory.mktemp("office"))
        small = write_features(folder / f"{FEATURES}.xlsx")
        books = [small, *(SAMPLES / f"{name}.xlsx" for name in REPORTS)]
        for ending in CONVERTED:
            office.save_as(ending, folder, *(books if ending != "fods" else books[:1]))
        office.save_as(AS_SHOWN, folder, SAMPLES / f"{REPORTS[0]}.xlsx")

    return made_once(tmp_path_factory, "saved_by_office", make)
