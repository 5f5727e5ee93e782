"""Notes as lines for the terminal and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from mtqg_xl.linting.notes import FileNotes, Weight
from mtqg_xl.messages import say

_STYLES = {Weight.ERROR: "red", Weight.NOTE: "yellow"}


def lines(files: Iterable[FileNotes]) -> Iterator[tuple[str, str]]:
    """Every note as ``file:line: weight: sentence``, and a count for each file, with their styles."""
    for file in files:
        if file.unusable is not None:
            continue
        for note in file.notes:
            weight = say(f"lint.weight_{note.weight}")
            text = say("lint.line", file=file.path, line=note.line, weight=weight, text=note.text)
            yield text, _STYLES[note.weight]
        if file.notes:
            counts = {"errors": file.errors, "remarks": len(file.notes) - file.errors}
            yield say("lint.counted", file=file.path, **counts), "bold"
        else:
            yield say("lint.clean", file=file.path), "green"


def to_json(files: Iterable[FileNotes]) -> str:
    """All notes as one JSON object; every key is always there."""
    told = [
        {
            "path": file.path,
            "form": file.form,
            "verdict": file.verdict,
            "reason": file.unusable,
            "counts": {"error": file.errors, "note": len(file.notes) - file.errors},
            "notes": [
                {"line": note.line, "severity": note.weight.value, "code": note.code, "message": note.text}
                for note in file.notes
            ],
        }
        for file in files
    ]
    return json.dumps({"files": told}, ensure_ascii=False, indent=2)
