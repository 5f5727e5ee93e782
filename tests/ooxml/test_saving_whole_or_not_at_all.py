import errno
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from mtqg_xl.messages import OutputProblem
from mtqg_xl.ooxml import check_output, save_atomically

Writer = Callable[[BinaryIO], None]


def writing(content: bytes) -> Writer:
    def write(stream: BinaryIO) -> None:
        stream.write(content)

    return write


def failing(error: BaseException) -> Writer:
    def write(stream: BinaryIO) -> None:
        stream.write(b"half of it")
        raise error

    return write


def raising(number: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.fixture
def old(tmp_path: Path) -> Path:
    target = tmp_path / "Tổng hợp.xlsx"
    target.write_bytes(b"old")
    return target


def assert_untouched(old: Path) -> None:
    assert old.read_bytes() == b"old"
    assert list(old.parent.iterdir()) == [old]


def test_a_new_file_is_written_whole(tmp_path: Path) -> None:
    save_atomically(tmp_path / "mới.xlsx", writing(b"new"))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"mới.xlsx": b"new"}


def test_an_old_file_is_replaced(old: Path) -> None:
    save_atomically(str(old), writing(b"new"))
    assert old.read_bytes() == b"new"
    assert list(old.parent.iterdir()) == [old]


def test_until_the_end_the_old_file_is_there_and_the_new_one_lies_beside_it(old: Path) -> None:
    def write(stream: BinaryIO) -> None:
        stream.write(b"new")
        assert old.read_bytes() == b"old"
        (temporary,) = set(old.parent.iterdir()) - {old}
        assert temporary.name.startswith(".~Tổng hợp.xlsx")

    save_atomically(old, write)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_leaves_everything_as_it_was(old: Path, number: int) -> None:
    with pytest.raises(OutputProblem) as refusal:
        save_atomically(old, failing(OSError(number, "full")))
    assert refusal.value.code == "output.disk_full"
    assert_untouched(old)


