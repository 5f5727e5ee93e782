"""Words that mean something: terms that change with the law, words typed instead of figures, parameters."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

from mtqg_xl.catalogue.files import folder, read
from mtqg_xl.catalogue.register import validity
from mtqg_xl.catalogue.schema import ParameterText, TermText, WordsText
from mtqg_xl.domain.periods import Period, PeriodKind
from mtqg_xl.domain.units import fold


@cache
def words() -> tuple[frozenset[str], frozenset[str]]:
    """Folded words that mean a reported zero, and words that mean "not applicable"."""
    zero, not_applicable = words_as_written()
    return frozenset(map(fold, zero)), frozenset(map(fold, not_applicable))


def words_as_written() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The same words as the catalogue writes them."""
    text = read(folder("data") / "words.yaml", WordsText)
    return tuple(text.zero), tuple(text.not_applicable)


@cache
def _terms() -> dict[str, tuple[TermText, ...]]:
    return read(folder("data") / "terms.yaml", dict[str, tuple[TermText, ...]])


def terms_on(day: date) -> dict[str, str]:
    """The dated terms as they read on ``day``."""
    return {
        name: text.text
        for name, texts in _terms().items()
        for text in texts
        if validity(text.valid).holds(day)
    }


def placeholders(period: Period) -> dict[str, str]:
    """What the ``{…}`` of titles stand for in ``period``: dated terms and years."""
    year = period.year
    return terms_on(period.day) | {
        "nam": str(year),
        "nam_truoc": str(year - 1),
        "nam_sau": str(year + 1),
        # Programmes run in stages of five years: 2016-2020 is measured against 2015.
        "nam_goc": str((year - 1) // 5 * 5),
        "ky": period.label,
        # A plan of one year tells the results of the year before.
        "nam_ket_qua": str(year - 1 if period.kind is PeriodKind.PLAN else year),
    }


@cache
def _parameters() -> tuple[ParameterText, ...]:
    return read(folder("data") / "parameters.yaml", tuple[ParameterText, ...])


def parameter(name: str, unit: str | None, period: Period) -> Decimal | None:
    """The value of ``name`` for a unit code and period; the most particular entry wins."""
    fitting = [
        text
        for text in _parameters()
        if text.name == name
        and text.unit in (None, unit)
        and text.year in (None, period.year)
        and validity(text.valid).holds(period.day)
    ]
    fitting.sort(key=lambda text: (text.unit is not None, text.year is not None))
    return fitting[-1].value if fitting else None
