"""The index of all forms, by programme, with the sets they are handed in as."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mtqg_xl.catalogue import form_sets
from mtqg_xl.catalogue.register import validity
from mtqg_xl.domain.forms import Mark
from mtqg_xl.messages import say
from pages.layouts import Layout, layout_of, layouts
from pages.markdown import table
from pages.wording import MARKS, levels, mark, periods, span, terms, titled

_INTRO: Final = """\
# Các biểu phần mềm đã biết

<!-- Trang này do docs/make_forms_pages.py lập từ danh mục biểu; không sửa tay. -->

{forms} biểu, {layouts} bố cục (biểu thay đổi theo văn bản thì mỗi thời gian có một bố cục).
Bấm vào mã biểu để xem trang riêng: nộp cho ai, hình biểu, các cột, các dòng, các quy tắc kiểm tra,
và ô nào sai thì tìm được. Mọi quy tắc gộp một chỗ ở [sổ quy tắc](quy_tac.md).
Biểu phần mềm chưa biết thì [nhập từ tệp Excel có thật](nhap_bieu_moi.md).
"""
_HEADS: Final = ("Mã", "Biểu", "Mức độ", "Cấp lập biểu", "Kỳ báo cáo", "Áp dụng")
_SET_HEADS: Final = ("Tên bộ", "Nội dung", "Các biểu", "Kỳ báo cáo", "Tệp trống")
_EXAMPLE: Final = 'mtqg-xl template --set {name} --unit "huyện Bảo Lâm" --period 2024-6T -o bo_bieu.xlsx'


def index_page() -> str:
    """The whole page as Markdown."""
    return "\n".join(_lines()).rstrip("\n") + "\n"


def _lines() -> Iterator[str]:
    codes = {layout.form.code for layout in layouts()}
    yield from _INTRO.format(forms=len(codes), layouts=len(layouts())).splitlines()
    yield ""
    for programme in dict.fromkeys(layout.form.programme for layout in layouts()):
        yield f"## {programme}"
        yield ""
        chosen = [layout for layout in layouts() if layout.form.programme == programme]
        yield from table(_HEADS, map(_entry, chosen))
        yield ""
    yield "## Bộ biểu"
    yield ""
    yield "Các biểu một đơn vị nộp cùng nhau, lập vào một tệp."
    yield "Ô lặp lại số của biểu khác là công thức nối sang biểu đó."
    yield ""
    sets = form_sets().values()
    yield from table(
        _SET_HEADS,
        (
            (
                f"`{found.name}`",
                found.title,
                ", ".join(_link(layout_of(code)) for code in found.forms),
                ", ".join(say(f"period.{kind.value}") for kind in found.periods),
                f"[bo_{found.name}.xlsx](../workbook_templates/bo_{found.name}.xlsx)",
            )
            for found in sets
        ),
    )
    yield ""
    yield "```console"
    yield _EXAMPLE.format(name=next(iter(form_sets())))
    yield "```"
    yield ""
    yield "## Mức độ giống biểu gốc"
    yield ""
    kept = {layout.form.mark for layout in layouts()}
    yield from (f"- **{say(f'mark.{known.value}')}**: {MARKS[known]}" for known in Mark if known in kept)
    if Mark.OFFICIAL not in kept:
        yield ""
        yield "Không biểu nào ở đây là mẫu do cơ quan nhà nước ban hành."
    yield ""
    yield "## Từ ngữ thay đổi theo thời gian"
    yield ""
    yield "Biểu in từ ngữ đang có hiệu lực ở kỳ báo cáo."
    yield ""
    yield from table(("Từ ngữ", "Áp dụng", "Căn cứ"), _wordings())


def _entry(layout: Layout) -> tuple[str, ...]:
    form = layout.form
    title = f"{form.number}: {titled(form)}"
    return _link(layout), title, mark(form), levels(form), periods(form), span(form.validity)


def _link(layout: Layout) -> str:
    return f"[{layout.form.code}](bieu_mau/{layout.page.name})"


def _wordings() -> Iterator[tuple[str, ...]]:
    for texts in terms().values():
        for text in texts:
            yield text.text, span(validity(text.valid)), text.law
