"""The page of one layout of one form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from mtqg_xl.catalogue import form_sets
from mtqg_xl.catalogue.vocabulary import terms_on
from mtqg_xl.domain.forms import Filing, Form
from mtqg_xl.domain.periods import Period, PeriodKind
from mtqg_xl.proving.rulebook.registry import RuleKind, registry
from pages.finding import finding
from pages.layouts import Layout
from pages.markdown import facts, table
from pages.presets import filled_in
from pages.rules import own_rules, rules_with_others
from pages.structure import tables
from pages.wording import MARKS, levels, mark, periods, span, titled, wordings_used

_NOTE: Final = "<!-- Trang này do docs/make_forms_pages.py lập từ danh mục biểu; không sửa tay. -->"
_FILING_HEADS: Final = ("Ai nộp", "Nộp cho", "Thời hạn", "Ghi chú")
#: Years tried for the example, those first that an office would type today.
_YEARS: Final = (2024, 2019, 2026)
_KINDS: Final = (PeriodKind.HALF_YEAR, PeriodKind.YEAR, PeriodKind.PLAN, PeriodKind.MONTH)
_JUNE: Final = 6


def form_page(layout: Layout) -> str:
    """The whole page as Markdown."""
    return "\n".join(_lines(layout)).rstrip("\n") + "\n"


def heading(layout: Layout) -> str:
    """Code and number; of a form with several layouts also the days of this one."""
    form = layout.form
    times = f" ({span(form.validity)})" if layout.others else ""
    return f"{form.code} – {form.number}{times}"


def _lines(layout: Layout) -> Iterator[str]:
    form = layout.form
    entries = [entry for entry in registry() if entry.form is form]
    crossing = [entry for entry in registry() if entry.kind is RuleKind.CROSS]
    yield f"# {heading(layout)}"
    yield ""
    yield _NOTE
    yield ""
    yield f"**{titled(form)}**"
    yield ""
    yield from facts(_facts(layout))
    yield ""
    yield from _filing(form)
    yield from _picture(layout)
    yield from tables(form, entries)
    yield from filled_in(form)
    yield from own_rules(form, entries)
    yield from rules_with_others(form, crossing)
    yield from finding(form)
    yield "[Danh mục biểu](../bieu_mau.md) · [Sổ quy tắc](../quy_tac.md) · [Hướng dẫn](../huong_dan.md)"


def _facts(layout: Layout) -> Iterator[tuple[str, str]]:
    form = layout.form
    sets = (f"`{found.name}` ({found.title})" for found in form_sets().values() if form.code in found.forms)
    others = (f"[{span(other.form.validity)}]({other.page.name})" for other in layout.others)
    yield "Chương trình", form.programme
    yield "Mức độ", f"**{mark(form)}** – {MARKS[form.mark]}"
    yield "Văn bản ban hành mẫu", form.issued_with
    yield "Nguồn của mẫu", form.source
    yield "Căn cứ", _laws(form)
    yield "Cấp lập biểu", levels(form)
    yield "Kỳ báo cáo", periods(form)
    yield "Áp dụng", span(form.validity) or "mọi kỳ"
    yield "Bố cục ở thời gian khác", "; ".join(others)
    yield "Thuộc bộ biểu", "; ".join(sets)
    yield "Biểu mẫu trống", f"[{layout.workbook.name}](../../workbook_templates/{layout.workbook.name})"


def _laws(form: Form) -> str:
    told = ((law, span(times, form.validity)) for law, times in form.laws if law)
    return "; ".join(f"{law} ({times})" if times else law for law, times in told)


def _filing(form: Form) -> Iterator[str]:
    yield "## Lập biểu và nộp"
    yield ""
    period = example_period(form)
    if form.filing:
        known = terms_on(period.day)
        rows = [
            (_worded(entry.by, known), _worded(entry.to, known), _deadline(entry), entry.note)
            for entry in form.filing
        ]
        yield from table(_FILING_HEADS, rows)
        yield ""
        texts = [text for entry in form.filing for text in (entry.by, entry.to)]
        changed = list(wordings_used(texts, form.validity))
        if changed:
            yield "Tên cơ quan thay đổi theo thời gian:"
            yield ""
            yield from (f"- {text}" for text in changed)
            yield ""
    level = "" if "huyen" in form.levels else f" --level {form.levels[0]}"
    yield "Lập biểu mẫu trống bằng lệnh (thêm `--unit` để ghi sẵn tên đơn vị):"
    yield ""
    yield "```console"
    yield f"mtqg-xl template {form.code} --period {period}{level} -o {form.code.lower()}.xlsx"
    yield "```"
    yield ""


def _worded(text: str, known: Mapping[str, str]) -> str:
    return re.sub(r"\{([a-z_]+)\}", lambda found: known.get(found[1], found[0]), text)


def _deadline(entry: Filing) -> str:
    if entry.day is not None:
        return f"ngày {entry.day} hằng {entry.every}" if entry.every else f"ngày {entry.day}"
    return f"báo cáo {entry.every}" if entry.every else ""


def example_period(form: Form) -> Period:
    """A period for which ``form`` is made out."""
    found = (
        Period(year, kind, _JUNE if kind is PeriodKind.MONTH else None) for year in _YEARS for kind in _KINDS
    )
    return next(p for p in found if p.kind.value in form.periods and form.validity.holds(p.day))


def _picture(layout: Layout) -> Iterator[str]:
    yield "## Hình biểu mẫu"
    yield ""
    yield "Ô vàng để nhập, ô trắng có sẵn công thức, ô xám không dùng."
    yield ""
    yield f"![{layout.form.number} để trống](../anh/bieu_mau/{layout.picture.name})"
    yield ""
