"""The recipe for a Windows without network: what is asked for, and where the embedded Python looks."""

from pathlib import Path

import engine_folder
import pytest

from tests.docs.pages import ROOT


def test_what_only_windows_needs_is_named_and_no_marker_is_left() -> None:
    wanted = engine_folder.requirements((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = {line.split(">")[0].split("=")[0] for line in wanted}
    assert {"xlwings", "pywin32", "tzdata", "colorama", "pandas", "highspy"} <= names
    assert not any(";" in line for line in wanted)


def test_the_embedded_python_looks_into_its_own_folder_only(tmp_path: Path) -> None:
    (tmp_path / "python311._pth").write_text("python311.zip\n.\n#import site\n", encoding="ascii")
    engine_folder.set_search_path(tmp_path)
    assert (tmp_path / "python311._pth").read_text(encoding="ascii").splitlines() == [
        "python311.zip",
        ".",
        "Lib/site-packages",
        "import site",
    ]


def test_an_engine_that_is_there_is_not_mixed_with_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "python").mkdir()
    with pytest.raises(SystemExit, match="is there already"):
        engine_folder.make_python(tmp_path / "embed.zip", tmp_path, tmp_path)
