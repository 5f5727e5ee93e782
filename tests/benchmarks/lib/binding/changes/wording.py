"""How people write the words of a form: short, long, loud, with slips."""

from __future__ import annotations

import re
import unicodedata
from random import Random

#: What offices shorten, and how; every entry has been seen in letters or tables.
SHORT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Ngân sách trung ương", ("NSTW", "NS trung ương", "NS TW", "Ngân sách TW")),
    ("Ngân sách địa phương", ("NSĐP", "NSDP", "NS địa phương", "Ngân sách ĐP")),
    ("Ngân sách nhà nước", ("NSNN", "NS nhà nước")),
    ("Vốn đầu tư phát triển", ("Vốn ĐTPT", "ĐTPT", "Vốn đầu tư PT")),
    ("Vốn sự nghiệp", ("Vốn SN", "Sự nghiệp", "VSN")),
    ("Dân tộc thiểu số", ("DTTS", "Dân tộc TS")),
    ("chương trình mục tiêu quốc gia", ("CTMTQG", "CT MTQG", "Chương trình MTQG")),
    ("Chương trình MTQG", ("CTMTQG", "CT MTQG")),
    ("Tiểu dự án", ("TDA", "Tiểu DA")),
    ("Dự án", ("DA",)),
    ("nông thôn mới", ("NTM",)),
    ("Đơn vị tính", ("ĐVT", "Đơn vị", "Đ.vị tính")),
    ("Kế hoạch", ("KH", "K.hoạch")),
    ("Thực hiện", ("TH", "T.hiện")),
    ("Giải ngân", ("GN", "G.ngân")),
    ("Tổng số", ("TS", "T.số")),
    ("hộ nghèo", ("HN", "hộ ngh.")),
    ("cận nghèo", ("CN", "c.nghèo")),
    ("người lao động", ("NLĐ", "người LĐ")),
    ("lao động", ("LĐ",)),
    ("giảm nghèo", ("GN.",)),
    ("Ủy ban nhân dân", ("UBND",)),
    ("giáo dục nghề nghiệp", ("GDNN",)),
    ("cơ sở hạ tầng", ("CSHT",)),
    ("kinh tế - xã hội", ("KT-XH", "KTXH")),
    ("giai đoạn", ("GĐ",)),
    ("Kinh phí", ("KP",)),
    ("so với", ("SV",)),
    ("số lượng", ("SL",)),
)
#: Other words for the same, as people put them when they type a heading from memory.
OTHER: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Kế hoạch vốn", ("Kế hoạch vốn được giao", "Vốn kế hoạch", "Kế hoạch vốn giao")),
    ("Kế hoạch", ("Kế hoạch giao", "Chỉ tiêu kế hoạch")),
    ("Giải ngân lũy kế", ("Lũy kế giải ngân", "Giải ngân luỹ kế")),
    ("Giải ngân", ("Đã giải ngân", "Kết quả giải ngân", "Số đã giải ngân")),
    ("Thực hiện", ("Kết quả thực hiện", "Đã thực hiện")),
    ("Tổng số", ("Tổng", "Tổng cộng")),
    ("Cộng", ("Tổng cộng",)),
    ("Tỷ lệ", ("Tỉ lệ", "Đạt tỷ lệ")),
    ("Đơn vị tính", ("Đơn vị",)),
    ("Đối tượng khác", ("Khác", "Các đối tượng khác")),
    ("Mới thoát nghèo", ("Hộ mới thoát nghèo",)),
    ("Nội dung", ("Nội dung công việc", "Nội dung hoạt động")),
    ("Ghi chú", ("Ghi chú, giải trình",)),
    ("Số hộ", ("Số lượng hộ",)),
    ("Số người", ("Số lượng người",)),
    ("hỗ trợ", ("được hỗ trợ",)),
    ("Vốn khác", ("Nguồn vốn khác",)),
    ("Cấp tỉnh", ("Ngân sách cấp tỉnh",)),
    ("Cấp huyện", ("Ngân sách cấp huyện",)),
    ("cuối kỳ", ("cuối kỳ báo cáo",)),
    ("đầu kỳ", ("đầu kỳ báo cáo",)),
    ("lũy kế", ("luỹ kế", "cộng dồn")),
)


