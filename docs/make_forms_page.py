"""Writes ``docs/bieu_mau.md``, the page of all forms, from the catalogue.

``python docs/make_forms_page.py`` writes it; ``--check`` only says whether it is out of date.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

from mtqg_xl.catalogue import all_forms, cross_rules
from mtqg_xl.catalogue.files import folder, read
from mtqg_xl.catalogue.loader import presets_of
from mtqg_xl.catalogue.schema import ParameterText, TermText
from mtqg_xl.domain.findings import Severity
from mtqg_xl.domain.forms import Aggregate, Column, EditRule, Form, Row, RowKind, Scope
from mtqg_xl.domain.numerals import format_vietnamese
from mtqg_xl.domain.periods import PeriodKind
from mtqg_xl.messages import say
from mtqg_xl.rules.expressions import Add, Call, Divide, Multiply, Name, Negative, Node, Number, Place
from mtqg_xl.rules.notation import parse_expression, parse_relation

PAGE: Final = Path(__file__).resolve().parent / "bieu_mau.md"

_INTRO: Final = """\
# Các biểu phần mềm đã biết

<!-- Trang này do docs/make_forms_page.py lập từ danh mục biểu; không sửa tay. -->

Mỗi biểu có một mục: tên biểu, mức độ giống biểu gốc, căn cứ, các cột, các dòng và các quy tắc kiểm tra.

- **Mẫu tham khảo**: dựng lại từ báo cáo của địa phương, không phải mẫu do cơ quan nhà nước ban hành.
- **Một phần theo biểu gốc**: các dòng hoặc các cột chính theo biểu kèm báo cáo thật, phần còn lại dựng lại.
- **Lỗi** làm tệp không hợp lệ. **Cảnh báo** cần xem lại nhưng không làm tệp thành không hợp lệ.
- Cột không có cách tính là cột nhập số. Dòng không có cách tính là dòng nhập số.
"""
_PERIODS: Final = {
    PeriodKind.MONTH: "tháng",
    PeriodKind.HALF_YEAR: "6 tháng",
    PeriodKind.YEAR: "năm",
    PeriodKind.PLAN: "kế hoạch năm",
}
_SEVERITIES: Final = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cảnh báo", Severity.INFO: "Lưu ý"}
_AGGREGATES: Final = {
    Aggregate.SUM: "cộng các đơn vị",
    Aggregate.RECOMPUTE: "tính lại",
    Aggregate.CONCAT: "mỗi đơn vị một dòng",
    Aggregate.TEXT: "ghép nội dung",
    Aggregate.OWN: "số của chính đơn vị tổng hợp",
}
_YEARS: Final = {
    "nam": "(năm báo cáo)",
    "nam_truoc": "(năm trước)",
    "nam_sau": "(năm sau)",
    "nam_goc": "(năm gốc)",
}
_GROUPS: Final = {"#U": "mọi đơn vị", "#huyen_ngheo": "các huyện nghèo"}
_FUNCTIONS: Final = {
    "sum": "cộng",
    "min": "số nhỏ nhất của",
    "wsum": "cộng (số tiêu chí × số xã) của",
}
_PLACEHOLDER: Final = re.compile(r"\{([a-z_]+)\}")
_SIGNS: Final = {"=": "=", "<=": "≤", ">=": "≥"}


def main() -> int:
    """Write the page, or with ``--check`` compare it with what is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    only_check = parser.parse_args().check
    wanted = page()
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == wanted:
        return 0
    print(f"{'stale' if only_check else 'wrote'} {PAGE.name}")
    if only_check:
        return 1
    PAGE.write_text(wanted, encoding="utf-8", newline="\n")
    return 0


def page() -> str:
    """The whole page as Markdown."""
    forms = all_forms()
    lines = [*_INTRO.splitlines(), ""]
    lines += _table(
        ("Mã", "Tên biểu", "Mức độ", "Chương trình"),
        ((form.code, f"{form.number}. {_filled(form.title)}", _mark(form), form.programme) for form in forms),
    )
    for form in forms:
        lines += ["", *_section(form)]
    lines += ["", "## Quy tắc giữa các biểu", ""]
    lines += _table(("Mã", "Quy tắc", "Mức", "Giải thích", "Việc cần làm"), map(_cross_rule, cross_rules()))
    lines += ["", *_dated_words()]
    return "\n".join(lines) + "\n"


