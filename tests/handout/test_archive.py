"""The archive that an office is handed: whole, the same every time, fit for Windows."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from handout.archive import archive_bytes, with_sums
from handout.contents import ENGINES, READ_FIRST, contents
from make_dist import main

from mtqg_xl.api.addin import addin_bytes, calc_extension_bytes
from tests.docs.pages import ROOT

TOP = {
    READ_FIRST, "LICENSE", "README.html", "SHA256SUMS", "addin", "docs", "install.cmd", "install.ps1",
    "places.json", "samples", "uninstall.cmd", "workbook_templates",
}  # fmt: skip
FORBIDDEN = set('<>:"|?*\\')


def files_of(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_there_is_everything_and_nothing_else(unpacked: Path) -> None:
    assert {path.name for path in unpacked.iterdir()} == TOP
    assert files_of(unpacked / "addin") == ["mtqg.oxt", "mtqg.xlam"]
    assert (unpacked / "addin" / "mtqg.xlam").read_bytes() == addin_bytes()
    assert (unpacked / "addin" / "mtqg.oxt").read_bytes() == calc_extension_bytes()
    for folder in ("workbook_templates", "samples"):
        kept = files_of(unpacked / folder)
        assert kept
        assert {Path(name).suffix for name in kept} == {".xlsx"}
        for name in kept:
            assert (unpacked / folder / name).read_bytes() == (ROOT / folder / name).read_bytes()
    templates = {
        path.name for path in (ROOT / "workbook_templates").glob("*.xlsx") if path.name[0] not in "~."
    }
    assert set(files_of(unpacked / "workbook_templates")) == templates
    assert {Path(name).suffix for name in files_of(unpacked / "docs")} == {".html", ".png"}
    assert (unpacked / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_the_sums_name_every_file_and_are_right(unpacked: Path) -> None:
    told = dict(
        reversed(line.split("  ", 1)) for line in (unpacked / "SHA256SUMS").read_text("ascii").splitlines()
    )
    assert sorted(told) == [name for name in files_of(unpacked) if name != "SHA256SUMS"]
    for name, digest in told.items():
        assert hashlib.sha256((unpacked / name).read_bytes()).hexdigest() == digest, name


def test_the_same_sources_give_the_same_bytes(archive: bytes) -> None:
    assert archive_bytes(with_sums(contents(ROOT, "9.9.9", None)), "mtqg-xl-9.9.9") == archive


def test_every_name_can_be_unpacked_on_windows(archive: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        names = packed.namelist()
        assert packed.testzip() is None
    assert all(name.isascii() and not FORBIDDEN & set(name) for name in names)
    assert len({name.lower() for name in names}) == len(names)
    assert max(map(len, names)) < 100
    assert {name.split("/")[0] for name in names} == {"mtqg-xl-9.9.9"}


def test_what_windows_runs_and_shows_is_written_its_way(unpacked: Path) -> None:
    for name in ("install.cmd", "uninstall.cmd", "install.ps1", READ_FIRST):
        content = (unpacked / name).read_bytes()
        assert content.count(b"\n") == content.count(b"\r\n") > 0, name
        if name.endswith(".cmd"):
            assert content.isascii(), name
        else:
            assert content.startswith(b"\xef\xbb\xbf"), name
    first = (unpacked / READ_FIRST).read_text("utf-8-sig")
    assert first.startswith("MTQG-XL 9.9.9 (không kèm chương trình kiểm tra)")
    assert "@" not in first
    for line in first.splitlines():
        named = line.split("  ")[1].rstrip("\\").replace("\\", "/") if line.startswith("  docs") else "docs"
        assert (unpacked / named).exists(), line


def test_an_engine_goes_in_whole_and_without_what_its_runs_left(tmp_path: Path) -> None:
    for name in (
        *ENGINES,
        "python/Lib/site-packages/mtqg_xl/cli.py",
        "python/Lib/__pycache__/old.pyc",
        "work/log.txt",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    made = contents(ROOT, "9.9.9", tmp_path)
    assert {name for name in made if name.startswith("engine/")} == {
        "engine/mtqg_xl/mtqg_xl.exe",
        "engine/python/python.exe",
        "engine/python/Lib/site-packages/mtqg_xl/cli.py",
    }
    assert "(có kèm chương trình kiểm tra)" in made[READ_FIRST].decode("utf-8-sig")


def test_a_folder_without_an_engine_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--engine", str(tmp_path), "-o", str(tmp_path / "dist")]) == 2
    assert "mtqg_xl/mtqg_xl.exe" in capsys.readouterr().err
    assert not (tmp_path / "dist").exists()
