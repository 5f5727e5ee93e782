"""Refusals of this room."""

from __future__ import annotations

from mtqg_xl.messages import MtqgError, say


class NoFilling(MtqgError):
    """No figures satisfy the rules of these forms, or none were found."""

    group = "proof"

    def __init__(self, code: str = "no_filling", /, **values: object) -> None:
        super().__init__(code, **values)

    def __str__(self) -> str:
        return say("proof.no_filling", **self.values)