def shortened(text: str, chance: Random, every: bool = False) -> str:
    """``text`` with some of its words shortened."""
    for long, shorts in SHORT:
        if (every or chance.random() < 0.7) and (found := re.search(re.escape(long), text, re.IGNORECASE)):
            text = text[: found.start()] + chance.choice(shorts) + text[found.end() :]
    return text


def reworded(text: str, chance: Random) -> str:
    """``text`` in other words for the same."""
    for usual, others in OTHER:
        found = re.search(rf"(?<!\w){re.escape(usual)}(?!\w)", text, re.IGNORECASE)
        if found:
            other, before = chance.choice(others), text[: found.start()].split()
            if before and before[-1].lower() in (other.split()[0].lower(), "tổng", "trong"):
                continue  # "được được hỗ trợ", "tổng tổng cộng": nobody writes so
            if found[0].isupper():
                other = other.upper()
            elif not found[0][0].isupper():
                other = other[0].lower() + other[1:]
            return text[: found.start()] + other + text[found.end() :]
    return text


def misspelt(text: str, chance: Random) -> str:
    """``text`` with one letter wrong, left out, doubled or exchanged, in a word long enough to be known."""
    words = list(re.finditer(r"[^\W\d_]{4,}", text))
    if not words:
        return text
    word = chance.choice(words)
    at = chance.randrange(word.start() + 1, word.end() - 1)
    letter = text[at]
    match chance.choice(("lost", "doubled", "exchanged", "mark", "wrong")):
        case "lost":
            return text[:at] + text[at + 1 :]
        case "doubled":
            return text[:at] + letter + text[at:]
        case "exchanged":
            return text[:at] + text[at + 1] + letter + text[at + 2 :]
        case "mark":
            bare = unicodedata.normalize("NFD", letter)[0]
            return text[:at] + bare + text[at + 1 :]
        case _:
            return text[:at] + chance.choice("aeiohnt") + text[at + 1 :]


def footnoted(text: str, chance: Random) -> str:
    """``text`` with a footnote mark behind it."""
    return text + chance.choice(("(*)", " (*)", "*", "¹", "²", " (1)", "[1]", "**"))


def without_marks(text: str) -> str:
    """``text`` as typed on a telephone."""
    flat = unicodedata.normalize("NFD", text)
    return "".join(c for c in flat if not unicodedata.combining(c)).replace("đ", "d").replace("Đ", "D")


def spaced(text: str, chance: Random) -> str:
    """``text`` with odd blanks: no-break ones, doubled ones, line breaks, invisible ones."""
    odd = chance.choice(("\u00a0", "  ", "\n", " \n", "\u200b ", " \u200b", "\u00ad "))
    words = text.split(" ")
    if len(words) < 2:
        return text + chance.choice((" ", "\u00a0", "\u200b", "\n"))
    at = chance.randrange(1, len(words))
    return " ".join(words[:at]) + odd + " ".join(words[at:])


def looking_alike(text: str, chance: Random) -> str:
    """``text`` in letters that look the same: decomposed, the letter OI, the Icelandic D."""
    match chance.choice(("nfd", "oi", "eth", "loose")):
        case "nfd":
            return unicodedata.normalize("NFD", text)
        case "oi":
            return text.replace("ư", "\u01a3").replace("Ư", "\u01a2")
        case "eth":
            return text.replace("Đ", "\u00d0").replace("đ", "\u00f0" if chance.random() < 0.2 else "đ")
        case _:
            # Tone marks typed behind finished vowels, as some keyboards do.
            return "".join(_loose(letter) for letter in text)


def _loose(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    tones = [mark for mark in parts[1:] if mark in "\u0300\u0301\u0303\u0309\u0323"]
    if not tones:
        return letter
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones)) + "".join(tones)
