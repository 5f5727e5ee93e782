"""Writes ``docs/quy_tac.md``, the page of all rules, from the register of rules.

``python docs/make_rules_page.py`` writes it; ``--check`` only says whether it is out of date.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from pages.running import run

from mtqg_xl.catalogue import all_forms
from mtqg_xl.catalogue.files import folder, read
from mtqg_xl.catalogue.schema import TermText
from mtqg_xl.domain.findings import Severity
from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.validity import Validity
from mtqg_xl.proving.rulebook.registry import RuleEntry, RuleKind, registry

PAGE: Final = Path(__file__).resolve().parent / "quy_tac.md"

_INTRO: Final = """\
# Sổ quy tắc

<!-- Trang này do docs/make_rules_page.py lập từ danh mục biểu; không sửa tay. -->

Mọi quy tắc mà phần mềm biết, theo từng biểu: phép tính của biểu, quy tắc kiểm tra thêm, quy tắc giữa
các biểu, và các nguyên tắc chung. Nội dung từng biểu xem ở [danh mục biểu](bieu_mau.md). Mã quy tắc ở đây
là mã ghi trong kết quả kiểm tra.

- **Lỗi** làm tệp không hợp lệ. **Cảnh báo** và **Lưu ý** cần xem lại nhưng không làm tệp thành không hợp
  lệ. Phép tính của biểu là **Lỗi** nếu không ghi khác.
- **Sai số** “không”: số đếm (hộ, người, công trình), phải khớp tuyệt đối. “Theo chữ số in”: số in ra được
  hiểu là số đã làm tròn đến chữ số cuối; quy tắc chỉ bị coi là vi phạm khi không cách làm tròn nào làm
  cho nó đúng, và số chỉ bị cắt bớt chữ số thì ghi nhận là cắt số, không phải lỗi. “±”: mức chênh lệch
  định sẵn.
- Ở quy tắc áp dụng cho nhiều dòng, số trong phép tính là **mã cột**; ở quy tắc áp dụng cho nhiều cột, số
  trong phép tính là **số thứ tự dòng**. Phép cộng dài được viết tắt bằng dấu “…”.
