from pathlib import Path

import pytest

from tests.cli.conftest import CLEAN, KON_RAY, SAMPLES, Run


def test_a_clean_file_ends_with_zero(run: Run, book: Path) -> None:
    assert run("check", CLEAN).code == 0
    assert run("check", book).code == 0


def test_errors_in_the_data_end_with_one(run: Run) -> None:
    assert run("check", KON_RAY).code == 1
    assert run("check", CLEAN, KON_RAY, "--jobs", 1).code == 1


def test_remarks_alone_are_no_errors(run: Run) -> None:
    answer = run("check", SAMPLES / "real" / "cao_bang_2023-N.xlsx", "--format", "json")
    assert answer.data["files"][0]["counts"]["info"] > 0
    assert answer.code == 0


def test_a_file_that_cannot_be_read_ends_with_two_whatever_the_others_are(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "a.xlsx"
    broken.write_bytes(b"")
    assert run("check", broken).code == 2
    assert run("check", broken, CLEAN, "--jobs", 1).code == 2
    assert run("check", broken, KON_RAY, "--jobs", 1).code == 2


def test_a_fault_of_the_program_ends_with_three_and_one_sentence(
    run: Run, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("mtqg_xl.api.find_workbooks", broken)
    monkeypatch.delenv("MTQG_XL_DEBUG", raising=False)
    answer = run("check", book)
    assert answer.code == 3
    assert answer.err.startswith("Phần mềm gặp lỗi ngoài dự kiến")
    assert answer.err.count("\n") == 1
    assert "Traceback" not in answer.err


def test_stopping_by_hand_ends_with_two_and_one_sentence(
    run: Run, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("mtqg_xl.api.check", interrupted)
    answer = run("check", book)
    assert answer.code == 2
    assert answer.err.strip() == "Đã dừng theo yêu cầu; không có gì được ghi thêm."


@pytest.mark.parametrize("command", ["demo", "forms", "template", "check", "export", "consolidate", "trace"])
def test_help_of_every_command_shows_an_example_in_vietnamese(run: Run, command: str) -> None:
    answer = run(command, "--help")
    assert answer.code == 0
    assert f"Ví dụ: mtqg-xl {command}" in answer.out
    assert "Cách dùng: mtqg-xl" in answer.out
    assert "Hiện hướng dẫn này." in answer.out
    assert not {"Usage", "Options", "Show this message"} & set(answer.out.replace(":", "").split())
