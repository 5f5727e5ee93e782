import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import CLEAN, Run, lock
from tests.cli.sentences import assert_refused

OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def missing(path: Path) -> None:
    assert not path.exists()


def zero_bytes(path: Path) -> None:
    path.write_bytes(b"")


def renamed_text(path: Path) -> None:
    path.write_text("Đơn vị;Số tiền\nBảo Lâm;12\n", encoding="utf-8")


def renamed_picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))


def another_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("bao_cao.txt", "không phải bảng tính")


def cut_short(path: Path) -> None:
    content = CLEAN.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def encrypted(path: Path) -> None:
    lock(path, "bí mật")


def old_excel(path: Path) -> None:
    path.write_bytes(OLE.ljust(512, b"\0") + "Workbook".encode("utf-16-le").ljust(128, b"\0"))


def without_a_form(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Danh sách cán bộ"
    book.save(path)


def a_folder(path: Path) -> None:
    path.mkdir()


BAD: dict[str, tuple[Callable[[Path], None], str]] = {
    "missing": (missing, "Không tìm thấy"),
    "zero bytes": (zero_bytes, "rỗng"),
    "text": (renamed_text, "không có biểu nào"),
    "picture": (renamed_picture, "tệp ảnh"),
    "another zip": (another_zip, "tệp.xlsx"),
    "cut short": (cut_short, "bị hỏng"),
    "encrypted": (encrypted, "mật khẩu"),
    "broken old Excel": (old_excel, "bị hỏng"),
    "no form": (without_a_form, "không có biểu nào"),
    "empty folder": (a_folder, "không có tệp Excel"),
}
COMMANDS: dict[str, Callable[[Path], tuple[object, ...]]] = {
    "check": lambda path: ("check", path),
    "check json": lambda path: ("check", path, "--format", "json", "-o", path.parent / "ra.json"),
    "consolidate": lambda path: ("consolidate", path, "-o", path.parent / "ra.xlsx"),
    "export": lambda path: ("export", path, "-o", path.parent / "ra.csv"),
    "trace": lambda path: ("trace", path, "BM16!E13"),
}
SAID_OTHERWISE = {
    ("trace", "text"): "nguồn gốc",
    ("trace", "no form"): "nguồn gốc",
    ("export", "empty folder"): "",
    ("trace", "empty folder"): "",
}


@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("command", COMMANDS)
def test_one_sentence_tells_what_is_wrong_with_the_file(
    run: Run, tmp_path: Path, command: str, kind: str
) -> None:
    make, reason = BAD[kind]
    path = tmp_path / "tệp.xlsx"
    make(path)
    before = sorted(tmp_path.iterdir())
    answer = run(*COMMANDS[command](path))
    assert_refused(answer, path, SAID_OTHERWISE.get((command, kind), reason))
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_without_workbooks_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bao_cao.docx").write_bytes(b"x")
    (tmp_path / "~$mo.xlsx").write_bytes(b"x")
    for answer in (run("check", tmp_path), run("consolidate", tmp_path, "-o", tmp_path / "ra.xlsx")):
        assert_refused(answer, "không có tệp Excel", tmp_path)


def test_a_figure_cannot_be_traced_in_a_workbook_that_is_no_consolidation(run: Run) -> None:
    assert_refused(run("trace", CLEAN, "BM16!E13"), CLEAN, "nguồn gốc")


def test_nothing_but_unusable_files_is_no_consolidation(run: Run, tmp_path: Path) -> None:
    zero_bytes(tmp_path / "a.xlsx")
    renamed_text(tmp_path / "b.xlsx")
    out = tmp_path / "ra.xlsx"
    for extra in ([], ["--period", "2023-N"], ["--period", "2023-N", "--unit", "tỉnh Cao Bằng"]):
        assert_refused(run("consolidate", tmp_path, "-o", out, "--jobs", 1, *extra))
    assert not out.exists()
