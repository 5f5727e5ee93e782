"""The minute says what the findings say, all of it, in the form of an administrative document."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from mtqg_xl.domain.findings import FileReport, Severity
from mtqg_xl.messages import use_language
from mtqg_xl.reports.minutes import minutes
from tests.reports.minutes.paper import DAY, W, ids_of, kon_ray, multiplied, paper, with_text
from tests.support.samples import report

HEADS = ("TT", "Mã", "Biểu", "Dòng", "Cột", "Ô (trang)", "Đang ghi", "Lẽ ra", "Chênh lệch", "Việc cần làm")
MILLIMETRE = 36000
UNREADABLE = FileReport("/nhan/hỏng.xlsx", sha256="ab" * 32, reason="Tệp “hỏng.xlsx” bị hỏng.")


# ---- the form of the document ----


def test_the_head_is_that_of_an_administrative_document() -> None:
    text = paper([kon_ray()], place="Kon Rẫy", number="12", authority="UBND tỉnh", office="Sở X").text
    lines = text.split("\n")
    assert lines[:3] == ["UBND TỈNH", "SỞ X", ""]
    assert "Số: 12/BB-……" in lines
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in lines
    assert "Độc lập - Tự do - Hạnh phúc" in lines
    assert "Kon Rẫy, ngày 05 tháng 01 năm 2024" in lines
    assert lines[lines.index("BIÊN BẢN") + 1] == "Kiểm tra số liệu báo cáo của huyện Kon Rẫy"


def test_the_paper_has_the_margins_and_the_font_that_are_prescribed() -> None:
    document = paper([kon_ray()]).document
    sizes = [
        (round(one.page_width / MILLIMETRE), round(one.page_height / MILLIMETRE)) for one in document.sections
    ]
    assert sizes == [(210, 297), (297, 210)]
    for section in document.sections:
        assert 20 <= round(section.top_margin / MILLIMETRE) <= 25
        assert 20 <= round(section.bottom_margin / MILLIMETRE) <= 25
        assert 30 <= round(section.left_margin / MILLIMETRE) <= 35
        assert 15 <= round(section.right_margin / MILLIMETRE) <= 20
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert 13 <= document.styles["Normal"].font.size.pt <= 14


def test_pages_are_numbered_above_from_the_second_on() -> None:
    upright, across = paper([kon_ray()]).document.sections
    assert upright.different_first_page_header_footer
    assert not across.different_first_page_header_footer
    assert across.header.is_linked_to_previous
    assert 'instr="PAGE"' in upright.header._element.xml


def test_what_nobody_told_is_left_to_be_written_by_hand() -> None:
    text = paper([kon_ray()]).text
    assert text.count("Ông (bà):") == 4
    assert "Số: ……/BB-……" in text
    assert "…………………, ngày 05 tháng 01 năm 2024" in text
    assert "trước ngày …… tháng …… năm ………." in text
    assert "trước ngày 20 tháng 3 năm 2024." in paper([kon_ray()], deadline=date(2024, 3, 20)).text


def test_both_sides_sign_and_copies_are_listed() -> None:
    text = paper([kon_ray()]).text
    for words in (
        "ĐẠI DIỆN BÊN ĐƯỢC KIỂM TRA",
        "ĐẠI DIỆN BÊN KIỂM TRA",
        "NGƯỜI LẬP BIÊN BẢN",
        "Nơi nhận:",
        "- Lưu: VT",
    ):
        assert words in text


# ---- what it says ----


def test_the_list_of_errors_holds_every_figure_with_its_unit() -> None:
    rows = {row[1]: row for row in paper([kon_ray()]).table(*HEADS)}
    assert list(rows) == ["F1", "F1.1", "F1.2", "F2", "F2.1", "F2.2", "F3"]
    assert rows["F1"][2:9] == [
        "Phụ lục 02",
        "1 “Chương trình MTQG xây dựng nông thôn mới”",
        "3 “Kế hoạch – Cộng”",
        "E13\n(KR02)",
        "26.884\ntriệu đồng",
        "26.844\ntriệu đồng",
        "40\ntriệu đồng",
    ]
    assert rows["F3"][6:9] == ["10,8%", "20,31%", "-9,51\nđiểm %"]
    assert rows["F1"][9].startswith("Kiểm tra chứng từ của ô E13")
    assert rows["F1.1"][9] == "Kéo theo từ F1: sửa F1 thì khớp."


def test_money_is_also_said_in_words() -> None:
    text = paper([kon_ray()]).text
    assert "lẽ ra 26.844 triệu đồng, ghi thừa 40 triệu đồng (bằng chữ: bốn mươi triệu đồng)." in text
    larger = report("cao_bang_2019-6T")
    assert "3.790 triệu đồng (bằng chữ: ba tỷ bảy trăm chín mươi triệu đồng)" in paper([larger]).text


def test_counts_are_those_of_the_report() -> None:
    file = report("bao_lam_2023-6T")
    made = paper([file])
    rows = made.table("TT", "Biểu", "Lỗi", "Cảnh báo", "Lưu ý")
    assert rows[-1][2:5] == [str(file.counts[severity]) for severity in Severity]
    assert {row[1] for row in rows if row[6] == "Phải sửa"} == {"Biểu số 02", "Biểu số 03", "Biểu số 11"}
    assert "phải sửa 3 lỗi" in made.text


def test_the_laws_of_the_findings_are_cited_once_each() -> None:
    grounds = [
        line for line in paper([report("bao_lam_2023-6T")]).text.split("\n") if line.startswith("Căn cứ ")
    ]
    cited = [line for line in grounds if line.endswith((";", "."))]
    # What is only generally understood, and no text of law, is not cited.
    assert len(set(cited)) == len(cited) == 3
    assert cited[0] == "Căn cứ Quyết định 90/QĐ-TTg ngày 18/01/2022;"


@pytest.mark.parametrize("name", ["kon_ray_2023-6T", "bao_lam_2023-6T", "cao_bang_2019-N", "cao_bang_2023-N"])
def test_every_finding_and_every_rule_not_checked_is_there(name: str) -> None:
    file = report(name)
    words = set(re.findall(r"F[\d.]*\d", paper([file]).text))
    slight = {one.id for one in file.findings if one.severity is Severity.INFO}
    assert ids_of(file) - slight <= words
    assert slight <= words
    listed = set(
        re.findall(r"[^\s,]+", " ".join(row[2] for row in paper([file]).table("Vì sao chưa kiểm tra được")))
    )
    assert {item.rule for item in file.unchecked} == listed


def test_a_report_without_errors_passes() -> None:
    text = paper([report("kon_ray_2022-N")]).text
    assert "không phát hiện lỗi" in text
    assert "Số liệu báo cáo không có lỗi" in text
    assert "Thời hạn sửa" not in text


def test_several_files_give_one_minute_with_a_summary_and_a_part_for_each() -> None:
    names = ("kon_ray_2023-6T", "bao_lam_2023-6T", "kon_ray_2022-N")
    made = paper([*map(report, names), UNREADABLE])
    rows = made.table("TT", "Đơn vị", "Lỗi")
    assert [row[1] for row in rows[:-1]] == [
        "huyện Kon Rẫy, 6 tháng đầu năm 2023",
        "huyện Bảo Lâm",
        "huyện Kon Rẫy, năm 2022",
        "hỏng.xlsx",
    ]
    assert [row[6] for row in rows[:-1]] == ["Phải sửa", "Phải sửa", "Đạt", "Không đọc được"]
    assert [line for line in made.text.split("\n") if line.startswith("Phụ lục I") and len(line) < 15] == [
        "Phụ lục I",
        "Phụ lục II",
        "Phụ lục III",
        "Phụ lục IV",
    ]
    assert "Gửi lại 1 tệp không đọc được." in made.text
    assert "Tệp “hỏng.xlsx” bị hỏng." in made.text


def test_it_can_be_had_in_english() -> None:
    use_language("en")
    try:
        text = paper([kon_ray()]).text
    finally:
        use_language("vi")
    assert "List of" not in text
    assert "FOR THE CHECKING SIDE" in text


# ---- many findings ----


@pytest.mark.parametrize("severity", [Severity.ERROR, Severity.WARNING, Severity.INFO])
def test_ten_thousand_findings_are_listed_by_rule_and_none_is_dropped(severity: Severity) -> None:
    file = multiplied(10_000, severity)
    made = paper([file])
    told = set(re.findall(r"F[\d.]*\d", made.text))
    assert ids_of(file) <= told
    if severity is Severity.ERROR:
        assert "10.000 lỗi phải sửa" in made.text
        assert "10 khoản lớn nhất trong 6.667 khoản" in made.text


def test_rows_stay_whole_and_heads_come_again_on_every_page() -> None:
    for table in paper([kon_ray()]).document.tables:
        first, *others = table.rows
        if first.cells[0].text in ("TT", "Mã", "Vì sao chưa kiểm tra được"):
            assert first._tr.find(f"{W}trPr/{W}tblHeader") is not None
        if first.cells[0].text == "TT":
            assert all(row._tr.find(f"{W}trPr/{W}cantSplit") is not None for row in others)


# ---- bytes ----


def test_the_same_findings_give_the_same_bytes_without_the_hour_of_writing() -> None:
    made = minutes([kon_ray()], day=DAY)
    assert minutes([kon_ray()], day=DAY) == made
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert {info.date_time for info in package.infolist()} == {(2024, 1, 5, 0, 0, 0)}
    properties = paper([kon_ray()]).document.core_properties
    assert (properties.author, properties.last_modified_by) == ("", "")
    assert properties.created.date() == properties.modified.date() == DAY


INJECTED = (
    "<w:t>x</w:t><script>alert(1)</script>",
    "]]></w:t></w:r><w:r>",
    "&amp;&lt;&#x41;",
    '=HYPERLINK("http://x")',
    "a\u202egnp.exe\u200b\u2066",
    "dòng\x07\x1b[31m\x00đỏ\ud800",
    "<!--across--><!--upright-->",
    "\tcột\nhai",
)


@pytest.mark.parametrize("text", INJECTED)
def test_no_text_of_a_workbook_becomes_markup_or_a_sign_that_is_not_seen(text: str) -> None:
    made, plain = paper([with_text(text)]), paper([kon_ray()])
    body, usual = made.document.element.body, plain.document.element.body
    tags = {item.tag for item in body.iter()}
    assert tags <= {item.tag for item in usual.iter()}
    assert len(made.document.tables) == len(plain.document.tables)
    assert not set(made.text) & set("\u202e\u200b\u2066\x07\x1b\x00")
    if "script" in text:
        assert "<script>alert(1)</script>" in made.text
    relations = made.part("word/_rels/document.xml.rels")
    assert not [item for item in relations if item.get("TargetMode") == "External"]


def test_folders_of_files_are_nobodys_business() -> None:
    text = paper([replace(kon_ray(), path="C:\\Users\\lan\\nhận\\kon_ray.xlsx")]).text
    assert "kon_ray.xlsx" in text
    assert "lan" not in re.findall(r"\w+", text)