@pytest.mark.parametrize("call", ["fsync", "replace", "chmod"])
def test_a_disk_that_fills_up_at_the_last_moment_leaves_everything_as_it_was(
    old: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    monkeypatch.setattr(os, call, raising(errno.ENOSPC))
    with pytest.raises(OutputProblem) as refusal:
        save_atomically(old, writing(b"new"))
    assert refusal.value.code == "output.disk_full"
    assert_untouched(old)


@pytest.mark.parametrize("error", [RuntimeError("in the middle"), KeyboardInterrupt()])
def test_any_other_failure_is_passed_on_and_leaves_everything_as_it_was(
    old: Path, error: BaseException
) -> None:
    with pytest.raises(type(error)):
        save_atomically(old, failing(error))
    assert_untouched(old)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EACCES, "read_only"),
        (errno.EROFS, "read_only"),
        (errno.EIO, "failed"),
        (errno.ENAMETOOLONG, "failed"),
    ],
)
def test_a_folder_that_lets_nothing_be_created_is_told(
    old: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    monkeypatch.setattr(os, "open", raising(number))
    with pytest.raises(OutputProblem) as refusal:
        save_atomically(old, writing(b"new"))
    assert refusal.value.code == f"output.{code}"
    assert str(old) in str(refusal.value)
    assert_untouched(old)


def test_a_file_marked_read_only_is_not_replaced(old: Path) -> None:
    old.chmod(0o444)
    with pytest.raises(OutputProblem) as refusal:
        save_atomically(old, writing(b"new"))
    assert refusal.value.code == "output.read_only"
    assert_untouched(old)


def test_a_folder_that_may_not_be_written_to_is_refused_beforehand(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(OutputProblem) as refusal:
        check_output(old)
    assert refusal.value.code == "output.read_only"


def test_an_input_is_never_overwritten(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(old.parent)
    for target in (old, old.name, f"./{old.name}", old.parent / ".." / old.parent.name / old.name):
        with pytest.raises(OutputProblem) as refusal:
            save_atomically(target, writing(b"new"), inputs=[old.parent / "khác.xlsx", old])
        assert refusal.value.code == "output.is_input"
    with pytest.raises(OutputProblem):
        save_atomically(old, writing(b"new"), inputs=[old.name])
    assert_untouched(old)


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_an_input_is_not_overwritten_through_a_link(old: Path, link: Callable[[Path, Path], None]) -> None:
    other = old.with_name("lối khác.xlsx")
    link(old, other)
    for target, source in ((other, old), (old, other)):
        with pytest.raises(OutputProblem) as refusal:
            save_atomically(target, writing(b"new"), inputs=[source])
        assert refusal.value.code == "output.is_input"
    assert old.read_bytes() == b"old"


def test_a_link_stays_a_link_to_the_new_content(old: Path) -> None:
    other = old.with_name("lối khác.xlsx")
    other.symlink_to(old)
    save_atomically(other, writing(b"new"))
    assert other.is_symlink()
    assert old.read_bytes() == b"new"


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    with pytest.raises(OutputProblem) as refusal:
        save_atomically(tmp_path, writing(b"new"))
    assert refusal.value.code == "output.is_folder"


def test_a_place_in_no_folder_is_refused(old: Path) -> None:
    for target in (old.parent / "không có" / "mới.xlsx", old / "mới.xlsx"):
        with pytest.raises(OutputProblem) as refusal:
            save_atomically(target, writing(b"new"))
        assert refusal.value.code == "output.no_folder"
    assert_untouched(old)


@pytest.mark.parametrize("lock", ["~${}", ".~lock.{}#"])
def test_a_file_open_in_a_spreadsheet_program_is_not_replaced(old: Path, lock: str) -> None:
    old.with_name(lock.format(old.name)).write_bytes(b"user")
    with pytest.raises(OutputProblem) as refusal:
        save_atomically(old, writing(b"new"))
    assert refusal.value.code == "output.open_elsewhere"
    assert old.read_bytes() == b"old"


def test_windows_refusing_the_move_means_the_file_is_open(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtqg_xl.ooxml.saving._WINDOWS", True)
    monkeypatch.setattr("mtqg_xl.ooxml.saving._PAUSES", (0, 0))
    monkeypatch.setattr(os, "replace", raising(errno.EACCES))
    with pytest.raises(OutputProblem) as refusal:
        save_atomically(old, writing(b"new"))
    assert refusal.value.code == "output.open_elsewhere"
    assert_untouched(old)


def test_windows_refusing_the_move_for_a_moment_is_waited_for(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusals = iter([PermissionError(13, "scanning"), PermissionError(13, "scanning")])
    replace = os.replace

    def sometimes(source: Path, target: Path) -> None:
        for refusal in refusals:
            raise refusal
        replace(source, target)

    monkeypatch.setattr("mtqg_xl.ooxml.saving._WINDOWS", True)
    monkeypatch.setattr("mtqg_xl.ooxml.saving._PAUSES", (0, 0, 0))
    monkeypatch.setattr(os, "replace", sometimes)
    save_atomically(old, writing(b"new"))
    assert old.read_bytes() == b"new"


@pytest.mark.skipif(os.name == "nt", reason="permission bits are a matter of Unix")
def test_permissions_are_kept_or_those_of_any_new_file(old: Path) -> None:
    old.chmod(0o640)
    save_atomically(old, writing(b"new"))
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    fresh, plain = old.with_name("mới.xlsx"), old.with_name("thường")
    save_atomically(fresh, writing(b"new"))
    plain.touch()
    assert stat.S_IMODE(fresh.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


def test_the_longest_name_a_disk_allows_can_be_saved(tmp_path: Path) -> None:
    target = tmp_path / ("ệ" * 83 + ".xlsx")
    save_atomically(target, writing(b"new"))
    assert target.read_bytes() == b"new"


def test_an_impossible_name_is_refused(tmp_path: Path) -> None:
    for name in ("x" * 300 + ".xlsx", "a\0b.xlsx"):
        with pytest.raises(OutputProblem) as refusal:
            save_atomically(tmp_path / name, writing(b"new"))
        assert refusal.value.code == "output.failed"
    assert list(tmp_path.iterdir()) == []


def test_checking_beforehand_writes_nothing(old: Path) -> None:
    check_output(old)
    check_output(old.with_name("mới.xlsx"), inputs=[old])
    assert_untouched(old)
    with pytest.raises(OutputProblem):
        check_output(old, inputs=[old])


def test_a_backup_keeps_the_old_file_under_another_name(old: Path) -> None:
    save_atomically(old, writing(b"new"), backup=True)
    assert old.read_bytes() == b"new"
    assert old.with_name("Tổng hợp (bản trước).xlsx").read_bytes() == b"old"
    assert len(list(old.parent.iterdir())) == 2


def test_further_backups_are_numbered_and_none_is_overwritten(old: Path) -> None:
    for content in (b"second", b"third", b"fourth"):
        save_atomically(old, writing(content), backup=True)
    assert {path.name: path.read_bytes() for path in old.parent.iterdir()} == {
        "Tổng hợp.xlsx": b"fourth",
        "Tổng hợp (bản trước).xlsx": b"old",
        "Tổng hợp (bản trước 2).xlsx": b"second",
        "Tổng hợp (bản trước 3).xlsx": b"third",
    }


def test_a_link_that_leads_nowhere_also_takes_the_name_of_a_backup(old: Path) -> None:
    old.with_name("Tổng hợp (bản trước).xlsx").symlink_to(old.with_name("không có"))
    save_atomically(old, writing(b"new"), backup=True)
    assert old.with_name("Tổng hợp (bản trước 2).xlsx").read_bytes() == b"old"
    assert not old.with_name("không có").exists()


def test_without_an_old_file_or_without_the_request_there_is_no_backup(old: Path) -> None:
    save_atomically(old.with_name("mới.xlsx"), writing(b"new"), backup=True)
    save_atomically(old, writing(b"new"))
    assert {path.name for path in old.parent.iterdir()} == {"Tổng hợp.xlsx", "mới.xlsx"}


def test_where_a_file_cannot_have_two_names_the_backup_is_a_copy(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", raising(errno.EPERM))
    os.utime(old, (1_000_000_000, 1_000_000_000))
    save_atomically(old, writing(b"new"), backup=True)
    kept = old.with_name("Tổng hợp (bản trước).xlsx")
    assert kept.read_bytes() == b"old"
    assert kept.stat().st_mtime == 1_000_000_000


def test_the_backup_lies_beside_the_file_that_a_link_leads_to(old: Path) -> None:
    (old.parent / "thư mục").mkdir()
    link = old.parent / "thư mục" / "lối khác.xlsx"
    link.symlink_to(old)
    save_atomically(link, writing(b"new"), backup=True)
    assert old.with_name("Tổng hợp (bản trước).xlsx").read_bytes() == b"old"
    assert [path.name for path in link.parent.iterdir()] == [link.name]


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), RuntimeError("in the middle")])
def test_a_save_that_fails_leaves_no_backup(old: Path, error: Exception) -> None:
    with pytest.raises((OutputProblem, RuntimeError)):
        save_atomically(old, failing(error), backup=True)
    assert_untouched(old)


def test_a_move_that_fails_leaves_no_backup(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "replace", raising(errno.EIO))
    with pytest.raises(OutputProblem):
        save_atomically(old, writing(b"new"), backup=True)
    assert_untouched(old)


def test_a_backup_that_cannot_be_made_stops_the_save(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", raising(errno.EPERM))
    monkeypatch.setattr(shutil, "copy2", raising(errno.ENOSPC))
    with pytest.raises(OutputProblem) as refusal:
        save_atomically(old, writing(b"new"), backup=True)
    assert refusal.value.code == "output.disk_full"
    assert_untouched(old)


@pytest.mark.skipif(os.name == "nt", reason="limits of this kind are a matter of Unix")
def test_a_disk_that_takes_no_more_than_half_of_it_leaves_everything_as_it_was(old: Path) -> None:
    resource = pytest.importorskip("resource")
    kind = resource.RLIMIT_FSIZE
    usual = resource.getrlimit(kind)
    resource.setrlimit(kind, (50_000, usual[1]))
    try:
        with pytest.raises(OutputProblem) as refusal:
            save_atomically(old, writing(b"new" * 40_000))
    finally:
        resource.setrlimit(kind, usual)
    assert refusal.value.code == "output.failed"
    assert "tệp quá lớn" in str(refusal.value)
    assert_untouched(old)


@pytest.mark.parametrize(
    "number",
    [
        errno.ENOSPC,
        errno.EDQUOT,
        errno.EACCES,
        errno.EPERM,
        errno.EROFS,
        errno.EIO,
        errno.EFBIG,
        errno.ENOTSUP,
    ],
)
@pytest.mark.parametrize("call", ["open", "fsync", "replace"])
def test_whatever_the_disk_refuses_is_told_in_one_sentence(
    old: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    monkeypatch.setattr(os, call, raising(number))
    with pytest.raises(OutputProblem) as refusal:
        save_atomically(old, writing(b"new"))
    sentence = str(refusal.value)
    assert f"“{old}”" in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert os.strerror(number) not in sentence
    assert_untouched(old)


def test_the_content_has_reached_the_disk_before_it_gets_its_name(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    fsync, replace = os.fsync, os.replace

    def noted_fsync(handle: int) -> None:
        calls.append(
            f"fsync of {os.fstat(handle).st_size if stat.S_ISREG(os.fstat(handle).st_mode) else 'folder'}"
        )
        fsync(handle)

    def noted_replace(source: Path, target: Path) -> None:
        calls.append("replace")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(os, "replace", noted_replace)
    save_atomically(old, writing(b"twelve bytes"))
    assert calls == ["fsync of 12", "replace", "fsync of folder"]
