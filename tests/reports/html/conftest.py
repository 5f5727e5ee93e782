"""Pages of the sample reports, made once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from mtqg_xl.domain.excerpts import Excerpt
from mtqg_xl.domain.findings import FileReport
from mtqg_xl.reconcile.excerpts import excerpts_of
from mtqg_xl.reports.html import html_page
from tests.reports.html.markup import Page
from tests.support.samples import SAMPLES, real, report

NAMES = sorted(file.stem for file in (SAMPLES / "real").glob("*.xlsx"))
LOST = FileReport("gửi/hỏng.xlsx", reason="Tệp “gửi/hỏng.xlsx” rỗng (0 byte).")
MISSING = ("huyện Hà Quảng", "huyện Trùng Khánh")


@cache
def excerpts(name: str) -> dict[str, Excerpt]:
    return excerpts_of(real(name), report(name).findings)


@cache
def page_of(name: str) -> str:
    """The page of one sample."""
    return html_page([report(name)], [excerpts(name)], version="9.9")


@cache
def page_of_all() -> str:
    """The page of all samples, a file that could not be read, and units that sent nothing."""
    reports = [*map(report, NAMES), LOST]
    return html_page(reports, [excerpts(name) for name in NAMES], version="9.9", missing=MISSING)


@pytest.fixture(params=[*NAMES, "all"])
def any_page(request: pytest.FixtureRequest) -> str:
    """The page of each sample, then that of all together."""
    return page_of_all() if request.param == "all" else page_of(request.param)


@pytest.fixture
def whole() -> Page:
    """The page of all samples, taken apart."""
    return Page(page_of_all())


@pytest.fixture
def kon_ray() -> Page:
    """The page of one sample, taken apart."""
    return Page(page_of("kon_ray_2023-6T"))


@pytest.fixture
def sample_path() -> Path:
    return SAMPLES / "real"
