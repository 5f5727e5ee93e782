"""Good form files spoilt at random: nothing crashes, and what matters is told near its place."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from mtqg_xl.linting import FileNotes
from mtqg_xl.linting.positions import Source
from mtqg_xl.linting.slips import Slip
from tests.linting.support import catalogue_files, looked_through

pytestmark = pytest.mark.thorough

NEAR = 2
#: Keys without which a form cannot do, or is told to lack something.
NEEDED = ("code", "title", "key", "label", "id", "rule", "why", "todo")
TOP = (
    "number",
    "title",
    "programme",
    "mark",
    "law",
    "levels",
    "periods",
    "measure",
    "stub",
    "columns",
    "rows",
)
FILES = sorted(catalogue_files())
often = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def spoilt(path: Path, lines: list[str]) -> FileNotes:
    with TemporaryDirectory() as folder:
        return looked_through(Path(folder), "".join(lines), path.name)


def means_the_same(path: Path, lines: list[str]) -> bool:
    try:
        return bool(Source("".join(lines)).data == Source(text_of(path)).data)
    except Slip:
        return False


def told_near(found: FileNotes, line: int) -> bool:
    return any(abs(note.line - line) <= NEAR for note in found.notes)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_files_of_the_catalogue_have_nothing_to_put_right(path: Path) -> None:
    found = spoilt(path, [text_of(path)])
    assert [(note.line, note.text) for note in found.notes if note.weight == "error"] == []


@often
@given(st.sampled_from(FILES), st.randoms(use_true_random=False))
def test_a_key_taken_out_of_an_entry_is_told_near_by(path: Path, rng: Random) -> None:
    lines = text_of(path).splitlines(keepends=True)
    places = [
        (number, match)
        for number, line in enumerate(lines)
        if re.match(r"\s+- \{", line) and "use:" not in line
        for key in NEEDED
        for match in re.finditer(rf'(?<=[{{ ]){key}: ("[^"]*"|[^,}}\[]*)(, )?', line)
    ]
    assume(places)
    number, match = rng.choice(places)
    line = lines[number]
    lines[number] = line[: match.start()] + line[match.end() :]
    assume(matters(lines[number], match[0]) and not means_the_same(path, lines))
    assert told_near(spoilt(path, lines), number + 1), lines[number]


def matters(line: str, gone: str) -> bool:
    """Some entries may do without: reasons of rules that define, labels of rows spread over units."""
    if gone.startswith(("why", "todo")):
        return "defines: true" not in line
    if gone.startswith("label"):
        return "each:" not in line and "kind: count" not in line
    if gone.startswith("title"):
        return "code:" in line and "use:" not in line
    return True


@often
@given(st.sampled_from(FILES), st.sampled_from(TOP))
def test_a_key_of_the_form_taken_out_is_told_near_by(path: Path, key: str) -> None:
    lines = text_of(path).splitlines(keepends=True)
    at = [number for number, line in enumerate(lines) if line.startswith(f"{key}:")]
    assume(at)
    (number,) = at
    del lines[number]
    assert told_near(spoilt(path, lines), number + 1)


@often
@given(st.sampled_from(FILES), st.integers(0, 10_000), st.sampled_from([-2, -1, 1, 2, 3]))
def test_an_indent_broken_is_told_near_by(path: Path, at: int, by: int) -> None:
    lines = text_of(path).splitlines(keepends=True)
    number = at % len(lines)
    line = lines[number]
    assume(line.strip() and not line.lstrip().startswith("#"))
    indent = len(line) - len(line.lstrip())
    assume(indent + by >= 0)
    lines[number] = " " * (indent + by) + line.lstrip()
    assume(not means_the_same(path, lines))
    assert told_near(spoilt(path, lines), number + 1), lines[number]


@often
@given(st.sampled_from(FILES), st.randoms(use_true_random=False))
def test_a_code_that_nobody_has_is_told_where_it_is_spoken_of(path: Path, rng: Random) -> None:
    lines = text_of(path).splitlines(keepends=True)
    places = [
        (number, match)
        for number, line in enumerate(lines)
        for match in re.finditer(r'(?:sum|rule): "?(\[?[A-Z0-9.]+)(?=[=+\-*/;<>":])', line)
        if match[1] not in ("", ".")
    ]
    assume(places)
    number, match = rng.choice(places)
    line = lines[number]
    lines[number] = line[: match.start(1)] + "[" * match[1].startswith("[") + "QQ7" + line[match.end(1) :]
    assert told_near(spoilt(path, lines), number + 1), lines[number]


@often
@given(st.sampled_from(FILES), st.randoms(use_true_random=False))
def test_a_code_given_twice_is_told_where_it_is_given_again(path: Path, rng: Random) -> None:
    lines = text_of(path).splitlines(keepends=True)
    places = [
        (number, match)
        for number, line in enumerate(lines)
        for match in re.finditer(r"^\s+- \{key: \"?([A-Za-z0-9.]+)", line)
    ]
    assume(len(places) > 1)
    (_, one), (number, other) = rng.sample(places, 2)
    assume(one[1] != other[1])
    line = lines[number]
    lines[number] = line[: other.start(1)] + one[1] + line[other.end(1) :]
    found = spoilt(path, lines)
    assert any(note.code == "row_twice" for note in found.notes)


@often
@given(st.sampled_from(FILES), st.randoms(use_true_random=False))
def test_whatever_is_done_to_a_file_nothing_crashes(path: Path, rng: Random) -> None:
    text = text_of(path)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(text))
        length = rng.choice([0, 1, 1, 3, 40])
        piece = rng.choice(["", "", " ", "\n", "{", "}", "[", '"', ":", "- ", "#", "&a ", "*a ", "\t", "x"])
        text = text[:at] + piece + text[at + length :]
    found = spoilt(path, [text])
    count = text.count("\n") + 1
    assert all(1 <= note.line <= count and note.text for note in found.notes)


def test_a_code_renamed_is_nearly_always_told_where_it_stands() -> None:
    near, far = 0, []
    for path in FILES[::3]:
        lines = text_of(path).splitlines(keepends=True)
        defined = [
            (number, match)
            for number, line in enumerate(lines)
            if (match := re.match(r'\s+- \{(?:code|key): "?([A-Za-z0-9.]+)', line))
        ]
        for number, match in defined[::5]:
            line = lines[number]
            renamed = [
                *lines[:number],
                f"{line[: match.start(1)]}QQ7{line[match.end(1) :]}",
                *lines[number + 1 :],
            ]
            found = spoilt(path, renamed)
            if told_near(found, number + 1):
                near += 1
            elif found.errors:
                far.append((path.name, number + 1))
    assert near > 30
    assert len(far) <= near // 10, far
