"""BM03 and BM04: the works, their money and the names of those not begun."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from random import Random
from typing import Final

from .books import Book, Books
from .chance import jitter, source
from .districts import POOR, SCHEME
from .money import Money, total_of
from .splitting import split, split_capped
from .works import WorkPlan, Works

#: Names of works not begun, made up, by kind of work.
NAMES: Final = {
    "1": (
        "Đường xóm Nà Mười - Khuổi Phia", "Đường liên xã Lũng Cát - Phia Rạc", "Cầu tràn Nà Sẩu",
        "Đường vào xóm Lũng Vảy", "Đường xóm Bản Chang - Nà Hin", "Đường xóm Khuổi Đông - Bản Cuổn",
        "Ngầm tràn Pác Lũng", "Đường xóm Phia Đeng - Lũng Tẩu", "Đường vào xóm Cốc Nhan",
    ),
    "2": ("Điện sinh hoạt xóm Lũng Vảy", "Điện sinh hoạt xóm Phia Đeng"),
    "3": ("Trường mầm non Khuổi Đông", "Nhà bán trú trường tiểu học Nà Hin", "Phòng học xóm Bản Cuổn"),
    "4": ("Trạm y tế xã Phia Rạc",),
    "5": ("Nhà văn hóa xóm Bản Cuổn",),
    "6": ("Mương Nà Loỏng",),
    "7": ("Cấp nước sinh hoạt xóm Lũng Tẩu",),
    "8": ("Kè chống sạt lở Bản Chang",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subproject:
    """A subproject of project 1: its form, its line in BM16 and the districts that have it."""

    form: str
    leaf: str
    codes: tuple[str, ...]


POOR_DISTRICTS: Final = Subproject("BM03", "DA1.1", POOR)
SCHEMES: Final = Subproject("BM04", "DA1.2", SCHEME)


def fill_works(
    books: Books, year: str, plan: WorkPlan, money: Money, part: Subproject = POOR_DISTRICTS
) -> None:
    """The form of a subproject; money agrees with its line in BM16."""
    names = {kind: iter(pool) for kind, pool in NAMES.items()}
    for code in part.codes:
        chance = source(part.form, year, code)
        for group, columns in (("A", "12"), ("B", "45")):
            rows = {
                row: one
                for (unit, row), one in plan.items()
                if unit == code and row[0] == group and one.count
            }
            total = total_of(money, *(f"K{number}" for number in columns), code=code, leaf=part.leaf)
            planned = _work_plan(int(total), rows, chance)
            for row, one in rows.items():
                _put_works(books[code], part.form, row, one, planned[row], chance)
            if year == "2023":
                paid = total_of(money, *(f"G{number}" for number in columns), code=code, leaf=part.leaf)
                for row, amount in _work_paid(paid, rows, planned).items():
                    books[code].put(part.form, row, "11", amount)
                for row in [row for row, one in rows.items() if one.waiting and group == "A"]:
                    unbegun = "; ".join(islice(names[row.partition(".")[2]], rows[row].waiting))
                    books[code].put(part.form, row, "13", f"Chưa khởi công: {unbegun}")


def _work_plan(total: int, rows: Mapping[str, Works], chance: Random) -> dict[str, int]:
    """The plan of one district over its kinds of works."""
    weights = [jitter(chance, one.count, 0.3) for one in rows.values()]
    return dict(zip(rows, split(total, weights), strict=True))


def _work_paid(paid: Decimal, rows: Mapping[str, Works], planned: Mapping[str, int]) -> dict[str, Decimal]:
    """What was disbursed over the kinds of works, by works begun; the part below one million in the first."""
    whole = int(paid)
    weights = [planned[row] * (one.count - one.waiting) // one.count for row, one in rows.items()]
    parts = split_capped(whole, weights, list(planned.values()))
    amounts = {row: Decimal(part) for row, part in zip(rows, parts, strict=True)}
    if paid != whole:
        amounts[next(row for row in rows if amounts[row] < planned[row])] += paid - whole
    return amounts


def _put_works(book: Book, form: str, row: str, one: Works, planned: int, chance: Random) -> None:
    """The counts of one row, the cost of the works and the households that gain."""
    for column, count in zip("23456", (one.carried, one.new, one.done, one.doing, one.waiting), strict=True):
        book.put(form, row, column, count)
    factor = chance.uniform(1.4, 2.6) if row.startswith("A") else chance.uniform(1.0, 1.06)
    gain = round(one.count * chance.uniform(60, 220))
    book.put(form, row, "7", max(planned, round(planned * factor)))
    book.put(form, row, "8", gain)
    book.put(form, row, "9", round(gain * chance.uniform(0.5, 0.85)))
    book.put(form, row, "10", planned)
