"""What saves that were cut off left beside their target, and who may clear it away."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pytest

from mtqg_xl.messages import OutputProblem
from mtqg_xl.ooxml import check_output, save_atomically, temporary
from mtqg_xl.ooxml.temporary import clear_remains, create_beside

NAME = "Tổng hợp.xlsx"
REMAIN = f".~{NAME}.0123abcd.tmp"
NOT_REMAINS = (
    f".~{NAME}.tmp",
    f".~{NAME}.0123abc.tmp",
    f".~{NAME}.0123abcd5.tmp",
    f".~{NAME}.0123ABCD.tmp",
    f".~{NAME}.0123abcg.tmp",
    f".~{NAME}.0123abcd.tmp.bak",
    f"{NAME}.0123abcd.tmp",
    f"~{NAME}.0123abcd.tmp",
    f"x.~{NAME}.0123abcd.tmp",
    ".~Tổng hợp_xlsx.0123abcd.tmp",
    ".~Tổng hợp 2.xlsx.0123abcd.tmp",
    ".~Bản khác.xlsx.0123abcd.tmp",
)
# A process that stays in the middle of its save until a line comes in.
SAVING = """
import sys
from mtqg_xl.ooxml import save_atomically
def write(stream):
    stream.write(b"half of it")
    stream.flush()
    print("writing", flush=True)
    sys.stdin.readline()
    stream.write(b", the other half")
