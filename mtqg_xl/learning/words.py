"""Words by which offices head their columns, frame their sheets and name their rows; all folded."""

from __future__ import annotations

import re
from typing import Final

#: Headings of the column that numbers the rows.
NUMBER_HEADINGS: Final = frozenset(
    ("tt", "stt", "so tt", "s.tt", "so thu tu", "no", "no.", "#", "tt.", "stt.", "s tt", "item no", "item no.")
)
#: Headings of a column of row codes (01, 02, 03=01+02), as statistical forms have.
CODE_HEADINGS: Final = frozenset(("ma so", "ma", "ma chi tieu", "code"))
MEASURE_HEADINGS: Final = frozenset(
    ("don vi tinh", "dvt", "d.v.t", "don vi do", "dv tinh", "unit", "units", "unit of measure", "don vi")
)
#: How headings of the column of labels begin.
_LABEL = re.compile(
    r"(noi dung|chi tieu|ten |danh muc|don vi|dia phuong|dia ban|huyen|xa\b|hang muc|du an|chuong trinh|muc tieu"
    r"|nguon|loai|linh vuc|dien giai|nhom|tieu chi|cong trinh|hinh thuc|doi tuong|ho va ten|ho ten|co quan|phong"
    r"|thon|phuong|tinh|nhiem vu|hoat dong|san pham|cac |phan to"
    r"|indicator|item|content|description|activity|activities|project|name|unit\b|district|commune)"
)
TEXT_HEADINGS: Final = re.compile(
    r"(ghi chu|ly do|nguyen nhan|kho khan|kien nghi|dia diem|dia chi|chu dau tu|so van ban|van ban|quyet dinh|so, ngay"
    r"|thuyet minh|don vi thuc hien|co quan chu tri|dat hoac|dat/|danh gia|nhan xet|remark|note|comment|mo ta"
    r"|ho va ten|ho ten|ten )"
)
#: Headings of columns whose content cannot be told from the heading alone.
DATE_HEADINGS: Final = re.compile(r"(thoi gian|ngay |thoi diem|khoi cong-hoan thanh|date)")
TOTAL_LABELS: Final = re.compile(
    r"(tong cong|tong so|tong|cong|toan tinh|toan huyen|toan xa|ca tinh|total|grand total|sum)\b"
)
MEMO_LABELS: Final = re.compile(r"[-+*–•\s]*(trong do|gom co|bao gom|of which|including)\b")
_FRAME = re.compile(
    r"(ubnd|uy ban nhan dan|cong hoa xa hoi|doc lap|don vi tinh\s*\S|dvt\s*:|don vi\s*:|bieu so|bieu\s|mau so|mau bieu|phu luc"
    r"|ban hanh|\(?kem theo|ky bao cao|so lieu|unit\s*:|so:|bo lao dong|so lao dong|hoi dong nhan dan)"
)
_CLOSING = re.compile(
    r"(nguoi lap|lap bieu|thu truong|chu tich|pho chu tich|ke toan|truong phong|giam doc|xac nhan|noi nhan|\(ky|ky, |ky ten"
    r"|tm\.|kt\.|ghi chu|chu thich|luu y|note[s]?\s*:|prepared by|nguoi bao cao|can bo|[….\s,_-]*ngay\s*[….\d_\s]"
    r"|.{0,40}, ngay\s*[….\d_\s])"
)


def is_label_heading(folded: str) -> bool:
    """Whether a heading is likely that of the column of labels."""
    return len(folded) <= 60 and ":" not in folded and bool(_LABEL.match(folded))


def is_frame(folded: str) -> bool:
    """Whether a text belongs to the official frame of a sheet."""
    return bool(_FRAME.match(folded))


def is_closing(folded: str) -> bool:
    """Whether a text stands under a table: date line, signatures, notes."""
    return bool(_CLOSING.match(folded))
