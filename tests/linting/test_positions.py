"""Where things stand in a form file."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtqg_xl.linting.notes import UnusableFile
from mtqg_xl.linting.positions import Source
from mtqg_xl.linting.slips import Slip
from tests.linting.support import GOOD, catalogue_files, line_with


def test_everything_has_the_line_it_stands_on() -> None:
    source = Source(GOOD)
    assert source.line("code") == 2
    assert source.line("columns", 1, "title") == line_with(GOOD, "Giải ngân")
    assert source.line("rows", 2) == line_with(GOOD, "key: GV")


def test_what_is_not_there_has_the_line_of_what_is_around_it() -> None:
    source = Source(GOOD)
    assert source.line("columns", 1, "width") == source.line("columns", 1)
    assert source.line("columns", 99, "width") == source.line("columns")
    assert source.line("nothing") == 1


def test_a_key_has_the_line_of_its_name_not_of_its_value() -> None:
    assert Source("a: 1\nb:\n\n  - c\n").line("b") == 2


@pytest.mark.parametrize("path", catalogue_files(), ids=lambda path: path.stem)
def test_the_text_is_read_as_the_catalogue_reads_it(path: Path) -> None:
    import yaml

    text = path.read_text(encoding="utf-8")
    assert Source(text).data == yaml.load(text, Loader=yaml.BaseLoader)


def test_comments_are_found_but_not_signs_inside_texts() -> None:
    text = '# đầu\na: "x # không phải"\nb: 1 # HỎI: hai\nc: d#e\n'
    assert list(Source(text).comments()) == [(1, "đầu"), (3, "HỎI: hai")]


def test_a_text_that_goes_round_in_circles_is_refused() -> None:
    with pytest.raises(Slip):
        Source("a: &x\n  b: *x\n")


def test_a_text_nested_without_end_is_refused() -> None:
    with pytest.raises(Slip):
        Source("[" * 60 + "]" * 60)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "lint.file_empty"),
        (b"  \n", "lint.file_empty"),
        (b"\x00\x01", "lint.file_not_text"),
        ("số liệu".encode("utf-16-le"), "lint.file_not_text"),
        (b"\xff\xfe\xfd", "lint.file_not_utf8"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(content)
    with pytest.raises(UnusableFile) as refusal:
        Source.of_file(file)
    assert refusal.value.code == code
    assert str(file) in str(refusal.value)


def test_a_file_that_is_not_there_or_a_folder_is_refused(tmp_path: Path) -> None:
    for place, code in ((tmp_path / "khong_co.yaml", "lint.file_missing"), (tmp_path, "lint.file_no_file")):
        with pytest.raises(UnusableFile) as refusal:
            Source.of_file(place)
        assert refusal.value.code == code


def test_a_mark_at_the_head_of_the_file_is_no_part_of_it(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"\xef\xbb\xbfcode: A\n")
    assert Source.of_file(file).data == {"code": "A"}
