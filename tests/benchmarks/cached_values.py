"""How many stored values are right when they are computed without Excel: right, wrong, withheld.

Three questions, over a folder of workbooks and over the templates:

1. Excel's own values. Of workbooks that Excel saved, every stored value is taken away and computed anew,
   so nothing can be compared with; what Excel had stored is the truth. Formulas that change by themselves
   (``TODAY``) and those that read them are left out. Where we differ from what is stored and LibreOffice
   computes our value, the file was out of date (changed by a program that computes nothing): counted apart.
2. A change. In the same workbooks one number is changed, the one on which most formulas depend, and then a
   third of all numbers; the stored values of before tell which engine to believe. The truth is LibreOffice's
   recalculation of the whole changed file, where LibreOffice gave what Excel had stored for the file before.
3. The templates, filled with chance figures (seed below): the truth is LibreOffice's recalculation.

Run: ``python tests/benchmarks/cached_values.py FOLDER [--all]``; ``--all`` names every wrong value. The last
table is in ``RESULTS.md``.
"""

from __future__ import annotations

import io
import random
import re
import shutil
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import openpyxl

from mtqg_xl.messages import FileProblem
from mtqg_xl.ooxml import from_a1
from mtqg_xl.recalculation import CellError, Place, Recalculation, Value, recalculate
from mtqg_xl.recalculation.book import Book
from mtqg_xl.recalculation.graph import Graph
from mtqg_xl.recalculation.references import ReferenceReader
from mtqg_xl.recalculation.values import same

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.libreoffice.office import Office  # noqa: E402

SEED = 20261121
#: How many numbers of a workbook are looked at to find the one on which most depends.
CANDIDATES = 300
_VALUE = re.compile(rb'(<(?:\w+:)?c\b[^>]*\br="([A-Z]+[0-9]+)"[^>]*>\s*<(?:\w+:)?v>)[^<]*')
#: Files given to one LibreOffice: when it dies over one of them, these are lost.
TOGETHER = 10


