"""Sets of forms that a unit hands in together, from ``data/sets.yaml``."""

from __future__ import annotations

from functools import cache

from mtqg_xl.catalogue.files import folder, read
from mtqg_xl.catalogue.schema import SetText
from mtqg_xl.messages import ArgumentProblem


@cache
def form_sets() -> dict[str, SetText]:
    """All sets by name."""
    return {text.name: text for text in read(folder("data") / "sets.yaml", tuple[SetText, ...])}


def form_set(name: str) -> SetText:
    """The set called ``name``; :class:`ArgumentProblem` when there is none."""
    found = form_sets().get(name.strip().lower())
    if found is None:
        raise ArgumentProblem("no_set", name=name, known=", ".join(form_sets()))
    return found
