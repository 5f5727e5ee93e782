"""``mtqg-xl form lint``: lines, JSON, exit codes."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

import mtqg_xl.linting
from mtqg_xl.cli.main import main
from mtqg_xl.messages import known_codes
from tests.linting.support import GOOD, line_with

BAD = GOOD.replace("measure: ho", "measure: hoo")
NOTED = GOOD.replace("law: Nghị định 27/2022/NĐ-CP\n", "")
Said = pytest.CaptureFixture[str]


def written(folder: Path, text: str) -> str:
    file = folder / "TH01.yaml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_a_good_file_exits_clean(tmp_path: Path, capsys: Said) -> None:
    file = written(tmp_path, GOOD)
    assert main(["form", "lint", file]) == 0
    assert capsys.readouterr().out == f"{file}: không có gì phải sửa.\n"


def test_errors_are_told_by_file_and_line_and_exit_with_one(tmp_path: Path, capsys: Said) -> None:
    file = written(tmp_path, BAD)
    assert main(["form", "lint", file]) == 1
    first, count = capsys.readouterr().out.splitlines()
    assert first == (
        f"{file}:{line_with(BAD, 'hoo')}: lỗi: Không có đơn vị tính mang mã “hoo”; có phải “ho”?"
    )
    assert count == f"{file}: 1 lỗi, 0 lưu ý."


def test_notes_alone_exit_clean(tmp_path: Path, capsys: Said) -> None:
    assert main(["form", "lint", written(tmp_path, NOTED)]) == 0
    assert ": lưu ý: " in capsys.readouterr().out


@pytest.mark.parametrize("asked", [[], ["--json"]])
def test_a_file_that_cannot_be_used_exits_with_two(tmp_path: Path, capsys: Said, asked: list[str]) -> None:
    missing = str(tmp_path / "khong_co.yaml")
    assert main(["form", "lint", missing, *asked]) == 2
    assert capsys.readouterr().err == f"Không tìm thấy tệp “{missing}”.\n"


def test_json_holds_every_note_with_every_key(tmp_path: Path, capsys: Said) -> None:
    file = written(tmp_path, BAD)
    missing = str(tmp_path / "khong_co.yaml")
    assert main(["form", "lint", file, missing, "--json"]) == 2
    one, other = json.loads(capsys.readouterr().out)["files"]
    assert (one["path"], one["form"], one["verdict"], one["reason"]) == (file, "TH01", "errors", None)
    assert one["counts"] == {"error": 1, "note": 0}
    (note,) = one["notes"]
    assert set(note) == {"line", "severity", "code", "message"}
    assert (note["line"], note["severity"], note["code"]) == (
        line_with(BAD, "hoo"),
        "error",
        "unknown_measure_like",
    )
    assert (other["verdict"], other["notes"], other["form"]) == ("unusable", [], "")
    assert missing in other["reason"]


def test_a_folder_stands_for_the_form_files_in_it(tmp_path: Path, capsys: Said) -> None:
    file = written(tmp_path, GOOD)
    (tmp_path / "khac.txt").write_text("không phải biểu", encoding="utf-8")
    assert main(["form", "lint", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"{file}: không có gì phải sửa.\n"


def test_english_is_spoken_when_asked_for(tmp_path: Path, capsys: Said) -> None:
    try:
        assert main(["--lang", "en", "form", "lint", written(tmp_path, BAD)]) == 1
        assert "There is no unit of measure “hoo”" in capsys.readouterr().out
    finally:
        main(["--lang", "vi", "forms"])


def said_in(folder: Path) -> set[str]:
    """Every code of a note that the room can write."""
    calls = [
        node
        for file in folder.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("error", "remark", "told", "Slip")
    ]
    second = [call.args[1] for call in calls if len(call.args) > 1]
    return {f"lint.{part.value}" for part in second if isinstance(part, ast.Constant)}


def test_everything_the_room_says_has_a_text() -> None:
    said = said_in(Path(mtqg_xl.linting.__file__).parent)
    assert len(said) > 40
    assert said <= known_codes()