class Tally:
    """The counts of one row of the table, and the wrong values."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.files = self.right = self.wrong = self.withheld = self.out_of_date = 0
        self.reasons: Counter[str] = Counter()
        self.mistakes: list[tuple[str, Place, str, Value | None, Value | None]] = []
        self.seconds = 0.0

    def count(
        self, file: str, book: Book, result: Recalculation, asked: set[Place], truth: Mapping[Place, Value]
    ) -> None:
        """Take in one file: the formulas ``asked`` that have a ``truth``."""
        self.files += 1
        for place in asked:
            if place not in truth:
                continue
            if place in result.withheld:
                self.withheld += 1
                self.reasons[result.withheld[place]] += 1
                continue
            value = result.values.get(place, book.stored(place))
            if agrees(value, truth[place]):
                self.right += 1
            else:
                self.wrong += 1
                self.mistakes.append((file, place, book.formulas[place], truth[place], value))

    def line(self) -> str:
        """The row as Markdown."""
        given = self.right + self.wrong
        total = given + self.withheld
        share = [f"{100 * part / total:.2f} %" if total else "-" for part in (self.right, self.withheld)]
        wrong = f"{100 * self.wrong / given:.3f} %" if given else "-"
        if self.out_of_date:
            wrong += f"; {self.out_of_date} more out of date in the file"
        speed = f"{1000 * self.seconds / self.files:.0f}" if self.files else "-"
        cells = (self.name, self.files, total, share[0], f"{self.wrong} ({wrong})", share[1], speed)
        return f"| {' | '.join(map(str, cells))} |"


def agrees(value: Value | None, truth: Value) -> bool:
    """Equal, noise aside; LibreOffice stores 15 digits, so what is left of a difference may vanish there."""
    if isinstance(value, float) and isinstance(truth, float) and abs(value - truth) < 1e-12:
        return True
    return same(value, truth)


def workbooks(folder: Path) -> Iterator[tuple[Path, bytes, Book]]:
    """The workbooks of ``folder`` that Excel saved with values that are up to date, and have formulas."""
    for path in sorted(folder.glob("*.xls[xm]")):
        data = path.read_bytes()
        try:
            book = Book(data)
            if book.settings.trusted and book.formulas:
                yield path, data, book
        except FileProblem:
            continue


def graph_of(book: Book) -> tuple[Graph, set[Place]]:
    """The dependencies in ``book``, and the formulas that change by themselves or through such."""
    reader = ReferenceReader(book)
    references = {place: reader.references(text, place) for place, text in book.formulas.items()}
    graph = Graph(references)
    restless = {place for place, found in references.items() if found.volatile}
    return graph, restless | graph.dependents(restless)


def stored(book: Book) -> dict[Place, Value]:
    """What is stored under the formulas of ``book``."""
    return {place: value for place in book.formulas if (value := book.stored(place)) is not None}


def without_values(folder: Path, office: Office, scratch: Path) -> Tally:
    """Question 1."""
    tally = Tally("Excel's own, nothing to compare with")
    for path, data, book in workbooks(folder):
        _, restless = graph_of(book)
        start = time.perf_counter()
        result = recalculate(None, data, None)
        tally.seconds += time.perf_counter() - start
        tally.count(path.name, book, result, set(book.formulas) - restless, stored(book))
    leave_out_of_date(tally, folder, office, scratch)
    return tally


def leave_out_of_date(tally: Tally, folder: Path, office: Office, scratch: Path) -> None:
    """Where LibreOffice computes our value too, the stored one was out of date: counted apart, and shown."""
    scratch.mkdir()
    files = sorted({folder / mistake[0] for mistake in tally.mistakes})
    convert(office, scratch, files)
    second = {
        file.name: Book((scratch / file.name).read_bytes())
        for file in files
        if (scratch / file.name).exists()
    }
    for mistake in tally.mistakes:
        file, place, value = mistake[0], mistake[1], mistake[4]
        if file in second and (known := shown(second[file], place)) is not None and agrees(value, known):
            tally.wrong -= 1
            tally.out_of_date += 1


def after_a_change(name: str, folder: Path, office: Office, scratch: Path, share: float) -> Tally:
    """Question 2: one number changed (``share`` 0), or that share of all numbers."""
    tally = Tally(name)
    jobs = []
    for kind in ("before", "after", "before_out", "after_out"):
        (scratch / kind).mkdir(parents=True)
    for number, (path, data, book) in enumerate(workbooks(folder)):
        graph, restless = graph_of(book)
        wanted = some_numbers(book, share, number) if share else most_depends_on(book, graph)
        changed, places = with_numbers(book, data, wanted)
        if not places:
            continue
        before, after = scratch / "before" / f"{number}.xlsx", scratch / "after" / f"{number}.xlsx"
        before.write_bytes(data)
        after.write_bytes(changed)
        jobs.append((path, before, after, places, graph.dependents(places) - restless))
    convert(office, scratch / "before_out", [job[1] for job in jobs])
    convert(office, scratch / "after_out", [job[2] for job in jobs])
    for path, before, after, places, asked in jobs:
        old, new = (scratch / f"{kind}_out" / before.name for kind in ("before", "after"))
        if not (old.exists() and new.exists()):
            continue
        book = Book(after.read_bytes())
        start = time.perf_counter()
        result = recalculate(before.read_bytes(), after.read_bytes(), places)
        tally.seconds += time.perf_counter() - start
        excel, first, then = stored(Book(before.read_bytes())), Book(old.read_bytes()), Book(new.read_bytes())
        truth = {
            cell: value
            for cell in asked
            if (value := shown(then, cell)) is not None
            and (known := shown(first, cell)) is not None
            and agrees(excel.get(cell), known)
            # LibreOffice writes most errors as this one.
            and value != CellError("#VALUE!")
        }
        tally.count(path.name, book, result, asked, truth)
    return tally


def shown(book: Book, place: Place) -> Value | None:
    """What stands in ``place``; a formula without a value gives an empty text in LibreOffice's files."""
    if place[0] not in book.order:
        return None
    value = book.stored(place)
    return "" if value is None and place in book.formulas else value


def numbers_of(book: Book) -> list[Place]:
    """The cells of ``book`` with a number that no formula gives."""
    return [
        (name, row, col)
        for name in book.order
        for (row, col), cell in book.sheet(name).cells.items()
        if cell.kind == "number" and cell.formula is None
    ]


def most_depends_on(book: Book, graph: Graph) -> dict[Place, float]:
    """The number on which most formulas depend, and another number for it."""
    numbers = numbers_of(book)
    chosen = random.Random(SEED).sample(numbers, min(CANDIDATES, len(numbers)))
    reach = {place: len(graph.dependents([place])) for place in chosen}
    best = max(chosen, key=lambda place: reach[place], default=None)
    if best is None or not reach[best]:
        return {}
    value = book.stored(best)
    assert isinstance(value, float)
    return {best: round(value * 1.1, 2) + 1}


