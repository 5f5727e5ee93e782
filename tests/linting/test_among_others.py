"""A form file among others: names, dates, forms already known, rules between forms."""

from __future__ import annotations

from pathlib import Path

from mtqg_xl.linting import FileNotes, Note, Weight, lint_file
from tests.linting.support import GOOD, catalogue_files, line_with, looked_through


def notes(found: FileNotes, code: str) -> list[Note]:
    return [note for note in found.notes if note.code == code]


def test_two_files_of_one_form_may_not_be_in_force_together(tmp_path: Path) -> None:
    (tmp_path / "TH01@2024.yaml").write_text(GOOD.replace("2022-01-01", "2024-01-01"), encoding="utf-8")
    (note,) = notes(looked_through(tmp_path, GOOD), "overlap")
    assert (note.line, note.weight) == (line_with(GOOD, "valid:"), Weight.ERROR)
    assert "TH01@2024.yaml" in note.text


def test_files_of_one_form_may_follow_each_other(tmp_path: Path) -> None:
    later = GOOD.replace("from: 2022-01-01", "from: 2027-01-01").replace(
        "until: 2026-12-31", "until: 2030-12-31"
    )
    (tmp_path / "TH01@2027.yaml").write_text(later, encoding="utf-8")
    assert notes(looked_through(tmp_path, GOOD), "overlap") == []


def test_files_looked_through_together_are_compared_wherever_they_are(tmp_path: Path) -> None:
    places = [tmp_path / folder / "TH01.yaml" for folder in ("a", "b")]
    for place in places:
        place.parent.mkdir()
        place.write_text(GOOD, encoding="utf-8")
    assert notes(lint_file(places[0], prove=False), "overlap") == []
    assert notes(lint_file(places[0], places, prove=False), "overlap")


def test_a_form_already_known_is_told_to_be_replaced(tmp_path: Path) -> None:
    file = next(path for path in catalogue_files() if path.stem == "KR02")
    assert notes(lint_file(file, prove=False), "replaces") == []
    copied = looked_through(tmp_path, file.read_text(encoding="utf-8"), file.name)
    assert [note.weight for note in notes(copied, "replaces")] == [Weight.NOTE]


def test_rules_between_forms_must_find_what_they_ask_for(tmp_path: Path) -> None:
    file = next(path for path in catalogue_files() if path.stem == "BM11")
    text = file.read_text(encoding="utf-8").replace("{key: T,", "{key: TC,")
    (note,) = notes(looked_through(tmp_path, text, file.name), "asked_for_rows")
    assert (note.line, note.weight) == (line_with(text, "{key: TC,"), Weight.ERROR)
    assert "“T”" in note.text


def test_a_broken_neighbour_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "hong.yaml").write_text("code: TH01\nx: [", encoding="utf-8")
    (tmp_path / "la.yaml").write_bytes(b"\x00\x01")
    assert looked_through(tmp_path, GOOD).notes == ()
