import csv
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from mtqg_xl.domain.binding import METADATA_SHEET
from tests.architecture.source import ROOT

pytestmark = pytest.mark.thorough

SAMPLES = ROOT / "samples"
REAL = sorted((SAMPLES / "figures" / "real").glob("*.yaml"))
SYNTHETIC = sorted((SAMPLES / "synthetic").rglob("*.xlsx"))
LISTS = sorted((SAMPLES / "figures" / "synthetic").rglob("*.csv"))
SCRIPTS = ["samples/build.py", "samples/make_synthetic.py", "workbook_templates/build.py"]


def visible_sheets(path: Path) -> Iterator[Any]:
    book = openpyxl.load_workbook(path)
    yield from (sheet for sheet in book if sheet.title != METADATA_SHEET)
    book.close()


@pytest.mark.parametrize("script", SCRIPTS)
def test_what_is_built_is_up_to_date(script: str) -> None:
    command = [sys.executable, str(ROOT / script), "--check"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, timeout=300)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_every_figure_taken_from_a_report_cites_its_sentence(path: Path) -> None:
    text = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert text["cells"]
    for entry in text["cells"]:
        assert entry["value"]
        assert entry["at"], entry["cell"]
        assert len(entry["cites"]) > 5, entry["cell"]


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_every_figure_cited_is_in_the_workbook_with_its_sentence_beside_it(path: Path) -> None:
    text = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    sheets = {sheet.title: sheet for sheet in visible_sheets(SAMPLES / "real" / text["file"])}
    listed = list(sheets["Trích dẫn"].iter_rows(min_row=5))
    assert len(listed) == len(text["cells"])
    for line, entry in zip(listed, text["cells"], strict=True):
        assert line[4].value == entry["cites"]
        cell = sheets[entry["cell"].partition("[")[0]][line[1].value]
        assert entry["cites"] in cell.comment.text
        assert cell.value is not None
        shown = str(cell.value)
        assert shown == entry["value"] or float(shown) == float(entry["value"])


def test_there_are_ten_districts_for_each_of_three_periods() -> None:
    folders = [path.parent.name for path in SYNTHETIC]
    assert folders == ["2023-6T"] * 10 + ["2023-N"] * 10 + ["2024-KH"] * 10


def test_no_workbook_is_too_large_to_be_sent_by_mail_in_dozens() -> None:
    assert max(path.stat().st_size for path in SYNTHETIC) < 150_000


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_a_figure_taken_from_a_report_stands_in_one_cell_only_once(path: Path) -> None:
    text = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    cells = [entry["cell"] for entry in text["cells"]]
    assert len(cells) == len(set(cells))
    assert text["file"] == f"{path.stem}.xlsx"
    assert path.stem.endswith(text["period"])


@pytest.mark.parametrize("path", SYNTHETIC, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_invented_figures_are_called_so_in_file_name_sheet_name_and_on_the_sheet(path: Path) -> None:
    assert path.stem.endswith("_gia_lap")
    for sheet in visible_sheets(path):
        assert sheet.title.endswith(" giả lập")
        heading = [str(cell.value) for line in sheet["A1:AK7"] for cell in line if cell.value]
        assert [text for text in heading if "SỐ LIỆU GIẢ LẬP" in text], sheet.title


@pytest.mark.parametrize("path", LISTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_invented_figures_are_called_so_in_the_lists_they_come_from(path: Path) -> None:
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    assert first.startswith("# Số liệu giả lập")
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    assert rows
    assert all(row["value"] for row in rows)
