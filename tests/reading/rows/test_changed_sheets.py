"""Every table of the catalogue, changed as offices change it: nothing is bound to what it is not."""

from __future__ import annotations

import random
import time
from collections import Counter

import pytest

from mtqg_xl.reading.rows import match_rows
from tests.reading.rows.changes import CHANGES
from tests.reading.rows.sheets import printed, tables

EACH = 60


@pytest.mark.parametrize("name", CHANGES)
def test_no_row_is_bound_to_another_line(name: str) -> None:
    rows, lost = 0, 0
    for number in range(EACH):
        chance = random.Random(f"{name}-{number}")
        sheet = printed(*chance.choice(tables()), chance)
        CHANGES[name](sheet, chance)
        found = match_rows(sheet.wanted, sheet.shown())
        assert not sheet.wrong(found), (sheet.name, number, sheet.wrong(found))
        lost += len(sheet.unbound(found))
        rows += sum(one.figures and one.key is not None for one in sheet.lines)
    assert lost <= rows * (0.06 if name == "misspell_all" else 0.02)


def test_every_line_with_figures_is_bound_asked_about_or_a_stranger() -> None:
    names = [name for name in CHANGES if name != "split_lines"]
    for number in range(400):
        chance = random.Random(number)
        sheet = printed(*chance.choice(tables()), chance)
        for name in chance.sample(names, 2):
            if len(sheet.lines) > 1 and any(one.key for one in sheet.lines):
                CHANGES[name](sheet, chance)
        found = match_rows(sheet.wanted, sheet.shown())
        told = Counter(
            [*found.places.values(), *(q.at for q in found.questions), *(s.at for s in found.strangers)]
        )
        assert max(told.values(), default=1) == 1
        assert {line.at for line in sheet.shown() if line.figures} <= set(told)
        assert not {row.key for row in sheet.wanted if row.needed} - set(found.places) - set(found.missing)


def test_a_table_as_printed_takes_a_moment() -> None:
    name, wanted = max(tables(), key=lambda table: len(table[1]))
    lines = printed(name, wanted, random.Random(0)).shown()
    match_rows(wanted, lines)
    began = time.process_time()
    for _ in range(100):
        match_rows(wanted, lines)
    assert (time.process_time() - began) / 100 < 0.002
