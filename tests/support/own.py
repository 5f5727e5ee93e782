"""A form of the user's own, written only as text, and the folder that holds it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mtqg_xl.catalogue.sources import FORMS_VARIABLE

FOLDER = Path(__file__).with_name("own_forms")
CODE = "GT01"


@contextmanager
def own_forms(folder: Path | None = FOLDER) -> Iterator[None]:
    """The forms of ``folder`` are known while this lasts; with ``None`` only those of the package."""
    before = os.environ.pop(FORMS_VARIABLE, None)
    if folder is not None:
        os.environ[FORMS_VARIABLE] = str(folder)
    try:
        yield
    finally:
        os.environ.pop(FORMS_VARIABLE, None)
        if before is not None:
            os.environ[FORMS_VARIABLE] = before