save_atomically(sys.argv[1], write)
"""


def save(target: Path, content: bytes = b"new") -> None:
    def write(stream: BinaryIO) -> None:
        stream.write(content)

    save_atomically(target, write)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@contextmanager
def another_process_saving(target: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", SAVING, str(target)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / NAME


def test_the_next_save_of_the_same_file_clears_the_remains(target: Path) -> None:
    for name in (REMAIN, f".~{NAME}.ffffffff.tmp"):
        target.with_name(name).write_bytes(b"half of it")
    save(target)
    assert names(target.parent) == {NAME}
    assert target.read_bytes() == b"new"


def test_the_save_of_another_file_leaves_them(target: Path) -> None:
    target.with_name(REMAIN).write_bytes(b"half of it")
    save(target.with_name("Bản khác.xlsx"))
    assert names(target.parent) == {REMAIN, "Bản khác.xlsx"}


def test_the_same_name_in_another_folder_is_another_file(target: Path) -> None:
    target.with_name(REMAIN).write_bytes(b"half of it")
    (target.parent / "thư mục").mkdir()
    save(target.parent / "thư mục" / NAME)
    assert REMAIN in names(target.parent)


@pytest.mark.parametrize("name", NOT_REMAINS)
def test_a_file_of_the_user_with_a_similar_name_stays(target: Path, name: str) -> None:
    target.with_name(name).write_bytes(b"mine")
    save(target)
    assert target.with_name(name).read_bytes() == b"mine"


def test_a_name_full_of_signs_is_taken_literally(tmp_path: Path) -> None:
    strange = tmp_path / "a+(b)[c]*.xlsx"
    remains = {f".~{strange.name}.00000000.tmp": False, ".~aa(b)c.xlsx.00000000.tmp": True}
    for name in remains:
        (tmp_path / name).touch()
    save(strange)
    assert {name: (tmp_path / name).exists() for name in remains} == remains


def test_a_folder_or_a_link_with_such_a_name_stays(target: Path) -> None:
    target.with_name(REMAIN).mkdir()
    elsewhere = target.with_name("nơi khác")
    elsewhere.write_bytes(b"mine")
    link = target.with_name(f".~{NAME}.11111111.tmp")
    link.symlink_to(elsewhere)
    save(target)
    assert target.with_name(REMAIN).is_dir()
    assert link.is_symlink()
    assert elsewhere.read_bytes() == b"mine"


def test_looking_beforehand_clears_nothing(target: Path) -> None:
    target.with_name(REMAIN).touch()
    check_output(target)
    assert names(target.parent) == {REMAIN}


def test_a_refused_save_clears_nothing(target: Path) -> None:
    target.with_name(REMAIN).touch()
    target.with_name(f"~${NAME}").touch()
    with pytest.raises(OutputProblem):
        save(target)
    assert REMAIN in names(target.parent)


def test_the_save_of_another_process_is_not_disturbed(target: Path) -> None:
    with another_process_saving(target) as process:
        (unfinished,) = names(target.parent)
        save(target)
        assert names(target.parent) == {NAME, unfinished}
        assert target.read_bytes() == b"new"
        process.communicate("go on\n", timeout=20)
        assert process.returncode == 0
    assert names(target.parent) == {NAME}
    assert target.read_bytes() == b"half of it, the other half"


def test_the_remain_of_a_killed_process_stays_until_the_next_save_and_no_longer(target: Path) -> None:
    target.write_bytes(b"old")
    with another_process_saving(target) as process:
        process.kill()
        process.wait(timeout=20)
    (remain,) = names(target.parent) - {NAME}
    assert target.read_bytes() == b"old"
    save(target.with_name("Bản khác.xlsx"))
    assert remain in names(target.parent)
    save(target)
    assert names(target.parent) == {NAME, "Bản khác.xlsx"}


def test_a_save_inside_a_save_of_the_same_file_disturbs_neither(target: Path) -> None:
    def write(stream: BinaryIO) -> None:
        stream.write(b"outer")
        save(target, b"inner")
        assert target.read_bytes() == b"inner"

    save_atomically(target, write)
    assert target.read_bytes() == b"outer"
    assert names(target.parent) == {NAME}


def test_a_file_taken_for_a_remain_before_it_was_held_is_made_anew(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold = temporary._hold
    taken: list[str] = []

    def too_late(handle: int) -> bool | None:
        if not taken:
            taken.extend(names(target.parent))
            target.with_name(taken[0]).unlink()
        return hold(handle)

    monkeypatch.setattr(temporary, "_hold", too_late)
    stream, path = create_beside(target)
    with stream:
        stream.write(b"here")
    assert path.read_bytes() == b"here"
    assert path.name not in taken


def test_a_file_held_by_somebody_else_before_us_is_left_to_them(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold = temporary._hold
    answers = iter([False])
    monkeypatch.setattr(temporary, "_hold", lambda handle: next(answers, None) is not False and hold(handle))
    stream, path = create_beside(target)
    stream.close()
    assert path.name in names(target.parent)
    assert len(names(target.parent)) == 2


@pytest.fixture
def no_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that knows no marks for files in use."""

    def unknown(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks available")

    monkeypatch.setattr("mtqg_xl.ooxml.temporary.fcntl.flock", unknown)


@pytest.mark.usefixtures("no_marks")
def test_where_use_cannot_be_told_files_are_saved_all_the_same(target: Path) -> None:
    save(target)
    assert names(target.parent) == {NAME}


@pytest.mark.usefixtures("no_marks")
def test_where_use_cannot_be_told_nothing_is_taken_for_a_remain(target: Path) -> None:
    target.with_name(REMAIN).write_bytes(b"perhaps in use")
    save(target)
    assert names(target.parent) == {NAME, REMAIN}


def test_on_windows_a_remain_is_cleared_and_one_in_use_refuses_by_itself(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(temporary, "fcntl", None)
    in_use = f".~{NAME}.11111111.tmp"
    for name in (REMAIN, in_use):
        target.with_name(name).touch()
    unlink = Path.unlink

    def refusing(path: Path, missing_ok: bool = False) -> None:
        if path.name == in_use:
            raise PermissionError(errno.EACCES, "in use")
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refusing)
    save(target)
    assert names(target.parent) == {NAME, in_use}


@pytest.mark.parametrize("call", ["scandir", "unlink"])
def test_remains_that_cannot_be_cleared_hinder_no_save(
    target: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    target.with_name(REMAIN).touch()

    def fail(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "not yours")

    monkeypatch.setattr(os, call, fail)
    save(target)
    monkeypatch.undo()
    assert names(target.parent) == {NAME, REMAIN}


def test_names_of_the_greatest_length_leave_remains_that_are_found_again(tmp_path: Path) -> None:
    long = tmp_path / ("ệ" * 83 + ".xlsx")
    stream, remain = create_beside(long)
    stream.close()
    assert len(os.fsencode(remain.name)) <= 255
    clear_remains(long)
    assert names(tmp_path) == set()


def test_a_temporary_file_has_a_name_of_its_own_each_time(target: Path) -> None:
    made = [create_beside(target) for _ in range(3)]
    assert len({path for _, path in made}) == 3
    for stream, path in made:
        assert path.parent == target.parent
        stream.close()
