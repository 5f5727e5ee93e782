import errno
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.sentences import assert_refused

COMMANDS = {
    "check": ("check", "BOOK", "-o", "OUT"),
    "consolidate": ("consolidate", "BOOK", "-o", "OUT"),
    "export": ("export", "BOOK", "-o", "OUT"),
    "template": ("template", "KR02", "--period", "2023-N", "-o", "OUT"),
}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An older result in a folder of its own."""
    folder = tmp_path / "ra"
    folder.mkdir()
    (folder / "cũ.xlsx").write_bytes(b"old")
    return folder / "cũ.xlsx"


def arguments(command: str, book: Path, out: Path) -> list[str]:
    names = {"BOOK": str(book), "OUT": str(out)}
    return [names.get(word, word) for word in COMMANDS[command]]


@pytest.mark.parametrize("call", ["fsync", "replace"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_disk_that_fills_up_in_the_middle_leaves_the_old_file_and_nothing_else(
    run: Run, book: Path, out: Path, monkeypatch: pytest.MonkeyPatch, command: str, call: str
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, call, full)
    assert_refused(run(*arguments(command, book, out)), out, "ổ đĩa đã đầy")
    assert out.read_bytes() == b"old"
    assert list(out.parent.iterdir()) == [out]


@pytest.mark.parametrize("death", [KeyboardInterrupt, MemoryError])
@pytest.mark.parametrize("command", COMMANDS)
def test_being_killed_in_the_middle_leaves_the_old_file_and_nothing_else(
    run: Run,
    book: Path,
    out: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    death: type[BaseException],
) -> None:
    def killed(*_: object) -> None:
        raise death

    monkeypatch.setattr(os, "fsync", killed)
    assert run(*arguments(command, book, out)).code in (2, 3)
    assert out.read_bytes() == b"old"
    assert list(out.parent.iterdir()) == [out]


@pytest.mark.parametrize("command", COMMANDS)
def test_an_older_result_is_replaced_when_all_goes_well(
    run: Run, book: Path, out: Path, command: str
) -> None:
    assert run(*arguments(command, book, out)).code == 0
    assert out.read_bytes() != b"old"
    assert list(out.parent.iterdir()) == [out]
