from __future__ import annotations

from datetime import date

from mtqg_xl.domain.validity import ALWAYS, Validity

DAY = date(2025, 7, 1)


def test_both_end_days_belong_to_the_span() -> None:
    span = Validity(date(2025, 7, 1), date(2025, 12, 31))
    assert span.holds(date(2025, 7, 1))
    assert span.holds(date(2025, 12, 31))
    assert not span.holds(date(2025, 6, 30))
    assert not span.holds(date(2026, 1, 1))


def test_an_open_side_never_ends() -> None:
    assert Validity(None, DAY).holds(date.min)
    assert Validity(DAY, None).holds(date.max)
    assert ALWAYS.holds(DAY)
