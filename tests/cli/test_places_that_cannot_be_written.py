import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.sentences import assert_refused

COMMANDS: dict[str, Callable[[Path, Path], tuple[object, ...]]] = {
    "check": lambda book, out: ("check", book, "-o", out),
    "check json": lambda book, out: ("check", book, "--format", "json", "-o", out),
    "consolidate": lambda book, out: ("consolidate", book, "-o", out),
    "export": lambda book, out: ("export", book, "-o", out),
    "template": lambda _, out: ("template", "KR02", "--period", "2023-N", "-o", out),
}
READING = [name for name in COMMANDS if name != "template"]


def refuse_writing(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Every new file fails as on a full or locked disk."""
    real = os.open

    def opened(path: object, flags: int, *more: object, **named: object) -> int:
        if flags & os.O_CREAT:
            raise OSError(number, os.strerror(number))
        return real(path, flags, *more, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "open", opened)


@pytest.mark.parametrize("command", READING)
def test_an_input_is_never_written_over(run: Run, book: Path, command: str) -> None:
    before = book.read_bytes()
    assert_refused(run(*COMMANDS[command](book, book)), book, "trùng với một tệp đầu vào")
    assert book.read_bytes() == before


@pytest.mark.parametrize("command", READING)
def test_an_input_is_not_written_over_through_a_link_either(run: Run, book: Path, command: str) -> None:
    link = book.with_name("lien_ket.xlsx")
    link.symlink_to(book)
    before = book.read_bytes()
    for source, target in ((book, link), (link, book)):
        assert_refused(run(*COMMANDS[command](source, target)), target, "trùng với một tệp đầu vào")
    assert book.read_bytes() == before
    assert link.is_symlink()


def test_an_input_lying_in_the_folder_named_is_not_written_over(run: Run, book: Path) -> None:
    before = book.read_bytes()
    answer = run("consolidate", book.parent, "-o", book)
    assert_refused(answer, book)
    assert book.read_bytes() == before


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_that_is_not_there_is_told(run: Run, book: Path, command: str) -> None:
    out = book.parent / "không có" / "ra.xlsx"
    assert_refused(run(*COMMANDS[command](book, out)), out, "không tồn tại")
    assert not out.parent.exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_is_not_written_over(run: Run, book: Path, command: str) -> None:
    assert_refused(run(*COMMANDS[command](book, book.parent)), book.parent, "là một thư mục")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_place_under_a_file_is_told(run: Run, book: Path, command: str) -> None:
    out = book / "ra.xlsx"
    assert_refused(run(*COMMANDS[command](book, out)), out)


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_for_reading_only_is_told(
    run: Run, book: Path, monkeypatch: pytest.MonkeyPatch, command: str, number: int
) -> None:
    refuse_writing(monkeypatch, number)
    out = book.parent / "ra.xlsx"
    assert_refused(run(*COMMANDS[command](book, out)), out, "chỉ cho phép đọc")
    assert list(book.parent.iterdir()) == [book]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_disk_is_told(run: Run, book: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    refuse_writing(monkeypatch, errno.ENOSPC)
    out = book.parent / "ra.xlsx"
    assert_refused(run(*COMMANDS[command](book, out)), out, "ổ đĩa đã đầy")
    assert list(book.parent.iterdir()) == [book]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_open_in_excel_is_told(run: Run, book: Path, command: str) -> None:
    out = book.parent / "ra.xlsx"
    out.write_bytes(b"old")
    out.with_name("~$ra.xlsx").write_bytes(b"user")
    assert_refused(run(*COMMANDS[command](book, out)), out, "đang được mở trong Excel")
    assert out.read_bytes() == b"old"


@pytest.mark.parametrize("place", ["tệp có sẵn", "tệp có sẵn/dưới tệp"])
def test_the_demonstration_refuses_a_place_that_is_no_folder(run: Run, tmp_path: Path, place: str) -> None:
    (tmp_path / "tệp có sẵn").write_bytes(b"old")
    assert_refused(run("demo", tmp_path / place), tmp_path / place)
    assert (tmp_path / "tệp có sẵn").read_bytes() == b"old"
