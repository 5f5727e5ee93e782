"""The ways in which offices change the rows of a sheet."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from tests.reading.rows.sheets import Printed, SheetOf

Change = Callable[[SheetOf, random.Random], None]


def _held(sheet: SheetOf) -> list[int]:
    return [at for at, one in enumerate(sheet.lines) if one.key is not None]


def nothing(sheet: SheetOf, chance: random.Random) -> None:
    pass


STRANGE = (
    "Nội dung khác", "Hỗ trợ trồng rừng sản xuất", "Kinh phí năm trước chuyển sang", "Chi khác của huyện",
    "Tập huấn cán bộ thôn bản", "Tiểu dự án của huyện", "Đường vào khu sản xuất", "Giống vật nuôi",
    "Hỗ trợ khác theo quyết định", "Trạm bơm xã Quảng Lâm",
)  # fmt: skip


def _block(sheet: SheetOf, at: int) -> tuple[int, int]:
    """The line and those numbered or printed under it."""
    rows = {row.key: row for row in sheet.wanted}
    own = sheet.lines[at].key

    def under(key: str | None) -> bool:
        while key is not None:
            if key == own:
                return True
            key = rows[key].parent if key in rows else None
        return False

    end = at + 1
    while end < len(sheet.lines) and under(sheet.lines[end].key):
        end += 1
    return at, end


def _renumber(sheet: SheetOf) -> None:
    """Numbers counted anew under each heading, as after inserting or deleting by hand."""
    counts: dict[str, int] = {}
    names: dict[str, str] = {}
    for one in sheet.lines:
        found = re.fullmatch(r"(.*?)(\d+)", one.number)
        if not found:
            if one.number:
                names[one.number] = one.number
            continue
        head, _ = found.groups()
        stem = head.rstrip(".")
        shown = names.get(stem, stem)
        counts[head] = counts.get(head, 0) + 1
        new = f"{shown}{head[len(stem) :]}{counts[head]}"
        names[one.number] = new
        for key in [key for key in counts if key.startswith(one.number)]:
            counts.pop(key)
        one.number = new


def insert(sheet: SheetOf, chance: random.Random) -> None:
    """A line of the district's own, numbered as the row that stood there or not at all."""
    for _ in range(chance.choice((1, 1, 2, 3))):
        at = chance.randrange(len(sheet.lines) + 1)
        number = chance.choice(("", sheet.lines[min(at, len(sheet.lines) - 1)].number))
        sheet.lines.insert(at, Printed(number, chance.choice(STRANGE), None))


def insert_and_count(sheet: SheetOf, chance: random.Random) -> None:
    at = chance.choice(_held(sheet))
    sheet.lines.insert(at, Printed(sheet.lines[at].number, chance.choice(STRANGE), None))
    _renumber(sheet)


def delete(sheet: SheetOf, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 1, 2, 4))):
        if len(sheet.lines) > 1:
            del sheet.lines[chance.randrange(len(sheet.lines))]


def delete_and_count(sheet: SheetOf, chance: random.Random) -> None:
    first, end = _block(sheet, chance.choice(_held(sheet)))
    del sheet.lines[first:end]
    _renumber(sheet)


def delete_block(sheet: SheetOf, chance: random.Random) -> None:
    first, end = _block(sheet, chance.choice(_held(sheet)))
    if end - first < len(sheet.lines):
        del sheet.lines[first:end]


def replace_under_the_same_number(sheet: SheetOf, chance: random.Random) -> None:
    """The row is gone and another matter stands at its number."""
    one = sheet.lines[chance.choice(_held(sheet))]
    one.label, one.key = chance.choice(STRANGE), None


def move_row(sheet: SheetOf, chance: random.Random) -> None:
    at = chance.randrange(len(sheet.lines))
    one = sheet.lines[at]
    if sum((other.number, other.label) == (one.number, one.label) for other in sheet.lines) > 1:
        return  # rows that look the same are told apart by nothing but their order
    del sheet.lines[at]
    sheet.lines.insert(chance.randrange(len(sheet.lines) + 1), one)


def move_block(sheet: SheetOf, chance: random.Random) -> None:
    rows = {row.key: row for row in sheet.wanted}
    tops = [at for at in _held(sheet) if rows[sheet.lines[at].key or ""].parent is None]
    first, end = _block(sheet, chance.choice(tops))
    moved = sheet.lines[first:end]
    looks = [(one.number, one.label) for one in sheet.lines]
    if looks.count(looks[first]) > 1:
        return  # as in move_row
    del sheet.lines[first:end]
    starts = [at for at, one in enumerate(sheet.lines) if one.key and rows[one.key].parent is None]
    at = chance.choice([*starts, len(sheet.lines)])
    sheet.lines[at:at] = moved


