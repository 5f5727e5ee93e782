"""Slips in the way a form file is written: where the text stops being YAML, told in plain words."""

from __future__ import annotations

from typing import Any

import yaml

from mtqg_xl.linting.notes import Note, error


class Slip(Exception):
    """The text cannot be read from ``line`` on; ``code`` names the sentence."""

    def __init__(self, line: int, code: str) -> None:
        super().__init__(line, code)
        self.line = line
        self.code = code

    @property
    def note(self) -> Note:
        """The slip as a note."""
        return error(self.line, self.code)


#: What the reader complains of, and the slip behind it; the first that fits counts.
_COMPLAINTS = (
    ("found character", "syntax_sign"),
    ("quoted scalar", "syntax_quote"),
    ("unknown escape", "syntax_quote"),
    ("flow mapping", "syntax_brace"),
    ("flow sequence", "syntax_bracket"),
    ("mapping values are not allowed", "syntax_colon"),
    ("undefined alias", "syntax_star"),
    ("anchor", "syntax_star"),
    ("alias", "syntax_star"),
    ("block mapping", "syntax_indent"),
    ("block collection", "syntax_indent"),
    ("block sequence", "syntax_indent"),
    ("single document", "syntax_document"),
    ("simple key", "syntax_colon"),
    ("characters are not allowed", "syntax_character"),
)


def slip_in(text: str, problem: yaml.YAMLError) -> Slip:
    """The slip behind what the YAML reader complains of, at the line where it was most likely made."""
    said = str(problem)
    code = next((code for sign, code in _COMPLAINTS if sign in said), "syntax")
    position = getattr(problem, "position", None)
    mark, around = getattr(problem, "problem_mark", None), getattr(problem, "context_mark", None)
    if mark is None and isinstance(position, int):
        return Slip(text.count("\n", 0, position) + 1, code)
    line = (mark.line if mark is not None else 0) + 1
    if code in ("syntax_quote", "syntax_brace", "syntax_bracket") and around is not None:
        line = around.line + 1
    lines = text.splitlines()
    if (
        0 < line <= len(lines)
        and "\t" in lines[line - 1][: len(lines[line - 1]) - len(lines[line - 1].lstrip())]
    ):
        return Slip(line, "syntax_tab")
    opened = _opened_before(text, line)
    if opened is not None:
        return Slip(opened, "syntax_quote")
    return Slip(min(line, max(1, len(lines))), code)


def _opened_before(text: str, line: int) -> int | None:
    """The line of a quotation mark that runs on into the line where reading stopped."""
    opened: int | None = None
    try:
        for token in yaml.scan(text, Loader=yaml.BaseLoader):
            if isinstance(token, yaml.ScalarToken) and _runs_on(token, line):
                opened = token.start_mark.line + 1
    except yaml.YAMLError:
        pass
    return opened


def _runs_on(token: Any, line: int) -> bool:
    first, last = token.start_mark.line + 1, token.end_mark.line + 1
    return bool(token.style in ("'", '"') and first < last and last in (line, line - 1))
