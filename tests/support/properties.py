"""Settings and strategies of the property tests."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

#: Properties of pure functions: many examples, no deadline on a busy machine.
thorough = settings(max_examples=100, deadline=None)
#: Properties that write or check a whole workbook.
slow = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def amounts(places: int = 6, largest: int = 10**9, smallest: int = 0) -> st.SearchStrategy[Decimal]:
    """Exact amounts with up to ``places`` decimals."""
    return st.builds(
        lambda digits, decimals: Decimal(digits).scaleb(-decimals),
        st.integers(smallest, largest),
        st.integers(0, places),
    )
