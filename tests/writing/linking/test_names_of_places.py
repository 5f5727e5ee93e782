"""How places of other workbooks are written in formulas and links."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtqg_xl.writing.linking import targets


def test_a_sheet_that_no_formula_can_name_is_told_apart() -> None:
    assert all(map(targets.can_be_quoted, ("BM16", "Biểu 'mới' số 2", "a!b", "x" * 31)))
    refused = ("", "'BM16", "BM16'", "a[1]", "a:b", "a/b", "a\\b", "a?", "a*", "a\tb", "x" * 32)
    assert not any(map(targets.can_be_quoted, refused))


def test_a_cell_is_named_for_good() -> None:
    assert targets.reference(12, "Biểu 'mới'", "AB7") == "'[12]Biểu ''mới'''!$AB$7"


def test_a_place_is_seen_from_the_folder_of_the_total(tmp_path: Path) -> None:
    seen = {"a.xlsx": "a.xlsx", "huyện/b c.xlsx": "huyện/b%20c.xlsx", "../d#.xlsx": "../d%23.xlsx"}
    for file, target in seen.items():
        assert targets.target_of(tmp_path, str(tmp_path / file)) == target
    for file in ("a[1].xlsx", "[x]/a.xlsx", "a:b.xlsx", "a|b.xlsx", "a?.xlsx"):
        assert targets.target_of(tmp_path, str(tmp_path / file)) is None, file


def test_a_place_on_another_drive_is_written_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    written = {
        "D:/số liệu/a b.xlsx": r"file:///D:\số%20liệu\a%20b.xlsx",
        "//may/chung/a.xlsx": r"file:///\\may\chung\a.xlsx",
    }
    # Only Windows has drives.
    monkeypatch.setattr(targets, "relative_to", lambda folder, file: file)
    for place, target in written.items():
        assert targets.target_of(Path("C:/tinh"), place) == target
