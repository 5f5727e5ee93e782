"""One request to the engine: a folder of its own with a copy of the workbook, the request, the answer."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from mtqg_calc.tsv import decoded, encoded, records

COPY = "input.xlsx"


class Exchange:
    """The folder of one request. Close it when the answer has been read."""

    def __init__(self, action: str, language: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="mtqg_"))
        self._request: dict[str, str] = {"version": "1", "action": action, "lang": language}
        self._response: dict[str, str] | None = None

    def add_book(self, book) -> None:
        """Put a copy of the open workbook into the folder, whatever it was opened from."""
        book.save_copy(str(self.folder / COPY))
        self.ask(input=COPY, name=book.name, folder=book.folder)

    def ask(self, **more: str) -> None:
        """Add to the request and write it."""
        self._request.update(more)
        (self.folder / "request.tsv").write_bytes(encoded(self._request.items()))

    @property
    def status(self) -> int:
        """How it ended, as the answer says."""
        told = self.answer("status")
        return int(told) if told.isdigit() else 3

    def answer(self, key: str) -> str:
        """A value of the answer; empty when there is none."""
        if self._response is None:
            self._response = {row[0]: row[1] for row in self._rows("response.tsv") if len(row) > 1}
        return self._response.get(key, "")

    def table(self, name: str) -> list[dict[str, str]]:
        """A table that came with the answer; empty when there is none."""
        return records(self._rows(name))

    def close(self) -> None:
        """Remove the folder; what a virus scanner still holds is not worth an error."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _rows(self, name: str) -> list[list[str]]:
        try:
            return decoded((self.folder / name).read_bytes())
        except (OSError, ValueError):
            return []
