"""LibreOffice Calc with the modules of the add-in loaded, and workbooks for them to work on."""

from __future__ import annotations

import json
import shutil
import subprocess
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtqg_xl.lite import TABLE_SHEET, lite_tables

ROOT = Path(__file__).resolve().parents[2]
MACROS = ROOT / "macros"
STAND_INS = Path(__file__).parent / "stand_ins"
#: Modules that call what only Windows and Excel have: replaced, or (the buttons) left out.
REPLACED = ("MtqgSystem", "MtqgHost")
LEFT_OUT = ("MtqgRibbon",)


def python_with_uno() -> str | None:
    """A Python that can talk to LibreOffice; None when there is none or no LibreOffice."""
    if shutil.which("soffice") is None:
        return None
    for candidate in ("/usr/bin/python3", shutil.which("python3"), shutil.which("python")):
        if candidate is None or not Path(candidate).exists():
            continue
        if subprocess.run([candidate, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
            return candidate
    return None


def add_in_texts() -> dict[str, str]:
    """The texts of the add-in by key."""
    return tomllib.loads((MACROS / "texts.vi.toml").read_text(encoding="utf-8"))


def modules() -> dict[str, str]:
    """The sources that run in Calc, by name: the add-in's own, and the stand-ins of these tests."""
    sources = {path.stem: path for path in own_sources() if path.stem not in LEFT_OUT}
    sources.update((path.stem, path) for path in sorted(STAND_INS.glob("*.bas")))
    return {name: path.read_text(encoding="ascii") for name, path in sources.items()}


def own_sources() -> list[Path]:
    """The modules of the add-in."""
    return sorted((MACROS / "vba").glob("*.bas"))


def _rules_table() -> list[list[str | int | float]]:
    """The add-in's table of rules, every row equally wide."""
    rows = lite_tables()[TABLE_SHEET]
    width = max(map(len, rows))
    return [["" if cell is None else cell for cell in [*row, *[None] * (width - len(row))]] for row in rows]


class CalcProblem(Exception):
    """What the office could not do."""


class Calc:
    """A running Calc; ``run`` calls a procedure of the add-in."""

    def __init__(self, python: str, profile: Path) -> None:
        """Starts the office and loads the modules into a workbook of its own."""
        script = Path(__file__).parent / "office_process.py"
        self._process = subprocess.Popen(
            [python, str(script), str(profile)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        self.add_in: int = self.ask("open")
        texts = sorted(add_in_texts().items())
        self.ask("add_sheet", book=self.add_in, name="i18n", at=1)
        self.ask("texts", book=self.add_in, sheet="i18n", rows=texts)
        self.ask("add_sheet", book=self.add_in, name=TABLE_SHEET, at=2)
        self.ask("texts", book=self.add_in, sheet=TABLE_SHEET, rows=_rules_table())
        self.ask("load", book=self.add_in, modules=modules())
        if self.run("MtqgText.T", "title") != dict(texts)["title"]:
            raise CalcProblem("the modules do not compile in Calc")

    def ask(self, what: str, /, **given: Any) -> Any:
        """One request to the office."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"do": what, "with": given}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise CalcProblem("the office is gone")
        answer = json.loads(line)
        if "problem" in answer:
            raise CalcProblem(answer["problem"])
        return answer["result"]

    def run(self, procedure: str, *arguments: Any) -> Any:
        """What ``Module.Procedure`` of the add-in gives."""
        module, name = procedure.split(".")
        return self.ask("run", book=self.add_in, module=module, name=name, arguments=arguments)

    def told(self, procedure: str, *arguments: Any) -> Any:
        """As ``run``, but a fault in the macro, which Calc swallows, fails the test."""
        self.run("Probe.Begin")
        given = self.run(procedure, *arguments)
        problem = self.run("Probe.Problem")
        if problem:
            raise CalcProblem(problem)
        return given

    def book(self, *sheets: str) -> Book:
        """A new workbook with these sheets."""
        book = Book(self, self.ask("open"))
        for at, name in enumerate(sheets):
            book.ask("add_sheet", name=name, at=at)
        if sheets:
            book.drop_rest(len(sheets))
        return book

    def opened(self, path: Path) -> Book:
        """The workbook at ``path``."""
        return Book(self, self.ask("open", path=str(path)))

    def stop(self) -> None:
        """Ends the office."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.terminate()  # not killed: it has to end the office first
            self._process.wait(20)
        assert self._process.stdout is not None
        self._process.stdout.close()

    def end(self, how: int) -> None:
        """Ends the process that holds the office by a signal, as when tests are broken off."""
        self._process.send_signal(how)
        self._process.wait(20)
        self.stop()


@dataclass
class Book:
    """A workbook for the add-in to work on; the one in front while it is used."""

    calc: Calc
    number: int

    def ask(self, what: str, /, **given: Any) -> Any:
        """One request about this workbook."""
        return self.calc.ask(what, book=self.number, **given)

    def drop_rest(self, kept: int) -> None:
        """Removes the sheets behind the first ``kept``."""
        self.ask("keep_sheets", count=kept)

    def front(self) -> None:
        """Brings the workbook to the front, as a user has it."""
        self.ask("bring_to_front")

    def run(self, procedure: str, *arguments: Any) -> Any:
        """What ``Probe.Procedure`` gives for this workbook in front."""
        self.front()
        return self.calc.told(f"Probe.{procedure}", *arguments)

    def put(self, sheet: str, **values: Any) -> None:
        """Values and formulas into cells."""
        self.ask("put", sheet=sheet, values=values)

    def look(self, sheet: str, address: str) -> dict[str, Any]:
        """Everything about a cell that marking could change."""
        return self.ask("look", sheet=sheet, address=address)  # type: ignore[no-any-return]

    def close(self) -> None:
        """Closes it without saving."""
        self.ask("close")


_FIRST_HEADS = (
    "id parent severity verdict confidence rule form row column sheet cell stated expected difference"
)
_MORE_HEADS = "unit title message why todo law proposals mark"
_OFFER_HEADS = "id n sheet cell current proposed kind slip label"
HEADS = [*_FIRST_HEADS.split(), *_MORE_HEADS.split()]
OFFER_HEADS = _OFFER_HEADS.split()


def table(heads: Sequence[str], *records: Mapping[str, str]) -> str:
    """A table of the exchange."""
    lines = ["\t".join(heads)]
    for record in records:
        unknown = set(record) - set(heads)
        assert not unknown, unknown
        lines.append("\t".join(escaped(record.get(head, "")) for head in heads))
    return "".join(f"{line}\r\n" for line in lines)


def escaped(text: str) -> str:
    """A field of the exchange."""
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def finding(id: str, cell: str, sheet: str = "Biểu 16", **more: str) -> dict[str, str]:  # noqa: A002
    """A finding of an error in a cell."""
    made = {"id": id, "severity": "error", "verdict": "sai", "rule": "K3", "sheet": sheet, "cell": cell}
    made |= {"title": "Sai: lẽ ra 26.844", "message": "Đang ghi 26.884, lẽ ra 26.844.", "todo": "Sửa lại."}
    made |= more
    return made | {"mark": more.get("mark") or made["severity"]}
