"""All forms of all districts for the two periods."""

from __future__ import annotations

from .books import Book, Books
from .capital_plan import plan_2023, plan_2024
from .criteria import fill_rural
from .disbursement import disburse_2023, expect
from .districts import EVERY
from .housing import houses
from .housing_report import fill_houses
from .money import fill_capital
from .poverty import fill_poverty
from .programmes import fill_programmes
from .transfers import move
from .works import WorkPlan, works
from .works_report import fill_works


def every_period() -> dict[str, Books]:
    """The books of each period, by its name."""
    plans = works()
    return {"2023-N": year_2023(plans["2023"]), "2024-KH": year_2024(plans["2024"])}


def year_2023(plan: WorkPlan) -> Books:
    """The annual reports of 2023."""
    books = {code: Book() for code in EVERY}
    built = houses("2023")
    money = plan_2023(built)
    move(money, "K")
    disburse_2023(money, built)
    move(money, "G")
    expect(money)
    fill_capital(books, money)
    fill_houses(books, built, money, spent=True)
    fill_works(books, "2023", plan, money)
    fill_poverty(books)
    fill_rural(books)
    fill_programmes(books, money)
    return books


def year_2024(plan: WorkPlan) -> Books:
    """The plans for 2024."""
    books = {code: Book() for code in EVERY}
    planned = houses("2024")
    money = plan_2024(planned)
    fill_capital(books, money)
    fill_houses(books, planned, money, spent=False)
    fill_works(books, "2024", plan, money)
    return books
