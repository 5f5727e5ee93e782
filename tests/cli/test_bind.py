from pathlib import Path
from typing import Any

import pytest

from tests.api.test_answers import FILE, asked, unclear
from tests.cli.conftest import Run
from tests.cli.sentences import assert_refused


@pytest.fixture
def asking(tmp_path: Path) -> Path:
    return unclear(tmp_path / "a.xlsx")


def asks(data: Any) -> list[str]:
    return [found["rule"] for found in data["files"][0]["findings"] if found["rule"].startswith("DOC.ask_")]


def test_the_check_says_how_to_answer(run: Run, asking: Path) -> None:
    answer = run("check", asking)
    assert f"--bind {asked(asking).code}=1" in answer.out


@pytest.mark.parametrize("command", ["check", "export", "consolidate"])
def test_an_answer_given_to_any_command_is_kept(run: Run, asking: Path, tmp_path: Path, command: str) -> None:
    assert asks(run("check", asking, "--format", "json").data)
    more = ["-o", tmp_path / "tinh.xlsx", "--unit", "tỉnh Cao Bằng"] if command == "consolidate" else []
    assert run(command, asking, *more, "--bind", f"{asked(asking).code}=1").code in (0, 1)
    assert asks(run("check", asking, "--format", "json").data) == []
    assert FILE in {file.name for file in asking.parent.iterdir()}


def test_a_folder_is_answered_at_once(run: Run, tmp_path: Path) -> None:
    for name in ("x", "y"):
        (tmp_path / "gui" / name).mkdir(parents=True)
        unclear(tmp_path / "gui" / name / "a.xlsx")
        (tmp_path / "gui" / name / "a.xlsx").unlink()
    code = asked(tmp_path / "gui" / "x" / "sua_a.xlsx").code
    assert run("check", tmp_path / "gui", "--bind", f"{code}=1").code in (0, 1)
    assert [file.parent.name for file in tmp_path.rglob(FILE)] == ["gui"]


def test_a_code_that_nobody_asked_is_refused(run: Run, asking: Path) -> None:
    answer = run("check", asking, "--bind", "QFFFFFF=1")
    assert_refused(answer)
    assert "QFFFFFF" in answer.err
    assert not list(asking.parent.glob(FILE))
