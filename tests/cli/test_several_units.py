from pathlib import Path

import pytest

from tests.api.test_several_units_in_one_file import SHEETS, of_a_province
from tests.cli.conftest import Run
from tests.cli.sentences import assert_refused


@pytest.fixture
def several(tmp_path: Path) -> Path:
    return of_a_province(tmp_path / "ca_tinh.xlsx")


def test_the_check_has_an_entry_for_every_unit(run: Run, several: Path) -> None:
    files = run("check", several, "--format", "json").data["files"]
    assert [(file["path"], file["unit"]) for file in files] == [(str(several), unit) for unit in SHEETS]


def test_one_unit_is_exported_when_it_is_named(run: Run, several: Path) -> None:
    answer = run("export", several, "--unit", "Hạ Lang", "--format", "json")
    assert answer.data["unit"] == "huyện Hạ Lang"
    assert {cell["sheet"] for cell in answer.data["cells"]} == {"Hạ Lang"}


@pytest.mark.parametrize("unit", [(), ("--unit", "huyện Hà Quảng")])
def test_else_the_units_are_told(run: Run, several: Path, unit: tuple[str, ...]) -> None:
    answer = run("export", several, *unit)
    assert_refused(answer)
    assert "huyện Bảo Lâm, huyện Bảo Lạc, huyện Hạ Lang" in answer.err
