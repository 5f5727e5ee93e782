"""An Excel file as parts: the bytes of its members by name, opened without trusting them."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from lxml.etree import _Element

from mtqg_xl.messages import FileProblem, say
from mtqg_xl.ooxml import xml
from mtqg_xl.ooxml.sniffing import refuse_what_is_not_zip

MEGABYTE: Final = 1024 * 1024
MAX_FILE: Final = 150 * MEGABYTE
MAX_MEMBERS: Final = 10_000
MAX_MEMBER: Final = 128 * MEGABYTE
MAX_TOTAL: Final = 400 * MEGABYTE
# Sheets of equal empty cells shrink some sixty times; white pictures more, but they stay small.
MAX_RATIO: Final = 200
RATIO_MATTERS_FROM: Final = 10 * MEGABYTE
# Of a name or an address that is told; no longer one is true.
_LONGEST_SHOWN: Final = 100

_BAD_ZIP: Final = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError,
                   ValueError, OverflowError, OSError)  # fmt: skip


class Package:
    """One workbook file, read once and closed: ``path``, ``data``, ``sha256`` and its members.

    Every member that holds XML has passed its checksum when ``open`` returns, unless it was asked
    to look only at what is read.
    """

    __slots__ = ("_folded", "_infos", "_zip", "data", "names", "path", "sha256")

    path: Path
    data: bytes
    sha256: str
    names: tuple[str, ...]

    def __init__(self, path: Path, data: bytes, *, thorough: bool = True, sha256: str = "") -> None:
        """``data`` is a whole zip file; ``path`` names it in refusals.

        ``sha256`` is that of the file on the disk where ``data`` came out of it by a password.
        """
        self.path = path
        self.data = data
        self.sha256 = sha256 or hashlib.sha256(data).hexdigest()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BAD_ZIP as error:
            raise self.damaged("detail_zip") from error
        infos = [info for info in self._zip.infolist() if not info.filename.endswith("/")]
        self._infos = {info.filename: info for info in infos}
        self.names = tuple(self._infos)
        self._refuse_unsafe(infos)
        self._folded: dict[str, list[str]] = {}
        for name in self.names:
            self._folded.setdefault(_fold(name), []).append(name)
        for name in self.names if thorough else ():
            if name.lower().endswith((".xml", ".rels")):
                self._check(name)

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, thorough: bool = True) -> Package:
        """Read the file at ``path``; a ``FileProblem`` says why it cannot be used as a workbook.

        Without ``thorough`` a member is checked only when it is read.
        """
        place = Path(path)
        data = read_file(place)
        refuse_what_is_not_zip(place, data)
        return cls(place, data, thorough=thorough)

    def find(self, name: str) -> str | None:
        """The member meant by ``name``: a leading slash, back-slashes and case may differ."""
        if name in self._infos:
            return name
        matches = self._folded.get(_fold(name), [])
        if len(matches) > 1:
            raise self.unsafe("detail_ambiguous", part=name)
        return matches[0] if matches else None

    def has(self, name: str) -> bool:
        """Whether ``find`` finds it."""
        return self.find(name) is not None

    def read(self, name: str) -> bytes:
        """The bytes of a member; ``FileProblem`` damaged if it is missing or fails its checksum."""
        found = self.find(name)
        if found is None:
            raise self.damaged("detail_part_missing", part=name)
        # Asked for no number of bytes, the library inflates all there is before it looks at the size told.
        with self._inflating(found) as stream:
            return stream.read(self._infos[found].file_size + 1)

    def _check(self, name: str) -> None:
        """Inflate a member piece by piece, so that it takes no memory; as ``read`` otherwise."""
        with self._inflating(name) as stream:
            while stream.read(MEGABYTE):
                pass

    @contextmanager
    def _inflating(self, name: str) -> Iterator[IO[bytes]]:
        try:
            with self._zip.open(self._infos[name]) as stream:
                yield stream
        except RuntimeError as error:
            if isinstance(error, NotImplementedError):
                raise self.damaged("detail_part_changed", part=name) from error
            raise FileProblem("encrypted", path=str(self.path)) from error
        except _BAD_ZIP as error:
            raise self.damaged("detail_part_changed", part=name) from error

    def tree(self, name: str) -> _Element:
        """The root element of an XML member; ``FileProblem`` damaged or unsafe."""
        data = self.read(name)
        try:
            return xml.parse(data)
        except xml.TooMuchXmlError as error:
            raise self.unsafe("detail_too_much", part=name) from error
        except xml.BrokenXmlError as error:
            raise self.damaged("detail_part_broken", part=name) from error
        except xml.ForbiddenXmlError as error:
            raise self.unsafe("detail_doctype", part=name) from error

    def damaged(self, detail: str, **values: object) -> FileProblem:
        """The refusal of a broken file, ``detail`` being the code of its reason."""
        return FileProblem("damaged", path=str(self.path), detail=_said(detail, values))

    def unsafe(self, detail: str, **values: object) -> FileProblem:
        """The refusal of a file made to do harm, ``detail`` being the code of its reason."""
        return FileProblem("unsafe", path=str(self.path), detail=_said(detail, values))

    def _refuse_unsafe(self, infos: list[zipfile.ZipInfo]) -> None:
        if len(infos) > MAX_MEMBERS:
            raise self.unsafe("detail_too_many_parts", count=len(infos))
        seen: set[str] = set()
        total = 0
        for info in infos:
            name = info.filename
            if name in seen:
                raise self.unsafe("detail_duplicate", part=name)
            seen.add(name)
            size = info.file_size
            total += size
            if size > MAX_MEMBER or total > MAX_TOTAL:
                raise self.unsafe("detail_too_big", size=max(size, total) // MEGABYTE)
            if size > RATIO_MATTERS_FROM and size > MAX_RATIO * info.compress_size:
                raise self.unsafe("detail_ratio", part=name)
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise self.unsafe("detail_packing", part=name)


def _said(detail: str, values: dict[str, object]) -> str:
    # Names and addresses come from the file: they may hold line ends, or be as long as a book.
    shown = {name: shortened(value) if isinstance(value, str) else value for name, value in values.items()}
    return say(f"file.{detail}", **shown)


def shortened(text: str) -> str:
    """``text`` as a sentence can hold it: on one line, and no longer than a person reads."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN]}…"


def _fold(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def read_file(path: Path) -> bytes:
    """The bytes of the file at ``path``; a ``FileProblem`` says why there are none."""
    try:
        status = path.stat()
        # A pipe or a device would be read for ever.
        if not stat.S_ISREG(status.st_mode):
            raise FileProblem("not_a_workbook", path=str(path))
        if status.st_size > MAX_FILE:
            size = status.st_size // MEGABYTE
            raise FileProblem("unsafe", path=str(path), detail=say("file.detail_too_big", size=size))
        with path.open("rb") as stream:
            return stream.read()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise FileProblem("missing", path=str(path)) from error
    except PermissionError as error:
        raise FileProblem("unreadable", path=str(path)) from error
    except OSError as error:
        raise FileProblem("damaged", path=str(path), detail=say("file.detail_disk")) from error
