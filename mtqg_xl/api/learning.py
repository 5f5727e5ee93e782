"""Form files learnt from real workbooks."""

from __future__ import annotations

import os
from pathlib import Path

from mtqg_xl.api.results import write_text
from mtqg_xl.learning import Learnt, learn_workbook
from mtqg_xl.messages import LearningProblem, OutputProblem
from mtqg_xl.ooxml import check_output


def import_forms(
    book: str | os.PathLike[str],
    out: str | os.PathLike[str],
    *,
    sheet: str | None = None,
    overwrite: bool = False,
) -> Learnt:
    """Learn the forms of the workbook ``book`` and write them to ``out``: a ``.yaml`` file, or a folder.

    ``sheet`` names one sheet; otherwise all that are shown are looked at. A form file that is there
    already is kept, as answers may stand in it, unless ``overwrite``. Raises :class:`FileProblem`,
    :class:`LearningProblem` or :class:`OutputProblem`; then nothing is written.
    """
    learnt = learn_workbook(book, out, sheet)
    for file in learnt.files:
        if Path(file.path).exists() and not overwrite:
            raise LearningProblem("exists", path=file.path)
    if not os.fspath(out).lower().endswith((".yaml", ".yml")):
        try:
            Path(out).mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise OutputProblem("not_a_folder", path=os.fspath(out)) from problem
    for file in learnt.files:
        check_output(file.path, [book])
    for file in learnt.files:
        write_text(file.path, file.text, [book])
    return learnt
