"""One key for all ways in which offices write one label, and different keys for different words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.catalogue import aliases
from mtqg_xl.reading.text.keys import match_key
from tests.reading.text.labels import catalogue_labels

SAME = (
    ("Ngân sách địa phương", "NSĐP", "NSDP", "Ngân sách ĐP", "ngân sách địa phương (1)", "NS địa phương:"),
    ("Ngân sách trung ương", "NSTW", "NS TW", "NGÂN SÁCH TW", "ngân sách trung ương*"),
    ("Ngân sách nhà nước", "NSNN"),
    ("Ngân sách tỉnh", "NS tỉnh"),
    ("Vốn đầu tư phát triển", "ĐTPT", "Vốn ĐTPT", "Vốn đầu tư", "Đầu tư phát triển", "Vốn vốn đầu tư"),
    ("Vốn sự nghiệp", "SN", "vốn SN", "Kinh phí thường xuyên", "Kinh phí sự nghiệp", "Sự nghiệp"),
    ("Kế hoạch năm", "KH năm", "kế hoạch  năm ;"),
    ("Thực hiện", "TH", "Thực\nhiện"),
    ("Giải ngân lũy kế", "GN luỹ kế", "Giải ngân LK"),
    ("Tỷ lệ giải ngân (%)", "Tỉ lệ giải ngân %", "TL GN (%)", "**Tỷ lệ giải ngân (%)²**"),
    ("Số lượng", "SL"),
    ("Đơn vị tính", "ĐVT", "Đơn vị tính:"),
    ("Triệu đồng", "tr.đ", "trđ", "Tr. đồng", "Triệu đ"),
    ("Dự án 1: Hỗ trợ đầu tư", "DA1 - Hỗ trợ đầu tư", "Dự án I. Hỗ trợ đầu tư", "Dự án 01: Hỗ trợ đầu tư"),
    ("Tiểu dự án 2", "TDA 2", "TDA2", "Tiểu dự án II", "Tiểu DA 2"),
    ("Quý I", "Quí 1", "QUÝ 01"),
    ("Dân tộc thiểu số", "DTTS", "dân tộc thiểu số [1]"),
    ("Kinh tế - xã hội", "KT-XH", "KTXH", "kinh tế–xã hội", "Kinh tế — xã hội"),
    ("Lao động - Thương binh và Xã hội", "LĐTBXH", "LĐ-TB&XH", "LĐTB&XH", "Lao động, Thương binh & Xã hội"),
    ("Giảm nghèo bền vững", "GNBV"),
    ("Chương trình MTQG xây dựng NTM", "CTMTQG xây dựng nông thôn mới", "CT MTQG XDNTM"),
    ("Tập huấn kỹ thuật", "tập huấn kĩ thuật"),
    ("Hòa, thủy, lũy", "Hoà, thuỷ, luỹ"),
    ("Số hộ²", "Số hộ", "Số hộ (*)", "Số hộ **", "Số hộ [2]", "Số hộ…", "Số hộ (3)", "Số hộ (4)=(3)/(1)*100"),
    ("Diện tích (m²)", "Diện tích (m2)", "diện tích m²"),
    ("STT", "TT", "Số TT", "Số thứ tự"),
    ("Số <sup>(1)</sup> hộ", "#### **Số hộ**", "Số&nbsp;hộ".replace("&nbsp;", "\u00a0"), "_Số hộ_"),
)  # fmt: skip

APART = (
    ("Hộ nghèo", "Hộ cận nghèo"),
    ("Ngân sách tỉnh", "Ngân sách huyện"),
    ("NSTW", "NSĐP"),
    ("Tổng cộng", "Tổng số"),
    ("Tổng cộng", "Cộng"),
    ("Kế hoạch", "Thực hiện"),
    ("Số hộ", "Tỷ lệ hộ (%)"),
    ("Tỷ lệ", "Tỷ lệ (%)"),
    ("Dự án 1", "Dự án 2"),
    ("Dự án 1", "Tiểu dự án 1"),
    ("Năm 2023", "Năm 2022"),
    ("Đạt 1,5", "Đạt 15"),
    ("Diện tích (m²)", "Diện tích (km²)"),
    ("Diện tích (m²)", "Diện tích (m³)"),
    ("Vốn đầu tư", "Tổng mức đầu tư"),
    ("Đầu tư", "Duy tu"),
)


@pytest.mark.parametrize("ways", SAME, ids=lambda ways: ways[0])
def test_all_ways_to_write_a_label_have_one_key(ways: tuple[str, ...]) -> None:
    assert {match_key(way) for way in ways} == {match_key(ways[0])}


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_labels_have_different_keys(one: str, other: str) -> None:
    assert match_key(one) != match_key(other)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", ""),
        ("   ", ""),
        ("…", "…"),
        ("-", "-"),
        ("(1)", "1"),
        ("A", "a"),
        ("Số hộ nghèo", "so ho ngheo"),
        ("DA phát triển", "da phat trien"),
        ("NS&VSMT", "ns va ve sinh moi truong"),
        ("TT Bảo Lạc", "tt bao lac"),
        ("I. Dự án", "i du an"),
    ],
)
def test_keys_are_plain_words(text: str, key: str) -> None:
    assert match_key(text) == key


def typed(label: str) -> tuple[str, ...]:
    """The ways in which one label is typed by different hands."""
    return (
        label.upper(),
        unicodedata.normalize("NFD", label),
        f"  {label.replace(' ', '  ')} :",
        label.replace(" ", "\u00a0") + " (1)",
        f"**{label}**",
        f"\ufeff{label}\u200b",
        label.replace("-", " – "),
        label.replace("và", "&"),
        label.replace(", ", " , ").replace("(", " ( ").replace(")", " )"),
    )


def test_a_label_of_the_catalogue_keeps_its_key_however_it_is_typed() -> None:
    for label in catalogue_labels():
        key = match_key(label)
        assert [way for way in typed(label) if match_key(way) != key] == []


def test_the_key_of_a_key_is_itself() -> None:
    for label in catalogue_labels():
        assert match_key(match_key(label)) == match_key(label)


@given(st.text())
def test_any_text_has_a_key(text: str) -> None:
    key = match_key(text)
    assert key == " ".join(key.split())


@pytest.mark.parametrize("sign", [".", " ", "(", ":", "a", "1", "<", "[1]", "*", "\u0301", "\u0430"])
def test_a_cell_full_of_signs_takes_no_long_time(sign: str) -> None:
    long = sign * 30_000 + "x)"
    assert isinstance(match_key(long), str)


def test_what_a_short_form_means_is_not_a_short_form_of_something_else() -> None:
    for alias in aliases():
        assert match_key(alias.means) == match_key(match_key(alias.means)), alias.means
        if not alias.before:
            assert {match_key(short) for short in (*alias.also, *alias.alone)} == {match_key(alias.means)}
