"""PL04: every work of the plan of 2024 in a line, giving the counts and the money of BM03 and BM04."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from .books import Book, Books
from .chance import jitter, source
from .districts import BY_CODE, POOR
from .figures_of import figure
from .splitting import split
from .works import WorkPlan, Works
from .works_report import POOR_DISTRICTS, SCHEMES, Subproject

#: The districts that send the list: those that have works.
LISTING: Final = POOR
KINDS: Final = (
    "Giao thông", "Điện", "Trường học", "Y tế", "Văn hóa, thể thao", "Thủy lợi phục vụ sản xuất",
    "Nước sinh hoạt", "Công trình khác",
)  # fmt: skip
CALLED: Final = (
    "Đường xóm", "Điện sinh hoạt xóm", "Trường mầm non", "Trạm y tế xã", "Nhà văn hóa xóm", "Mương",
    "Cấp nước sinh hoạt xóm", "Kè chống sạt lở xóm",
)  # fmt: skip
#: Names of villages, made up; two of them name a work.
VILLAGES: Final = (
    "Nà Mười", "Khuổi Phia", "Lũng Cát", "Phia Rạc", "Nà Sẩu", "Lũng Vảy", "Bản Chang", "Nà Hin",
    "Khuổi Đông", "Bản Cuổn", "Pác Lũng", "Phia Đeng", "Lũng Tẩu", "Cốc Nhan", "Nà Loỏng",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A work: the list it stands in, its kind, its money of the year and its cost."""

    part: str
    kind: int
    money: int
    cost: int


def fill_lists(books: Books, plans: dict[Subproject, WorkPlan]) -> None:
    """The list of the poor districts, after BM03 and BM04."""
    for code in LISTING:
        names = _names(source("PL04", "names", code))
        for number, part in (("1", POOR_DISTRICTS), ("2", SCHEMES)):
            if code in part.codes:
                rows = {row: one for (unit, row), one in plans[part].items() if unit == code and one.count}
                _fill(books[code], part.form, number, rows, names, code)


def _names(chance: Random) -> Iterator[tuple[str, str]]:
    """Two villages each time, never the same two."""
    pairs = [(one, other) for one in VILLAGES for other in VILLAGES if one < other]
    chance.shuffle(pairs)
    yield from pairs


def _fill(
    book: Book, form: str, number: str, rows: dict[str, Works], names: Iterator[tuple[str, str]], code: str
) -> None:
    counts: dict[str, int] = {}
    for row, one in rows.items():
        for line in _lines(book, form, row, one, source("PL04", code, row)):
            name = f"{line.part}{number}"
            counts[name] = counts.get(name, 0) + 1
            _put(book, f"{name}-{counts[name]}", line, next(names), code)


def _lines(book: Book, form: str, row: str, one: Works, chance: Random) -> Iterator[Line]:
    """The works of a row; their money and their cost add up to its own."""
    parts = ["CT"] * one.carried + ["KC" if row.startswith("A") else "DT"] * one.new
    money, cost = int(figure(book, form, row, "10")), int(figure(book, form, row, "7"))
    weights = [jitter(chance, 1, 0.4) for _ in parts]
    shares = zip(parts, split(money, weights), split(cost - money, weights), strict=True)
    for part, share, rest in shares:
        yield Line(part, int(row.partition(".")[2]), share, share + rest)


def _put(book: Book, row: str, line: Line, villages: tuple[str, str], code: str) -> None:
    texts = {
        "B": f"{CALLED[line.kind - 1]} {villages[0]} - {villages[1]}",
        "2": BY_CODE[code].name,
        "3": f"xã {villages[0]}",
        "4": KINDS[line.kind - 1],
        "8": {"CT": "2022-2024", "KC": "2024-2026", "DT": "2024"}[line.part],
    }
    for column, text in texts.items():
        book.put("PL04", row, column, text)
    book.put("PL04", row, "10", line.cost)
    if line.part == "CT":
        book.put("PL04", row, "13", (line.cost - line.money) * 2 // 3)
    book.put("PL04", row, "16" if line.part == "DT" else "15", line.money)
