"""Commands that a report tells a person to type."""

from __future__ import annotations

import os
import shlex
import subprocess
from typing import Final

#: The endings of the workbooks that ``fix`` repairs.
REPAIRABLE: Final = (".xlsx", ".xlsm", ".xltx", ".xltm")


def quoted(name: str) -> str:
    """A file name as it is typed in the shell here."""
    return subprocess.list2cmdline([name]) if os.name == "nt" else shlex.quote(name)
