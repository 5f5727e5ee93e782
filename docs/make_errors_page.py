"""Writes ``docs/developers/errors.md``, every message code with its text, from the message files.

``python docs/make_errors_page.py`` writes it; ``--check`` only says whether it is out of date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pages.running import run

from mtqg_xl.messages.text import _texts

PAGE: Final = Path(__file__).resolve().parent / "developers" / "errors.md"
_INTRO: Final = """\
# Refusals and messages

<!-- Written by docs/make_errors_page.py from mtqg_xl/messages; do not edit by hand. -->

Every sentence a person may read has a code `group.name` and stands in `mtqg_xl/messages/<group>.vi.toml`.
A refusal is an exception, a subclass of `MtqgError` from `mtqg_xl.messages`; its `code` is one of the codes
below, `values` fill in the `{…}`, and `str()` of it is the whole sentence. The command line prints the
sentence on stderr and exits with 2.

Sentences are Vietnamese. A file `<group>.en.toml` beside them is used with `--lang en`; a code without an
English text is said in Vietnamese.
"""
_REFUSALS: Final = {
    "file": ("FileProblem", "A file that cannot be read as a workbook, or cannot be bound to a form."),
    "output": ("OutputProblem", "A place that cannot be written to; nothing has been left there."),
    "argument": ("ArgumentProblem", "An option, a unit, a period or a form code that means nothing."),
    "definition": ("DefinitionProblem", "A form file that contradicts itself or cannot be parsed."),
    "learning": ("LearningProblem", "A workbook from which no form can be learnt."),
    "addin": (
        "AddinProblem",
        "An add-in that cannot be built or installed; what is wrong in its sources.",
    ),
}
_OTHERS: Final = {
    "reading": "Why the form on a sheet was not recognised.",
    "headings": "Why the headings of a sheet were not taken for those of a form.",
    "remark": "Remarks on how a cell or a form is filled (rule ids `DOC.<code>`), each with its advice.",
    "finding": "Findings about figures.",
    "unchecked": "Why a rule could not be applied.",
    "check": "Lines of `check` at the terminal.",
    "verdict": "Verdicts on a file.",
    "consolidate": "Lines of `consolidate`, and reasons kept in the consolidated workbook.",
    "sheet": "Words on the sheets of forms.",
    "book": "Words on the extra sheets of a consolidated workbook and on input cells.",
    "trace": "Lines of `trace`.",
    "demo": "Lines of `demo`.",
    "run": "What a run says about itself.",
    "lint": "What `form lint` has to say about a form file.",
    "rulebook": "Words of the register of rules.",
    "identify": "Which wrong figures a form gives away, on the pages of the forms.",
    "proof": "Made-up figures, and rules that contradict each other.",
    "level": "Tiers of government.",
    "period": "Kinds of period.",
    "mark": "How far a form follows an issued layout.",
}


def pages() -> dict[Path, str]:
    """The page by its place."""
    return {PAGE: page()}


def page() -> str:
    """The whole page as Markdown."""
    groups: dict[str, list[str]] = {}
    for code in _texts("vi"):
        groups.setdefault(code.partition(".")[0], []).append(code)
    lines = [*_INTRO.splitlines(), "", "## Refusals"]
    for group, (name, meaning) in _REFUSALS.items():
        lines += ["", f"### `{name}`", "", meaning, "", *_table(groups.pop(group, []))]
    lines += ["", "## Other messages"]
    known = [group for group in _OTHERS if group in groups]
    for group in [*known, *sorted(set(groups) - set(known))]:
        lines += ["", f"### `{group}`", ""]
        lines += [_OTHERS[group], ""] if group in _OTHERS else []
        lines += _table(groups[group])
    return "\n".join(lines) + "\n"


def _table(codes: list[str]) -> Iterator[str]:
    yield "| code | text |"
    yield "| --- | --- |"
    texts = _texts("vi")
    for code in codes:
        yield f"| `{code}` | {texts[code].strip().replace('|', '&#124;')} |"


if __name__ == "__main__":
    sys.exit(run(__doc__, pages))
