"""Letters out of bytes of text files, which seldom say how they are written."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Final, NamedTuple

#: The font whose letters a text in the old Vietnamese code TCVN3 (ABC) is meant to be seen in.
TCVN3_FONT: Final = ".VnTime"

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Words of headings that hardly any report is without, as they come out when read rightly, and as
# TCVN3 comes out when read as Western letters.
_VIETNAMESE: Final = re.compile(
    r"đơn|vị|tổng|số|vốn|đồng|huyện|tỉnh|xã|nội|dung|kế|hoạch|thực|hiện|triệu|biểu|chương|trình|"
    r"ngân|sách|địa|phương|dự|án|trung|ương|giải|phụ|lục|báo|cáo|kết|quả",
    re.IGNORECASE,
)
_TCVN3: Final = re.compile(
    r"®¬n|§¬n|vÞ|tæng|Tæng|sè|vèn|®ång|huyÖn|tØnh|x·|néi|Néi|kÕ|KÕ|ho¹ch|thùc|hiÖn|triÖu|biÓu|BiÓu|"
    r"ch­¬ng|tr×nh|ng©n|s¸ch|®Þa|ph­¬ng|dù|gi¶i|phô|Phô|b¸o|c¸o|kÕt|qu¶"
)
_DECLARED: Final = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_HEAD: Final = 4096


class Decoded(NamedTuple):
    """A text, and the font it is meant to be seen in where that matters."""

    text: str
    font: str


def decode(data: bytes, *, declared: bool = False) -> Decoded:
    """The text of ``data``; with ``declared`` the charset that a page names in its head is believed."""
    for mark, code in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(code, "replace"), "")
    if wide := _utf16(data):
        return Decoded(data.decode(wide, "replace"), "")
    try:
        return Decoded(data.decode("utf-8"), "")
    except UnicodeDecodeError:
        pass
    if declared and (match := _DECLARED.search(data[:_HEAD])):
        name = match[1].decode("ascii", "replace").lower()
        if name not in ("utf-8", "utf8", "iso-8859-1", "windows-1252", "us-ascii"):
            try:
                return Decoded(unicodedata.normalize("NFC", data.decode(name, "replace")), "")
            except (LookupError, UnicodeError):
                pass
    return _vietnamese(data)


def _utf16(data: bytes) -> str:
    """The code of a text of two bytes a letter without a mark: every other byte is mostly zero; or ""."""
    head = data[:_HEAD]
    if len(head) < 4 or b"\0" not in head:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 4 * even and odd * 4 > len(head):
        return "utf-16-le"
    return "utf-16-be" if even > 4 * odd and even * 4 > len(head) else ""


def _vietnamese(data: bytes) -> Decoded:
    """A text in one of the codes of Windows: the one that gives the most Vietnamese words."""
    western = data.decode("cp1252", "replace")
    vietnamese = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    old = len(_TCVN3.findall(western))
    new = len(_VIETNAMESE.findall(vietnamese))
    plain = len(_VIETNAMESE.findall(western))
    if old > max(new, plain):
        return Decoded(western, TCVN3_FONT)
    return Decoded(vietnamese if new >= plain else western, "")
