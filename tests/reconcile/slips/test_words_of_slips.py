from __future__ import annotations

from collections.abc import Iterator

import pytest

from mtqg_xl.domain.findings import Slip
from mtqg_xl.messages import current_language, known_codes, use_language
from mtqg_xl.reconcile.slips import CODES, Explanation, Kind

# What the search for culprits tells of itself, having seen the cells around.
SEEN_BESIDE = [
    (Kind.BLANK, {}, "ô để trống, thiếu số"),
    (Kind.COPY, {"cell": "E9"}, "chép trùng số của ô E9"),
    (Kind.COPY_PREVIOUS, {}, "chép lại số của kỳ trước"),
    (Kind.SHIFT, {"count": "1"}, "số bị nhập lệch 1 ô"),
    (Kind.SHIFT, {"count": "1", "way": "row"}, "số bị nhập lệch 1 dòng"),
    (Kind.SHIFT, {"count": "2", "way": "column"}, "số bị nhập lệch 2 cột"),
    (Kind.EXCHANGE, {"cell": "E9"}, "ghi lẫn với ô E9"),
    (Kind.LEFT_OUT, {"cells": "E10, E12"}, "cộng thiếu ô E10, E12"),
    (Kind.DENOMINATOR, {"what": "14.770,5", "right": "7.853"}, "tính trên 14.770,5 thay cho 7.853"),
    (Kind.NONE, {}, ""),
]


@pytest.fixture(autouse=True)
def _language_kept() -> Iterator[None]:
    before = current_language()
    use_language("vi")
    yield
    use_language(before)


@pytest.mark.parametrize(("kind", "values", "words"), SEEN_BESIDE)
def test_slips_seen_beside_other_cells_have_their_words(
    kind: Kind, values: dict[str, str], words: str
) -> None:
    assert Explanation(kind, -1.0, values).words() == words


def test_words_are_in_the_language_in_force_when_they_are_said() -> None:
    found = Explanation(Kind.REPLACE, -1.0, {"typed": "8", "meant": "4"})
    use_language("en")
    assert found.words() == "8 typed for 4"
    use_language("vi")
    assert found.words() == "gõ 8 thay cho 4"


def test_every_kind_but_none_has_a_text() -> None:
    assert {f"slip.{kind}" for kind in Kind if kind is not Kind.NONE} <= known_codes()


def test_every_kind_has_a_code_of_the_contract() -> None:
    assert set(CODES) == set(Kind)
    by_code = {code: {kind for kind in Kind if CODES[kind] is code} for code in Slip}
    assert by_code[Slip.UNIT] == {Kind.UNIT, Kind.DECIMAL}
    assert by_code[Slip.SHIFT] == {Kind.SHIFT, Kind.COPY, Kind.COPY_PREVIOUS, Kind.EXCHANGE}
    assert by_code[Slip.NONE] == {Kind.NONE, Kind.LEFT_OUT, Kind.DENOMINATOR}
    for code in set(Slip) - {Slip.UNIT, Slip.SHIFT, Slip.NONE}:
        assert by_code[code] == {Kind(code.value)}
