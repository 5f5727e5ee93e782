"""A workbook being changed: its sheets, whose it is, and what was done to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from random import Random

from mtqg_xl.domain.binding import Binding
from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.units import fold
from tests.benchmarks.lib.binding.spots import Owner, Page, Spot


@dataclass
class Draft:
    """A workbook to be changed; ``binding`` is what its hidden sheet records, None when that was deleted.

    ``more`` fills a sheet with other figures of its form for another unit; None where there are none.
    """

    pages: list[Page]
    binding: Binding | None
    forms: dict[str, Form]
    owner: Owner
    path: str
    chance: Random
    more: Callable[[Page, Owner, int], None] | None = None
    done: list[str] = field(default_factory=list)

    @property
    def form_pages(self) -> list[Page]:
        """The sheets with forms on them."""
        return [page for page in self.pages if page.owner is not None]

    def page(self) -> Page:
        """Some sheet with a form."""
        return self.chance.choice(self.form_pages)


@dataclass(frozen=True)
class Area:
    """Where one table of a form stands on a page; rows and columns from 0, all inclusive.

    ``body`` are the rows of the form, ``columns`` those of its figures, ``stub`` those left of them.
    """

    page: Page
    form: str
    section: int
    top: int
    code_row: int
    body: tuple[int, ...]
    stub: tuple[int, ...]
    columns: tuple[int, ...]
    label_at: int
    number_at: int

    @property
    def bottom(self) -> int:
        """The last row."""
        return self.body[-1]

    def spot(self, row: int, column: int) -> Spot | None:
        """A cell of the page."""
        return self.page.grid[row][column]

    def number(self, row: int) -> Spot | None:
        """The cell with the number of a row."""
        return self.page.grid[row][self.number_at]

    def label(self, row: int) -> Spot | None:
        """The cell with the label of a row."""
        return self.page.grid[row][self.label_at]

    def named_once(self, row: int) -> bool:
        """Whether no other row of the table has the same label, so that it is known wherever it stands."""
        return self.names.count(self.name(row)) == 1

    def name(self, row: int) -> str:
        """The label of a row for comparison."""
        label = self.label(row)
        return fold(label.text) if label is not None else ""

    @cached_property
    def names(self) -> list[str]:
        """The labels of all rows for comparison."""
        return [self.name(row) for row in self.body]

    def row_key(self, row: int) -> str:
        """The form row that stands in a row of the page."""
        return next((s.part.row for s in self.page.grid[row] if s is not None and s.part.row), "")


def areas(page: Page) -> list[Area]:
    """The tables on ``page``, as long as nobody has moved their parts away from each other."""
    if page.turned:
        return []
    found: dict[tuple[str, int], dict[str, list[tuple[int, int]]]] = {}
    for r, c, spot in page.spots():
        part = spot.part
        if part.form and part.role not in ("frame", "extra"):
            found.setdefault((part.form, part.section), {}).setdefault(part.role, []).append((r, c))
    result = []
    for (form, section), roles in found.items():
        if not {"heading", "body", "label"} <= roles.keys():
            continue
        tops = [r for r, _ in roles["heading"]]
        codes = roles.get("code") or [(max(tops), 0)]
        body = sorted({r for role in ("label", "body") for r, _ in roles.get(role, ())})
        label_at = roles["label"][0][1]
        columns = sorted({c for _, c in roles["body"]} - {label_at})
        stub = sorted({c for role in ("number", "label", "measure") for _, c in roles.get(role, ())})
        number_at = roles["number"][0][1] if "number" in roles else label_at
        result.append(
            Area(page, form, section, min(tops), codes[0][0], tuple(body), tuple(stub), tuple(columns),
                 label_at, number_at)
        )  # fmt: skip
    return result


def some_area(draft: Draft) -> Area | None:
    """A table of the workbook by chance."""
    found = areas(draft.page())
    return draft.chance.choice(found) if found else None