def _section(form: Form) -> Iterator[str]:
    yield f"## {form.code} – {form.number}"
    yield ""
    yield f"**{_filled(form.title)}**"
    yield ""
    yield f"- Mức độ: {_mark(form)}"
    yield f"- Chương trình: {form.programme}"
    yield f"- Căn cứ: {form.law}"
    yield f"- Nguồn của mẫu: {form.source}"
    yield f"- Cấp lập biểu: {', '.join(say(f'level.{level}') for level in form.levels)}"
    yield f"- Kỳ báo cáo: {', '.join(_PERIODS[PeriodKind(kind)] for kind in form.periods)}"
    yield f"- Áp dụng: {_span(form.validity.start, form.validity.end)}"
    yield f"- Đơn vị tính chung: {form.measure.label}"
    yield ""
    yield "### Các cột"
    yield ""
    heads = ("Mã in trên biểu", "Tên cột", "Đơn vị tính", "Cách tính", "Khi tổng hợp")
    yield from _table(heads, (_column(form, column) for column in form.columns))
    yield ""
    yield "### Các dòng"
    yield ""
    yield from _table(("TT", "Nội dung", "Cách tính", "Áp dụng"), (_row(form, row) for row in form.rows))
    added = [rule for rule in form.rules if not rule.defines]
    if added:
        yield ""
        yield "### Quy tắc kiểm tra thêm"
        yield ""
        yield "Ngoài các phép tính in ở mã cột và các dòng cộng ở trên:"
        yield ""
        rule_heads = ("Mã", "Quy tắc", "Nơi áp dụng", "Mức", "Giải thích", "Việc cần làm")
        yield from _table(rule_heads, (_rule(form, rule) for rule in added))
    presets = presets_of(form.code)
    if presets:
        yield ""
        yield "### Ô có sẵn số khi danh mục có chỉ tiêu"
        yield ""
        yield from _table(
            ("Dòng", "Cột", "Căn cứ"),
            (
                (_row_name(form, row), column, "; ".join(_parameters(name)) or "…")
                for row, column, name in presets
            ),
        )


def _column(form: Form, column: Column) -> tuple[str, ...]:
    path = " › ".join(_filled(part) for part in (*column.headings, column.title))
    measure = column.measure or form.measure
    shown = "" if column.kind == "text" else measure.label
    formula = _said(parse_expression(column.formula), form) if column.formula else ""
    if column.rows:
        formula += f" (các dòng {_rows(form, column.rows)})"
    return column.code_text, path, shown, formula, _AGGREGATES[column.aggregate]


def _row(form: Form, row: Row) -> tuple[str, ...]:
    if row.kind is RowKind.ZONE:
        return "1, 2…", "(mỗi đơn vị một dòng)", "", ""
    how = _said(parse_expression(row.formula), form) if row.formula else ""
    if row.kind is RowKind.HEADING:
        how = "(dòng tiêu đề)"
    if row.columns:
        how = f"{how} (chỉ các cột {', '.join(row.columns)})".strip()
    return row.number, row.label, how, _span(row.validity.start, row.validity.end, always="")


def _rule(form: Form, rule: EditRule) -> tuple[str, ...]:
    match rule.scope:
        case Scope.ROWS:
            places = f"dòng {_rows(form, rule.rows)}" if rule.rows else "mọi dòng"
        case Scope.COLUMNS:
            places = f"cột {', '.join(rule.columns)}" if rule.columns else "mọi cột cộng được"
        case Scope.ONCE:
            places = "cả biểu"
    span = _span(rule.validity.start, rule.validity.end, always="")
    places = f"{places}; {span}" if span else places
    why = f"{rule.why} ({rule.law})" if rule.law else rule.why
    return rule.id, _relation(rule.notation, form), places, _SEVERITIES[rule.severity], why, rule.todo


def _cross_rule(rule: EditRule) -> tuple[str, ...]:
    return rule.id, _relation(rule.notation, None), _SEVERITIES[rule.severity], rule.why, rule.todo


