"""One LibreOffice for all tests of this room, and the workbooks it is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtqg_xl import api
from tests.libreoffice.office import Office, program
from tests.libreoffice.sharing import made_once

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
PERIOD = "2023-N"


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice, or the test is skipped."""
    if program() is None:
        pytest.skip("LibreOffice is not installed")
    return Office.in_folder(tmp_path_factory.mktemp("libreoffice"))


@pytest.fixture(scope="session")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ten made-up districts consolidated."""

    def make(folder: Path) -> None:
        total = api.consolidate([SAMPLES / "synthetic" / PERIOD], period=PERIOD, jobs=1)
        total.save(folder / "cao_bang.xlsx")

    return made_once(tmp_path_factory, "tinh", make) / "cao_bang.xlsx"