def move_block_and_count(sheet: SheetOf, chance: random.Random) -> None:
    move_block(sheet, chance)
    _renumber(sheet)


def no_numbers(sheet: SheetOf, chance: random.Random) -> None:
    for one in sheet.lines:
        one.number = ""


ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


def restyle(sheet: SheetOf, chance: random.Random) -> None:
    style = chance.choice(("dot", "slash", "round", "bracket", "comma", "roman", "last", "letters", "float"))
    for one in sheet.lines:
        number = one.number
        if not number:
            continue
        parts = number.split(".")
        one.number = {
            "dot": f"{number}.",
            "slash": f"{number}/",
            "round": f"({number})",
            "bracket": f"{number})",
            "comma": number.replace(".", ","),
            "roman": ROMAN[int(number)] if number.isdigit() and int(number) < 16 else number,
            "last": parts[-1],
            "letters": f"{chr(96 + int(parts[-1]))})"
            if parts[-1].isdigit() and int(parts[-1]) < 27
            else number,
            "float": repr(float(number)) if re.fullmatch(r"\d+\.\d+", number) else number,
        }[style]


def as_dates(sheet: SheetOf, chance: random.Random) -> None:
    for one in sheet.lines:
        if re.fullmatch(r"\d+\.\d+", one.number):
            day, month = one.number.split(".")
            one.number = chance.choice(
                (f"{day}/{month}/2023", "44927", f"2023-{int(month):02}-{int(day):02} 00:00:00")
            )


def fractions(sheet: SheetOf, chance: random.Random) -> None:
    for one in sheet.lines:
        if re.fullmatch(r"\d+\.\d+", one.number):
            one.number = f"{float(one.number):.17g}"


def number_in_label(sheet: SheetOf, chance: random.Random) -> None:
    for one in sheet.lines:
        if one.number:
            one.label, one.number = f"{one.number}{chance.choice(('. ', ') ', './ '))}{one.label}", ""


def typo(label: str, chance: random.Random) -> str:
    """One slip of the keyboard in one word."""
    places = [at for at, letter in enumerate(label) if letter.isalpha()]
    at = chance.choice(places)
    kind = chance.randrange(4)
    if kind == 0:
        return label[:at] + label[at + 1 :]
    if kind == 1:
        return label[:at] + label[at] + label[at:]
    if kind == 2:
        return label[:at] + chance.choice("aeioungthc") + label[at + 1 :]
    return label[:at] + label[at + 1 : at + 2] + label[at] + label[at + 2 :]


def misspell(sheet: SheetOf, chance: random.Random) -> None:
    for at in chance.sample(_held(sheet), min(len(_held(sheet)), chance.choice((1, 2, 3)))):
        sheet.lines[at].label = typo(sheet.lines[at].label, chance)


def misspell_all(sheet: SheetOf, chance: random.Random) -> None:
    for one in sheet.lines:
        if chance.random() < 0.6:
            one.label = typo(one.label, chance)


def upper_case(sheet: SheetOf, chance: random.Random) -> None:
    for one in sheet.lines:
        one.label = one.label.upper()


def footnotes(sheet: SheetOf, chance: random.Random) -> None:
    for one in sheet.lines:
        one.label += chance.choice(("", " (1)", "¹", " (*)", " [2]", ":", " ."))


SHORT = (
    ("kinh tế - xã hội", "KT-XH"), ("dân tộc thiểu số", "DTTS"), ("nông thôn mới", "NTM"),
    ("Ngân sách", "NS"),
    ("ngân sách trung ương", "NSTW"), ("ngân sách địa phương", "NSĐP"), ("bảo hiểm y tế", "BHYT"),
    ("Tiểu dự án", "TDA"), ("Dự án", "DA"), ("đầu tư phát triển", "ĐTPT"), ("ngân sách nhà nước", "NSNN"),
)  # fmt: skip


def abbreviate(sheet: SheetOf, chance: random.Random) -> None:
    for one in sheet.lines:
        for long, short in SHORT:
            if chance.random() < 0.7:
                one.label = one.label.replace(long, short)


