import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from mtqg_xl.api.templates import TemplateRequest, template_book
from mtqg_xl.writing import SheetPlan
from tests.writing.conftest import written

ROOT = Path(__file__).resolve().parents[2]
_BUILD = """
import sys
from mtqg_xl.api.templates import TemplateRequest, template_book
sys.stdout.buffer.write(template_book(["KR02", "PL01"], TemplateRequest("tỉnh Cao Bằng", "2023-N")))
"""


def test_a_workbook_built_twice_has_the_same_bytes(plans: list[SheetPlan], blank_bytes: bytes) -> None:
    assert written(plans) == blank_bytes


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_builds_the_same_bytes(seed: str) -> None:
    environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    built = subprocess.run(
        [sys.executable, "-c", _BUILD], capture_output=True, check=True, env=environment, timeout=60
    )
    assert built.stdout == template_book(["KR02", "PL01"], TemplateRequest("tỉnh Cao Bằng", "2023-N"))


def test_no_part_of_the_file_tells_when_it_was_built(blank_bytes: bytes) -> None:
    with zipfile.ZipFile(BytesIO(blank_bytes)) as archive:
        stamps = {part.date_time for part in archive.infolist()}
        properties = archive.read("docProps/core.xml").decode()
    assert stamps == {(1980, 1, 1, 0, 0, 0)}
    assert properties.count("2000-01-01T00:00:00Z") == 2
    assert properties.count("W3CDTF") == 2


def test_other_content_gives_other_bytes(plans: list[SheetPlan], blank_bytes: bytes) -> None:
    assert written(plans[:-1]) != blank_bytes
