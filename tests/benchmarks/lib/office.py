"""LibreOffice over many workbooks: it may crash or hang on one of them, and the rest goes on."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Final

from lxml.etree import _Element

from tests.benchmarks.lib.archives import contents
from tests.benchmarks.lib.sheets import cells, local, parse

# Formulas are computed anew on loading, whatever the file stores: 0 is "always".
_SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""
_TOGETHER: Final = 25
_TO_START, _A_FILE, _ALONE = 40, 6, 60
_WIDEST: Final = 400_000_000

Values = dict[tuple[str, tuple[int, int]], tuple[str, str]]


class Office:
    """LibreOffice with a profile of its own under ``folder``, set to recalculate always."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._program = shutil.which("soffice") or shutil.which("libreoffice") or "soffice"
        self.restarts = 0

    def convert(self, sources: list[Path], out: Path) -> set[str]:
        """Save the ``sources`` as .xlsx into ``out``; returns the stems of those it opened."""
        out.mkdir(parents=True, exist_ok=True)
        queue = list(sources)
        while queue:
            batch = queue[:_TOGETHER]
            ended = self._run(batch, out, _TO_START + _A_FILE * len(batch))
            left = [path for path in batch if not _made(path, out)]
            if ended:
                # It went through the whole batch: what is missing does not open.
                queue = queue[len(batch) :]
                continue
            # It died or hung over the first that is missing: that one has its try alone.
            self.restarts += 1
            shutil.rmtree(self._folder / "profile", ignore_errors=True)
            if left:
                self._run(left[:1], out, _ALONE)
            queue = left[1:] + queue[len(batch) :]
        return {path.stem for path in sources if _made(path, out)}

    def _run(self, batch: list[Path], out: Path, seconds: float) -> bool:
        """Whether the program ended by itself and well."""
        profile = self._folder / "profile"
        if not profile.exists():
            (profile / "user").mkdir(parents=True)
            (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        command = [self._program, "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}",
                   "--convert-to", "xlsx", "--outdir", str(out), *map(str, batch)]  # fmt: skip
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        ) as office:
            try:
                return office.wait(seconds) == 0
            except subprocess.TimeoutExpired:
                return False
            finally:
                # The program is a script that starts another one; both end with their process group.
                with suppress(ProcessLookupError):
                    os.killpg(office.pid, signal.SIGKILL)


def _is_read(part: _Element) -> bool:
    """A stretch of text, aids for reading it aside."""
    parent = part.getparent()
    return local(part) == "t" and (parent is None or local(parent) != "rPh")


def _made(source: Path, out: Path) -> bool:
    return (out / f"{source.stem}.xlsx").is_file()


def values(path: Path) -> Values:
    """What the cells of a workbook that LibreOffice saved hold: type and text by sheet and place."""
    parts = contents(path.read_bytes())
    if sum(map(len, parts.values())) > _WIDEST:
        raise ValueError("too big to compare")
    texts = []
    if "xl/sharedStrings.xml" in parts:
        for item in parse(parts["xl/sharedStrings.xml"]):
            texts.append("".join(part.text or "" for part in item.iter() if _is_read(part)))
    found: Values = {}
    for name, part in _sheets(parts):
        for cell in cells(parse(parts[part])):
            if cell.value is None:
                continue
            text = texts[int(cell.value)] if cell.sort == "s" else cell.value
            found[name, cell.place] = ("str" if cell.sort == "s" else cell.sort, text)
    return found


def _sheets(parts: dict[str, bytes]) -> list[tuple[str, str]]:
    """Names and members of the worksheets, as LibreOffice lays them out."""
    links = {link.get("Id"): link for link in parse(parts["xl/_rels/workbook.xml.rels"])}
    found = []
    for item in parse(parts["xl/workbook.xml"]).iter():
        if local(item) == "sheet":
            link = next(links[str(value)] for key, value in item.attrib.items() if str(key).endswith("}id"))
            if (link.get("Type") or "").endswith("/worksheet"):
                found.append((item.get("name") or "", f"xl/{link.get('Target')}"))
    return found
