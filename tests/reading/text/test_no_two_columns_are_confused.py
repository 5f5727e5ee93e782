"""Over the whole catalogue: keys merge nothing that stands apart, and likeness finds slips of typing only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from random import Random

import pytest

from mtqg_xl.domain.units import fold
from mtqg_xl.reading.text.keys import match_key
from mtqg_xl.reading.text.likeness import ALIKE, one_slip, similarity
from tests.reading.text.labels import catalogue_labels, column_paths, row_labels

#: No two labels that mean different things may come nearer than this, so that something is left below ALIKE.
FAR = 0.6


def plain(text: str) -> str:
    """A text without marks, case and blanks at its signs."""
    return " ".join(
        "".join(letter if letter.isalnum() or letter in "%+" else " " for letter in fold(text)).split()
    )


def test_no_two_columns_of_a_table_have_one_key() -> None:
    for paths in column_paths():
        words = {" ".join(map(plain, path)) for path in paths}
        assert len({tuple(map(match_key, path)) for path in paths}) == len(paths)
        assert len({match_key(" ".join(path)) for path in paths}) == len(words)


def test_no_two_rows_of_a_table_have_one_key() -> None:
    for labels in row_labels():
        assert len({match_key(label) for label in labels}) == len({plain(label) for label in labels})


def _different(groups: Iterable[frozenset[str]]) -> Iterator[tuple[str, str]]:
    keys = {frozenset(map(match_key, group)) for group in groups}
    return (pair for group in keys for pair in combinations(sorted(group), 2))


def test_no_two_columns_are_alike() -> None:
    whole = (frozenset(" ".join(path) for path in paths) for paths in column_paths())
    single = (frozenset(text for path in paths for text in path) for paths in column_paths())
    near = {
        pair: likeness
        for pair in (*_different(whole), *_different(single))
        if (likeness := similarity(*pair)) > FAR
    }
    assert near == {}


def test_no_two_rows_are_alike() -> None:
    near = {pair: likeness for pair in _different(row_labels()) if (likeness := similarity(*pair)) > FAR}
    assert near == {}


def _misspelled(label: str, chance: Random) -> str | None:
    """``label`` with one slip in one of its longer words."""
    words = label.split()
    places = [
        at for at, word in enumerate(words) if word.isalpha() and len(fold(word)) >= 5 and not word.isupper()
    ]
    if not places:
        return None
    at = chance.choice(places)
    word, cut = words[at], chance.randrange(1, len(words[at]) - 1)
    slips = (
        word[:cut] + word[cut + 1 :],
        word[:cut] + word[cut] + word[cut:],
        word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :],
        word[:cut] + chance.choice("aeiounhtc") + word[cut + 1 :],
    )
    words[at] = chance.choice(slips)
    return " ".join(words)


def test_slips_of_typing_are_mostly_seen_as_such() -> None:
    chance = Random(5)
    tried = [(label, _misspelled(label, chance)) for label in catalogue_labels() for _ in range(5)]
    slips = [(label, typed) for label, typed in tried if typed and match_key(typed) != match_key(label)]
    found = [pair for pair in slips if similarity(*pair) >= ALIKE]
    assert len(slips) > 1000
    assert len(found) > 0.9 * len(slips)


@pytest.mark.parametrize(
    ("label", "typed"),
    [
        ("Ngân sách trung ương", "Ngân sách trung ưong"),
        ("Kế hoạch vốn", "Kế hoach vốn"),
        ("Vốn đầu tư phát triển", "Vốn đầu tư phát trển"),
        ("Tổng số hộ nghèo", "Tổng số hộ ngheo"),
        ("Tổng số hộ nghèo", "Tổng sốhộ nghèo"),
        ("Số hộ nghèo của các xã đặc biệt khó khăn", "Số hộ nghèo các xã đặc bệt khó khăn"),
        ("Giao thông", "Giao thôgn"),
        ("Tiểu dự án 1: Giảm nghèo về thông tin", "Tiểu dự án 1: Giảm nghèo vê thng tin"),
    ],
)
def test_a_label_badly_typed_is_alike(label: str, typed: str) -> None:
    assert similarity(label, typed) >= ALIKE
    assert similarity(typed, label) == similarity(label, typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Số hộ nghèo", "Số hộ cận nghèo"),
        ("Ngân sách trung ương giao trong năm 2023", "Ngân sách địa phương giao trong năm 2023"),
        ("Ngân sách cấp tỉnh", "Ngân sách cấp huyện"),
        ("Kế hoạch giao năm nay", "Thực hiện giao năm nay"),
        ("Tổng số hộ dân cư đầu năm", "Tổng số hộ dân cư cuối năm"),
        ("Số hộ được hỗ trợ nhà ở trên địa bàn huyện", "Tỷ lệ hộ được hỗ trợ nhà ở trên địa bàn huyện"),
        ("Số hộ đã được hỗ trợ về nhà ở", "Số hộ chưa được hỗ trợ về nhà ở"),
        ("Số xã đạt 18 tiêu chí nông thôn mới", "Số xã đạt 19 tiêu chí nông thôn mới"),
        ("Dự án 1: Hỗ trợ đầu tư phát triển", "Dự án 2: Hỗ trợ đầu tư phát triển"),
        ("Vốn đầu tư năm trước kéo dài sang", "Vốn sự nghiệp năm trước kéo dài sang"),
        ("NSTW", "NSTX"),
        ("Hộ Mông", "Hộ Mường"),
        ("Ngân sách tỉnh", "Ngân sách"),
        ("Tăng so với năm trước", "Giảm so với năm trước"),
        ("Tổng số", ""),
        ("", "Tổng số"),
        ("2023", "2 0 2 3"),
        ("Điểm 1 2", "Điểm 12"),
    ],
)
def test_labels_that_tell_things_apart_are_not_alike(one: str, other: str) -> None:
    assert similarity(one, other) < 0.5
    assert similarity(other, one) == similarity(one, other)


def test_a_letter_less_that_leaves_a_short_word_needs_much_else_alike() -> None:
    assert similarity("Số công", "Số con") < ALIKE
    assert similarity("Số công lao động công ích của hộ", "Số con lao động công ích của hộ") >= ALIKE


@pytest.mark.parametrize("label", ["", "Tổng số", "…", "1"])
def test_a_label_is_one_with_itself(label: str) -> None:
    assert similarity(label, f" {label} ") == 1.0


@pytest.mark.parametrize(
    ("one", "other", "is_slip"),
    [
        ("nghèo", "nghèo", True),
        ("nghèo", "nghè", True),
        ("nghèo", "gnhèo", True),
        ("nghèo", "nghèoo", True),
        ("nghèo", "nghoè", True),
        ("nghèo", "ngheo", True),
        ("nghèo", "nghe", False),
        ("nghèo", "ghnèo", False),
        ("nghèo", "hnegoè", False),
        ("", "ab", False),
    ],
)
def test_one_slip_is_one_letter_or_two_swapped(one: str, other: str, is_slip: bool) -> None:
    assert one_slip(one, other) is is_slip
    assert one_slip(other, one) is is_slip