def some_numbers(book: Book, share: float, number: int) -> dict[Place, float]:
    """A ``share`` of the numbers of ``book``, each made a little larger; whole ones stay whole."""
    chance = random.Random(SEED + number)
    found = {}
    for place in numbers_of(book):
        value = book.stored(place)
        if chance.random() < share and isinstance(value, float):
            found[place] = value + chance.randint(1, 9) if value.is_integer() else round(value * 1.07, 3)
    return found


def with_numbers(book: Book, data: bytes, wanted: Mapping[Place, float]) -> tuple[bytes, set[Place]]:
    """``data`` with other numbers in some cells, and those that could be found by their addresses."""
    parts = {info.part: info.name for info in book.workbook.sheets}
    done: set[Place] = set()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            sheet = parts.get(info.filename)
            if sheet is not None:

                def put(match: re.Match[bytes], sheet: str = sheet) -> bytes:
                    place = (sheet, *from_a1(match[2].decode()))
                    if place not in wanted:
                        return match[0]
                    done.add(place)
                    return match[1] + repr(wanted[place]).encode()

                content = _VALUE.sub(put, content)
            new.writestr(info.filename, content)
    return out.getvalue(), done


def convert(office: Office, out: Path, paths: list[Path]) -> None:
    """Let LibreOffice recalculate ``paths``, some at a time; one that stops it is left out."""
    for at in range(0, len(paths), TOGETHER):
        group = paths[at : at + TOGETHER]
        for books in (group, *([path] for path in group)):
            missing = [path for path in books if not (out / path.name).exists()]
            if missing:
                try:
                    office.recalculate(out, *missing)
                except (AssertionError, OSError, TimeoutError):
                    continue


def filled(path: Path, seed: int) -> bytes:
    """A template with chance figures in the cells that are open to be filled in."""
    chance = random.Random(seed)
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for line in sheet.iter_rows():
            for cell in line:
                if cell.protection.locked or cell.value is not None or "0" not in cell.number_format:
                    continue
                if chance.random() < 0.85:
                    cell.value = round(chance.uniform(0, 5000), 2 if ".0" in cell.number_format else 0)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def templates(office: Office, scratch: Path) -> Tally:
    """Question 3."""
    tally = Tally("all templates, filled by chance")
    paths = []
    for number, path in enumerate(sorted((ROOT / "workbook_templates").glob("*.xlsx"))):
        paths.append(scratch / "templates" / path.name)
        paths[-1].write_bytes(filled(path, SEED + number))
    out = scratch / "templates_out"
    out.mkdir()
    convert(office, out, paths)
    for path in paths:
        data = path.read_bytes()
        book, right = Book(data), Book((out / path.name).read_bytes())
        start = time.perf_counter()
        result = recalculate(None, data, None)
        tally.seconds += time.perf_counter() - start
        truth = {cell: value for cell in book.formulas if (value := shown(right, cell)) is not None}
        tally.count(path.name, book, result, set(book.formulas), truth)
    return tally


def main() -> None:
    """Measure and print the table."""
    folder = Path(sys.argv[1])
    print("| question | files | values | right | wrong (of those given) | withheld | ms a file |")
    print("|---|---|---|---|---|---|---|")
    scratch = Path(tempfile.mkdtemp(prefix="mtqg_cached_"))
    try:
        (scratch / "templates").mkdir()
        office = Office.in_folder(scratch / "office")
        tallies = []
        for tally in (
            lambda: without_values(folder, office, scratch / "stale"),
            lambda: after_a_change("one number changed", folder, office, scratch / "one", 0),
            lambda: after_a_change("a third of all numbers changed", folder, office, scratch / "many", 1 / 3),
            lambda: templates(office, scratch),
        ):
            tallies.append(tally())
            print(tallies[-1].line(), flush=True)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    for tally in tallies:
        reasons = ", ".join(f"{reason} {count}" for reason, count in tally.reasons.most_common())
        print(f"\n{tally.name}: withheld: {reasons or 'none'}")
        for mistake in tally.mistakes if "--all" in sys.argv else tally.mistakes[:10]:
            print("  wrong:", *mistake)


if __name__ == "__main__":
    main()
