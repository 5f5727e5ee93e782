from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from mtqg_xl.catalogue.sources import FORMS_VARIABLE
from mtqg_xl.cli.main import FAULT, UNUSABLE, main
from mtqg_xl.messages import use_language
from tests.docs.pages import FORM_PAGES, PAGES, ROOT, Block, blocks, form_files, name

LATE = "hoa_an_gia_lap.xlsx"
OWN_FORMS = "bieu_rieng"
OTHER_PROGRAMS = ("make", "pip", "py", "python", "python3", ".venv")
SAID_IN_COMMENTS = re.compile(r"^(?:.*\)  )?# (.+)$", re.MULTILINE)


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as the pages suppose it: the samples, and the workbooks of nine districts."""
    shutil.copytree(ROOT / "samples" / "real", tmp_path / "samples" / "real")
    shutil.copytree(ROOT / "samples" / "synthetic", tmp_path / "samples" / "synthetic")
    sent = ROOT / "samples" / "synthetic" / "2024-KH"
    shutil.copytree(sent, tmp_path / "bao_cao_huyen", ignore=shutil.ignore_patterns(LATE))
    monkeypatch.chdir(tmp_path)
    # The option --forms sets it for worker processes; other tests must not see it.
    monkeypatch.setenv(FORMS_VARIABLE, "")
    return tmp_path


def pages_with(kind: str) -> list[Path]:
    others = [page for page in PAGES if page not in FORM_PAGES]
    return [page for page in others if any(block.kind == kind for block in blocks(page))]


@pytest.mark.parametrize("page", pages_with("console"), ids=name)
def test_every_command_of_a_page_runs_and_says_what_the_page_says(
    page: Path, workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (workplace / OWN_FORMS).mkdir()
    for code, text in form_files(page):
        (workplace / OWN_FORMS / f"{code}.yaml").write_text(text, encoding="utf-8")
    for block in blocks(page):
        if block.kind == "console":
            run_console(block, capsys)


def test_the_command_of_every_form_page_makes_its_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for page in FORM_PAGES:
        (console,) = (block for block in blocks(page) if block.kind == "console")
        run_console(console, capsys)
        assert (tmp_path / written(console.text.splitlines())).exists(), page.name


def written(lines: Iterable[str]) -> str:
    (command,) = lines
    words = shlex.split(command)
    return words[words.index("-o") + 1]


def run_console(block: Block, capsys: pytest.CaptureFixture[str]) -> None:
    said: list[str] = []
    for line in block.text.splitlines():
        words = line.split()
        if line.startswith("mtqg-xl "):
            code = main(shlex.split(line)[1:])
            use_language("vi")
            out, err = capsys.readouterr()
            assert code not in (UNUSABLE, FAULT), f"line {block.line}: {line}\n{err}"
            said = (out + err).splitlines()
        elif words and not words[0].startswith(OTHER_PROGRAMS) and line != "…":
            assert line in said, f"line {block.line}: not said any more:\n{line}\nbut:\n" + "\n".join(said)


@pytest.mark.parametrize("page", pages_with("python"), ids=name)
def test_every_python_example_of_a_page_runs_and_prints_what_its_comments_say(
    page: Path, workplace: Path
) -> None:
    for block in blocks(page):
        if block.kind == "python":
            done = subprocess.run(
                [sys.executable, "-W", "error", "-c", block.text],
                capture_output=True,
                encoding="utf-8",
                env=os.environ | {"PYTHONUTF8": "1"},
                check=False,
            )
            assert done.returncode == 0, f"line {block.line}:\n{done.stderr}"
            assert done.stdout.splitlines() == SAID_IN_COMMENTS.findall(block.text), f"line {block.line}"


def test_the_readme_opens_with_the_two_commands() -> None:
    first = next(block for block in blocks(ROOT / "README.md") if block.kind == "console")
    assert first.text.splitlines() == ["make demo", "make test"]
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {"demo", "test"} <= set(targets)
