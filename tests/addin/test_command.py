"""``mtqg-xl addin`` as a person calls it."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mtqg_xl.addin import windows
from mtqg_xl.addin.installing import Machine
from mtqg_xl.api.addin import build_addin
from mtqg_xl.cli import main
from mtqg_xl.messages import AddinProblem
from tests.addin.conftest import FOLDER
from tests.addin.test_installing import FakeRegistry


@pytest.fixture(autouse=True)
def _small_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtqg_xl.api.addin.sources_folder", lambda: FOLDER)


def test_build_writes_the_addin_and_with_xlsm_a_workbook_to_try(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "phần bổ sung & 100%"
    assert main(["addin", "build", "-o", str(out)]) == 0
    assert [path.name for path in out.iterdir()] == ["mtqg.xlam"]
    assert main(["addin", "build", "-o", str(out), "--xlsm"]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["mtqg.xlam", "mtqg.xlsm"]
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines()[-1] == f"Đã ghi {out / 'mtqg.xlsm'}"


def test_building_twice_gives_the_same_files(tmp_path: Path) -> None:
    digests = []
    for name in ("a", "b"):
        files = build_addin(tmp_path / name, trial=True)
        digests.append([hashlib.sha256(Path(file).read_bytes()).hexdigest() for file in files])
    assert digests[0] == digests[1]
    assert digests[0][0] != digests[0][1]


def test_a_place_that_is_no_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a").write_bytes(b"kept")
    assert main(["addin", "build", "-o", str(tmp_path / "a")]) == 2
    assert capsys.readouterr().err == f"Không dùng được “{tmp_path / 'a'}” làm thư mục ghi kết quả.\n"
    assert (tmp_path / "a").read_bytes() == b"kept"


def test_spoiled_sources_are_told_line_by_line_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "nguồn"
    shutil.copytree(FOLDER, copy)
    with (copy / "vba" / "TryWork.bas").open("a", encoding="ascii") as file:
        file.write('Sub X()\n    MsgBox 1\n    Kill "a"\nEnd Sub\n')
    monkeypatch.setattr("mtqg_xl.api.addin.sources_folder", lambda: copy)
    assert main(["addin", "build", "-o", str(tmp_path / "out")]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        "vba/TryWork.bas, dòng 22",
        "vba/TryWork.bas, dòng 23",
        "Mã nguồn của phần bổ sung còn 2 chỗ sai nên chưa dựng được; chỗ đầu tiên",
    ]
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a machine that is Windows")
def test_elsewhere_than_on_windows_installing_is_refused_in_one_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for command in ("install", "uninstall"):
        assert main(["addin", command]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.splitlines() == [
            "Chỉ cài, gỡ phần bổ sung của Excel được trên máy Windows;"
            " ở máy này có thể dựng tệp bằng lệnh “mtqg-xl addin build”."
        ]


def test_install_and_uninstall_say_where_and_what_to_do_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    registry = FakeRegistry({"16.0": {}})
    machine = Machine(tmp_path / "AddIns", registry, lambda _path: None)
    monkeypatch.setattr("mtqg_xl.api.addin.this_machine", lambda: machine)
    place = tmp_path / "AddIns" / "mtqg.xlam"
    assert main(["addin", "install"]) == 0
    assert capsys.readouterr().err.startswith(f"Đã cài phần bổ sung vào “{place}”. Xin đóng hẳn Excel")
    assert place.exists()
    started = place.with_name("mtqg_chuong_trinh.txt").read_text("utf-16").splitlines()
    assert started == [sys.executable, "-m mtqg_xl"], (
        "no other Python of the machine needs to have the package"
    )
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert main(["addin", "install"]) == 0
    started = place.with_name("mtqg_chuong_trinh.txt").read_text("utf-16").splitlines()
    assert started == [sys.executable, ""], "a program of one folder is no Python"
    capsys.readouterr()
    assert main(["addin", "uninstall"]) == 0
    assert capsys.readouterr().err == "Đã gỡ phần bổ sung. Xin đóng hẳn Excel rồi mở lại.\n"
    assert main(["addin", "uninstall"]) == 0
    assert capsys.readouterr().err.startswith("Phần bổ sung chưa được cài")
    assert registry.kept == {"16.0": {}}


def test_a_machine_without_the_users_folder_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows.sys, "platform", "win32")
    monkeypatch.delenv("APPDATA", raising=False)
    with pytest.raises(AddinProblem):
        windows.this_machine()


def test_the_command_line_does_not_load_the_builder_for_other_commands() -> None:
    code = "import sys; import mtqg_xl.cli.main; assert not [m for m in sys.modules if 'addin' in m]"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
