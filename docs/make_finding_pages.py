"""Writes ``docs/phat_hien.md`` and a page for every kind of finding below ``docs/phat_hien``.

``python docs/make_finding_pages.py`` writes them; ``--check`` only says which are out of date. The examples
are what the software says of copies of the sample workbooks with faults put in.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Final

from pages.finding_examples import examples
from pages.running import run

from mtqg_xl.domain.findings import Finding, Severity
from mtqg_xl.messages import say
from mtqg_xl.messages.text import _texts
from mtqg_xl.reconcile.kinds import KINDS, Kind, Tag

INDEX: Final = Path(__file__).resolve().parent / "phat_hien.md"
FOLDER: Final = INDEX.parent / "phat_hien"
_MADE: Final = (
    "<!-- Trang này do docs/make_finding_pages.py lập từ danh mục các loại phát hiện; không sửa tay. -->"
)
_INTRO: Final = f"""\
# Các loại phát hiện

{_MADE}

Mỗi điều nêu trong kết quả kiểm tra thuộc một loại. Trang của từng loại cho biết loại đó nghĩa là gì, phần
mềm nói thế nào, cần làm gì, và khi nào không phải là lỗi. Các quy tắc của từng biểu xem ở
[sổ quy tắc](quy_tac.md).

- **Lỗi** làm tệp không hợp lệ; **Cảnh báo** cần xem lại; **Lưu ý** chỉ để biết. “Tùy trường hợp”: theo
  mức của quy tắc bị vi phạm, hoặc theo việc số đang ghi đã sai hay chưa.
- Mỗi phát hiện có năm phần: ở đâu, đang ghi gì, lẽ ra là gì, vì sao, cần làm gì.
"""
_SEVERITIES: Final = {
    Severity.ERROR: "Lỗi",
    Severity.WARNING: "Cảnh báo",
    Severity.INFO: "Lưu ý",
    None: "Tùy trường hợp",
}


def pages() -> dict[Path, str]:
    """The index and the page of every kind, by their places."""
    told = examples()
    notes = tomllib.loads((FOLDER / "khong_phai_loi.toml").read_text(encoding="utf-8"))
    made = {INDEX: _index()}
    for kind in KINDS.values():
        made[_place(kind)] = "\n".join(_page(kind, told, notes)) + "\n"
    return made


def _place(kind: type[Kind]) -> Path:
    return FOLDER / f"{kind.code}.md"


def _index() -> str:
    lines = _INTRO.splitlines()
    for tag in Tag:
        lines += ["", f"## {tag.label()}", "", "| Loại | Mức | Vì sao nêu |", "| --- | --- | --- |"]
        lines += [_line(kind) for kind in KINDS.values() if kind.tags[0] is tag]
    return "\n".join(lines) + "\n"


def _line(kind: type[Kind]) -> str:
    link = f"[{kind.title()}](phat_hien/{kind.code}.md)"
    return f"| {link} | {_SEVERITIES[kind.severity]} | {kind.meaning()} |"


def _page(kind: type[Kind], told: Mapping[str, Finding], notes: Mapping[str, str]) -> Iterator[str]:
    groups = ", ".join(tag.label().lower() for tag in kind.tags)
    yield from (f"# {kind.title()}", "", _MADE, "")
    yield f"Mức: **{_SEVERITIES[kind.severity]}**. Nhóm: {groups}. Mã: `{kind.code}`."
    yield from ("", "## Nghĩa là gì", "", kind.meaning())
    if kind.code in told:
        yield from ("", "## Ví dụ", "", *_example(kind, told[kind.code]))
    else:
        yield from ("", "## Phần mềm nói thế nào", "", "Chỗ có dấu … tùy từng tệp.", "", *_manner(kind))
    yield from ("", "## Khi nào không phải là lỗi", "", notes[kind.code])
    yield from ("", "## Liên quan", "")
    yield from (f"- [{KINDS[code].title()}]({code}.md)" for code in kind.related)
    yield "- [Các loại phát hiện](../phat_hien.md)"


def _example(kind: type[Kind], finding: Finding) -> Iterator[str]:
    yield f"> {_safe(finding.message)}"
    yield ""
    if finding.why and finding.why != kind.meaning():
        yield f"- **Vì sao:** {_safe(finding.why)}"
    yield f"- **Việc cần làm:** {_safe(finding.todo)}"
    if finding.law:
        yield f"- **Căn cứ:** {_safe(finding.law)}"


def _manner(kind: type[Kind]) -> Iterator[str]:
    for code in kind.sentences:
        yield f"> {_safe(_open(code))}"
        yield ""
    yield "Việc cần làm:"
    yield ""
    yield from (f"- {_safe(_open(code))}" for code in kind.advice)


def _open(code: str) -> str:
    """A sentence with dots for what differs from file to file."""
    names = {name for _, name, _, _ in Formatter().parse(_texts("vi")[code]) if name}
    endings = dict.fromkeys(
        names & {"right", "unit", "slip", "differing", "taken", "short", "seems", "gap_unit"}, ""
    )
    return say(code, **dict.fromkeys(names, "…") | endings)


def _safe(text: str) -> str:
    return text.replace("*", "\\*").replace("<", "&lt;").replace("|", "\\|").replace("_", "\\_")


if __name__ == "__main__":
    sys.exit(run(__doc__, pages, FOLDER))
