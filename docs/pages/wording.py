"""The catalogue in words an office uses: spans of time, marks, words that change with the law."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Final

from mtqg_xl.catalogue.files import folder, read
from mtqg_xl.catalogue.register import validity
from mtqg_xl.catalogue.schema import TermText
from mtqg_xl.domain.findings import Severity
from mtqg_xl.domain.forms import Aggregate, Form, Mark
from mtqg_xl.domain.validity import ALWAYS, Validity
from mtqg_xl.messages import say

SEVERITIES: Final = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cảnh báo", Severity.INFO: "Lưu ý"}
#: What a mark means, so that nobody takes a reconstruction for an issued form.
MARKS: Final = {
    Mark.OFFICIAL: "mẫu do cơ quan nhà nước ban hành.",
    Mark.PARTIAL: (
        "các dòng hoặc các cột chính theo bảng thật của một địa phương, phần còn lại dựng lại; "
        "chưa đối chiếu được với mẫu ban hành."
    ),
    Mark.REFERENCE: (
        "dựng lại từ báo cáo của địa phương, không phải mẫu do cơ quan nhà nước ban hành. "
        "Khi đơn vị có mẫu chính thức thì dùng mẫu chính thức."
    ),
}
AGGREGATES: Final = {
    Aggregate.SUM: "cộng các đơn vị",
    Aggregate.RECOMPUTE: "tính lại",
    Aggregate.CONCAT: "nối danh sách của các đơn vị",
    Aggregate.TEXT: "ghép nội dung, kèm tên đơn vị",
    Aggregate.OWN: "lấy số của chính đơn vị tổng hợp",
}
_YEARS: Final = {
    "nam": "(năm báo cáo)",
    "nam_truoc": "(năm trước)",
    "nam_sau": "(năm sau)",
    "nam_goc": "(năm gốc của giai đoạn)",
    "nam_ket_qua": "(năm có kết quả)",
    "ky": "(kỳ báo cáo)",
}
_PLACEHOLDER: Final = re.compile(r"\{([a-z_]+)\}")


def span(times: Validity, within: Validity = ALWAYS) -> str:
    """The days of ``times``; nothing where they are those of ``within``."""
    start = times.start if times.start != within.start else None
    end = times.end if times.end != within.end else None
    parts = [f"từ {_day(start)}"] if start else []
    parts += [f"đến hết {_day(end)}"] if end else []
    return " ".join(parts)


def overlap(one: Validity, other: Validity) -> bool:
    """Whether some day lies in both."""
    start = max(one.start or date.min, other.start or date.min)
    return start <= min(one.end or date.max, other.end or date.max)


def filled(text: str, times: Validity = ALWAYS) -> str:
    """A title or label for readers: years by name, and the wordings in force within ``times``."""
    said = {name: _wordings(texts, times) for name, texts in terms().items()}
    plain = text.replace("năm {nam}", "năm …").replace("năm {nam_ket_qua}", "năm …")
    return _PLACEHOLDER.sub(lambda found: (said | _YEARS).get(found[1], found[0]), plain)


def titled(form: Form) -> str:
    """The title for readers; where the form prints only capitals, a page need not shout."""
    title = filled(form.title, form.validity)
    return title.capitalize() if title.isupper() else title


def wordings_used(texts: Iterable[str], times: Validity) -> Iterator[str]:
    """For each word of ``texts`` that changes within ``times``: its wordings in turn, each with its days."""
    for name, wordings in terms().items():
        used = [entry for entry in wordings if overlap(validity(entry.valid), times)]
        if len(used) > 1 and any(f"{{{name}}}" in text for text in texts):
            yield " → ".join(f"{entry.text} ({span(validity(entry.valid), times)})" for entry in used)


@cache
def terms() -> dict[str, tuple[TermText, ...]]:
    """The words that change with the law."""
    return read(folder("data") / "terms.yaml", dict[str, tuple[TermText, ...]])


def mark(form: Form) -> str:
    """The standing of a layout in two words."""
    return say(f"mark.{form.mark.value}")


def levels(form: Form) -> str:
    """Who makes the form out."""
    return ", ".join(say(f"level.{level}") for level in form.levels)


def periods(form: Form) -> str:
    """For which periods."""
    return ", ".join(say(f"period.{kind}") for kind in form.periods)


def _wordings(texts: tuple[TermText, ...], times: Validity) -> str:
    return " / ".join(entry.text for entry in texts if overlap(validity(entry.valid), times))


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
