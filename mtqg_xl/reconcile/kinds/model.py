"""What a kind of finding is: a class with a code, how it weighs, what it says."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar, Final

from mtqg_xl.domain.findings import Severity, Verdict
from mtqg_xl.messages import say


class Tag(StrEnum):
    """What a kind of finding is about; the pages of the kinds are grouped by the first of them."""

    FIGURES = "figures"
    FORMULAS = "formulas"
    CELLS = "cells"
    MEASURES = "measures"
    LAYOUT = "layout"
    QUESTIONS = "questions"
    ORIGIN = "origin"
    WORKBOOK = "workbook"

    def label(self) -> str:
        """The tag in the words of an office."""
        return say(f"kind.tag_{self.value}")


#: Every kind by its code, in the order in which they are told of.
KINDS: Final[dict[str, type[Kind]]] = {}


class Kind:
    """A kind of finding. Every subclass with a ``code`` of its own is one and is in :data:`KINDS`.

    ``severity`` is ``None`` where the rule, or the case, decides. ``related`` are codes of kinds that come
    with it or are easily taken for it. Texts stand in the message groups: ``kind.<code>`` is the title,
    ``kind.<code>_means`` the explanation; ``sentences`` and ``advice`` are the codes of what it says.
    """

    code: ClassVar[str] = ""
    verdict: ClassVar[Verdict] = Verdict.OTHER
    severity: ClassVar[Severity | None] = None
    tags: ClassVar[tuple[Tag, ...]] = ()
    related: ClassVar[tuple[str, ...]] = ()
    sentences: ClassVar[tuple[str, ...]] = ()
    advice: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, **further: object) -> None:
        super().__init_subclass__(**further)
        if "code" in cls.__dict__:
            if cls.code in KINDS:
                raise TypeError(f"two kinds of finding have the code {cls.code}")
            cls._complete()
            KINDS[cls.code] = cls

    @classmethod
    def _complete(cls) -> None:
        """Fill in what follows from the code."""

    @classmethod
    def title(cls) -> str:
        """What the kind is called, in the language in force."""
        return say(f"kind.{cls.code}")

    @classmethod
    def meaning(cls) -> str:
        """Why this is told at all, in one sentence; the reason of a finding that has none of its own."""
        return say(f"kind.{cls.code}_means")

    @classmethod
    def sentence(cls, variant: str = "", /, **values: object) -> str:
        """The sentence of a finding, ``variant`` being the end of its message code.

        Raises:
            KeyError: the kind has no such sentence.
        """
        return say(_chosen(cls.sentences, variant), **values)

    @classmethod
    def advise(cls, variant: str = "", /, **values: object) -> str:
        """What to do about it, for kinds whose advice is always the same.

        Raises:
            KeyError: the kind has no such advice.
        """
        return say(_chosen(cls.advice, variant), **values)


class RemarkKind(Kind):
    """A remark on how a cell, a form or a workbook is filled; its findings have the rule ``DOC.<code>``."""

    @classmethod
    def _complete(cls) -> None:
        cls.sentences, cls.advice = (f"remark.{cls.code}",), (f"remark.{cls.code}_todo",)


class FormulaKind(Kind):
    """A formula that is not the form's; the rule is ``DOC.<code>``, the group of messages is its own."""

    verdict = Verdict.FORMULA
    tags = (Tag.FORMULAS,)

    @classmethod
    def _complete(cls) -> None:
        if not cls.sentences:
            cls.sentences = (f"formula_check.{cls.code.removeprefix('formula_')}",)
        if not cls.advice:
            cls.advice = ("formula_check.todo", "formula_check.todo_plain")


class FigureKind(Kind):
    """Figures that do not agree; the rule is the one that fails."""

    verdict = Verdict.WRONG
    tags = (Tag.FIGURES,)


def _chosen(codes: tuple[str, ...], variant: str) -> str:
    """The first code, or the one that is it with ``variant`` at its end or after its group."""
    for code in codes:
        if not variant or code == f"{codes[0]}_{variant}" or code.partition(".")[2] == variant:
            return code
    raise KeyError(variant)
