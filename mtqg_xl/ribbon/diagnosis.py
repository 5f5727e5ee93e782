"""What a person who helps by telephone asks for first: which engine this is and what it runs on."""

from __future__ import annotations

import locale
import os
import platform
import struct
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from mtqg_xl.messages import say


def diagnosis(version: str, home: Path, forms: int) -> Iterator[str]:
    """Lines for a letter; ``home`` is the folder of the exchange, ``forms`` how many forms are known."""
    bits = 8 * struct.calcsize("P")
    yield say("ribbon.fact_engine", version=version, forms=forms)
    yield say("ribbon.fact_program", path=sys.executable or "–")
    yield say("ribbon.fact_package", path=os.fspath(Path(__file__).resolve().parents[1]))
    yield say("ribbon.fact_python", version=platform.python_version(), bits=bits)
    yield say("ribbon.fact_system", system=platform.platform(), machine=platform.machine() or "–")
    yield say(
        "ribbon.fact_encoding", name=locale.getpreferredencoding(False), files=sys.getfilesystemencoding()
    )
    yield say("ribbon.fact_folder", path=os.fspath(home), temporary=tempfile.gettempdir())
    yield say("ribbon.fact_own_forms", path=os.environ.get("MTQG_XL_FORMS") or say("ribbon.none"))
