"""A work folder as the button makes it, and the engine run in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from mtqg_xl.api.ribbon import answer_request
from mtqg_xl.ribbon import Response

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT / "samples" / "real"
SYNTHETIC = ROOT / "samples" / "synthetic"
WRONG = REAL / "kon_ray_2023-6T.xlsx"
CLEAN = SYNTHETIC / "2024-KH" / "hoa_an_gia_lap.xlsx"


def as_vba_writes(pairs: dict[str, str]) -> bytes:
    """What ``FileSystemObject.CreateTextFile(path, True, True)`` makes, spelt out here once more."""

    def escaped(text: str) -> str:
        for letter, escape in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
            text = text.replace(letter, escape)
        return text

    lines = "".join(f"{escaped(key)}\t{escaped(value)}\r\n" for key, value in pairs.items())
    return b"\xff\xfe" + lines.encode("utf-16-le")


def read_table(path: Path) -> list[list[str]]:
    """A file of the exchange as the button reads it."""
    data = path.read_bytes()
    assert data[:2] == b"\xff\xfe"
    text = data[2:].decode("utf-16-le")
    assert text.endswith("\r\n")
    back = {"\\\\": "\\", "\\t": "\t", "\\n": "\n", "\\r": "\r"}
    rows = []
    for line in text[:-2].split("\r\n"):
        assert "\n" not in line
        assert "\r" not in line
        fields = []
        for field in line.split("\t"):
            parts, at = "", 0
            while at < len(field):
                pair = field[at : at + 2]
                parts += back.get(pair, field[at])
                at += 2 if pair in back else 1
            fields.append(parts)
        rows.append(fields)
    return rows


def records(path: Path) -> list[dict[str, str]]:
    heads, *lines = read_table(path)
    assert all(len(line) == len(heads) for line in lines)
    return [dict(zip(heads, line, strict=True)) for line in lines]


def answer_in(home: Path) -> dict[str, str]:
    return {row[0]: row[1] for row in read_table(home / "response.tsv")}


def ask(home: Path, action: str, book: Path | None = None, **keys: str) -> Response:
    """Put a request into ``home`` with a copy of ``book``, and have it answered here."""
    return answer_request(request(home, action, book, **keys))


def request(home: Path, action: str, book: Path | None = None, **keys: str) -> Path:
    home.mkdir(parents=True, exist_ok=True)
    pairs = {"version": "1", "action": action, "lang": "vi"}
    if book is not None:
        copy = home / f"input{book.suffix}"
        shutil.copy(book, copy)
        pairs |= {"input": copy.name, "name": book.name, "folder": ""}
    path = home / "request.tsv"
    path.write_bytes(as_vba_writes({**pairs, **keys}))
    return path


def run_engine(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The engine as the button starts it: in the work folder, no path on the command line."""
    command = [sys.executable, "-m", "mtqg_xl", "ribbon", "run", *(arguments or ("request.tsv",))]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command, cwd=home, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
