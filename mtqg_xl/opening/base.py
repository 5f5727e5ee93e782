"""What all kinds of book share: sheets read once, looks by number, and one way to be refused."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar, Final, NamedTuple

from mtqg_xl.messages import FileProblem, say
from mtqg_xl.ooxml import Sheet, SheetInfo
from mtqg_xl.ooxml.worksheet import no_collecting
from mtqg_xl.ooxml.xml import ForbiddenXmlError, TooMuchXmlError
from mtqg_xl.opening.building import Budget, TooMuchError

GENERAL: Final = "General"


class Source(NamedTuple):
    """A file read whole: its path, the bytes to be read, and the SHA-256 of what lies on the disk."""

    path: Path
    data: bytes
    sha256: str


class Look(NamedTuple):
    """What a style number says: the format code of numbers, and the name of the font."""

    format: str = GENERAL
    font: str = ""


class ReadBook(ABC):
    """A book whose kind of file is read by code of ours; it satisfies the protocol ``Book``.

    A kind of its own says in ``_read`` how one sheet is read, and fills the other fields when made.
    """

    format: ClassVar[str] = ""

    def __init__(self, source: Source) -> None:
        """Nothing is read yet."""
        self.path = source.path
        self.sha256 = source.sha256
        self.keeps_formulas = False
        self.date1904 = False
        self.modified: str | None = None
        self.external_links = False
        self.has_macros = False
        self.looks: list[Look] = []
        self.budget = Budget()
        self._sheets: tuple[SheetInfo, ...] = ()
        self._done: dict[str, Sheet] = {}

    @property
    def sheets(self) -> Sequence[SheetInfo]:
        """The worksheets in their order."""
        return self._sheets

    def list_sheets(self, infos: Sequence[SheetInfo]) -> None:
        """Take ``infos`` for the sheets of the book, which must have names of their own."""
        self.budget.spend_sheets(len(infos))
        names: set[str] = set()
        for info in infos:
            if info.name in names:
                detail = say("file.detail_same_sheet_name", sheet=info.name)
                raise FileProblem("damaged", path=str(self.path), detail=detail)
            names.add(info.name)
        self._sheets = tuple(infos)

    def sheet(self, name: str) -> Sheet:
        """The worksheet called ``name``, read once; ``KeyError`` if there is none.

        Raises ``FileProblem`` when what is inside cannot be read.
        """
        if name not in self._done:
            at = {info.name: at for at, info in enumerate(self._sheets)}[name]
            with refusing(self.path, name), no_collecting():
                self._done[name] = self._read(at)
        return self._done[name]

    def number_format(self, style: int) -> str:
        """The format code of the style number a cell carries; "General" when unknown."""
        return self.looks[style].format if 0 <= style < len(self.looks) else GENERAL

    def font(self, style: int) -> str:
        """The name of the font of a style number; empty when unknown."""
        return self.looks[style].font if 0 <= style < len(self.looks) else ""

    @abstractmethod
    def _read(self, at: int) -> Sheet:
        """The sheet with the number ``at``, from 0."""


@contextmanager
def refusing(path: Path, sheet: str = "") -> Iterator[None]:
    """Whatever breaks inside becomes a ``FileProblem`` that names the file.

    Files come from everywhere and the libraries that read old formats fail in their own many ways,
    so every exception counts here; a fault of ours would be told as a damaged file, not lost.
    """
    place = str(path)
    try:
        yield
    except FileProblem:
        raise
    except TooMuchError as error:
        detail = say(f"opening.too_many_{error.args[0]}", count=error.args[1])
        raise FileProblem("unsafe", path=place, detail=detail) from error
    except ForbiddenXmlError as error:
        raise FileProblem("unsafe", path=place, detail=say("opening.doctype")) from error
    except (MemoryError, RecursionError, TooMuchXmlError) as error:
        raise FileProblem("unsafe", path=place, detail=say("opening.beyond_memory")) from error
    except Exception as error:
        detail = say("file.detail_sheet_broken", sheet=sheet) if sheet else say("opening.broken")
        raise FileProblem("damaged", path=place, detail=detail) from error
