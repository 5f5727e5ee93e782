"""All forms of all districts for the three periods."""

from __future__ import annotations

from .books import Book, Books
from .capital_plan import plan_2023, plan_2024
from .criteria import fill_rural
from .disbursement import disburse_2023, expect
from .districts import EVERY
from .half_year import houses_in_june, money_in_june, works_in_june
from .housing import houses
from .housing_report import fill_houses
from .indicators import fill_indicators
from .knowledge import fill_knowledge
from .labour import fill_labour
from .livelihoods import fill_livelihoods
from .money import Money, fill_capital
from .nutrition import fill_nutrition
from .policies import fill_results
from .poverty import fill_poverty
from .programmes import fill_programmes
from .scheme_works import scheme_works
from .sources import fill_sources
from .transfers import move
from .work_lists import fill_lists
from .works import WorkPlan, works
from .works_report import POOR_DISTRICTS, SCHEMES, fill_works


def every_period() -> dict[str, Books]:
    """The books of each period, by its name."""
    plans, schemes = works(), scheme_works()
    return {
        "2023-6T": half_2023(plans["2023"], schemes["2023"]),
        "2023-N": year_2023(plans["2023"]),
        "2024-KH": year_2024(plans["2024"], schemes["2024"]),
    }


def _money_2023() -> Money:
    built = houses("2023")
    money = plan_2023(built)
    move(money, "K")
    disburse_2023(money, built)
    move(money, "G")
    expect(money)
    return money


def half_2023(plan: WorkPlan, schemes: WorkPlan) -> Books:
    """The reports of the first half of 2023: the 16 forms of the programme."""
    books = {code: Book() for code in EVERY}
    built = houses_in_june(houses("2023"))
    money = money_in_june(_money_2023(), built)
    fill_capital(books, money)
    fill_houses(books, built, money, spent=True)
    fill_works(books, "2023", works_in_june(plan), money)
    fill_works(books, "2023", works_in_june(schemes), money, SCHEMES)
    fill_livelihoods(books, money)
    fill_nutrition(books)
    fill_labour(books, money)
    fill_knowledge(books, money)
    fill_sources(books, money)
    fill_results(books, money)
    fill_indicators(books)
    return books


def year_2023(plan: WorkPlan) -> Books:
    """The annual reports of 2023."""
    books = {code: Book() for code in EVERY}
    money = _money_2023()
    fill_capital(books, money)
    fill_houses(books, houses("2023"), money, spent=True)
    fill_works(books, "2023", plan, money)
    fill_sources(books, money)
    fill_poverty(books)
    fill_rural(books)
    fill_programmes(books, money)
    return books


def year_2024(plan: WorkPlan, schemes: WorkPlan) -> Books:
    """The plans for 2024; the poor districts send the list of their works."""
    books = {code: Book() for code in EVERY}
    planned = houses("2024")
    money = plan_2024(planned)
    fill_capital(books, money)
    fill_houses(books, planned, money, spent=False)
    fill_works(books, "2024", plan, money)
    fill_works(books, "2024", schemes, money, SCHEMES)
    fill_sources(books, money)
    fill_lists(books, {POOR_DISTRICTS: plan, SCHEMES: schemes})
    return books
