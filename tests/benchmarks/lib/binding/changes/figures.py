"""Figures written otherwise: as texts, as fractions, without formulas; and wrong ones."""

from __future__ import annotations

from decimal import Decimal

from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.numerals import decimals_of
from tests.benchmarks.lib.binding.changes.registry import Stage, kind
from tests.benchmarks.lib.binding.drafts import Draft, some_area
from tests.benchmarks.lib.binding.spots import Page, Spot


def only_values(page: Page) -> None:
    """Put values in the place of all formulas."""
    for _, _, spot in page.spots():
        if spot.formula is not None:
            spot.formula = None
            if spot.text == "":
                spot.kind = "blank"


#: Nobody types more decimals by hand.
_TYPED = 6


@kind("figures", Stage.FIGURES, 2)
def figures_pasted_as_values(draft: Draft) -> bool:
    """The sheet was copied by value, so that links to other files are gone."""
    for page in draft.pages:
        only_values(page)
    return True


def sow_errors(draft: Draft) -> None:
    """One or two figures typed wrong, as in every office: then sums do not close."""
    figures = [s for page in draft.form_pages for s in page.figures() if s.kind == "number" and s.value]
    for spot in draft.chance.sample(figures, min(len(figures), draft.chance.randint(1, 2))):
        assert spot.value is not None
        factor = draft.chance.choice((Decimal(10), Decimal("0.1"), Decimal("1.09"), Decimal(2)))
        wrong = spot.value * factor
        if spot.part.measure is not None and spot.part.measure.kind is MeasureKind.COUNT:
            wrong = wrong.to_integral_value()
        scale = Decimal(spot.text) / spot.value
        spot.value, spot.text, spot.formula = wrong, str(wrong * scale), None


def vietnamese(value: Decimal, decimals: int | None = None) -> str:
    """A figure as typed here: dots between thousands, a comma before decimals."""
    text = f"{value:,f}" if decimals is None else f"{value:,.{decimals}f}"
    return text.replace(",", "\u0000").replace(".", ",").replace("\u0000", ".")


@kind("figures", Stage.MEASURES, 1.5)
def figures_as_text(draft: Draft) -> bool:
    """Typed or pasted with dots and commas into cells that are text; often whole columns."""
    area = some_area(draft)
    if area is None:
        return False
    columns = draft.chance.sample(area.columns, draft.chance.randint(1, len(area.columns)))
    changed = False
    for r in area.body:
        for c in columns:
            spot = area.spot(r, c)
            if spot is not None and spot.is_figure and spot.kind == "number" and spot.formula is None:
                shown = Decimal(spot.text)
                if decimals_of(shown) > _TYPED or "%" in spot.number_format:
                    continue
                text = vietnamese(shown)
                if draft.chance.random() < 0.15:
                    text = draft.chance.choice((f" {text}", f"{text}\u00a0", text.replace(".", "\u00a0")))
                spot.say(text)
                changed = True
    return changed


@kind("figures", Stage.MEASURES)
def figures_rates_as_fractions(draft: Draft) -> bool:
    """Rates computed as a fraction and shown with the percent button."""
    changed = False
    for page in draft.form_pages:
        for spot in page.figures():
            if _is_percent(spot) and spot.kind == "number":
                spot.text = str(Decimal(spot.text) / 100)
                spot.number_format, spot.formula = "0.00%", None
                changed = True
    return changed


@kind("figures", Stage.MEASURES)
def figures_rates_as_text(draft: Draft) -> bool:
    """Rates typed with the sign: 97,5%."""
    changed = False
    for page in draft.form_pages:
        for spot in page.figures():
            if _is_percent(spot) and spot.kind == "number":
                spot.say(vietnamese(Decimal(spot.text)) + draft.chance.choice(("%", " %", "%")))
                changed = True
    return changed


def _is_percent(spot: Spot) -> bool:
    return (
        spot.part.measure is not None
        and spot.part.measure.code == "phan_tram"
        and "%" not in spot.number_format
    )


@kind("figures", Stage.MEASURES)
def figures_words_for_nothing(draft: Draft) -> bool:
    """Dashes and words where there is nothing to report."""
    area = some_area(draft)
    if area is None:
        return False
    changed = False
    word = draft.chance.choice(("-", "Chưa thực hiện", "chưa giải ngân", "không phát sinh"))
    for r in area.body:
        for c in area.columns:
            spot = area.spot(r, c)
            if spot is not None and spot.is_figure and spot.value == 0 and spot.formula is None:
                # It may be taken for zero or for nothing; either way there is no figure to lose.
                spot.value = None
                spot.say(word)
                changed = True
    return changed
