"""A process of its own, started in the work folder: exit codes, hard paths, a lean start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.ribbon.folder import CLEAN, ROOT, WRONG, answer_in, request, run_engine

HEAVY = {
    "pandas",
    "numpy",
    "scipy",
    "highspy",
    "openpyxl",
    "xlsxwriter",
    "docx",
    "xlwings",
    "formualizer",
    "ironcalc",
}
HARD = "Nguyễn Văn Ánh's 100% “nháp” & ^(1)! %TEMP%"
_WATCHED = """
import sys
from mtqg_xl.cli import main
code = main(["ribbon", "run", "request.tsv"])
print(",".join(sorted({name.partition(".")[0] for name in sys.modules})))
sys.exit(code)
"""


def test_the_exit_code_is_the_status_of_the_answer(tmp_path: Path) -> None:
    for book, status in ((CLEAN, 0), (WRONG, 1), (None, 2)):
        home = tmp_path / str(status)
        request(home, "check", book)
        run = run_engine(home)
        assert run.returncode == status, run.stderr
        answer = answer_in(home)
        assert answer["status"] == str(status)
        assert answer["message"] in (run.stdout if status < 2 else run.stderr)
    assert not run.stdout
    assert "Traceback" not in run.stderr


def test_a_missing_request_is_answered_and_ends_with_two(tmp_path: Path) -> None:
    run = run_engine(tmp_path)
    assert run.returncode == 2
    assert "request.tsv" in run.stderr
    assert answer_in(tmp_path)["status"] == "2"


def test_a_folder_that_cannot_be_written_to_is_told_on_stderr(tmp_path: Path) -> None:
    run = run_engine(tmp_path, str(tmp_path / "none" / "request.tsv"))
    assert run.returncode == 2
    assert len(run.stderr.strip().splitlines()) == 1


def test_names_that_break_command_lines_do_no_harm(tmp_path: Path) -> None:
    home = tmp_path / HARD / "mtqg_1"
    result = tmp_path / HARD / f"Biên bản {HARD}.docx"
    keys = {"name": f"{HARD}.xlsx", "folder": str(tmp_path / HARD), "out": str(result)}
    request(home, "minutes", WRONG, **keys)
    run = run_engine(home)
    assert run.returncode == 1, run.stderr
    assert result.is_file()
    assert answer_in(home)["out"] == str(result)


def test_a_clean_book_is_checked_without_any_heavy_library(tmp_path: Path) -> None:
    request(tmp_path, "check", CLEAN)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", _WATCHED]
    run = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=True
    )
    loaded = set(run.stdout.splitlines()[-1].split(","))
    assert {"mtqg_xl", "click"} <= loaded
    assert not loaded & HEAVY