- Quy tắc có văn bản riêng làm căn cứ thì ghi trong ngoặc; các quy tắc khác theo căn cứ chung của biểu.
"""
_SEVERITIES: Final = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cảnh báo", Severity.INFO: "Lưu ý"}
_CHECK_HEADS: Final = (
    "Mã",
    "Quy tắc",
    "Nơi áp dụng",
    "Mức",
    "Sai số",
    "Vì sao",
    "Việc cần làm",
    "Thời gian",
)
_PLACEHOLDER: Final = re.compile(r"\{([a-z_]+)\}")
_YEARS: Final = {
    "nam": "(năm báo cáo)",
    "nam_truoc": "(năm trước)",
    "nam_sau": "(năm sau)",
    "nam_goc": "(năm gốc)",
    "nam_ket_qua": "(năm có kết quả)",
    "ky": "(kỳ báo cáo)",
}


def pages() -> dict[Path, str]:
    """The page by its place."""
    return {PAGE: page()}


def page() -> str:
    """The whole page as Markdown."""
    entries = registry()
    lines = [*_INTRO.splitlines(), "", *_overview(entries)]
    for form in all_forms():
        own = [entry for entry in entries if entry.form is form]
        lines += ["", *_section(form, own)]
    crossing = [entry for entry in entries if entry.kind is RuleKind.CROSS]
    lines += ["", "## Quy tắc giữa các biểu và giữa các kỳ", "", *_crossing(crossing)]
    general = [entry for entry in entries if entry.kind is RuleKind.PRINCIPLE]
    lines += ["", "## Nguyên tắc chung", "", *_principles(general)]
    return "\n".join(lines) + "\n"


def _overview(entries: Sequence[RuleEntry]) -> Iterator[str]:
    yield "| Biểu | Tên biểu | Phép tính của biểu | Quy tắc kiểm tra thêm |"
    yield "| --- | --- | ---: | ---: |"
    for form in all_forms():
        own = [entry for entry in entries if entry.form is form]
        checks = sum(1 for entry in own if entry.kind is RuleKind.EDIT)
        yield _line((_heading(form), _filled(form.title), str(len(own) - checks), str(checks)))


def _section(form: Form, entries: Sequence[RuleEntry]) -> Iterator[str]:
    yield f"## {_heading(form)}"
    yield ""
    yield f"**{_filled(form.title)}**"
    yield ""
    yield f"- Căn cứ: {form.law}"
    yield f"- Nguồn của mẫu: {form.source}"
    yield f"- Áp dụng: {_span(form.validity) or 'mọi kỳ'}"
    printed = [entry for entry in entries if entry.kind is not RuleKind.EDIT]
    if printed:
        yield ""
        yield "### Phép tính của biểu"
        yield ""
        heads = ("Mã", "Phép tính", "Nơi áp dụng", "Mức", "Sai số", "Vì sao", "Thời gian")
        yield from _table(heads, (_printed(entry, form) for entry in printed))
    checks = [entry for entry in entries if entry.kind is RuleKind.EDIT]
    if checks:
        yield ""
        yield "### Quy tắc kiểm tra"
        yield ""
        yield from _table(_CHECK_HEADS, (_check(entry, form) for entry in checks))


def _printed(entry: RuleEntry, form: Form) -> tuple[str, ...]:
    level = _SEVERITIES[entry.severity] if entry.severity is not Severity.ERROR else ""
    # What the form prints needs no reason; only what was added to it comes with one.
    why = entry.explanation if entry.todo else ""
    span = _span(entry.validity, form.validity)
    return entry.id, entry.words, entry.where, level, entry.tolerance, why, span


def _check(entry: RuleEntry, form: Form) -> tuple[str, ...]:
    why = f"{entry.explanation} ({entry.law})" if entry.law != form.law else entry.explanation
    level = _SEVERITIES[entry.severity]
    span = _span(entry.validity, form.validity)
    return entry.id, entry.words, entry.where, level, entry.tolerance, why, entry.todo, span


def _crossing(entries: Iterable[RuleEntry]) -> Iterator[str]:
    yield from _table(
        _CHECK_HEADS,
        (
            (
                entry.id,
                entry.words,
                entry.where,
                _SEVERITIES[entry.severity],
                entry.tolerance,
                entry.explanation,
                entry.todo,
                _span(entry.validity),
            )
            for entry in entries
        ),
    )


def _principles(entries: Iterable[RuleEntry]) -> Iterator[str]:
    heads = ("Mã", "Nguyên tắc", "Nơi áp dụng", "Mức", "Sai số", "Vì sao", "Việc cần làm", "Phần mềm áp dụng")
    yield from _table(
        heads,
        (
            (
                entry.id,
                entry.words,
                entry.where,
                _SEVERITIES[entry.severity],
                entry.tolerance,
                entry.explanation,
                entry.todo,
                entry.applied,
            )
            for entry in entries
        ),
    )


def _heading(form: Form) -> str:
    """The form by code and number, told apart from its other layouts by the days it is in force."""
    layouts = [other for other in all_forms() if other.code == form.code]
    span = f" ({_span(form.validity)})" if len(layouts) > 1 else ""
    return f"{form.code} – {form.number}{span}"


def _span(validity: Validity, within: Validity | None = None) -> str:
    """The days of ``validity``; nothing where they are those of ``within``."""
    start, end = validity.start, validity.end
    if within is not None:
        start, end = _other(start, within.start), _other(end, within.end)
    parts = [f"từ {start:%d/%m/%Y}"] if start else []
    parts += [f"đến hết {end:%d/%m/%Y}"] if end else []
    return " ".join(parts)


def _other(day: date | None, known: date | None) -> date | None:
    return None if day == known else day


def _filled(text: str) -> str:
    terms = read(folder("data") / "terms.yaml", dict[str, tuple[TermText, ...]])
    said = {name: " / ".join(entry.text for entry in texts) for name, texts in terms.items()}
    filled = text.replace("năm {nam}", "năm …")
    return _PLACEHOLDER.sub(lambda found: (said | _YEARS).get(found[1], found[0]), filled)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table without the columns that are empty in every row."""
    table = [list(row) for row in rows]
    kept = [at for at in range(len(heads)) if any(row[at] for row in table)]
    yield _line(heads[at] for at in kept)
    yield "|" + " --- |" * len(kept)
    yield from (_line(row[at] for at in kept) for row in table)


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;")


if __name__ == "__main__":
    sys.exit(run(__doc__, pages))