def _relation(notation: str, form: Form | None) -> str:
    statement = parse_relation(_PLACEHOLDER.sub(lambda found: f"{{{_norm(found[1])}}}", notation))
    return f"{_said(statement.left, form)} {_SIGNS[statement.sign]} {_said(statement.right, form)}"


def _said(node: Node, form: Form | None) -> str:
    match node:
        case Number(value):
            return format_vietnamese(value)
        case Name(text):
            return _name(text, form)
        case Place(other, row, column):
            of_form = f"{other}, " if other else ""
            home = {known.code: known for known in all_forms()}[other] if other else form
            return f"[{of_form}dòng {_row_name(home, row)}, cột {column}]"
        case Negative(term):
            return f"−{_inside(term, form)}"
        case Multiply(left, right):
            return f"{_inside(left, form)} × {_inside(right, form)}"
        case Divide(left, right):
            return f"{_inside(left, form)} : {_inside(right, form)}"
        case Add(terms):
            return " + ".join(_said(term, form) for term in terms).replace("+ −", "− ")
        case Call(function, arguments):
            word = _FUNCTIONS[function]
            return f"{word} {'; '.join(_said(argument, form) for argument in arguments)}"
        case _:
            raise TypeError(f"unknown rule part: {node!r}")


def _inside(node: Node, form: Form | None) -> str:
    said = _said(node, form)
    return f"({said})" if isinstance(node, Add | Call) else said


def _name(text: str, form: Form | None) -> str:
    if text in _GROUPS:
        return _GROUPS[text]
    if ":" in text:
        return " đến ".join(text.split(":"))
    if form is not None and text in form.row_by_key and text not in form.column_by_key:
        return _row_name(form, text)
    return text


def _row_name(form: Form | None, key: str) -> str:
    row = form.row_by_key.get(key) if form else None
    return (row.number or f"“{row.label}”") if row else key


def _rows(form: Form, selector: Iterable[str]) -> str:
    parts = []
    for part in selector:
        if part.startswith("#"):
            parts += [_row_name(form, key) for key in form.row_range(part)]
        else:
            parts.append(_name(part, form))
    return ", ".join(parts)


def _parameter_texts() -> tuple[ParameterText, ...]:
    return read(folder("data") / "parameters.yaml", tuple[ParameterText, ...])


def _parameters(name: str) -> Iterator[str]:
    yield from (text.source for text in _parameter_texts() if text.name == name)


def _norm(name: str) -> str:
    return next(str(text.value) for text in _parameter_texts() if text.name == name and text.unit is None)


def _term_texts() -> dict[str, tuple[TermText, ...]]:
    return read(folder("data") / "terms.yaml", dict[str, tuple[TermText, ...]])


def _dated_words() -> Iterator[str]:
    yield "## Từ ngữ thay đổi theo thời gian"
    yield ""
    yield "Biểu in từ ngữ đang có hiệu lực ở kỳ báo cáo."
    yield ""
    rows = (
        (text.text, _span(text.valid.from_, text.valid.until), text.law)
        for texts in _term_texts().values()
        for text in texts
    )
    yield from _table(("Từ ngữ", "Áp dụng", "Căn cứ"), rows)


def _filled(text: str) -> str:
    terms = {name: " / ".join(entry.text for entry in texts) for name, texts in _term_texts().items()}
    filled = text.replace("năm {nam}", "năm …")
    return _PLACEHOLDER.sub(lambda found: (terms | _YEARS)[found[1]], filled)


def _mark(form: Form) -> str:
    return say(f"mark.{form.mark.value}")


def _span(start: date | None, end: date | None, always: str = "mọi kỳ") -> str:
    parts = [f"từ {start:%d/%m/%Y}"] if start else []
    parts += [f"đến hết {end:%d/%m/%Y}"] if end else []
    return " ".join(parts) or always


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    shown = list(heads)
    yield _line(shown)
    yield "|" + " --- |" * len(shown)
    yield from (_line(row) for row in rows)


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("*", "\\*") for cell in cells) + " |"


if __name__ == "__main__":
    sys.exit(main())
