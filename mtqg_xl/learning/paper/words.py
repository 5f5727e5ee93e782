"""Words by which offices head their columns, frame their sheets and name their rows.

All but the totals are folded: no marks, no capitals.
"""

from __future__ import annotations

import re
from typing import Final


def _beginning(*words: str) -> re.Pattern[str]:
    """A pattern for texts that begin with one of ``words``, each a pattern itself."""
    return re.compile("(" + "|".join(words) + ")", re.IGNORECASE)


#: Headings of the column that numbers the rows.
NUMBER_HEADINGS: Final = frozenset(
    (
        "tt",
        "stt",
        "so tt",
        "s.tt",
        "so thu tu",
        "no",
        "no.",
        "#",
        "tt.",
        "stt.",
        "s tt",
        "item no",
        "item no.",
    )
)
#: Headings of a column of row codes (01, 02, 03=01+02), as statistical forms have.
CODE_HEADINGS: Final = frozenset(("ma so", "ma", "ma chi tieu", "code"))
MEASURE_HEADINGS: Final = frozenset(
    ("don vi tinh", "dvt", "d.v.t", "don vi do", "dv tinh", "unit", "units", "unit of measure", "don vi")
)
#: How headings of the column of labels begin.
_LABEL = _beginning(
    *(
        "noi dung",
        "chi tieu",
        "ten ",
        "danh muc",
        "don vi",
        "dia phuong",
        "dia ban",
        "huyen",
        r"xa\b",
        "hang muc",
    ),
    *("du an", "chuong trinh", "muc tieu", "nguon", "loai", "linh vuc", "dien giai", "nhom", "tieu chi"),
    *(
        "cong trinh",
        "hinh thuc",
        "doi tuong",
        "ho va ten",
        "ho ten",
        "co quan",
        "phong",
        "thon",
        "phuong",
        "tinh",
    ),
    *("nhiem vu", "hoat dong", "san pham", "cac ", "phan to", "indicator", "item", "content", "description"),
    *("activity", "activities", "project", "name", r"unit\b", "district", "commune"),
)
#: How headings of columns of words begin.
TEXT_HEADINGS: Final = _beginning(
    *(
        "ghi chu",
        "ly do",
        "nguyen nhan",
        "kho khan",
        "kien nghi",
        "dia diem",
        "dia chi",
        "chu dau tu",
        "so van ban",
    ),
    *(
        "van ban",
        "quyet dinh",
        "so, ngay",
        "thuyet minh",
        "don vi thuc hien",
        "co quan chu tri",
        "dat hoac",
        "dat/",
    ),
    *("danh gia", "nhan xet", "remark", "note", "comment", "mo ta", "ho va ten", "ho ten", "ten "),
)
#: Headings of columns whose content cannot be told from the heading alone.
DATE_HEADINGS: Final = _beginning("thoi gian", "ngay ", "thoi diem", "khoi cong-hoan thanh", "date")
#: Rows that say they are totals, with their marks: "cộng" is no "công trình"; "tổng số hộ" is an indicator.
TOTAL_LABELS: Final = re.compile(
    r"[-+*\s]*(tổng cộng\b|cộng\b|tổng( số| chung)?(?=\s*(\(|:|$|[ivx\d]))|toàn (tỉnh|huyện|xã|quốc)\b"
    r"|cả (tỉnh|nước)\b|(grand )?total\b|sum\b)",
    re.IGNORECASE,
)
MEMO_LABELS: Final = re.compile(r"[-+*–•\s]*(trong do|gom co|bao gom|of which|including)\b")
_FRAME = _beginning(
    *(
        "ubnd",
        "uy ban nhan dan",
        "cong hoa xa hoi",
        "doc lap",
        r"don vi tinh\s*\S",
        r"dvt\s*:",
        r"don vi\s*:",
    ),
    *(
        "bieu so",
        r"bieu\s",
        "mau so",
        "mau bieu",
        "phu luc",
        "ban hanh",
        r"\(?kem theo",
        "ky bao cao",
        "so lieu",
    ),
    *(r"unit\s*:", "so:", "bo lao dong", "so lao dong", "hoi dong nhan dan"),
)
_CLOSING = _beginning(
    *(
        "nguoi lap",
        "lap bieu",
        "thu truong",
        "chu tich",
        "pho chu tich",
        "ke toan",
        "truong phong",
        "giam doc",
    ),
    *("xac nhan", "noi nhan", r"\(ky", "ky, ", "ky ten", r"tm\.", r"kt\.", "ghi chu", "chu thich", "luu y"),
    *(r"notes?\s*:", "prepared by", "nguoi bao cao", "can bo"),
    *(r"[….\s,_-]*ngay\s*[….\d_\s]", r".{0,40}, ngay\s*[….\d_\s]"),
)
_FOOTNOTE = re.compile(r"(\(\*+\)|\*+|\[\d\]|[¹²³])\s*[^\W\d]")
_LONGEST_LABEL = 60


def is_label_heading(folded: str) -> bool:
    """Whether a heading is likely that of the column of labels."""
    return len(folded) <= _LONGEST_LABEL and ":" not in folded and bool(_LABEL.match(folded))


def is_frame(folded: str) -> bool:
    """Whether a text belongs to the official frame of a sheet."""
    return bool(_FRAME.match(folded))


def is_closing(folded: str) -> bool:
    """Whether a text stands under a table: date line, signatures, notes, footnotes."""
    return bool(_CLOSING.match(folded) or _FOOTNOTE.match(folded))