def cut_off(sheet: SheetOf, chance: random.Random) -> None:
    """Long labels cut short."""
    for one in sheet.lines:
        words = one.label.split()
        if len(words) > 9 and chance.random() < 0.5:
            one.label = " ".join(words[: chance.randrange(7, len(words))]) + chance.choice(("", "...", "…"))


def in_which(sheet: SheetOf, chance: random.Random) -> None:
    for one in sheet.lines:
        if one.label.startswith("Trong đó: "):
            one.label = chance.choice(("- ", "", "+ ")) + one.label.removeprefix("Trong đó: ")


def split_lines(sheet: SheetOf, chance: random.Random) -> None:
    """A label that goes on in the next line, the figures beside the first or the second."""
    at = 0
    while at < len(sheet.lines):
        one = sheet.lines[at]
        words = one.label.split()
        if len(words) > 5 and chance.random() < 0.3:
            cut = chance.randrange(2, len(words) - 1)
            upper, lower = " ".join(words[:cut]), " ".join(words[cut:])
            on_first = chance.random() < 0.5 or not one.figures
            rest = Printed("", lower, None if on_first else one.key, one.figures and not on_first)
            sheet.lines[at] = replace(
                one, label=upper, key=one.key if on_first else None, figures=one.figures and on_first
            )
            sheet.lines.insert(at + 1, rest)
            at += 1
        at += 1


def page_headers(sheet: SheetOf, chance: random.Random) -> None:
    for _ in range(2):
        at = chance.randrange(len(sheet.lines) + 1)
        sheet.lines[at:at] = [Printed("STT", "Nội dung", None, False), Printed("A", "B", None, False)]


def headings_again(sheet: SheetOf, chance: random.Random) -> None:
    """The heading of a block once more on the next page."""
    rows = {row.key: row for row in sheet.wanted}
    at = chance.choice(_held(sheet))
    parent = rows[sheet.lines[at].key or ""].parent
    if parent is not None and sheet.lines[at - 1].key is not None:
        row = rows[parent]
        sheet.lines.insert(at, Printed(row.number, f"{row.label} (tiếp theo)", None, False))


TURNS = ("cận", "không", "mới", "chưa", "tái")


def say_something_else(sheet: SheetOf, chance: random.Random) -> None:
    """The label of a row now means something else; its number stays."""
    labels = {row.label for row in sheet.wanted}
    for at in chance.sample(_held(sheet), min(3, len(_held(sheet)))):
        one = sheet.lines[at]
        words = one.label.split()
        kind = chance.randrange(4)
        if kind == 0:
            word = next(word for word in chance.sample(TURNS, 5) if word not in one.label.lower())
            words.insert(chance.randrange(1, len(words) + 1), word)
        elif kind == 1 and one.label in labels and re.search(r"\d", one.label):
            words = re.sub(r"\d+", lambda m: str(int(m[0]) + chance.randrange(1, 9)), one.label).split()
        elif kind == 2:
            pairs = (
                ("đầu", "cuối"),
                ("nghèo", "cận nghèo"),
                ("tỉnh", "huyện"),
                ("huyện", "xã"),
                ("trong", "ngoài"),
            )
            label = one.label
            for old, new in pairs:
                label = label.replace(old, new)
            words = label.split()
        else:
            words = [*chance.choice(STRANGE).split()]
        label = " ".join(words)
        if label != one.label:
            # What it says now may be another row of the form; then it is that row or nothing.
            one.label, key = label, one.key
            one.key = next(
                (row.key for row in sheet.wanted if label.endswith(row.label) and row.key != key), None
            )
            if one.key is not None:
                sheet.unsure.add(one.key)


def paste_label(sheet: SheetOf, chance: random.Random) -> None:
    """A label copied over that of the next row: its number still says what it was."""
    held = _held(sheet)
    at = chance.choice(held)
    other = chance.choice(held)
    if at != other and sheet.lines[at].number:
        sheet.lines[at].label = sheet.lines[other].label
        sheet.unsure |= {key for key in (sheet.lines[at].key, sheet.lines[other].key) if key}


CHANGES: dict[str, Change] = {
    change.__name__: change
    for change in (
        nothing, insert, insert_and_count, delete, delete_and_count, delete_block,
        replace_under_the_same_number, move_row, move_block, move_block_and_count, no_numbers,
        restyle, as_dates, fractions, number_in_label, misspell, misspell_all, upper_case,
        footnotes, abbreviate, cut_off, in_which, split_lines, page_headers, headings_again,
        say_something_else, paste_label,
    )
}  # fmt: skip
